"""Transmissions: information that reached somebody, or was kept from him."""

from collections.abc import Sequence
from typing import Annotated, Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import KwargDefinition
from msgspec import Meta
from sqlalchemy import select

from api import facets, fields, params
from api.counting import SOURCES, Refs, Words, dated, refs
from api.dates import Date, DateFilter, date_of
from api.db import Database, Snapshot
from api.errors import DETAIL_RESPONSES, LIST_RESPONSES
from api.lists import TABLES, Counts, Records, answer_record, answer_records
from api.models import claim as model
from api.models.record import About, table
from api.models.record import Record as RecordTable
from api.models.vocabulary import AboutRole, Certainty, RecordType, TransmissionMode, TransmissionRole
from api.offers import Wanted, offering
from api.paging import Asked, Page
from api.records import Record, header, rows_of
from api.refs import CITATIONS, Links, Owned, Ref, owned

KIND = RecordType.TRANSMISSION
record, about = table(RecordTable), table(About)
transmission, party = table(model.Transmission), table(model.TransmissionParty)


class Transmission(Record, kw_only=True, rename={"from_": "from"}):
    content: Annotated[str, Meta(description="What was learnt, in our words.")]
    mode: Annotated[TransmissionMode, Meta(description="How it travelled; `withheld`: it was kept from them.")]
    certainty: Annotated[Certainty, Meta(description="How sure it is that it reached them.")]
    to: Annotated[list[Ref], Meta(description="Who learnt it, or from whom it was kept.")]
    from_: Annotated[list[Ref], Meta(description="From whom, or who kept it.")]
    via: Annotated[list[Ref], Meta(description="Through whom, in order.")]
    document: Annotated[Ref | None, Meta(description="The document that carried it.")]
    event: Annotated[Ref | None, Meta(description="The event on which it was told.")]
    date: Annotated[Date | None, Meta(description="When it was learnt, or withheld.")]
    about: Annotated[list[Ref], Meta(description="What the news is about.")]
    asserted_by: Annotated[Ref | None, Meta(description="The claim that says so, where it is not on record.")]


ROWS = rows_of(transmission)
ORDER = (transmission.c.lo, transmission.c.hi, record.c.slug)
PARTIES, TARGETS = owned(party.c.transmission_id), owned(about.c.record_id)


def assemble(snapshot: Snapshot, rows: Sequence[Any]) -> list[Transmission]:
    ids = [row.id for row in rows]
    cited, parties, targets = (Owned(snapshot, statement, ids) for statement in (CITATIONS, PARTIES, TARGETS))
    own = {key for row in rows for key in (row.document_id, row.event_id, row.asserted_by_id, row.calendar_place_id)}
    links = Links(
        snapshot,
        own | cited.ids("source_id", "document_id") | parties.ids("actor_id") | targets.ids("target_id"),
    )

    def in_role(row: Any, role: TransmissionRole) -> list[Ref]:
        return links.many(p.actor_id for p in parties.of(row.id, role=role))

    return [
        Transmission(
            **header(row, cited, links),
            content=row.content,
            mode=row.mode,
            certainty=row.certainty,
            to=in_role(row, TransmissionRole.TO),
            from_=in_role(row, TransmissionRole.FROM),
            via=in_role(row, TransmissionRole.VIA),
            document=links.one(row.document_id),
            event=links.one(row.event_id),
            date=date_of(row, links),
            about=links.many(t.target_id for t in targets.of(row.id, role=AboutRole.ABOUT)),
            asserted_by=links.one(row.asserted_by_id),
        )
        for row in rows
    ]


def by_party(name: str, value: str | None, role: TransmissionRole) -> params.Conditions:
    actors = params.among(party.c.actor_id, name, value, RecordType.ACTOR)
    found = select(party.c.transmission_id).where(party.c.role == role, *actors)
    return [transmission.c.id.in_(found)] if actors else []


def by_target(value: str | None) -> params.Conditions:
    targets = params.among(about.c.target_id, "about", value)
    return [transmission.c.id.in_(select(about.c.record_id).where(*targets))] if targets else []


