"""Engines: a writing one, and reading ones whose connections are snapshots, refuse every write, and keep a deadline."""

import os
import sqlite3
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from sqlalchemy import Connection, Engine, PoolProxiedConnection, create_engine, event
from sqlalchemy.engine import make_url

DEADLINE = 5.0  # seconds one read may take
PATIENCE = DEADLINE + 1  # seconds after which a server of PostgreSQL that says nothing is given up
THREADS = 4
HEAVY = 2  # threads for reads that may take long: they never keep the short ones waiting
CACHE = 16 * 1024  # KiB of pages that each reading connection of SQLite keeps
STATEMENTS = 500  # that each connection of SQLite keeps parsed
MAPPED = 256 * 1024 * 1024  # bytes of the file that it reads without copying them


@dataclass(slots=True)
class Line:
    """The way to a server of PostgreSQL: how many seconds one answer may take; where `cut`, nobody waits any longer."""

    patience: float = PATIENCE
    cut: bool = False


def make_engine(url: str, *, read_only: bool, line: Line | None = None) -> Engine:
    """An engine whose transactions are snapshots.

    A read-only one refuses every write. On SQLite the file itself is opened for reading; on PostgreSQL a statement
    could still ask for a writing transaction, which none of ours does: give the API a role that may only SELECT.
    """
    if url.startswith("sqlite"):
        return sqlite_engine(url, read_only)
    return postgres_reader(url, line or Line()) if read_only else postgres_engine(url, "")


def postgres_reader(url: str, line: Line) -> Engine:
    """A statement's time is limited by the server, and by the line where the server says nothing at all."""
    from api.patience import connect  # the driver, which nobody needs on SQLite

    settings = f"-c default_transaction_read_only=on -c statement_timeout={int(DEADLINE * 1000)}"
    engine = postgres_engine(url, settings)

    @event.listens_for(engine, "do_connect")
    def connect_patiently(dialect: Any, record: Any, arguments: Any, settings: Any) -> Any:
        return connect(line, *arguments, **settings)

    return engine


def postgres_engine(url: str, options: str) -> Engine:
    return create_engine(
        url,
        isolation_level="REPEATABLE READ",
        paramstyle="format",  # values by their places, as for SQLite
        pool_pre_ping=True,
        pool_size=THREADS + HEAVY,
        max_overflow=0,
        pool_timeout=DEADLINE,
        hide_parameters=True,  # what somebody looks for stands in no report of a failure
        connect_args={"connect_timeout": 3, "options": options},
    )


def is_frozen(path: str) -> bool:
    """Whether a file is on a disk that is mounted for reading, and complete without its log: nobody can change it, and
    SQLite, which could not make its files beside it, needs none.
    """
    log = Path(f"{path}-wal")
    try:
        return bool(os.statvfs(path).f_flag & os.ST_RDONLY) and not (log.exists() and log.stat().st_size)
    except OSError:
        return False


def sqlite_engine(url: str, read_only: bool) -> Engine:
    path = make_url(url).database or ""
    if read_only and path not in {"", ":memory:"}:
        frozen = "&immutable=1" if is_frozen(path) else ""
        url = f"sqlite:///file:{quote(str(Path(path).absolute()))}?mode=ro&uri=true{frozen}"
    arguments = {"check_same_thread": False, "timeout": 30, "cached_statements": STATEMENTS}
    engine = create_engine(url, connect_args=arguments, hide_parameters=True)

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
            begun(connection)
        else:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


class Lent(NamedTuple):
    """A connection of the pool, without what SQLAlchemy's own do when they begin and end."""

    engine: Engine
    connection: PoolProxiedConnection

    def get_execution_options(self) -> Mapping[str, Any]:
        return {}


def begun(connection: Connection | Lent) -> Any:
    """The driver's connection, in a transaction, with its deadline; PostgreSQL's begins by itself."""
    pooled = connection.connection
    driver = pooled.dbapi_connection
    if isinstance(driver, sqlite3.Connection) and not driver.in_transaction:
        if deadline := pooled.info.get("deadline"):
            deadline[0] = connection.get_execution_options().get("until", time.monotonic() + DEADLINE)
        driver.execute("BEGIN")
    return driver
