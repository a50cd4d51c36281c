"""Actors: persons, states, bodies, armed forces, groups and unnamed voices."""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import KwargDefinition
from msgspec import Meta
from sqlalchemy import func, select, union_all

from api import facets, fields, params
from api.counting import SOURCES, Words, refs
from api.dates import Date, date_of
from api.db import Database, Snapshot
from api.errors import DETAIL_RESPONSES, LIST_RESPONSES, bad_parameter
from api.lists import TABLES, Counts, Records, answer_record, answer_records
from api.models import actor as model
from api.models.corpus import PossiblySame as PossiblySameTable
from api.models.record import Record as RecordTable
from api.models.record import table
from api.models.vocabulary import ActorKind, NameKind, RecordType
from api.offers import Wanted, offering
from api.paging import Asked, Page
from api.records import Record, header, rows_of
from api.refs import CITATIONS, IDS, Links, Owned, Ref, owned

KIND = RecordType.ACTOR
LEVELS = ["identity", "entry", "any"]
record, actor, name = table(RecordTable), table(model.Actor), table(model.ActorName)
role, identifier, alike = table(model.ActorRole), table(model.ActorIdentifier), table(PossiblySameTable)


class Name(msgspec.Struct):
    name: Annotated[str, Meta(description="The name.")]
    kind: Annotated[NameKind, Meta(description="What kind of name it is; a cover name hides who bears it.")]
    used: Annotated[str | None, Meta(description="Where it was used.")]
    date: Annotated[Date | None, Meta(description="When it was used.")]


class Role(msgspec.Struct):
    title: Annotated[str | None, Meta(description="The office; null for plain membership.")]
    body: Annotated[Ref | None, Meta(description="The body, state or party it was held in.")]
    date: Annotated[Date | None, Meta(description="When it was held.")]


class Identifier(msgspec.Struct):
    scheme: Annotated[str, Meta(description="Whose identifier it is.")]
    value: Annotated[str, Meta(description="The identifier.")]
    locator: Annotated[str, Meta(description="On what authority it is certain.")]


class PossiblySame(msgspec.Struct):
    actor: Annotated[Ref, Meta(description="Who may be the same.")]
    reason: Annotated[str, Meta(description="Why that may be, and why it is not said for certain.")]


class Actor(Record, kw_only=True):
    name: Annotated[str, Meta(description="The preferred name.")]
    kind: Annotated[ActorKind, Meta(description="What kind of actor it is.")]
    summary: Annotated[str | None, Meta(description="Who that is, in a sentence of ours.")]
    names: Annotated[list[Name], Meta(description="Other names.")]
    roles: Annotated[list[Role], Meta(description="Offices and memberships.")]
    members: Annotated[list[Ref], Meta(description="Actors that hold an office or membership in it.")]
    identifiers: Annotated[list[Identifier], Meta(description="The same actor elsewhere, where that is certain.")]
    same_as: Annotated[Ref | None, Meta(description="The identity that an imported entry belongs to.")]
    same_as_reason: Annotated[str | None, Meta(description="Why it is the same.")]
    entries: Annotated[list[Ref], Meta(description="The entries of volumes that are the same actor.")]
    possibly_same: Annotated[list[PossiblySame], Meta(description="Who may be the same, and why that is not certain.")]


ROWS = rows_of(actor)
ORDER = (record.c.slug,)
NAMES, ROLES, IDENTIFIERS = owned(name.c.actor_id), owned(role.c.actor_id), owned(identifier.c.actor_id)
MEMBERS = owned(role.c.body_id, by="actor_id").with_only_columns(role.c.body_id, role.c.actor_id).distinct()
ENTRIES = (
    select(actor.c.same_as_id, actor.c.id)
    .join(record, record.c.id == actor.c.id)
    .where(actor.c.same_as_id.in_(IDS))
    .order_by(actor.c.same_as_id, record.c.slug)
)


def both_ways() -> Any:
    """Each pair that may be the same person, from whichever end it is looked at."""
    pairs = union_all(
        select(alike.c.actor_id.label("one"), alike.c.other_id.label("other"), alike.c.reason).where(
            alike.c.actor_id.in_(IDS)
        ),
        select(alike.c.other_id, alike.c.actor_id, alike.c.reason).where(alike.c.other_id.in_(IDS)),
    ).subquery("pair")
    return (
        select(pairs.c.one, pairs.c.other, func.min(pairs.c.reason).label("reason"))
        .join(record, record.c.id == pairs.c.other)
        .group_by(pairs.c.one, pairs.c.other, record.c.slug)
        .order_by(pairs.c.one, record.c.slug)
    )


