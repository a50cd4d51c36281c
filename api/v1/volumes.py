"""`sources/{id}/sections`, `/people` and `/terms`: what a whole volume is made of, and whom and what it lists."""

from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import KwargDefinition
from msgspec import Meta
from sqlalchemy import Select, func, select

from api import params
from api.archive import SECTION_ID, origin, section
from api.db import Database, Snapshot
from api.errors import LIST_RESPONSES
from api.models.actor import Actor, ActorRole
from api.models.corpus import Mention, Origin, Term, TermUse, VolumeDocument
from api.models.record import Record, table
from api.models.vocabulary import RecordType, SectionKind
from api.paging import Asked, Page, answer_list
from api.records import owner
from api.refs import IDS, Links, Owned, Ref, owned

KIND = RecordType.SOURCE
record, actor, role, mention = table(Record), table(Actor), table(ActorRole), table(Mention)
printed, term, term_use = table(VolumeDocument), table(Term), table(TermUse)
of_volume = table(Origin).alias("of_volume")


class Section(msgspec.Struct):
    id: Annotated[str, Meta(description="Its id in the volume; the value of the filter `section` of documents.")]
    kind: Annotated[SectionKind, Meta(description="What kind of section it is.")]
    title: Annotated[str | None, Meta(description="Its heading.")]
    level: Annotated[int, Meta(ge=1, description="1 for a section that stands in no other.")]
    parent: Annotated[str | None, Meta(description="The id of the section it stands in.")]
    prose: Annotated[str | None, Meta(description="What it says before its documents.")]
    document_count: Annotated[int, Meta(ge=0, description="Documents in it, those of its subsections not counted.")]
    attachment_count: Annotated[int, Meta(ge=0, description="What is attached to them.")]
    first: Annotated[Ref | None, Meta(description="The first of its documents.")]
    href: Annotated[str, Meta(description="Its documents and attachments, in the volume's order.")]


class Listed(msgspec.Struct):
    actor: Annotated[Ref, Meta(description="The entry of the volume's list of persons.")]
    identity: Annotated[Ref | None, Meta(description="The identity that it belongs to, if to another's.")]
    name: Annotated[str, Meta(description="The name as printed.")]
    role: Annotated[str | None, Meta(description="The role as printed.")]
    mention_count: Annotated[int, Meta(ge=0, description="How often documents name the entry, suggestions included.")]


class Explained(msgspec.Struct):
    id: Annotated[str, Meta(description="Its id in the volume.")]
    name: Annotated[str, Meta(description="The term as listed.")]
    expansion: Annotated[str | None, Meta(description="What it stands for.")]
    use_count: Annotated[int, Meta(ge=0, description="How often documents use it.")]


def in_section(*conditions: Any) -> Any:
    return select(func.count()).where(printed.c.section_id == section.c.id, *conditions).scalar_subquery()


FIRST = (
    select(printed.c.document_id)
    .where(printed.c.section_id == section.c.id)
    .order_by(printed.c.position)
    .limit(1)
    .scalar_subquery()
)
SECTIONS = select(
    *section.c,
    SECTION_ID.label("public"),
    record.c.slug.label("volume"),
    FIRST.label("first"),
    in_section(printed.c.part_of_id.is_(None)).label("documents"),
    in_section(printed.c.part_of_id.is_not(None)).label("attachments"),
).select_from(section.join(record, record.c.id == section.c.source_id))
TREE = select(section.c.id, section.c.parent_id, SECTION_ID.label("public"))


def assemble_sections(snapshot: Snapshot, rows: Sequence[Any]) -> list[Section]:
    """The tree is the whole volume's: a section on this page may stand in one of a page before."""
    volumes = {row.source_id for row in rows}
    tree = {row.id: row for row in snapshot.all(TREE.where(section.c.source_id.in_(volumes)))}
    links = Links(snapshot, {row.first for row in rows})

    def above(key: int | None) -> int:
        return 0 if key is None else 1 + above(tree[key].parent_id)

    return [
        Section(
            id=row.public,
            kind=row.kind,
            title=row.title,
            level=above(row.id),
            parent=tree[row.parent_id].public if row.parent_id else None,
            prose=row.prose,
            document_count=row.documents,
            attachment_count=row.attachments,
            first=links.one(row.first),
            href=f"/v1/documents?{urlencode({'section': row.public, 'sort': 'position', 'source': row.volume})}",
        )
        for row in rows
    ]


