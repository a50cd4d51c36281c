"""The API's connections: they cannot write, a request is one snapshot, new releases are noticed, faults are 503."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from api import db
from api.db import Database, DatabaseUnusable, check_usable
from seed.loading.load import load
from seed.reading.files import read
from tests.api.conftest import serving
from tests.api.test_cursors import retitled
from tests.conftest import loaded
from tests.databases import Databases


@pytest.fixture
def sqlite_loaded_url(databases: Databases, corpus: Path) -> str:
    return loaded(databases, "sqlite", corpus)


WRITES = [
    "INSERT INTO release (id, series, content_sha256, created_at, counts) "
    "VALUES (99, 'curated', 'x', '2026-01-01', '{}')",
    "UPDATE record SET label = 'x'",
    "DELETE FROM record",
    "CREATE TABLE intruder (id INTEGER)",
    "DROP TABLE evidence",
]


@pytest.mark.parametrize("statement", WRITES)
def test_the_connections_cannot_write(loaded_url: str, statement: str) -> None:
    database = Database(loaded_url)
    try:
        with pytest.raises(DBAPIError, match=r"readonly|read-only"):
            database.snapshot(lambda snapshot: snapshot.connection.execute(text(statement)))
        assert database.snapshot(lambda snapshot: snapshot.scalar(text("SELECT count(*) FROM record"))) > 0
    finally:
        database.engine.dispose()


def test_sqlite_stays_closed_to_writing(sqlite_loaded_url: str) -> None:
    """Even where a statement lifts the pragma: the file is open for reading."""

    def lifted(snapshot: db.Snapshot) -> None:
        snapshot.connection.execute(text("PRAGMA query_only=OFF"))
        snapshot.connection.execute(text("UPDATE record SET label = 'x'"))

    database = Database(sqlite_loaded_url)
    try:
        with pytest.raises(DBAPIError, match="readonly"):
            database.snapshot(lifted)
    finally:
        database.engine.dispose()


def test_a_request_sees_one_release(own_loaded_url: str, corpus: Path, tmp_path: Path) -> None:
    """A load commits between two statements of one snapshot; the second still sees the first's release."""
    titles, newest = text("SELECT title FROM event ORDER BY id"), text("SELECT max(id) FROM release")
    dataset, _ = read(retitled(corpus, tmp_path))

    def reading(snapshot: db.Snapshot) -> tuple[Any, Any, Any]:
        before = snapshot.all(titles)
        load(dataset, own_loaded_url)
        return before, snapshot.all(titles), snapshot.scalar(newest)

    database = Database(own_loaded_url)
    try:
        before, after, release = database.snapshot(reading)
        assert (before, release) == (after, 1)
        assert database.snapshot(lambda snapshot: snapshot.release) == 2
        assert database.snapshot(lambda snapshot: snapshot.all(titles)) != before
    finally:
        database.engine.dispose()


def test_a_new_release_is_served_at_once(own_loaded_url: str, corpus: Path, tmp_path: Path) -> None:
    dataset, _ = read(retitled(corpus, tmp_path))
    with serving(own_loaded_url) as api:
        before = api.json("/v1/meta")["release"]
        load(dataset, own_loaded_url)
        assert api.json("/v1/meta")["release"] == str(int(before) + 1)


@pytest.mark.parametrize("url", ["sqlite:///{}/none.db", "postgresql+psycopg://nobody@127.0.0.1:9/none"])
def test_an_absent_database_is_a_503(url: str, tmp_path: Path) -> None:
    with serving(url.format(tmp_path)) as api:
        answer = api.get("/v1/events")
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "5"
        assert answer.json()["type"] == "/problems/unavailable"
        assert api.get("/readyz").status_code == 503
        assert api.get("/healthz").status_code == 200


def test_an_empty_database_is_not_ready(database_url: str) -> None:
    with serving(database_url) as api:
        assert api.json("/v1/events")["total"] == 0
        assert api.json("/v1/meta")["released_at"] is None
        answer = api.get("/readyz")
        assert (answer.status_code, answer.json()["status"]) == (503, "empty")


def test_what_cannot_be_served_says_why(databases: Databases, dialect: str, tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnusable, match=r"has no schema; run `alembic upgrade head`"):
        check_usable(databases.empty("postgresql"))
    with pytest.raises(DatabaseUnusable, match=r"No database at .*alembic upgrade head"):
        check_usable(f"sqlite:///{tmp_path}/absent.db")
    with pytest.raises(
        DatabaseUnusable, match=r"Cannot reach postgresql.*:[*]{3}@.*Start it, or correct DATABASE_URL"
    ) as caught:
        check_usable("postgresql+psycopg://user:secret@127.0.0.1:9/none")
    assert "secret" not in str(caught.value)
    (tmp_path / "broken.db").write_bytes(b"not a database" * 100)
    with pytest.raises(DatabaseUnusable, match="Cannot reach sqlite"):
        check_usable(f"sqlite:///{tmp_path}/broken.db")
    check_usable(databases.migrated(dialect))
