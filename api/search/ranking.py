"""Which entries an answer shows, in which order: all that match where they are few, else the best of each window.

A window is the next so many entries in the order of importance. Within one, entries come by rank, score and id; the
windows follow each other, so a walk meets every entry that matches once. Where there is no time to compare them,
entries come in the order of importance alone, each as the last of its window: from there a walk goes on either way.
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
    """A page of places, whether more follow, and how many match: at least, unless the total is `exact`.

    `compared`: all that match were compared with each other. `hurried`: there was no time for comparing any.
    """

    places: list[Place]
    more: bool
    total: int
    exact: bool
    compared: bool
    hurried: bool = False

    @property
    def ids(self) -> list[int]:
        return [place[-1] for place in self.places]


def engine_of(snapshot: Snapshot) -> Engine:
    return ENGINES[snapshot.connection.dialect.name]


def rank(
    snapshot: Snapshot, query: Query, filters: Filters, limit: int, last: Sequence[Any] | None, seconds: float
) -> Ranked:
    """The `limit` entries after the last place; the best, if they are found within so many seconds.

    What follows an entry that was compared with others, only comparing the same can tell, however long it takes.
    """
    if not query.wanted or filters.impossible:
        return Ranked([], False, 0, exact=True, compared=True)
    looking = Looking(snapshot, engine_of(snapshot), query, filters)
    if last is not None and last[0] != last[-1]:
        return best(looking, limit, last)
    found = snapshot.attempt(lambda: best(looking, limit, last), seconds)
    return found or following(looking, limit, last[-1] if last else 0)


def best(looking: "Looking", limit: int, last: Sequence[Any] | None) -> Ranked:
    after, window = (last[0] if last else 0), looking.engine.window
    if looking.most > window or after:  # counting is cheap beside comparing
        total = looking.count()
        whole = total <= looking.most and not after
        first = looking.places(0, looking.most) if whole else looking.places(after, window)
    else:
        first = looking.places(0, window + 1)
        total = len(first)
        whole = total <= looking.most
    found = sorted(first) if whole else looking.windows(first[:window], limit + 1 + seen(first[:window], last))
    places = [place for place in found if last is None or place > tuple(last)]
    exact = total <= looking.most
    return Ranked(places[:limit], len(places) > limit, min(total, looking.most), exact=exact, compared=whole)


def following(looking: "Looking", limit: int, after: int) -> Ranked:
    """The next entries after an id, not compared with each other, and counted no further."""
    ids = looking.ids(after, limit + 1)
    places = [(key, 0, 0, key) for key in ids[:limit]]
    exact = not after and len(ids) <= limit
    return Ranked(places, len(ids) > limit, len(ids), exact=exact, compared=False, hurried=True)


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

    def ids(self, after: int, most: int) -> list[int]:
        """The next entries after an id, in the order of ids."""
        return [row.id for row in self.snapshot.all(self.matching(most).where(self.engine.key > after))]

    def places(self, after: int, most: int) -> list[Place]:
        """The same, each with its score."""
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