def listed_in(slug: str) -> Select[Any]:
    """The entries of a volume's list of persons."""
    whole = select(of_volume.c.volume).where(of_volume.c.record_id == params.named("id", slug, KIND).scalar_subquery())
    entries = actor.join(record, record.c.id == actor.c.id).join(origin, origin.c.record_id == actor.c.id)
    columns = (actor.c.id, actor.c.name, actor.c.same_as_id, record.c.slug)
    return select(*columns).select_from(entries).where(origin.c.volume == whole.scalar_subquery())


ROLES = owned(role.c.actor_id)
MENTIONS = (
    select(mention.c.actor_id, func.count().label("total"))
    .where(mention.c.actor_id.in_(IDS))
    .group_by(mention.c.actor_id)
)


def assemble_people(snapshot: Snapshot, rows: Sequence[Any]) -> list[Listed]:
    ids = [row.id for row in rows]
    roles = Owned(snapshot, ROLES, ids)
    mentions = {row.actor_id: row.total for row in snapshot.all(MENTIONS, ids=ids)}
    links = Links(snapshot, {key for row in rows for key in (row.id, row.same_as_id)})
    return [
        Listed(
            actor=links.refs[row.id],
            identity=links.one(row.same_as_id),
            name=row.name,
            role=next((found.title for found in roles.of(row.id)), None),
            mention_count=mentions.get(row.id, 0),
        )
        for row in rows
    ]


USES = select(func.count()).where(term_use.c.term_id == term.c.id).scalar_subquery()
TERMS = select(term, USES.label("uses"))


def assemble_terms(snapshot: Snapshot, rows: Sequence[Any]) -> list[Explained]:
    return [Explained(row.xml_id, row.name, row.expansion, row.uses) for row in rows]


SectionPage = Annotated[Page[Section], KwargDefinition(schema_component_key="SectionPage")]
ListedPage = Annotated[Page[Listed], KwargDefinition(schema_component_key="ListedPersonPage")]
TermPage = Annotated[Page[Explained], KwargDefinition(schema_component_key="TermPage")]


@get(
    "/sources/{id:str}/sections",
    operation_id="list_source_sections",
    summary="See what a volume is made of",
    tags=["sources"],
    responses=LIST_RESPONSES,
)
async def list_source_sections(
    database: NamedDependency[Database], asked: NamedDependency[Asked], id: params.Id
) -> Response[SectionPage]:
    """Compilations, chapters and subchapters of a volume in its order; none for other sources."""
    statement = SECTIONS.where(section.c.source_id == params.named("id", id, KIND).scalar_subquery())
    return await answer_list(database, asked, statement, (section.c.seq,), assemble_sections, owner(KIND, id))


@get(
    "/sources/{id:str}/people",
    operation_id="list_source_people",
    summary="See whom a volume lists",
    tags=["sources"],
    responses=LIST_RESPONSES,
)
async def list_source_people(
    database: NamedDependency[Database], asked: NamedDependency[Asked], id: params.Id
) -> Response[ListedPage]:
    """The list of persons of a volume, by id; none where it has no such list."""
    return await answer_list(database, asked, listed_in(id), (record.c.slug,), assemble_people, owner(KIND, id))


@get(
    "/sources/{id:str}/terms",
    operation_id="list_source_terms",
    summary="See which terms a volume explains",
    tags=["sources"],
    responses=LIST_RESPONSES,
)
async def list_source_terms(
    database: NamedDependency[Database], asked: NamedDependency[Asked], id: params.Id
) -> Response[TermPage]:
    """The list of terms and abbreviations of a volume, in its order; none where it has no such list."""
    statement = TERMS.where(term.c.source_id == params.named("id", id, KIND).scalar_subquery())
    return await answer_list(database, asked, statement, (term.c.id,), assemble_terms, owner(KIND, id))


HANDLERS = (list_source_sections, list_source_people, list_source_terms)
