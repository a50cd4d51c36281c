"""The timeline: a lane for each capital, a glyph for each moment, and clusters where there are too many."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from explorer.drawings import glyphs
from explorer.drawings.extent import Extent, beyond
from explorer.drawings.glyphs import Json
from explorer.drawings.marks import WIDTH, Mark, fitted, pointed
from explorer.drawings.time import Axis
from explorer.words import capital, words

LABELS = 90  # the width of the lanes' names, which stay where they are when the rest is scrolled
INSET = 14  # so that what stands at the very edge can be pointed at
ROW = 28
HEAD = 26  # the ticks
PAD = 5  # above and below the rows of a lane
LETTER = 7.5  # the width of one, on average; too wide rather than too narrow
AIR = 12  # about a title
SHORTEST = 12  # letters of a title that are worth showing
LONGEST = 44
NO_CAPITAL, DOCUMENT = "", "document"


@dataclass(frozen=True, slots=True)
class Lane:
    """`key` is a capital of the API, DOCUMENT, or NO_CAPITAL; `top` and `height` are those of its band."""

    key: str
    marks: list[Mark]
    top: float = 0

    @property
    def name(self) -> str:
        if self.key == DOCUMENT:
            return "Documents"
        return capital(words(self.key, "capital")) if self.key else "No one capital"

    @property
    def rows(self) -> int:
        return max((mark.row for mark in self.marks), default=0) + 1

    @property
    def height(self) -> float:
        return self.rows * ROW + 2 * PAD

    @property
    def moments(self) -> list[Json]:
        return [moment for mark in self.marks for moment in mark.moments]

    def middle(self, mark: Mark) -> float:
        return self.top + PAD + mark.row * ROW + ROW / 2


@dataclass(frozen=True, slots=True)
class Drawing:
    axis: Axis
    lanes: list[Lane]
    names: int = LABELS
    width: int = WIDTH

    @property
    def height(self) -> float:
        return HEAD + sum(lane.height for lane in self.lanes)

    @property
    def moments(self) -> list[Json]:
        return [moment for lane in self.lanes for moment in lane.moments]

    @property
    def legend(self) -> list[glyphs.Entry]:
        return glyphs.legend({sign for lane in self.lanes for mark in lane.marks for sign in mark.signs})


def draw(moments: Sequence[Json], capitals: Sequence[str], extent: Extent) -> Drawing:
    """The capitals have their lanes whether or not there is anything in them, others only if there is."""
    axis = Axis(extent.first, extent.last, INSET, WIDTH - INSET)
    found: dict[str, list[Mark]] = {key: [] for key in (*capitals, NO_CAPITAL, DOCUMENT)}
    for moment in moments:
        found.setdefault(lane_of(moment), []).append(mark(moment, axis))
    kept = {key: marks for key, marks in found.items() if marks or key in capitals}
    return Drawing(axis, placed(fitted(kept)))


def lane_of(moment: Json) -> str:
    return DOCUMENT if moment["record"]["type"] == "document" else moment["capital"] or NO_CAPITAL


def mark(moment: Json, axis: Axis) -> Mark:
    """A moment by itself; rival dates that lie beyond the drawing are told, not drawn."""
    date = moment["date"]
    if side := beyond(date, axis.first, axis.last):
        edge = axis.left if side == "before" else axis.right
        return Mark([moment], [], edge - INSET, edge + INSET, side)
    dates = [date, *(other["date"] for other in moment["other_dates"])]
    drawn = [glyphs.glyph(one, axis) for one in dates if one["edtf"] and not beyond(one, axis.first, axis.last)]
    return Mark([moment], drawn, *pointed(min(g.left for g in drawn), max(g.right for g in drawn)))


def placed(lanes: dict[str, list[Mark]]) -> list[Lane]:
    """One below the other, with titles where there is room for them."""
    found: list[Lane] = []
    top = float(HEAD)
    for key, marks in lanes.items():
        found.append(Lane(key, titled(marks), top))
        top += found[-1].height
    return found


def titled(marks: Sequence[Mark]) -> list[Mark]:
    """A title stands to the right of its glyph, up to the next one in the row, or to the left if there is more room.

    Where there is none on either side, it stands on top of a bar that is wide enough.
    """
    taken: dict[int, float] = {}
    found = []
    for one in sorted(marks, key=lambda one: one.left):
        after = min([other.left for other in marks if other.row == one.row and other.left > one.left], default=WIDTH)
        right, left = title(one, after - one.right), title(one, one.left - taken.get(one.row, 0.0))
        before = len(left) > len(right)
        taken[one.row] = one.right if before else one.right + len(right) * LETTER
        above = "" if left or right else title(one, one.widest)
        found.append(replace(one, text=above or (left if before else right), before=before, above=bool(above)))
    return found


def title(one: Mark, room: float) -> str:
    """In full or cut at a word; nothing for what stands for several."""
    letters = min(LONGEST, int((room - AIR) / LETTER))
    if len(one.moments) > 1:
        return ""
    whole = str(one.moments[0]["record"]["label"])
    if len(whole) <= letters:
        return whole
    cut = whole[: max(0, letters)].rpartition(" ")[0].rstrip(",;:")
    return f"{cut}\u2026" if len(cut) >= SHORTEST else ""
