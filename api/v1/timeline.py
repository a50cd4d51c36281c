"""`timeline` and `on-this-day`: events and documents in the order of their dates."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import KwargDefinition
from msgspec import Meta
from sqlalchemy import ColumnElement, Select, String, Subquery, cast, func, select

from api import params
from api import rival_dates as rivals
from api.dates import COLUMNS, Date, DateFilter, date_columns, date_of, on_day, read_days
from api.db import Database, Snapshot
from api.edtf import NO_UPPER
from api.errors import LIST_RESPONSES, PLAIN_RESPONSES, TODAY, Redirection, redirection
from api.models import claim
from api.models.document import Document
from api.models.event import Event
from api.models.quotation import Quotation
from api.models.record import About, table
from api.models.record import Record as RecordTable
from api.models.vocabulary import Capital, DocumentKind, EventKind, RecordType
from api.paging import COUNTED, RELEASE_HEADER, Asked, Page, answer, merge, met_by
from api.plans import planned
from api.quoted import Speaker
from api.records import rows_of
from api.refs import CITATIONS, Citation, Links, Owned, Ref, citations_of
from api.voices import Voices
from api.walks import Listing, keys_of

record, about = table(RecordTable), table(About)
event, document, quotation = table(Event), table(Document), table(Quotation)
transmission = table(claim.Transmission)
LASTING = (EventKind.WAR, EventKind.POLICY, EventKind.CONDITION)
PASSING = [kind.value for kind in EventKind if kind not in LASTING]
MOST = 50  # of a day's records of one type
KINDS = list(dict.fromkeys(kind.value for kind in (*EventKind, *DocumentKind)))


class Moment(msgspec.Struct):
    record: Annotated[Ref, Meta(description="An event or a document.")]
    kind: Annotated[str | None, Meta(description="Its kind: an event's or a document's; null where nothing says.")]
    date: Annotated[Date | None, Meta(description="When, as the editor bounds it.")]
    capital: Annotated[Capital | None, Meta(description="Whose story it belongs to.")]
    place: Annotated[Ref | None, Meta(description="Where.")]
    other_dates: Annotated[list[rivals.OtherDate], Meta(description="Dates that others give it, with who gives them.")]
    dispute_count: Annotated[int, Meta(ge=0, description="On how many questions about it accounts differ.")]
    citations: Annotated[list[Citation], Meta(description="The passages that carry it.")]


class Dated(msgspec.Struct):
    record: Annotated[Ref, Meta(description="An event, document, quotation or transmission.")]
    date: Annotated[Date | None, Meta(description="Its date.")]
    speakers: Annotated[
        list[Speaker], Meta(description="Whose words a quotation has; empty where nothing says, and of other records.")
    ]


class OnThisDay(msgspec.Struct):
    on: Annotated[str, Meta(description="The day, YYYY-MM-DD or MM-DD.")]
    certain: Annotated[list[Dated], Meta(description="What is dated to that very day, oldest first.")]
    possible: Annotated[list[Dated], Meta(description="What may have been that day, by its bounds; for a full date.")]
    left_out: Annotated[int, Meta(ge=0, description=f"How many are not shown: of each type the first {MOST} are.")]
    release: Annotated[str, Meta(description="The release of the data that this shows.")]


def listing_of(table: Any, *conditions: Any) -> Listing:
    """The dated records of a table that pass the conditions, in the order of their dates."""
    every = ROWS[table]
    return met_by(every, (table.c.lo, table.c.hi, record.c.slug), [table.c.lo < NO_UPPER, *conditions])


def either(name: str) -> ColumnElement[Any]:
    """The event's column, or the document's: a moment is one of them."""
    return func.coalesce(event.c[name], document.c[name]).label(name)


def moments(ids: Subquery) -> Select[Any]:
    """The rows of picked events and documents."""
    disputes = select(func.count()).where(about.c.target_id == ids.c.id, about.c.record_type == RecordType.DISPUTE)
    kind = func.coalesce(cast(event.c.kind, String), cast(document.c.kind, String))
    of_either = ids.outerjoin(event, event.c.id == ids.c.id).outerjoin(document, document.c.id == ids.c.id)
    found = select(
        *(ids.c.id, event.c.capital, event.c.place_id, *(either(name) for name in COLUMNS)),
        *(kind.label("kind"), disputes.scalar_subquery().label("dispute_count")),
        *keys_of(ids),
    )
    return found.select_from(of_either).order_by(*keys_of(ids))


def assemble(snapshot: Snapshot, rows: Sequence[Any]) -> list[Moment]:
    ids = [row.id for row in rows]
    cited, dated = Owned(snapshot, CITATIONS, ids), Owned(snapshot, rivals.OTHER_DATES, ids)
    own = {key for row in rows for key in (row.id, row.place_id, row.calendar_place_id)}
    links = Links(snapshot, own | cited.ids("source_id", "document_id") | dated.ids(*rivals.REFS))
    return [
        Moment(
            record=links.refs[row.id],
            kind=row.kind,
            date=date_of(row, links),
            capital=Capital(row.capital) if row.capital else None,
            place=links.one(row.place_id),
            other_dates=[rivals.other_date(one, links) for one in dated.of(row.id)],
            dispute_count=row.dispute_count,
            citations=citations_of(cited, row.id, links),
        )
        for row in rows
    ]


def of_kinds(value: str | None) -> tuple[list[str], list[str]]:
    """Kinds of events and of documents; all of documents, and events that do not last, unless others are asked for."""
    if value is None:
        return PASSING, []
    chosen = params.chosen_of("kind", value, KINDS)
    return [kind for kind in chosen if kind in list(EventKind)], [kind for kind in chosen if kind in list(DocumentKind)]


def listings(
    kind: str | None, capital: str | None, place: str | None, dates: DateFilter, common: params.Common
) -> list[Listing]:
    """The events and the documents of a timeline; documents have neither capital nor place."""
    of_events, of_documents = of_kinds(kind)
    of_event: params.Conditions = [
        event.c.kind.in_(of_events),
        *params.one_of(event.c.capital, "capital", capital, Capital),
        *params.among(event.c.place_id, "place", place, RecordType.PLACE),
    ]
    of_document: params.Conditions = [document.c.kind.in_(of_documents)] if kind else []
    asked = [(event, RecordType.EVENT, of_event)]
    if capital is None and place is None:
        asked.append((document, RecordType.DOCUMENT, of_document))
    return [
        listing_of(one, *conditions, *dates.conditions(one, type), *common.conditions(one.c.id))
        for one, type, conditions in asked
    ]


TimelinePage = Annotated[Page[Moment], KwargDefinition(schema_component_key="TimelinePage")]


@get(
    "/timeline", operation_id="list_timeline", summary="Follow the timeline", tags=["events"], responses=LIST_RESPONSES
)
async def list_timeline(
    database: NamedDependency[Database],
    asked: NamedDependency[Asked],
    common: NamedDependency[params.Common],
    dates: NamedDependency[DateFilter],
    kind: Annotated[str | None, params.choice("An event's or a document's kind.", KINDS, "meeting")] = None,
    capital: Annotated[str | None, params.choice("Whose story it belongs to.", Capital, "moscow")] = None,
    place: Annotated[str | None, params.refs("Where.", "sochi")] = None,
) -> Response[TimelinePage]:
    """Dated events and documents, oldest first; wars, policies and conditions only where `kind` asks for them."""
    lists = listings(kind, capital, place, dates, common)
    return await answer(database, lambda snapshot: merge(snapshot, asked, lists, moments, assemble))


ROWS = {one: rows_of(one) for one in (event, document, quotation, transmission)}
SOURCES = {event: [event.c.kind.not_in(LASTING)], document: [], quotation: [], transmission: []}


def first_of(snapshot: Snapshot, source: Any, *conditions: Any) -> tuple[Sequence[Any], int]:
    """The first records of a table that pass the conditions, and how many more there are."""
    listing, shown = listing_of(source, *SOURCES[source], *conditions), select(source.c.id, *date_columns(source))
    plan, values = planned(snapshot, first_of, [listing], partial(listing.rows, shown))
    rows = snapshot.all(plan.first, **values, limit=MOST)
    total = len(rows) if len(rows) < MOST else snapshot.scalar(plan.counted, **values, counted=COUNTED)
    return rows, total - len(rows)


def very_day(source: Any, on: str) -> params.Conditions:
    """Dated to that day and no other, of one year or of any."""
    found = [on_day(source, on[-5:])]
    return found if len(on) == 5 else [*found, source.c.lo == read_days("on", on).start]


def read_day(snapshot: Snapshot, on: str) -> OnThisDay:
    certain = [first_of(snapshot, one, *very_day(one, on)) for one in SOURCES]
    possible = [first_of(snapshot, one, on_day(one, on), one.c.month_day.is_(None)) for one in SOURCES if len(on) > 5]
    rows = [row for found, _ in (*certain, *possible) for row in found]
    voices = Voices(snapshot, [row.id for row in rows])
    links = Links(snapshot, {key for row in rows for key in (row.id, row.calendar_place_id)} | voices.ids())

    def dated(found: Sequence[tuple[Sequence[Any], int]]) -> list[Dated]:
        return [
            Dated(links.refs[row.id], date_of(row, links), voices.speakers(row.id, links))
            for rows, _ in found
            for row in rows
        ]

    left_out = sum(more for _, more in (*certain, *possible))
    return OnThisDay(on, dated(certain), dated(possible), left_out, str(snapshot.release))


REDIRECTED = {307: ResponseSpec(Redirection, generate_examples=False, description="Without `on`: today's address.")}


@get(
    "/on-this-day",
    operation_id="get_on_this_day",
    summary="See everything of a day",
    tags=["events"],
    responses=PLAIN_RESPONSES | REDIRECTED,
)
async def get_on_this_day(database: NamedDependency[Database], on: params.On = None) -> Response[OnThisDay]:
    """Events, documents, quotations and transmissions of a day, or of that day in any year; without `on`, today's."""
    if on is None:
        today = datetime.now(UTC).strftime("%m-%d")
        return redirection(307, f"/v1/on-this-day?on={today}", TODAY, "no-store")  # type: ignore[return-value]
    found = await database.read(lambda snapshot: read_day(snapshot, on))
    return Response(found, headers={RELEASE_HEADER: found.release})


HANDLERS = (list_timeline, get_on_this_day)
