"""`timeline` and `on-this-day`: events and documents in the order of their dates."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import KwargDefinition
from msgspec import Meta
from sqlalchemy import Select, String, cast, func, literal, null, or_, select, union_all

from api import params
from api.dates import Date, DateFilter, date_columns, date_of, on_day
from api.db import Database, Snapshot
from api.errors import LIST_RESPONSES, PLAIN_RESPONSES
from api.models import claim
from api.models.document import Document
from api.models.event import Event, EventDate
from api.models.quotation import Quotation
from api.models.record import About, table
from api.models.record import Record as RecordTable
from api.models.vocabulary import Capital, DocumentKind, EventKind, RecordType
from api.paging import RELEASE_HEADER, Asked, Page, answer_list
from api.refs import CITATIONS, Citation, Links, Owned, Ref, citations_of

record, about, event_date = table(RecordTable), table(About), table(EventDate)
event, document, quotation = table(Event), table(Document), table(Quotation)
transmission = table(claim.Transmission)
LASTING = (EventKind.WAR.value, EventKind.POLICY.value, EventKind.CONDITION.value)
KINDS = list(dict.fromkeys(kind.value for kind in (*EventKind, *DocumentKind)))


class Moment(msgspec.Struct):
    record: Annotated[Ref, Meta(description="An event or a document.")]
    kind: Annotated[str, Meta(description="Its kind: an event's or a document's.")]
    date: Annotated[Date | None, Meta(description="When, as the editor bounds it.")]
    capital: Annotated[Capital | None, Meta(description="Whose story it belongs to.")]
    place: Annotated[Ref | None, Meta(description="Where.")]
    rival_dates: Annotated[int, Meta(ge=0, description="How many others date it otherwise.")]
    disputes: Annotated[int, Meta(ge=0, description="On how many questions about it accounts differ.")]
    citations: Annotated[list[Citation], Meta(description="The passages that carry it.")]


class Dated(msgspec.Struct):
    record: Annotated[Ref, Meta(description="An event, document, quotation or transmission.")]
    date: Annotated[Date | None, Meta(description="Its date.")]


class OnThisDay(msgspec.Struct):
    on: Annotated[str, Meta(description="The day, YYYY-MM-DD or MM-DD.")]
    certain: Annotated[list[Dated], Meta(description="What is dated to that very day, oldest first.")]
    possible: Annotated[list[Dated], Meta(description="What may have been that day, by its bounds; for a full date.")]
    release: Annotated[str, Meta(description="The release of the data that this shows.")]


def moments() -> Any:
    """Events and documents with the columns they share."""
    rivals = select(func.count()).where(event_date.c.event_id == event.c.id).scalar_subquery()
    dates = [*date_columns(event), event.c.month_day]
    from_events = select(
        event.c.id,
        cast(event.c.kind, String).label("kind"),
        *dates,
        cast(event.c.capital, String).label("capital"),
        event.c.place_id,
        rivals.label("rival_dates"),
    )
    from_documents = select(
        document.c.id,
        cast(document.c.kind, String).label("kind"),
        *date_columns(document),
        document.c.month_day,
        cast(null(), String).label("capital"),
        cast(null(), event.c.place_id.type).label("place_id"),
        literal(0).label("rival_dates"),
    )
    return union_all(from_events, from_documents).subquery("moment")


moment = moments()
DISPUTES = (
    select(func.count())
    .where(about.c.target_id == moment.c.id, about.c.record_type == RecordType.DISPUTE)
    .scalar_subquery()
)
ROWS = (
    select(*moment.c, record.c.slug, DISPUTES.label("disputes"))
    .select_from(moment)
    .join(record, record.c.id == moment.c.id)
    .join(params.release, params.release.c.id == record.c.changed_in)
    .where(moment.c.edtf.is_not(None))
)
ORDER = (moment.c.lo, moment.c.hi, record.c.slug)


def assemble(snapshot: Snapshot, rows: Sequence[Any]) -> list[Moment]:
    cited = Owned(snapshot, CITATIONS, [row.id for row in rows])
    own = {key for row in rows for key in (row.id, row.place_id, row.calendar_place_id)}
    links = Links(snapshot, own | cited.ids("source_id", "document_id"))
    return [
        Moment(
            record=links.refs[row.id],
            kind=row.kind,
            date=date_of(row._mapping, links),
            capital=Capital(row.capital) if row.capital else None,
            place=links.one(row.place_id),
            rival_dates=row.rival_dates,
            disputes=row.disputes,
            citations=citations_of(cited, row.id, links),
        )
        for row in rows
    ]


def by_kind(value: str | None) -> params.Conditions:
    """Wars, policies and conditions stay off the timeline unless asked for."""
    if value is None:
        return [moment.c.kind.not_in(LASTING)]
    return [moment.c.kind.in_(params.chosen_of("kind", value, KINDS))]


def disputed_too(dates: DateFilter) -> params.Conditions:
    """`disputed` is what rival dates make of a date; here they are counted in the row."""
    rest = DateFilter(dates.date, dates.date_match, dates.on, None).conditions(moment, RecordType.EVENT)
    if dates.date_quality is None:
        return rest
    wanted = params.chosen_of("date_quality", dates.date_quality, params.QUALITIES)
    disputed = [moment.c.rival_dates > 0] if "disputed" in wanted else []
    return [*rest, or_(moment.c.quality.in_(wanted), *disputed)]


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
    statement = ROWS.where(
        *by_kind(kind),
        *params.one_of(moment.c.capital, "capital", capital, Capital),
        *params.among(moment.c.place_id, "place", place, RecordType.PLACE),
        *disputed_too(dates),
        *common.conditions(moment.c.id),
    )
    return await answer_list(database, asked, statement, ORDER, assemble)


def dated_rows(source: Any) -> Select[Any]:
    return (
        select(*date_columns(source), source.c.month_day, source.c.id, record.c.slug)
        .join(record, record.c.id == source.c.id)
        .order_by(source.c.lo, source.c.hi, record.c.slug)
    )


SOURCES: dict[RecordType, tuple[Any, Select[Any]]] = {
    RecordType.EVENT: (event, dated_rows(event).where(event.c.kind.not_in(LASTING))),
    RecordType.DOCUMENT: (document, dated_rows(document)),
    RecordType.QUOTATION: (quotation, dated_rows(quotation)),
    RecordType.TRANSMISSION: (transmission, dated_rows(transmission)),
}


def read_day(snapshot: Snapshot, on: str) -> OnThisDay:
    rows = [row for source, statement in SOURCES.values() for row in snapshot.all(statement.where(on_day(source, on)))]
    links = Links(snapshot, {key for row in rows for key in (row.id, row.calendar_place_id)})

    def dated(wanted: bool) -> list[Dated]:
        return [
            Dated(links.refs[row.id], date_of(row._mapping, links))
            for row in rows
            if (row.month_day is not None) is wanted
        ]

    return OnThisDay(on, dated(True), dated(False), str(snapshot.release))


@get(
    "/on-this-day",
    operation_id="get_on_this_day",
    summary="See everything of a day",
    tags=["events"],
    responses=PLAIN_RESPONSES | {307: ResponseSpec(None, description="Without `on`: the address of today's.")},
)
async def get_on_this_day(database: NamedDependency[Database], on: params.On = None) -> Response[OnThisDay]:
    """Events, documents, quotations and transmissions of a day, or of that day in any year; without `on`, today's."""
    if on is None:
        today = datetime.now(UTC).strftime("%m-%d")
        headers = {"Location": f"/v1/on-this-day?on={today}", "Cache-Control": "no-store"}
        return Response(None, status_code=307, headers=headers)  # type: ignore[arg-type]
    found = await database.read(lambda snapshot: read_day(snapshot, on))
    return Response(found, headers={RELEASE_HEADER: found.release})


HANDLERS = (list_timeline, get_on_this_day)
