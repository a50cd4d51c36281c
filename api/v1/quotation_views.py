"""`quotations/{id}/context` and `/uses`: what stands next to the words, and who uses them for what."""

from enum import StrEnum
from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.openapi.spec import Example
from litestar.params import QueryParameter
from msgspec import Meta
from sqlalchemy import ColumnElement, select

from api import params
from api.claims import Claim, Claims
from api.db import Database, Snapshot
from api.errors import DETAIL_RESPONSES
from api.models import claim as model
from api.models.quotation import Quotation
from api.models.record import Citation as CitationTable
from api.models.record import Record as RecordTable
from api.models.record import table
from api.models.vocabulary import EvidenceStance, RecordType
from api.paging import RELEASE_HEADER
from api.records import find, ref_of, rows_of
from api.refs import CITATIONS, Citation, Links, Owned, Ref, citations_of
from api.surroundings import MOST, Passage, Passages

record, citation = table(RecordTable), table(CitationTable)
quotation, evidence = table(Quotation), table(model.Evidence)
ROWS = rows_of(quotation)
NEIGHBOURS = 5  # on each side
Paragraphs = Annotated[
    int,
    QueryParameter(
        ge=1,
        le=5,
        description="Paragraphs of text before and after the words, where the text may be shown; elsewhere there are "
        "none, whatever is asked for.",
        examples=[Example(value=2)],
    ),
]


class Side(StrEnum):
    BEFORE = "before"
    WITHIN = "within"
    AFTER = "after"


class Neighbour(msgspec.Struct):
    side: Annotated[Side, Meta(description="Whether it stands before the words, within them or after.")]
    record: Annotated[Ref, Meta(description="A quotation, claim or other record cited from the same work.")]
    start: Annotated[int, Meta(ge=0, description="First code point of its passage.")]
    end: Annotated[int, Meta(ge=1, description="Code point after the last.")]


class Context(msgspec.Struct):
    quotation: Annotated[Ref, Meta(description="The quotation.")]
    source: Annotated[Ref, Meta(description="The work in which it stands.")]
    citations: Annotated[list[Citation], Meta(description="Where in it.")]
    text_shown: Annotated[
        bool, Meta(description="Whether the source's text may be shown; `passages` may show it from other works.")
    ]
    passages: Annotated[
        list[Passage],
        Meta(
            description="The text around the words wherever they stand in a text that may be shown (`also_in` of the "
            f"quotation), at most {MOST}; empty where there is none."
        ),
    ]
    neighbours: Annotated[list[Neighbour], Meta(description="What is cited from next to it, in the order of the text.")]
    release: Annotated[str, Meta(description="The release of the data that this shows.")]


class Use(msgspec.Struct):
    stance: Annotated[EvidenceStance, Meta(description="Whether the words speak for the claim or against it.")]
    claim: Annotated[Claim, Meta(description="The claim.")]


class Uses(msgspec.Struct):
    quotation: Annotated[Ref, Meta(description="The quotation.")]
    uses: Annotated[list[Use], Meta(description="The claims that use these words, or the document they stand in.")]
    release: Annotated[str, Meta(description="The release of the data that this shows.")]


SHOWN = [RecordType.QUOTATION, RecordType.INTERPRETATION, RecordType.EVENT, RecordType.DOCUMENT]
PASSAGES = (
    select(citation.c.record_id, citation.c.start, citation.c.end)
    .join(record, record.c.id == citation.c.record_id)
    .where(record.c.type.in_(SHOWN))
)
SOURCE = select(params.source.c.text_shown)


def passages(snapshot: Snapshot, found: Any, where: ColumnElement[bool], *order: ColumnElement[Any]) -> list[Any]:
    """The nearest passages of a side, one for each record; some records have several."""
    statement = PASSAGES.where(citation.c.source_id == found.source_id, citation.c.record_id != found.id, where)
    nearest: dict[int, Any] = {}
    for row in snapshot.all(statement.order_by(*order).limit(NEIGHBOURS * 4)):
        nearest.setdefault(row.record_id, row)
    return list(nearest.values())[:NEIGHBOURS]


def read_context(snapshot: Snapshot, slug: str, paragraphs: int) -> Context:
    found = find(snapshot, RecordType.QUOTATION, slug, ROWS)
    start = citation.c.start
    before = passages(snapshot, found, start < found.start, start.desc(), citation.c.record_id.desc())
    after = passages(snapshot, found, start >= found.start, start, citation.c.record_id)
    cited = Owned(snapshot, CITATIONS, [found.id])
    near = {row.record_id for row in (*before, *after)}
    texts = Passages(snapshot, found.id)
    links = Links(snapshot, {found.source_id} | near | texts.ids() | cited.ids("source_id", "document_id"))
    sides = [(Side.BEFORE, row) for row in reversed(before)]
    sides += [(Side.WITHIN if row.start < found.end else Side.AFTER, row) for row in after]
    return Context(
        quotation=ref_of(found),
        source=links.refs[found.source_id],
        citations=citations_of(cited, found.id, links),
        text_shown=bool(snapshot.scalar(SOURCE.where(params.source.c.id == found.source_id))),
        passages=texts.shown(paragraphs, links),
        neighbours=[Neighbour(side, links.refs[row.record_id], row.start, row.end) for side, row in sides],
        release=str(snapshot.release),
    )


def read_uses(snapshot: Snapshot, slug: str) -> Uses:
    found = find(snapshot, RecordType.QUOTATION, slug, ROWS)
    targets = [key for key in (found.id, found.document_id) if key is not None]
    statement = (
        select(evidence.c.interpretation_id, evidence.c.stance)
        .join(record, record.c.id == evidence.c.interpretation_id)
        .where(evidence.c.target_id.in_(targets))
        .order_by(record.c.slug, evidence.c.seq)
    )
    rows = {row.interpretation_id: row for row in snapshot.all(statement)}
    claims = Claims(snapshot, rows)
    return Uses(
        quotation=ref_of(found),
        uses=[Use(row.stance, claims.one(key)) for key, row in rows.items()],
        release=str(snapshot.release),
    )


@get(
    "/quotations/{id:str}/context",
    operation_id="get_quotation_context",
    summary="See what stands next to a quotation",
    tags=["quotations"],
    responses=DETAIL_RESPONSES,
)
async def get_quotation_context(
    database: NamedDependency[Database], id: params.Id, paragraphs: Paragraphs = 1
) -> Response[Context]:
    """The records cited from just before and just after the words, in the order of the text; and where a text that may
    be shown has the words, that text: the paragraphs before and after, with the words marked.
    """
    context = await database.read(lambda snapshot: read_context(snapshot, id, paragraphs))
    return Response(context, headers={RELEASE_HEADER: context.release})


@get(
    "/quotations/{id:str}/uses",
    operation_id="get_quotation_uses",
    summary="See who uses a quotation, and for what",
    tags=["quotations"],
    responses=DETAIL_RESPONSES,
)
async def get_quotation_uses(database: NamedDependency[Database], id: params.Id) -> Response[Uses]:
    """The claims that rest on these words, or on the document in which they stand."""
    uses = await database.read(lambda snapshot: read_uses(snapshot, id))
    return Response(uses, headers={RELEASE_HEADER: uses.release})


HANDLERS = (get_quotation_context, get_quotation_uses)
