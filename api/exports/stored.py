"""The exports that are of this database: others may lie in the same folder, of one that was made anew."""

from pathlib import Path

from sqlalchemy import select

from api.db import Snapshot
from api.exports.manifest import Export, complete, instant
from api.models.record import Release, table

release = table(Release)


def exports(snapshot: Snapshot, folder: Path) -> list[tuple[Path, Export]]:
    """The complete ones, the newest release first."""
    found = complete(folder)
    if not found:
        return []
    wanted = [int(one.release) for _, one in found]
    rows = snapshot.all(select(release.c.id, release.c.created_at).where(release.c.id.in_(wanted)))
    known = {(str(row.id), instant(row.created_at)) for row in rows}
    return [(path, one) for path, one in found if (one.release, one.released_at) in known]
