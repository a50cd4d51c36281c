"""The dates that others give an event, with who gives each."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from api.dates import Date, date_of
from api.models.event import EventDate
from api.models.record import table
from api.refs import Citation, Links, Ref, owned

OTHER_DATES = owned(table(EventDate).c.event_id)
REFS = ("given_by_id", "source_id", "calendar_place_id")  # of their rows, to be resolved


class OtherDate(msgspec.Struct):
    date: Annotated[Date | None, Meta(description="The rival date.")]
    given_by: Annotated[list[Ref], Meta(description="Who gives it.")]
    citations: Annotated[list[Citation], Meta(description="The passages that give it.")]


def other_date(row: Any, links: Links) -> OtherDate:
    place = Citation(links.refs[row.source_id], None, None, row.start, row.end, None)
    return OtherDate(date_of(row, links), [links.refs[row.given_by_id]], [place])
