"""The rules that keys and CHECKs hold: each shown by a write that both databases refuse, for that rule and no other."""

# ruff: noqa: S608 (the SQL is made of our own words)

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import CheckConstraint, Column, Connection, Engine, Enum, ForeignKeyConstraint, Table, insert, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from api.engines import make_engine
from api.models.record import Dated
from tests.databases import Databases
from tests.illegal import ILLEGAL, ILLEGAL_DATES, IMPLIED
from tests.minimal import CORPUS, OWNED, ROWS, TYPED, fill

TABLES = SQLModel.metadata.tables
NOBODY = 9999


@pytest.fixture(scope="module")
def engine(databases: Databases, dialect: str) -> Iterator[Engine]:
    """A database with a row in every table; nothing that is tried on it stays."""
    found = make_engine(databases.migrated(dialect), read_only=False)
    with found.begin() as connection:
        fill(connection)
    yield found
    found.dispose()


def refusal(engine: Engine, statement: Any) -> str:
    """The name of the rule (of the column, for NOT NULL) for which the database refuses to commit the statement."""
    with engine.connect() as connection:
        try:
            connection.execute(statement if not isinstance(statement, str) else text(statement))
            broken = broken_keys(connection)
            connection.commit()
        except IntegrityError as error:
            connection.invalidate()  # a commit that SQLite refuses leaves its transaction open
            return rule_of(error, broken if "FOREIGN KEY" in str(error.orig) else [])
        return "nothing"


def broken_keys(connection: Connection) -> list[str]:
    """SQLite names no key when a commit breaks one, so it is asked before."""
    if connection.dialect.name != "sqlite":
        return []
    names = set()
    for table, _, _, number in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        parts = connection.exec_driver_sql(f"PRAGMA foreign_key_list({table})").all()
        columns = {part[3] for part in parts if part[0] == number}
        names |= {str(key.name) for key in TABLES[table].foreign_key_constraints if set(key.column_keys) == columns}
    return sorted(names)


def rule_of(error: IntegrityError, broken: list[str]) -> str:
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        return diagnosis.constraint_name or f"{diagnosis.table_name}.{diagnosis.column_name}"
    if broken:
        return " and ".join(broken)
    kind, _, named = str(error.orig).partition(" constraint failed: ")
    return unique_by_columns(named) if kind == "UNIQUE" else named


def unique_by_columns(named: str) -> str:
    """SQLite names a unique index by its columns."""
    table = TABLES[named.partition(".")[0]]
    uniques = {str(index.name): index.columns.keys() for index in table.indexes if index.unique}
    uniques[str(table.primary_key.name)] = table.primary_key.columns.keys()
    columns = [part.partition(".")[2] for part in named.split(", ")]
    return next(name for name, found in uniques.items() if found == columns)


@pytest.mark.parametrize(("rule", "statement"), ILLEGAL, ids=[f"{rule}" for rule, _ in ILLEGAL])
def test_refuses(engine: Engine, rule: str, statement: str) -> None:
    assert refusal(engine, statement) == rule


def row_with(table: Table, columns: list[str]) -> dict[str, Any]:
    """A row of ours that has a value in all of the columns."""
    return next(row for row in ROWS[table.name] if all(row.get(name) is not None for name in columns))


def changed(table: Table, row: dict[str, Any], **values: Any) -> Any:
    found = table.update().values(values)
    for column in table.primary_key:
        found = found.where(column == row[column.name])
    return found


def wrong_words() -> dict[str, Any]:
    """An unknown value for each vocabulary."""
    return {
        f"ck_{table.name}_{column.name}": text(
            f"UPDATE {table.name} SET {column.name} = 'no-such' WHERE {where(table, row_with(table, [column.name]))}"
        )
        for table in TABLES.values()
        for column in table.columns
        if isinstance(column.type, Enum) and f"ck_{table.name}_{column.name}" not in IMPLIED
    }


def where(table: Table, row: dict[str, Any]) -> str:
    return " AND ".join(f"{column.name} = {row[column.name]!r}" for column in table.primary_key)


def test_refuses_unknown_values_of_every_vocabulary(engine: Engine) -> None:
    tried = wrong_words()
    assert {rule: refusal(engine, statement) for rule, statement in tried.items()} == {rule: rule for rule in tried}


def wrong_types() -> dict[str, str]:
    """A typed table's row that says it is another type's."""
    other = {name: "actor" if name != "actor" else "event" for name in TYPED}
    return {
        f"ck_{name}_type": f"UPDATE {name} SET type = '{other[name]}' WHERE id = {row['id']}"
        for name, (row, *_) in TYPED.items()
    }


def test_refuses_rows_of_the_wrong_type(engine: Engine) -> None:
    tried = wrong_types()
    assert {rule: refusal(engine, statement) for rule, statement in tried.items()} == {rule: rule for rule in tried}


