"""The map: places as points on a net of degrees, without coasts or borders; what lies beyond it, at its edge.

Lambert's conformal conic projection of a sphere, true on two parallels; distances are good to a percent or so.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from explorer.drawings.curves import Box, overlap
from explorer.words import count

Json = Mapping[str, Any]
Point = tuple[float, float]

SOUTH, NORTH, WEST, EAST = 30, 51, 112, 142
TRUE = (33, 46)  # the parallels on which lengths are true
CENTRE = (39, 127)  # north, east
EARTH = 6371  # kilometres
NET, COARSE = 5, 10  # degrees between lines, and on a small map
DIVISION = 38
LETTER, HIGH = 6.9, 26  # of a label: the width of a letter, and the least height that can be pointed at
LONGEST = 26  # letters of a label; the whole name stands in the table, and is what the link is called
DOT, ARROW = 4, 8  # from the middle of a mark to its edge
SMALL, USUAL, WIDE = 270, 460, 640  # the widths of a map of one place, of some, and of many
MANY = 12  # places, whose labels need the room
RINGS, TURNS = 18, 16  # on which a label is tried, and at how many points of each
EDGE = 40  # around the net, for what lies beyond
BAR = 500  # kilometres of the scale
POINTS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


def tangent(latitude: float) -> float:
    return math.tan(math.pi / 4 + math.radians(latitude) / 2)


@dataclass(frozen=True, slots=True)
class Cone:
    """The projection, of a sphere whose radius is one: true on the parallels `south` and `north`."""

    south: float
    north: float
    latitude: float
    longitude: float

    @property
    def n(self) -> float:
        one, other = math.cos(math.radians(self.south)), math.cos(math.radians(self.north))
        return math.log(one / other) / math.log(tangent(self.north) / tangent(self.south))

    def radius(self, latitude: float) -> float:
        """Of a parallel, from the apex; `latitude` above -90."""
        n = self.n
        return math.cos(math.radians(self.south)) / n * math.pow(tangent(self.south) / tangent(latitude), n)

    def at(self, latitude: float, longitude: float) -> Point:
        """East and north of the centre."""
        theta, rho = self.n * math.radians(longitude - self.longitude), self.radius(latitude)
        return rho * math.sin(theta), self.radius(self.latitude) - rho * math.cos(theta)


CONE = Cone(*TRUE, *CENTRE)


def projected(latitude: float, longitude: float) -> Point:
    """Kilometres east and north of the centre."""
    x, y = CONE.at(latitude, longitude)
    return EARTH * x, EARTH * y


def bearing(latitude: float, longitude: float) -> float:
    """Degrees clockwise from north, the shortest way from the centre."""
    here, there = math.radians(CENTRE[0]), math.radians(latitude)
    turn = math.radians(longitude - CENTRE[1])
    east = math.sin(turn) * math.cos(there)
    north = math.cos(here) * math.sin(there) - math.sin(here) * math.cos(there) * math.cos(turn)
    return math.degrees(math.atan2(east, north)) % 360


def distance(latitude: float, longitude: float) -> float:
    """Kilometres from the centre, on the sphere."""
    here, there = math.radians(CENTRE[0]), math.radians(latitude)
    turn = math.radians(longitude - CENTRE[1])
    cosine = math.sin(here) * math.sin(there) + math.cos(here) * math.cos(there) * math.cos(turn)
    return EARTH * math.acos(max(-1, min(1, cosine)))


@dataclass(slots=True)
class Spot:
    """A place on the map; `toward` says which way it lies where it is beyond the edge."""

    place: Json
    events: int | None
    x: float
    y: float
    text: str
    toward: str = ""
    turn: float = 0  # of the arrow, in degrees clockwise from north
    text_x: float = 0
    text_y: float = 0  # the middle of the label
    apart: bool = False  # its label has moved away, so that a line leads there

    @property
    def width(self) -> float:
        return round(len(self.text) * LETTER + 6, 1)

    @property
    def box(self) -> Box:
        return self.text_x, self.text_y - HIGH / 2, self.text_x + self.width, self.text_y + HIGH / 2

    @property
    def name(self) -> str:
        """For those who do not see it: what is written beside it, and what that means."""
        events = "" if self.events is None else f"{' ' if self.events else ', '}{count(self.events, 'event')}"
        return f"{named(self.place)}{events}" + (f", {self.toward}" if self.toward else "")


@dataclass(frozen=True, slots=True)
class Plan:
    width: float
    height: float
    net: list[str]  # paths
    degrees: list[tuple[float, float, str]]
    division: str
    division_at: Point
    spots: list[Spot]
    scale: float  # units that BAR kilometres take

    @property
    def beyond(self) -> list[Spot]:
        return [spot for spot in self.spots if spot.toward]


def outline() -> Iterator[Point]:
    for latitude in (SOUTH, NORTH):
        yield from ((latitude, longitude) for longitude in range(WEST, EAST + 1))


def bounded() -> Box:
    """What the net takes, in kilometres: west, south, east, north."""
    points = [projected(*point) for point in outline()]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


BOUNDS = bounded()


@dataclass(frozen=True, slots=True)
class Sheet:
    """From kilometres to units of the drawing: the net fits within the edge."""

    width: float

    @property
    def unit(self) -> float:
        """Units of a kilometre."""
        left, _, right, _ = BOUNDS
        return (self.width - 2 * EDGE) / (right - left)

    @property
    def height(self) -> float:
        _, bottom, _, top = BOUNDS
        return round((top - bottom) * self.unit + 2 * EDGE)

    def at(self, latitude: float, longitude: float) -> Point:
        x, y = projected(latitude, longitude)
        left, _, _, top = BOUNDS
        return round(EDGE + (x - left) * self.unit, 1), round(EDGE + (top - y) * self.unit, 1)

    def path(self, points: Sequence[Point]) -> str:
        return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in (self.at(*point) for point in points))

    def edge(self, turn: float) -> Point:
        """Where one comes to the edge from the middle in that direction."""
        x, y = math.sin(math.radians(turn)), -math.cos(math.radians(turn))
        half_x, half_y = self.width / 2 - 2 * ARROW, self.height / 2 - 2 * ARROW
        reach = min(half_x / abs(x) if x else math.inf, half_y / abs(y) if y else math.inf)
        return round(self.width / 2 + x * reach, 1), round(self.height / 2 + y * reach, 1)


def parallel(latitude: float) -> list[Point]:
    return [(latitude, WEST + step * (EAST - WEST) / 12) for step in range(13)]


def within(place: Json) -> bool:
    return bool(SOUTH <= place["latitude"] <= NORTH and WEST <= place["longitude"] <= EAST)


def located(place: Json) -> bool:
    return place["latitude"] is not None and place["longitude"] is not None


def named(place: Json) -> str:
    """The name of the time first."""
    return f"{place['name']} ({place['name_now']})" if place["name_now"] else str(place["name"])


def draw(places: Sequence[Json], events: Mapping[str, int] | None = None, width: float | None = None) -> Plan:
    """Places with coordinates; `events`, by id, are told beside their names."""
    known = [place for place in places if located(place)]
    width = width or (WIDE if len(known) > MANY else USUAL)
    sheet = Sheet(width)
    spots = [spot(sheet, place, events) for place in known]
    x, y = sheet.at(DIVISION, WEST)
    named_line = (x, y + 8, x + len("38th parallel") * LETTER + 8, y + 28)
    labelled(sheet, spots, named_line)
    step = NET if width > SMALL else COARSE
    meridians: list[list[Point]] = [[(SOUTH, degrees), (NORTH, degrees)] for degrees in range(WEST + 3, EAST, step)]
    parallels = [parallel(degrees) for degrees in range(SOUTH, NORTH, step)]
    numbers = [(*sheet.at(*line[0]), f"{line[0][1]:g}° E") for line in meridians]
    numbers += [(*sheet.at(line[0][0], EAST), f"{line[0][0]:g}° N") for line in parallels]
    return Plan(
        width,
        sheet.height,
        [sheet.path(line) for line in (*meridians, *parallels)],
        numbers,
        sheet.path(parallel(DIVISION)),
        (x, y),
        spots,
        round(BAR * sheet.unit, 1),
    )


def locator(place: Json) -> Plan:
    """One place alone, on a small map."""
    return draw([place], width=SMALL)


def spot(sheet: Sheet, place: Json, events: Mapping[str, int] | None) -> Spot:
    number = None if events is None else events.get(place["id"], 0)
    name = named(place)
    short = name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
    text = short + (f" {number:,}" if number else "")
    where = place["latitude"], place["longitude"]
    if within(place):
        return Spot(place, number, *sheet.at(*where), text)
    turn = bearing(*where)
    way = POINTS[round(turn / 45) % 8]
    toward = f"{round(distance(*where), -2):,.0f} km to the {way}"
    return Spot(place, number, *sheet.edge(turn), text, toward, round(turn, 1))


def labelled(sheet: Sheet, spots: Sequence[Spot], *written: Box) -> None:
    """A place for each label where it covers no other, no dot and nothing `written` before: first those at the edge,
    then from north to south.
    """
    dots = [dot(spot) for spot in spots]
    taken = list(written)
    for one in sorted(spots, key=lambda spot: (not spot.toward, spot.y, spot.x)):
        others = [box for other, box in zip(spots, dots, strict=True) if other is not one]
        one.text_x, one.text_y, one.apart = cheapest(sheet, one, [*taken, *others])
        taken.append(one.box)


def cheapest(sheet: Sheet, spot: Spot, taken: Sequence[Box]) -> tuple[float, float, bool]:
    """The first place that costs nothing, else the one that costs least."""
    costs: list[tuple[float, int, tuple[float, float, bool]]] = []
    for at in around(spot):
        costs.append((cost(sheet, spot, at, taken), len(costs), at))
        if not costs[-1][0]:
            break
    return min(costs)[2]


def dot(spot: Spot) -> Box:
    half = ARROW if spot.toward else DOT
    return spot.x - half, spot.y - half, spot.x + half, spot.y + half


def around(spot: Spot) -> Iterator[tuple[float, float, bool]]:
    """Beside the dot, then above and below it, then farther away on rings."""
    gap = 6 + (ARROW if spot.toward else DOT)
    right, left = spot.x + gap, spot.x - gap - spot.width
    yield right, spot.y, False
    yield left, spot.y, False
    for ring in range(1, RINGS):
        for step in range(TURNS):
            turn = 2 * math.pi * step / TURNS
            x = spot.x + math.cos(turn) * (spot.width / 2 + ring * 14) - spot.width / 2
            yield round(x, 1), round(spot.y + math.sin(turn) * ring * 14, 1), ring > 1


def cost(sheet: Sheet, spot: Spot, at: tuple[float, float, bool], taken: Sequence[Box]) -> float:
    """What it would cover, and what would stand outside; nearer places win among equals, as they come first."""
    x, y, _ = at
    box = (x, y - HIGH / 2, x + spot.width, y + HIGH / 2)
    outside = max(0, -box[0]) + max(0, box[2] - sheet.width) + max(0, -box[1]) + max(0, box[3] - sheet.height)
    return sum(overlap(box, other) for other in taken) + outside * 100
