"""`interpretations/{id}/evidence` and `/graph`: an argument down to the words it rests on, and what it is tied to."""

from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from msgspec import Meta
from sqlalchemy import or_, select

from api import params
from api.db import Database, Snapshot
from api.errors import DETAIL_RESPONSES
from api.models import claim as model
from api.models.quotation import Quotation
from api.models.record import table
from api.models.vocabulary import EvidenceStance, QuotationLacuna, RecordType
from api.paging import RELEASE_HEADER
from api.records import find, ref_of, rows_of
from api.refs import CITATIONS, IDS, Citation, Links, Owned, Ref, citations_of, owned

interpretation, evidence = table(model.Interpretation), table(model.Evidence)
relation, assertion = table(model.Relation), table(model.CausalAssertion)
in_position, quotation = table(model.PositionInterpretation), table(Quotation)
DEEPEST = 10  # claims upon claims


class Step(msgspec.Struct):
    depth: Annotated[
        int, Meta(ge=1, description="1 for what the claim itself uses, 2 for what that rests on, and so on.")
    ]
    under: Annotated[Ref, Meta(description="The claim that uses it.")]
    stance: Annotated[EvidenceStance, Meta(description="Whether it speaks for that claim or against it.")]
    record: Annotated[Ref, Meta(description="A quotation, document, event or another claim.")]
    text: Annotated[str | None, Meta(description="The words of a quotation, the statement of a claim.")]
    lacuna: Annotated[QuotationLacuna | None, Meta(description="Where a page break swallowed words of a quotation.")]
    document: Annotated[Ref | None, Meta(description="The document in which the words stand or the claim was said.")]
    citations: Annotated[list[Citation], Meta(description="The passages that carry it.")]


class Argument(msgspec.Struct):
    interpretation: Annotated[Ref, Meta(description="The claim.")]
    steps: Annotated[list[Step], Meta(description="What it rests on, step by step down to the words.")]
    quotation_count: Annotated[int, Meta(ge=0, description="On how many quotations it rests in all.")]
    document_count: Annotated[int, Meta(ge=0, description="On how many documents it rests in all.")]
    release: Annotated[str, Meta(description="The release of the data that this shows.")]


class Edge(msgspec.Struct, rename={"from_": "from"}):
    from_: Annotated[Ref, Meta(description="Where it begins.")]
    to: Annotated[Ref, Meta(description="Where it ends.")]
    kind: Annotated[
        str, Meta(description="A relation, `evidence-for`, `evidence-against`, `asserts`, `disputes`, `answers-in`.")
    ]


class Graph(msgspec.Struct):
    interpretation: Annotated[Ref, Meta(description="The claim.")]
    nodes: Annotated[list[Ref], Meta(description="It and everything one step away.")]
    edges: Annotated[list[Edge], Meta(description="What ties them together.")]
    release: Annotated[str, Meta(description="The release of the data that this shows.")]


ROWS = rows_of(interpretation)
USED = owned(evidence.c.interpretation_id)
STATEMENTS = select(
    interpretation.c.id, interpretation.c.statement, interpretation.c.said_in_id, interpretation.c.said_in_type
).where(interpretation.c.id.in_(IDS))
WORDS = select(quotation.c.id, quotation.c.text, quotation.c.lacuna, quotation.c.document_id).where(
    quotation.c.id.in_(IDS)
)


def used_by(snapshot: Snapshot, key: int) -> list[tuple[int, Any]]:
    """Rows of evidence with their depth; each claim is opened once, so a circle ends."""
    opened, frontier, found = {key}, [key], []
    for depth in range(1, DEEPEST + 1):
        rows = snapshot.all(USED, ids=frontier)
        found += [(depth, row) for row in rows]
        claims = {row.target_id for row in rows if row.target_type == RecordType.INTERPRETATION}
        frontier = sorted(claims - opened)
        opened |= claims
        if not frontier:
            break
    return found


