"""The text of a document for its page: paragraphs with the notes that hang on them, lists, tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from explorer.marking import marked
from explorer.tables import Table, table_of

Json = Mapping[str, Any]
LISTED = ("label", "item")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; `page` only where it is the first to begin on that page."""

    number: int
    kind: str
    page: str | None
    text: Markup
    grid: Sequence[int] | None


@dataclass(frozen=True, slots=True)
class Note:
    number: int
    mark: str
    kind: str
    text: Markup
    anchored: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or all of a list (`list`) or table (`table`), and the notes that hang on it."""

    kind: str
    lines: list[Line]
    notes: list[Note]

    @property
    def table(self) -> Table[Line]:
        return table_of(self.lines)

    @property
    def items(self) -> list[list[Line]]:
        """The lines of a list, each item with the label before it."""
        found: list[list[Line]] = []
        for line in self.lines:
            if found and found[-1][-1].kind == "label" and line.kind == "item":
                found[-1].append(line)
            else:
                found.append([line])
        return found


@dataclass(frozen=True, slots=True)
class Text:
    """Notes that hang on no paragraph stand apart: a source note `before` the text, the others `after` it."""

    blocks: list[Block]
    before: list[Note]
    after: list[Note]

    @property
    def has_source_note(self) -> bool:
        hanging = (note for block in self.blocks for note in block.notes)
        return any(note.kind == "source-note" for note in (*self.before, *hanging))


@dataclass(slots=True)
class Notes:
    """The footnotes of a document; None where they could not be loaded: then their marks lead nowhere."""

    records: Sequence[Json] | None
    marks: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.marks = {one["number"]: one["mark"] or str(one["number"]) for one in self.records or ()}

    def anchor(self, number: int) -> Markup:
        if number not in self.marks:
            return Markup('<sup class="mark">{}</sup>').format(number)
        opening = '<sup class="mark"><a id="r{0}" href="#n{0}" role="doc-noteref" aria-label="note {1}">{1}</a></sup>'
        return Markup(opening).format(number, self.marks[number])  # noqa: S704

    def on(self, paragraph: int | None) -> list[Note]:
        return [self.note(one) for one in self.records or () if one["paragraph"] == paragraph]

    def note(self, one: Json) -> Note:
        text = marked(one, self.anchor)
        return Note(one["number"], self.marks[one["number"]], one["kind"], text, one["paragraph"] is not None)


def text_of(paragraphs: Sequence[Json], footnotes: Sequence[Json] | None) -> Text:
    notes = Notes(footnotes)
    loose = notes.on(None)
    before = [one for one in loose if one.kind == "source-note"]
    after = [one for one in loose if one.kind != "source-note"]
    return Text(blocks(paragraphs, notes), before, after)


def blocks(paragraphs: Sequence[Json], notes: Notes) -> list[Block]:
    found: list[Block] = []
    page: str | None = None
    for one in paragraphs:
        new_page = one["page"] if one["page"] != page else None
        page = one["page"] or page
        line = Line(one["number"], one["kind"], new_page, marked(one, notes.anchor), one["grid"])
        kind = block_kind(line)
        if found and goes_on(found[-1], kind):
            found[-1].lines.append(line)
            found[-1].notes.extend(notes.on(line.number))
        else:
            found.append(Block(kind, [line], notes.on(line.number)))
    return found


def block_kind(line: Line) -> str:
    if line.kind == "cell" and line.grid:
        return "table"
    return "list" if line.kind in LISTED else line.kind


def goes_on(block: Block, kind: str) -> bool:
    """Whether the next line belongs to the block before it. Notes end a list: they stand below what they hang on."""
    if kind == "list":
        return block.kind == "list" and (not block.notes or block.lines[-1].kind == "label")
    return kind == "table" and block.kind == "table"
