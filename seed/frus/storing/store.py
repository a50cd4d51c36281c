"""Rows on their way into the tables: many with one statement, those that are pointed at before those that point."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, count
from operator import itemgetter
from typing import Any

import psycopg
from sqlalchemy import Connection, Table, bindparam, delete, func, select, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from api.models.actor import Actor, ActorRole
from api.models.corpus import (
    Anchor,
    Mention,
    NameKey,
    Origin,
    Paragraph,
    Reference,
    SearchEntry,
    Section,
    Term,
    TermUse,
    VolumeDocument,
)
from api.models.document import Document, DocumentParty
from api.models.record import Change, Citation, Record, Slug, table

BATCH = 5000  # rows that are held before they are sent
TOGETHER = 200  # entries for search that one statement of SQLite writes
CACHE = 32 * 1024  # KiB of pages that SQLite keeps while a volume is written

# While nothing points at a row that is not there yet, SQLite need not look for those that wait for it.
MODELS: tuple[type[SQLModel], ...] = (
    *(Slug, Record, Origin, Actor, ActorRole, NameKey, Section, Term, Document, VolumeDocument, Citation),
    *(DocumentParty, Paragraph, Anchor, Mention, TermUse, Reference, SearchEntry, Change),
)
TABLES: dict[type[SQLModel], Table] = {model: table(model) for model in MODELS}
Tuple = tuple[Any, ...]


class Store:
    """The writing side of one import: new rows are kept until there are enough of them, all else is done at once."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.waiting: dict[type[SQLModel], list[Tuple]] = {model: [] for model in MODELS}
        self.statements: dict[type[SQLModel], str] = {}
        self.count = 0
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE}")

    def add(self, model: type[SQLModel], *rows: Mapping[str, Any]) -> None:
        """Rows of any table; a column that is not named gets nothing."""
        names = TABLES[model].columns.keys()
        self.tuples(model, [tuple(map(row.get, names)) for row in rows])

    def tuples(self, model: type[SQLModel], rows: Sequence[Tuple]) -> None:
        """Rows with a value for each column, in the order of the table's columns."""
        self.waiting[model] += rows
        self.count += len(rows)

    def flush(self, *, least: int = 0) -> None:
        """Sends what waits, if there are so many rows."""
        if self.count < max(least, 1):
            return
        for model, rows in self.waiting.items():
            if rows:
                self.send(model, rows)
                self.waiting[model] = []
        self.count = 0

    def send(self, model: type[SQLModel], rows: list[Tuple]) -> None:
        """PostgreSQL takes many rows at once only in its own way, and runs the triggers of a statement once for all.

        SQLite begins the index of texts anew with each statement, which costs as much as a row of it, and writes out
        what it has where an id is below the last.
        """
        if model is SearchEntry:
            rows = sorted(rows, key=itemgetter(0))
        if model not in self.statements:
            self.statements[model] = insertion(self.connection, TABLES[model])
        statement = self.statements[model]
        if self.connection.dialect.name == "postgresql":
            copied(self.connection, statement, rows)
            return
        whole = len(rows) - len(rows) % TOGETHER if model is SearchEntry else 0
        for first in range(0, whole, TOGETHER):
            values = tuple(chain.from_iterable(rows[first : first + TOGETHER]))
            self.connection.exec_driver_sql(repeated(statement, TOGETHER), values)
        if rest := rows[whole:]:
            self.connection.exec_driver_sql(statement, rest)

    def remove(self, model: type[SQLModel], owner: str, values: Sequence[int]) -> None:
        """Removes the rows whose column has one of the values."""
        if values:
            target = table(model)
            statement = delete(target).where(target.c[owner] == bindparam("gone"))
            self.connection.execute(statement, [{"gone": value} for value in values])

    def change(self, model: type[SQLModel], key: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Updates the rows that have the same key; all mappings name the same columns."""
        if rows:
            target = table(model)
            names = [name for name in rows[0] if name != key]
            statement = update(target).where(target.c[key] == bindparam(f"the_{key}"))
            statement = statement.values({name: bindparam(f"new_{name}") for name in names})
            given = [{f"the_{key}": row[key], **{f"new_{name}": row[name] for name in names}} for row in rows]
            self.connection.execute(statement, given)


def insertion(connection: Connection, target: Table) -> str:
    """The statement that fills all columns of a table from tuples."""
    quote = connection.dialect.identifier_preparer.quote
    into = f"{quote(target.name)} ({', '.join(map(quote, target.columns.keys()))})"
    if connection.dialect.name == "postgresql":
        return f"COPY {into} FROM STDIN"
    return f"INSERT INTO {into} VALUES ({', '.join('?' for _ in target.columns)})"  # noqa: S608 - our own names


@lru_cache
def repeated(statement: str, times: int) -> str:
    """The statement for so many rows at once."""
    before, _, row = statement.rpartition(" VALUES ")
    return f"{before} VALUES {', '.join([row] * times)}"


def copied(connection: Connection, statement: str, rows: Iterable[Tuple]) -> None:
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except psycopg.Error as error:  # told as every other error of the database is
        raise DBAPIError.instance(statement, None, error, psycopg.Error, dialect=connection.dialect) from error


def numbers(connection: Connection, model: type[SQLModel], key: str = "id") -> Iterator[int]:
    """The numbers after the last that a table has; nobody else writes meanwhile."""
    last = connection.execute(select(func.max(table(model).c[key]))).scalar()
    return count((last or 0) + 1)
