"""What stands in the lanes of a timeline: one mark for each moment, and one for many where there are too many."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from explorer.drawings.glyphs import Glyph, Json, Span

WIDTH = 1080
TARGET = 26  # the least width and height of what one can point at
APART = 5  # as many of one place may stand above one another
ROWS = 8  # of a lane
MOST = 60
PLACE = TARGET / 2  # what is no further apart stands at one place
DIGIT = 7.5


@dataclass(frozen=True, slots=True)
class Mark(Span):
    """What is drawn as one: a moment with its rival dates, or a number of moments, which have no glyphs.

    `side` is `before` or `after` where they lie beyond the drawing; there, a single one has no glyph either. A row is
    free of others from `left` to `right`.
    """

    moments: list[Json]
    glyphs: list[Glyph]
    left: float
    right: float
    side: str = ""
    row: int = 0
    text: str = ""
    before: bool = False  # the text stands to the left
    above: bool = False  # or on top of a bar that leaves no room beside it

    @property
    def text_at(self) -> float:
        """Where the text ends, or begins."""
        if self.above:
            return round(max(one.left for one in self.glyphs if one.width == self.widest) + 2, 1)
        lefts, rights = [one.left for one in self.glyphs], [one.right for one in self.glyphs]
        return round(min(lefts or [self.left]) - 6 if self.before else max(rights or [self.right]) + 6, 1)

    @property
    def widest(self) -> float:
        """The width of its widest glyph."""
        return max((one.width for one in self.glyphs), default=0.0)

    @property
    def joined(self) -> tuple[float, float] | None:
        """From where to where a line joins rival dates."""
        middles = [one.middle for one in self.glyphs]
        return (min(middles), max(middles)) if len(middles) > 1 else None

    @property
    def signs(self) -> set[str]:
        if not self.glyphs:
            return {"outside" if self.side else "cluster"}
        rival = {"rival"} if len(self.moments[0]["other_dates"]) else set()
        return rival.union(*(one.signs for one in self.glyphs))


def pointed(left: float, right: float) -> tuple[float, float]:
    """Wide enough to be pointed at, within the drawing."""
    width = max(TARGET, right - left)
    left = min(max(0.0, (left + right - width) / 2), WIDTH - width)
    return round(left, 1), round(left + width, 1)


def fitted(lanes: dict[str, list[Mark]]) -> dict[str, list[Mark]]:
    """Heaps gathered, then neighbours until no lane is too high, then until the marks are few in all."""
    found = {key: lowered(gathered(marks)) for key, marks in lanes.items()}
    while sum(map(len, found.values())) > MOST:
        fullest = max(found, key=lambda key: len(found[key]))
        found[fullest] = lowered(merged(found[fullest], nearest(found[fullest])))
    return found


def gathered(marks: Sequence[Mark]) -> list[Mark]:
    """What stands at one place is one mark if it is too much for a column; what lies beyond the drawing always is."""
    columns: dict[tuple[str, int], list[Mark]] = {}
    for one in marks:
        columns.setdefault((one.side, 0 if one.side else int(one.middle // PLACE)), []).append(one)
    return [
        one
        for (side, _), column in columns.items()
        for one in ([cluster(column)] if side or len(column) > APART else column)
    ]


def cluster(marks: Sequence[Mark]) -> Mark:
    """In the middle of all, wide enough for their number."""
    moments = [moment for one in marks for moment in one.moments]
    middle = sum(one.middle * len(one.moments) for one in marks) / len(moments)
    side = marks[0].side
    half = max(TARGET, 14 + DIGIT * (len(str(len(moments))) + (2 if side else 0))) / 2
    return Mark(moments, [], *pointed(middle - half, middle + half), side)


def lowered(marks: Sequence[Mark]) -> list[Mark]:
    """In rows; where one too many would be needed, two of those that stand above one another are gathered.

    They are the two that together take the least of the drawing: what may have been any day of a long time is not
    gathered with what was one of its days as long as there is another way.
    """
    found = stacked(marks)
    while high := next((one for one in found if one.row >= ROWS), None):
        column = [one for one in found if not one.side and one.row <= high.row and one.left <= high.left < one.right]
        found = stacked(merged(found, min(combinations(column, 2), key=together)))
    return found


def nearest(marks: Sequence[Mark]) -> tuple[Mark, Mark]:
    """Of neighbours, the two that together take the least of the drawing."""
    inside = sorted((one for one in marks if not one.side), key=lambda one: one.middle)
    return min(pairwise(inside), key=together)


def merged(marks: Sequence[Mark], two: tuple[Mark, Mark]) -> list[Mark]:
    """With one mark for these two."""
    return [*(one for one in marks if one is not two[0] and one is not two[1]), cluster(two)]


def together(pair: Sequence[Mark]) -> float:
    return max(one.right for one in pair) - min(one.left for one in pair)


def stacked(marks: Sequence[Mark]) -> list[Mark]:
    """Each in the first row in which it meets no other; the numbers at the edges have the first."""
    limit = min((one.left for one in marks if one.side == "after"), default=WIDTH + 1)
    ends: list[float] = []
    found: list[Mark] = []
    for one in sorted(marks, key=lambda one: (one.side != "before", one.left, one.right)):
        crosses = not one.side and one.right > limit
        row = next((row for row, end in enumerate(ends) if end <= one.left and not (crosses and row == 0)), len(ends))
        row = max(row, int(crosses))
        ends += [0.0] * (row + 1 - len(ends))
        ends[row] = one.right
        found.append(replace(one, row=row))
    return found
