"""What the attributes of dates say: local days, how precisely, and instants where an offset is written.

A time without an offset is local, not UTC; and a "Z" is not trusted in datelines, where local times carry it too.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from api.edtf import EdtfError, bounds
from api.models.vocabulary import DatePrecision

ENCODED = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<time>\d\d:\d\d)(?P<seconds>:\d\d)?(?:\.\d+)?)?)?)?"
    r"(?P<zone>Z|[+-]\d\d:\d\d)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """Days as EDTF with their bounds; `time` is HH:MM at the place of writing, `instants` seconds since 1970, UTC."""

    edtf: str
    first: date
    last: date
    precision: DatePrecision
    time: str | None = None
    instants: tuple[int, int] | None = None


def moment(text: str | None) -> Moment | None:
    """None for what is absent or is no date of the calendar."""
    found = ENCODED.fullmatch((text or "").strip())
    if not found:
        return None
    try:
        edtf = found[0][:10] if found["day"] else found[0][: 7 if found["month"] else 4]
        span = bounds(edtf)
        days = date.fromordinal(span.lo), date.fromordinal(span.hi)
        if not found["day"]:
            precision = DatePrecision.MONTH if found["month"] else DatePrecision.RANGE
            return Moment(edtf, *days, precision)
        return of_day(edtf, days[0], found)
    except (EdtfError, ValueError, OverflowError):
        return None


def of_day(edtf: str, day: date, found: re.Match[str]) -> Moment:
    """A day, or a minute of it; 24:00 is that day's end, and no minute of it. A time that no clock has is none."""
    try:
        zone = offset(found["zone"])
        if found["time"] is None or found["time"] == "24:00":
            return Moment(edtf, day, day, DatePrecision.DAY, None, whole_day(day, zone))
        at = datetime.fromisoformat(f"{edtf}T{found['time']}{found['seconds'] or ':00'}")
    except (ValueError, OverflowError):
        return Moment(edtf, day, day, DatePrecision.DAY)
    instant = int(at.replace(tzinfo=zone).timestamp()) if zone else None
    instants = None if instant is None else (instant, instant)
    return Moment(edtf, day, day, DatePrecision.MINUTE, found["time"], instants)


def offset(zone: str | None) -> timezone | None:
    if not zone or zone == "Z":
        return None
    hours, minutes = int(zone[1:3]), int(zone[4:6])
    if minutes > 59:
        raise ValueError(f"no offset has {minutes} minutes")
    moved = timedelta(hours=hours, minutes=minutes)
    return timezone(-moved if zone[0] == "-" else moved)


def whole_day(day: date, zone: timezone | None) -> tuple[int, int] | None:
    if zone is None:
        return None
    start = int(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp())
    return start, start + 86_399


def encoded(attributes: Mapping[str, str]) -> Moment | None:
    """The date of an element: a point, a period, or the bounds between which a point lies."""
    if point := moment(attributes.get("when")):
        return point
    if period := between(attributes.get("from"), attributes.get("to"), "{}/{}"):
        return period
    return between(attributes.get("notBefore"), attributes.get("notAfter"), "[{}..{}]")


def between(start: str | None, end: str | None, form: str) -> Moment | None:
    """An end that is not said is unknown; one that is wrong, or before the start, makes the whole no date."""
    first, last = moment(start), moment(end)
    if (start and not first) or (end and not last) or not (first or last):
        return None
    if first and last:
        return spanned(first, last, form)
    known = first or last
    edtf = form.format(first.edtf if first else "", last.edtf if last else "")
    return Moment(edtf, known.first, known.last, DatePrecision.RANGE) if known else None


def spanned(first: Moment, last: Moment, form: str) -> Moment | None:
    if first.first > last.last or (first.instants and last.instants and first.instants[0] > last.instants[1]):
        return None
    instants = (first.instants[0], last.instants[1]) if first.instants and last.instants else None
    if first == last:
        return first
    edtf = first.edtf if first.edtf == last.edtf else form.format(first.edtf, last.edtf)
    return Moment(edtf, first.first, last.last, DatePrecision.RANGE, None, instants)


def encoded_range(attributes: Mapping[str, str]) -> Moment | None:
    """`frus:doc-dateTime-min` and `-max`: a minute, a day, a month or another range, nominally of one zone."""
    least, most = (attributes.get(f"frus:doc-dateTime-{end}", "").replace("Z", "+00:00") for end in ("min", "max"))
    found = between(least, most, "{}/{}") if least and most else None
    if found is None or found.precision is not DatePrecision.RANGE:
        return found
    days, instants = (found.first, found.last), found.instants
    full = not instants or instants[1] - instants[0] >= ((days[1] - days[0]).days + 1) * 86_400 - 60
    if days[0] == days[1]:
        precision = DatePrecision.DAY if full else DatePrecision.RANGE
        return Moment(days[0].isoformat(), *days, precision, None, instants)
    month = moment(days[0].isoformat()[:7])
    if full and month and days == (month.first, month.last):
        return Moment(month.edtf, *days, DatePrecision.MONTH, None, instants)
    return found
