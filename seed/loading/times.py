"""When a release was made: what readers ask by, so that it must not run backwards where a clock does."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, func, select

from api.db import utc
from api.models.record import Release, table

release = table(Release)
LEAST = timedelta(seconds=1)  # that HTTP tells apart


def time_of_release(connection: Connection, number: int) -> datetime:
    """Now; but later than all releases before, even where the clock was put back since."""
    last = connection.execute(select(func.max(release.c.created_at)).where(release.c.id < number)).scalar()
    now = datetime.now(UTC)
    return now if last is None or now > utc(last) else utc(last) + LEAST
