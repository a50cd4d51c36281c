"""Days along a line: where each stands, and the ticks that say so."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from explorer.days import MONTHS

ROOM = 72  # units between ticks: the widest label, and air
NEAR = 0.75  # of a step, the least from the last tick of a month to the next month
DAYS = (1, 2, 5, 10)
MONTH_STEPS = (1, 3, 6)
YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
DAYS_OF = {"day": 1, "month": 30.4, "year": 365.25}
STEPS = [("day", by) for by in DAYS] + [("month", by) for by in MONTH_STEPS] + [("year", by) for by in YEARS]


@dataclass(frozen=True, slots=True)
class Axis:
    """From the beginning of the day `first` at `left` to the end of the day `last` at `right`; days are YYYY-MM-DD."""

    first: str
    last: str
    left: float
    right: float

    @property
    def start(self) -> int:
        return date.fromisoformat(self.first).toordinal()

    @property
    def days(self) -> int:
        return date.fromisoformat(self.last).toordinal() + 1 - self.start

    def at(self, ordinal: float) -> float:
        """Where a moment stands, half a day being .5; never beyond the ends."""
        share = (ordinal - self.start) / self.days
        return round(self.left + min(1, max(0, share)) * (self.right - self.left), 1)

    def x(self, day: str) -> float:
        """Where a day begins."""
        return self.at(date.fromisoformat(day).toordinal())

    def middle(self, day: str) -> float:
        return self.at(date.fromisoformat(day).toordinal() + 0.5)

    def end(self, day: str) -> float:
        """Where a day ends."""
        return self.at(date.fromisoformat(day).toordinal() + 1)

    def ticks(self, room: float = ROOM) -> list[tuple[float, str]]:
        """As many as have room, with what stands to the right of each; the first one names its year."""
        unit, by = self.step(room)
        days = list(beginnings(self.first, self.last, unit, by)) or [date.fromisoformat(self.first)]
        return [
            (self.x(day.isoformat()), label(day, unit, days[number - 1] if number else None))
            for number, day in enumerate(days)
        ]

    def step(self, room: float) -> tuple[str, int]:
        """The finest one whose ticks stand far enough apart."""
        fitting = max(1.0, (self.right - self.left) / room)
        return next((found for found in STEPS if self.days <= fitting * DAYS_OF[found[0]] * found[1]), STEPS[-1])


def beginnings(first: str, last: str, unit: str, by: int) -> Iterator[date]:
    """The days from first to last on which a unit begins, every so many of them."""
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    while True:
        if begins(day, unit, by):
            yield day
        if day >= end:
            return
        day = min(end, following(day, unit))


def following(day: date, unit: str) -> date:
    """The next day on which the unit may begin; the last day of the calendar has none and stays."""
    if day >= date.max - timedelta(days=366):
        return min(date.max, day + timedelta(days=1)) if day < date.max else day
    if unit == "year":
        return date(day.year + 1, 1, 1)
    if unit == "month":
        return (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    return day + timedelta(days=1)


def begins(day: date, unit: str, by: int) -> bool:
    """Days are counted within their month, so that its first is always one; what is too near to the next is none."""
    if unit == "day":
        left = calendar.monthrange(day.year, day.month)[1] + 1 - day.day
        return (day.day - 1) % by == 0 and left >= by * NEAR
    if unit == "month":
        return day.day == 1 and (day.month - 1) % by == 0
    return (day.month, day.day) == (1, 1) and day.year % by == 0


def label(day: date, unit: str, before: date | None) -> str:
    """What a tick adds to the one before: a new year, a new month, or but a number."""
    name, new_year = MONTHS[day.month - 1][:3], before is None or before.year != day.year
    if unit == "year":
        return f"{day.year}"
    if unit == "month":
        return f"{name} {day.year}" if new_year else name
    if new_year:
        return f"{day.day} {name} {day.year}"
    return f"{day.day} {name}" if before and before.month != day.month else f"{day.day}"
