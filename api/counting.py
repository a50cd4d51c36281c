"""What the records of a list are counted by: words of a vocabulary, the records they point at, sources, years.

Each way of counting is declared once for a list, under the name of the filter whose values it counts (`year` is that of
`date`), and counts what that filter would match. It looks at given records alone: the work is bounded by their number.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Protocol

from sqlalchemy import Column, ColumnElement, FromClause, Select, Subquery, Table, and_, case, func, select

from api.db import Snapshot
from api.edtf import NO_LOWER, NO_UPPER
from api.models.actor import Actor, Source
from api.models.event import EventDate
from api.models.record import Citation, Record, Slug, table
from api.models.vocabulary import DateQuality, RecordType

MOST = 20  # values beside the selected
record, actor, source = table(Record), table(Actor), table(Source)
citation, slug, event_date = table(Citation), table(Slug), table(EventDate)
named, entry = record.alias("named"), actor.alias("entry")
Sent = Mapping[str, str]  # the request's parameters
Where = Sequence[ColumnElement[bool]]
Pairs = tuple[FromClause, ColumnElement[int], ColumnElement[Any]]  # what is read, whose it is, the value


@dataclass(frozen=True, slots=True)
class Counted:
    """A value, as the filter takes it and as readers see it."""

    value: str
    label: str
    count: int
    selected: bool = False


class Counting(Protocol):
    """`several`: the filter takes more than one value at a time."""

    @property
    def several(self) -> bool: ...

    def count(self, snapshot: Snapshot, ids: Subquery, filter: str, sent: Sent) -> list[Counted]:
        """The values that the records have, and those that the filter of this name selects."""


def words(value: str) -> str:
    return value.replace("-", " ")


def chosen(sent: Sent, name: str) -> list[str]:
    return sent[name].split(",") if name in sent else []


def records(owner: ColumnElement[int]) -> ColumnElement[int]:
    """How many records there are; rows that are the records themselves have each but once."""
    whose = owner.table if isinstance(owner, Column) else None
    alone = isinstance(whose, Table) and owner.primary_key and len(whose.primary_key) == 1
    return (func.count() if alone else func.count(owner.distinct())).label("records")


def tally(pairs: Pairs, where: Where) -> Select[Any]:
    read, owner, value = pairs
    columns = [value.label("value"), records(owner)]
    return select(*columns).select_from(read).where(value.is_not(None), *where).group_by(value)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a vocabulary, or true and false, in a column of the records or of rows that are theirs."""

    column: ColumnElement[Any]
    owner: ColumnElement[int]
    where: Where = ()
    several: bool = True

    def count(self, snapshot: Snapshot, ids: Subquery, filter: str, sent: Sent) -> list[Counted]:
        found = self.found(snapshot, ids)
        selected = chosen(sent, filter)
        return [
            Counted(value, words(value), found.get(value, 0), value in selected)
            for value in dict.fromkeys([*found, *selected])
        ]

    def found(self, snapshot: Snapshot, ids: Subquery) -> dict[str, int]:
        rows = snapshot.all(tally((theirs(ids, self.owner), self.owner, self.column), self.where))
        return {str(row.value).lower() if row.value in {True, False} else str(row.value): row.records for row in rows}


class Qualities(Words):
    """How exact dates are; an event's is `disputed` as well where others date it otherwise."""

    __slots__ = ()

    def found(self, snapshot: Snapshot, ids: Subquery) -> dict[str, int]:
        found = Words.found(self, snapshot, ids)
        rivals = theirs(ids, event_date.c.event_id)
        disputed = snapshot.scalar(select(func.count(event_date.c.event_id.distinct())).select_from(rivals))
        return found | ({DateQuality.DISPUTED.value: disputed} if disputed else {})


def theirs(ids: Subquery, owner: ColumnElement[int], read: FromClause | None = None) -> FromClause:
    """The rows of the owner's table that are the records', with what else is read."""
    return ids.join(owner.table if read is None else read, owner == ids.c.id)


