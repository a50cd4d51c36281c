"""What is read from a volume's file, as plain values: the reader makes them, the importer stores them.

Text is as printed, whitespace collapsed, never corrected. Offsets are code points into a paragraph's text. The prose of
a section has its paragraphs and notes on lines of their own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from api.models.vocabulary import (
    DateBasis,
    DatePrecision,
    DateRule,
    DocumentKind,
    MentionMethod,
    ParagraphKind,
    ReferenceKind,
    SectionKind,
)


@dataclass(frozen=True, slots=True)
class Head:
    """The volume as its header describes it. `year` is that of printing."""

    volume: str
    title: str
    series: str | None
    subseries: str | None
    number: str | None
    subject: str | None
    editors: list[str]
    general_editors: list[str]
    publisher: str | None
    place: str | None
    year: int | None
    isbn: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """An entry of the list of persons: the name as printed, and the rest of the item."""

    xml_id: str
    name: str
    role: str | None


@dataclass(frozen=True, slots=True)
class Term:
    xml_id: str
    name: str
    expansion: str | None


@dataclass(frozen=True, slots=True)
class Section:
    """`seq` counts the volume's sections in order from 1; `parent` is the `seq` of the one around it."""

    seq: int
    parent: int | None
    xml_id: str | None
    kind: SectionKind
    title: str | None
    prose: str | None


@dataclass(frozen=True, slots=True)
class SectionProse:
    """More of a section's prose: what stands behind its first document or subsection. `seq` is the section's."""

    seq: int
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one paragraph or footnote: `number` counts paragraphs and footnotes apart, each from 1."""

    is_note: bool
    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named: `xml_id` is what the markup points at, None where it does not."""

    at: Span
    surface: str
    xml_id: str | None
    method: MentionMethod


@dataclass(frozen=True, slots=True)
class TermUse:
    at: Span
    xml_id: str


@dataclass(frozen=True, slots=True)
class Reference:
    """`volume` and `xml_id` are where `target` (as in the file) points: its own volume for a target within it."""

    at: Span
    kind: ReferenceKind
    target: str
    volume: str | None
    xml_id: str | None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or (`is_note`) a footnote with its place in a paragraph. See `api.models.corpus.Paragraph`."""

    is_note: bool
    number: int
    kind: ParagraphKind
    text: str
    page: str | None
    xml_id: str | None = None
    mark: str | None = None
    anchor_number: int | None = None
    anchor_offset: int | None = None
    grid: list[int] | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A sender or recipient as the head has it: a person (with what the markup points at, if it does) or an office."""

    printed: str
    xml_id: str | None


@dataclass(frozen=True, slots=True)
class When:
    """A date: as printed, as EDTF of the local days, and as instants (seconds since 1970, UTC) where they are known."""

    edtf: str | None
    printed: str | None
    basis: DateBasis
    rule: DateRule | None = None
    precision: DatePrecision | None = None
    local_time: str | None = None
    instant_lo: int | None = None
    instant_hi: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document or an attachment; `attachment` counts those of a document from 1, and is None for the document itself.

    `pages`: xml:ids of the pages that begin in it, in order (those that begin between two documents: in the later).
    `begins_lost`: the file cannot tell on which page it begins, for it leaves out what stands before it.
    `within_notes`: xml:ids of the notes that stand in a note, and are text of it, with the number of that note.
    """

    xml_id: str
    attachment: int | None
    number: str | None
    title: str
    kind: DocumentKind | None
    is_editorial_note: bool
    section: int | None
    sent: When | None
    received: When | None
    place: str | None
    classification: str | None
    source_notes: list[str]
    senders: list[Party]
    recipients: list[Party]
    blocks: list[Block]
    mentions: list[Mention]
    terms: list[TermUse]
    references: list[Reference]
    pages: list[str]
    first_page: str | None
    last_page: str | None
    begins_lost: bool = False
    attachments: "list[Document]" = field(default_factory=list)
    within_notes: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Findings:
    """What is odd in a volume's file: reported, never corrected. Filled while the documents are read.

    `dangling_persons` and `dangling_terms`, how often each id is pointed at that no list has, are there after the last
    part. `doubled_ids` are used a second time or too long to be kept: of lists, such an entry is left out; any other
    part is there without its id. `misnumbered` also names documents whose printed number is not the encoded one.
    `stray_text`: characters that stand in no document and in no paragraph of a section, so that no part has them; there
    after the last part. `empty_lists`: the xml:ids of lists of persons or terms without an entry. `nameless`: entries
    without an xml:id or a name, which are left out.
    """

    unknown_elements: dict[str, int] = field(default_factory=dict)
    dangling_persons: dict[str, int] = field(default_factory=dict)
    dangling_terms: dict[str, int] = field(default_factory=dict)
    misnumbered: list[str] = field(default_factory=list)
    footnote_ids: list[str] = field(default_factory=list)
    doubled_ids: list[str] = field(default_factory=list)
    far_dates: list[tuple[str, str, str]] = field(default_factory=list)
    unlike_dates: list[tuple[str, str, str]] = field(default_factory=list)
    stray_text: int = 0
    empty_lists: list[str] = field(default_factory=list)
    nameless: int = 0


NUMBERED = re.compile(r"d(\d+)")


def is_gap(before: str | None, after: str) -> bool:
    """Whether the numbers of two documents in turn do not follow each other."""
    one, other = NUMBERED.fullmatch(before or ""), NUMBERED.fullmatch(after)
    return one is not None and other is not None and int(other[1]) != int(one[1]) + 1


Part = Head | Person | Term | Section | SectionProse | Document
Parts = Iterator[Part]  # in the order of the file: the head first, a section before its documents and its later prose
