"""What stands in a drawing with its label: an event or document, on its days or apart where it has no date."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explorer.drawings import glyphs
from explorer.drawings.curves import Placed
from explorer.drawings.extent import beyond
from explorer.drawings.glyphs import Glyph, Json
from explorer.drawings.time import Axis

LETTER = 6.9  # the width of one, on average; too wide rather than too narrow
LINE, LINES = 25, 2  # letters of a line of a label, and lines
APART = 14  # between labels in a row
DOT = glyphs.DOT


@dataclass(slots=True)
class Node:
    """An event or document at an end of a line.

    `level` is its column where it has no date; `side` is `before` or `after` where its date lies beyond the drawing.
    """

    record: Json
    date: Json | None
    lane: str
    glyph: Glyph | None
    level: int = 0
    side: str = ""
    row: int = 0
    x: float = 0  # where the glyph begins
    y: float = 0  # the middle of the glyph
    text_x: float = 0

    @property
    def label(self) -> list[str]:
        return wrapped(self.record["label"])

    @property
    def text_width(self) -> float:
        return max(len(line) for line in self.label) * LETTER

    @property
    def right(self) -> float:
        return self.x + (self.glyph.width if self.glyph else DOT)

    @property
    def reach(self) -> tuple[float, float]:
        """What it takes of its row."""
        return min(self.x, self.text_x), max(self.right, self.text_x + self.text_width)

    @property
    def hit(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of what can be pointed at."""
        left, right = self.reach
        return round(left, 1), self.y - 9, round(max(26, right - left), 1), 15 + 14 * len(self.label)

    @property
    def words(self) -> str:
        return (self.date and (self.date["words"] or self.date["printed"])) or "no date on record"

    @property
    def placed(self) -> Placed:
        text = (self.text_x, self.y + 7, self.text_x + self.text_width, self.y + 10 + 14 * len(self.label))
        return Placed(self.x, self.right, self.y, text)


def bounded(date: Json | None) -> bool:
    return date is not None and date["edtf"] is not None and bool(date["earliest"] or date["latest"])


def timed(node: Node, axis: Axis) -> None:
    """On its days, or at the edge beyond which they lie; its label within the drawing."""
    date = node.date or {}
    node.side = beyond(date, axis.first, axis.last)
    if node.side:
        node.x = axis.left if node.side == "before" else axis.right - DOT
    else:
        node.glyph = glyphs.glyph(date, axis)
        node.x = node.glyph.left
    node.text_x = max(0, min(node.x, axis.right - node.text_width))


def fill(nodes: Sequence[Node]) -> int:
    """Each in the first row that is free where it stands; how many rows that takes."""
    ends: list[float] = []
    for node in nodes:
        left, right = node.reach
        node.row = next((row for row, end in enumerate(ends) if end + APART <= left), len(ends))
        ends[node.row : node.row + 1] = [right]
    return len(ends)


def wrapped(label: str) -> list[str]:
    """In lines of whole words, the last one cut where that is too short."""
    lines: list[str] = []
    for word in pieces(label):
        if lines and len(lines[-1]) + len(word) < LINE:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) <= LINES:
        return lines
    last = lines[LINES - 1]
    kept = last if len(last) < LINE else last.rpartition(" ")[0] or last[: LINE - 1]
    return [*lines[: LINES - 1], kept.rstrip(" ,;:") + "…"]


def pieces(label: str) -> Iterator[str]:
    """Its words, those cut that are longer than a line."""
    for word in label.split() or ["?"]:
        yield from (word[start : start + LINE] for start in range(0, len(word), LINE))
