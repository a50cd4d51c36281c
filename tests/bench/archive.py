"""The rows of made volumes, as an import stores them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from api import edtf
from api.models.vocabulary import DateBasis
from api.search.order import ARCHIVE, PARAGRAPH
from seed.loading.search import entry, name_keys
from tests.bench.bulk import Rows
from tests.bench.volumes import Block, Document, Person, Volume

MADE = "2025-01-01 00:00:00.000000"
URL = "https://example.org/volumes/"
KIND_OF = {False: "paragraph", True: "footnote"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A document among the rows: its key, what lists sort it by, and its volume."""

    key: int
    slug: str
    source: int
    lo: int
    hi: int

    @property
    def order(self) -> dict[str, Any]:
        """What a link copies of the document."""
        return {"lo": self.lo, "hi": self.hi, "slug": self.slug}


class Archive:
    """Writes volumes as rows, one release each; `counts` is of all records, those that others wrote included."""

    def __init__(self, rows: Rows, release: int, counts: dict[str, int]) -> None:
        self.rows, self.release, self.counts = rows, release, counts
        self.records = count(sum(counts.values()) + 1)
        self.paragraphs, self.sections, self.terms = count(1), count(1), count(1)
        self.changes = count(sum(counts.values()) + 1)
        self.identities: dict[str, int] = {}

    def write(self, volume: Volume) -> None:
        self.release += 1
        source = self.source(volume)
        sections = self.outline(volume, source)
        terms = self.glossary(source)
        people = {person.xml_id: self.person(volume, source, person) for person in volume.persons}
        for position, document in enumerate(volume.documents, 1):
            placed = self.document(volume, source, sections[document.section], position, document)
            self.parties(placed, document, people)
            self.text(volume, placed, document, people, terms)
        self.rows.add(
            "release", id=self.release, series=volume.id, content_sha256="0" * 64, created_at=MADE,
            counts=json_of(self.counts),
        )  # fmt: skip

    def record(self, volume: Volume, kind: str, slug: str, label: str, xml_id: str) -> int:
        key = next(self.records)
        add = self.rows.add
        add("slug", type=kind, slug=slug)
        add(
            "record", id=key, type=kind, slug=slug, label=label, series=volume.id, digest="0" * 64, field_digests="{}",
            changed_in=self.release,
        )  # fmt: skip
        add("origin", record_id=key, volume=volume.id, xml_id=xml_id)
        add("change", seq=next(self.changes), release_id=self.release, type=kind, slug=slug, action="created",
            fields="[]")  # fmt: skip
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return key

    def cite(self, key: int, source: int, locator: str) -> None:
        self.rows.add("citation", record_id=key, seq=1, source_id=source, locator=locator)

    def find(self, key: int, title: str, body: str, **more: Any) -> None:
        """What search finds the record by, or (`paragraph_id`) a paragraph of it."""
        given: dict[str, Any] = {
            "paragraph_id": None,
            "lo": edtf.NO_UPPER,
            "hi": edtf.NO_UPPER,
            "rank": ARCHIVE,
            **more,
        }
        self.rows.add("search_entry", **entry(record_id=key, title=title, body=body, **given))

    def source(self, volume: Volume) -> int:
        key = self.record(volume, "source", volume.id, volume.title, volume.id)
        self.rows.add(
            "source", id=key, type="source", slug=volume.id, kind="archival-volume", title=volume.title,
            short_title=volume.title, csl='{"type": "book"}', licence="Made up; nobody's.", text_shown=True,
            text_held=True, silent="[]",
        )  # fmt: skip
        self.rows.add(
            "volume", source_id=key, url=URL + volume.id, file_sha256="0" * 64, file_size=1, importer=1,
            imported_at=MADE,
        )  # fmt: skip
        self.cite(key, key, "title page")
        self.find(key, volume.title, volume.title, type="source", kind="archival-volume", source_id=key)
        return key

    def outline(self, volume: Volume, source: int) -> list[int]:
        found = []
        for seq, title in enumerate(volume.sections, 1):
            found.append(next(self.sections))
            self.rows.add(
                "section", id=found[-1], source_id=source, seq=seq, xml_id=f"ch{seq}", kind="chapter", title=title
            )
        return found

    def glossary(self, source: int) -> list[int]:
        found = [next(self.terms) for _ in range(60)]
        for place, key in enumerate(found, 1):
            self.rows.add("term", id=key, source_id=source, xml_id=f"t_{place}", name=f"T{place}", expansion="a term")
        return found

    def person(self, volume: Volume, source: int, person: Person) -> int:
        slug = f"{volume.id}-{person.xml_id.replace('_', '-')}"
        key = self.record(volume, "actor", slug, person.printed, person.xml_id)
        identity = self.identities.setdefault(person.printed, key)
        joined = (None, None, None) if identity == key else (identity, "name", "The same name and office.")
        self.rows.add(
            "actor", id=key, type="actor", slug=slug, name=person.printed, kind="person",
            same_as_id=joined[0], same_as_method=joined[1], same_as_reason=joined[2],
        )  # fmt: skip
        self.rows.add("actor_role", actor_id=key, seq=1, title=person.role, **dated(None))
        self.cite(key, source, "List of persons")
        self.find(key, person.printed, person.role, type="actor", kind="person", source_id=source)
        for row in name_keys(key, [f"{person.given} {person.surname}"]):
            self.rows.add("name_key", **row)
        return key

    def document(self, volume: Volume, source: int, section: int, position: int, document: Document) -> Placed:
        slug = f"{volume.id}-{document.xml_id}"
        key = self.record(volume, "document", slug, document.title[:200], document.xml_id)
        last = document.blocks[-1].page
        self.rows.add(
            "document", id=key, type="document", slug=slug, title=document.title, kind=document.kind, knowledge="held",
            **dated(document.days), **dated(None, "received_"),
        )  # fmt: skip
        self.rows.add(
            "volume_document", document_id=key, volume_id=source, section_id=section, position=position,
            number=str(document.number), place=document.place, first_page=str(document.page), last_page=str(last),
            source_note="795.00/1-150: Telegram",
        )  # fmt: skip
        self.cite(key, source, f"Document {document.number}, pp. {document.page}-{last}")
        placed = Placed(key, slug, source, *bounds(document.days))
        self.find_document(placed, document, title=document.title, body=document.place)
        return placed

    def find_document(self, placed: Placed, document: Document, **more: Any) -> None:
        """What search finds the document by, or a paragraph of it."""
        given = {"type": "document", "kind": document.kind, "lo": placed.lo, "hi": placed.hi, **more}
        self.find(placed.key, source_id=placed.source, **given)

    def parties(self, placed: Placed, document: Document, people: dict[str, int]) -> None:
        if document.kind in {"editorial-note", "memorandum-of-conversation"}:
            return
        ends = (("from", document.sender, document.offices[0]), ("to", document.recipient, document.offices[1]))
        for seq, (role, person, office) in enumerate(ends, 1):
            actor, printed = (people[person.xml_id], person.printed) if person else (None, office)
            self.rows.add(
                "document_party", document_id=placed.key, seq=seq, actor_id=actor, printed=printed, role=role,
                **placed.order,
            )  # fmt: skip

    def text(
        self, volume: Volume, placed: Placed, document: Document, people: dict[str, int], terms: list[int]
    ) -> None:
        mentions, uses = count(1), count(1)
        for block in document.blocks:
            paragraph = self.block(placed.key, block, document)
            named = [people[found.person.xml_id] for found in block.mentions]
            self.find_document(
                placed, document, title="", body=block.text, paragraph_id=paragraph, rank=PARAGRAPH, actors=named
            )
            for found, actor in zip(block.mentions, named, strict=True):
                self.rows.add(
                    "mention", document_id=placed.key, seq=next(mentions), paragraph_id=paragraph, start=found.start,
                    end=found.end, actor_id=actor, xml_id=found.person.xml_id, method="markup", certainty="certain",
                    **placed.order,
                )  # fmt: skip
            if block.number % 2:
                self.rows.add(
                    "term_use", document_id=placed.key, seq=next(uses), paragraph_id=paragraph, start=0, end=2,
                    term_id=terms[block.number % len(terms)],
                )  # fmt: skip
        for page, begins in pages(document, paragraph):
            self.rows.add("anchor", volume=volume.id, xml_id=f"pg_{page}", document_id=placed.key, paragraph_id=begins)

    def block(self, key: int, block: Block, document: Document) -> int:
        paragraph = next(self.paragraphs)
        self.rows.add(
            "paragraph", id=paragraph, document_id=key, is_note=block.is_note, number=block.number,
            kind=KIND_OF[block.is_note], page=str(block.page), mark=str(block.number) if block.is_note else None,
            xml_id=f"{document.xml_id}fn{block.number}" if block.is_note else None, anchor_number=block.anchor,
            anchor_offset=0 if block.is_note else None, text=block.text,
        )  # fmt: skip
        return paragraph


