"""What a document's text is put together from, before it is whole."""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from api.models.vocabulary import ParagraphKind
from seed.frus.volume import Block, Span

OPENING = ("(", "[")
# What stands close to the word before it, but for an ellipsis (". . .") and a decimal.
CLOSING = re.compile(r"[,;:)\]]|\.(?!\s?[.\d])")


@dataclass(slots=True)
class Pages:
    """The page that is being read, over the borders of documents; `begun` are the ids that no document has yet."""

    label: str | None = None
    begun: list[str] = field(default_factory=list)
    is_sure: bool = False  # a page began behind the last document
    is_lost: bool = True  # no page has begun yet, or none since documents were left out

    def leave(self) -> None:
        """A document ends here: without a page break the next one begins on the same page, if it is the next."""
        self.is_sure = False

    def skip(self) -> None:
        """Documents are left out here, with the page breaks in them."""
        if not self.is_sure:
            self.label = None
            self.is_lost = True

    def turn(self, page: Element) -> None:
        self.label = page.get("n") or None
        self.is_sure = True
        self.is_lost = False
        if identity := page.get("xml:id"):
            self.begun.append(identity)

    def taken(self) -> list[str]:
        begun, self.begun = self.begun, []
        return begun


@dataclass(frozen=True, slots=True)
class Mark:
    """An element of the running text and where its text stands, in a block of this kind."""

    element: Element
    at: Span
    text: str
    kind: ParagraphKind
    quoted: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A block and where it stands: within a quotation, in a list of those present."""

    block: Block
    quoted: bool
    roll: bool


@dataclass(slots=True)
class Run:
    """Text that is being collected, with the places of what is marked in it and of the notes that hang on it.

    `gap`: there is whitespace after the last word so far; `firm`: some of it was written within a line. Where all of it
    goes over a line break, it may come from the layout of the markup only.
    """

    parts: list[str] = field(default_factory=list)
    length: int = 0
    gap: bool = False
    firm: bool = False
    first_page: str | None = None
    last_page: str | None = None
    opened: list[tuple[Element, int]] = field(default_factory=list)
    closed: list[tuple[Element, int, int]] = field(default_factory=list)
    notes: list[tuple[int, int]] = field(default_factory=list)

    def add(self, text: str, page: str | None) -> None:
        added = " ".join(text.split())
        if not added:
            self.space(text)
            return
        self.space(text[: -len(text.lstrip())])
        if not self.length:
            self.first_page = page
        elif self.gap and (self.firm or not self.close(added)):
            self.parts.append(" ")
            self.length += 1
        self.parts.append(added)
        self.length += len(added)
        self.gap = self.firm = False
        self.space(text[len(text.rstrip()) :])
        self.last_page = page

    def space(self, space: str) -> None:
        if space:
            self.gap = True
            self.firm = self.firm or "\n" not in space

    def part_words(self) -> None:
        """What follows is another word, whatever it begins with."""
        self.gap = self.firm = True

    def close(self, added: str) -> bool:
        """Whether no space belongs between the text so far and what is added."""
        return self.parts[-1].endswith(OPENING) or bool(CLOSING.match(added))


@dataclass(slots=True)
class Footnote:
    """A note before its place is known for certain: paragraph and offset."""

    element: Element
    kind: ParagraphKind
    run: Run
    anchor: tuple[int, int] | None = None

    def block(self, number: int) -> Block:
        anchor_number, anchor_offset = self.anchor or (None, None)
        return Block(
            is_note=True,
            number=number,
            kind=self.kind,
            text="".join(self.run.parts),
            page=self.run.first_page,
            xml_id=self.element.get("xml:id"),
            mark=self.element.get("n") or None,
            anchor_number=anchor_number,
            anchor_offset=anchor_offset,
        )


@dataclass(slots=True)
class State:
    """What a block inherits from those around it. `grid` is the table, row and column of the cell."""

    kind: ParagraphKind = ParagraphKind.PARAGRAPH
    quoted: bool = False
    roll: bool = False
    grid: list[int] | None = None
    table: list[int] | None = None
