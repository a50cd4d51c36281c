"""A document as rows of its tables."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from api.models.corpus import (
    Anchor,
    Mention,
    Paragraph,
    QuotationElsewhere,
    Reference,
    SearchEntry,
    TermUse,
)
from api.models.document import DocumentParty
from api.models.record import Citation
from api.models.vocabulary import DocumentRole, Knowledge, RecordType
from api.search import order
from seed.frus.storing import dating
from seed.frus.storing.contents import source_note
from seed.frus.storing.resolved import Resolved
from seed.frus.storing.store import Store, Tuple
from seed.frus.storing.who import Named
from seed.frus.volume import Block, Document, Party, Span
from seed.loading import search
from seed.loading.elsewhere import Found, Quotations

Row = dict[str, Any]
# What a document owns; its paragraphs last, for others point at them.
OWNED = (
    (QuotationElsewhere, "document_id"), (Anchor, "document_id"), (Mention, "document_id"), (TermUse, "document_id"),
    (Reference, "document_id"), (DocumentParty, "document_id"), (Citation, "record_id"), (SearchEntry, "record_id"),
    (Paragraph, "document_id"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document belongs: its volume, section, what it is attached to, and its place in the volume."""

    volume: str
    source_id: int
    section_id: int | None
    part_of_id: int | None
    position: int
    locator: str | None


