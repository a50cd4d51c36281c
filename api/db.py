"""Engines, and `Database.read`: the only door for the API's queries."""

import functools
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

import anyio.to_thread
from anyio import CapacityLimiter
from sqlalchemy import Connection, Engine, Executable, Row, create_engine, event, inspect, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from api.models.record import Release, table
from api.settings import REVISION, mend, shown

DEADLINE = 5.0  # seconds one read may take
THREADS = 4

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
        pool_size=THREADS,
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
            deadline = record.info["deadline"] = [float("inf")]
            connection.set_progress_handler(lambda: time.monotonic() > deadline[0], 10_000)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if read_only:
            connection.info["deadline"][0] = time.monotonic() + DEADLINE
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


class Snapshot:
    """One read transaction: every statement sees the same release; 0 before the first load."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        newest = connection.execute(NEWEST).first()
        self.release: int = newest.id if newest else 0
        self.released_at: datetime | None = utc(newest.created_at) if newest else None

    def all(self, statement: Executable, **parameters: Any) -> Sequence[Row[Any]]:
        return self.connection.execute(statement, parameters).all()

    def first(self, statement: Executable, **parameters: Any) -> Row[Any] | None:
        return self.connection.execute(statement, parameters).first()

    def scalar(self, statement: Executable, **parameters: Any) -> Any:
        return self.connection.execute(statement, parameters).scalar()


def utc(stored: datetime) -> datetime:
    """SQLite stores no zone; every stored time is UTC."""
    return stored.replace(tzinfo=UTC) if stored.tzinfo is None else stored.astimezone(UTC)


class Database:
    """Reads run inline where they are short and local (SQLite), else in a bounded pool of threads."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url, read_only=True)
        self.inline = url.startswith("sqlite")
        self.limiter = CapacityLimiter(THREADS)

    async def read(self, fn: Callable[[Snapshot], T]) -> T:
        """What `fn` makes of one snapshot; raises SQLAlchemy's errors, which the handlers answer with a 503."""
        if self.inline:
            return self.snapshot(fn)
        return await anyio.to_thread.run_sync(functools.partial(self.snapshot, fn), limiter=self.limiter)

    def snapshot(self, fn: Callable[[Snapshot], T]) -> T:
        """The same, in the calling thread."""
        with self.engine.connect() as connection:
            return fn(Snapshot(connection))


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
