"""`actors/{id}/knowledge`: what had reached an actor by a day, what may have, what was under way or withheld."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from msgspec import Meta
from sqlalchemy import ColumnElement, FromClause, Subquery, func, select

from api import params
from api.claims import Claim, Claims
from api.dates import Date, date_columns, date_of
from api.db import Database, Snapshot
from api.edtf import NO_LOWER, NO_UPPER
from api.errors import DETAIL_RESPONSES, bad_parameter
from api.models import claim as model
from api.models.actor import Actor
from api.models.document import Document
from api.models.event import Event
from api.models.record import About, table
from api.models.record import Record as RecordTable
from api.models.vocabulary import (
    Certainty,
    InterpretationRole,
    RecordType,
    TransmissionMode,
    TransmissionRole,
)
from api.paging import COUNTED, RELEASE_HEADER
from api.records import find, ref_of, rows_of
from api.refs import CITATIONS, IDS, Citation, Links, Owned, Ref, citations_of, owned

MOST = 200  # pieces of information, of each side of a day
record, about, document, event = table(RecordTable), table(About), table(Document), table(Event)
transmission, party = table(model.Transmission), table(model.TransmissionParty)
interpretation, person = table(model.Interpretation), table(model.InterpretationActor)


class Item(msgspec.Struct, rename={"from_": "from"}):
    transmission: Annotated[Ref, Meta(description="The piece of information.")]
    content: Annotated[str, Meta(description="What was learnt, in our words.")]
    mode: Annotated[TransmissionMode, Meta(description="How it travelled.")]
    certainty: Annotated[Certainty, Meta(description="How sure it is that it reached the actor.")]
    from_: Annotated[list[Ref], Meta(description="From whom, or who kept it.")]
    via: Annotated[list[Ref], Meta(description="Through whom.")]
    document: Annotated[Ref | None, Meta(description="The document that carried it.")]
    event: Annotated[Ref | None, Meta(description="The event on which it was told.")]
    date: Annotated[Date | None, Meta(description="When it was learnt, or withheld.")]
    about: Annotated[list[Ref], Meta(description="What the news is about.")]
    claim: Annotated[Claim | None, Meta(description="The claim that says so: whose, how firmly.")]
    citations: Annotated[list[Citation], Meta(description="The passages that carry it.")]
    reason: Annotated[str, Meta(description="Why it stands in its group.")]


class Forecast(msgspec.Struct):
    claim: Annotated[Claim, Meta(description="What was expected, and who says so.")]
    said_in: Annotated[Ref | None, Meta(description="Where it was said.")]
    date: Annotated[Date | None, Meta(description="When it was said; null where the source does not tell.")]
    reason: Annotated[str, Meta(description="Why it stands in this group.")]


class Known(msgspec.Struct):
    actor: Annotated[Ref, Meta(description="Who.")]
    at: Annotated[str | None, Meta(description="To the end of this day; null where none was asked for.")]
    about: Annotated[list[Ref], Meta(description="The subjects asked for.")]
    received: Annotated[list[Item], Meta(description="Had reached the actor by then, on record.")]
    possibly_received: Annotated[list[Item], Meta(description="May have: the bounds of the date straddle the day.")]
    inferred: Annotated[list[Item], Meta(description="Not on record: implied, claimed by one side, or disputed.")]
    in_transit: Annotated[list[Item], Meta(description="Sent by then, or perhaps, not yet received.")]
    withheld: Annotated[list[Item], Meta(description="Kept from the actor.")]
    expected: Annotated[list[Forecast], Meta(description="Forecasts of the actor on record by then.")]
    undated: Annotated[list[Item], Meta(description="When it was learnt is not known.")]
    later: Annotated[
        int, Meta(ge=0, description="How many pieces of information are left out because they came later.")
    ]
    complete: Annotated[
        bool,
        Meta(
            description="False where more is on record than is shown: of what was learnt by that day, of what was "
            f"learnt later and of what is undated the {MOST} nearest to the day, and of forecasts the first {MOST}; "
            "ask for another day, or what it is about."
        ),
    ]
    release: Annotated[str, Meta(description="The release of the data that this shows.")]


ROWS = rows_of(table(Actor))
LEARNT = (
    rows_of(transmission)
    .add_columns(document.c.lo.label("sent_lo"), document.c.hi.label("sent_hi"))
    .outerjoin(document, document.c.id == transmission.c.document_id)
    .where(transmission.c.id.in_(IDS))
    .order_by(transmission.c.lo, transmission.c.hi, record.c.slug)
)
REACHED = (party.c.lo, party.c.hi, party.c.slug)
MINDS = (InterpretationRole.HOLDER, InterpretationRole.MIND)
PARTIES, TARGETS = owned(party.c.transmission_id), owned(about.c.record_id)
EXPECTED = (
    select(interpretation.c.id, interpretation.c.said_in_id)
    .join(record, record.c.id == interpretation.c.id)
    .where(interpretation.c.expectation)
    .order_by(record.c.slug)
)
SAID_ON_EVENT = select(event.c.id, *date_columns(event)).where(event.c.id.in_(IDS))
SAID_IN_DOCUMENT = select(document.c.id, *date_columns(document)).where(document.c.id.in_(IDS))


@dataclass(frozen=True, slots=True)
class Question:
    """`at` is the last day that counts, as an ordinal; `subject`: what is about the subjects asked for, if any are."""

    actor: Any
    at: int
    subject: Subquery | None


def group_of(row: Any, at: int) -> tuple[str, str] | None:
    """The group of a piece of information on that day, and why; None for what came later."""
    if row.mode == TransmissionMode.WITHHELD:
        return ("withheld", "It was kept from the actor.") if row.edtf is None or row.lo <= at else None
    if row.edtf is None:
        return "undated", "The source does not say when it was learnt."
    if row.lo > at:
        return under_way(row.sent_lo, row.sent_hi, at)
    if row.certainty != Certainty.STATED:
        return "inferred", f"That it was learnt is not on record: {row.certainty}."
    if row.hi <= at:
        return "received", "The latest day it can have been learnt is not after that day."
    return "possibly_received", "It was learnt between a day before and a day after that day."


def of_subject(subject: str) -> Subquery:
    """The first records that are about one of these, as many as a total counts."""
    targets = params.among(about.c.target_id, "about", subject)
    return select(about.c.record_id).where(*targets).distinct().limit(COUNTED).subquery("subject")


def under_way(first: int | None, last: int | None, at: int) -> tuple[str, str] | None:
    """Whether what was learnt later had been sent by then: not on the strength of a first day that nobody knows."""
    if first is None or last is None:
        return None
    if last <= at:
        return "in_transit", "It was sent by that day and learnt later."
    perhaps = NO_LOWER < first <= at
    return ("in_transit", "It may have been sent by that day; it was learnt later.") if perhaps else None


def links_of(question: Question, key: ColumnElement[int], *mine: ColumnElement[bool]) -> Subquery:
    """The actor's links to what `key` points at, as many as a total counts; those of a subject, if one is asked for."""
    found = select(key.table).where(*mine)
    if question.subject is not None:
        found = found.join(question.subject, question.subject.c.record_id == key)
    return found.limit(COUNTED).subquery("mine")


