"""Causal links: cause and effect, always with the claims that assert or dispute them."""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import KwargDefinition
from msgspec import Meta
from sqlalchemy import ColumnElement, Select, null, or_, select, union_all

from api import facets, fields, params
from api.claims import Claim, Claims
from api.counting import SOURCES, Refs, Words, refs
from api.dates import Date, date_columns, date_of
from api.db import Database, Snapshot
from api.errors import DETAIL_RESPONSES, LIST_RESPONSES, bad_parameter
from api.lists import TABLES, Counts, Records, answer_record, answer_records
from api.models import claim as model
from api.models.document import Document
from api.models.event import Event
from api.models.record import Record as RecordTable
from api.models.record import table
from api.models.vocabulary import AssertionStance, Capital, CausalKind, InterpretationRole, RecordType
from api.offers import Wanted, offering
from api.paging import Asked, Page
from api.records import Record, header, owner, rows_of
from api.refs import CITATIONS, IDS, Links, Owned, Ref, owned

KIND = RecordType.CAUSAL_LINK
record, link, event, document = table(RecordTable), table(model.CausalLink), table(Event), table(Document)
assertion, person = table(model.CausalAssertion), table(model.InterpretationActor)


class Assertion(msgspec.Struct):
    stance: Annotated[AssertionStance, Meta(description="Whether the claim asserts the link or disputes it.")]
    claim: Annotated[Claim, Meta(description="The claim.")]


class CausalLink(Record, kw_only=True):
    cause: Annotated[Ref, Meta(description="An event, a condition or a document.")]
    effect: Annotated[Ref, Meta(description="What it is said to have brought about.")]
    kind: Annotated[CausalKind, Meta(description="How.")]
    cause_date: Annotated[Date | None, Meta(description="When the cause was, as its own record bounds it.")]
    cause_capital: Annotated[Capital | None, Meta(description="Whose story the cause belongs to; null for documents.")]
    effect_date: Annotated[Date | None, Meta(description="When the effect was.")]
    effect_capital: Annotated[Capital | None, Meta(description="Whose story the effect belongs to.")]
    assertions: Annotated[
        list[Assertion], Meta(description="Every claim that asserts or disputes it: so many say so, no more.")
    ]


ROWS = rows_of(link)
ORDER = (record.c.slug,)
ASSERTIONS = owned(assertion.c.causal_link_id)
ENDS = union_all(
    select(event.c.id, event.c.capital, *date_columns(event)).where(event.c.id.in_(IDS)),
    select(document.c.id, null().label("capital"), *date_columns(document)).where(document.c.id.in_(IDS)),
)


def assemble(snapshot: Snapshot, rows: Sequence[Any]) -> list[CausalLink]:
    ids = [row.id for row in rows]
    cited, asserted = (Owned(snapshot, statement, ids) for statement in (CITATIONS, ASSERTIONS))
    claims = Claims(snapshot, (a.interpretation_id for key in ids for a in asserted.of(key)))
    ends = {end.id: end for end in snapshot.all(ENDS, ids=sorted({key for row in rows for key in both(row)}))}
    calendars = {end.calendar_place_id for end in ends.values()}
    links = Links(snapshot, ends.keys() | calendars | cited.ids("source_id", "document_id"))
    return [
        CausalLink(
            **header(row, cited, links),
            cause=links.refs[row.cause_id],
            effect=links.refs[row.effect_id],
            kind=row.kind,
            cause_date=date_of(ends[row.cause_id], links),
            cause_capital=ends[row.cause_id].capital,
            effect_date=date_of(ends[row.effect_id], links),
            effect_capital=ends[row.effect_id].capital,
            assertions=[Assertion(a.stance, claims.one(a.interpretation_id)) for a in asserted.of(row.id)],
        )
        for row in rows
    ]


def both(row: Any) -> tuple[int, int]:
    return row.cause_id, row.effect_id


def at_either_end(value: str | None) -> params.Conditions:
    if value is None:
        return []
    keys = params.keys("event", value)
    return [or_(link.c.cause_id.in_(keys), link.c.effect_id.in_(keys))]


def by_person(role: InterpretationRole, name: str, value: str | None) -> params.Conditions:
    """Links that a claim with this author or holder asserts or disputes."""
    actors = params.among(person.c.actor_id, name, value, RecordType.ACTOR)
    found = (
        select(assertion.c.causal_link_id)
        .join(person, person.c.interpretation_id == assertion.c.interpretation_id)
        .where(person.c.role == role, *actors)
    )
    return [link.c.id.in_(found)] if actors else []


def reached(event_id: str, reach: str, near: ColumnElement[int], far: ColumnElement[int]) -> Select[Any]:
    """The event, or with all that hangs on it: its parts, and from end to end of every link, step by step."""
    start = params.named("event", event_id, RecordType.EVENT)
    if reach not in REACHES:
        raise bad_parameter("reach", f"{reach!r} is not one of its values", REACHES)
    if reach == "direct":
        return start
    steps = union_all(
        select(event.c.part_of_id.label("near"), event.c.id.label("far")).where(event.c.part_of_id.is_not(None)),
        select(near.label("near"), far.label("far")),
    ).subquery("step")
    found = start.cte("reached", recursive=True)
    found = found.union(select(steps.c.far).join(found, found.c.id == steps.c.near))
    return select(found.c.id)


REACHES = ["direct", "all"]
Reach = Annotated[
    str,
    params.enumerated(
        "`direct`: the event itself; `all`: also its parts, and what the links lead on to.", REACHES, "all"
    ),
]
RECORDS = Records(KIND, CausalLink, ROWS, ORDER, assemble)
ASSERTED = assertion.join(person, person.c.interpretation_id == assertion.c.interpretation_id)


