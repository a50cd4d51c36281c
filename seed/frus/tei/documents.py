"""A document of a volume and its attachments, from the element that holds them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from api.models.vocabulary import DocumentKind, ParagraphKind
from seed.frus.tei import dates, heads
from seed.frus.tei.blocks import Layout, plain
from seed.frus.tei.mentions import mentions, parties
from seed.frus.tei.pieces import Mark, Pages
from seed.frus.tei.received import received
from seed.frus.tei.references import LONGEST_ID, reference
from seed.frus.tei.safe import echoed
from seed.frus.volume import Block, Document, Findings, Reference, TermUse

DESPATCH = re.compile(r"No\. ?\d+\W*", re.I)
FAR = 2  # years outside the volume


@dataclass(slots=True)
class Reading:
    """What is known of a volume while its documents are read: the page, the ids taken, the ids that are pointed at."""

    volume: str
    findings: Findings
    years: tuple[int, int] | None = None
    pages: Pages = field(default_factory=Pages)
    taken: set[str] = field(default_factory=set)
    persons: Counter[str] = field(default_factory=Counter)
    terms: Counter[str] = field(default_factory=Counter)

    def claimed(self, identity: str | None) -> str | None:
        """The id, if it is of use and no other part of the file has it already."""
        if not identity:
            return None
        if identity in self.taken or len(identity) > LONGEST_ID:
            self.findings.doubled_ids.append(echoed(identity))
            return None
        self.taken.add(identity)
        return identity


@dataclass(frozen=True, slots=True)
class Part:
    """A document or one of its attachments, with its text laid out."""

    element: Element
    layout: Layout
    identity: str
    section: int | None
    attachment: int | None

    @property
    def name(self) -> str:
        return self.identity if self.attachment is None else f"{self.identity}, attachment {self.attachment}"


def document(element: Element, section: int | None, reading: Reading) -> Document:
    """The element's xml:id is known to be the only one of the volume."""
    layout = Layout(reading.pages, reading.findings).read(element)
    identity = element.get("xml:id", "")
    whole = part(Part(element, layout, identity, section, None), reading)
    check(whole, element.get("n"), reading.findings)
    for count, (within, text) in enumerate(layout.attachments, 1):
        whole.attachments.append(part(Part(within, text, identity, section, count), reading))
    return whole


def part(found: Part, reading: Reading) -> Document:
    layout, element = found.layout, found.element
    number, title = heads.split(heads.head_of(element), None if found.attachment else element.get("n"))
    blocks = list(claimed_blocks(found, reading))
    notes = [block.text for block in blocks if block.kind is ParagraphKind.SOURCE_NOTE]
    narrates = not found.attachment and heads.is_editorial_note(element, title)
    lines = dates.Datelines.of(layout)
    dated = dates.sent(element.attrib, lines, narrates=narrates)
    report_dates(found, dated, reading)
    named = mentions(layout, blocks)
    reading.persons.update(mention.xml_id for mention in named if mention.xml_id)
    return Document(
        xml_id=found.identity,
        attachment=found.attachment,
        number=number,
        title=title or untitled(found, number),
        kind=DocumentKind.EDITORIAL_NOTE if narrates else heads.kind(title, notes),
        is_editorial_note=narrates,
        section=found.section,
        sent=dated.when,
        received=dates.arrival(lines) or received(layout.pieces, dated.days),
        place=dates.place(lines),
        classification=classification(element),
        source_notes=notes,
        senders=parties(layout, "from"),
        recipients=parties(layout, "to"),
        blocks=blocks,
        mentions=named,
        terms=list(terms(layout, reading)),
        references=list(references(layout, reading.volume)),
        pages=[page for page in layout.begun if reading.claimed(page)],
        first_page=blocks[0].page if blocks else None,
        last_page=layout.last_page,
        begins_lost=layout.is_lost,
        within_notes={name: note for name, note in layout.within_notes if reading.claimed(name)},
    )


def untitled(found: Part, number: str | None) -> str:
    if found.attachment:
        return f"Attachment {found.attachment}"
    return f"Document {(number or '').strip('[] ') or found.identity}"


def claimed_blocks(found: Part, reading: Reading) -> Iterator[Block]:
    for block in found.layout.blocks():
        if not block.xml_id:
            yield block
            continue
        if not block.xml_id.startswith(found.identity) or block.xml_id[len(found.identity) :][:1].isdigit():
            reading.findings.footnote_ids.append(f"{echoed(block.xml_id)} in {found.identity}")
        yield replace(block, xml_id=reading.claimed(block.xml_id))


def in_order(marks: list[Mark]) -> list[Mark]:
    return sorted(marks, key=lambda mark: (mark.at.is_note, mark.at.number, mark.at.start, mark.at.end))


def terms(layout: Layout, reading: Reading) -> Iterator[TermUse]:
    for mark in in_order([mark for mark in layout.marks if mark.element.tag == "gloss"]):
        if target := mark.element.get("target", "").strip().removeprefix("#"):
            reading.terms[target] += 1
            yield TermUse(mark.at, target)


def references(layout: Layout, volume: str) -> Iterator[Reference]:
    for mark in in_order([mark for mark in layout.marks if mark.element.tag == "ref"]):
        if target := mark.element.get("target", "").strip():
            yield reference(target, mark.at, volume)


def classification(element: Element) -> str | None:
    """What stands on the left of the opening ("top secret niact"), but for the number of a despatch."""
    segments = [
        plain(segment)
        for opener in element.findall("opener")
        for segment in opener.findall("seg")
        if segment.get("rendition", "#left") == "#left"
    ]
    return " ".join(said for text in segments if (said := DESPATCH.sub("", text, count=1).strip())) or None


def check(whole: Document, encoded: str | None, findings: Findings) -> None:
    """Reports an id that is not "d" and the number, and a printed number that is another than the encoded one."""
    bare, printed = ((number or "").strip("[] ") for number in (encoded, whole.number))
    if whole.xml_id != f"d{bare}" or bare != printed:
        said = f"number {echoed(encoded or 'none')}, printed {echoed(whole.number or 'none')}"
        findings.misnumbered.append(f"{whole.xml_id} ({said})")


def report_dates(found: Part, dated: dates.Found, reading: Reading) -> None:
    """Attachments may well be older than the volume."""
    if dated.unlike:
        printed, encoded = dated.unlike
        reading.findings.unlike_dates.append((found.name, echoed(printed), echoed(encoded)))
    if dated.days and dated.when and reading.years and not found.attachment:
        first, last = dated.days[0].year, dated.days[1].year
        if last < reading.years[0] - FAR or first > reading.years[1] + FAR:
            printed, encoded = dated.when.printed or "", dated.when.edtf or ""
            reading.findings.far_dates.append((found.name, echoed(printed), encoded))
