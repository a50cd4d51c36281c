"""Marks: what an entry of the index is filtered and counted by, as words that no text can hold.

They stand in the index beside the entry's own words, so that a filter costs no more than one more word of the query.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from api.edtf import NO_LOWER, NO_UPPER

MONTHS = 24  # an entry that spans more has no marks of months
YEARS = 30  # nor, beyond this, of years
LONG, OPEN = "span=long", "span=open"  # of such entries: they may be of any month, of any year
UNCERTAIN = "quality=uncertain"
DAYS = 1024  # of them the marks are remembered: all paragraphs of a document have the same

Month = tuple[int, int]


def months(lo: int, hi: int) -> list[Month]:
    """Year and month of each month from one day to another."""
    first, last = date.fromordinal(lo), date.fromordinal(hi)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [divmod(first.year * 12 + first.month - 1 + step, 12) for step in range(count)]


def of_month(month: Month) -> str:
    return f"month={month[0]:04d}{month[1] + 1:02d}"


@lru_cache(DAYS)
def span(lo: int, hi: int) -> tuple[str, ...]:
    """The marks of an entry's date, from the sort days of its record; none where it has no date at all."""
    if lo >= NO_UPPER:
        return ()
    if lo <= NO_LOWER or hi >= NO_UPPER or date.fromordinal(hi).year - date.fromordinal(lo).year >= YEARS:
        return OPEN, LONG
    spanned = months(lo, hi)
    years = [f"year={year}" for year in sorted({year for year, _ in spanned})]
    return (*years, LONG) if len(spanned) > MONTHS else (*years, *map(of_month, spanned))


def overlapping(lo: int, hi: int) -> list[str]:
    """The marks of which an entry must have one to be of these days; none where any may be."""
    if lo <= NO_LOWER or hi >= NO_UPPER or date.fromordinal(hi).year - date.fromordinal(lo).year >= YEARS:
        return []
    spanned = months(lo, hi)
    if len(spanned) > MONTHS:
        return [*(f"year={year}" for year in sorted({year for year, _ in spanned})), OPEN]
    return [*map(of_month, spanned), LONG]


def of_entry(
    kinds: dict[str, str | None], sources: Iterable[int], actors: Iterable[int], lo: int, hi: int, quality: str | None
) -> str:
    """All marks of an entry, in an order of their own so that the same entry is always written alike."""
    found = [f"{name}={value}" for name, value in kinds.items() if value]
    found += [f"source={key}" for key in sorted(set(sources))]
    found += span(lo, hi)
    found += [UNCERTAIN] if quality == "uncertain" else []
    return with_actors(" ".join(found), actors)


def with_actors(marks: str, actors: Iterable[int]) -> str:
    """The marks with these actors, and with no others."""
    rest = [mark for mark in marks.split() if not mark.startswith("actor=")]
    return " ".join([*rest, *(f"actor={key}" for key in sorted(set(actors)))])
