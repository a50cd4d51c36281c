"""What is asked of each database: the entries that match, in the order of importance, and how well each does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select

from api.search.filters import Filters
from api.search.query import Query


@dataclass(frozen=True, slots=True)
class Engine:
    """`matching` and `titled` select `key`, the ids of entries, from the index, in their order; a better `score` is
    larger.

    As many as `most` are counted and compared with each other; where more match, `window` at a time.
    """

    key: ColumnElement[int]
    matching: Callable[[Query, Filters], Select[Any]]
    titled: Callable[[Query], Select[Any]]
    score: Callable[[Query], ColumnElement[float]]
    window: int
    most: int
