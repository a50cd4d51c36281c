"""Snapshots of the database, and `Database.read`: the only door for the API's queries."""

import functools
import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing, nullcontext
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, TypeVar

import anyio
import anyio.to_thread
from anyio import CapacityLimiter
from sqlalchemy import (
    Connection,
    CursorResult,
    Dialect,
    Executable,
    PoolProxiedConnection,
    inspect,
    select,
    text,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from api.engines import DEADLINE, HEAVY, THREADS, Lent, Line, begun, make_engine
from api.errors import ProblemError
from api.faults import reason
from api.models.record import Release, table
from api.prepared import Prepared
from api.settings import REVISION, mend, shown

MOST_WAITING = 64  # heavy reads that wait for a thread, in the order of their asking; more are refused at once
MOST_WAIT = 3.0  # seconds that one waits; its own time begins when it has its thread
RETRY_SOON = "1"

T = TypeVar("T")
release = table(Release)
Statement = Executable | Prepared
NEWEST = Prepared(select(release.c.id, release.c.created_at).order_by(release.c.id.desc()).limit(1))


class DatabaseUnusable(Exception):
    """The database cannot be served; the message is one line that says what to do."""


def told(error: Exception, sql: str | None, values: Sequence[Any] | None, dialect: Dialect) -> BaseException:
    """A driver's error as SQLAlchemy's."""
    base = dialect.loaded_dbapi.Error
    return DBAPIError.instance(sql, values, error, base, dialect=dialect)


class Snapshot:
    """One read transaction: every statement sees the same release; 0 before the first load."""

    def __init__(self, connection: Connection | Lent) -> None:
        self.lent, self.dialect = connection, connection.engine.dialect
        self.driver = begun(connection)
        self.noted = connection.engine.dispatch.before_cursor_execute or None
        newest = self.first(NEWEST)
        self.release: int = newest.id if newest else 0
        self.released_at: datetime | None = utc(newest.created_at) if newest else None

    @cached_property
    def connection(self) -> Connection:
        """For statements that are not prepared."""
        return self.lent if isinstance(self.lent, Connection) else Connection(self.lent.engine, self.lent.connection)

    def all(self, statement: Statement, **parameters: Any) -> Sequence[Any]:
        if isinstance(statement, Prepared):
            return self.sent(statement, parameters)
        return self.execute(statement, parameters).all()

    def first(self, statement: Statement, **parameters: Any) -> Any:
        """None where there is no row."""
        if isinstance(statement, Prepared):
            return next(iter(self.sent(statement, parameters)), None)
        return self.execute(statement, parameters).first()

    def scalar(self, statement: Statement, **parameters: Any) -> Any:
        """None where there is no row."""
        if isinstance(statement, Prepared):
            return next((row[0] for row in self.sent(statement, parameters)), None)
        return self.execute(statement, parameters).scalar()

    def sent(self, statement: Prepared, parameters: dict[str, Any]) -> list[Any]:
        """The rows of a prepared statement, by the driver alone; its errors are those of all others."""
        form = statement.form_for(self.dialect, parameters)
        values, cursor = form.bound(parameters), self.driver.cursor()
        try:
            if self.noted:
                self.noted(self.connection, cursor, form.sql, values, None, False)
            cursor.execute(form.sql, values)
            return form.rows(cursor)
        except self.dialect.loaded_dbapi.Error as error:
            raise told(error, form.sql, values, self.dialect) from error

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
        self.grant()
        return super().execute(statement, parameters)

    def sent(self, statement: Prepared, parameters: dict[str, Any]) -> list[Any]:
        self.grant()
        return super().sent(statement, parameters)

    def grant(self) -> None:
        """Lets the next statement last as long as is left; raises TooSlow where nothing is."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise TooSlow
        if self.postgres and left < 0.9 * self.granted:
            self.granted = left
            self.connection.execute(GRANT, {"milliseconds": str(max(1, int(left * 1000)))})

    def attempt(self, work: Callable[[], T], seconds: float) -> T | None:
        """The same, within so many seconds of those that are left; where they are not enough, the snapshot goes on:
        PostgreSQL from a savepoint, for a transaction in which something failed is over.
        """
        whole = self.until
        self.bound(min(whole, time.monotonic() + seconds))
        try:
            with self.connection.begin_nested() if self.postgres else nullcontext():
                return work()
        except (TooSlow, OperationalError) as error:
            if not is_too_slow(error):
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


def too_many() -> ProblemError:
    detail = f"Too many searches at once; try again in {RETRY_SOON} second."
    return ProblemError("unavailable", detail, headers={"Retry-After": RETRY_SOON})


def is_too_slow(error: Exception) -> bool:
    """Whether it is the clock that ended a statement: not where a connection was lost, however late it is by then."""
    if isinstance(error, OperationalError):
        interrupted = getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT
        return interrupted or getattr(error.orig, "sqlstate", None) == QUERY_CANCELED
    return isinstance(error, TooSlow)


def utc(stored: datetime) -> datetime:
    """SQLite stores no zone; every stored time is UTC."""
    return stored.replace(tzinfo=UTC) if stored.tzinfo is None else stored.astimezone(UTC)


class Database:
    """Reads run inline where they are short and local (SQLite), else in a bounded pool of threads."""

    def __init__(self, url: str, line: Line | None = None) -> None:
        self.line = line or Line()
        self.engine = make_engine(url, read_only=True, line=self.line)
        self.inline = url.startswith("sqlite")
        self.limiter, self.heavy = CapacityLimiter(THREADS), CapacityLimiter(HEAVY)
        self.asked = 0  # heavy reads that wait or run

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
        """Once a thread is free: not behind too many others, and not for long."""
        if self.asked >= HEAVY + MOST_WAITING:
            raise too_many()
        self.asked += 1
        try:
            with anyio.fail_after(MOST_WAIT):  # ends the waiting alone: what runs in a thread is not given up
                return await anyio.to_thread.run_sync(work, limiter=self.heavy)
        except TimeoutError:
            raise too_many() from None
        finally:
            self.asked -= 1

    def snapshot(self, fn: Callable[[Snapshot], T]) -> T:
        """The same, in the calling thread."""
        with closing(self.lent()) as connection:
            try:
                return fn(Snapshot(Lent(self.engine, connection)))
            except DBAPIError as error:
                if self.is_lost(error, connection):
                    connection.invalidate(error)
                raise

    def is_lost(self, error: DBAPIError, connection: PoolProxiedConnection) -> bool:
        """Whether there is nothing that the pool could take back."""
        orig: Any = error.orig
        return self.engine.dialect.is_disconnect(orig, connection, None)

    def lent(self) -> PoolProxiedConnection:
        dialect = self.engine.dialect
        try:
            return self.engine.raw_connection()
        except dialect.loaded_dbapi.Error as error:
            raise told(error, None, None, dialect) from error

    def bounded(self, fn: Callable[[Snapshot], T], deadline: float) -> T:
        """The same, until the deadline and no longer."""
        until = time.monotonic() + deadline
        try:
            with self.engine.connect().execution_options(until=until) as connection:
                return fn(BoundedSnapshot(connection, until))
        except OperationalError as error:
            if not is_too_slow(error):
                raise
            raise TooSlow from error


QUERY_CANCELED = "57014"


def require_revision(connection: Connection, url: str) -> None:
    """Raises DatabaseUnusable unless the database stands at this code's migration."""
    found = None
    if inspect(connection).has_table("alembic_version"):
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found == REVISION:
        return
    if found is not None and found > REVISION:
        raise DatabaseUnusable(
            f"The database {shown(url)} is at revision {found}, of newer code; update this checkout."
        )
    state = "has no schema" if found is None else f"is at revision {found}, not {REVISION}"
    raise DatabaseUnusable(f"The database {shown(url)} {state}; run `alembic upgrade head`.")


def check_usable(url: str) -> None:
    """Raises DatabaseUnusable unless the database answers and stands at this code's migration."""
    path = make_url(url).database
    if url.startswith("sqlite") and path and path != ":memory:" and not os.path.exists(path):
        raise DatabaseUnusable(f"No database at {path}; create it with `alembic upgrade head` and `python -m seed`.")
    engine = make_engine(url, read_only=True)
    try:
        with engine.connect() as connection:
            require_revision(connection, url)
    except SQLAlchemyError as error:
        raise DatabaseUnusable(f"Cannot reach {shown(url)}: {reason(error)}. {mend(url)}") from None
    finally:
        engine.dispose()
