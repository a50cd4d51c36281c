"""What the database holds of a volume before its file is read, so that each part can be found again."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, and_, or_, select

from api.models.actor import Actor, ActorName
from api.models.corpus import Anchor, Origin, Paragraph, Section, Term, Volume, VolumeDocument
from api.models.record import Record, Slug, table
from api.models.vocabulary import ActorKind, RecordType
from seed.frus.storing.slugs import base
from seed.frus.storing.who import Actor as Person
from seed.loading.compare import SERIES as CURATED

record, slug, origin = table(Record), table(Slug), table(Origin)
printed, section, term, volume = table(VolumeDocument), table(Section), table(Term), table(Volume)
paragraph, anchor = table(Paragraph), table(Anchor)
actor, actor_name = table(Actor), table(ActorName)

AnyRow = Row[*tuple[Any, ...]]
Key = tuple[str, int | None]  # a document's xml:id, and the number of an attachment to it
TYPES = (RecordType.SOURCE, RecordType.ACTOR, RecordType.DOCUMENT)


@dataclass(frozen=True, slots=True)
class Known:
    """A record that is stored."""

    id: int
    slug: str
    digest: str


@dataclass(slots=True)
class Stored:
    """`order`: each document's id with those of its attachments, as the volume prints them. `anchors`: the document and
    footnote at which an id of the file stands. `taken`: slugs that are or were in use. `gone`: those of removed parts.
    """

    source: Known | None = None
    file: AnyRow | None = None
    documents: dict[Key, Known] = field(default_factory=dict)
    order: dict[int, list[int]] = field(default_factory=dict)
    positions: dict[int, int] = field(default_factory=dict)
    persons: dict[str, Known] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    anchors: dict[str, tuple[int, int | None]] = field(default_factory=dict)
    terms: dict[str, AnyRow] = field(default_factory=dict)
    sections: list[AnyRow] = field(default_factory=list)
    taken: dict[RecordType, set[str]] = field(default_factory=dict)
    gone: dict[tuple[RecordType, str], str] = field(default_factory=dict)


def stored(connection: Connection, name: str) -> Stored:
    """All of it but the texts: some hundred bytes for each document and person."""
    found = Stored(taken={kind: set() for kind in TYPES})
    read_slugs(connection, name, found)
    columns = (record.c.id, record.c.type, record.c.slug, record.c.digest, origin.c.xml_id)
    joined = record.outerjoin(origin, origin.c.record_id == record.c.id)
    of_type: dict[RecordType, list[AnyRow]] = defaultdict(list)
    for row in connection.execute(select(*columns).select_from(joined).where(record.c.series == name)):
        of_type[row.type].append(row)
    found.persons = {row.xml_id: known(row) for row in of_type[RecordType.ACTOR]}
    for row in of_type[RecordType.SOURCE]:
        found.source = known(row)
        found.file = connection.execute(select(volume).where(volume.c.source_id == row.id)).one()
        read_parts(connection, name, row.id, found)
    read_documents(connection, of_type[RecordType.DOCUMENT], found)
    return found


def known(row: AnyRow) -> Known:
    return Known(row.id, row.slug, row.digest)


def read_slugs(connection: Connection, name: str, found: Stored) -> None:
    """Slugs that begin as this volume's do, whoever has them."""
    start = base(name)
    alike = or_(slug.c.slug == start, and_(slug.c.slug > f"{start}-", slug.c.slug < f"{start}."))
    for row in connection.execute(select(slug).where(slug.c.type.in_(TYPES), alike)):
        found.taken[row.type].add(row.slug)
        if row.gone_part is not None:
            found.gone[row.type, row.gone_part] = row.slug


def part_of(volume: str, key: Key) -> str:
    """What part of which volume's file a record is, as it is kept when the record is removed."""
    return msgspec.json.encode([volume, *key]).decode()


def read_parts(connection: Connection, name: str, source_id: int, found: Stored) -> None:
    sections = select(section).where(section.c.source_id == source_id).order_by(section.c.seq)
    found.sections = list(connection.execute(sections))
    terms = connection.execute(select(term).where(term.c.source_id == source_id))
    found.terms = {row.xml_id: row for row in terms}
    anchors = connection.execute(select(anchor).where(anchor.c.volume == name))
    found.anchors = {row.xml_id: (row.document_id, row.paragraph_id) for row in anchors}
    ids = [person.id for person in found.persons.values()]
    found.names = dict(names_of(connection, ids))


def names_of(connection: Connection, ids: list[int]) -> Iterable[tuple[int, str]]:
    for start in range(0, len(ids), 500):
        few = actor.c.id.in_(ids[start : start + 500])
        yield from ((row.id, row.name) for row in connection.execute(select(actor.c.id, actor.c.name).where(few)))


def read_documents(connection: Connection, rows: list[AnyRow], found: Stored) -> None:
    """Attachments have no id in the file: they are known by what they are attached to, and their place there."""
    if found.source is None:
        return
    by_id = {row.id: row for row in rows}
    columns = (printed.c.document_id, printed.c.part_of_id, printed.c.position)
    ordered = select(*columns).where(printed.c.volume_id == found.source.id).order_by(printed.c.position)
    for document_id, part_of, position in connection.execute(ordered):
        found.positions[document_id] = position
        if part_of is None:
            found.order[document_id] = []
            key: Key = (by_id[document_id].xml_id, None)
        else:
            found.order[part_of].append(document_id)
            key = (by_id[part_of].xml_id, len(found.order[part_of]))
        found.documents[key] = known(by_id[document_id])


def paragraph_ids(connection: Connection, document_id: int) -> dict[tuple[bool, int], int]:
    """The ids of a document's paragraphs and footnotes: what points at one of them goes on doing so."""
    rows = connection.execute(select(paragraph).where(paragraph.c.document_id == document_id))
    return {(row.is_note, row.number): row.id for row in rows}


def curated_people(connection: Connection) -> dict[Person, list[str]]:
    """All names of the curated persons."""
    mine = (record.c.series == CURATED, actor.c.kind == ActorKind.PERSON, actor.c.id == record.c.id)
    names: dict[int, list[str]] = {}
    found: dict[Person, list[str]] = {}
    for row in connection.execute(select(actor.c.id, record.c.slug, actor.c.name).where(*mine).order_by(record.c.slug)):
        names[row.id] = found[Person(row.id, row.slug)] = [row.name]
    others = select(actor_name.c.actor_id, actor_name.c.name).where(*mine, actor_name.c.actor_id == actor.c.id)
    for other in connection.execute(others.order_by(actor_name.c.actor_id, actor_name.c.seq)):
        names[other.actor_id].append(other.name)
    return found
