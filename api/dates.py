"""The date of a record: its shape on the wire, the columns it is read from, and the filters by date."""

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from operator import attrgetter
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from sqlalchemy import ColumnElement, FromClause, and_, exists, literal_column, or_, select, true

from api import edtf
from api.errors import bad_parameter
from api.models.event import EventDate
from api.models.record import table
from api.models.vocabulary import DateBasis, DateQuality, RecordType
from api.refs import Links, Ref

COLUMNS = ("edtf", "printed", "basis", "calendar_place_id", "lo", "hi", "lo_is", "hi_is", "quality")
BASES = {basis.value: basis for basis in DateBasis}
QUALITIES: Mapping[str | None, DateQuality | None] = {None: None} | {quality.value: quality for quality in DateQuality}
LONG = 31  # days; longer spans have an index of their own
FEW: ColumnElement[int] = literal_column(str(LONG))  # no parameter: an index of some rows must be seen to fit
event_date = table(EventDate)


class Date(msgspec.Struct):
    edtf: Annotated[str | None, Meta(description="EDTF (ISO 8601-2) as the editor gives it.", examples=["1950-10-05"])]
    printed: Annotated[str | None, Meta(description="The date as the source prints it.", examples=["October 5"])]
    earliest: Annotated[str | None, Meta(description="First possible day, YYYY-MM-DD.", examples=["1950-10-05"])]
    latest: Annotated[str | None, Meta(description="Last possible day, YYYY-MM-DD.", examples=["1950-10-05"])]
    earliest_is: Annotated[str | None, Meta(description="Why there is no first day: `open` or `unknown`.")]
    latest_is: Annotated[str | None, Meta(description="Why there is no last day: `ongoing` or `unknown`.")]
    words: Annotated[str | None, Meta(description="The date in words.", examples=["5 October 1950"])]
    basis: Annotated[DateBasis, Meta(description="How the editor arrived at it.")]
    quality: Annotated[DateQuality | None, Meta(description="How exact it is; null without an EDTF date.")]
    calendar_place: Annotated[Ref | None, Meta(description="The place whose calendar it uses, where that matters.")]


def date_columns(source: FromClause, prefix: str = "") -> list[ColumnElement[Any]]:
    """The columns of a date, named with their prefix."""
    return [source.c[prefix + name].label(prefix + name) for name in COLUMNS]


@lru_cache(maxsize=10_000)
def day(ordinal: int) -> str | None:
    return date.fromordinal(ordinal).isoformat() if edtf.NO_LOWER < ordinal < edtf.NO_UPPER else None


@cache
def in_columns(prefix: str) -> Callable[[Any], tuple[Any, ...]]:
    return attrgetter(*(prefix + name for name in COLUMNS))


def date_of(row: Any, links: Links, prefix: str = "") -> Date | None:
    """The wire date of a row's columns; None where the source says nothing."""
    written, printed, basis, place, lo, hi, lo_is, hi_is, quality = in_columns(prefix)(row)
    if written is None and printed is None and basis == DateBasis.NONE:
        return None
    return Date(
        edtf=written,
        printed=printed,
        earliest=day(lo),
        latest=day(hi),
        earliest_is=lo_is,
        latest_is=hi_is,
        words=in_words(written) if written else None,
        basis=BASES[basis],
        quality=QUALITIES[quality],
        calendar_place=links.one(place),
    )


in_words = lru_cache(maxsize=10_000)(edtf.words)


@dataclass(frozen=True, slots=True)
class Days:
    """A range of day ordinals, both ends included; the sentinels where an end is `..`."""

    start: int
    end: int


