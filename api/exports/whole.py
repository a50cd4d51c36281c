"""All of an export as one SQLite file: one table a resource, with the columns of its CSV and the record's JSON."""

import os
import sqlite3
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import msgspec

from api.formats import tables

SQLITE = "parallel38.sqlite"
STEP = 500  # records between two words of progress
List = tuple[str, type[msgspec.Struct], Path]  # a resource, its shape, its NDJSON
AFFINITIES = {int: "INTEGER", float: "REAL"}


def write_whole(
    path: Path, lists: Sequence[List], about: Mapping[str, str], progress: Callable[[int], None] = lambda done: None
) -> None:
    """Makes the file of the NDJSON files; `about` becomes a table of names and values."""
    new, done = path.with_name(f"{path.name}.new"), 0
    new.unlink(missing_ok=True)
    with closing(sqlite3.connect(new)) as connection:
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute('CREATE TABLE "about" ("name" TEXT PRIMARY KEY, "value" TEXT NOT NULL)')
        connection.executemany('INSERT INTO "about" VALUES (?, ?)', about.items())
        for name, kind, lines in lists:
            for batch in fill(connection, name.replace("-", "_"), kind, lines):
                done += batch
                progress(done)
        connection.commit()
    os.replace(new, path)


def fill(connection: sqlite3.Connection, name: str, kind: type[msgspec.Struct], lines: Path) -> Iterator[int]:
    """The table of one resource; yields how many records each step brought. Names are our own, of a fixed list."""
    columns = [
        f'"{column}" {affinity(kind, path)}{" PRIMARY KEY" if column == "id" else ""}'
        for column, path in zip(tables.header(kind), tables.columns(kind), strict=True)
    ]
    connection.execute(f'CREATE TABLE "{name}" ({", ".join(columns)}, "json" TEXT NOT NULL)')
    insert = f'INSERT INTO "{name}" VALUES ({", ".join("?" * (len(columns) + 1))})'  # noqa: S608
    batch: list[list[str | None]] = []
    with lines.open("rb") as file:
        for line in file:
            batch.append(row(kind, line))
            if len(batch) == STEP:
                connection.executemany(insert, batch)
                yield len(batch)
                batch.clear()
    connection.executemany(insert, batch)
    yield len(batch)


def row(kind: type[msgspec.Struct], line: bytes) -> list[str | None]:
    """What is not said is NULL; nothing is escaped, for nothing here is taken for a formula."""
    record = msgspec.json.decode(line, type=kind)
    return [*(cell or None for cell in next(tables.plain_rows(kind, [record]))), line.decode().rstrip("\n")]


def affinity(kind: type[msgspec.Struct], path: tables.Path) -> str:
    """Numbers are stored as numbers where a cell holds one, and no list of them."""
    hints = typing.get_type_hints(kind, include_extras=True)
    hint = hints[path[0]]
    if tables.is_list(hint):
        return "TEXT"
    inner = tables.unwrapped(hint)
    return affinity(inner, path[1:]) if len(path) > 1 else AFFINITIES.get(inner, "TEXT")
