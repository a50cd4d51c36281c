"""The one history of migrations: up, clean, down and up again on both databases, without loss to what was loaded."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, Enum, NullPool, create_engine, inspect
from sqlmodel import SQLModel

from api.settings import REVISION
from tests.databases import Databases, alembic_config, contents, migrate, reflected

FULL_TEXT = "search_text"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A migrated, empty database."""
    found = create_engine(database_url, poolclass=NullPool)
    yield found
    found.dispose()


def tables(engine: Engine) -> set[str]:
    """The tables that models declare: the full-text table is made by a migration, in each database in its own way."""
    found = set(inspect(engine).get_table_names()) - {"alembic_version"}
    return {name for name in found if not name.startswith(FULL_TEXT)}


def test_upgrade_check_downgrade_upgrade_check(database_url: str, engine: Engine) -> None:
    config = alembic_config(database_url)
    command.check(config)
    assert tables(engine) == set(SQLModel.metadata.tables)
    command.downgrade(config, "base")
    assert tables(engine) == set()
    command.upgrade(config, "head")
    command.check(config)
    assert tables(engine) == set(SQLModel.metadata.tables)


def test_check_reports_a_column_that_no_migration_made(database_url: str, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE event ADD COLUMN forgotten INTEGER")
    with pytest.raises(Exception, match="forgotten"):
        command.check(alembic_config(database_url))


def test_the_code_is_written_for_the_head() -> None:
    script = ScriptDirectory.from_config(alembic_config("sqlite://"))
    assert script.get_heads() == [REVISION]


def vocabularies() -> dict[tuple[str, str], set[str]]:
    """Table and name of each CHECK that holds a vocabulary, and its values."""
    return {
        (table.name, f"ck_{table.name}_{column.type.name}"): set(column.type.enums)
        for table in SQLModel.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, Enum)
    }


def test_vocabularies_are_those_of_the_enums(engine: Engine) -> None:
    inspector = inspect(engine)
    found = {
        (table, str(check["name"])): set(re.findall(r"'([^']*)'", str(check["sqltext"])))
        for table in tables(engine)
        for check in inspector.get_check_constraints(table)
    }
    expected = vocabularies()
    assert len(expected) > 25
    assert {key: found.get(key) for key in expected} == expected


def constraints(engine: Engine) -> dict[str, Any]:
    """Everything `alembic check` may overlook: the CHECKs' text, the keys' options, the indexes' columns."""
    inspector = inspect(engine)
    found: dict[str, Any] = {
        "columns": inspector.get_multi_columns(),
        "checks": inspector.get_multi_check_constraints(),
        "keys": inspector.get_multi_foreign_keys(),
        "indexes": inspector.get_multi_indexes(),
        "primary": {table: [key] for table, key in inspector.get_multi_pk_constraint().items()},
    }
    return {what: by_name(tables) for what, tables in found.items()}


def told(value: Any) -> Any:
    return {name: str(inner) for name, inner in value.items()} if isinstance(value, dict) else str(value)


def by_name(tables: dict[Any, list[Any]]) -> dict[str, dict[str, Any]]:
    """Each part by its table and name, types and conditions as text."""
    return {
        f"{table}.{part['name']}": {option: told(value) for option, value in part.items()}
        for (_, table), parts in tables.items()
        if table != "alembic_version" and not table.startswith(FULL_TEXT)
        for part in parts
    }


def test_migrations_make_what_the_models_declare(databases: Databases, dialect: str, engine: Engine) -> None:
    declared = create_engine(databases.empty(dialect), poolclass=NullPool)
    SQLModel.metadata.create_all(declared)
    assert constraints(engine) == constraints(declared)


def without(rows: dict[str, list[dict[str, Any]]], like: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """The rows, those tables and columns alone that the older contents have too.

    A release's digest of the files is no content: a migration empties it so that the next load fills new columns.
    """
    return {
        table: [
            {name: row[name] for name in old if (table, name) != ("release", "content_sha256")}
            for row, old in zip(rows[table], older, strict=True)
        ]
        for table, older in like.items()
    }


def test_a_loaded_database_of_the_previous_revision_upgrades_without_loss(own_loaded_url: str) -> None:
    config = alembic_config(own_loaded_url)
    head = ScriptDirectory.from_config(config).get_revision("head")
    assert head is not None
    previous = head.down_revision or head.revision
    command.downgrade(config, str(previous))
    before = contents(own_loaded_url, reflected(own_loaded_url))
    assert len(before["record"]) > 20
    migrate(own_loaded_url)
    assert without(contents(own_loaded_url, reflected(own_loaded_url)), before) == without(before, before)
    command.check(config)
