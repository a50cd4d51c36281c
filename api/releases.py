"""Which release is the newest: the question that the edge asks a few times a second."""

import sqlite3
from typing import Any

import anyio.to_thread
from anyio import CapacityLimiter
from sqlalchemy.exc import SQLAlchemyError

from api.db import DatabaseUnusable, Snapshot, require_revision
from api.edge.release import Release
from api.engines import Line, make_engine
from api.faults import reason
from api.settings import shown

SILENT = 1.0  # seconds after which a server that says nothing is taken to be away
EVERY = {"sqlite": 0.2, "postgresql": 0.5}  # seconds from one look to the next


class Newest:
    """On a connection kept for it, beside those of the readers."""

    def __init__(self, url: str) -> None:
        self.url, self.engine = url, make_engine(url, read_only=True, line=Line(SILENT))
        self.every = EVERY[self.engine.dialect.name]
        self.limiter = CapacityLimiter(1)
        self.kept: Any = None
        self.version: int | None = None
        self.release: Release | None = None

    async def __call__(self) -> Release:
        """Raises DatabaseUnusable where the database does not answer, or is not of this code."""
        try:
            if self.engine.dialect.name == "sqlite":
                return self.unless_same()
            return await anyio.to_thread.run_sync(self.read, limiter=self.limiter)
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise DatabaseUnusable(f"{shown(self.url)} does not answer: {reason(error)}") from error

    def unless_same(self) -> Release:
        """SQLite counts the commits of others: as long as that stands still there is nothing to read."""
        if self.kept is None:
            self.kept = self.engine.raw_connection()
        try:
            version = self.kept.driver_connection.execute("PRAGMA data_version").fetchone()[0]
        except sqlite3.Error:
            self.let_go()
            raise
        if self.release is None or version != self.version:
            self.release, self.version = self.read(), version
        return self.release

    def read(self) -> Release:
        with self.engine.connect() as connection:
            require_revision(connection, self.url)
            snapshot = Snapshot(connection)
        return Release(snapshot.release, snapshot.released_at)

    def let_go(self) -> None:
        if self.kept is not None:
            self.kept.close()
            self.kept = None

    def close(self) -> None:
        self.let_go()
        self.engine.dispose()
