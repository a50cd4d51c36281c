"""Which days a drawing shows: those asked for, or those between which most of what it draws lies."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from explorer.days import ordinal
from explorer.drawings.glyphs import Json

OPEN = ".."
FEW = 0.15  # as much of all days as may be left out at the ends together
GAP = 1 / 3  # of the whole, that parts what is left out from the rest
MONTHLY = 62  # days from which on a drawing shows whole months


@dataclass(frozen=True, slots=True)
class Extent:
    """The first and last day, YYYY-MM-DD."""

    first: str
    last: str


def beyond(dated: Json, first: str, last: str) -> str:
    """`before` or `after` if nothing that is known of a date lies within these days, else nothing."""
    start, end = dated["earliest"], dated["latest"]
    goes_on, goes_back = dated["latest_is"] == "ongoing", dated["earliest_is"] == "open"
    if (end or start or first) < first and not (end is None and goes_on):
        return "before"
    return "after" if (start or end or last) > last and not (start is None and goes_back) else ""


def extent(
    moments: Sequence[Json], asked: str | None = None, *, begins: bool = True, whole: bool = True
) -> Extent | None:
    """For the moments that answer a range of days as the API writes it.

    `begins` if no others came before them, `whole` if there are no others at all.

    None if neither the range nor the moments name any day.
    """
    first, last = bounds(asked) if asked else (None, None)
    known = [day for one in moments for day in (one["date"]["earliest"], one["date"]["latest"]) if day is not None]
    inside = sorted(day for day in known if (first or day) <= day <= (last or day))
    if whole and first and last:
        return Extent(first, last)
    if not inside:
        start, end = first or last, last or first
        return Extent(start, end) if start and end else None
    kept = trimmed(inside)
    start, end = monthly(kept[0], kept[-1])
    start, end = max(start, first or start), min(end, last or end)
    return Extent(first if begins and first else start, last if whole and last else end)


def bounds(asked: str) -> tuple[str | None, str | None]:
    """The first and the last day of a range, None where it is open."""
    one, slash, other = asked.partition("/")
    ends = [one, other] if slash else [one]
    if OPEN in ends:
        return (None if ends[0] == OPEN else day(ends[0])), (None if ends[1] == OPEN else day(ends[1], last=True))
    return min(day(end) for end in ends), max(day(end, last=True) for end in ends)


def day(asked: str, last: bool = False) -> str:
    """The first or last day of a year, month or day."""
    year, month, of_month = [*asked.split("-"), "", ""][:3]
    if of_month:
        return asked
    month = month or ("12" if last else "01")
    return f"{year}-{month}-{calendar.monthrange(int(year), int(month))[1] if last else 1:02}"


def trimmed(days: Sequence[str]) -> Sequence[str]:
    """Without the few that a wide gap parts from the rest; the days are in their order."""
    spare = int(len(days) * FEW)
    while spare and (cut := widest(days)) is not None:
        left_out = min(cut, len(days) - cut)
        if left_out > spare:
            break
        spare -= left_out
        days = days[cut:] if cut == left_out else days[:cut]
    return days


def widest(days: Sequence[str]) -> int | None:
    """Before which of them the widest gap ends, if it is a large part of the whole."""
    numbers = [ordinal(day) for day in days]
    gaps = [after - before for before, after in pairwise(numbers)]
    if not gaps or max(gaps) <= GAP * (numbers[-1] - numbers[0]):
        return None
    return gaps.index(max(gaps)) + 1


def monthly(first: str, last: str) -> tuple[str, str]:
    """Whole months, if there are several."""
    if ordinal(last) - ordinal(first) < MONTHLY:
        return first, last
    found = date.fromisoformat(last)
    end = found.replace(day=calendar.monthrange(found.year, found.month)[1])
    return f"{first[:7]}-01", end.isoformat()
