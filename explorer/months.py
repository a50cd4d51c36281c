"""The timeline as a list by month, and the ranges to go to from the one it shows."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from explorer.days import FIRST_YEAR, MONTHS, in_words, step

Json = Mapping[str, Any]

QUALIFIERS = str.maketrans("", "", "~?%")
PLAIN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-\d{2})?)?", re.ASCII)
HALF = re.compile(r"(\d{4})-(01|07)/\1-(06|12)", re.ASCII)
OPEN = ""  # the group of what has no first possible day
LATER = "+"  # sorts before the months of the year
LAST_YEAR = 9999
SUBJECT = range(1949, 1954)  # the years that the record is about


@dataclass(frozen=True, slots=True)
class Group:
    """`month` is `1950-10`, `1950` for what is in no single month, `1950+` if it may be later still, or OPEN."""

    month: str
    moments: list[Json]

    @property
    def heading(self) -> str:
        if self.month == OPEN:
            return "First possible day not known"
        if self.month.endswith(LATER):
            return f"{self.month.removesuffix(LATER)} or later"
        return in_words(self.month) if "-" in self.month else f"{self.month}, in no single month"

    @property
    def anchor(self) -> str:
        return "in-" + (self.month.replace(LATER, "-or-later") or "open")


def by_month(moments: Sequence[Json]) -> list[Group]:
    """The groups in the order of time, what is dated more loosely before what is dated to a month of the year."""
    found: dict[str, list[Json]] = {}
    for moment in moments:
        found.setdefault(month_of(moment["date"]), []).append(moment)
    return [Group(month, found[month]) for month in sorted(found)]


def month_of(date: Json) -> str:
    """The month that the date names or lies in; never one that is only the first of several."""
    if plain := PLAIN.fullmatch(date["edtf"].translate(QUALIFIERS)):
        return plain[0][:7]
    first, last = date["earliest"], date["latest"]
    if first is None:
        return OPEN
    if last is None or first[:4] != last[:4]:
        return f"{first[:4]}{LATER}"
    return str(first[:7] if first[:7] == last[:7] else first[:4])


@dataclass(frozen=True, slots=True)
class Range:
    label: str
    date: str


@dataclass(frozen=True, slots=True)
class Zoom:
    """What a range is called, and where to go from it: `here` and `wider` are None at the whole."""

    here: str | None
    wider: Range | None
    earlier: Range | None
    later: Range | None
    closer: list[Range]


def zoom(date: str | None, moments: Sequence[Json], *, more: bool = False) -> Zoom:
    """From the whole to the years in sight, from a year to its halves and months, from anything to its neighbours.

    `more` is to come after these moments: then the years that all is about are offered, and what lies around them.
    """
    if date is None:
        return Zoom(None, None, None, None, subject() if more else in_sight(moments))
    if half := HALF.fullmatch(date):
        return of_half(int(half[1]), half[2] == "07")
    if not PLAIN.fullmatch(date):
        return Zoom(None, None, None, None, [])
    wider = ranged(date.rpartition("-")[0]) if "-" in date else None
    closer = [*halves(int(date)), *months(int(date), range(1, 13))] if len(date) == 4 else []
    return Zoom(in_words(date), wider, ranged(neighbour(date, -1)), ranged(neighbour(date, 1)), closer)


def in_sight(moments: Sequence[Json]) -> list[Range]:
    """The years of these moments, if they are in a year at all."""
    found = {month_of(moment["date"]) for moment in moments} - {OPEN}
    return [Range(year, year) for year in sorted({month[:4] for month in found if not month.endswith(LATER)})]


def subject() -> list[Range]:
    first, last = SUBJECT[0], SUBJECT[-1]
    years = [Range(str(year), str(year)) for year in SUBJECT]
    return [Range(f"before {first}", f"../{first - 1}"), *years, Range(f"after {last}", f"{last + 1}/..")]


def halves(year: int) -> list[Range]:
    return [Range("Jan\u2013Jun", f"{year}-01/{year}-06"), Range("Jul\u2013Dec", f"{year}-07/{year}-12")]


def months(year: int, numbers: Iterable[int]) -> list[Range]:
    return [Range(MONTHS[number - 1][:3], f"{year}-{number:02}") for number in numbers]


def of_half(year: int, second: bool) -> Zoom:
    """The half before and the half after, where the calendar has them."""
    before, after = [year - (not second), not second], [year + second, not second]
    earlier, later = (
        Range(f"{found.label} {number}", found.date) if FIRST_YEAR <= number <= LAST_YEAR else None
        for number, which in (before, after)
        for found in (halves(number)[which],)
    )
    here = f"{halves(year)[second].label} {year}"
    return Zoom(
        here, Range(str(year), str(year)), earlier, later, months(year, range(7, 13) if second else range(1, 7))
    )


def ranged(date: str | None) -> Range | None:
    return Range(in_words(date), date) if date else None


def neighbour(date: str, by: int) -> str | None:
    """The year, month or day before (-1) or after (1); None where the calendar ends."""
    if len(date) == 10:
        return step(date, by)
    months = len(date) == 7
    number = int(date[:4]) * 12 + int(date[5:]) - 1 if months else int(date)
    year, month = divmod(number + by, 12) if months else (number + by, None)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return f"{year}" if month is None else f"{year}-{month + 1:02}"