def wrong_dates() -> dict[str, str]:
    dated = [mapper.class_ for mapper in SQLModel._sa_registry.mappers if issubclass(mapper.class_, Dated)]
    prefixed = [(str(model.__tablename__), "") for model in dated] + [("document", "received_")]
    return {
        f"ck_{name}_{prefix}{rule}": f"UPDATE {name} SET {broken.format(p=prefix)}"
        for name, prefix in prefixed
        for rule, broken in ILLEGAL_DATES
        if f"ck_{name}_{rule}" not in IMPLIED
    }


def test_refuses_dates_that_contradict_themselves(engine: Engine) -> None:
    tried = wrong_dates()
    assert len(tried) > 60
    assert {rule: refusal(engine, statement) for rule, statement in tried.items()} == {rule: rule for rule in tried}


def pointed_at(table: Table) -> bool:
    """Whether other rows hang on this table's, so that changing one's key would break more than one rule."""
    return table.name in TYPED or table.name in {"event_participant", "dispute_position"}


def dangling(table: Table, key: ForeignKeyConstraint) -> Any:
    """A write after which the key points at nothing."""
    columns = [name for name in key.column_keys if not name.endswith("type")]
    row = row_with(table, columns)
    if table.name == "record" and columns == ["slug"]:
        return insert(table).values({**row, "id": NOBODY, "slug": "no-such"})
    if columns[0] in table.primary_key.columns and pointed_at(table):
        fresh = {"kind": "enabled"} if table.name == "causal_link" else {}
        return insert(table).values({**row, **fresh, columns[0]: NOBODY})
    value = "no-such" if table.columns[columns[0]].type.python_type is str else NOBODY
    return changed(table, row, **{columns[0]: value})


def test_refuses_keys_that_point_at_nothing(engine: Engine) -> None:
    tried = {str(key.name): dangling(table, key) for table in TABLES.values() for key in table.foreign_key_constraints}
    assert len(tried) > 80
    assert {rule: refusal(engine, statement) for rule, statement in tried.items()} == {rule: rule for rule in tried}


def required(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if not column.nullable and not column.primary_key]


def test_refuses_nothing_where_something_is_required(engine: Engine) -> None:
    tried = {
        f"{table.name}.{column.name}": f'UPDATE {table.name} SET "{column.name}" = NULL'
        for table in TABLES.values()
        for column in required(table)
    }
    assert {rule: refusal(engine, statement) for rule, statement in tried.items()} == {rule: rule for rule in tried}


def doubled(table: Table, unique: list[str]) -> Any:
    """The same row once more, under another key."""
    row = row_with(table, unique)
    other = next(column.name for column in table.primary_key if column.name not in unique)
    return insert(table).values({**row, other: NOBODY})


def test_refuses_the_same_thing_twice(engine: Engine) -> None:
    tried = {
        str(index.name): doubled(table, index.columns.keys())
        for table in TABLES.values()
        for index in table.indexes
        if index.unique and index.name not in IMPLIED
    }
    assert len(tried) >= 15
    assert {rule: refusal(engine, statement) for rule, statement in tried.items()} == {rule: rule for rule in tried}


def test_refuses_the_same_key_twice(engine: Engine) -> None:
    """Where rows are alike in another unique index as well, the databases name either."""
    every = TYPED | OWNED | CORPUS
    alone = [name for name in every if name in TYPED or not any(i.unique for i in TABLES[name].indexes)]
    tried = {f"pk_{name}": insert(TABLES[name]).values(ROWS[name][0]) for name in alone}
    assert len(tried) > 20
    assert {rule: refusal(engine, statement) for rule, statement in tried.items()} == {rule: rule for rule in tried}


def test_every_check_of_the_schema_is_tried() -> None:
    tried = {rule for rule, _ in ILLEGAL} | set(wrong_words()) | set(wrong_types()) | set(wrong_dates()) | IMPLIED
    checks = {
        str(check.name)
        for table in TABLES.values()
        for check in table.constraints
        if isinstance(check, CheckConstraint)
    }
    assert checks - tried == set()


def test_a_deleted_record_takes_what_it_owns_with_it_and_leaves_its_slug(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql("DELETE FROM record WHERE id = 71")
        left = {name: connection.exec_driver_sql(f"SELECT count(*) FROM {name} WHERE interpretation_id = 71").scalar()
                for name in ("interpretation_actor", "evidence", "relation")}  # fmt: skip
        kept = connection.exec_driver_sql("SELECT count(*) FROM slug WHERE slug = 'r71'").scalar()
        connection.rollback()
    assert (left, kept) == ({"interpretation_actor": 0, "evidence": 0, "relation": 0}, 1)
