"""Interpretations: one claim each, with who holds it, how firmly, and on what."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import KwargDefinition
from msgspec import Meta
from sqlalchemy import func, select

from api import claim_filters as claims
from api import facets, fields, params
from api.claims import DISPUTES, EVIDENCE, PEOPLE, Evidence, evidence_of, people_of
from api.counting import SOURCES
from api.db import Database, Snapshot
from api.errors import DETAIL_RESPONSES, LIST_RESPONSES
from api.lists import TABLES, Counts, Records, answer_record, answer_records
from api.models import claim as model
from api.models import quotation as quotations
from api.models.record import About, table
from api.models.record import Citation as CitationTable
from api.models.record import Record as RecordTable
from api.models.vocabulary import (
    AboutRole,
    Certainty,
    InterpretationKind,
    InterpretationLacuna,
    InterpretationRole,
    Modality,
    RecordType,
    RelationKind,
)
from api.offers import Wanted, offering
from api.paging import Asked, Page
from api.records import Record, header, owner, rows_of
from api.refs import CITATIONS, Links, Owned, Ref, owned
from api.volume_filters import ordered_in

KIND = RecordType.INTERPRETATION
record, about, quotation = table(RecordTable), table(About), table(quotations.Quotation)
citation = table(CitationTable)
interpretation, person = table(model.Interpretation), table(model.InterpretationActor)
relation, evidence, chain = table(model.Relation), table(model.Evidence), table(model.CounterfactualChain)
in_position = table(model.PositionInterpretation)


class Direction(StrEnum):
    TO = "to"
    FROM = "from"


class Relation(msgspec.Struct):
    kind: Annotated[RelationKind, Meta(description="What the one claim does to the other.")]
    direction: Annotated[
        Direction, Meta(description="`to`: this claim does it to the other; `from`: the other way round.")
    ]
    interpretation: Annotated[Ref, Meta(description="The other claim.")]


class Interpretation(Record, kw_only=True):
    statement: Annotated[str, Meta(description="The claim in one sentence of ours, never in the author's.")]
    kind: Annotated[InterpretationKind, Meta(description="What kind of claim it is.")]
    modality: Annotated[Modality, Meta(description="How firmly its author puts it.")]
    words: Annotated[list[str], Meta(description="The author's own hedges, verbatim.")]
    authors: Annotated[list[Ref], Meta(description="Who wrote it.")]
    held_by: Annotated[list[Ref], Meta(description="Who holds it; empty only where nobody does.")]
    holder_modality: Annotated[Modality | None, Meta(description="How firmly the holder puts it, where only reported.")]
    certainty: Annotated[Certainty, Meta(description="How sure it is who holds it.")]
    said_in: Annotated[Ref | None, Meta(description="Where it was said, for the content of a document or a talk.")]
    mind_of: Annotated[list[Ref], Meta(description="Whose thoughts it is about.")]
    expectation: Annotated[bool, Meta(description="Whether it looks ahead of its own date.")]
    about: Annotated[list[Ref], Meta(description="What it is about.")]
    compared_with: Annotated[list[Ref], Meta(description="The other side of an analogy.")]
    antecedent: Annotated[str | None, Meta(description="What a counterfactual supposes.")]
    antecedent_about: Annotated[list[Ref], Meta(description="The real events that it undoes.")]
    consequent: Annotated[str | None, Meta(description="What would have followed.")]
    chain: Annotated[list[Ref], Meta(description="The causal links it would have changed.")]
    evidence: Annotated[list[Evidence], Meta(description="What the author uses for and against it; none is a finding.")]
    relations: Annotated[list[Relation], Meta(description="How it stands to other claims, in both directions.")]
    disputes: Annotated[list[Ref], Meta(description="The disputes in which it is an answer.")]
    lacuna: Annotated[InterpretationLacuna | None, Meta(description="Where a page break cut its sentence.")]
    lost: Annotated[str | None, Meta(description="What the page break took, as far as can be told.")]


POSITION = (
    select(func.min(citation.c.start))
    .where(citation.c.record_id == interpretation.c.id)
    .scalar_subquery()
    .label("position")
)
ROWS = rows_of(interpretation).add_columns(POSITION)
ORDER = (record.c.slug,)
ORDERS = {"id": ORDER, "position": (POSITION, record.c.slug)}
TARGETS, CHAIN = owned(about.c.record_id), owned(chain.c.interpretation_id)
RELATIONS, RELATED = owned(relation.c.interpretation_id), owned(relation.c.other_id, by="interpretation_id")
RELATED = RELATED.with_only_columns(relation.c.other_id, relation.c.interpretation_id, relation.c.kind)


def assemble(snapshot: Snapshot, rows: Sequence[Any]) -> list[Interpretation]:
    ids = [row.id for row in rows]
    cited, people, targets, links_changed, resting, to, back, disputes = (
        Owned(snapshot, statement, ids)
        for statement in (CITATIONS, PEOPLE, TARGETS, CHAIN, EVIDENCE, RELATIONS, RELATED, DISPUTES)
    )
    links = Links(
        snapshot,
        {row.said_in_id for row in rows}
        | cited.ids("source_id", "document_id")
        | people.ids("actor_id")
        | targets.ids("target_id")
        | links_changed.ids("causal_link_id")
        | resting.ids("target_id")
        | to.ids("other_id")
        | back.ids("interpretation_id")
        | disputes.ids("dispute_id"),
    )

    def targeted(key: int, role: AboutRole) -> list[Ref]:
        return links.many(t.target_id for t in targets.of(key, role=role))

    return [
        Interpretation(
            **header(row, cited, links),
            statement=row.statement,
            kind=row.kind,
            modality=row.modality,
            words=row.words,
            authors=people_of(people, row.id, InterpretationRole.AUTHOR, links),
            held_by=people_of(people, row.id, InterpretationRole.HOLDER, links),
            holder_modality=row.holder_modality,
            certainty=row.certainty,
            said_in=links.one(row.said_in_id),
            mind_of=people_of(people, row.id, InterpretationRole.MIND, links),
            expectation=row.expectation,
            about=targeted(row.id, AboutRole.ABOUT),
            compared_with=targeted(row.id, AboutRole.COMPARED_WITH),
            antecedent=row.antecedent,
            antecedent_about=targeted(row.id, AboutRole.ANTECEDENT),
            consequent=row.consequent,
            chain=links.many(c.causal_link_id for c in links_changed.of(row.id)),
            evidence=evidence_of(resting, row.id, links),
            relations=[Relation(r.kind, Direction.TO, links.refs[r.other_id]) for r in to.of(row.id)]
            + [Relation(r.kind, Direction.FROM, links.refs[r.interpretation_id]) for r in back.of(row.id)],
            disputes=links.many(d.dispute_id for d in disputes.of(row.id)),
            lacuna=row.lacuna,
            lost=row.lost,
        )
        for row in rows
    ]


RECORDS = Records(KIND, Interpretation, ROWS, ORDER, assemble)
CountedBy = Annotated[str | None, facets.parameter(claims.FACETS)]
Fields = Annotated[str | None, fields.parameter(Interpretation)]
InterpretationPage = Annotated[Page[Interpretation], KwargDefinition(schema_component_key="InterpretationPage")]


@get(
    "/interpretations",
    operation_id="list_interpretations",
    summary="List interpretations",
    tags=["interpretations"],
    responses=LIST_RESPONSES,
    opt=offering(*TABLES),
)
async def list_interpretations(
    database: NamedDependency[Database],
    wanted: NamedDependency[Wanted],
    asked: NamedDependency[Asked],
    common: NamedDependency[params.Common],
    author: Annotated[str | None, params.refs("Who wrote it.", "thomas-j-christensen")] = None,
    held_by: Annotated[str | None, params.refs("Who holds it.", "mao-zedong")] = None,
    mind_of: Annotated[str | None, params.refs("Whose thoughts it is about.", "joseph-stalin")] = None,
    about: Annotated[str | None, params.refs("What it is about, of any type.", "sochi-talks")] = None,
    said_in: Annotated[str | None, params.refs("The document or event it was said in.", "sochi-talks")] = None,
    evidence: Annotated[
        str | None,
        params.refs(
            "What it rests on; a document stands for its quotations and for what was said in it too. "
            "`none`: no quotation and no document.",
            "stalin-to-mao-1950-10-05",
        ),
    ] = None,
    kind: Annotated[str | None, params.choice("What kind of claim it is.", InterpretationKind, "motive")] = None,
    modality: Annotated[str | None, params.choice("How firmly its author puts it.", Modality, "infers")] = None,
    dispute: Annotated[str | None, params.refs("The dispute in which it is an answer.", "sochi-who-drew-back")] = None,
    expectation: Annotated[
        str | None, params.enumerated("`true` for forecasts, `false` for all others.", ["true", "false"], "true")
    ] = None,
    certainty: params.Sureness = None,
    sort: Annotated[str, params.enumerated("`id`, or `position` in the `source` named.", ORDERS, "id")] = "id",
    facets: CountedBy = None,
    fields: Fields = None,
) -> Response[InterpretationPage]:
    """Claims of the authors and claims they report, by id."""
    filters = {
        "author": claims.by_person(InterpretationRole.AUTHOR, "author", author),
        "held_by": claims.by_person(InterpretationRole.HOLDER, "held_by", held_by),
        "mind_of": claims.by_person(InterpretationRole.MIND, "mind_of", mind_of),
        "about": claims.by_target(about),
        "said_in": params.among(interpretation.c.said_in_id, "said_in", said_in),
        "evidence": claims.by_evidence(evidence),
        "kind": params.one_of(interpretation.c.kind, "kind", kind, InterpretationKind),
        "modality": params.one_of(interpretation.c.modality, "modality", modality, Modality),
        "dispute": claims.by_dispute(dispute),
        "expectation": claims.by_expectation(expectation),
        "certainty": params.one_of(interpretation.c.certainty, "certainty", certainty, Certainty),
        **common.filters(interpretation.c.id),
    }
    sorting, counts = (ROWS, ordered_in(common.source, sort, ORDERS)), Counts(claims.FACETS, facets)
    return await answer_records(database, wanted, asked, RECORDS, filters, counts, fields, sorting=sorting)


@get(
    "/interpretations/{id:str}",
    operation_id="get_interpretation",
    summary="Get an interpretation",
    tags=["interpretations"],
    responses=DETAIL_RESPONSES,
)
async def get_interpretation(
    database: NamedDependency[Database], wanted: NamedDependency[Wanted], id: params.Id, fields: Fields = None
) -> Response[Interpretation]:
    """One claim: who holds it, how firmly, what it rests on, and how it stands to other claims."""
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
        id: params.Id,
        facets: Annotated[str | None, facets.parameter(SOURCES)] = None,
        fields: Fields = None,
    ) -> Response[InterpretationPage]:
        filters, counts = {"id": of(id), **common.filters(interpretation.c.id)}, Counts(SOURCES, facets)
        return await answer_records(database, wanted, asked, RECORDS, filters, counts, fields, owner=owner(kind, id))

    return list_of_owner


SUBLISTS = (
    sublist(
        "/actors/{id:str}/interpretations",
        "list_actor_interpretations",
        "List the claims of and about an actor",
        "Claims that the actor wrote or holds, or that are about the actor, by id.",
        RecordType.ACTOR,
        claims.with_actor,
    ),
    sublist(
        "/events/{id:str}/interpretations",
        "list_event_interpretations",
        "List the claims about an event",
        "Claims about the event and what was said in it, by id.",
        RecordType.EVENT,
        lambda id: claims.on_record("event", id, RecordType.EVENT),
    ),
    sublist(
        "/documents/{id:str}/interpretations",
        "list_document_interpretations",
        "List the claims that rest on a document",
        "Claims that rest on the document, its quotations or what was said in it, by id.",
        RecordType.DOCUMENT,
        claims.by_evidence,
    ),
    sublist(
        "/disputes/{id:str}/interpretations",
        "list_dispute_interpretations",
        "List the answers in a dispute",
        "Claims that give one of the rival answers, by id.",
        RecordType.DISPUTE,
        claims.by_dispute,
    ),
)
HANDLERS = (list_interpretations, get_interpretation, *SUBLISTS)
