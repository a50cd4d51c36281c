"""Rows by the hundred thousand into a migrated database, past everything that a production load checks and compares."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import Any, Protocol

import psycopg
from sqlalchemy.engine import make_url

BATCH = 20_000

Values = Sequence[Any]


class Sink(Protocol):
    """Takes the rows of a table, all with the same columns in the same order."""

    def write(self, table: str, columns: Sequence[str], rows: Sequence[Values]) -> None: ...


class SqliteSink:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def write(self, table: str, columns: Sequence[str], rows: Sequence[Values]) -> None:
        named, places = quoted(columns), ", ".join("?" * len(columns))
        self.connection.executemany(f"INSERT INTO {table} ({named}) VALUES ({places})", rows)  # noqa: S608


class PostgresSink:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def write(self, table: str, columns: Sequence[str], rows: Sequence[Values]) -> None:
        statement = f"COPY {table} ({quoted(columns)}) FROM STDIN"
        with self.connection.cursor() as cursor, cursor.copy(statement.encode()) as copy:
            for row in rows:
                copy.write_row(row)


class Rows:
    """Collects the rows of many tables and hands them on in batches."""

    def __init__(self, sink: Sink) -> None:
        self.sink = sink
        self.waiting: dict[tuple[str, tuple[str, ...]], list[Values]] = defaultdict(list)
        self.count = 0

    def add(self, table: str, **values: Any) -> None:
        """One row; columns that are not given take the database's default, which is NULL."""
        key = table, tuple(values)
        rows = self.waiting[key]
        rows.append(tuple(values.values()))
        self.count += 1
        if len(rows) == BATCH:
            self.send(key)

    def flush(self) -> None:
        for key in self.waiting:
            self.send(key)

    def send(self, key: tuple[str, tuple[str, ...]]) -> None:
        """In the order of ids where SQLite's index of texts follows: it is written out where one is below the last."""
        table, columns = key
        rows = self.waiting[key]
        if table == "search_entry":
            rows.sort(key=itemgetter(columns.index("id")))
        if rows:
            self.sink.write(table, columns, rows)
            rows.clear()


def quoted(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


@contextmanager
def filling(url: str) -> Iterator[Rows]:
    """Rows for a migrated database, in one transaction; their keys are checked at its end, and what is known of the
    values is brought up to date for the planner.
    """
    with filling_sqlite(url) if url.startswith("sqlite") else filling_postgres(url) as rows:
        yield rows


@contextmanager
def filling_sqlite(url: str) -> Iterator[Rows]:
    connection = sqlite3.connect(make_url(url).database or "", isolation_level=None)
    for pragma in ("synchronous = OFF", "journal_mode = OFF", "cache_size = -400000", "foreign_keys = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN")
    rows = Rows(SqliteSink(connection))
    try:
        yield rows
        rows.flush()
        connection.execute("COMMIT")
        if found := connection.execute("PRAGMA foreign_key_check").fetchmany(5):
            raise AssertionError(f"rows that point at nothing: {found}")
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


@contextmanager
def filling_postgres(url: str) -> Iterator[Rows]:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        rows = Rows(PostgresSink(connection))
        yield rows
        rows.flush()
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
