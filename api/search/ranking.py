"""Which entries an answer shows, in which order: all that match where they are few, else the best of each window.

A window is the next so many entries in the order of importance. Within one, entries come by rank, score and id; the
windows follow each other, so a walk meets every entry that matches once. Where the first ranks of a window fill the
page, the others need not be compared. Where there is no time to compare any, entries come in the order of importance
alone, each as the last of its window: from there a walk goes on either way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, case, cast, func, select, tuple_

from api.db import Snapshot
from api.paging import COUNTED
from api.search import postgres, sqlite
from api.search.engine import Engine
from api.search.filters import Filters, entry
from api.search.order import ARCHIVE, CURATED, FIRST_ID, PARAGRAPH, rank_of
from api.search.query import Query

ENGINES = {"sqlite": sqlite.ENGINE, "postgresql": postgres.ENGINE}
TOP = 2**31 - 1  # how far from the best the least score is: whole numbers, for cursors
SMALL = 0.01  # the score halfway; words that most entries have score a few millionths, rare ones some ten
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


def ranked(entry_id: ColumnElement[int]) -> ColumnElement[int]:
    """The rank of an entry, by its id."""
    return case((entry_id < FIRST_ID[ARCHIVE], CURATED), (entry_id < FIRST_ID[PARAGRAPH], ARCHIVE), else_=PARAGRAPH)


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
    after = last[0] if last else 0
    window = looking.window(after)
    total = looking.window(0).size if after else window.size
    places = looking.places(window, last, limit + 1)
    while len(places) <= limit and window.size > looking.most:
        window = looking.window(window.high - 1)
        places += looking.places(window, None, limit + 1 - len(places))
    exact = total <= looking.most
    whole = exact and not after
    return Ranked(places[:limit], len(places) > limit, min(total, looking.most), exact=exact, compared=whole)


def following(looking: "Looking", limit: int, after: int) -> Ranked:
    """The next entries after an id, not compared with each other, and counted no further."""
    ids = looking.ids(after, limit + 1)
    places = [(key, 0, 0, key) for key in ids[:limit]]
    exact = not after and len(ids) <= limit
    return Ranked(places, len(ids) > limit, len(ids), exact=exact, compared=False, hurried=True)


@dataclass(frozen=True, slots=True)
class Window:
    """The next entries that match, the ids of which are after `begins` and below `high`.

    `size` is one more than are compared where more follow. `ranks`: how many are of each rank or one before it.
    """

    begins: int
    high: int
    size: int
    ranks: Sequence[int]
    ids: Sequence[int] | None

    def needed(self, last: Sequence[Any] | None, wanted: int) -> tuple[int, int]:
        """The ids of those first ranks in which so many places after the last one must be; the others come later."""
        rank = rank_of(last[-1]) if last else CURATED
        before = self.ranks[rank] if last else 0  # of its own rank, all may come before it
        enough = (each for each in range(rank, PARAGRAPH) if self.ranks[each] - before >= wanted)
        end = next((FIRST_ID[each + 1] for each in enough), self.high)
        return max(FIRST_ID[rank], self.begins + 1), min(end, self.high)


@dataclass(frozen=True, slots=True)
class Looking:
    """One query under one set of filters."""

    snapshot: Snapshot
    engine: Engine
    query: Query
    filters: Filters

    @property
    def most(self) -> int:
        """How many are counted and compared with each other."""
        return self.engine.most_begun if self.query.is_open else self.engine.most

    def matching(self, limit: int) -> Select[Any]:
        found = self.engine.matching(self.query, self.filters).limit(limit)
        return self.joined(found).where(*self.filters.conditions()) if self.filters.days else found

    def joined(self, statement: Select[Any]) -> Select[Any]:
        return statement.join(entry, entry.c.id == self.engine.key)

    def window(self, after: int) -> Window:
        """The next window after an id."""
        found = self.matching(self.most + 1).where(self.engine.key > after).subquery()
        key, count = found.c[0], func.count()
        ranks = [count.filter(key < FIRST_ID[rank]) for rank in (ARCHIVE, PARAGRAPH)]
        size, last, curated, records, ids = self.snapshot.first(
            select(count, func.max(key), *ranks, self.engine.listed(key)).select_from(found)
        )
        high = (last or after) + (size <= self.most)
        return Window(after, high, size, (curated, records, size), ids)

    def ids(self, after: int, most: int) -> list[int]:
        """The next entries after an id, in the order of ids."""
        return [row.id for row in self.snapshot.all(self.matching(most).where(self.engine.key > after))]

    def places(self, window: Window, last: Sequence[Any] | None, wanted: int) -> list[Place]:
        """The best of a window, or the best after the last place; the database puts them in order."""
        low, high = window.needed(last, wanted)
        found = self.engine.only(self.matching(self.most), low, high, window.ids)
        scored = found.add_columns(self.engine.score(self.query).label("score")).subquery()
        key = [ranked(scored.c[0]), cast(TOP * SMALL / (scored.c.score + SMALL), Integer), scored.c[0]]
        statement = select(*key).order_by(*key).limit(wanted)
        beyond = statement.where(tuple_(*key) > tuple_(*last[1:])) if last else statement
        return [(window.begins, *row) for row in self.snapshot.all(beyond)]

    def marks(self) -> tuple[list[str], bool]:
        """The marks of all that match, or of the first that are counted; and whether they are all."""
        most = min(self.most, COUNTED)
        found = self.matching(most + 1)
        statement = found if self.filters.days else self.joined(found)
        rows = self.snapshot.all(statement.add_columns(entry.c.marks))
        return [row.marks for row in rows[:most]], len(rows) <= most
