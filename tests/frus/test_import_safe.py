"""An import is whole or not at all: refusals, kill -9, two at once, and what it costs."""

import random
import shutil
import signal
import subprocess
import sys
import threading
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command

from api.db import Database, Snapshot
from seed.frus.importer import import_volume
from seed.frus.reader import Limits, Refused
from seed.frus.report import Report
from seed.loading.load import Busy, LoadError, load, writing
from seed.reading.files import Dataset
from tests.databases import ROOT, Databases, alembic_config, contents, migrate, reflected
from tests.frus.imports import bring, edited, told
from tests.frus.volumes import FIRST, SECOND, tei, written
from tests.statements import statements

MOMENTS = 6  # the last is between the last statement and the commit


@pytest.fixture
def url(databases: Databases, dialect: str, corpus_data: Dataset) -> Iterator[str]:
    """A database of the test's own with the corpus and the second volume."""

    def fill(target: str) -> None:
        migrate(target)
        load(corpus_data, target)
        bring(target, SECOND)

    found = databases.copy(databases.template(dialect, "corpus and second volume", fill))
    yield found
    databases.drop(found)


BROKEN = {
    "cut off": lambda text: text[: len(text) * 3 // 4],
    "no volume": lambda text: text.replace('xml:id="frus1949v99"', 'xml:id="book"'),
    "declared": lambda text: text.replace("<TEI ", "<!DOCTYPE TEI [<!ENTITY e 'e'>]><TEI "),
    "twice": lambda text: text.replace('xml:id="d11"', 'xml:id="d3"'),
    "no day": lambda text: text.replace('when="1979-01-05"', 'when="0001-01-05"'),
}


@pytest.mark.parametrize("what", ["cut off", "no volume", "declared", "twice"])
def test_a_refused_file_changes_nothing(url: str, tmp_path: Path, what: str) -> None:
    before = contents(url)
    path = written(tmp_path, BROKEN[what](FIRST.read_text("utf-8")))
    with pytest.raises(Refused):
        import_volume(path, url)
    assert contents(url) == before


def test_a_file_beyond_a_limit_changes_nothing(url: str) -> None:
    before = contents(url)
    for limits in (Limits(max_size=1000), Limits(depth=5), Limits(document_text=100)):
        with pytest.raises(Refused, match=r"limit|more than"):
            import_volume(FIRST, url, limits=limits)
    assert contents(url) == before


def test_a_file_that_is_not_there(url: str, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        import_volume(tmp_path / "frus1949v99.xml", url)


def test_a_day_of_no_calendar_is_reported_and_refuses_nothing(database_url: str, tmp_path: Path) -> None:
    path = written(tmp_path, BROKEN["no day"](FIRST.read_text("utf-8")))
    (report,) = bring(database_url, path)
    assert report.documents == 11


def test_ids_without_room_are_refused(database_url: str, tmp_path: Path) -> None:
    document = f'<div type="document" n="1" xml:id="d{"1" * 130}"><head>One</head><p>Text.</p></div>'
    with pytest.raises(Refused, match="xml:id"):
        import_volume(written(tmp_path, tei(document)), database_url)


def test_a_file_that_changes_while_it_is_read(url: str, tmp_path: Path) -> None:
    before, path = contents(url), Path(shutil.copy(FIRST, tmp_path / "volume.xml"))

    def change(_: Any) -> None:
        path.write_text(FIRST.read_text("utf-8") + "<!-- later -->", "utf-8")

    with pytest.raises(Refused, match="was changed while it was read"):
        import_volume(path, url, progress=change)
    assert contents(url) == before


@pytest.fixture(scope="module")
def killing(databases: Databases, dialect: str, corpus_data: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Any:
    old = databases.migrated(dialect)
    load(corpus_data, old)
    bring(old, FIRST)
    newer = edited(tmp_path_factory.mktemp("newer") / "volumes", FIRST, ("The oil was sent.", "No oil was sent."))
    newer = edited(newer.parent, newer, ("<p>Resolved,", '</div><div type="document" xml:id="d12"><p>Resolved,'))
    clean, urls = databases.copy(old), [databases.copy(old) for _ in range(MOMENTS)]
    with statements() as sent:
        bring(clean, newer)
    chosen = random.Random(38).sample(range(1, len(sent) + 1), MOMENTS - 1)  # noqa: S311
    moments = [*map(str, sorted(chosen)), "commit"]
    pairs = [word for pair in zip(urls, moments, strict=True) for word in pair]
    done = subprocess.run(
        [sys.executable, "-m", "tests.frus.killed_import", str(newer), *pairs],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return urls, [int(line) for line in done.stdout.split()], newer, contents(old), told(clean)


@pytest.mark.parametrize("place", range(MOMENTS))
def test_a_killed_import_leaves_the_old_release(killing: Any, place: int) -> None:
    urls, signals, newer, before, after = killing
    assert signals[place] == signal.SIGKILL
    assert contents(urls[place]) == before
    database = Database(urls[place])
    with database.engine.connect() as connection:
        assert Snapshot(connection).release == 2
    database.engine.dispose()
    (report,) = bring(urls[place], newer)
    assert (report.release, report.inserted) == (3, 1)
    assert told(urls[place]) == after


def test_a_second_import_waits_for_the_first(url: str) -> None:
    found: list[Report] = []
    threads = [threading.Thread(target=lambda: found.extend(bring(url, FIRST))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(report.known for report in found) == [False, True]
    assert [report.release for report in found if not report.known] == [3]


def test_an_import_beside_another_writer_is_refused_after_waiting(url: str) -> None:
    with writing(url), pytest.raises(Busy, match=r"Another load or import .* waited 0\.2 seconds .* Try again"):
        import_volume(FIRST, url, wait=0.2)


def test_what_the_database_refuses_is_told(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(url)
    monkeypatch.setattr("seed.frus.storing.volume_rows.RIGHTS", "")
    with pytest.raises(LoadError, match=r"refused the records, and nothing was changed: .* Take a new copy"):
        import_volume(FIRST, url)
    assert contents(url) == before


def test_rules_are_asked_of_a_volume_too(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(url)
    monkeypatch.setattr("seed.frus.storing.work.Work.cite", lambda *_: None)
    with pytest.raises(LoadError, match=r"actor frus1949v99-p-ha1: cites no passage \(rule cited\)"):
        import_volume(FIRST, url)
    assert contents(url) == before


def test_a_database_without_corpora_keeps_the_curated_records(
    url: str, databases: Databases, dialect: str, corpus_data: Dataset
) -> None:
    """Down to the revision before volumes, and up again; then both loads find what they left."""
    bring(url, FIRST)
    config = alembic_config(url)
    command.downgrade(config, "0003")
    left = contents(url, reflected(url))
    assert {row["series"] for row in left["record"]} == {"curated"}
    assert {row["slug"] for row in left["slug"] if row["slug"].startswith("frus")} == set()
    migrate(url)
    load(corpus_data, url)
    bring(url, SECOND, FIRST)
    other = databases.migrated(dialect)
    load(corpus_data, other)
    bring(other, FIRST, SECOND)
    assert told(url) == told(other)
    databases.drop(other)


def peak(url: str, path: Path) -> int:
    """The most memory that Python held while a volume was imported, beyond what it held before."""
    tracemalloc.start()
    try:
        import_volume(path, url)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def long_volume(folder: Path, documents: int, identity: str) -> Path:
    text = "".join(f"<p>{'The lamps of the strait burn on. ' * 12}{number}</p>" for number in range(40))
    body = "".join(f'<div type="document" n="{n}" xml:id="d{n}"><head>{n}. Letter</head>{text}</div>'
                   for n in range(1, documents + 1))  # fmt: skip
    folder.mkdir(exist_ok=True)
    path = folder / f"{identity}.xml"
    path.write_text(tei(body, identity=identity), "utf-8")
    return path


def test_memory_does_not_grow_with_a_volume_or_their_number(databases: Databases, tmp_path: Path) -> None:
    """Six times the documents are 4 MB of text more: what is kept of a document is some hundred bytes."""
    url = databases.migrated("sqlite")
    bring(url, long_volume(tmp_path, 3, "frus1949v01"))  # all that is only loaded once
    short = peak(url, long_volume(tmp_path, 60, "frus1949v02"))
    long = peak(url, long_volume(tmp_path, 360, "frus1949v03"))
    more = peak(url, long_volume(tmp_path, 60, "frus1949v04"))
    assert long < short + 300 * 3000
    assert more < short * 1.1