RECORDS = Records(KIND, Transmission, ROWS, ORDER, assemble)


def parties(role: TransmissionRole) -> Refs:
    return refs(party.c.actor_id, party.c.transmission_id, party.c.role == role, kind=RecordType.ACTOR)


FACETS: facets.Facets = {
    "to": parties(TransmissionRole.TO),
    "from": parties(TransmissionRole.FROM),
    "via": parties(TransmissionRole.VIA),
    "about": refs(about.c.target_id, about.c.record_id),
    "mode": Words(transmission.c.mode, transmission.c.id),
    "document": refs(transmission.c.document_id, transmission.c.id, kind=RecordType.DOCUMENT),
    "event": refs(transmission.c.event_id, transmission.c.id, kind=RecordType.EVENT),
    "certainty": Words(transmission.c.certainty, transmission.c.id),
    **dated(transmission),
    **SOURCES,
}
CountedBy = Annotated[str | None, facets.parameter(FACETS)]
Fields = Annotated[str | None, fields.parameter(Transmission)]
TransmissionPage = Annotated[Page[Transmission], KwargDefinition(schema_component_key="TransmissionPage")]


@get(
    "/transmissions",
    operation_id="list_transmissions",
    summary="List transmissions",
    tags=["transmissions"],
    responses=LIST_RESPONSES,
    opt=offering(*TABLES),
)
async def list_transmissions(
    database: NamedDependency[Database],
    wanted: NamedDependency[Wanted],
    asked: NamedDependency[Asked],
    common: NamedDependency[params.Common],
    dates: NamedDependency[DateFilter],
    to: Annotated[str | None, params.refs("Who learnt it, or from whom it was kept.", "joseph-stalin")] = None,
    sender: Annotated[str | None, params.refs("From whom, or who kept it.", "mao-zedong", name="from")] = None,
    via: Annotated[str | None, params.refs("Through whom.", "zhou-enlai")] = None,
    about: Annotated[str | None, params.refs("What the news is about, of any type.", "united-states")] = None,
    mode: Annotated[str | None, params.choice("How it travelled.", TransmissionMode, "written")] = None,
    document: Annotated[str | None, params.refs("The document that carried it.", "stalin-to-mao-1950-10-05")] = None,
    event: Annotated[str | None, params.refs("The event on which it was told.", "sochi-talks")] = None,
    certainty: params.Sureness = None,
    facets: CountedBy = None,
    fields: Fields = None,
) -> Response[TransmissionPage]:
    """What reached whom, by the day it was learnt (earliest, latest, id; undated last)."""
    filters = {
        "to": by_party("to", to, TransmissionRole.TO),
        "from": by_party("from", sender, TransmissionRole.FROM),
        "via": by_party("via", via, TransmissionRole.VIA),
        "about": by_target(about),
        "mode": params.one_of(transmission.c.mode, "mode", mode, TransmissionMode),
        "document": params.among(transmission.c.document_id, "document", document, RecordType.DOCUMENT),
        "event": params.among(transmission.c.event_id, "event", event, RecordType.EVENT),
        "certainty": params.one_of(transmission.c.certainty, "certainty", certainty, Certainty),
        **dates.filters(transmission, KIND),
        **common.filters(transmission.c.id),
    }
    return await answer_records(database, wanted, asked, RECORDS, filters, Counts(FACETS, facets), fields)


@get(
    "/transmissions/{id:str}",
    operation_id="get_transmission",
    summary="Get a transmission",
    tags=["transmissions"],
    responses=DETAIL_RESPONSES,
)
async def get_transmission(
    database: NamedDependency[Database], wanted: NamedDependency[Wanted], id: params.Id, fields: Fields = None
) -> Response[Transmission]:
    """One piece of information: who learnt it, from whom, by what, when, how surely."""
    return await answer_record(database, wanted, RECORDS, id, fields)


HANDLERS = (list_transmissions, get_transmission)