def size(snapshot: Snapshot, found: Subquery) -> int:
    return int(snapshot.scalar(select(func.count()).select_from(found)))


def reached(snapshot: Snapshot, question: Question) -> tuple[list[int], int, bool]:
    """What reached the actor: the nearest on each side of the day and of no day, how many later, and if that is all."""
    mine: Sequence[ColumnElement[bool]] = (
        party.c.actor_id == question.actor.id,
        party.c.role == TransmissionRole.TO,
    )
    met: FromClause = party
    if question.subject is not None:
        met, mine = links_of(question, party.c.transmission_id, *mine), ()
    ids, order = select(met.c.transmission_id).where(*mine), (met.c.lo, met.c.hi, met.c.slug)
    after = ids.where(met.c.lo > question.at, met.c.lo < NO_UPPER)
    sides = (
        ids.where(met.c.lo <= min(question.at, NO_UPPER - 1)).order_by(*(column.desc() for column in order)),
        after.order_by(*order),
        ids.where(met.c.lo == NO_UPPER).order_by(*order),
    )
    found = [[row.transmission_id for row in snapshot.all(side.limit(MOST + 1))] for side in sides]
    later = size(snapshot, after.limit(COUNTED + 1).subquery())
    return [key for side in found for key in side[:MOST]], later, all(len(side) <= MOST for side in found)