def people(role: InterpretationRole) -> Refs:
    """Whose claims assert or dispute the links."""
    found = (person.c.actor_id, assertion.c.causal_link_id, person.c.role == role)
    return refs(*found, kind=RecordType.ACTOR, read=ASSERTED)


FACETS: facets.Facets = {
    "cause": refs(link.c.cause_id, link.c.id),
    "effect": refs(link.c.effect_id, link.c.id),
    "kind": Words(link.c.kind, link.c.id),
    "author": people(InterpretationRole.AUTHOR),
    "held_by": people(InterpretationRole.HOLDER),
    **SOURCES,
}
CountedBy = Annotated[str | None, facets.parameter(FACETS)]
Fields = Annotated[str | None, fields.parameter(CausalLink)]
CausalLinkPage = Annotated[Page[CausalLink], KwargDefinition(schema_component_key="CausalLinkPage")]


@get(
    "/causal-links",
    operation_id="list_causal_links",
    summary="List causal links",
    tags=["causal-links"],
    responses=LIST_RESPONSES,
    opt=offering(*TABLES),
)
async def list_causal_links(
    database: NamedDependency[Database],
    wanted: NamedDependency[Wanted],
    asked: NamedDependency[Asked],
    common: NamedDependency[params.Common],
    cause: Annotated[str | None, params.refs("The cause, an event or document.", "korean-war-continuation")] = None,
    effect: Annotated[str | None, params.refs("The effect, an event or document.", "stalin-mao-friendship")] = None,
    event: Annotated[str | None, params.refs("Cause or effect.", "korean-war-continuation")] = None,
    kind: Annotated[str | None, params.choice("How the cause worked.", CausalKind, "motivated")] = None,
    author: Annotated[str | None, params.refs("Who wrote a claim about it.", "thomas-j-christensen")] = None,
    held_by: Annotated[str | None, params.refs("Who holds a claim about it.", "vladislov-zubok")] = None,
    facets: CountedBy = None,
    fields: Fields = None,
) -> Response[CausalLinkPage]:
    """Causes and effects that somebody asserts or disputes, by id."""
    filters = {
        "cause": params.among(link.c.cause_id, "cause", cause),
        "effect": params.among(link.c.effect_id, "effect", effect),
        "event": at_either_end(event),
        "kind": params.one_of(link.c.kind, "kind", kind, CausalKind),
        "author": by_person(InterpretationRole.AUTHOR, "author", author),
        "held_by": by_person(InterpretationRole.HOLDER, "held_by", held_by),
        **common.filters(link.c.id),
    }
    return await answer_records(database, wanted, asked, RECORDS, filters, Counts(FACETS, facets), fields)


@get(
    "/causal-links/{id:str}",
    operation_id="get_causal_link",
    summary="Get a causal link",
    tags=["causal-links"],
    responses=DETAIL_RESPONSES,
)
async def get_causal_link(
    database: NamedDependency[Database], wanted: NamedDependency[Wanted], id: params.Id, fields: Fields = None
) -> Response[CausalLink]:
    """One link of cause and effect with every claim that asserts or disputes it."""
    return await answer_record(database, wanted, RECORDS, id, fields)


@get(
    "/events/{id:str}/causes",
    operation_id="list_event_causes",
    summary="List what is said to have led to an event",
    tags=["events"],
    responses=LIST_RESPONSES,
    opt=offering(*TABLES),
)
async def list_event_causes(
    database: NamedDependency[Database],
    wanted: NamedDependency[Wanted],
    asked: NamedDependency[Asked],
    common: NamedDependency[params.Common],
    id: params.Id,
    reach: Reach = "direct",
    facets: Annotated[str | None, facets.parameter(SOURCES)] = None,
    fields: Fields = None,
) -> Response[CausalLinkPage]:
    """Links whose effect is the event, with every claim that asserts or disputes them, by id."""
    reaching: params.Conditions = [link.c.effect_id.in_(reached(id, reach, link.c.effect_id, link.c.cause_id))]
    filters = {"id": reaching, **common.filters(link.c.id)}
    counts, there = Counts(SOURCES, facets), owner(RecordType.EVENT, id)
    return await answer_records(database, wanted, asked, RECORDS, filters, counts, fields, owner=there)


@get(
    "/events/{id:str}/consequences",
    operation_id="list_event_consequences",
    summary="List what is said to have followed from an event",
    tags=["events"],
    responses=LIST_RESPONSES,
    opt=offering(*TABLES),
)
async def list_event_consequences(
    database: NamedDependency[Database],
    wanted: NamedDependency[Wanted],
    asked: NamedDependency[Asked],
    common: NamedDependency[params.Common],
    id: params.Id,
    reach: Reach = "direct",
    facets: Annotated[str | None, facets.parameter(SOURCES)] = None,
    fields: Fields = None,
) -> Response[CausalLinkPage]:
    """Links whose cause is the event, with every claim that asserts or disputes them, by id."""
    reaching: params.Conditions = [link.c.cause_id.in_(reached(id, reach, link.c.cause_id, link.c.effect_id))]
    filters = {"id": reaching, **common.filters(link.c.id)}
    counts, there = Counts(SOURCES, facets), owner(RecordType.EVENT, id)
    return await answer_records(database, wanted, asked, RECORDS, filters, counts, fields, owner=there)


HANDLERS = (list_causal_links, get_causal_link, list_event_causes, list_event_consequences)
