"""Lines between what stands in rows: curves that leave one glyph and reach another, each with room for its number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom

HALF = 6  # of a glyph's height
HEAD = 7  # of an arrow
ROOM = 22  # that a curve needs to reach its end from the left
FAN = 5  # how far from the middle of a glyph lines may reach it
BOW, WIDER = 20, 0.14  # how far a curve goes round two glyphs, and how much more for each unit between their rows
MARGIN = 2
TARGET = 26  # of what one can point at
BADGE = 16  # its height as drawn
STEPS = [0.5 + sign * step / 48 for step in range(23) for sign in (1, -1)]  # along a curve, from its middle on


@dataclass(frozen=True, slots=True)
class Placed:
    """A glyph between two points of the line `y`, and the box of its label."""

    left: float
    right: float
    y: float
    text: Box

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def boxes(self) -> tuple[Box, Box]:
        return self.text, (self.left, self.y - HALF, self.right, self.y + HALF)


@dataclass(slots=True)
class Curve:
    """A cubic curve; `way` is 1 where it arrives from the left, -1 from the right."""

    points: tuple[Point, Point, Point, Point]
    way: int
    badge: Point = (0, 0)
    width: float = BADGE

    @property
    def path(self) -> str:
        start, one, other, end = (f"{x:.0f} {y:.0f}" for x, y in self.points)
        return f"M{start}C{one} {other} {end}"

    @property
    def head(self) -> str:
        """The arrow: a triangle with its point at the end."""
        x, y = self.points[3]
        return f"M{x:.0f} {y:.0f}l{-HEAD * self.way} -3.5v7z"

    @property
    def hit(self) -> tuple[float, float, float]:
        """Left, top and width of what can be pointed at."""
        left, top, right, _ = target(self.badge, self.width)
        return round(left, 1), round(top, 1), round(right - left, 1)

    def at(self, share: float) -> Point:
        """A point on it; 0 is its beginning, 1 its end."""
        rest = 1 - share
        weights = rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3
        x, y = (sum(w * point[axis] for w, point in zip(weights, self.points, strict=True)) for axis in (0, 1))
        return round(x, 1), round(y, 1)


def routed(pairs: Sequence[tuple[Placed, Placed]]) -> list[Curve]:
    """A curve for each pair of glyphs; those that share an end are spread over it in the order of their other ends."""
    leave = spread([start for start, _ in pairs], [end for _, end in pairs])
    reach = spread([end for _, end in pairs], [start for start, _ in pairs])
    return [curve(*pair, out, into) for pair, out, into in zip(pairs, leave, reach, strict=True)]


def spread(ends: Sequence[Placed], others: Sequence[Placed]) -> list[float]:
    """How far above (less than 0) or below the middle of its end each line is."""
    found = [0.0] * len(ends)
    for end in set(ends):
        lines = sorted((other.y, other.left, number) for number, other in enumerate(others) if ends[number] == end)
        for place, (_, _, number) in enumerate(lines):
            found[number] = round((place - (len(lines) - 1) / 2) * min(3.0, 2 * FAN / max(1, len(lines) - 1)), 1)
    return found


def curve(start: Placed, end: Placed, out: float, into: float) -> Curve:
    """Onward or back where there is room between the two, else round their left."""
    x = min(start.right, max(start.middle, end.left - ROOM))
    if end.left - x >= ROOM:
        return onward(start, end, x, out, into)
    if start.left - end.right >= ROOM:
        return back(start, end, out, into)
    return around(start, end, out, into)


def onward(start: Placed, end: Placed, x: float, out: float, into: float) -> Curve:
    bend = max(ROOM, (end.left - x) / 2)
    to = (end.left - 1, end.y + into)
    if x < start.right:  # from within a bar, at a place of its own
        x += 2 * into
        down = 1 if end.y > start.y else -1
        first = (x, start.y + HALF * down)
        return Curve((first, (x, first[1] + bend * 0.6 * down), (to[0] - bend, to[1]), to), 1)
    return Curve(((x, start.y + out), (x + bend, start.y + out), (to[0] - bend, to[1]), to), 1)


def back(start: Placed, end: Placed, out: float, into: float) -> Curve:
    bend = max(ROOM, (start.left - end.right) / 2)
    first, last = (start.left, start.y + out), (end.right + 1, end.y + into)
    return Curve((first, (first[0] - bend, first[1]), (last[0] + bend, last[1]), last), -1)


def around(start: Placed, end: Placed, out: float, into: float) -> Curve:
    """The farther apart the two are, the wider, so that such lines can be told apart."""
    first, last = (start.left, start.y + out), (end.left - 1, end.y + into)
    bow = max(MARGIN, min(first[0], last[0]) - BOW - abs(last[1] - first[1]) * WIDER)
    return Curve((first, (bow, first[1]), (bow, last[1]), last), 1)


def badges(curves: Sequence[Curve], widths: Sequence[float], obstacles: Sequence[Placed]) -> None:
    """Puts the number of each curve on it, where it covers no label and no other number; the shortest ones first."""
    fixed = [box for obstacle in obstacles for box in obstacle.boxes]
    taken: list[Box] = []
    for one, width in sorted(zip(curves, widths, strict=True), key=lambda found: length(found[0])):
        one.width = max(BADGE, width)
        one.badge = freest(one, fixed, taken)
        taken.append(target(one.badge, one.width))


def freest(one: Curve, fixed: Sequence[Box], taken: Sequence[Box]) -> Point:
    """The point of a curve where its number covers least, the nearest to its middle if there are several."""
    found: list[tuple[float, int, Point]] = []
    for share in STEPS:
        spot = one.at(share)
        found.append((crowding(spot, one.width, fixed, taken), len(found), spot))
        if not found[-1][0]:
            break
    return min(found)[2]


def crowding(spot: Point, width: float, fixed: Sequence[Box], taken: Sequence[Box]) -> float:
    """How much of what stands there already would be covered; other numbers count most."""
    seen, pointed = box_of(spot, width, BADGE), target(spot, width)
    return sum(overlap(seen, box) for box in fixed) + 100 * sum(overlap(pointed, box) for box in taken)


def target(spot: Point, width: float) -> Box:
    return box_of(spot, max(TARGET, width), TARGET)


def box_of(spot: Point, width: float, height: float) -> Box:
    return spot[0] - width / 2, spot[1] - height / 2, spot[0] + width / 2, spot[1] + height / 2


def overlap(one: Box, other: Box) -> float:
    """The area that two boxes share."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    return max(0.0, across) * max(0.0, min(one[3], other[3]) - max(one[1], other[1])) if across > 0 else 0.0


def length(one: Curve) -> float:
    (x, y), (to_x, to_y) = one.points[0], one.points[3]
    return abs(to_x - x) + abs(to_y - y)


def overlapping(boxes: Sequence[Box]) -> Iterator[tuple[Box, Box]]:
    return (pair for pair in combinations(boxes, 2) if overlap(*pair) > 0)
