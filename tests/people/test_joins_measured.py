"""The joins against the publisher's own index of persons, which stays out of the repo."""

from pathlib import Path

import pytest

from seed.people.grouping import group
from tests.databases import absent
from tests.people import gold
from tests.people.measure import RESULTS, Measured, measure, rendered, wilson


@pytest.fixture(scope="module")
def measured(sources: Path) -> Measured:
    if not (sources / gold.FILE).is_file():
        absent(f"the index of persons is not at {sources / gold.FILE}; set PARALLEL38_SOURCES to the folder above")
    return measure(sources)


def test_joins_are_safe(measured: Measured) -> None:
    assert measured.joins.low >= 0.99
    assert measured.pairs.right / measured.pairs.all >= 0.99
    assert measured.few.keys() == {3, 10, 30, 100}
    assert all(share.right / share.all >= 0.99 for share in measured.few.values())


def test_joins_find_most(measured: Measured) -> None:
    joined, total = measured.found
    assert joined / total >= 0.85


def test_the_results_are_what_is_measured(measured: Measured) -> None:
    assert RESULTS.read_text("utf-8") == rendered(measured), "run `python -m tests.people.measure`"


def test_the_order_of_real_entries_does_not_matter(sources: Path) -> None:
    known = gold.read(sources)
    entries = [entry for entry, _ in known.values() if entry.volume.startswith("frus1952-54")]
    assert len(entries) > 1000
    assert group(entries) == group(reversed(entries))


def test_the_interval_is_wilsons() -> None:
    share = wilson(95, 100)
    assert (share.right, share.all) == (95, 100)
    assert (round(share.low, 4), round(share.high, 4)) == (0.8882, 0.9785)
