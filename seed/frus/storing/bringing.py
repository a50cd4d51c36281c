"""One volume on its way into the database, part by part as its file is read."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete

from api.edtf import EdtfError
from api.models.corpus import Anchor, Paragraph, VolumeDocument
from api.models.document import Document as DocumentTable
from api.models.record import table
from api.models.vocabulary import RecordType
from seed.frus.known import File
from seed.frus.reader import Refused
from seed.frus.report import Report
from seed.frus.storing import contents
from seed.frus.storing.document_rows import OWNED, Place, Rows, anchors
from seed.frus.storing.links import links
from seed.frus.storing.lists import Lists
from seed.frus.storing.ordering import positions
from seed.frus.storing.outline import Outline
from seed.frus.storing.pages import with_stored
from seed.frus.storing.resolved import Resolved
from seed.frus.storing.slugs import base, locator
from seed.frus.storing.store import BATCH, numbers
from seed.frus.storing.stored import Key, Known, paragraph_ids
from seed.frus.storing.volume_rows import VolumeRecord
from seed.frus.storing.who import Who, is_open
from seed.frus.storing.work import Work
from seed.frus.volume import Document, Findings, Head, Part, Person, Section, SectionProse, Term
from seed.loading import elsewhere
from seed.loading.compare import digest

anchor = table(Anchor)


class Late(Exception):
    """A list stands behind documents that point into it."""


@dataclass(frozen=True, slots=True)
class Parent:
    """What an attachment is attached to."""

    id: int
    slug: str
    number: str | None


class Bringing:
    """`order`: the documents of the file with their attachments, by id; `anchors`: ids of the file that were seen."""

    def __init__(self, connection: Connection, head: Head, file: File, report: Report, *, remove: bool) -> None:
        self.work = Work(connection, head.volume, report)
        self.remove = remove
        self.lists = Lists(self.work, keep=not remove)
        self.outline = Outline(self.work)
        self.record = VolumeRecord(self.work, head, file)
        self.who: Who | None = None
        self.order: dict[int, list[int]] = {}
        self.places = dict(self.work.stored.positions)
        self.last = max(self.places.values(), default=0)
        self.anchors: set[str] = set()
        self.seen: set[Key] = set()
        self.paragraphs = numbers(connection, Paragraph)
        self.quotations = elsewhere.Quotations(elsewhere.sought(connection))
        self.found: list[elsewhere.Found] = []

    def begin(self) -> None:
        """Nothing is written before."""
        self.record.begin()

    def take(self, part: Part) -> None:
        """Raises Late for a list that ought to have been read before."""
        match part:
            case Document():
                self.document(part, self.who or self.ready())
                self.work.store.flush(least=BATCH)
            case Section():
                self.outline.take(part)
            case SectionProse():
                self.outline.more(part)
            case Person() | Term() if self.who:
                raise Late
            case Person():
                self.lists.person(part)
            case Term():
                self.lists.term(part)

    def ready(self) -> Who:
        """The lists are complete: from now on it can be said who is meant."""
        self.who = self.lists.who()
        return self.who

    def document(self, document: Document, who: Who, parent: Parent | None = None) -> None:
        key = (self.work.fitting(document.xml_id), document.attachment)
        if key in self.seen:
            raise Refused(f"two documents have the id {document.xml_id}; look for another copy of the file")
        self.seen.add(key)
        resolved = self.resolved(document, who)
        known = self.work.stored.documents.get(key)
        number = known.id if known else next(self.work.ids)
        self.order.setdefault(parent.id if parent else number, []).extend([number] if parent else [])
        slug = self.keep(document, number, known, resolved, parent)
        self.work.report.count(document, resolved.named)
        for attachment in document.attachments:
            self.document(attachment, who, Parent(number, slug, document.number))

    def resolved(self, document: Document, who: Who) -> Resolved:
        notes = (block.xml_id for block in document.blocks if block.is_note and block.xml_id)
        standing = [*document.pages, *notes, *document.within_notes]
        anchors = frozenset(map(self.work.fitting, standing)) - self.anchors
        self.anchors |= anchors
        terms = [use for use in document.terms if use.xml_id in self.lists.terms]
        named = who.named(document.mentions)
        met, unmet = [one for one in named if not is_open(one)], list(filter(is_open, named))
        return Resolved(met, unmet, who, anchors, terms, self.lists.terms)

    def keep(
        self, document: Document, number: int, known: Known | None, resolved: Resolved, parent: Parent | None
    ) -> str:
        """Stores what is new or another than it was; the slug."""
        if known and document.begins_lost and not self.remove:
            document = with_stored(self.work.connection, document, known.id)
        where = locator(document, parent.number if parent else document.number)
        digests = contents.of_document(document, resolved, self.outline.key(document.section), where)
        if known and known.digest == digest(digests):
            self.work.report.unchanged += 1
            self.reclaim(document, known, resolved)
            return known.slug
        rows = self.rows(document, number, resolved, parent, where)
        if known is None:
            self.places[number] = rows.place.position
            slug = self.create(rows, parent, digests)
        else:
            slug = known.slug
            self.update(rows, known, digests)
        return slug

    def rows(
        self, document: Document, number: int, resolved: Resolved, parent: Parent | None, where: str | None
    ) -> Rows:
        place = Place(
            volume=self.work.volume,
            source_id=self.work.source_id,
            section_id=self.outline.id_of(document.section),
            part_of_id=parent.id if parent else None,
            position=self.places.get(number) or self.next_place(),
            locator=where,
        )
        try:
            return Rows(self.work.store, document, number, place, resolved)
        except EdtfError as error:
            raise Refused(f"document {document.xml_id} has a date that is none: {error}") from None

    def next_place(self) -> int:
        self.last += 1
        return self.last

    def create(self, rows: Rows, parent: Parent | None, digests: dict[str, str]) -> str:
        work, document = self.work, rows.document
        wanted = f"{parent.slug}-at{document.attachment}" if parent else base(work.volume, document.xml_id)
        key = (document.xml_id, document.attachment)
        slug = rows.slug = work.create(RecordType.DOCUMENT, rows.id, key, wanted, document.title, digests)
        if parent is None:
            work.origin(rows.id, document.xml_id)
        work.store.add(DocumentTable, rows.typed())
        work.store.add(VolumeDocument, rows.printed())
        self.own(rows, self.paragraphs)
        return slug

    def update(self, rows: Rows, known: Known, digests: dict[str, str]) -> None:
        """The document stays the record and the rows that others point at."""
        work, document = self.work, rows.document
        work.update(RecordType.DOCUMENT, known, document.title, digests)
        rows.slug = known.slug
        work.store.change(DocumentTable, "id", [rows.typed()])
        work.store.change(VolumeDocument, "document_id", [rows.printed()])
        old = paragraph_ids(work.connection, known.id)
        for model, owner in OWNED:
            work.store.remove(model, owner, [known.id])
        ids = (old.get((block.is_note, block.number)) or next(self.paragraphs) for block in document.blocks)
        self.own(rows, ids)

    def own(self, rows: Rows, ids: Iterator[int]) -> None:
        """Stores what the document owns."""
        self.found += rows.owned(ids, self.quotations)
        self.anchored(dict(anchors(rows.document, rows.resolved.anchors, rows.id, rows.paragraphs)))

    def reclaim(self, document: Document, known: Known, resolved: Resolved) -> None:
        """Ids of the file that stand in an unchanged document, but stood elsewhere by the file before."""
        stored = self.work.stored.anchors
        lost = {xml_id for xml_id in resolved.anchors if stored.get(xml_id, (0, None))[0] != known.id}
        if lost:
            paragraphs = paragraph_ids(self.work.connection, known.id)
            found = anchors(document, lost, known.id, paragraphs)
            self.anchored(dict(found))

    def anchored(self, places: Mapping[str, tuple[int, int | None]]) -> None:
        """Says where ids of the file stand, wherever they stood before."""
        this = (anchor.c.volume == self.work.volume) & (anchor.c.xml_id == bindparam("moved"))
        stood = [{"moved": xml_id} for xml_id in sorted(places) if xml_id in self.work.stored.anchors]
        if stood:
            self.work.connection.execute(delete(anchor).where(this), stood)
        rows = [(self.work.volume, xml_id, *place) for xml_id, place in places.items()]
        self.work.store.tuples(Anchor, rows)

    def finish(self, findings: Findings) -> None:
        """What can only be done when the whole file was read."""
        work = self.work
        if self.who is None:
            self.ready()
        work.store.flush()
        self.leave()
        sections = self.outline.finish(remove=self.remove)
        self.reorder()
        if self.remove:
            self.lists.remove_terms()
        self.record.finish(sections, self.lists.stored_terms())
        work.store.flush()
        elsewhere.settle(work.connection, self.found)
        work.report.release = work.release.finish()
        work.report.warn(findings)
        work.report.skipped = self.lists.skipped(findings)
        work.report.links = links(work.connection, work.volume, work.source_id)

    def leave(self) -> None:
        """Names what is stored and not in the file, and removes it if it is to go."""
        work = self.work
        documents = {key: known for key, known in work.stored.documents.items() if key not in self.seen}
        persons = self.lists.missing()
        work.report.missing = [known.slug for known in (*documents.values(), *persons.values())]
        if self.remove:
            work.delete(RecordType.DOCUMENT, documents)
            work.delete(RecordType.ACTOR, persons)
        else:
            self.give_back({known.id for known in documents.values()})

    def give_back(self, missing: Container[int]) -> None:
        """Ids of the file that stand in documents which the file has not stay there, whatever it makes of them."""
        stored = self.work.stored.anchors
        kept = {xml_id: stored[xml_id] for xml_id in self.anchors & stored.keys() if stored[xml_id][0] in missing}
        self.anchored(kept)
        self.work.store.flush()

    def reorder(self) -> None:
        """Gives each document its place in the volume."""
        stored: dict[int, list[int]] = {} if self.remove else self.work.stored.order
        ordered = positions(self.order, stored)
        moved = [(number, place) for number, place in ordered.items() if self.places[number] != place]
        for sign in (-1, 1):  # aside first: two documents never have the same place
            rows = [{"document_id": number, "position": sign * place} for number, place in moved]
            self.work.store.change(VolumeDocument, "document_id", rows)
