"""The work of a search goes by what it finds and looks at, not by what there is: ten times the paragraphs, not twice.

Counted in steps of SQLite's virtual machine, one at least for each entry that the index hands over.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from api.paging import COUNTED
from tests.bench.generate import generate
from tests.databases import Databases
from tests.test_growth import Grown, serving

pytestmark = pytest.mark.long
SMALL, LARGE = 10_000, 100_000  # paragraphs
RARE, MEDIUM = 30, 1_000  # entries
STEPS = 60  # for each of the entries that are looked at
WORDS = "SELECT term, doc FROM temp.terms WHERE term NOT GLOB '*[^a-z]*' AND length(term) > 3 ORDER BY term"
Pair = tuple[Grown, Grown]


@pytest.fixture(scope="module")
def searched(databases: Databases) -> Iterator[Pair]:
    urls = [databases.migrated("sqlite") for _ in range(2)]
    for url, paragraphs in zip(urls, (SMALL, LARGE), strict=True):
        generate(url, paragraphs)
    small, large = (serving(Path(url.removeprefix("sqlite:///"))) for url in urls)
    with small as one, large as other:
        yield one, other


def words(one: Grown) -> dict[str, int]:
    """The words of the index, and how many entries have each."""
    with closing(sqlite3.connect(one.path)) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'search_text', 'row')")
        return dict(connection.execute(WORDS).fetchall())


def in_about(one: Grown, entries: int) -> str:
    """A word of about so many entries."""
    found = words(one)
    return min(found, key=lambda word: (abs(found[word] - entries), word))


def most_frequent(one: Grown) -> list[str]:
    found = words(one)
    return sorted(found, key=lambda word: (-found[word], word))


def check(pair: Pair, small: str, large: str) -> None:
    works = [one.work(address).all() for one, address in zip(pair, (small, large), strict=True)]
    assert 0 < works[1] < 2 * works[0], works


@pytest.mark.parametrize("entries", [RARE, MEDIUM])
@pytest.mark.parametrize("more", ["", "&type=document", "&facets=type,year"])
def test_words_of_as_many_entries(searched: Pair, entries: int, more: str) -> None:
    check(searched, *(f"/v1/search?q={in_about(one, entries)}{more}" for one in searched))


@pytest.mark.parametrize("more", ["", "&type=document"])
def test_the_most_frequent_word(searched: Pair, more: str) -> None:
    word = most_frequent(searched[1])[0]
    assert words(searched[1])[word] > 5 * words(searched[0])[word] > 5 * MEDIUM
    check(searched, *(f"/v1/search?q={word}{more}" for _ in searched))


@pytest.mark.parametrize("more", ["", "&type=document", "&date=1950", "&date=1950&facets=type,year,source"])
def test_frequent_words_together_are_looked_at_as_far_as_totals_are(searched: Pair, more: str) -> None:
    one, other = most_frequent(searched[1])[:2]
    for query in (one, f"{one}+{other}", f"{one}+OR+{other}"):
        assert 0 < searched[1].work(f"/v1/search?q={query}{more}").all() < STEPS * COUNTED


@pytest.mark.parametrize("typed", ["tele", "secretary of st"])
def test_suggestions_for_what_begins_more_than_are_looked_at(searched: Pair, typed: str) -> None:
    check(searched, *(f"/v1/suggest?q={typed.replace(' ', '+')}" for _ in searched))


@pytest.mark.parametrize("typed", ["ma", "john", "john w", "s"])
def test_suggestions_are_bounded(searched: Pair, typed: str) -> None:
    assert 0 < searched[1].work(f"/v1/suggest?q={typed.replace(' ', '+')}").all() < 3 * COUNTED
