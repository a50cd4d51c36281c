"""EDTF (ISO 8601-2) dates: the days that bound them, how sure they are, and how they read in words.

The bounds follow one table. A day, month, season, year, decade or `1X` runs from the first to the last day of what is
written; an interval, `[a..b]`, `[a,b]` and `{a,b}` from the first day of the first to the last day of the last. `~`
widens a day by 3 days, a month or season by 15, a year or decade by 3 months; `%` does too, and is uncertain like `?`.
An end that is open or unknown has no bound.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from api.models.vocabulary import DateQuality

NO_LOWER = 0
NO_UPPER = 9_999_999
SEASONS = {21: (3, "spring"), 22: (6, "summer"), 23: (9, "autumn"), 24: (12, "winter")}

POINT = re.compile(
    r"(?P<year>\d{2}XX|\d{3}X|\d{4})(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|[0-3]X|XX))?)?(?P<qualifier>[~?%]?)",
    re.ASCII,
)
HINT = "write YYYY, YYYY-MM or YYYY-MM-DD, with ~ for about, ? for uncertain, a/b for an interval, [a..b] for one of"


class EdtfError(ValueError):
    """The text is not a date this project can bound; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """`lo` and `hi` are day ordinals (`date.toordinal()`), or the sentinels; `month_day` is MMDD of a plain day."""

    lo: int
    hi: int
    lo_is: str | None
    hi_is: str | None
    quality: DateQuality
    month_day: int | None


@dataclass(frozen=True, slots=True)
class Point:
    """One date without its neighbours; `first` and `last` are the days it runs over before any widening."""

    text: str
    first: date
    last: date
    qualifier: str
    unit: str

    @property
    def lo(self) -> int:
        return self.first.toordinal() if self.qualifier not in {"~", "%"} else widened(self.first, self.unit, -1)

    @property
    def hi(self) -> int:
        return self.last.toordinal() if self.qualifier not in {"~", "%"} else widened(self.last, self.unit, +1)


def widened(day: date, unit: str, sign: int) -> int:
    """The day moved outwards by what `~` grants its unit."""
    if unit != "year":
        return day.toordinal() + sign * {"day": 3, "month": 15}[unit]
    months = day.year * 12 + day.month - 1 + sign * 3
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, last if sign > 0 else 1).toordinal()


def point(text: str) -> Point:
    found = POINT.fullmatch(text)
    if not found:
        raise EdtfError(f"{text!r} is not an EDTF date; {HINT}")
    try:
        first, last, unit = span(found["year"], found["month"], found["day"])
    except (ValueError, KeyError):
        raise EdtfError(f"{text!r} is no day, month or season of the calendar; {HINT}") from None
    if first.year < 2 or last.year > 9998:
        raise EdtfError(f"{text!r} lies outside the years 0002 to 9998; {HINT}")
    return Point(text, first, last, found["qualifier"], unit)


def span(year: str, month: str | None, day: str | None) -> tuple[date, date, str]:
    """First and last day, and the unit by which `~` widens."""
    if month is None or month == "XX":
        if day not in {None, "XX"}:
            raise ValueError(day)
        return date(int(year.replace("X", "0")), 1, 1), date(int(year.replace("X", "9")), 12, 31), "year"
    if "X" in year:
        raise ValueError(year)
    if int(month) in SEASONS and day is None:
        return (*season(int(year), SEASONS[int(month)][0]), "month")
    days = calendar.monthrange(int(year), int(month))[1]
    if day is None or day == "XX":
        return date(int(year), int(month), 1), date(int(year), int(month), days), "month"
    if day.endswith("X"):
        tens = int(day[0]) * 10
        return date(int(year), int(month), max(tens, 1)), date(int(year), int(month), min(tens + 9, days)), "day"
    only = date(int(year), int(month), int(day))
    return only, only, "day"


def season(year: int, start: int) -> tuple[date, date]:
    """Three months from `start`; winter runs into the next year."""
    end_year, end_month = (year + 1, 2) if start == 12 else (year, start + 2)
    return date(year, start, 1), date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])


@dataclass(frozen=True, slots=True)
class Parsed:
    """`form`: point, interval, range (`[a..b]`), one-of (`[a,b]`) or all-of (`{a,b}`); an absent end is None."""

    form: str
    points: tuple[Point | None, ...]
    open_start: bool = False
    open_end: bool = False


