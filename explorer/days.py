"""Days as readers say them, and how many lie between: plain counting on the bounds that the API gives."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from explorer.words import count

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
FIRST_YEAR = 1000  # of what the API takes for a date
LONG = 7  # days without a document that are worth a word


def in_words(day: str) -> str:
    """`13 October 1950`, `October 1950`, `1950`, and for a day of any year `13 October`."""
    parts = day.split("-")
    yearless = len(parts[0]) == 2
    year, month, of_month = ["", *parts] if yearless else [*parts, "", ""][:3]
    said = [str(int(of_month)) if of_month else "", MONTHS[int(month) - 1] if month else "", year]
    return " ".join(filter(None, said))


def step(day: str, by: int) -> str | None:
    """So many days later, or earlier; None where the calendar of the API ends."""
    try:
        found = date.fromisoformat(day) + timedelta(days=by)
    except OverflowError:
        return None
    return found.isoformat() if found.year >= FIRST_YEAR else None


def ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def took(sent: Mapping[str, Any] | None, received: Mapping[str, Any] | None) -> str | None:
    """How long something was under way: `3 days`, `0 to 3 days`; None where either date has no bounds."""
    edges = [when and when[edge] for when in (sent, received) for edge in ("earliest", "latest")]
    if not all(edges):
        return None
    sent_first, sent_last, came_first, came_last = (ordinal(edge) for edge in edges if edge)
    fewest, most = max(0, came_first - sent_last), max(0, came_last - sent_first)
    return span(fewest) if fewest == most else f"{fewest} to {count(most, 'day')}"


def span(days: float) -> str:
    """`the same day`, `1 day`, `2.5 days`."""
    return "the same day" if days == 0 else f"{days:g} {'day' if days == 1 else 'days'}"


def narrowest(records: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """By how few days they may be of: what is open at an end comes last, and else the order is kept."""

    def width(record: Mapping[str, Any]) -> int:
        first, last = record["date"]["earliest"], record["date"]["latest"]
        return ordinal(last) - ordinal(first) if first and last else date.max.toordinal()

    return sorted(records, key=width)


def by_date(records: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Those of one date together, in the order of the first of each."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for record in records:
        found.setdefault(record["date"]["edtf"], []).append(record)
    return list(found.values())


def silence(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> int | None:
    """The days that surely lie between two dates, if they are many."""
    if not before or not after or before["latest"] is None or after["earliest"] is None:
        return None
    between = ordinal(after["earliest"]) - ordinal(before["latest"]) - 1
    return between if between >= LONG else None
