"""`documents/{id}/people`, `/terms`, `/neighbours`: who and what is named in a document, and what stands beside it."""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import KwargDefinition
from msgspec import Meta
from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, literal, select, tuple_

from api import params
from api.archive import CURATED, origin
from api.db import Database, Snapshot
from api.errors import DETAIL_RESPONSES, LIST_RESPONSES
from api.models.actor import Actor, ActorRole
from api.models.corpus import Mention, Paragraph, Term, TermUse, VolumeDocument
from api.models.document import Document
from api.models.record import Record, table
from api.models.vocabulary import MentionCertainty, MentionMethod, RecordType
from api.paging import RELEASE_HEADER, Asked, Page, answer_list
from api.records import find, owner, rows_of
from api.refs import Links, Owned, Ref, owned

KIND = RecordType.DOCUMENT
record, actor, role, document = table(Record), table(Actor), table(ActorRole), table(Document)
mention, paragraph, printed = table(Mention), table(Paragraph), table(VolumeDocument)
term, term_use = table(Term), table(TermUse)


class Place(msgspec.Struct):
    paragraph: Annotated[int | None, Meta(description="The paragraph; null in a footnote.")]
    footnote: Annotated[int | None, Meta(description="The footnote, counted from 1.")]


class Person(msgspec.Struct):
    actor: Annotated[Ref | None, Meta(description="Who is named; null where it is not known who that is.")]
    identity: Annotated[Ref | None, Meta(description="The identity that this entry belongs to, if to another's.")]
    printed: Annotated[str, Meta(description="The words by which the person is named first.")]
    role: Annotated[str | None, Meta(description="The role that the volume's list of persons gives.")]
    certainty: Annotated[MentionCertainty, Meta(description="How sure the surest of the mentions is.")]
    methods: Annotated[list[MentionMethod], Meta(description="How the mentions were found.")]
    mention_count: Annotated[int, Meta(ge=1, description="How many there are, suggestions included.")]
    first: Annotated[Place, Meta(description="Where the first is.")]


class Used(msgspec.Struct):
    id: Annotated[str, Meta(description="Its id in the volume.")]
    name: Annotated[str, Meta(description="The term as the volume lists it.")]
    expansion: Annotated[str | None, Meta(description="What it stands for.")]
    use_count: Annotated[int, Meta(ge=0, description="How often the document uses it.")]


class Neighbours(msgspec.Struct):
    previous: Annotated[Ref | None, Meta(description="What stands before it; null at the beginning.")]
    next: Annotated[Ref | None, Meta(description="What stands after it; null at the end.")]
    volume: Annotated[Ref | None, Meta(description="The volume in whose order; null: that of the curated documents.")]
    position: Annotated[int | None, Meta(description="Its place in the volume's order, attachments counted.")]
    release: Annotated[str, Meta(description="The release of the data that this shows.")]


SURE = list(MentionCertainty)  # the surest first
SURFACE = func.substr(paragraph.c.text, mention.c.start + 1, mention.c.end - mention.c.start)
NAMED = (
    # Who is not known is told apart by the words alone.
    select(
        mention.c.document_id,
        mention.c.actor_id,
        func.min(mention.c.seq).label("seq"),
        func.min(case({value: place for place, value in enumerate(SURE)}, value=mention.c.certainty)).label("sure"),
        func.count().label("mentions"),
        *(func.max(case((mention.c.method == way, 1), else_=0)).label(f"by_{way.name}") for way in MentionMethod),
    )
    .join(paragraph, paragraph.c.id == mention.c.paragraph_id)
    .group_by(mention.c.document_id, mention.c.actor_id, case((mention.c.actor_id.is_(None), SURFACE)))
)


def people_in(slug: str) -> tuple[Select[Any], params.Order]:
    """A row for each person named in a document, the person's mentions taken together, by where the first stands."""
    of_document = params.named("id", slug, KIND).scalar_subquery()
    people = NAMED.where(mention.c.document_id == of_document).subquery("person")
    first = and_(mention.c.document_id == people.c.document_id, mention.c.seq == people.c.seq)
    joined = people.join(mention, first).join(paragraph, paragraph.c.id == mention.c.paragraph_id)
    columns = (*people.c, paragraph.c.is_note, paragraph.c.number, SURFACE.label("printed"), actor.c.same_as_id)
    statement = select(*columns).select_from(joined.outerjoin(actor, actor.c.id == people.c.actor_id))
    return statement, (people.c.seq,)


ROLES = owned(role.c.actor_id).join(origin, origin.c.record_id == role.c.actor_id)


def assemble_people(snapshot: Snapshot, rows: Sequence[Any]) -> list[Person]:
    roles = Owned(snapshot, ROLES, [row.actor_id for row in rows if row.actor_id is not None])
    links = Links(snapshot, {key for row in rows for key in (row.actor_id, row.same_as_id)})
    return [
        Person(
            actor=links.one(row.actor_id),
            identity=links.one(row.same_as_id),
            printed=row.printed,
            role=next((found.title for found in roles.of(row.actor_id)), None),
            certainty=SURE[row.sure],
            methods=[way for way in MentionMethod if row._mapping[f"by_{way.name}"]],
            mention_count=row.mentions,
            first=Place(None, row.number) if row.is_note else Place(row.number, None),
        )
        for row in rows
    ]


