"""Search and keyset pages at scale, in this process."""

import contextlib
import math
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from statistics import mean, median
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from api.search.order import ARCHIVE, FIRST_ID, PARAGRAPH
from tests.bench.reading import local
from tests.bench.table import Row, at_least, at_most


def words_of(url: str) -> tuple[list[str], list[str]]:
    """Words that between a hundred and ten thousand entries have, and the most frequent."""
    with closing(sqlite3.connect(make_url(url).database or "")) as connection:
        found = terms(connection)
    some = [term for term, entries in found if 100 <= entries <= 10_000]
    return some[:: max(1, len(some) // 60)], [term for term, _ in found[:30]]


def terms(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """All words and how many entries have them, the most frequent first."""
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab('main', 'search_text', 'row')")
    found = connection.execute("SELECT term, doc FROM temp.terms WHERE term NOT GLOB '*=*' ORDER BY doc DESC, term")
    return [(term, entries) for term, entries in found if term.isalpha()]


def search(url: str) -> list[Row]:
    few, many = words_of(url)
    with local(url) as one:
        pairs = [f"{a}+{b}" for a, b in zip(many, few, strict=False)]
        rare, any_term, both = (
            one.latencies([f"/v1/search?q={word}" for word in words]) for words in (few, many, pairs)
        )
    every = [*rare, *any_term, *both]
    refused = sum(math.isinf(taken) for taken in every)
    return [
        at_most("search where at most 10,000 match, median", median(rare), 10, "ms"),
        at_most("search for the most frequent words, median", median(any_term), 20, "ms"),
        at_most("search for two words, median", median(both), 20, "ms"),
        at_most(f"searches, of {len(every)}, refused after 250 ms", refused, 0, ""),
    ]


def on_postgres(url: str, words: str) -> list[Row]:
    """The statements alone where the target is of the database; the whole request where it is of search. `words`: a
    database of SQLite with the same records, which tells what to search for.
    """
    few, many = words_of(words)
    with local(url) as one:
        pages = one.get("/v1/documents")["next"]
        statements = one.statements(pages)
        page = [found for found in statements if " LIMIT " in found[0].replace("\n", " ") and "total" not in found[0]]
        searches = one.latencies([f"/v1/search?q={word}" for word in (*few, *many)])
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as connection:
        taken = [timed(lambda: connection.execute(*page[-1]).fetchall()) for _ in range(200)]
    return [
        at_most("PostgreSQL: keyset page, median", median(taken), 1, "ms"),
        at_most("PostgreSQL: search for any term, median", median(searches), 10, "ms"),
    ]


def timed(fn: Callable[[], object]) -> float:
    before = time.perf_counter()
    fn()
    return 1000 * (time.perf_counter() - before)


def overlap(url: str) -> list[Row]:
    """How much of a first page is what it would be if all that match had been compared, by what README says of order:
    by rank, then by score. For words that more than ten thousand entries have, the most frequent and the less so alike.
    """
    shares = []
    with local(url) as one, closing(sqlite3.connect(make_url(url).database or "")) as connection:
        for word in too_frequent(connection):
            with contextlib.suppress(TimeoutError):  # refusals are counted by `search`
                exact = connection.execute(BEST, [f'{{title body}} : "{word}"', FIRST_ID[ARCHIVE], FIRST_ID[PARAGRAPH]])
                shown = entries(connection, one.get(f"/v1/search?q={word}")["results"])
                shares.append(len({row[0] for row in exact} & set(shown)) / 20)
    return [at_least("search: of the first 20, those that exact ranking has, mean", 100 * mean(shares), 85)]


BEST = (
    "SELECT rowid FROM search_text WHERE search_text MATCH ? "
    "ORDER BY rowid >= ?, rowid >= ?, bm25(search_text, 4, 1, 0), rowid LIMIT 20"
)


def too_frequent(connection: sqlite3.Connection) -> list[str]:
    """Some 30 of the words that more than ten thousand entries have."""
    found = [term for term, entries in terms(connection) if entries > 10_000]
    return found[:: max(1, len(found) // 30)]


def entries(connection: sqlite3.Connection, results: Sequence[dict[str, Any]]) -> list[int]:
    """The entries of the index that these results are of."""
    find = (
        "SELECT e.id FROM record r JOIN search_entry e ON e.record_id = r.id "
        "LEFT JOIN paragraph p ON p.id = e.paragraph_id "
        "WHERE r.type = ? AND r.slug = ? AND p.number IS ? AND coalesce(p.is_note, 0) = ?"
    )
    places = [
        (one["record"]["type"], one["record"]["id"], one["footnote"] or one["paragraph"], one["footnote"] is not None)
        for one in results
    ]
    return [connection.execute(find, place).fetchone()[0] for place in places]
