"""tsvector with GIN: rare words are looked up, of frequent ones the planner walks the entries in their order."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    any_,
    bindparam,
    cast,
    column,
    func,
    literal_column,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY

from api.search.engine import Engine
from api.search.filters import Filters
from api.search.query import Phrase, Query, Term, Wanted

index = table("search_text", column("id", Integer), column("words"))
SIMPLE: ColumnElement[str] = literal_column("'simple'")  # text that is folded needs no dictionary
WEIGHTS: ColumnElement[Any] = literal_column("CAST('{0.25, 0.25, 0.25, 1.0}' AS real[])")  # the last is the title's
WORDS: ColumnElement[Any] = literal_column("""CAST('{a,d}' AS "char"[])""")  # the weights of words; marks have none
BY_LENGTH = 1  # a match counts for less in a long entry


def matching(query: Query, filters: Filters) -> Select[Any]:
    groups = [either(marks) for marks in filters.groups.values()] + [f"!'{mark}'" for mark in filters.none_of]
    indexed = replace(query, unwanted=()) if query.is_open else query
    found: ColumnElement[Any] = func.to_tsquery(SIMPLE, expression(indexed))
    if groups:
        found = found.op("&&")(cast(" & ".join(groups), TSQUERY))
    return of_words(looked_up(found), query)


def only(statement: Select[Any], low: int, high: int, ids: Sequence[int] | None) -> Select[Any]:
    """By their keys: looking them up by their words again would cost as much as it did."""
    those = [key for key in ids or () if low <= key < high]
    wanted = bindparam("those", those, type_=ARRAY(Integer))
    return select(index.c.id).where(index.c.id == any_(wanted)).order_by(index.c.id)


def titled(query: Query) -> Select[Any]:
    """Entries that have all of it in their title."""
    return of_words(looked_up(func.to_tsquery(SIMPLE, expression(query, "A"))), query, "A")


def of_words(statement: Select[Any], query: Query, weight: str = "") -> Select[Any]:
    """Only what has a word that begins so: to the index, marks do too, whatever the weight."""
    if not query.is_open:
        return statement
    words = func.ts_filter(index.c.words, WORDS)
    return statement.where(words.op("@@")(func.to_tsquery(SIMPLE, expression(query, weight))))


def score(query: Query) -> ColumnElement[float]:
    return func.ts_rank(WEIGHTS, index.c.words, func.to_tsquery(SIMPLE, expression(query)), BY_LENGTH)


def looked_up(words: ColumnElement[Any]) -> Select[Any]:
    return select(index.c.id).where(index.c.words.op("@@")(words)).order_by(index.c.id)


def expression(query: Query, weight: str = "") -> str:
    """The query in the database's own words, all of them quoted; with a weight, in titles alone."""
    found = " & ".join(one_of(wanted, weight) for wanted in query.wanted)
    unwanted = " | ".join(followed(phrase, weight) for phrase in query.unwanted)
    return f"({found}) & !({unwanted})" if unwanted else found


def one_of(wanted: Wanted, weight: str) -> str:
    return f"({' | '.join(together(term, weight) for term in wanted.forms)})"


def together(term: Term, weight: str) -> str:
    return f"({' & '.join(followed(phrase, weight) for phrase in term)})"


def followed(phrase: Phrase, weight: str) -> str:
    """Words that follow each other; a colon brings what is asked of one: its beginning, its weight."""
    *words, last = phrase.words
    marked = f":{weight}" if weight else ""
    ending = f":*{weight}" if phrase.prefix else marked
    return "(" + " <-> ".join([*(f"'{word}'{marked}" for word in words), f"'{last}'{ending}"]) + ")"


def either(marks: list[str]) -> str:
    return "(" + " | ".join(f"'{mark}'" for mark in marks) + ")"


ENGINE = Engine(index.c.id, matching, titled, func.array_agg, only, score, most=1_000, most_begun=1_000)