def pages(document: Document, last: int) -> Iterator[tuple[int, int]]:
    """The pages that begin in the document; a page is begun once, in the document that first has a block on it."""
    seen = {document.page}
    for place, block in enumerate(document.blocks):
        if block.page not in seen:
            seen.add(block.page)
            yield block.page, last - len(document.blocks) + 1 + place


def bounds(days: tuple[int, int] | None) -> tuple[int, int]:
    return days or (edtf.NO_UPPER, edtf.NO_UPPER)


def dated(days: tuple[int, int] | None, prefix: str = "") -> dict[str, Any]:
    """The columns of a date."""
    lo, hi = bounds(days)
    found: dict[str, Any] = {"edtf": None, "printed": None, "basis": DateBasis.NONE.value, "lo": lo, "hi": hi}
    found |= {"quality": None, "month_day": None}
    if days:
        first, last = (date.fromordinal(day) for day in days)
        written = first.isoformat() if lo == hi else f"{first.isoformat()}/{last.isoformat()}"
        found |= {"edtf": written, "printed": f"{first:%B} {first.day}", "basis": DateBasis.ENCODED.value}
        found |= {"quality": "exact" if lo == hi else "approximate"}
        found |= {"month_day": first.month * 100 + first.day if lo == hi else None}
    return {prefix + name: value for name, value in found.items()}


def json_of(counts: dict[str, int]) -> str:
    return "{" + ", ".join(f'"{name}": {number}' for name, number in sorted(counts.items())) + "}"
