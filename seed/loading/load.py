"""Makes the curated series of a database equal to its files, in one transaction.

Readers see the old release until the commit. One load runs at a time; another waits for it, then refuses.
"""

import contextlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, event, func, select
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from api.db import DatabaseUnusable, check_usable
from api.engines import make_engine
from api.faults import is_full, reason
from api.models.record import Release, table
from api.models.vocabulary import ChangeAction
from api.settings import mend, shown
from seed.check import check
from seed.loading.assertions import broken
from seed.loading.compare import SERIES, compare
from seed.loading.following import Following
from seed.loading.letters import count_letters
from seed.loading.write import write, write_release
from seed.reading.files import Dataset

WAIT = 30.0  # seconds for another load to end
LOCK = 19500625  # of PostgreSQL's advisory locks, the one that whoever writes records holds
HINT = "Run `python -m seed check`; if it reports nothing, a rule is missing there"
release = table(Release)
NEWEST = select(func.coalesce(func.max(release.c.id), 0))
LOADED = select(release.c.content_sha256).where(release.c.series == SERIES).order_by(release.c.id.desc()).limit(1)


class LoadError(Exception):
    """Why nothing was loaded, and what to do: one or more lines for the operator."""


class Busy(LoadError):
    """Somebody else is writing."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The release that is served now, and how many records changed to make it.

    A new one may change none: where rows or redirects were not yet as the files and this code have them.
    """

    release: int
    created: int = 0
    updated: int = 0
    moved: int = 0
    deleted: int = 0
    is_new: bool = field(default=False, compare=False)


def load(dataset: Dataset, url: str, *, allow_removals: bool = False, wait: float = WAIT) -> Loaded:
    """Raises LoadError, the database untouched, if anything stands against it."""
    if problems := check(dataset):
        raise LoadError("\n".join(map(str, problems)))
    with writing(url, wait) as connection:
        newest = connection.execute(NEWEST).scalar_one()
        if connection.execute(LOADED).scalar() == dataset.sha256:
            return Loaded(newest)
        return bring_in(connection, dataset, newest, allow_removals)


def bring_in(connection: Connection, dataset: Dataset, newest: int, allow_removals: bool) -> Loaded:
    found = compare(connection, dataset, allow_removals=allow_removals)
    if found.obstacles:
        raise LoadError("\n".join(found.obstacles))
    following, number = Following(connection, dataset.same_as), newest + 1
    changed = write(connection, dataset, found, number)
    if not following.follow(number, changed or ()) and changed is None:
        return Loaded(newest)
    count_letters(connection)
    write_release(connection, dataset, number)
    if failed := broken(connection, SERIES):
        raise LoadError("\n".join(failed))
    counts = Counter(difference.action for difference in found.differences)
    return Loaded(number, **{action.value: counts[action] for action in ChangeAction}, is_new=True)


@contextlib.contextmanager
def writing(url: str, wait: float = WAIT, *, hint: str = HINT, keep: bool = True) -> Iterator[Connection]:
    """The one transaction that may write records now; commits at the end, and rolls back on any error.

    `hint`: what to do where the database refuses what was written. Without `keep` it rolls back in any case.
    """
    require_usable(url)
    engine = make_engine(url, read_only=False)
    try:
        with begun(engine, wait) as connection:
            yield connection
            if keep:
                connection.commit()
    except IntegrityError as error:
        refusal = str(error.orig).strip().replace("\n", " ")
        raise LoadError(f"The database refused the records, and nothing was changed: {refusal}. {hint}.") from error
    except DBAPIError as error:
        advice = "Make room on its disk, and do it again." if is_full(error) else mend(url)
        raise LoadError(f"Cannot write to {shown(url)}, and nothing was changed: {reason(error)}. {advice}") from error
    finally:
        engine.dispose()


def require_usable(url: str) -> None:
    try:
        check_usable(url)
    except DatabaseUnusable as error:
        raise LoadError(str(error)) from None


@contextlib.contextmanager
def begun(engine: Engine, wait: float) -> Iterator[Connection]:
    """A connection that nobody else writes beside."""
    milliseconds = int(wait * 1000)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def be_patient(connection: object, _: object) -> None:
            connection.execute(f"PRAGMA busy_timeout = {milliseconds}")  # type: ignore[attr-defined]

        taking = ["SELECT 1"]  # whatever is first begins the transaction, and takes the lock
    else:
        engine = engine.execution_options(isolation_level="READ COMMITTED")  # so that what it waited for is seen
        taking = [f"SET LOCAL lock_timeout = {milliseconds}", f"SELECT pg_advisory_xact_lock({LOCK})"]
    with contextlib.ExitStack() as stack:
        try:
            connection = stack.enter_context(engine.connect())
            for statement in taking:
                connection.exec_driver_sql(statement)
        except OperationalError as error:
            if not is_busy(error):
                raise
            raise Busy(
                f"Another load or import is writing to the database; waited {wait:g} seconds for it. "
                "Try again when it is done."
            ) from None
        yield connection


def is_busy(error: OperationalError) -> bool:
    state = getattr(error.orig, "sqlstate", None)
    return state == "55P03" or "database is locked" in str(error.orig)
