"""Dates: EDTF, the editor's bounds, and what each basis needs."""

import datetime
from collections.abc import Iterator
from typing import Any

import msgspec

from api.edtf import EdtfError, bounds
from api.models.vocabulary import DateBasis
from seed.reading.fields import names
from seed.reading.files import KEY, Dataset, Entry, Problem
from seed.records import Date, Event

PRINTED = {DateBasis.PRINTED, DateBasis.YEAR_IMPLIED, DateBasis.RELATIVE}
UNDATED = {DateBasis.NONE, DateBasis.LOST, DateBasis.UNRESOLVED}


def dates(data: Dataset) -> Iterator[tuple[Entry, KEY, Date]]:
    """Every date of every record."""
    for entry in data.entries.values():
        yield from ((entry, path, date) for path, date in within(entry.record, ()))


def within(value: Any, path: KEY) -> Iterator[tuple[KEY, Date]]:
    if isinstance(value, Date):
        yield path, value
    elif isinstance(value, msgspec.Struct):
        for name, written in names(type(value)):
            yield from within(getattr(value, name), (*path, written))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from within(item, (*path, place))


def edtf(data: Dataset) -> Iterator[Problem]:
    for entry, path, date in dates(data):
        try:
            if date.edtf is not None:
                bounds(date.edtf)
        except EdtfError as error:
            yield entry.problem((*path, "edtf"), str(error))


def editor_bounds(data: Dataset) -> Iterator[Problem]:
    """`earliest` and `latest` narrow what the EDTF says; they neither widen it nor stand without it."""
    for entry, path, date in dates(data):
        for name in ("earliest", "latest"):
            if (day := getattr(date, name)) is not None and (wrong := outside(date, day)):
                yield entry.problem((*path, name), f"`{name}: {day}` {wrong}")
        if date.earliest and date.latest and date.earliest > date.latest:
            yield entry.problem((*path, "latest"), "`latest` lies before `earliest`; write the earlier day there")


def outside(date: Date, day: str) -> str:
    """What is wrong with one bound by itself, or nothing."""
    try:
        ordinal = datetime.date.fromisoformat(day).toordinal()
        allowed = bounds(date.edtf) if date.edtf else None
    except EdtfError:
        return ""  # told by the rule above
    except ValueError:
        return "is not a day; write YYYY-MM-DD"
    if len(day) != len("1950-10-05"):
        return "is not a day; write YYYY-MM-DD"
    if allowed is None:
        return "bounds no date; write `edtf: [..D]` or `[D..]` instead"
    return "" if allowed.lo <= ordinal <= allowed.hi else f"is not within {date.edtf}; correct one of the two"


def printed(data: Dataset) -> Iterator[Problem]:
    for entry, path, date in dates(data):
        if date.basis in PRINTED and date.printed is None:
            message = f"basis {date.basis} needs the date as it stands in the source; write `printed: …`"
            yield entry.problem((*path, "basis"), message)


def undated(data: Dataset) -> Iterator[Problem]:
    for entry, path, date in dates(data):
        if date.edtf is None and date.basis not in UNDATED:
            message = f"no `edtf` for basis {date.basis}; write it, or basis {', '.join(sorted(UNDATED))}"
            yield entry.problem((*path, "basis"), message)


def dated(data: Dataset) -> Iterator[Problem]:
    for entry, path, date in dates(data):
        if date.edtf is not None and date.basis in {DateBasis.NONE, DateBasis.LOST}:
            message = f"an `edtf` with basis {date.basis}; write what the date rests on, or leave `edtf` out"
            yield entry.problem((*path, "basis"), message)


def says_nothing(data: Dataset) -> Iterator[Problem]:
    for entry, path, date in dates(data):
        if date.edtf is None and date.printed is None and date.basis in {DateBasis.NONE, DateBasis.UNRESOLVED}:
            yield entry.problem(path, "the date says nothing; leave it out, or write `printed: …`")


def rival(data: Dataset) -> Iterator[Problem]:
    for entry, event in data.of(Event):
        for place, other in enumerate(event.other_dates):
            if other.date.edtf is None:
                yield entry.problem(("other_dates", place), "a rival date needs its `edtf`; write it")


RULES = {
    "edtf": edtf,
    "editor-bounds": editor_bounds,
    "date-printed": printed,
    "date-undated": undated,
    "date-dated": dated,
    "date-empty": says_nothing,
    "date-rival": rival,
}
