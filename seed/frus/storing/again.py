"""Works out anew who may be meant in imported documents, where other curated persons are known than before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Text, cast, delete, func, insert, select, update

from api.models.corpus import Mention, Paragraph
from api.models.document import Document
from api.models.record import Change, Record, table
from api.models.vocabulary import ChangeAction, MentionMethod, RecordType
from seed.frus.storing import contents
from seed.frus.storing.who import GUESSED, Actor, Named, Who, is_open, place
from seed.loading.compare import SERIES, digest
from seed.loading.search import mark_mentions

record, change, mention = table(Record), table(Change), table(Mention)
paragraph, document = table(Paragraph), table(Document)
People = Mapping[Actor, Sequence[str]]
CHUNK = 500


def suggest_again(connection: Connection, before: People, now: People, release: int) -> bool:
    """Gives each name that fitted a curated person, or nobody, the persons it fits now; whether that changed any."""
    ids = sorted({actor.id for actor in (*before, *now)})
    who, changed = Who({}, now), list[int]()
    for number in sorted({*suggested(connection, ids), *unmet(connection)}):
        if Again(connection, number, set(ids)).suggest(who, release):
            changed.append(number)
    mark_mentions(connection, changed)
    return bool(changed)


def suggested(connection: Connection, ids: Sequence[int]) -> Iterator[int]:
    """Documents in which one of these persons may be meant."""
    for start in range(0, len(ids), CHUNK):
        those = mention.c.actor_id.in_(ids[start : start + CHUNK])
        yield from connection.execute(select(mention.c.document_id).where(those).distinct()).scalars()


def unmet(connection: Connection) -> Sequence[int]:
    """Documents that name somebody who is not known."""
    has_some = cast(record.c.field_digests, Text).like(f'%"{contents.UNMET}"%')
    those = (record.c.type == RecordType.DOCUMENT, record.c.series != SERIES, has_some)
    return connection.execute(select(record.c.id).where(*those)).scalars().all()


@dataclass(frozen=True, slots=True)
class Again:
    """One document; `curated`: the ids of curated persons, of those too that are gone."""

    connection: Connection
    id: int
    curated: set[int]

    def suggest(self, who: Who, release: int) -> bool:
        head = self.connection.execute(select(record).where(record.c.id == self.id)).one()
        blocks = {row.id: row for row in self.rows(select(paragraph).where(paragraph.c.document_id == self.id))}
        stored = [self.named(row, blocks) for row in self.mentions()]
        fixed = [one for one in stored if not self.is_suggestion(one)]
        before = {(*one[:4], one.method) for one in stored if self.is_suggestion(one)}
        texts = {(block.is_note, block.number): block.text for block in blocks.values()}
        found = [
            one
            for is_note, number, start, end, method in before | set(open_places(head.field_digests))
            for one in who.guessed(texts[is_note, number][start:end], is_note, number, start, end, method)
        ]
        met = sorted([*fixed, *(one for one in found if not is_open(one))], key=place)
        digests = self.digests(head.field_digests, met, sorted(filter(is_open, found), key=place))
        if digests == head.field_digests and met == stored:
            return False
        self.write(met, {(block.is_note, block.number): number for number, block in blocks.items()})
        self.log(head, digests, release)
        return True

    def rows(self, statement: Any) -> Sequence[Row[Any]]:
        return self.connection.execute(statement).all()

    def mentions(self) -> Sequence[Row[Any]]:
        """With the slugs of the actors; those that are gone have none."""
        columns = select(mention, record.c.slug.label("of_actor")).outerjoin(record, record.c.id == mention.c.actor_id)
        return self.rows(columns.where(mention.c.document_id == self.id).order_by(mention.c.seq))

    def named(self, row: Row[Any], blocks: Mapping[int, Row[Any]]) -> Named:
        at, actor = blocks[row.paragraph_id], Actor(row.actor_id, row.of_actor or "") if row.actor_id else None
        where = (at.is_note, at.number, row.start, row.end)
        return Named(*where, actor, row.xml_id, row.method, row.certainty)

    def is_suggestion(self, one: Named) -> bool:
        return one.method in GUESSED and (one.actor is None or one.actor.id in self.curated)

    def digests(self, before: Mapping[str, str], met: Sequence[Named], left: Sequence[Named]) -> dict[str, str]:
        kept = {name: value for name, value in before.items() if name != contents.UNMET}
        return kept | {"people": contents.short(contents.people(met))} | contents.unmet(left)

    def write(self, met: Iterable[Named], numbers: Mapping[tuple[bool, int], int]) -> None:
        days = self.connection.execute(
            select(document.c.lo, document.c.hi, document.c.slug).where(document.c.id == self.id)
        ).one()
        self.connection.execute(delete(mention).where(mention.c.document_id == self.id))
        rows = [
            {
                "document_id": self.id,
                "seq": seq,
                "paragraph_id": numbers[one.is_note, one.number],
                "start": one.start,
                "end": one.end,
                "actor_id": one.actor.id if one.actor else None,
                "xml_id": one.xml_id,
                "method": one.method,
                "certainty": one.certainty,
                "lo": days.lo,
                "hi": days.hi,
                "slug": days.slug,
            }
            for seq, one in enumerate(met, 1)
        ]
        if rows:
            self.connection.execute(insert(mention), rows)

    def log(self, head: Row[Any], digests: dict[str, str], release: int) -> None:
        """The document has changed, as a reader of it sees."""
        changed = {"field_digests": digests, "digest": digest(digests), "changed_in": release}
        self.connection.execute(update(record).where(record.c.id == self.id).values(changed))
        last = self.connection.execute(select(func.max(change.c.seq))).scalar() or 0
        row = {"seq": last + 1, "release_id": release, "type": head.type, "slug": head.slug, "fields": ["people"]}
        self.connection.execute(insert(change).values({**row, "action": ChangeAction.UPDATED}))


def open_places(digests: Mapping[str, str]) -> Iterator[tuple[bool, int, int, int, MentionMethod]]:
    for told in digests.get(contents.UNMET, "").split():
        is_note, number, start, end, method = told.split(".")
        yield is_note == "1", int(number), int(start), int(end), MentionMethod(method)
