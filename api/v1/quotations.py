"""Quotations: words as they stand in a source, checked against it."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import KwargDefinition
from msgspec import Meta
from sqlalchemy import or_, select

from api import facets, fields, params
from api.counting import SOURCES, Words, dated, refs
from api.dates import Date, DateFilter, date_of
from api.db import Database, Snapshot
from api.errors import DETAIL_RESPONSES, LIST_RESPONSES
from api.lists import TABLES, Counts, Records, answer_record, answer_records
from api.models import document as documents
from api.models import quotation as model
from api.models.record import Record as RecordTable
from api.models.record import table
from api.models.vocabulary import Certainty, DocumentRole, Fidelity, QuotationLacuna, QuotationRole, RecordType
from api.offers import Wanted, offering
from api.paging import Asked, Page
from api.quoted import (
    ANNOTATIONS,
    ELSEWHERE,
    Bearer,
    Elsewhere,
    Emendation,
    Selector,
    Speaker,
    Verification,
    elsewhere_of,
    verification_of,
)
from api.records import Record, header, owner, rows_of
from api.refs import CITATIONS, IDS, Links, Owned, Ref, owned

KIND = RecordType.QUOTATION
record, quotation, party = table(RecordTable), table(model.Quotation), table(model.QuotationParty)
emendation, selector = table(model.QuotationEmendation), table(model.QuotationSelector)
same_words, document_party = table(model.QuotationSameWords), table(documents.DocumentParty)
document = table(documents.Document)


class Quotation(Record, kw_only=True):
    text: Annotated[str, Meta(description="The reading text.")]
    printed: Annotated[str | None, Meta(description="The text as printed, where the reading emends it.")]
    emendations: Annotated[list[Emendation], Meta(description="Every place where the reading differs from print.")]
    lacuna: Annotated[
        QuotationLacuna | None, Meta(description="Where a page break swallowed words; they stay missing.")
    ]
    fidelity: Annotated[Fidelity, Meta(description="How the words relate to what was said or written.")]
    translated: Annotated[
        bool | None, Meta(description="Whether they are a translation; null if the source does not say.")
    ]
    speakers: Annotated[list[Speaker], Meta(description="Whose words they are.")]
    addressees: Annotated[list[Ref], Meta(description="To whom they were said or written.")]
    quoted_by: Annotated[list[Ref], Meta(description="Who quotes them in the document.")]
    ascribed_to: Annotated[list[Ref], Meta(description="Whose opinion the speaker reports in words of his own.")]
    via: Annotated[list[Bearer], Meta(description="Who relayed or handed over their document.")]
    document: Annotated[Ref | None, Meta(description="The text in which they stand.")]
    event: Annotated[Ref | None, Meta(description="The occasion on which they were said.")]
    date: Annotated[Date | None, Meta(description="Their own date, else their document's, else their event's.")]
    same_words: Annotated[list[Ref], Meta(description="The same words in another form or source.")]
    selectors: Annotated[list[Selector], Meta(description="Where the words stand, one for each unbroken part.")]
    verification: Annotated[Verification, Meta(description="How the words were checked.")]
    also_in: Annotated[list[Elsewhere], Meta(description="Where else the words stand, in the text of whole volumes.")]


ROWS = rows_of(quotation)
ORDER = (quotation.c.lo, quotation.c.hi, record.c.slug)
ORDERS = {"date": ORDER, "position": (quotation.c.start, record.c.slug)}
PARTIES, EMENDATIONS = owned(party.c.quotation_id), owned(emendation.c.quotation_id)
SELECTORS, SAME_WORDS = owned(selector.c.quotation_id), owned(same_words.c.quotation_id, by="other_id")
VIA = (
    select(quotation.c.id, document_party.c.actor_id, document_party.c.printed)
    .join(document_party, document_party.c.document_id == quotation.c.document_id)
    .where(quotation.c.id.in_(IDS), document_party.c.role == DocumentRole.VIA)
    .order_by(quotation.c.id, document_party.c.seq)
)


def assemble(snapshot: Snapshot, rows: Sequence[Any]) -> list[Quotation]:
    ids = [row.id for row in rows]
    cited, parties, emended, selected, same, bearers, others = (
        Owned(snapshot, statement, ids)
        for statement in (CITATIONS, PARTIES, EMENDATIONS, SELECTORS, SAME_WORDS, VIA, ELSEWHERE)
    )
    own = {key for row in rows for key in (row.document_id, row.event_id, row.calendar_place_id)}
    links = Links(
        snapshot,
        own
        | cited.ids("source_id", "document_id")
        | parties.ids("actor_id")
        | selected.ids("source_id")
        | same.ids("other_id")
        | bearers.ids("actor_id")
        | others.ids("document_id"),
    )
    return [
        Quotation(
            **header(row, cited, links),
            text=row.text,
            printed=row.as_printed,
            emendations=[Emendation(e.printed, e.reading, e.reason) for e in emended.of(row.id)],
            lacuna=row.lacuna,
            fidelity=row.fidelity,
            translated=row.translated,
            speakers=[
                Speaker(links.refs[p.actor_id], p.certainty) for p in parties.of(row.id, role=QuotationRole.SPEAKER)
            ],
            addressees=links.many(p.actor_id for p in parties.of(row.id, role=QuotationRole.ADDRESSEE)),
            quoted_by=links.many(p.actor_id for p in parties.of(row.id, role=QuotationRole.QUOTED_BY)),
            ascribed_to=links.many(p.actor_id for p in parties.of(row.id, role=QuotationRole.ASCRIBED_TO)),
            via=[Bearer(links.one(b.actor_id), b.printed) for b in bearers.of(row.id)],
            document=links.one(row.document_id),
            event=links.one(row.event_id),
            date=date_of(row, links),
            same_words=links.many(s.other_id for s in same.of(row.id)),
            selectors=[
                Selector(links.refs[s.source_id], s.start, s.end, s.exact, s.prefix, s.suffix)
                for s in selected.of(row.id)
            ],
            verification=verification_of(row),
            also_in=[elsewhere_of(found, links) for found in others.of(row.id)],
        )
        for row in rows
    ]


def by_party(role: QuotationRole, name: str, value: str | None) -> params.Conditions:
    """Quotations in which one of these actors has the role."""
    actors = params.among(party.c.actor_id, name, value, RecordType.ACTOR)
    found = select(party.c.quotation_id).where(party.c.role == role, *actors)
    return [quotation.c.id.in_(found)] if actors else []


def by_certainty(value: str | None) -> params.Conditions:
    sure = params.one_of(party.c.certainty, "certainty", value, Certainty)
    found = select(party.c.quotation_id).where(party.c.role == QuotationRole.SPEAKER, *sure)
    return [quotation.c.id.in_(found)] if sure else []


def on_occasion(event: str) -> params.Conditions:
    """Words said on the event, or in a document that goes with it."""
    keys = params.keys("event", event, RecordType.EVENT)
    written = select(document.c.id).where(document.c.occasion_id.in_(keys))
    return [or_(quotation.c.event_id.in_(keys), quotation.c.document_id.in_(written))]


RECORDS = Records(KIND, Quotation, ROWS, ORDER, assemble)
OF_DATES: facets.Facets = {**dated(quotation), **SOURCES}
IS_SPEAKER, IS_ADDRESSEE = (party.c.role == role for role in (QuotationRole.SPEAKER, QuotationRole.ADDRESSEE))
FACETS: facets.Facets = {
    "speaker": refs(party.c.actor_id, party.c.quotation_id, IS_SPEAKER, kind=RecordType.ACTOR),
    "addressee": refs(party.c.actor_id, party.c.quotation_id, IS_ADDRESSEE, kind=RecordType.ACTOR),
    "document": refs(quotation.c.document_id, quotation.c.id, kind=RecordType.DOCUMENT),
    "event": refs(quotation.c.event_id, quotation.c.id, kind=RecordType.EVENT),
    "fidelity": Words(quotation.c.fidelity, quotation.c.id),
    "certainty": Words(party.c.certainty, party.c.quotation_id, [IS_SPEAKER]),
    **OF_DATES,
}
CountedBy = Annotated[str | None, facets.parameter(FACETS)]
Fields = Annotated[str | None, fields.parameter(Quotation)]
QuotationPage = Annotated[Page[Quotation], KwargDefinition(schema_component_key="QuotationPage")]


@get(
    "/quotations",
    operation_id="list_quotations",
    summary="List quotations",
    tags=["quotations"],
    responses=LIST_RESPONSES,
    opt=offering(*TABLES, ANNOTATIONS),
)
async def list_quotations(
    database: NamedDependency[Database],
    wanted: NamedDependency[Wanted],
    asked: NamedDependency[Asked],
    common: NamedDependency[params.Common],
    dates: NamedDependency[DateFilter],
    speaker: Annotated[str | None, params.refs("Whose words they are.", "joseph-stalin")] = None,
    addressee: Annotated[str | None, params.refs("To whom they were said or written.", "mao-zedong")] = None,
    document: Annotated[str | None, params.refs("The text in which they stand.", "stalin-to-mao-1950-10-05")] = None,
    event: Annotated[str | None, params.refs("The occasion on which they were said.", "sochi-talks")] = None,
    fidelity: Annotated[
        str | None, params.choice("How the words relate to what was said.", Fidelity, "translation")
    ] = None,
    certainty: params.Sureness = None,
    sort: Annotated[
        str,
        params.enumerated(
            "`date` (earliest, latest, id; undated last) or `position` in the source.", ORDERS, "position"
        ),
    ] = "date",
    facets: CountedBy = None,
    fields: Fields = None,
) -> Response[QuotationPage]:
    """Words as they stand in a source, oldest first (earliest, latest, id; undated last)."""
    filters = {
        "speaker": by_party(QuotationRole.SPEAKER, "speaker", speaker),
        "addressee": by_party(QuotationRole.ADDRESSEE, "addressee", addressee),
        "document": params.among(quotation.c.document_id, "document", document, RecordType.DOCUMENT),
        "event": params.among(quotation.c.event_id, "event", event, RecordType.EVENT),
        "fidelity": params.one_of(quotation.c.fidelity, "fidelity", fidelity, Fidelity),
        "certainty": by_certainty(certainty),
        **dates.filters(quotation, KIND),
        **common.filters(quotation.c.id),
    }
    sorting, counts = (ROWS, params.ordered(sort, ORDERS)), Counts(FACETS, facets)
    return await answer_records(database, wanted, asked, RECORDS, filters, counts, fields, sorting=sorting)


@get(
    "/quotations/{id:str}",
    operation_id="get_quotation",
    summary="Get a quotation",
    tags=["quotations"],
    responses=DETAIL_RESPONSES,
    opt=offering(ANNOTATIONS),
)
async def get_quotation(
    database: NamedDependency[Database], wanted: NamedDependency[Wanted], id: params.Id, fields: Fields = None
) -> Response[Quotation]:
    """One quotation with its words, where they stand, and how they were checked."""
    return await answer_record(database, wanted, RECORDS, id, fields)


def sublist(
    path: str,
    operation_id: str,
    summary: str,
    description: str,
    kind: RecordType,
    of: Callable[[str], params.Conditions],
) -> HTTPRouteHandler:
    """The list under a record of another kind: those that `of` its id picks."""

    @get(
        path,
        operation_id=operation_id,
        summary=summary,
        description=description,
        tags=[f"{kind}s"],
        responses=LIST_RESPONSES,
        opt=offering(*TABLES, ANNOTATIONS),
    )
    async def list_of_owner(
        database: NamedDependency[Database],
        wanted: NamedDependency[Wanted],
        asked: NamedDependency[Asked],
        common: NamedDependency[params.Common],
        dates: NamedDependency[DateFilter],
        id: params.Id,
        facets: Annotated[str | None, facets.parameter(OF_DATES)] = None,
        fields: Fields = None,
    ) -> Response[QuotationPage]:
        filters = {"id": of(id), **dates.filters(quotation, KIND), **common.filters(quotation.c.id)}
        counts, there = Counts(OF_DATES, facets), owner(kind, id)
        return await answer_records(database, wanted, asked, RECORDS, filters, counts, fields, owner=there)

    return list_of_owner


SUBLISTS = (
    sublist(
        "/actors/{id:str}/quotations",
        "list_actor_quotations",
        "List an actor's words",
        "Quotations whose words are the actor's, oldest first.",
        RecordType.ACTOR,
        lambda id: by_party(QuotationRole.SPEAKER, "speaker", id),
    ),
    sublist(
        "/events/{id:str}/quotations",
        "list_event_quotations",
        "List the words of an event",
        "Quotations said on the event or in a document that goes with it, oldest first.",
        RecordType.EVENT,
        on_occasion,
    ),
    sublist(
        "/documents/{id:str}/quotations",
        "list_document_quotations",
        "List the words of a document",
        "Quotations that stand in the document, oldest first.",
        RecordType.DOCUMENT,
        lambda id: params.among(quotation.c.document_id, "document", id, RecordType.DOCUMENT),
    ),
)
HANDLERS = (list_quotations, get_quotation, *SUBLISTS)
