"""Disputes: questions on which accounts differ."""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import KwargDefinition
from msgspec import Meta
from sqlalchemy import func, select

from api import facets, fields, params
from api.counting import SOURCES, refs
from api.db import Database, Snapshot
from api.errors import DETAIL_RESPONSES, LIST_RESPONSES
from api.lists import TABLES, Counts, Records, answer_record, answer_records
from api.models import claim as model
from api.models.record import About, table
from api.models.record import Record as RecordTable
from api.models.vocabulary import AboutRole, InterpretationRole, RecordType
from api.offers import Wanted, offering
from api.paging import Asked, Page
from api.prepared import Prepared
from api.records import Record, header, rows_of
from api.refs import CITATIONS, IDS, Links, Owned, Ref, owned

KIND = RecordType.DISPUTE
record, about, dispute = table(RecordTable), table(About), table(model.Dispute)
position, in_position = table(model.DisputePosition), table(model.PositionInterpretation)
presupposition, person = table(model.DisputePresupposition), table(model.InterpretationActor)
evidence = table(model.Evidence)


class Position(msgspec.Struct):
    summary: Annotated[str, Meta(description="The answer, in our words.")]
    held_by: Annotated[list[Ref], Meta(description="Who holds it; empty where it is only raised.")]
    interpretations: Annotated[list[Ref], Meta(description="The claims that give this answer.")]


class Dispute(Record, kw_only=True):
    question: Annotated[str, Meta(description="The question.")]
    agreed: Annotated[str | None, Meta(description="What all of them grant; the citations are for this.")]
    about: Annotated[list[Ref], Meta(description="What it is about.")]
    presupposes: Annotated[list[Ref], Meta(description="Claims that every answer takes for granted.")]
    positions: Annotated[list[Position], Meta(description="The rival answers.")]
    quotation_count: Annotated[
        int, Meta(ge=0, description="On how many quotations its answers rest in all, through other claims too.")
    ]


ROWS = rows_of(dispute)
ORDER = (record.c.slug,)
TARGETS, POSITIONS = owned(about.c.record_id), owned(position.c.dispute_id)
PRESUPPOSITIONS = owned(presupposition.c.dispute_id)
ANSWERS = owned(in_position.c.dispute_id).order_by(None).order_by(*in_position.primary_key.columns)
HOLDERS = (
    select(in_position.c.dispute_id, in_position.c.position_seq, person.c.actor_id)
    .join(person, person.c.interpretation_id == in_position.c.interpretation_id)
    .where(in_position.c.dispute_id.in_(IDS), person.c.role == InterpretationRole.HOLDER)
    .order_by(in_position.c.dispute_id, in_position.c.position_seq, in_position.c.seq, person.c.seq)
)

USED = (
    select(in_position.c.dispute_id, evidence.c.target_id, evidence.c.target_type)
    .join(evidence, evidence.c.interpretation_id == in_position.c.interpretation_id)
    .where(in_position.c.dispute_id.in_(IDS))
    .cte(recursive=True)
)
USED = USED.union(
    select(USED.c.dispute_id, evidence.c.target_id, evidence.c.target_type)
    .join(evidence, evidence.c.interpretation_id == USED.c.target_id)
    .where(USED.c.target_type == RecordType.INTERPRETATION)
)
QUOTED = Prepared(
    select(USED.c.dispute_id, func.count(USED.c.target_id.distinct()))
    .where(USED.c.target_type == RecordType.QUOTATION)
    .group_by(USED.c.dispute_id)
)