PLAIN = re.compile(r"([1-9]\d{3})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
HOW = "write YYYY, YYYY-MM, YYYY-MM-DD, or two of them with a slash between, with .. for an open end"


def read_days(name: str, value: str) -> Days:
    """`date=` of a request, the two dates of an interval in either order; raises a 400 that names the parameter."""
    start, slash, end = value.partition("/")
    if not slash:
        return plain(name, value)
    if start == end == "..":
        raise bad_parameter(name, f"bounds nothing; {HOW}")
    if start == "..":
        return Days(edtf.NO_LOWER, plain(name, end).end)
    if end == "..":
        return Days(plain(name, start).start, edtf.NO_UPPER)
    one, other = plain(name, start), plain(name, end)
    return Days(min(one.start, other.start), max(one.end, other.end))


def plain(name: str, value: str) -> Days:
    """A year, month or day from its first day to its last; qualifiers are the record's, not the request's."""
    found = PLAIN.fullmatch(value)
    if not found:
        raise bad_parameter(name, f"{value!r} is not a plain date; {HOW}")
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        last = date(first.year, month or 12, day or calendar.monthrange(first.year, month or 12)[1])
    except ValueError:
        raise bad_parameter(name, f"{value!r} is not in the calendar; {HOW}") from None
    return Days(first.toordinal(), last.toordinal())


def overlapping(source: FromClause, days: Days) -> ColumnElement[bool]:
    """Possibly within: a missing bound counts as infinite; a record with no date at all never matches.

    What begins within needs no other look; of what begins before, the few that last long are apart.
    """
    lo, hi, start, end = source.c.lo, source.c.hi, days.start, min(days.end, edtf.NO_UPPER - 1)
    return or_(
        lo.between(start, end),
        and_(lo.between(start - LONG, start - 1), hi >= start, hi - lo <= FEW),
        and_(hi - lo > FEW, lo < start, hi >= start),
    )


def within(source: FromClause, days: Days) -> ColumnElement[bool]:
    """Certainly within: a missing bound and a doubted date never satisfy."""
    return and_(
        source.c.lo >= max(days.start, edtf.NO_LOWER + 1),
        source.c.hi <= min(days.end, edtf.NO_UPPER - 1),
        source.c.quality != DateQuality.UNCERTAIN.value,
    )


def on_day(source: FromClause, value: str) -> ColumnElement[bool]:
    """`on=1950-10-13`: possibly that day. `on=10-13`: that day of any year, for dates precise to the day alone."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        return overlapping(source, read_days("on", value))
    if not re.fullmatch(r"\d{2}-\d{2}", value, re.ASCII):
        raise bad_parameter("on", f"{value!r} is not a day; write YYYY-MM-DD, or MM-DD for that day of any year")
    try:
        date(2000, int(value[:2]), int(value[3:]))  # a leap year
    except ValueError:
        raise bad_parameter("on", f"{value!r} is not in the calendar; write MM-DD, such as 10-13") from None
    return source.c.month_day == int(value[:2]) * 100 + int(value[3:])


@dataclass(frozen=True, slots=True)
class DateFilter:
    """The four parameters by which every dated list is filtered."""

    date: str | None
    date_match: str
    on: str | None
    date_quality: str | None

    def conditions(self, source: FromClause, kind: RecordType) -> list[ColumnElement[bool]]:
        return [one for found in self.filters(source, kind).values() for one in found]

    def asked(self) -> dict[str, str]:
        """The parameters by which a list is filtered alike."""
        reading = self.date_match if self.date is not None and self.date_match != "overlaps" else None
        given = {"date": self.date, "date_match": reading, "on": self.on, "date_quality": self.date_quality}
        return {name: value for name, value in given.items() if value is not None}

    def filters(self, source: FromClause, kind: RecordType) -> dict[str, list[ColumnElement[bool]]]:
        """By parameter; `date_match` belongs to `date`."""
        found = {}
        if self.date is not None:
            days = read_days("date", self.date)
            found["date"] = [within(source, days) if self.date_match == "within" else overlapping(source, days)]
        if self.on is not None:
            found["on"] = [on_day(source, self.on)]
        if self.date_quality is not None:
            found["date_quality"] = [of_quality(source, kind, self.date_quality.split(","))]
        return found


def of_quality(source: FromClause, kind: RecordType, values: list[str]) -> ColumnElement[bool]:
    """`disputed` is not stored: it is what rival dates make of an event's date."""
    known = [quality.value for quality in DateQuality]
    for value in values:
        if value not in known:
            raise bad_parameter("date_quality", f"{value!r} is not one of them", known)
    conditions: list[ColumnElement[bool]] = [
        source.c.quality.in_([value for value in values if value != DateQuality.DISPUTED])
    ]
    if DateQuality.DISPUTED in values and kind is RecordType.EVENT:
        conditions.append(exists(select(true()).where(event_date.c.event_id == source.c.id)))
    return or_(*conditions)