def parse(text: str) -> Parsed:
    if "/" in text:
        start, _, end = text.partition("/")
        if start in {"", ".."} and end in {"", ".."}:
            raise EdtfError(f"{text!r} bounds nothing; leave the date out, or {HINT}")
        ends = tuple(None if side in {"", ".."} else point(side) for side in (start, end))
        return Parsed("interval", ends, start == "..", end == "..")
    if text[:1] in {"[", "{"} and text[-1:] == ("]" if text[0] == "[" else "}"):
        return parse_set(text, "one-of" if text[0] == "[" else "all-of")
    return Parsed("point", (point(text),))


def parse_set(text: str, form: str) -> Parsed:
    inner = text[1:-1]
    if ".." in inner:
        start, _, end = inner.partition("..")
        if not start and not end:
            raise EdtfError(f"{text!r} bounds nothing; leave the date out, or {HINT}")
        return Parsed("range", tuple(point(side) if side else None for side in (start, end)))
    return Parsed(form, tuple(point(part.strip()) for part in inner.split(",")))


def bounds(edtf: str) -> Bounds:
    """The days between which the date lies; raises EdtfError."""
    parsed = parse(edtf)
    points = [found for found in parsed.points if found]
    ends = parsed.form in {"interval", "range"}
    lo = NO_LOWER if ends and parsed.points[0] is None else min(found.lo for found in points)
    hi = NO_UPPER if ends and parsed.points[-1] is None else max(found.hi for found in points)
    if lo > hi or (ends and len(points) == 2 and points[0].first > points[1].first):
        raise EdtfError(f"{edtf!r} ends before it begins; write the earlier date first")
    return Bounds(
        lo=lo,
        hi=hi,
        lo_is=("open" if parsed.open_start else "unknown") if lo == NO_LOWER else None,
        hi_is=("ongoing" if parsed.open_end else "unknown") if hi == NO_UPPER else None,
        quality=quality({found.qualifier for found in points}),
        month_day=plain_day(parsed),
    )


def quality(qualifiers: set[str]) -> DateQuality:
    if qualifiers & {"?", "%"}:
        return DateQuality.UNCERTAIN
    return DateQuality.APPROXIMATE if "~" in qualifiers else DateQuality.EXACT


def plain_day(parsed: Parsed) -> int | None:
    """MMDD if the date is one day and nothing is doubted about it."""
    only = parsed.points[0]
    if parsed.form != "point" or only is None or only.first != only.last or only.qualifier:
        return None
    return only.first.month * 100 + only.first.day


PREFIX = {"": "", "~": "about ", "?": "possibly ", "%": "possibly about "}


def words(edtf: str) -> str:
    """The date as a reader would say it: "about April 1950", "9 to 10 October 1950"."""
    parsed = parse(edtf)
    if parsed.form == "point":
        return said(edtf)
    if parsed.form in {"one-of", "all-of"}:
        return (" or " if parsed.form == "one-of" else " and ").join(said(p.text) for p in parsed.points if p)
    start, end = parsed.points
    if start and end:
        link = ("between ", " and ") if parsed.form == "range" else ("", " to ")
        return f"{link[0]}{shortened(start, end)}{link[1]}{said(end.text)}"
    if start:
        after = {"range": f"{said(start.text)} or later"}
        ending = "going on" if parsed.open_end else "end unknown"
        return after.get(parsed.form, f"from {said(start.text)}, {ending}")
    before = said(end.text) if end else ""
    return f"{before} or earlier" if parsed.form == "range" else f"until {before}"


def said(text: str) -> str:
    found = POINT.fullmatch(text)
    if not found:
        raise EdtfError(f"{text!r} is not an EDTF date; {HINT}")
    return PREFIX[found["qualifier"]] + plain(found["year"], found["month"], found["day"])


def plain(year: str, month: str | None, day: str | None) -> str:
    if month is None or month == "XX":
        said_year = year.replace("X", "0") + ("s" if "X" in year else "")
        return said_year if month is None else f"{said_year}, month unknown"
    if int(month) in SEASONS:
        return f"{SEASONS[int(month)][1]} {year}"
    named = f"{calendar.month_name[int(month)]} {year}"
    if day is None:
        return named
    if day == "XX":
        return f"{named}, day unknown"
    if day.endswith("X"):
        first, last, _ = span(year, month, day)
        return f"a day of {first.day}-{last.day} {named}"
    return f"{int(day)} {named}"


def shortened(start: Point, end: Point) -> str:
    """The first date without the month and year that the second repeats."""
    if start.unit == end.unit == "day" and not start.qualifier and not end.qualifier and start.first == start.last:
        if (start.first.year, start.first.month) == (end.last.year, end.last.month):
            return str(start.first.day)
        if start.first.year == end.last.year:
            return f"{start.first.day} {calendar.month_name[start.first.month]}"
    return said(start.text)
