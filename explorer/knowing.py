"""What had reached somebody by a day: the groups in their order, and whom and what one can ask about."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Group:
    name: str  # as the API calls it
    heading: str
    means: str


GROUPS = (
    Group("received", "Had reached them", "Received, or heard in the room, and on record; by the date learnt."),
    Group("possibly_received", "May have reached them by then", "The date learnt lies on either side of that day."),
    Group("inferred", "Inferred", "Not on record: somebody infers it, one side claims it, or accounts differ."),
    Group("in_transit", "Written, not yet received", "Sent by that day, or perhaps, and learnt later."),
    Group("withheld", "Kept from them", "Withheld by others."),
    Group("expected", "Expected", "Forecasts on record by then: what was thought to come, not what came."),
    Group("undated", "Date not known", "It reached them, but the source does not say when."),
)


def subjects(known: Json) -> list[Json]:
    """What the news in all groups is about, each once."""
    items = [item for group in GROUPS for item in known[group.name]]
    found = {subject["id"]: subject for item in items for subject in item.get("about", ())}
    return sorted(found.values(), key=lambda subject: subject["label"])


def by_claim(items: Sequence[Json]) -> list[list[Json]]:
    """Pieces of news in their order; those that rest on one claim stand together, where the first of them stands."""
    found: dict[str, list[Json]] = {}
    for number, item in enumerate(items):
        claim = item["claim"]
        found.setdefault(claim["interpretation"]["id"] if claim else f" {number}", []).append(item)
    return list(found.values())


def knowers(transmissions: Sequence[Json]) -> list[Json]:
    """Whom most is on record to have reached, first; each once."""
    reached = [actor for transmission in transmissions for actor in transmission["to"]]
    times = Counter(actor["id"] for actor in reached)
    actors = {actor["id"]: actor for actor in reached}
    return sorted(actors.values(), key=lambda actor: (-times[actor["id"]], actor["label"]))


def middle_day(transmissions: Sequence[Json]) -> str | None:
    """A day by which about half of what is on record had arrived; None if nothing has a last possible day."""
    days = sorted(one["date"]["latest"] for one in transmissions if one["date"] and one["date"]["latest"])
    return str(days[len(days) // 2]) if days else None
