"""The same records many times over: a large database of a small one within seconds, by the database itself.

Copies are records of their own in volumes of their own, with the dates, actors, places and events of their originals,
so that whatever a list is filtered by has as many times more.
"""

import sqlite3
from pathlib import Path

from sqlmodel import SQLModel

import api.models.corpus  # noqa: F401  (declares its tables)
from seed.loading import rows  # noqa: F401  (and this the others')

OWN = frozenset((
    "id", "record_id", "document_id", "event_id", "quotation_id", "interpretation_id", "dispute_id", "causal_link_id",
    "transmission_id", "paragraph_id", "part_of_id", "within_id", "same_as_id", "cause_id", "source_id", "volume_id",
    "section_id", "parent_id",
))  # fmt: skip
# Keys of the name of an owner that here belong to what a list is filtered by; and the other way round.
SHARED = {("quotation", "document_id"), ("transmission", "document_id")}
OWNED = {("actor_role", "actor_id"), ("name_key", "actor_id")}
NAMES = frozenset(("slug", "xml_id", "folded", "volume"))
ONCE = frozenset(("release", "change", "term_use", "anchor", "letter_pair", "letter_bearer"))


def multiply(small: Path, large: Path, times: int) -> None:
    """`large` is made: with each record of `small` as many times."""
    with sqlite3.connect(small) as source, sqlite3.connect(large, isolation_level=None) as target:
        source.backup(target)
        for pragma in ("synchronous = OFF", "journal_mode = OFF", "cache_size = -400000", "foreign_keys = OFF"):
            target.execute(f"PRAGMA {pragma}")
        (step,) = target.execute(
            "SELECT 1 + max((SELECT max(id) FROM record), (SELECT max(id) FROM paragraph))"
        ).fetchone()
        target.execute("BEGIN")
        for name in SQLModel.metadata.tables:
            if name not in ONCE:
                target.execute(statement(name, step), {"times": times})
        target.execute("UPDATE release SET counts = :counts", {"counts": counts(target)})
        target.execute("COMMIT")
    source.close()
    target.close()


def statement(table: str, step: int) -> str:
    columns = [column.name for column in SQLModel.metadata.tables[table].columns]
    named = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(value(table, column, step) for column in columns)
    numbers = (
        "WITH RECURSIVE copy(n) AS (SELECT 1 WHERE :times > 1 UNION ALL SELECT n + 1 FROM copy WHERE n < :times - 1)"
    )
    return f"INSERT INTO {table} ({named}) {numbers} SELECT {values} FROM copy CROSS JOIN {table} AS o"  # noqa: S608


def value(table: str, column: str, step: int) -> str:
    if column in NAMES:
        return f"o.{column} || '-' || copy.n"
    if (table, column) == ("about", "target_id"):
        return f"o.target_id + iif(o.role = 'answers', copy.n * {step}, 0)"
    own = (column in OWN and (table, column) not in SHARED) or (table, column) in OWNED
    return f'o."{column}" + copy.n * {step}' if own else f'o."{column}"'


def counts(connection: sqlite3.Connection) -> str:
    (found,) = connection.execute(
        "SELECT json_group_object(type, n) FROM (SELECT type, count(*) AS n FROM record GROUP BY type)"
    ).fetchone()
    return str(found)
