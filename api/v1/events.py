"""Events: what happened or was the case, which no account in the sources denies."""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import KwargDefinition
from msgspec import Meta
from sqlalchemy import select

from api import facets, fields, params, rival_dates
from api.archive import RECORDED_IN, Recorded, recorded_in
from api.counting import SOURCES, Words, dated, refs
from api.dates import Date, DateFilter, date_of
from api.db import Database, Snapshot
from api.errors import DETAIL_RESPONSES, LIST_RESPONSES
from api.lists import TABLES, Counts, Records, answer_record, answer_records
from api.mapped import MAP
from api.models import event as model
from api.models.record import Record as RecordTable
from api.models.record import table
from api.models.vocabulary import Capital, EventKind, ParticipantRole, RecordType
from api.offers import Wanted, offering
from api.paging import Asked, Page
from api.records import Record, header, owner, rows_of
from api.refs import CITATIONS, IDS, Links, Owned, Ref, owned

KIND = RecordType.EVENT
record, event, participant = table(RecordTable), table(model.Event), table(model.EventParticipant)
words, claim = table(model.ParticipantQuotation), table(model.EventClaim)


class Participant(msgspec.Struct):
    actor: Annotated[Ref, Meta(description="Who.")]
    role: Annotated[ParticipantRole, Meta(description="In which role.")]
    matter: Annotated[str | None, Meta(description="On what, where there were several matters.")]
    quotations: Annotated[list[Ref], Meta(description="The words in which it was done.")]


class Event(Record, kw_only=True):
    title: Annotated[str, Meta(description="A neutral title.")]
    kind: Annotated[EventKind, Meta(description="What kind of event it is; conditions are events too.")]
    date: Annotated[Date | None, Meta(description="When, as the editor bounds it.")]
    other_dates: Annotated[list[rival_dates.OtherDate], Meta(description="Rival dates, with who gives them.")]
    capital: Annotated[Capital | None, Meta(description="Whose story it belongs to.")]
    place: Annotated[Ref | None, Meta(description="Where.")]
    part_of: Annotated[Ref | None, Meta(description="The event it is part of.")]
    parts: Annotated[list[Ref], Meta(description="The events that are part of it, oldest first.")]
    summary: Annotated[str | None, Meta(description="What no account denies, in our words.")]
    participants: Annotated[list[Participant], Meta(description="Who took part, in which role.")]
    claimed_by: Annotated[list[Ref], Meta(description="The interpretations whose judgement a condition is.")]
    lost: Annotated[str | None, Meta(description="What a page break took from the account of it.")]
    recorded_in: Annotated[list[Recorded], Meta(description="Documents of volumes that record it.")]


ROWS = rows_of(event)
ORDER = (event.c.lo, event.c.hi, record.c.slug)
PARTICIPANTS, CLAIMS = (owned(t.c.event_id) for t in (participant, claim))
WORDS = owned(words.c.event_id)
PARTS = (
    select(event.c.part_of_id, event.c.id)
    .join(record, record.c.id == event.c.id)
    .where(event.c.part_of_id.in_(IDS))
    .order_by(event.c.part_of_id, event.c.lo, event.c.hi, record.c.slug)
)


def assemble(snapshot: Snapshot, rows: Sequence[Any]) -> list[Event]:
    ids = [row.id for row in rows]
    cited, took_part, said, dates, claims, parts, recorded = (
        Owned(snapshot, statement, ids)
        for statement in (CITATIONS, PARTICIPANTS, WORDS, rival_dates.OTHER_DATES, CLAIMS, PARTS, RECORDED_IN)
    )
    own = {key for row in rows for key in (row.place_id, row.part_of_id, row.calendar_place_id)}
    links = Links(
        snapshot,
        own
        | cited.ids("source_id", "document_id")
        | took_part.ids("actor_id")
        | said.ids("quotation_id")
        | dates.ids(*rival_dates.REFS)
        | claims.ids("interpretation_id")
        | parts.ids("id")
        | recorded.ids("found"),
    )
    return [
        Event(
            **header(row, cited, links),
            title=row.title,
            kind=row.kind,
            date=date_of(row, links),
            other_dates=[rival_dates.other_date(d, links) for d in dates.of(row.id)],
            capital=row.capital,
            place=links.one(row.place_id),
            part_of=links.one(row.part_of_id),
            parts=links.many(p.id for p in parts.of(row.id)),
            summary=row.summary,
            participants=[
                Participant(
                    links.refs[p.actor_id],
                    p.role,
                    p.matter,
                    links.many(w.quotation_id for w in said.of(row.id) if w.participant_seq == p.seq),
                )
                for p in took_part.of(row.id)
            ],
            claimed_by=links.many(c.interpretation_id for c in claims.of(row.id)),
            lost=row.lost,
            recorded_in=recorded_in(recorded, row.id, links),
        )
        for row in rows
    ]