@dataclass(frozen=True, slots=True)
class Refs:
    """The records of a kind, or of any, that the records point at. An entry of a volume counts for the actor whose it
    is, as the filter has it; one that is selected counts for itself too.

    `pairs` makes of the ids what is read.
    """

    pairs: Callable[[Subquery], Pairs]
    kind: RecordType | None
    where: Where = ()
    several: ClassVar[bool] = True

    def count(self, snapshot: Snapshot, ids: Subquery, filter: str, sent: Sent) -> list[Counted]:
        asked = chosen(sent, filter)
        known = snapshot.all(self.asked_for(asked)) if asked else []
        now = {row.sent: row.slug for row in known}
        selected = list(dict.fromkeys(now.get(one, one) for one in asked))
        found = {row.slug: row for row in snapshot.all(self.named(ids, selected))}
        own = self.entries(snapshot, ids, [row.id for row in known if row.same_as_id is not None])
        labels = {row.slug: row.label for row in known}
        more = [one for one in selected if one not in found]
        return [
            *(Counted(one, row.label, row.records, one in selected) for one, row in found.items()),
            *(Counted(one, labels.get(one, one), own.get(one, 0), selected=True) for one in more),
        ]

    def asked_for(self, asked: Sequence[str]) -> Select[Any]:
        """What the values of a filter name, by their old ids too."""
        now = and_(record.c.type == slug.c.type, record.c.slug == func.coalesce(slug.c.moved_to, slug.c.slug))
        found = select(slug.c.slug.label("sent"), record.c.id, record.c.slug, record.c.label, actor.c.same_as_id)
        found = found.select_from(slug.join(record, now).outerjoin(actor, actor.c.id == record.c.id))
        found = found.where(slug.c.slug.in_(asked))
        return found if self.kind is None else found.where(slug.c.type == self.kind)

    def named(self, ids: Subquery, selected: Sequence[str]) -> Select[Any]:
        """The selected and the most frequent ones, by their ids: one id may be of several types."""
        read, owner, value = self.pairs(ids)
        if self.kind in {None, RecordType.ACTOR}:
            read = read.outerjoin(entry, entry.c.id == value)
            value = func.coalesce(entry.c.same_as_id, value)
        number = records(owner)
        first = [case((named.c.slug.in_(selected), 0), else_=1)] if selected else []
        return (
            select(*(named.c.slug, func.min(named.c.label).label("label"), number))
            .select_from(read.join(named, named.c.id == value))
            .where(*self.where)
            .group_by(named.c.slug)
            .order_by(*first, number.desc(), named.c.slug)
            .limit(MOST + len(selected))
        )

    def entries(self, snapshot: Snapshot, ids: Subquery, keys: Sequence[int]) -> dict[str, int]:
        """How many records point at the entries themselves."""
        if not keys:
            return {}
        read, owner, value = self.pairs(ids)
        read = read.join(named, named.c.id == value)
        counted = tally((read, owner, named.c.slug), [*self.where, value.in_(keys)])
        return {row.value: row.records for row in snapshot.all(counted)}


def refs(
    column: ColumnElement[Any],
    owner: ColumnElement[int],
    *where: ColumnElement[bool],
    kind: RecordType | None = None,
    read: FromClause | None = None,
) -> Refs:
    """The records that a column points at; `owner` says whose row it is."""
    return Refs(lambda ids: (theirs(ids, owner, read), owner, column), kind, where)


def citing(ids: Subquery) -> Pairs:
    """The sources that the records cite, and the works that these are printed in."""
    cited = select(citation.c.record_id, citation.c.source_id).select_from(theirs(ids, citation.c.record_id))
    pairs = cited.distinct().cte("cited")
    whole = select(pairs.c.source_id.label("part"), pairs.c.source_id.label("source_id")).cte("whole", recursive=True)
    above = select(whole.c.part, source.c.part_of_id).join(source, source.c.id == whole.c.source_id)
    whole = whole.union(above.where(source.c.part_of_id.is_not(None)))
    return pairs.join(whole, whole.c.part == pairs.c.source_id), pairs.c.record_id, whole.c.source_id


SOURCES: Mapping[str, Counting] = {"source": Refs(citing, RecordType.SOURCE)}
"""What every list can be counted by."""


@dataclass(frozen=True, slots=True)
class Years:
    """The years that dates may lie in or, with `date_match=within`, certainly do; a missing bound is without end."""

    dated: Table
    several: ClassVar[bool] = False

    def count(self, snapshot: Snapshot, ids: Subquery, filter: str, sent: Sent) -> list[Counted]:
        spans = self.spans(snapshot, ids, sent.get("date_match") == "within")
        asked = sent.get(filter, "")
        selected = int(asked) if len(asked) == 4 else None
        known = [year for one in spans for year in one if year is not None] + ([selected] if selected else [])
        found = spread(spans, min(known, default=0), max(known, default=0))
        years = {year for year, records in found.items() if records} | ({selected} if selected else set())
        return [Counted(str(year), str(year), found[year], year == selected) for year in sorted(years)]

    def spans(self, snapshot: Snapshot, ids: Subquery, within: bool) -> Counter[tuple[int | None, int | None]]:
        """From which year to which, None where there is no bound."""
        lo, hi, quality = self.dated.c.lo, self.dated.c.hi, self.dated.c.quality
        sure = [lo > NO_LOWER, hi < NO_UPPER, quality != DateQuality.UNCERTAIN.value] if within else []
        read = theirs(ids, self.dated.c.id)
        rows = snapshot.all(
            select(lo, hi, func.count().label("records")).select_from(read).where(lo < NO_UPPER, *sure).group_by(lo, hi)
        )
        found = Counter[tuple[int | None, int | None]]()
        for row in rows:
            found[year_of(row.lo), year_of(row.hi)] += row.records
        return Counter({span: count for span, count in found.items() if not within or span[0] == span[1]})


def dated(dates: Table) -> Mapping[str, Counting]:
    """What every dated list can be counted by."""
    quality = Qualities if dates.name == "event" else Words
    return {"year": Years(dates), "date_quality": quality(dates.c.quality, dates.c.id)}


def year_of(day: int) -> int | None:
    return None if day in {NO_LOWER, NO_UPPER} else date.fromordinal(day).year


def spread(spans: Counter[tuple[int | None, int | None]], first: int, last: int) -> Counter[int]:
    """How many spans each of the years is in."""
    steps = Counter[int]()
    for (start, end), records in spans.items():
        steps[first if start is None else start] += records
        steps[(last if end is None else end) + 1] -= records
    found, running = Counter[int](), 0
    for year in range(first, last + 1):
        running += steps[year]
        found[year] = running
    return found