ALIKE = both_ways()


def assemble(snapshot: Snapshot, rows: Sequence[Any]) -> list[Actor]:
    ids = [row.id for row in rows]
    cited, names, roles, members, identifiers, entries, pairs = (
        Owned(snapshot, statement, ids) for statement in (CITATIONS, NAMES, ROLES, MEMBERS, IDENTIFIERS, ENTRIES, ALIKE)
    )
    links = Links(
        snapshot,
        {row.same_as_id for row in rows}
        | cited.ids("source_id", "document_id")
        | names.ids("calendar_place_id")
        | roles.ids("body_id", "calendar_place_id")
        | members.ids("actor_id")
        | entries.ids("id")
        | pairs.ids("other"),
    )
    return [
        Actor(
            **header(row, cited, links),
            name=row.name,
            kind=row.kind,
            summary=row.summary,
            names=[Name(n.name, n.kind, n.used, date_of(n, links)) for n in names.of(row.id)],
            roles=[Role(r.title, links.one(r.body_id), date_of(r, links)) for r in roles.of(row.id)],
            members=links.many(m.actor_id for m in members.of(row.id)),
            identifiers=[Identifier(i.scheme, i.value, i.locator) for i in identifiers.of(row.id)],
            same_as=links.one(row.same_as_id),
            same_as_reason=row.same_as_reason,
            entries=links.many(e.id for e in entries.of(row.id)),
            possibly_same=[PossiblySame(links.refs[p.other], p.reason) for p in pairs.of(row.id)],
        )
        for row in rows
    ]


def by_level(value: str) -> params.Conditions:
    """Identities are the actors of the record; entries belong to an identity."""
    if value not in LEVELS:
        raise bad_parameter("level", f"{value!r} is not one of its values", LEVELS)
    conditions: dict[str, params.Conditions] = {
        "identity": [actor.c.same_as_id.is_(None)],
        "entry": [actor.c.same_as_id.is_not(None)],
    }
    return conditions.get(value, [])


def by_body(value: str | None) -> params.Conditions:
    bodies = params.among(role.c.body_id, "member_of", value, RecordType.ACTOR)
    return [actor.c.id.in_(select(role.c.actor_id).where(*bodies))] if bodies else []


RECORDS = Records(KIND, Actor, ROWS, ORDER, assemble)
FACETS: facets.Facets = {
    "kind": Words(actor.c.kind, actor.c.id),
    "member_of": refs(role.c.body_id, role.c.actor_id, kind=RecordType.ACTOR),
    **SOURCES,
}
CountedBy = Annotated[str | None, facets.parameter(FACETS)]
Fields = Annotated[str | None, fields.parameter(Actor)]
ActorPage = Annotated[Page[Actor], KwargDefinition(schema_component_key="ActorPage")]


@get(
    "/actors",
    operation_id="list_actors",
    summary="List actors",
    tags=["actors"],
    responses=LIST_RESPONSES,
    opt=offering(*TABLES),
)
async def list_actors(
    database: NamedDependency[Database],
    wanted: NamedDependency[Wanted],
    asked: NamedDependency[Asked],
    common: NamedDependency[params.Common],
    kind: Annotated[str | None, params.choice("What kind of actor it is.", ActorKind, "person")] = None,
    member_of: Annotated[
        str | None, params.refs("A body in which they hold an office or membership.", "united-states")
    ] = None,
    level: Annotated[
        str,
        params.enumerated(
            "`identity` (each actor once), `entry` (as a volume lists them) or `any`.", LEVELS, "identity"
        ),
    ] = "identity",
    facets: CountedBy = None,
    fields: Fields = None,
) -> Response[ActorPage]:
    """Persons, states, bodies, armed forces, groups and unnamed voices, by id."""
    filters = {
        "kind": params.one_of(actor.c.kind, "kind", kind, ActorKind),
        "member_of": by_body(member_of),
        "level": by_level(level),
        **common.filters(actor.c.id),
    }
    return await answer_records(database, wanted, asked, RECORDS, filters, Counts(FACETS, facets), fields)


@get("/actors/{id:str}", operation_id="get_actor", summary="Get an actor", tags=["actors"], responses=DETAIL_RESPONSES)
async def get_actor(
    database: NamedDependency[Database], wanted: NamedDependency[Wanted], id: params.Id, fields: Fields = None
) -> Response[Actor]:
    """One actor with every name, cover names included, and the offices the sources give."""
    return await answer_record(database, wanted, RECORDS, id, fields)


HANDLERS = (list_actors, get_actor)
