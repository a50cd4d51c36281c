"""What is asked of each database: the entries that match, in the order of importance, and how well each does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select

from api.search.filters import Filters
from api.search.query import Query


@dataclass(frozen=True, slots=True)
class Engine:
    """`matching` and `titled` select `key`, the ids of entries, from the index, in their order; a better `score` is
    larger. `only` narrows `matching` to the ids from one on and below another, given what `listed` made of its ids.

    As many as `most` are counted and compared with each other; where more match, so many at a time. Fewer, as many as
    `most_begun`, where a word is only begun, for then counting costs as much as finding.
    """

    key: ColumnElement[int]
    matching: Callable[[Query, Filters], Select[Any]]
    titled: Callable[[Query], Select[Any]]
    listed: Callable[[ColumnElement[int]], ColumnElement[Any]]
    only: Callable[[Select[Any], int, int, Sequence[int] | None], Select[Any]]
    score: Callable[[Query], ColumnElement[float]]
    most: int
    most_begun: int