class Rows:
    """One document, with its id, on its way into the store. `slug`: known once it has its record.

    `paragraphs`: the ids of its blocks.
    """

    slug: str

    def __init__(self, store: Store, document: Document, number: int, place: Place, resolved: Resolved) -> None:
        self.store, self.document, self.id = store, document, number
        self.place, self.resolved = place, resolved
        self.sent = dating.columns(document.sent)
        self.days = (self.sent["lo"], self.sent["hi"])
        self.paragraphs: dict[tuple[bool, int], int] = {}

    def typed(self) -> Row:
        return {
            "id": self.id,
            "type": RecordType.DOCUMENT.value,
            "slug": self.slug,
            "title": self.document.title,
            "kind": self.document.kind.value if self.document.kind else None,
            "knowledge": Knowledge.HELD.value,
            **self.sent,
            **dating.received(self.document.received),
        }

    def printed(self) -> Row:
        document, sent = self.document, self.document.sent
        return {
            "document_id": self.id,
            "volume_id": self.place.source_id,
            "section_id": self.place.section_id,
            "part_of_id": self.place.part_of_id,
            "position": self.place.position,
            "number": document.number,
            "source_note": source_note(document),
            "classification": document.classification,
            "place": document.place,
            "first_page": document.first_page,
            "last_page": document.last_page,
            "date_rule": sent.rule.value if sent and sent.rule else None,
            "date_precision": sent.precision.value if sent and sent.precision else None,
            "local_time": sent.local_time if sent else None,
            "instant_lo": sent.instant_lo if sent else None,
            "instant_hi": sent.instant_hi if sent else None,
        }

    def owned(self, ids: Iterator[int], quotations: Quotations) -> list[Found]:
        """All rows but the typed ones; `ids` numbers the paragraphs. Gives the places of the quotations."""
        store, document = self.store, self.document
        own = {"record_id": self.id, "seq": 1, "source_id": self.place.source_id, "locator": self.place.locator}
        store.add(Citation, own)
        store.add(DocumentParty, *self.parties())
        store.tuples(Paragraph, [self.paragraph(block, next(ids)) for block in document.blocks])
        store.tuples(Mention, [self.mention(seq, one) for seq, one in enumerate(self.resolved.named, 1)])
        store.tuples(TermUse, list(self.term_uses()))
        store.tuples(Reference, list(self.references()))
        whole, *parts = self.entries()
        store.add(SearchEntry, whole, *parts)
        return [
            found
            for block, part in zip(document.blocks, parts, strict=True)
            for found in quotations.within(self.id, part["paragraph_id"], block.text, part["body"])
        ]

    def parties(self) -> Iterator[Row]:
        """Whoever is named twice in the same role stands there once."""
        seen, seq = set[tuple[DocumentRole, int | str]](), 0
        for role, party in self.correspondents():
            actor = self.actor_of(party)
            who = (role, party.printed if actor is None else actor)
            if who not in seen:
                seen.add(who)
                seq += 1
                row = {"document_id": self.id, "seq": seq, "actor_id": actor, "printed": party.printed}
                yield {**row, "role": role.value, "lo": self.days[0], "hi": self.days[1], "slug": self.slug}

    def actor_of(self, party: Party) -> int | None:
        """Whom the markup points at, if the list has him."""
        actor = self.resolved.who.listed.get(party.xml_id) if party.xml_id else None
        return actor.id if actor else None

    def correspondents(self) -> Iterator[tuple[DocumentRole, Party]]:
        yield from ((DocumentRole.FROM, party) for party in self.document.senders)
        yield from ((DocumentRole.TO, party) for party in self.document.recipients)

    def paragraph(self, block: Block, number: int) -> Tuple:
        self.paragraphs[block.is_note, block.number] = number
        grid = msgspec.json.encode(block.grid).decode() if block.grid else None
        place = (block.page, block.xml_id, block.mark, block.anchor_number, block.anchor_offset, grid)
        return (number, self.id, block.is_note, block.number, block.kind.value, *place, block.text)

    def at(self, span: Span) -> Tuple:
        return self.paragraphs[span.is_note, span.number], span.start, span.end

    def mention(self, seq: int, one: Named) -> Tuple:
        at = (self.paragraphs[one.is_note, one.number], one.start, one.end)
        who = (one.actor.id if one.actor else None, one.xml_id, one.method.value, one.certainty.value)
        return (self.id, seq, *at, *who, *self.days, self.slug)

    def term_uses(self) -> Iterator[Tuple]:
        for seq, use in enumerate(self.resolved.uses, 1):
            yield (self.id, seq, *self.at(use.at), self.resolved.terms[use.xml_id])

    def references(self) -> Iterator[Tuple]:
        for seq, one in enumerate(self.document.references, 1):
            yield (self.id, seq, *self.at(one.at), one.kind.value, one.target, one.volume, one.xml_id)

    def entries(self) -> Iterator[Row]:
        """What search looks through: the document, and each of its paragraphs and footnotes."""
        kind = self.document.kind.value if self.document.kind else None
        common: Row = {"record_id": self.id, "type": RecordType.DOCUMENT, "kind": kind, "quality": self.sent["quality"]}
        common |= {"source_id": self.place.source_id, "lo": self.days[0], "hi": self.days[1]}
        named = self.named()
        everybody = {actor for actors in named.values() for actor in actors}
        correspondents = (self.actor_of(party) for _, party in self.correspondents())
        everybody |= {actor for actor in correspondents if actor is not None}
        whole: Row = {"paragraph_id": None, "title": self.document.title, "body": "", "rank": order.ARCHIVE}
        yield search.entry(**whole, actors=sorted(everybody), **common)
        for block in self.document.blocks:
            place = (block.is_note, block.number)
            part: Row = {
                "paragraph_id": self.paragraphs[place],
                "title": "",
                "body": block.text,
                "rank": order.PARAGRAPH,
            }
            yield search.entry(**part, actors=named.get(place, ()), **common)

    def named(self) -> dict[tuple[bool, int], list[int]]:
        """The actors that each paragraph and footnote names."""
        found: dict[tuple[bool, int], list[int]] = {}
        for one in self.resolved.named:
            if one.actor:
                found.setdefault((one.is_note, one.number), []).append(one.actor.id)
        return found


def anchors(
    document: Document, wanted: Container[str], number: int, paragraphs: Mapping[tuple[bool, int], int]
) -> Iterator[tuple[str, tuple[int, int | None]]]:
    """Where these ids of the file stand: at the document, where a page begins in it, or at (or in) a footnote."""
    yield from ((page, (number, None)) for page in document.pages if page in wanted)
    for block in document.blocks:
        if block.is_note and block.xml_id and block.xml_id in wanted:
            yield block.xml_id, (number, paragraphs[True, block.number])
    for name, note in document.within_notes.items():
        if name in wanted:
            yield name, (number, paragraphs[True, note])
