"""`events/{id}/accounts`: the competing accounts of an event, side by side."""

from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from msgspec import Meta
from sqlalchemy import select

from api import params
from api.claims import Claim, Claims
from api.db import Database, Snapshot
from api.errors import DETAIL_RESPONSES
from api.models import claim as model
from api.models.event import Event
from api.models.record import About, table
from api.models.record import Record as RecordTable
from api.models.vocabulary import AboutRole, RecordType
from api.paging import RELEASE_HEADER
from api.records import find, ref_of, rows_of
from api.refs import Links, Owned, Ref, owned

record, about, event = table(RecordTable), table(About), table(Event)
dispute, position = table(model.Dispute), table(model.DisputePosition)
in_position, presupposition = table(model.PositionInterpretation), table(model.DisputePresupposition)
interpretation = table(model.Interpretation)


class AccountPosition(msgspec.Struct):
    summary: Annotated[str, Meta(description="The answer, in our words.")]
    claims: Annotated[list[Claim], Meta(description="The claims that give it: who holds each, how firmly, on what.")]


class AccountDispute(msgspec.Struct):
    dispute: Annotated[Ref, Meta(description="The dispute's own record.")]
    question: Annotated[str, Meta(description="The question.")]
    agreed: Annotated[str | None, Meta(description="What all answers grant.")]
    presupposes: Annotated[list[Ref], Meta(description="Claims that every answer takes for granted.")]
    positions: Annotated[list[AccountPosition], Meta(description="The rival answers.")]


class Accounts(msgspec.Struct):
    event: Annotated[Ref, Meta(description="The event.")]
    disputes: Annotated[list[AccountDispute], Meta(description="Questions about it on which accounts differ.")]
    told_in_it: Annotated[list[Claim], Meta(description="What was said in it, as reported, outside the disputes.")]
    other_claims: Annotated[list[Claim], Meta(description="Other claims about it.")]
    release: Annotated[str, Meta(description="The release of the data that this shows.")]


ROWS = rows_of(event)
ABOUT = (
    select(about.c.record_id, about.c.record_type)
    .join(record, record.c.id == about.c.record_id)
    .where(about.c.role == AboutRole.ABOUT)
    .order_by(record.c.slug)
)
TOLD = select(interpretation.c.id).join(record, record.c.id == interpretation.c.id).order_by(record.c.slug)
DISPUTES = select(dispute).order_by(dispute.c.id)
POSITIONS, PRESUPPOSITIONS = owned(position.c.dispute_id), owned(presupposition.c.dispute_id)
ANSWERS = owned(in_position.c.dispute_id).order_by(None).order_by(*in_position.primary_key.columns)


def read_accounts(snapshot: Snapshot, slug: str) -> Accounts:
    found = find(snapshot, RecordType.EVENT, slug, ROWS)
    targeting = snapshot.all(ABOUT.where(about.c.target_id == found.id))
    told = [row.id for row in snapshot.all(TOLD.where(interpretation.c.said_in_id == found.id))]
    dispute_ids = [row.record_id for row in targeting if row.record_type == RecordType.DISPUTE]
    claim_ids = [row.record_id for row in targeting if row.record_type == RecordType.INTERPRETATION]
    disputes = {row.id: row for row in snapshot.all(DISPUTES.where(dispute.c.id.in_(dispute_ids)))}
    positions, presupposed, answers = (
        Owned(snapshot, statement, dispute_ids) for statement in (POSITIONS, PRESUPPOSITIONS, ANSWERS)
    )
    disputed = answers.ids("interpretation_id")
    claims = Claims(snapshot, {key for key in disputed if key is not None} | set(told) | set(claim_ids))
    links = Links(snapshot, set(dispute_ids) | presupposed.ids("interpretation_id"))

    def position_of(row: Any) -> AccountPosition:
        given = [a for a in answers.of(row.dispute_id) if a.position_seq == row.seq]
        return AccountPosition(row.summary, [claims.one(a.interpretation_id) for a in given])

    return Accounts(
        event=ref_of(found),
        disputes=[
            AccountDispute(
                links.refs[key],
                disputes[key].question,
                disputes[key].agreed,
                links.many(p.interpretation_id for p in presupposed.of(key)),
                [position_of(p) for p in positions.of(key)],
            )
            for key in dispute_ids
        ],
        told_in_it=[claims.one(key) for key in told if key not in disputed],
        other_claims=[claims.one(key) for key in claim_ids if key not in disputed and key not in told],
        release=str(snapshot.release),
    )


@get(
    "/events/{id:str}/accounts",
    operation_id="get_event_accounts",
    summary="Compare the accounts of an event",
    tags=["events"],
    responses=DETAIL_RESPONSES,
)
async def get_event_accounts(database: NamedDependency[Database], id: params.Id) -> Response[Accounts]:
    """The disputes about an event with every rival answer, who holds it and on what; then all other claims about it."""
    accounts = await database.read(lambda snapshot: read_accounts(snapshot, id))
    return Response(accounts, headers={RELEASE_HEADER: accounts.release})


HANDLERS = (get_event_accounts,)
