"""What a document's text is put together from, before it is whole."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from api.models.vocabulary import ParagraphKind
from seed.frus.volume import Block, Span


@dataclass(slots=True)
class Pages:
    """The page that is being read, over the borders of documents; `begun` are the ids that no document has yet."""

    label: str | None = None
    begun: list[str] = field(default_factory=list)

    def turn(self, page: Element) -> None:
        self.label = page.get("n") or None
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
    """Text that is being collected, with the places of what is marked in it and of the notes that hang on it."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    gap: bool = False
    first_page: str | None = None
    last_page: str | None = None
    opened: list[tuple[Element, int]] = field(default_factory=list)
    closed: list[tuple[Element, int, int]] = field(default_factory=list)
    notes: list[tuple[int, int]] = field(default_factory=list)

    def add(self, text: str, page: str | None) -> None:
        words = text.split()
        if not words:
            self.gap = True
            return
        if not self.length:
            self.first_page = page
        elif self.gap or text[0].isspace():
            self.parts.append(" ")
            self.length += 1
        added = " ".join(words)
        self.parts.append(added)
        self.length += len(added)
        self.gap = text[-1].isspace()
        self.last_page = page


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
