"""Documents: texts that somebody wrote or sent, and talks whose content is told."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import KwargDefinition
from msgspec import Meta
from sqlalchemy import Select

from api import facets, fields, params
from api.archive import Recorded
from api.dates import Date, DateFilter, date_of
from api.db import Database, Snapshot
from api.document_filters import FACETS, OF_DATES, around, by_party, exchanged
from api.errors import DETAIL_RESPONSES, LIST_RESPONSES
from api.lists import TABLES, Counts, Records, answer_record, answer_records
from api.models import document as model
from api.models.record import About, table
from api.models.record import Record as RecordTable
from api.models.vocabulary import AboutRole, DocumentKind, DocumentRole, Knowledge, RecordType
from api.offers import Wanted, offering
from api.paging import Asked, Page
from api.printed import Pages, Printed, Section, Timing
from api.records import Record, header, owner, rows_of
from api.refs import CITATIONS, Links, Owned, Ref, owned
from api.volume_filters import POSITION, in_volume, naming, ordered_in, placed

KIND = RecordType.DOCUMENT
record, about = table(RecordTable), table(About)
document, party = table(model.Document), table(model.DocumentParty)


class Party(msgspec.Struct):
    actor: Annotated[Ref | None, Meta(description="Who it is, where we know the actor.")]
    printed: Annotated[str | None, Meta(description="The name as the document or the source has it.")]


class Document(Record, kw_only=True, rename={"from_": "from"}):
    title: Annotated[str, Meta(description="A descriptive title.")]
    kind: Annotated[DocumentKind | None, Meta(description="What kind of text it is; null where nothing says.")]
    knowledge: Annotated[Knowledge, Meta(description="How we know it: the best that holds.")]
    summary: Annotated[str | None, Meta(description="What it says, in a sentence of ours.")]
    from_: Annotated[list[Party], Meta(description="Who sent or wrote it.")]
    to: Annotated[list[Party], Meta(description="To whom.")]
    via: Annotated[list[Party], Meta(description="Who relayed or handed it over, in order.")]
    copies: Annotated[list[Party], Meta(description="Who got a copy.")]
    date: Annotated[Date | None, Meta(description="When it was sent.")]
    received: Annotated[Date | None, Meta(description="When it arrived.")]
    language: Annotated[str | None, Meta(description="The language it was written in.")]
    signed_as: Annotated[str | None, Meta(description="The name it was signed with.")]
    channel: Annotated[str | None, Meta(description="How it travelled.")]
    occasion: Annotated[Ref | None, Meta(description="What it was written or said on the occasion of.")]
    answers: Annotated[list[Ref], Meta(description="What it answers.")]
    answered_by: Annotated[list[Ref], Meta(description="What answers it.")]
    forwards: Annotated[list[Ref], Meta(description="What it passes on.")]
    volume: Annotated[Ref | None, Meta(description="The volume of an archive that prints it.")]
    section: Annotated[Section | None, Meta(description="The part of the volume it stands in.")]
    number: Annotated[str | None, Meta(description="Its number there, as printed.")]
    pages: Annotated[Pages | None, Meta(description="Its pages there, as printed.")]
    part_of: Annotated[Ref | None, Meta(description="The document it is attached to.")]
    attachments: Annotated[list[Ref], Meta(description="The documents attached to it, in order.")]
    printed_place: Annotated[str | None, Meta(description="Where it was written, as printed.")]
    classification: Annotated[str | None, Meta(description="Secrecy and urgency, as printed.")]
    source_note: Annotated[str | None, Meta(description="Where the original is kept, in the words of the volume.")]
    timing: Annotated[Timing | None, Meta(description="What the volume's markup says of its time.")]
    url: Annotated[str | None, Meta(description="Where the publisher has it.")]
    licence: Annotated[str | None, Meta(description="The rights in its text, in the publisher's words; null without.")]
    paragraph_count: Annotated[int, Meta(ge=0, description="Paragraphs of its text here; 0 where the text is not.")]
    footnote_count: Annotated[int, Meta(ge=0, description="Footnotes to it.")]
    recorded_in: Annotated[list[Recorded], Meta(description="Documents of volumes that are this very document.")]
    records: Annotated[list[Ref], Meta(description="Curated events and documents that it records.")]


ROWS = rows_of(document)
PLACED = placed(ROWS)
ORDER = (document.c.lo, document.c.hi, record.c.slug)
ORDERS = {"date": ORDER, "position": POSITION}
FIELDS = {
    DocumentRole.FROM: "from_",
    DocumentRole.TO: "to",
    DocumentRole.VIA: "via",
    DocumentRole.COPY: "copies",
}
PARTIES = owned(party.c.document_id).with_only_columns(
    party.c.document_id, party.c.role, party.c.actor_id, party.c.printed
)
TARGETS = owned(about.c.record_id)
ANSWERED = owned(about.c.target_id, by="record_id").where(about.c.role == AboutRole.ANSWERS)
ANSWERED = ANSWERED.with_only_columns(about.c.target_id, about.c.record_id)


def assemble(snapshot: Snapshot, rows: Sequence[Any]) -> list[Document]:
    ids = [row.id for row in rows]
    cited, parties, targets, answered = (
        Owned(snapshot, statement, ids) for statement in (CITATIONS, PARTIES, TARGETS, ANSWERED)
    )
    volumes = Printed(snapshot, ids)
    own = {key for row in rows for key in (row.occasion_id, row.calendar_place_id, row.received_calendar_place_id)}
    links = Links(
        snapshot,
        own
        | volumes.ids()
        | cited.ids("source_id", "document_id")
        | parties.ids("actor_id")
        | targets.ids("target_id")
        | answered.ids("record_id"),
    )

    def in_roles(row: Any) -> dict[str, Any]:
        found: dict[str, list[Party]] = {"from_": [], "to": [], "via": [], "copies": []}
        for one in parties.of(row.id):
            found[FIELDS[one.role]].append(Party(links.one(one.actor_id), one.printed))
        return found

    return [
        Document(
            **header(row, cited, links),
            title=row.title,
            kind=row.kind,
            knowledge=row.knowledge,
            summary=row.summary,
            **in_roles(row),
            date=date_of(row, links),
            received=date_of(row, links, "received_"),
            language=row.language,
            signed_as=row.signed_as,
            channel=row.channel,
            occasion=links.one(row.occasion_id),
            answers=targets.refs(links, "target_id", row.id, role=AboutRole.ANSWERS),
            answered_by=answered.refs(links, "record_id", row.id),
            forwards=targets.refs(links, "target_id", row.id, role=AboutRole.FORWARDS),
            **volumes.fields(row.id, links),
        )
        for row in rows
    ]


def sorted_by(sort: str, source: str | None) -> tuple[Select[Any], params.Order]:
    order = ordered_in(source, sort, ORDERS)
    return (ROWS if order is ORDER else PLACED), order


Sort = Annotated[
    str,
    params.enumerated(
        "`date` (earliest, latest, id; undated last) or `position` (in the source or volume, which `source` names).",
        ORDERS,
        "date",
    ),
]
RECORDS = Records(KIND, Document, ROWS, ORDER, assemble)
CountedBy = Annotated[str | None, facets.parameter(FACETS)]
Fields = Annotated[str | None, fields.parameter(Document)]
DocumentPage = Annotated[Page[Document], KwargDefinition(schema_component_key="DocumentPage")]


@get(
    "/documents",
    operation_id="list_documents",
    summary="List documents",
    tags=["documents"],
    responses=LIST_RESPONSES,
    opt=offering(*TABLES),
)
async def list_documents(
    database: NamedDependency[Database],
    wanted: NamedDependency[Wanted],
    asked: NamedDependency[Asked],
    common: NamedDependency[params.Common],
    dates: NamedDependency[DateFilter],
    sender: Annotated[str | None, params.refs("Who sent or wrote it.", "joseph-stalin", name="from")] = None,
    to: Annotated[str | None, params.refs("To whom.", "mao-zedong")] = None,
    via: Annotated[str | None, params.refs("Who relayed or handed it over.", "zhou-enlai")] = None,
    party: Annotated[str | None, params.refs("Sender, recipient, bearer or copy.", "kim-il-sung")] = None,
    between: Annotated[
        str | None,
        params.text(
            "Documents from one of two actors to the other: exactly two ids with a comma.",
            "joseph-stalin,mao-zedong",
            f"^{params.SLUG},{params.SLUG}$",
        ),
    ] = None,
    kind: Annotated[str | None, params.choice("What kind of text it is.", DocumentKind, "telegram")] = None,
    knowledge: Annotated[str | None, params.choice("How we know it.", Knowledge, "quoted")] = None,
    occasion: Annotated[str | None, params.refs("Event or document it goes with.", "zhou-visit-to-roshchin")] = None,
    mentions: Annotated[
        str | None, params.refs("Who is named in its text, suggestions included.", "joseph-stalin")
    ] = None,
    section: Annotated[
        str | None, params.words("The section of a volume that it stands in; name the volume in `source`.", "comp1")
    ] = None,
    number: Annotated[
        str | None, params.words("Its printed number in a volume; name the volume in `source`.", "86")
    ] = None,
    sort: Sort = "date",
    facets: CountedBy = None,
    fields: Fields = None,
) -> Response[DocumentPage]:
    """Texts that somebody wrote or sent, and talks, oldest first (earliest, latest, id; undated last)."""
    filters = {
        "from": by_party("from", sender, DocumentRole.FROM),
        "to": by_party("to", to, DocumentRole.TO),
        "via": by_party("via", via, DocumentRole.VIA),
        "party": by_party("party", party),
        "between": exchanged(between),
        "kind": params.one_of(document.c.kind, "kind", kind, DocumentKind),
        "knowledge": params.one_of(document.c.knowledge, "knowledge", knowledge, Knowledge),
        "occasion": params.among(document.c.occasion_id, "occasion", occasion),
        "mentions": naming(mentions),
        "section": in_volume(common.source, section, number),
        **dates.filters(document, KIND),
        **common.filters(document.c.id),
    }
    counts, sorting = Counts(FACETS, facets), sorted_by(sort, common.source)
    return await answer_records(database, wanted, asked, RECORDS, filters, counts, fields, sorting=sorting)


@get(
    "/documents/{id:str}",
    operation_id="get_document",
    summary="Get a document",
    tags=["documents"],
    responses=DETAIL_RESPONSES,
)
async def get_document(
    database: NamedDependency[Database], wanted: NamedDependency[Wanted], id: params.Id, fields: Fields = None
) -> Response[Document]:
    """One document: who sent it to whom and through whom, when it left and arrived, how we know it."""
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
        opt=offering(*TABLES),
    )
    async def list_of_owner(
        database: NamedDependency[Database],
        wanted: NamedDependency[Wanted],
        asked: NamedDependency[Asked],
        common: NamedDependency[params.Common],
        dates: NamedDependency[DateFilter],
        id: params.Id,
        sort: Sort = "date",
        facets: Annotated[str | None, facets.parameter(OF_DATES)] = None,
        fields: Fields = None,
    ) -> Response[DocumentPage]:
        filters = {"id": of(id), **dates.filters(document, KIND), **common.filters(document.c.id)}
        source = id if kind is RecordType.SOURCE else common.source
        counts, sorting, there = Counts(OF_DATES, facets), sorted_by(sort, source), owner(kind, id)
        return await answer_records(
            database, wanted, asked, RECORDS, filters, counts, fields, sorting=sorting, owner=there
        )

    return list_of_owner


SUBLISTS = (
    sublist(
        "/actors/{id:str}/documents",
        "list_actor_documents",
        "List an actor's documents",
        "Documents in which the actor is sender, recipient, bearer or copy, oldest first.",
        RecordType.ACTOR,
        lambda id: by_party("party", id),
    ),
    sublist(
        "/events/{id:str}/documents",
        "list_event_documents",
        "List the documents of an event",
        "Documents that go with the event or answer it, oldest first.",
        RecordType.EVENT,
        around,
    ),
    sublist(
        "/sources/{id:str}/documents",
        "list_source_documents",
        "List the documents of a source",
        "Documents known from the source or from works printed in it, oldest first.",
        RecordType.SOURCE,
        lambda id: [params.from_source(document.c.id, id)],
    ),
)
HANDLERS = (list_documents, get_document, *SUBLISTS)
