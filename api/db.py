"""Engines, and `Database.read`: the only door for the API's queries."""

import functools
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

import anyio
import anyio.to_thread
from anyio import CapacityLimiter
from sqlalchemy import (
    Connection,
    CursorResult,
    Engine,
    Executable,
    Row,
    create_engine,
    event,
    inspect,
    select,
    text,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from api.errors import ProblemError
from api.models.record import Release, table
from api.settings import REVISION, mend, shown

DEADLINE = 5.0  # seconds one read may take
THREADS = 4
HEAVY = 2  # threads for reads that may take long: they never keep the short ones waiting
MOST_WAIT = 1.0  # seconds that a heavy read may wait for its thread
RETRY_SOON = "1"
CACHE = 16 * 1024  # KiB of pages that each reading connection of SQLite keeps
MAPPED = 256 * 1024 * 1024  # bytes of the file that it reads without copying them

T = TypeVar("T")
release = table(Release)
NEWEST = select(release.c.id, release.c.created_at).order_by(release.c.id.desc()).limit(1)


class DatabaseUnusable(Exception):
    """The database cannot be served; the message is one line that says what to do."""


def make_engine(url: str, *, read_only: bool) -> Engine:
    """An engine whose transactions are snapshots.

    A read-only one refuses every write. On SQLite the file itself is opened for reading; on PostgreSQL a statement
    could still ask for a writing transaction, which none of ours does: give the API a role that may only SELECT.
    """
    return sqlite_engine(url, read_only) if url.startswith("sqlite") else postgres_engine(url, read_only)


def postgres_engine(url: str, read_only: bool) -> Engine:
    options = f"-c default_transaction_read_only=on -c statement_timeout={int(DEADLINE * 1000)}" if read_only else ""
    return create_engine(
        url,
        isolation_level="REPEATABLE READ",
        pool_pre_ping=True,
        pool_size=THREADS + HEAVY,
        max_overflow=0,
        pool_timeout=DEADLINE,
        connect_args={"connect_timeout": 3, "options": options},
    )


def sqlite_engine(url: str, read_only: bool) -> Engine:
    path = make_url(url).database or ""
    if read_only and path not in {"", ":memory:"}:
        url = f"sqlite:///file:{quote(str(Path(path).absolute()))}?mode=ro&uri=true"
    engine = create_engine(url, connect_args={"check_same_thread": False, "timeout": 30})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # the driver's own BEGIN leaves out reads
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA query_only=ON" if read_only else "PRAGMA journal_mode=WAL")
        if read_only:
            connection.execute(f"PRAGMA cache_size = -{CACHE}")
            connection.execute(f"PRAGMA mmap_size = {MAPPED}")
            deadline = record.info["deadline"] = [float("inf")]
            connection.set_progress_handler(lambda: time.monotonic() > deadline[0], 10_000)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if read_only:
            until = connection.get_execution_options().get("until", time.monotonic() + DEADLINE)
            connection.info["deadline"][0] = until
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


class Snapshot:
    """One read transaction: every statement sees the same release; 0 before the first load."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        newest = self.first(NEWEST)
        self.release: int = newest.id if newest else 0
        self.released_at: datetime | None = utc(newest.created_at) if newest else None

    def all(self, statement: Executable, **parameters: Any) -> Sequence[Row[Any]]:
        return self.execute(statement, parameters).all()

    def first(self, statement: Executable, **parameters: Any) -> Row[Any] | None:
        return self.execute(statement, parameters).first()

    def scalar(self, statement: Executable, **parameters: Any) -> Any:
        return self.execute(statement, parameters).scalar()

    def execute(self, statement: Executable, parameters: dict[str, Any]) -> CursorResult[Any]:
        return self.connection.execute(statement, parameters)

    def attempt(self, work: Callable[[], T], seconds: float) -> T | None:
        """What `work` makes of this snapshot, or None where it would take longer; here it may take its time."""
        return work()


class BoundedSnapshot(Snapshot):
    """A snapshot whose statements together may last until a moment; raises a 503 for one that would begin later.

    SQLite looks at the clock by itself. PostgreSQL is told how long a statement may take, and told again when a tenth
    of that has gone; and it plans each for its own words, which plans kept for all words would not be fit for.
    """

    def __init__(self, connection: Connection, until: float) -> None:
        self.until, self.granted = until, float("inf")
        self.postgres = connection.dialect.name == "postgresql"
        super().__init__(connection)

    def execute(self, statement: Executable, parameters: dict[str, Any]) -> CursorResult[Any]:
        left = self.until - time.monotonic()
        if left <= 0:
            raise TooSlow
        if self.postgres and left < 0.9 * self.granted:
            self.granted = left
            self.connection.execute(GRANT, {"milliseconds": str(max(1, int(left * 1000)))})
        return super().execute(statement, parameters)

    def attempt(self, work: Callable[[], T], seconds: float) -> T | None:
        """The same, within so many seconds of those that are left; where they are not enough, the snapshot goes on."""
        whole = self.until
        self.bound(min(whole, time.monotonic() + seconds))
        try:
            with self.connection.begin_nested():  # PostgreSQL goes on only from where nothing had failed yet
                return work()
        except (TooSlow, OperationalError) as error:
            if not is_too_slow(error, self.until):
                raise
            return None
        finally:
            self.bound(whole)

    def bound(self, until: float) -> None:
        self.until, self.granted = until, float("inf")
        if not self.postgres:
            self.connection.info["deadline"][0] = until


GRANT = text(
    "SELECT set_config('statement_timeout', :milliseconds, true), "
    "set_config('plan_cache_mode', 'force_custom_plan', true)"
)


class TooSlow(ProblemError):
    """What is asked would take longer than it may."""

    def __init__(self) -> None:
        detail = (
            "This would take too long; ask for less: more or rarer words, a filter, whole words instead of beginnings."
        )
        super().__init__("too-slow", detail, headers={"Retry-After": RETRY_SOON})


def is_too_slow(error: Exception, until: float) -> bool:
    """Whether it is the clock that ended a statement, not a fault of the database."""
    if isinstance(error, OperationalError):
        return time.monotonic() >= until or getattr(error.orig, "sqlstate", None) == QUERY_CANCELED
    return isinstance(error, TooSlow)


def utc(stored: datetime) -> datetime:
    """SQLite stores no zone; every stored time is UTC."""
    return stored.replace(tzinfo=UTC) if stored.tzinfo is None else stored.astimezone(UTC)


class Database:
    """Reads run inline where they are short and local (SQLite), else in a bounded pool of threads."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url, read_only=True)
        self.inline = url.startswith("sqlite")
        self.limiter, self.heavy = CapacityLimiter(THREADS), CapacityLimiter(HEAVY)

    async def read(self, fn: Callable[[Snapshot], T], *, heavy: bool = False, deadline: float = DEADLINE) -> T:
        """What `fn` makes of one snapshot; raises SQLAlchemy's errors, which the handlers answer with a 503.

        `heavy` reads run in threads of their own everywhere, and are refused when `deadline` (seconds) has passed.
        """
        if heavy:
            return await self.read_heavy(functools.partial(self.bounded, fn, deadline))
        if self.inline:
            return self.snapshot(fn)
        return await anyio.to_thread.run_sync(functools.partial(self.snapshot, fn), limiter=self.limiter)

    async def read_heavy(self, work: Callable[[], T]) -> T:
        """Once a thread is free, and it may not be for long."""
        try:
            with anyio.fail_after(MOST_WAIT):  # ends the waiting alone: what runs in a thread is not given up
                return await anyio.to_thread.run_sync(work, limiter=self.heavy)
        except TimeoutError:
            detail = f"Too many searches at once; try again in {RETRY_SOON} second."
            raise ProblemError("unavailable", detail, headers={"Retry-After": RETRY_SOON}) from None

    def snapshot(self, fn: Callable[[Snapshot], T]) -> T:
        """The same, in the calling thread."""
        with self.engine.connect() as connection:
            return fn(Snapshot(connection))

    def bounded(self, fn: Callable[[Snapshot], T], deadline: float) -> T:
        """The same, until the deadline and no longer."""
        until = time.monotonic() + deadline
        try:
            with self.engine.connect().execution_options(until=until) as connection:
                return fn(BoundedSnapshot(connection, until))
        except OperationalError as error:
            if not is_too_slow(error, until):
                raise
            raise TooSlow from error


QUERY_CANCELED = "57014"


def revision(engine: Engine) -> str | None:
    """The migration the database stands at, or None where it has none."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return None if found is None else str(found)


def check_usable(url: str) -> None:
    """Raises DatabaseUnusable unless the database answers and stands at this code's migration."""
    path = make_url(url).database
    if url.startswith("sqlite") and path and path != ":memory:" and not Path(path).exists():
        raise DatabaseUnusable(f"No database at {path}; create it with `alembic upgrade head` and `python -m seed`.")
    engine = make_engine(url, read_only=True)
    try:
        found = revision(engine)
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", error)).strip().splitlines()[0]
        raise DatabaseUnusable(f"Cannot reach {shown(url)}: {reason}. {mend(url)}") from None
    finally:
        engine.dispose()
    if found != REVISION:
        if found is not None and found > REVISION:
            raise DatabaseUnusable(
                f"The database {shown(url)} is at revision {found}, of newer code; update this checkout."
            )
        state = "has no schema" if found is None else f"is at revision {found}, not {REVISION}"
        raise DatabaseUnusable(f"The database {shown(url)} {state}; run `alembic upgrade head`.")
