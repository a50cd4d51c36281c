"""What happened where by a day: events by their places, and the days to step to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from explorer import days
from explorer.client import Answer

Json = Mapping[str, Any]

WEEK = 7
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Where:
    """A place with its events, in the order of their dates; None where they could not be loaded."""

    place: Json
    events: list[Json] | None

    @property
    def located(self) -> bool:
        return self.place["latitude"] is not None

    @property
    def shown(self) -> bool:
        """Whether the table has a row of it: not if nothing is known of it but its name."""
        return self.located or self.events is None or bool(self.events)


@dataclass(frozen=True, slots=True)
class Found:
    """All places, those with the most events first; `nowhere`: events of which no place is on record."""

    places: list[Where]
    nowhere: list[Json]
    left_out: int  # events that are too many to be loaded

    @property
    def numbers(self) -> dict[str, int] | None:
        """Events by place, if they are known."""
        return {one.place["id"]: len(one.events) for one in self.places if one.events is not None} or None

    @property
    def unplaced(self) -> list[Where]:
        """Places that no gazetteer locates."""
        return [one for one in self.places if not one.located]


def gathered(places: Sequence[Json], events: Answer) -> Found:
    if not events.ok:
        return Found([Where(place, None) for place in places], [], 0)
    by_place: dict[str | None, list[Json]] = defaultdict(list)
    for event in events.data["results"]:
        by_place[event["place"] and event["place"]["id"]].append(event)
    found = [Where(place, by_place[place["id"]]) for place in places]
    left_out = events.data["total"] - len(events.data["results"])
    return Found(sorted(found, key=order), by_place[None], left_out)


def order(one: Where) -> tuple[int, str]:
    return -len(one.events or ()), one.place["name"]


def stepped(when: str, way: int) -> str | None:
    """A year, month or week further on, or back, as precise as the date is; None where the calendar ends."""
    parts = [int(part) for part in when.split("-")]
    if len(parts) == len(("year", "month", "day")):
        return days.step(when, way * WEEK)
    if len(parts) == 1:
        year, month = parts[0] + way, ""
    else:
        year, number = divmod(parts[0] * MONTHS + parts[1] - 1 + way, MONTHS)
        month = f"-{number + 1:02}"
    return f"{year:04}{month}" if days.FIRST_YEAR <= year <= date.max.year else None