def by_participant(value: str | None) -> params.Conditions:
    actors = params.among(participant.c.actor_id, "participant", value, RecordType.ACTOR)
    return [event.c.id.in_(select(participant.c.event_id).where(*actors))] if actors else []


RECORDS = Records(KIND, Event, ROWS, ORDER, assemble)
OF_DATES: facets.Facets = {**dated(event), **SOURCES}
FACETS: facets.Facets = {
    "kind": Words(event.c.kind, event.c.id),
    "place": refs(event.c.place_id, event.c.id, kind=RecordType.PLACE),
    "capital": Words(event.c.capital, event.c.id),
    "participant": refs(participant.c.actor_id, participant.c.event_id, kind=RecordType.ACTOR),
    "part_of": refs(event.c.part_of_id, event.c.id, kind=KIND),
    **OF_DATES,
}
CountedBy = Annotated[str | None, facets.parameter(FACETS)]
Fields = Annotated[str | None, fields.parameter(Event)]
EventPage = Annotated[Page[Event], KwargDefinition(schema_component_key="EventPage")]


@get(
    "/events",
    operation_id="list_events",
    summary="List events",
    tags=["events"],
    responses=LIST_RESPONSES,
    opt=offering(*TABLES, MAP),
)
async def list_events(
    database: NamedDependency[Database],
    wanted: NamedDependency[Wanted],
    asked: NamedDependency[Asked],
    common: NamedDependency[params.Common],
    dates: NamedDependency[DateFilter],
    kind: Annotated[str | None, params.choice("What kind of event it is.", EventKind, "meeting")] = None,
    place: Annotated[str | None, params.refs("Where.", "sochi")] = None,
    capital: Annotated[str | None, params.choice("Whose story it belongs to.", Capital, "moscow")] = None,
    participant: Annotated[str | None, params.refs("Who took part, in any role.", "zhou-enlai")] = None,
    part_of: Annotated[str | None, params.refs("The event it is part of.", "korean-war")] = None,
    facets: CountedBy = None,
    fields: Fields = None,
) -> Response[EventPage]:
    """What happened or was the case, oldest first (earliest, latest, id; undated last)."""
    filters = {
        "kind": params.one_of(event.c.kind, "kind", kind, EventKind),
        "place": params.among(event.c.place_id, "place", place, RecordType.PLACE),
        "capital": params.one_of(event.c.capital, "capital", capital, Capital),
        "participant": by_participant(participant),
        "part_of": params.among(event.c.part_of_id, "part_of", part_of, RecordType.EVENT),
        **dates.filters(event, KIND),
        **common.filters(event.c.id),
    }
    return await answer_records(database, wanted, asked, RECORDS, filters, Counts(FACETS, facets), fields)


@get(
    "/events/{id:str}",
    operation_id="get_event",
    summary="Get an event",
    tags=["events"],
    responses=DETAIL_RESPONSES,
    opt=offering(MAP),
)
async def get_event(
    database: NamedDependency[Database], wanted: NamedDependency[Wanted], id: params.Id, fields: Fields = None
) -> Response[Event]:
    """One event: when, where, who took part, and what no account denies."""
    return await answer_record(database, wanted, RECORDS, id, fields)


@get(
    "/actors/{id:str}/events",
    operation_id="list_actor_events",
    summary="List an actor's events",
    tags=["actors"],
    responses=LIST_RESPONSES,
    opt=offering(*TABLES, MAP),
)
async def list_actor_events(
    database: NamedDependency[Database],
    wanted: NamedDependency[Wanted],
    asked: NamedDependency[Asked],
    common: NamedDependency[params.Common],
    dates: NamedDependency[DateFilter],
    id: params.Id,
    facets: Annotated[str | None, facets.parameter(OF_DATES)] = None,
    fields: Fields = None,
) -> Response[EventPage]:
    """Events in which the actor took part, in any role, oldest first."""
    filters = {
        "id": by_participant(id),
        **dates.filters(event, KIND),
        **common.filters(event.c.id),
    }
    counts, actor = Counts(OF_DATES, facets), owner(RecordType.ACTOR, id)
    return await answer_records(database, wanted, asked, RECORDS, filters, counts, fields, owner=actor)


HANDLERS = (list_events, get_event, list_actor_events)