def learnt(snapshot: Snapshot, question: Question) -> tuple[dict[str, list[Item]], int, bool]:
    """The groups, how many pieces came later, and whether that is all there is."""
    ids, later, complete = reached(snapshot, question)
    rows = snapshot.all(LEARNT, ids=ids)
    parties, targets, cited = (Owned(snapshot, statement, ids) for statement in (PARTIES, TARGETS, CITATIONS))
    claims = Claims(snapshot, (row.asserted_by_id for row in rows if row.asserted_by_id is not None))
    own = {key for row in rows for key in (row.id, row.document_id, row.event_id, row.calendar_place_id)}
    links = Links(
        snapshot, own | parties.ids("actor_id") | targets.ids("target_id") | cited.ids("source_id", "document_id")
    )
    groups: dict[str, list[Item]] = {}
    for row in rows:
        if (found := group_of(row, question.at)) is not None:
            item = Item(
                transmission=ref_of(row),
                content=row.content,
                mode=row.mode,
                certainty=row.certainty,
                from_=links.many(p.actor_id for p in parties.of(row.id, role=TransmissionRole.FROM)),
                via=links.many(p.actor_id for p in parties.of(row.id, role=TransmissionRole.VIA)),
                document=links.one(row.document_id),
                event=links.one(row.event_id),
                date=date_of(row, links),
                about=links.many(t.target_id for t in targets.of(row.id)),
                claim=claims.one(row.asserted_by_id) if row.asserted_by_id is not None else None,
                citations=citations_of(cited, row.id, links),
                reason=found[1],
            )
            groups.setdefault(found[0], []).append(item)
    return groups, later - len(groups.get("in_transit", ())), complete


def expected(snapshot: Snapshot, question: Question) -> tuple[list[Forecast], bool]:
    """Forecasts that the actor held or that are told of his mind, unless they were said later; whether that is all."""
    mine = (person.c.actor_id == question.actor.id, person.c.role.in_(MINDS))
    met = links_of(question, person.c.interpretation_id, *mine)
    rows = snapshot.all(EXPECTED.where(interpretation.c.id.in_(select(met.c.interpretation_id))).limit(MOST + 1))
    complete, rows = len(rows) <= MOST and size(snapshot, met) < COUNTED, rows[:MOST]
    places = [row.said_in_id for row in rows if row.said_in_id is not None]
    dates = {row.id: row for s in (SAID_ON_EVENT, SAID_IN_DOCUMENT) for row in snapshot.all(s, ids=places)}
    claims = Claims(snapshot, (row.id for row in rows))
    links = Links(snapshot, {*places, *(row.calendar_place_id for row in dates.values())})
    found = []
    for row in rows:
        dated = dates.get(row.said_in_id)
        said = date_of(dated, links) if dated is not None else None
        if dated is not None and dated.edtf is not None and dated.lo > question.at:
            continue
        reason = "It was said by that day." if said else "The source does not say when it was expected."
        found.append(Forecast(claims.one(row.id), links.one(row.said_in_id), said, reason))
    return found, complete


DAY = re.compile(params.WHOLE_DAY, re.ASCII)


def read_day(at: str) -> int:
    """The ordinal of one day; a 400 for anything else."""
    try:
        return date.fromisoformat(at if DAY.fullmatch(at) else "").toordinal()
    except ValueError:
        raise bad_parameter("at", f"{at!r} is not a day; write YYYY-MM-DD") from None


def read_knowledge(snapshot: Snapshot, slug: str, at: str | None, ordinal: int, subject: str | None) -> Known:
    actor = find(snapshot, RecordType.ACTOR, slug, ROWS)
    question = Question(actor, ordinal, of_subject(subject) if subject else None)
    groups, later, whole = learnt(snapshot, question)
    forecasts, all_forecasts = expected(snapshot, question)
    keys = snapshot.all(params.named("about", subject)) if subject else ()
    return Known(
        actor=ref_of(actor),
        at=at,
        about=Links(snapshot, (row.id for row in keys)).many(row.id for row in keys),
        received=groups.get("received", []),
        possibly_received=groups.get("possibly_received", []),
        inferred=groups.get("inferred", []),
        in_transit=groups.get("in_transit", []),
        withheld=groups.get("withheld", []),
        expected=forecasts,
        undated=groups.get("undated", []),
        later=later,
        complete=whole and all_forecasts and (question.subject is None or size(snapshot, question.subject) < COUNTED),
        release=str(snapshot.release),
    )


@get(
    "/actors/{id:str}/knowledge",
    operation_id="get_actor_knowledge",
    summary="See what had reached an actor by a day",
    tags=["actors"],
    responses=DETAIL_RESPONSES,
)
async def get_actor_knowledge(
    database: NamedDependency[Database],
    id: params.Id,
    at: Annotated[
        str | None,
        params.text(
            "The day, YYYY-MM-DD; all that is known where it is left out.", "1950-10-01", f"^{params.WHOLE_DAY}$"
        ),
    ] = None,
    about: Annotated[str | None, params.refs("What the news is about, of any type.", "united-states")] = None,
) -> Response[Known]:
    """Information by how surely it had reached the actor to the end of a day; a silent record is not ignorance."""
    ordinal = NO_UPPER if at is None else read_day(at)
    found = await database.read(lambda snapshot: read_knowledge(snapshot, id, at, ordinal, about))
    return Response(found, headers={RELEASE_HEADER: found.release})


HANDLERS = (get_actor_knowledge,)
