"""A timeline as a page shows it: the names of its marks, where they lead, and what the whole says in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.citing import page
from explorer.client import Answer
from explorer.days import in_words
from explorer.drawings.extent import OPEN, extent
from explorer.drawings.glyphs import Json
from explorer.drawings.marks import Mark
from explorer.drawings.timeline import DOCUMENT, NO_CAPITAL, Drawing, Lane, draw
from explorer.filters import Pairs, address, without
from explorer.months import Group, month_of
from explorer.words import count, joined


@dataclass(frozen=True, slots=True)
class Shown:
    """A drawing of what answers `pairs`, the query of the page; `total` is how many do in all."""

    drawing: Drawing
    pairs: Pairs
    total: int

    def name(self, one: Mark, lane: Lane) -> str:
        """A title with its dates, or how many moments of which days."""
        if len(one.moments) == 1:
            return name(one.moments[0])
        return f"{many(one.moments)}, {days_of(one)}, {lane.name}"

    def href(self, one: Mark, lane: Lane) -> str:
        if len(one.moments) == 1:
            return page(one.moments[0]["record"]["href"])
        return narrower(one, lane, self.drawing, self.pairs)

    @property
    def reading(self) -> str:
        """What there is to see, in a few sentences."""
        moments, lanes = self.drawing.moments, self.drawing.lanes
        full = [f"{spoken(lane)} {len(lane.moments)}" for lane in lanes if lane.moments]
        none = [spoken(lane) for lane in lanes if not lane.moments]
        first, last = (in_words(day) for day in (self.drawing.axis.first, self.drawing.axis.last))
        exact = sum(one["date"]["earliest"] == one["date"]["latest"] for one in moments)
        outside = sum(len(mark.moments) for lane in lanes for mark in lane.marks if mark.side)
        edge = "it stands at the edge" if outside == 1 else "they stand at the edges"
        said = {
            f"{many(moments)}, drawn from {first} to {last}: {', '.join(full)}.": True,
            f"{exact or 'None'} of them {'is' if exact <= 1 else 'are'} dated to a single day.": True,
            f"Of {outside} of them the only known days lie before or after: {edge}.": outside,
            f"Nothing is recorded here for {joined(none)}.": none,
            f"The drawing shows what this page lists, {len(moments)} of {self.total:,}.": len(moments) < self.total,
        }
        return " ".join(sentence for sentence, holds in said.items() if holds)


def shown(answer: Answer, capitals: Sequence[str], pairs: Pairs) -> Shown | None:
    """What the API answers to the pairs; None if there is nothing to draw."""
    moments = answer.data["results"] if answer.ok else []
    query = dict(pairs)
    whole = answer.ok and len(moments) == answer.data["total"]
    days = extent(moments, query.get("date"), begins="cursor" not in query, whole=whole) if moments else None
    return Shown(draw(moments, capitals, days), pairs, answer.data["total"]) if days else None


def spoken(lane: Lane) -> str:
    return lane.name.lower() if lane.key in (NO_CAPITAL, DOCUMENT) else lane.name


def name(moment: Json) -> str:
    rivals = [f"others say {other['date']['words']}" for other in moment["other_dates"] if other["date"]["words"]]
    return ", ".join([moment["record"]["label"], moment["date"]["words"], *rivals])


def many(moments: Sequence[Json]) -> str:
    """`7 events`, `2 documents`, `5 events and 2 documents`."""
    types = [moment["record"]["type"] for moment in moments]
    return joined([count(types.count(type), type) for type in ("event", "document") if type in types])


def ends(one: Mark) -> tuple[str | None, str | None]:
    """The first and the last day of all its moments; None if one of them is open there."""
    first = [moment["date"]["earliest"] for moment in one.moments]
    last = [moment["date"]["latest"] for moment in one.moments]
    return (None if None in first else min(first)), (None if None in last else max(last))


def known(one: Mark) -> tuple[str, str]:
    """The first and the last day that are known of its moments, for any that is open at one end or the other."""
    dates = [moment["date"] for moment in one.moments]
    days = [day for date in dates for day in (date["earliest"], date["latest"]) if day is not None]
    return min(days), max(days)


def days_of(one: Mark) -> str:
    first, last = ends(one)
    if first == last and first:
        return in_words(first)
    said = [f"from {in_words(first)}" if first else "", f"to {in_words(last)}" if last else ""]
    return " ".join(filter(None, said)) or "open at both ends"


def narrower(one: Mark, lane: Lane, drawing: Drawing, pairs: Pairs) -> str:
    """The timeline of the days and the capital of a cluster; where that would be this page, its place in the list."""
    axis = drawing.axis
    first, last = known(one) if one.side else ends(one)
    if not one.side:
        first, last = max(first or axis.first, axis.first), min(last or axis.last, axis.last)
    own = lane.key not in (NO_CAPITAL, DOCUMENT)
    if (first, last) == (axis.first, axis.last) and (not own or dict(pairs).get("capital") == lane.key):
        return f"#{Group(month_of(one.moments[0]['date']), []).anchor}"
    kept = without(pairs, "date", "cursor", "limit", *(["capital"] if own else []))
    date = first if first == last and first else f"{first or OPEN}/{last or OPEN}"
    return address("/timeline", [*kept, ("date", date), *([("capital", lane.key)] if own else [])])
