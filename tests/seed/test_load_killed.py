"""A load killed with kill -9 at any moment leaves the old release served, and the next load works."""

import random
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from api.db import Database, Snapshot
from seed.loading.load import Loaded, load
from seed.reading.files import Dataset
from tests.databases import ROOT, Databases, contents
from tests.edits import Edited
from tests.statements import statements

MOMENTS = 10  # of them the last is between the last statement and the commit


@dataclass(frozen=True, slots=True)
class Killing:
    """`before` and `after`: the contents without the new release, and with it."""

    urls: list[str]
    moments: list[str]
    signals: list[int]
    dataset: Dataset
    before: dict[str, list[dict[str, Any]]]
    after: dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def killing(
    databases: Databases, dialect: str, corpus: Path, corpus_data: Dataset, tmp_path_factory: pytest.TempPathFactory
) -> Killing:
    old = databases.migrated(dialect)
    load(corpus_data, old)
    dataset = newer(Edited(corpus, tmp_path_factory.mktemp("newer") / "data"))
    clean, urls = databases.copy(old), [databases.copy(old) for _ in range(MOMENTS + 1)]
    with statements() as sent:
        load(dataset, clean)
    numbers = random.Random(38).sample(range(1, len(sent) + 1), MOMENTS - 1)  # noqa: S311
    moments = [*map(str, sorted(numbers)), "commit", "commit"]
    signals = kill(dataset.folder, urls, moments)
    return Killing(urls, moments, signals, dataset, contents(old), without_time(contents(clean)))


def newer(edited: Edited) -> Dataset:
    """Records of many types, created, updated, moved and deleted."""
    edited.replace("places.yaml", "  name: Alder\n", "  name: Town of Alder\n")
    edited.replace("documents.yaml", 'edtf: "1931-04-12"', 'edtf: "1931-04-13"')
    edited.replace("sources.yaml", "[mira-halden, jonas-reeve]", "[jonas-reeve, mira-halden]")
    edited.remove("events.yaml", "cellar-search")
    edited.replace("events.yaml", "flood-of-1887:", "flood-in-1887:")
    edited.replace("interpretations.yaml", "[flood-of-1887,", "[flood-in-1887,")
    edited.replace("moved.yaml", "event:\n", "event:\n  flood-of-1887: flood-in-1887\n")
    edited.add("places.yaml", 'mill-quarter:\n  cite: [[820, 830, "f2d2"]]\n  name: Mill Quarter\n  within: alder')
    return edited.read()


def kill(folder: Path, urls: list[str], moments: list[str]) -> list[int]:
    pairs = [word for pair in zip(urls, moments, strict=True) for word in pair]
    command = [sys.executable, "-m", "tests.killed_load", str(folder), *pairs]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return [int(line) for line in done.stdout.split()]


def without_time(found: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    releases = [{name: value for name, value in row.items() if name != "created_at"} for row in found["release"]]
    return {**found, "release": releases}


@pytest.mark.parametrize("place", range(MOMENTS))
def test_killed_load_leaves_the_old_release(killing: Killing, place: int) -> None:
    url = killing.urls[place]
    assert killing.signals[place] == signal.SIGKILL
    assert contents(url) == killing.before
    assert load(killing.dataset, url) == Loaded(2, created=1, updated=4, moved=1, deleted=1)
    assert without_time(contents(url)) == killing.after


def test_killed_load_leaves_the_api_its_release(killing: Killing) -> None:
    """Asked of a copy of its own, whose load died just before its commit."""
    database = Database(killing.urls[-1])
    with database.engine.connect() as connection:
        assert Snapshot(connection).release == 1
    database.engine.dispose()


def test_the_moments_are_spread_over_the_load(killing: Killing) -> None:
    *numbered, last, _ = killing.moments
    numbers = [int(moment) for moment in numbered]
    assert last == "commit"
    assert numbers[0] < 30
    assert numbers[-1] > 60
