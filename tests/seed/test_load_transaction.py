"""A load is one transaction: readers see the old release until it commits, others wait, failing leaves no trace."""

import re
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.engine import make_url
from sqlmodel import SQLModel

from api.db import Database, Snapshot
from api.engines import make_engine
from api.models.record import Record, Release, table
from seed.loading.diff import diff
from seed.loading.load import Loaded, LoadError, load, writing
from seed.reading.files import Dataset
from tests.databases import Databases, contents, migrate, run_as_admin
from tests.edits import Edited
from tests.minimal import ON_DAY
from tests.statements import statements

LABELS = select(table(Record).c.label).where(table(Record).c.slug == "alder")
RELEASES = select(table(Release).c.id).order_by(table(Release).c.id)


@pytest.fixture
def changed(edited: Edited) -> Dataset:
    """The corpus with a place more, one fewer event and one renamed."""
    edited.replace("places.yaml", "  name: Alder\n", "  name: Town of Alder\n")
    edited.remove("events.yaml", "cellar-search")
    return edited.read()


def served(engine: Engine) -> tuple[str | None, list[int]]:
    with engine.connect() as connection:
        return connection.execute(LABELS).scalar(), list(connection.execute(RELEASES).scalars())


def test_readers_see_the_old_release_until_the_commit(own_loaded_url: str, changed: Dataset) -> None:
    reader = make_engine(own_loaded_url, read_only=True)
    looking, seen = threading.local(), []

    def look(statement: str) -> None:
        if not getattr(looking, "now", False):
            looking.now = True
            seen.append(served(reader))
            looking.now = False

    with statements(look):
        load(changed, own_loaded_url)
    assert len(seen) > 60
    assert set(map(str, seen)) == {str(("Alder", [1]))}
    assert served(reader) == ("Town of Alder", [1, 2])
    reader.dispose()


def test_a_snapshot_taken_before_the_commit_stays_old(own_loaded_url: str, changed: Dataset) -> None:
    """What the API reads in one request is one release, even if a load commits between its statements."""
    database = Database(own_loaded_url)
    with database.engine.connect() as connection:
        snapshot = Snapshot(connection)
        assert snapshot.scalar(LABELS) == "Alder"
        load(changed, own_loaded_url)
        assert (snapshot.scalar(LABELS), snapshot.release) == ("Alder", 1)
    with database.engine.connect() as connection:
        snapshot = Snapshot(connection)
        assert (snapshot.scalar(LABELS), snapshot.release) == ("Town of Alder", 2)
    database.engine.dispose()


def verb_of(statement: str) -> str:
    """What a statement does; one that begins with `WITH` does what stands behind the queries in brackets."""
    words = statement.strip()
    if words.upper().startswith("WITH"):
        inner = 1
        while inner:
            words, inner = re.subn(r"\([^()]*\)", " ", words)
        words = re.sub(r"(?i)^WITH\s+(RECURSIVE\s+)?(,?\s*\w+\s+AS\s+(NOT\s+)?(MATERIALIZED\s*)?)+", "", words)
    return re.split(r"\s", words.strip())[0].upper()


def test_a_load_neither_defines_nor_truncates(own_loaded_url: str, changed: Dataset) -> None:
    with statements() as seen:
        load(changed, own_loaded_url)
    verbs = {verb_of(statement) for statement in seen}
    assert verbs <= {"SELECT", "INSERT", "UPDATE", "DELETE", "BEGIN", "SET", "PRAGMA", "ANALYZE"}
    assert {"INSERT", "UPDATE", "DELETE"} <= verbs


def test_a_second_load_refuses_after_waiting(own_loaded_url: str, changed: Dataset) -> None:
    reader = make_engine(own_loaded_url, read_only=True)
    with writing(own_loaded_url):
        began = time.monotonic()
        with pytest.raises(LoadError, match=r"Another load .* waited 0\.3 seconds .* Try again"):
            load(changed, own_loaded_url, wait=0.3)
        assert time.monotonic() - began < 3
    assert served(reader) == ("Alder", [1])
    assert load(changed, own_loaded_url, wait=0.3).release == 2
    reader.dispose()


def test_a_second_load_waits_and_then_sees_the_first(own_loaded_url: str, changed: Dataset) -> None:
    found: list[Loaded] = []
    second = threading.Thread(target=lambda: found.append(load(changed, own_loaded_url, wait=20)))
    with writing(own_loaded_url) as connection:
        second.start()
        time.sleep(0.5)
        assert second.is_alive()
        row = {"id": 7, "series": "curated", "content_sha256": "of another", "counts": {}}
        row |= {"created_at": datetime.now(UTC)}
        connection.execute(insert(table(Release)).values(row))
    second.join()
    assert found == [Loaded(8, updated=1, deleted=1)]


def test_two_loads_of_the_same_at_once_make_one_release(own_loaded_url: str, changed: Dataset) -> None:
    found: list[Loaded] = []
    loads = [threading.Thread(target=lambda: found.append(load(changed, own_loaded_url))) for _ in range(3)]
    for one in loads:
        one.start()
    for one in loads:
        one.join()
    assert sorted((one.release, one.updated) for one in found) == [(2, 0), (2, 0), (2, 1)]


