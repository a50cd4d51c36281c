"""FTS5: bm25 costs one walk through the entries of each word, then a microsecond for each that matches.

To look in some of the columns alone doubles the walk, so only what needs it does: no word that is whole is like a mark.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Float, Integer, Select, column, literal_column, null, select, table, text

from api.search.engine import Engine
from api.search.filters import Filters
from api.search.query import Phrase, Query, Term, Wanted

index = table("search_text", column("rowid", Integer))
SCORE: ColumnElement[float] = literal_column("-bm25(search_text, 4.0, 1.0, 0.0)", Float)


def matching(query: Query, filters: Filters) -> Select[Any]:
    match = " AND ".join([expression(query), *map(either, filters.groups.values())])
    if filters.none_of:
        match = f"({match}) NOT {either(filters.none_of)}"
    return looked_up(match)


def only(statement: Select[Any], low: int, high: int, ids: Sequence[int] | None) -> Select[Any]:
    """Looked up again: bm25 knows no entries but those that a query found."""
    return statement.where(index.c.rowid >= low, index.c.rowid < high)


def titled(query: Query) -> Select[Any]:
    """Entries that have all of it in their title."""
    return looked_up(f"title : {expression(query)}")


def looked_up(match: str) -> Select[Any]:
    found = text("search_text MATCH :match").bindparams(match=match)
    return select(index.c.rowid.label("id")).where(found).order_by(index.c.rowid)


def expression(query: Query) -> str:
    """The query in the database's own words, all of them quoted."""
    found = " AND ".join(map(one_of, query.wanted))
    return f"(({found}) NOT ({' OR '.join(map(quoted, query.unwanted))}))" if query.unwanted else f"({found})"


def one_of(wanted: Wanted) -> str:
    return f"({' OR '.join(map(together, wanted.forms))})"


def together(term: Term) -> str:
    return f"({' AND '.join(map(quoted, term))})"


def quoted(phrase: Phrase) -> str:
    words = f'"{" ".join(phrase.words)}"'
    return f"({{title body}} : {words} *)" if phrase.prefix else words


def either(marks: Sequence[str]) -> str:
    return "(" + " OR ".join(f'"{mark}"' for mark in marks) + ")"


ENGINE = Engine(
    index.c.rowid, matching, titled, lambda ids: null(), only, lambda query: SCORE, most=5_000, most_begun=2_000
)