def terms_in(slug: str) -> Select[Any]:
    of_document = params.named("id", slug, KIND).scalar_subquery()
    uses = (
        select(term_use.c.term_id, func.count().label("uses"))
        .where(term_use.c.document_id == of_document)
        .group_by(term_use.c.term_id)
        .subquery("use")
    )
    return select(term, uses.c.uses).select_from(term.join(uses, uses.c.term_id == term.c.id))


def assemble_terms(snapshot: Snapshot, rows: Sequence[Any]) -> list[Used]:
    return [Used(row.xml_id, row.name, row.expansion, row.uses) for row in rows]


ROWS = rows_of(document)
IN_VOLUME = select(printed.c.volume_id, printed.c.position).where(printed.c.document_id == bindparam("document"))
BESIDE = select(printed.c.document_id).where(printed.c.volume_id == bindparam("volume"), printed.c.part_of_id.is_(None))
ORDER = (document.c.lo, document.c.hi, document.c.slug)
CURATED_ONES = (
    select(document.c.id, *ORDER)
    .join(record, record.c.id == document.c.id)
    .where(record.c.series == CURATED, record.c.type == KIND)
)
NEAR = 200  # documents that are looked at before those of the archive are passed over


def in_volume(snapshot: Snapshot, volume: int, position: int) -> tuple[int | None, int | None]:
    """The documents before and after, attachments passed over."""
    place = printed.c.position
    before = BESIDE.where(place < position).order_by(place.desc()).limit(1)
    after = BESIDE.where(place > position).order_by(place).limit(1)
    return snapshot.scalar(before, volume=volume), snapshot.scalar(after, volume=volume)


def in_list(snapshot: Snapshot, found: Any) -> tuple[int | None, int | None]:
    """The curated documents before and after, in the order of their list."""
    return nearest(snapshot, found, backwards=True), nearest(snapshot, found, backwards=False)


def nearest(snapshot: Snapshot, found: Any, *, backwards: bool) -> int | None:
    """The next curated one: among the nearest of all documents, else among all curated ones, which are not many."""
    there = tuple_(literal(found.lo), literal(found.hi), literal(found.slug))
    side = tuple_(*ORDER) < there if backwards else tuple_(*ORDER) > there
    near = select(document.c.id, *ORDER).where(side).order_by(*turned(ORDER, backwards)).limit(NEAR).subquery("near")
    met = select(near.c.id).join(record, record.c.id == near.c.id).where(record.c.series == CURATED)
    first = snapshot.scalar(met.order_by(*turned([near.c.lo, near.c.hi, near.c.slug], backwards)).limit(1))
    if first is not None or snapshot.scalar(select(func.count()).select_from(near)) < NEAR:
        return None if first is None else int(first)
    here = (found.lo, found.hi, found.slug)
    ours = [((row.lo, row.hi, row.slug), row.id) for row in snapshot.all(CURATED_ONES)]
    if backwards:
        return max((one for one in ours if one[0] < here), default=(here, None))[1]
    return min((one for one in ours if one[0] > here), default=(here, None))[1]


def turned(order: Sequence[ColumnElement[Any]], backwards: bool) -> list[ColumnElement[Any]]:
    return [column.desc() if backwards else column for column in order]


def read_neighbours(snapshot: Snapshot, slug: str) -> Neighbours:
    found = find(snapshot, KIND, slug, ROWS)
    placed = snapshot.first(IN_VOLUME, document=found.id)
    volume, position = (placed.volume_id, placed.position) if placed is not None else (None, None)
    beside = in_list(snapshot, found) if placed is None else in_volume(snapshot, placed.volume_id, placed.position)
    links = Links(snapshot, {*beside, volume})
    previous, following = (links.one(key) for key in beside)
    return Neighbours(previous, following, links.one(volume), position, str(snapshot.release))


PersonPage = Annotated[Page[Person], KwargDefinition(schema_component_key="PersonPage")]
UsedTermPage = Annotated[Page[Used], KwargDefinition(schema_component_key="UsedTermPage")]


@get(
    "/documents/{id:str}/people",
    operation_id="list_document_people",
    summary="List who is named in a document",
    tags=["documents"],
    responses=LIST_RESPONSES,
)
async def list_document_people(
    database: NamedDependency[Database], asked: NamedDependency[Asked], id: params.Id
) -> Response[PersonPage]:
    """Everybody named in the text of an imported document, in the order in which they come up, with how sure it is."""
    return await answer_list(database, asked, *people_in(id), assemble_people, owner(KIND, id))


@get(
    "/documents/{id:str}/terms",
    operation_id="list_document_terms",
    summary="List the terms a document uses",
    tags=["documents"],
    responses=LIST_RESPONSES,
)
async def list_document_terms(
    database: NamedDependency[Database], asked: NamedDependency[Asked], id: params.Id
) -> Response[UsedTermPage]:
    """Abbreviations and terms in an imported document that its volume explains, in the order of the volume's list."""
    return await answer_list(database, asked, terms_in(id), (term.c.id,), assemble_terms, owner(KIND, id))


@get(
    "/documents/{id:str}/neighbours",
    operation_id="get_document_neighbours",
    summary="See what stands before and after a document",
    tags=["documents"],
    responses=DETAIL_RESPONSES,
)
async def get_document_neighbours(database: NamedDependency[Database], id: params.Id) -> Response[Neighbours]:
    """The documents before and after it: in its volume, attachments passed over, or in the list of curated ones."""
    found = await database.read(lambda snapshot: read_neighbours(snapshot, id))
    return Response(found, headers={RELEASE_HEADER: found.release})


HANDLERS = (list_document_people, list_document_terms, get_document_neighbours)