def test_two_first_loads_at_once(database_url: str, corpus_data: Dataset) -> None:
    found: list[Loaded] = []
    loads = [threading.Thread(target=lambda: found.append(load(corpus_data, database_url))) for _ in range(2)]
    for one in loads:
        one.start()
    for one in loads:
        one.join()
    assert sorted((one.release, one.created) for one in found) == [(1, 0), (1, 60)]


def test_a_key_that_refuses_at_the_commit_leaves_no_trace(own_loaded_url: str, changed: Dataset) -> None:
    """What no rule of `check` foresaw: a broken key found when all is written."""
    engine = make_engine(own_loaded_url, read_only=False)
    before = served(engine)
    with pytest.raises(LoadError, match=r"refused the records, and nothing was changed: .*python -m seed check"):
        break_a_key(own_loaded_url)
    assert served(engine) == before
    assert load(changed, own_loaded_url).release == 2
    engine.dispose()


def break_a_key(url: str) -> None:
    with writing(url) as connection:
        connection.exec_driver_sql("UPDATE event SET place_id = 9999")


def frus_event(connection: Connection, slug: str) -> None:
    rows: dict[str, dict[str, Any]] = {
        "slug": {"type": "event", "slug": slug},
        "record": {"id": 5000, "type": "event", "slug": slug, "label": "Theirs", "series": "frus1950v07"}
        | {"digest": "d", "field_digests": {}, "changed_in": 1},
        "event": {"id": 5000, "slug": slug, "title": "Theirs", "kind": "meeting", **ON_DAY, "calendar_place_id": None},
    }
    for name, row in rows.items():
        connection.execute(insert(SQLModel.metadata.tables[name]).values(row))


def test_other_series_are_never_touched(own_loaded_url: str, changed: Dataset) -> None:
    engine = make_engine(own_loaded_url, read_only=False)
    with engine.begin() as connection:
        frus_event(connection, "frus1950v07-talks")
    assert load(changed, own_loaded_url) == Loaded(2, updated=1, deleted=1)
    with engine.connect() as connection:
        kept = connection.execute(select(table(Record)).where(table(Record).c.id == 5000)).one()
        title = connection.exec_driver_sql("SELECT title FROM event WHERE id = 5000").scalar()
        (counts,) = connection.exec_driver_sql("SELECT counts FROM release WHERE id = 2").one()
    assert (kept.label, kept.changed_in, title) == ("Theirs", 1, "Theirs")
    assert '"event": 8' in str(counts).replace("'", '"')
    engine.dispose()


def test_a_slug_of_another_series_is_refused(own_loaded_url: str, edited: Edited) -> None:
    engine = make_engine(own_loaded_url, read_only=False)
    with engine.begin() as connection:
        frus_event(connection, "search-of-cellar")
    edited.replace("events.yaml", "cellar-search:", "search-of-cellar:")
    with pytest.raises(LoadError, match="search-of-cellar of this event belongs to the series frus1950v07"):
        load(edited.read(), own_loaded_url)
    engine.dispose()


@pytest.mark.parametrize("state", ["has no schema", "is at revision 0000, not "])
def test_a_database_of_another_revision_is_refused(
    databases: Databases, dialect: str, corpus_data: Dataset, state: str
) -> None:
    url = databases.empty(dialect)
    run_as_admin(url, "CREATE TABLE other (id INTEGER)")
    if "revision" in state:
        migrate(url)
        run_as_admin(url, "UPDATE alembic_version SET version_num = '0000'")
    for attempt in (load, diff):
        with pytest.raises(LoadError, match=f"{state}.*run `alembic upgrade head`"):
            attempt(corpus_data, url)


def test_no_database_at_all(tmp_path: Path, corpus_data: Dataset) -> None:
    missing = tmp_path / "missing.db"
    with pytest.raises(LoadError, match=r"No database at .*missing\.db.*alembic upgrade head"):
        load(corpus_data, f"sqlite:///{missing}")
    assert not missing.exists()
    with pytest.raises(LoadError, match=r"Cannot reach postgresql.*nowhere.*DATABASE_URL"):
        load(corpus_data, f"postgresql+psycopg://nobody@/none?host={tmp_path}/nowhere")


def test_a_database_that_fails_while_it_is_written(own_loaded_url: str, changed: Dataset, dialect: str) -> None:
    name = make_url(own_loaded_url).database
    failing = {
        "sqlite": "CREATE TRIGGER failing BEFORE INSERT ON release BEGIN SELECT no_such_function(); END",
        "postgresql": f"ALTER DATABASE {name} SET default_transaction_read_only = on",
    }
    run_as_admin(own_loaded_url, failing[dialect])
    before = contents(own_loaded_url)
    with pytest.raises(LoadError, match=r"Cannot write to .*, and nothing was changed: .*(no_such|read-only)"):
        load(changed, own_loaded_url)
    assert contents(own_loaded_url) == before