def assemble(snapshot: Snapshot, rows: Sequence[Any]) -> list[Dispute]:
    ids = [row.id for row in rows]
    cited, targets, presupposed, positions, answers, holders = (
        Owned(snapshot, statement, ids)
        for statement in (CITATIONS, TARGETS, PRESUPPOSITIONS, POSITIONS, ANSWERS, HOLDERS)
    )
    quoted: dict[int, int] = dict(snapshot.all(QUOTED, ids=ids))
    links = Links(
        snapshot,
        cited.ids("source_id", "document_id")
        | targets.ids("target_id")
        | presupposed.ids("interpretation_id")
        | answers.ids("interpretation_id")
        | holders.ids("actor_id"),
    )

    def position_of(row: Any) -> Position:
        held = [h.actor_id for h in holders.of(row.dispute_id) if h.position_seq == row.seq]
        given = [a.interpretation_id for a in answers.of(row.dispute_id) if a.position_seq == row.seq]
        return Position(row.summary, links.many(dict.fromkeys(held)), links.many(given))

    return [
        Dispute(
            **header(row, cited, links),
            question=row.question,
            agreed=row.agreed,
            about=links.many(t.target_id for t in targets.of(row.id, role=AboutRole.ABOUT)),
            presupposes=links.many(p.interpretation_id for p in presupposed.of(row.id)),
            positions=[position_of(p) for p in positions.of(row.id)],
            quotation_count=quoted.get(row.id, 0),
        )
        for row in rows
    ]


def by_target(value: str | None) -> params.Conditions:
    targets = params.among(about.c.target_id, "about", value)
    return [dispute.c.id.in_(select(about.c.record_id).where(*targets))] if targets else []


def by_holder(value: str | None) -> params.Conditions:
    actors = params.among(person.c.actor_id, "held_by", value, RecordType.ACTOR)
    held = (
        select(in_position.c.dispute_id)
        .join(person, person.c.interpretation_id == in_position.c.interpretation_id)
        .where(person.c.role == InterpretationRole.HOLDER, *actors)
    )
    return [dispute.c.id.in_(held)] if actors else []


RECORDS = Records(KIND, Dispute, ROWS, ORDER, assemble)
HELD = in_position.join(person, person.c.interpretation_id == in_position.c.interpretation_id)
IS_HOLDER = person.c.role == InterpretationRole.HOLDER
FACETS: facets.Facets = {
    "about": refs(about.c.target_id, about.c.record_id),
    "held_by": refs(person.c.actor_id, in_position.c.dispute_id, IS_HOLDER, kind=RecordType.ACTOR, read=HELD),
    **SOURCES,
}
CountedBy = Annotated[str | None, facets.parameter(FACETS)]
Fields = Annotated[str | None, fields.parameter(Dispute)]
DisputePage = Annotated[Page[Dispute], KwargDefinition(schema_component_key="DisputePage")]


@get(
    "/disputes",
    operation_id="list_disputes",
    summary="List disputes",
    tags=["disputes"],
    responses=LIST_RESPONSES,
    opt=offering(*TABLES),
)
async def list_disputes(
    database: NamedDependency[Database],
    wanted: NamedDependency[Wanted],
    asked: NamedDependency[Asked],
    common: NamedDependency[params.Common],
    about: Annotated[str | None, params.refs("What it is about, of any type.", "sochi-talks")] = None,
    held_by: Annotated[str | None, params.refs("Who holds one of the answers.", "mao-zedong")] = None,
    facets: CountedBy = None,
    fields: Fields = None,
) -> Response[DisputePage]:
    """Questions on which accounts differ, by id."""
    filters = {
        "about": by_target(about),
        "held_by": by_holder(held_by),
        **common.filters(dispute.c.id),
    }
    return await answer_records(database, wanted, asked, RECORDS, filters, Counts(FACETS, facets), fields)


@get(
    "/disputes/{id:str}",
    operation_id="get_dispute",
    summary="Get a dispute",
    tags=["disputes"],
    responses=DETAIL_RESPONSES,
)
async def get_dispute(
    database: NamedDependency[Database], wanted: NamedDependency[Wanted], id: params.Id, fields: Fields = None
) -> Response[Dispute]:
    """One question with the rival answers and who holds each."""
    return await answer_record(database, wanted, RECORDS, id, fields)


HANDLERS = (list_disputes, get_dispute)