def read_argument(snapshot: Snapshot, slug: str) -> Argument:
    found = find(snapshot, RecordType.INTERPRETATION, slug, ROWS)
    used = used_by(snapshot, found.id)
    targets = sorted({row.target_id for _, row in used} | {found.id})
    words = {row.id: row for row in snapshot.all(WORDS, ids=targets)}
    statements = {row.id: row for row in snapshot.all(STATEMENTS, ids=targets)}
    cited = Owned(snapshot, CITATIONS, targets)
    said_in = {row.id: row.said_in_id for row in statements.values() if row.said_in_type == RecordType.DOCUMENT}
    documents = {row.id: row.document_id for row in words.values()} | said_in
    links = Links(
        snapshot,
        {*targets, *documents.values()}
        | {row.interpretation_id for _, row in used}
        | cited.ids("source_id", "document_id"),
    )
    steps = [
        Step(
            depth=depth,
            under=links.refs[row.interpretation_id],
            stance=row.stance,
            record=links.refs[row.target_id],
            text=text_of(row.target_id, words, statements),
            lacuna=words[row.target_id].lacuna if row.target_id in words else None,
            document=links.one(documents.get(row.target_id)),
            citations=citations_of(cited, row.target_id, links),
        )
        for depth, row in used
    ]
    held = {row.target_id for _, row in used if row.target_type == RecordType.DOCUMENT}
    held |= {key for key in documents.values() if key is not None}
    return Argument(ref_of(found), steps, len(words), len(held), str(snapshot.release))


def text_of(key: int, words: dict[int, Any], statements: dict[int, Any]) -> str | None:
    if key in words:
        return str(words[key].text)
    return str(statements[key].statement) if key in statements else None


def ties(snapshot: Snapshot, key: int) -> list[tuple[int, int, str]]:
    """What ties a claim to others: from, to, kind."""
    related = snapshot.all(select(relation).where(or_(relation.c.interpretation_id == key, relation.c.other_id == key)))
    used = snapshot.all(select(evidence).where(or_(evidence.c.interpretation_id == key, evidence.c.target_id == key)))
    asserted = snapshot.all(select(assertion).where(assertion.c.interpretation_id == key))
    answers = snapshot.all(select(in_position).where(in_position.c.interpretation_id == key))
    found = [(row.interpretation_id, row.other_id, row.kind.value) for row in related]
    found += [(row.interpretation_id, row.target_id, f"evidence-{row.stance.value}") for row in used]
    found += [(row.interpretation_id, row.causal_link_id, row.stance.value) for row in asserted]
    found += [(row.interpretation_id, row.dispute_id, "answers-in") for row in answers]
    return list(dict.fromkeys(found))


def read_graph(snapshot: Snapshot, slug: str) -> Graph:
    found = find(snapshot, RecordType.INTERPRETATION, slug, ROWS)
    edges = ties(snapshot, found.id)
    links = Links(snapshot, {found.id} | {end for one, other, _ in edges for end in (one, other)})
    drawn = [Edge(links.refs[one], links.refs[other], kind) for one, other, kind in edges]
    nodes = sorted(links.refs.values(), key=lambda ref: (ref.type.value, ref.id))
    return Graph(
        ref_of(found), nodes, sorted(drawn, key=lambda e: (e.kind, e.from_.id, e.to.id)), str(snapshot.release)
    )


@get(
    "/interpretations/{id:str}/evidence",
    operation_id="get_interpretation_evidence",
    summary="Follow a claim down to the words it rests on",
    tags=["interpretations"],
    responses=DETAIL_RESPONSES,
)
async def get_interpretation_evidence(database: NamedDependency[Database], id: params.Id) -> Response[Argument]:
    """What the claim uses, what that rests on in its turn, down to quotations and documents; none is a finding."""
    found = await database.read(lambda snapshot: read_argument(snapshot, id))
    return Response(found, headers={RELEASE_HEADER: found.release})


@get(
    "/interpretations/{id:str}/graph",
    operation_id="get_interpretation_graph",
    summary="See what a claim hangs together with",
    tags=["interpretations"],
    responses=DETAIL_RESPONSES,
)
async def get_interpretation_graph(database: NamedDependency[Database], id: params.Id) -> Response[Graph]:
    """Its evidence, the claims it supports, contradicts or answers, its disputes and causal links, one step away."""
    found = await database.read(lambda snapshot: read_graph(snapshot, id))
    return Response(found, headers={RELEASE_HEADER: found.release})


HANDLERS = (get_interpretation_evidence, get_interpretation_graph)
