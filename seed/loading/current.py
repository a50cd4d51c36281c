"""Whether a load would have anything to do, found out without reading a record or declaring a table."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from api.settings import REVISION
from seed.frus.known import unknown

STANDS = text(
    "SELECT version_num, (SELECT content_sha256 FROM release WHERE series = 'curated' ORDER BY id DESC LIMIT 1) "
    "FROM alembic_version"
)


def digest(folder: Path) -> str:
    """SHA-256 over the paths and bytes of all files, in the order of their paths."""
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        found.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
    return found.hexdigest()


def is_current(folder: Path, url: str, volumes: Sequence[Path] = ()) -> bool:
    """The database stands at this code's migration, its newest curated release is made of these very files, and these
    volumes are imported as they are.
    """
    where = make_url(url)
    if where.get_backend_name() == "sqlite" and not Path(where.database or "").is_file():
        return False
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return connection.execute(STANDS).first() == (REVISION, digest(folder)) and not unknown(connection, volumes)
    except SQLAlchemyError:  # no schema, another one, or nobody there: the load itself says which
        return False
    finally:
        engine.dispose()
