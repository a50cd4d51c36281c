"""Search and keyset pages at scale, in this process."""

import contextlib
import math
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from statistics import median
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from api.search.order import FIRST_ID, PARAGRAPH
from tests.bench.reading import local
from tests.bench.table import Row, at_least, at_most


def words_of(url: str) -> tuple[list[str], list[str]]:
    """Words that between a hundred and ten thousand entries have, and the most frequent."""
    with closing(sqlite3.connect(make_url(url).database or "")) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'search_text', 'row')")
        found = connection.execute("SELECT term, doc FROM temp.terms WHERE term NOT GLOB '*=*' ORDER BY doc DESC, term")
        terms = [(term, entries) for term, entries in found if term.isalpha()]
    some = [term for term, entries in terms if 100 <= entries <= 10_000]
    return some[:: max(1, len(some) // 60)], [term for term, _ in terms[:30]]


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


def on_postgres(url: str, few: Sequence[str], many: Sequence[str]) -> list[Row]:
    """The statements alone where the target is of the database; the whole request where it is of search."""
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


def overlap(url: str, words: Sequence[str]) -> list[Row]:
    """How many of the first 20 paragraphs are among the first 20 of all that match, by score alone."""
    best = (
        "SELECT rowid FROM search_text WHERE search_text MATCH ? AND rowid >= ? "
        "ORDER BY bm25(search_text), rowid LIMIT 20"
    )
    shares = []
    with local(url) as one, closing(sqlite3.connect(make_url(url).database or "")) as connection:
        for word in words:
            exact = [row[0] - FIRST_ID[PARAGRAPH] for row in connection.execute(best, [word, FIRST_ID[PARAGRAPH]])]
            with contextlib.suppress(TimeoutError):  # refusals are counted by `search`
                shown = paragraphs(connection, one.get(f"/v1/search?q={word}&type=document&limit=100")["results"])
                shares.append(len(set(exact) & set(shown[:20])) / max(1, min(len(exact), len(shown))))
    return [at_least("search: of the first 20 paragraphs, those that exact ranking has", 100 * median(shares), 85)]


def paragraphs(connection: sqlite3.Connection, results: Sequence[dict[str, Any]]) -> list[int]:
    """The paragraphs' numbers in the database."""
    find = (
        "SELECT p.id FROM paragraph p JOIN record r ON r.id = p.document_id "
        "WHERE r.slug = ? AND p.is_note = ? AND p.number = ?"
    )
    places = [(one["record"]["id"], one["footnote"], one["paragraph"] or one["footnote"]) for one in results]
    there = [(record, note is not None, number) for record, note, number in places if number is not None]
    found = [connection.execute(find, place).fetchone() for place in there]
    return [row[0] for row in found if row]
