"""How many records of each type there are, as a release says it."""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from api.models.record import Record, Release, table
from api.models.vocabulary import RecordType

release, record = table(Release), table(Record)


def counted(connection: Connection) -> dict[str, int]:
    """All of them."""
    rows = connection.execute(select(record.c.type, func.count()).group_by(record.c.type)).all()
    return in_order({row[0]: row[1] for row in rows})


def carried_on(connection: Connection, number: int, more: Mapping[RecordType, int]) -> dict[str, int]:
    """The counts of the release before this one, and what this one adds or takes away: without counting all again."""
    before = select(release.c.counts).where(release.c.id < number).order_by(release.c.id.desc()).limit(1)
    last = connection.execute(before).scalar()
    if last is None:
        return counted(connection)
    found = Counter({RecordType(kind): count for kind, count in last.items()})
    found.update(more)
    return in_order(found)


def in_order(found: Mapping[RecordType, int]) -> dict[str, int]:
    return {kind.value: count for kind, count in sorted(found.items()) if count}
