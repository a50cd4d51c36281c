"""A document's text as blocks: paragraphs in their order, footnotes taken out of them and tied to their places.

Text belongs to its innermost block. Whitespace is collapsed; line breaks and the borders of blocks part words, page
breaks and markup within a sentence do not; nor does a break of the file's own lines where markup meets a bracket or a
stop ("(<hi>", a new line, "name").
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from api.models.vocabulary import ParagraphKind
from seed.frus.tei.pieces import Footnote, Mark, Pages, Piece, Run, State
from seed.frus.tei.safe import echoed
from seed.frus.tei.tags import (
    ATTACHMENT,
    BLOCKS,
    KNOWN,
    MARKED,
    SPACES,
    is_document,
    is_roll,
    kind_of_note,
    stands_apart,
    width,
)
from seed.frus.volume import Block, Findings, Span


class Layout:
    """The blocks of one document, or of one attachment: theirs do not mix."""

    def __init__(self, pages: Pages, findings: Findings) -> None:
        self.pages = pages
        self.is_lost = pages.is_lost
        self.findings = findings
        self.pieces: list[Piece] = []
        self.footnotes: list[Footnote] = []
        self.marks: list[Mark] = []
        self.attachments: list[tuple[Element, Layout]] = []
        self.begun: list[str] = []
        self.within_notes: list[tuple[str, int]] = []
        self.last_page: str | None = None
        self.run = Run()
        self.state = State()
        self.in_note = False
        self.tables = 0

    def read(self, element: Element) -> "Layout":
        self.begun += self.pages.taken()
        self.inside(element)
        self.flush()
        self.begun += self.pages.taken()
        return self

    def blocks(self) -> Iterator[Block]:
        """The paragraphs, then the notes; a note before all text hangs on its beginning."""
        for piece in self.pieces:
            yield piece.block
        for number, note in enumerate(self.footnotes, 1):
            if note.anchor == (0, 0):
                note.anchor = (1, 0) if self.pieces else None
            yield note.block(number)

    def inside(self, element: Element) -> None:
        """The text of an element and of all it holds."""
        if element.text:
            self.run.add(element.text, self.pages.label)
        for child in element:
            self.child(child, element)
            if child.tail:
                self.run.add(child.tail, self.pages.label)

    def child(self, child: Element, parent: Element) -> None:
        tag = child.tag
        if tag not in KNOWN or is_document(tag, child.attrib):
            self.count(tag)
        if tag in MARKED:
            self.marked(child)
        elif tag == "pb":
            self.pages.turn(child)
        elif tag == "note":
            (self.note_within if self.in_note else self.note)(child, parent)
        elif tag in SPACES:
            self.run.part_words()
        elif tag == ATTACHMENT and not self.in_note:
            self.attachment(child)
        elif stands_apart(child, parent):
            self.part(child)
        else:
            self.inside(child)

    def count(self, oddity: str) -> None:
        oddity = echoed(oddity)
        self.findings.unknown_elements[oddity] = self.findings.unknown_elements.get(oddity, 0) + 1

    def marked(self, element: Element) -> None:
        self.run.opened.append((element, self.run.length))
        self.inside(element)
        run = self.run  # another than before, where a block within the element began a new one
        run.closed.append((*run.opened.pop(), run.length))

    def part(self, element: Element) -> None:
        """A block, or several; within a note all is one text, and borders only part words."""
        if self.in_note:
            self.run.part_words()
            self.inside(element)
            self.run.part_words()
            return
        self.flush()
        outer, self.state = self.state, self.within(element)
        self.inside(element)
        self.flush()
        self.state = outer

    def within(self, element: Element) -> State:
        """Cells are numbered by table, row and column; one that is several columns wide counts as so many."""
        tag, outer = element.tag, self.state
        state = State(outer.kind, outer.quoted or tag == "quote", outer.roll, outer.grid, outer.table)
        if outer.kind is not ParagraphKind.FIGURE:
            state.kind = BLOCKS.get(tag, outer.kind)
        if tag in {"list", "table"}:
            state.roll = outer.roll or is_roll(element, self.pieces[-1].block.text if self.pieces else "")
        if tag == "table":
            self.tables += 1
            state.table, state.grid = [self.tables, 0, 1], None
        elif tag == "row" and state.table:
            state.table[1:] = [state.table[1] + 1, 1]
        elif tag == "cell" and state.table:
            state.grid = list(state.table)
            state.table[2] += width(element)
        return state

    def attachment(self, element: Element) -> None:
        self.flush()
        self.begun += self.pages.taken()
        within = Layout(self.pages, self.findings).read(element)
        self.attachments += [(element, within), *within.attachments]

    def note(self, element: Element, parent: Element) -> None:
        """Taken out, and hung on the place where it stood; only a source note above the head hangs on none."""
        if not any(text.strip() for text in element.itertext()):
            self.inside(element)
            return
        note = Footnote(element, kind_of_note(element), Run())
        self.footnotes.append(note)
        if note.kind is not ParagraphKind.SOURCE_NOTE or parent.tag not in {"div", ATTACHMENT}:
            self.run.notes.append((len(self.footnotes), self.run.length))
        outer, self.run, self.in_note = self.run, note.run, True
        self.inside(element)
        self.mark(note.run, len(self.footnotes), note.kind)
        self.run, self.in_note = outer, False

    def note_within(self, element: Element, parent: Element) -> None:
        """Text of the note it stands in, which its id leads to."""
        if name := element.get("xml:id"):
            self.within_notes.append((name, len(self.footnotes)))
        (self.part if stands_apart(element, parent) else self.inside)(element)

    def flush(self) -> None:
        """The text so far is a block; what is still open goes on in the next."""
        run = self.run
        self.run = Run(opened=[(element, 0) for element, _ in run.opened])
        if not run.length:
            self.hang(run, len(self.pieces), len(self.pieces[-1].block.text) if self.pieces else 0)
            return
        number = len(self.pieces) + 1
        run.closed += [(element, start, run.length) for element, start in run.opened]
        self.mark(run, number, None)
        text = "".join(run.parts)
        block = Block(False, number, self.state.kind, text, run.first_page, grid=self.state.grid)
        self.pieces.append(Piece(block, self.state.quoted, self.state.roll))
        self.last_page = run.last_page
        self.hang(run, number, None)

    def hang(self, run: Run, number: int, offset: int | None) -> None:
        """Ties the notes of a run to a paragraph: where they stood in it, or at `offset` if it had no text."""
        for note, stood in run.notes:
            self.footnotes[note - 1].anchor = (number, stood if offset is None else offset)

    def mark(self, run: Run, number: int, note: ParagraphKind | None) -> None:
        if not run.closed:
            return
        text = "".join(run.parts)
        for element, start, end in run.closed:
            first = start + 1 if start < end and text[start] == " " else start
            if first < end or element.tag == "ref":
                at = Span(note is not None, number, first, end)
                self.marks.append(Mark(element, at, text[first:end], note or self.state.kind, self.state.quoted))


def texts(element: Element) -> list[str]:
    """The blocks of something that is no document, with its notes after them."""
    return [block.text for block in Layout(Pages(), Findings()).read(element).blocks()]


def plain(element: Element) -> str:
    """The text of an element without its notes."""
    return " ".join(piece.block.text for piece in Layout(Pages(), Findings()).read(element).pieces)
