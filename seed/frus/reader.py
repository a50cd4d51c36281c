"""Reads a volume's file: its header, persons, terms, sections and documents, in the order of the file."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from api.models.vocabulary import SectionKind
from seed.frus.tei import header
from seed.frus.tei.blocks import plain, texts
from seed.frus.tei.documents import Reading, document
from seed.frus.tei.entries import entries, holders, nameless
from seed.frus.tei.references import LONGEST_ID, VOLUME
from seed.frus.tei.safe import NEW_COPY, ONE_VOLUME, Limits, Refused, echoed
from seed.frus.tei.stream import Closed, Event, Opened, Stray, Tree, events
from seed.frus.tei.tags import is_document, is_list
from seed.frus.volume import Document, Findings, Head, Part, Person, Section, SectionProse, Term, is_gap

__all__ = ["Limits", "Refused", "read"]

KINDS = {kind.value: kind for kind in SectionKind}


def read(path: Path, limits: Limits, findings: Findings) -> Iterator[Part]:
    """The parts of the volume, one at a time; raises Refused, before the first or between two, if it is not one."""
    yield from Reader(path, limits, findings).run()


@dataclass(slots=True)
class Division:
    """An open division. `shown`: it is a section even with no document in it; `seq` is given when it is handed on.

    `prose` is what was not handed on yet, `length` counts all of it; `listed` is how many entries of lists it has.
    """

    tag: str
    attributes: dict[str, str]
    shown: bool = False
    seq: int | None = None
    titles: list[str] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    length: int = 0
    listed: int = 0


class Reader:
    """`path` are the open divisions from the outermost on."""

    def __init__(self, path: Path, limits: Limits, findings: Findings) -> None:
        self.file = path
        self.limits = limits
        self.reading = Reading("", findings)
        self.head: Head | None = None
        self.path: list[Division] = []
        self.sections = 0
        self.documents = 0
        self.last: str | None = None
        self.listed: dict[type, set[str]] = {Person: set(), Term: set()}

    def run(self) -> Iterator[Part]:
        for event in events(self.file, self.limits):
            yield from self.parts(event)
        if not self.documents:
            raise Refused(
                f'{self.file} has no document (<div type="document">): it is TEI, but no FRUS volume; {ONE_VOLUME}'
            )
        self.count_dangling()

    def parts(self, event: Event) -> Iterator[Part]:
        if isinstance(event, Opened):
            yield from self.opened(event)
        elif isinstance(event, Closed):
            yield from self.closed()
        elif isinstance(event, Stray):
            self.reading.findings.stray_text = event.characters
        elif event.element.tag == "teiHeader":
            if self.head is None:
                yield self.header(event)
        elif self.head is None:
            raise self.refusal(event.line, "text stands before any <teiHeader>, which says what volume it is")
        else:
            yield from self.tree(event)

    def tree(self, event: Tree) -> Iterator[Part]:
        element = event.element
        if is_document(element.tag, element.attrib):
            yield from self.handed_on(every=True)
            yield self.document(event)
            return
        for page in element.iter("pb"):
            self.reading.pages.turn(page)
        in_list = any(is_list(division.attributes) for division in self.path)
        if in_list or element.tag == "item":
            for holder in holders(element):
                yield from self.entries(holder, in_list=in_list)
        if element.tag == "head" or (element.tag != "pb" and self.in_body()):
            self.prose(event)

    def opened(self, event: Opened) -> Iterator[Part]:
        if event.tag == "TEI":
            self.reading.volume = self.volume(event)
            return
        yield from self.handed_on(every=False)
        shown = event.tag == "div" and event.attributes.get("type") != "toc"
        self.path.append(Division(event.tag, event.attributes, shown and self.in_body()))

    def closed(self) -> Iterator[Part]:
        yield from self.handed_on(every=False)
        division = self.path.pop()
        if division.tag == "front":
            self.reading.pages.taken()  # what stands in front is no document's page
        if division.seq and division.prose:
            yield SectionProse(division.seq, "\n".join(division.prose))
        if is_list(division.attributes) and not division.listed:
            self.reading.findings.empty_lists.append(division.attributes["xml:id"])

    def in_body(self) -> bool:
        return any(outer.tag == "body" for outer in self.path)

    def handed_on(self, *, every: bool) -> Iterator[Section]:
        """The open divisions that were not yet: those of the body, or every one around a document."""
        parent: int | None = None
        for division in self.path:
            if division.tag == "div" and division.seq is None and (every or division.shown):
                self.sections += 1
                division.seq = self.sections
                yield Section(
                    seq=division.seq,
                    parent=parent,
                    xml_id=self.reading.claimed(division.attributes.get("xml:id")),
                    kind=KINDS.get(division.attributes.get("type", ""), SectionKind.SECTION),
                    title=" ".join(division.titles) or None,
                    prose="\n".join(division.prose) or None,
                )
                division.prose = []
            parent = division.seq or parent

    def header(self, event: Tree) -> Head:
        self.head = header.head(self.reading.volume, event.element)
        self.reading.years = header.covered(self.head)
        return self.head

    def volume(self, event: Opened) -> str:
        """The volume's id; all of the series begin alike."""
        identity = event.attributes.get("xml:id", "")
        if not VOLUME.fullmatch(identity):
            wrong = f"the xml:id {echoed(identity)!r} of <TEI> is not that" if identity else "<TEI> lacks the xml:id"
            form = "frus and the volume, as in frus1950v07; at most 40 characters"
            raise self.refusal(event.line, f"{wrong} of a FRUS volume ({form})", ONE_VOLUME)
        return identity

    def document(self, event: Tree) -> Document:
        identity = event.element.get("xml:id", "")
        if not identity or len(identity) > LONGEST_ID:
            raise self.refusal(event.line, f"a document has no xml:id of at most {LONGEST_ID} characters")
        if self.reading.claimed(identity) is None:
            raise self.refusal(event.line, f"two parts of the volume have the xml:id {identity!r}")
        if is_gap(self.last, identity):
            self.reading.pages.skip()
        self.documents, self.last = self.documents + 1, identity
        section = next((division.seq for division in reversed(self.path) if division.seq), None)
        read = document(event.element, section, self.reading)
        self.reading.pages.leave()
        return read

    def entries(self, holder: Element, *, in_list: bool) -> Iterator[Person | Term]:
        """Those of an item, paragraph or row; one that has none is an entry without a name in a list only."""
        if in_list:
            self.reading.findings.nameless += nameless(holder)
        for entry in entries(holder):
            for division in self.path:
                division.listed += 1
            if self.reading.claimed(entry.xml_id):
                self.listed[type(entry)].add(entry.xml_id)
                yield entry

    def prose(self, event: Tree) -> None:
        """Heads and paragraphs of a section, with their notes; a head behind its first part is no title of it."""
        division = self.path[-1]
        if event.element.tag == "head" and not division.prose and division.seq is None:
            division.titles.append(plain(event.element))
            division.prose += texts(event.element)[1:]
        elif division.shown:
            division.prose += texts(event.element)
        division.length += sum(map(len, event.element.itertext()))
        if division.length > self.limits.document_text:
            raise self.refusal(event.line, f"a section has more than {self.limits.document_text:,} characters")

    def count_dangling(self) -> None:
        findings, persons, terms = self.reading.findings, self.listed[Person], self.listed[Term]
        findings.dangling_persons.update(unlisted(self.reading.persons, persons))
        findings.dangling_terms.update(unlisted(self.reading.terms, terms))

    def refusal(self, line: int, wrong: str, remedy: str = NEW_COPY) -> Refused:
        return Refused(f"{self.file}, line {line}: {wrong}; {remedy}")


def unlisted(named: Counter[str], listed: set[str]) -> Counter[str]:
    """How often each id is pointed at that no list has."""
    found: Counter[str] = Counter()
    for identity, count in named.items():
        if identity not in listed:
            found[echoed(identity)] += count
    return found
