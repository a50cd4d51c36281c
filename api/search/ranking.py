"""Which entries an answer shows, in which order: all that match where they are few, else the best of each window.

A window is the next so many entries in the order of importance. Within one, entries come by rank, score and id; the
windows follow each other, so a walk meets every entry that matches once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from api.db import Snapshot
from api.search import postgres, sqlite
from api.search.engine import Engine
from api.search.filters import Filters, entry
from api.search.order import rank_of
from api.search.query import Query

ENGINES = {"sqlite": sqlite.ENGINE, "postgresql": postgres.ENGINE}
TOP = 2**31 - 1
UNIT = 1_000_000  # scores as whole numbers, for cursors
KEY = (entry.c.id, entry.c.rank, entry.c.id, entry.c.id)  # the types of a cursor's key

Place = tuple[int, int, int, int]  # where its window begins, rank, how far from the best score, id


@dataclass(frozen=True, slots=True)
class Ranked:
    """A page of places, whether more follow, and what is known of the whole."""

    places: list[Place]
    more: bool
    total: int
    exact: bool

    @property
    def ids(self) -> list[int]:
        return [place[-1] for place in self.places]


def engine_of(snapshot: Snapshot) -> Engine:
    return ENGINES[snapshot.connection.dialect.name]


def rank(snapshot: Snapshot, query: Query, filters: Filters, limit: int, last: Sequence[Any] | None) -> Ranked:
    """The `limit` entries after the last place."""
    if not query.wanted or filters.impossible:
        return Ranked([], False, 0, True)
    looking = Looking(snapshot, engine_of(snapshot), query, filters)
    after, window = (last[0] if last else 0), looking.engine.window
    if looking.most > window:  # counting is cheap beside comparing
        total = looking.count()
        first = looking.places(0, looking.most) if total <= looking.most else looking.places(after, window)
    else:
        first = looking.places(after, window + 1)
        total = looking.most + 1 if after else len(first)
    exact = total <= looking.most
    found = sorted(first) if exact else looking.windows(first[:window], limit + 1 + seen(first[:window], last))
    places = [place for place in found if last is None or place > tuple(last)]
    return Ranked(places[:limit], len(places) > limit, min(total, looking.most), exact)


def seen(window: Sequence[Place], last: Sequence[Any] | None) -> int:
    """How many places of its window do not follow the last one."""
    return 0 if last is None else sum(place <= tuple(last) for place in window)


@dataclass(frozen=True, slots=True)
class Looking:
    """One query under one set of filters."""

    snapshot: Snapshot
    engine: Engine
    query: Query
    filters: Filters

    @property
    def most(self) -> int:
        """How many are counted; fewer where a word is only begun, for then counting costs as much as finding."""
        return self.engine.window if self.query.is_open else self.engine.most

    def matching(self, limit: int) -> Select[Any]:
        found = self.engine.matching(self.query, self.filters).limit(limit)
        return self.joined(found).where(*self.filters.conditions()) if self.filters.days else found

    def joined(self, statement: Select[Any]) -> Select[Any]:
        return statement.join(entry, entry.c.id == self.engine.key)

    def count(self) -> int:
        """How many match, or one more than are counted."""
        found = self.matching(self.most + 1).subquery()
        counted: int = self.snapshot.scalar(select(func.count()).select_from(found))
        return counted

    def places(self, after: int, most: int) -> list[Place]:
        """The next entries after an id, in the order of ids."""
        statement = self.matching(most).where(self.engine.key > after)
        rows = self.snapshot.all(statement.add_columns(self.engine.score(self.query).label("score")))
        return [(after, rank_of(row.id), TOP - min(int(row.score * UNIT), TOP), row.id) for row in rows]

    def windows(self, window: list[Place], wanted: int) -> list[Place]:
        """At least so many places, if there are, from this window and as many more as it takes."""
        found = sorted(window)
        while len(found) < wanted and len(window) == self.engine.window:
            window = self.places(window[-1][-1], self.engine.window)
            found += sorted(window)
        return found

    def marks(self) -> tuple[list[str], bool]:
        """The marks of all that match, or of the first that are counted; and whether they are all."""
        found = self.matching(self.most + 1)
        statement = found if self.filters.days else self.joined(found)
        rows = self.snapshot.all(statement.add_columns(entry.c.marks))
        return [row.marks for row in rows[: self.most]], len(rows) <= self.most
