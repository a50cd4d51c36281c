"""Who says that what led to what: time from left to right, a lane for each capital, a line for each pair.

What has no date stands apart, behind the last day: its place there tells the order of the claims, and no time.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from explorer.days import in_words
from explorer.drawings import glyphs
from explorer.drawings.curves import Curve, badges, routed
from explorer.drawings.extent import extent
from explorer.drawings.glyphs import Json
from explorer.drawings.nodes import LETTER, Node, bounded, fill, timed
from explorer.drawings.time import Axis
from explorer.words import capital, count, words

WIDTH, NARROW = 1090, 620  # of a map, and of one with little on it
LEAST = 320  # of the days
INSET = 30
HEAD = 30  # the ticks
NAMES = 92  # of the lanes, which stay where they are when the rest is scrolled
PAD = 6  # above and below the rows of a lane
ROW = 50  # a glyph and two lines of its label
MIDDLE = 14  # of the glyph in its row
COLUMN, MOST_COLUMNS = 200, 2  # of what has no date
GAP = 44  # between the last day and what has none
MOST = 16  # lines that can still be followed
FEW = 12  # nodes of a narrow map
ROOMY = 4  # lines that each have room for words
LANES = ("moscow", "beijing", "pyongyang", "seoul", "washington", "tokyo", "", "document")


@dataclass(slots=True)
class Line:
    """All links of one pair of cause and effect; so many claims say so, so many dispute it."""

    cause: Node
    effect: Node
    links: list[Json]
    says: int
    disputes: int
    curve: Curve | None = None
    text: str = ""

    @property
    def tally(self) -> str:
        against = f"{self.disputes} {'disputes' if self.disputes == 1 else 'dispute'} it"
        return f"{self.says} {'says' if self.says == 1 else 'say'} so" + (f", {against}" if self.disputes else "")

    @property
    def kinds(self) -> list[str]:
        return list(dict.fromkeys(link["kind"] for link in self.links))

    @property
    def address(self) -> str:
        """Where each claimant and the evidence stand."""
        if len(self.links) == 1:
            return f"/causal-links/{self.links[0]['id']}"
        return f"/causal-links?cause={self.cause.record['id']}&effect={self.effect.record['id']}"


@dataclass(frozen=True, slots=True)
class Lane:
    key: str
    nodes: list[Node]
    top: float
    rows: int

    @property
    def name(self) -> str:
        named = {"": "No one capital", "document": "Documents"}
        return named.get(self.key) or capital(words(self.key, "capital"))

    @property
    def height(self) -> float:
        return 2 * PAD + self.rows * ROW


@dataclass(frozen=True, slots=True)
class Drawing:
    """`apart`: where what has no date begins; `left_out`: lines too many to be followed."""

    width: float
    lanes: list[Lane]
    lines: list[Line]
    axis: Axis | None
    apart: float | None
    left_out: int
    ticks: list[tuple[float, str]] = field(default_factory=list)
    names: int = NAMES

    @property
    def height(self) -> float:
        return HEAD + sum(lane.height for lane in self.lanes)

    @property
    def nodes(self) -> list[Node]:
        return [node for lane in self.lanes for node in lane.nodes]

    @property
    def undated(self) -> int:
        return sum(not bounded(node.date) for node in self.nodes)

    @property
    def beyond(self) -> int:
        return sum(bool(node.side) for node in self.nodes)

    @property
    def disputed(self) -> int:
        return sum(line.disputes > 0 for line in self.lines)

    @property
    def legend(self) -> list[glyphs.Entry]:
        return glyphs.legend({sign for node in self.nodes if node.glyph for sign in node.glyph.signs})

    @property
    def hub(self) -> tuple[Node, int] | None:
        """What most lines lead to, where that is more than one."""
        ends = [line.effect for line in self.lines]
        found = max(self.nodes, key=lambda node: sum(end is node for end in ends), default=None)
        number = sum(end is found for end in ends)
        return (found, number) if found and number > 1 else None


@dataclass(frozen=True, slots=True)
class Hub:
    """An event or document at which so many lines begin or end."""

    record: Json
    number: int


def reading(drawing: Drawing) -> str:
    """What there is to see, in a few sentences."""
    lines, nodes = (
        count(len(drawing.lines), "line"),
        count(len(drawing.nodes), "event or document", "events and documents"),
    )
    said = [f"{lines} between {nodes}."]
    if drawing.axis:
        said.append(f"Drawn from {in_words(drawing.axis.first)} to {in_words(drawing.axis.last)}.")
    said += (
        [f"{drawing.undated} of them {'has' if drawing.undated == 1 else 'have'} no date on record and stand apart."]
        if drawing.undated
        else []
    )
    said += [f"Most lines, {drawing.hub[1]}, lead to: {drawing.hub[0].record['label']}."] if drawing.hub else []
    said.append(
        f"{count(drawing.disputed, 'line')} {'is' if drawing.disputed == 1 else 'are'} disputed."
        if drawing.disputed
        else "None is disputed by anybody on record."
    )
    more = "1 more line is" if drawing.left_out == 1 else f"{drawing.left_out} more lines are"
    said += (
        [f"{more} not drawn, to keep these apart; what is claimed of them stands below."] if drawing.left_out else []
    )
    return " ".join(said)


def draw(links: Sequence[Json], about: str | None = None, most: int = MOST) -> Drawing | None:
    """The map of some links, where they are too many of those nearest to the record `about`; None of none."""
    if not links:
        return None
    pairs = paired(links)
    nodes, lines = joined(nearest(pairs, about, most))
    level(lines)
    axis, apart, width = laid(nodes)
    lanes = stacked(nodes)
    for line, curve in zip(lines, routed([(one.cause.placed, one.effect.placed) for one in lines]), strict=True):
        line.curve = curve
        line.text = line.tally if len(lines) <= ROOMY or line.says > 1 or line.disputes else str(line.says)
    sizes = [len(line.text) * LETTER + 10 for line in lines]
    badges([line.curve for line in lines if line.curve], sizes, [node.placed for node in nodes])
    return Drawing(width, lanes, lines, axis, apart, len(pairs) - len(lines), axis.ticks() if axis else [])


def paired(links: Sequence[Json]) -> list[list[Json]]:
    """The links by their pair of cause and effect, the most claimed first."""
    found: dict[tuple[str, str], list[Json]] = defaultdict(list)
    for link in links:
        found[link["cause"]["href"], link["effect"]["href"]].append(link)
    return sorted(found.values(), key=lambda pair: -len(claims(pair, "asserts") | claims(pair, "disputes")))


def ends(pair: Sequence[Json]) -> tuple[str, str]:
    return pair[0]["cause"]["href"], pair[0]["effect"]["href"]


def nearest(pairs: Sequence[list[Json]], about: str | None, most: int) -> list[list[Json]]:
    """So many at most: those of one record, its hub unless it is named, then those of what they lead to, and so on."""
    if len(pairs) <= most:
        return [*pairs]
    reached = {about or hubs(pairs)[0].record["href"]}
    left, found = [*pairs], list[list[Json]]()
    while len(found) < most and (step := [pair for pair in left if reached & {*ends(pair)}]):
        found += step[: most - len(found)]
        left = [pair for pair in left if pair not in step]
        reached |= {end for pair in step for end in ends(pair)}
    return found


def hubs(pairs: Sequence[list[Json]]) -> list[Hub]:
    """All ends of these pairs, what most of them begin or end at first."""
    records = {link[end]["href"]: link[end] for pair in pairs for link in pair[:1] for end in ("effect", "cause")}
    numbers = Counter(end for pair in pairs for end in ends(pair))
    return [Hub(records[href], number) for href, number in numbers.most_common()]


def claims(pair: Sequence[Json], stance: str) -> set[str]:
    return {
        one["claim"]["interpretation"]["id"] for link in pair for one in link["assertions"] if one["stance"] == stance
    }


def contested(assertions: Sequence[Json]) -> bool:
    """Whether anybody disputes what others assert: only then it has to be said who does which."""
    return any(one["stance"] == "disputes" for one in assertions)


def joined(pairs: Sequence[list[Json]]) -> tuple[list[Node], list[Line]]:
    nodes: dict[str, Node] = {}
    lines = []
    for pair in pairs:
        cause, effect = (nodes.setdefault(pair[0][end]["href"], node(pair[0], end)) for end in ("cause", "effect"))
        lines.append(Line(cause, effect, pair, len(claims(pair, "asserts")), len(claims(pair, "disputes"))))
    return list(nodes.values()), lines


def node(link: Json, end: str) -> Node:
    record, date = link[end], link[f"{end}_date"]
    lane = "document" if record["type"] == "document" else link[f"{end}_capital"] or ""
    return Node(record, date, lane, None)


def laid(nodes: Sequence[Node]) -> tuple[Axis | None, float | None, float]:
    """Where each stands from left to right; the days, where what has none begins, and the whole width."""
    dated = [node for node in nodes if bounded(node.date)]
    undated = [node for node in nodes if not bounded(node.date)]
    width = WIDTH if len(nodes) > FEW else NARROW
    columns = max((node.level for node in undated), default=-1) + 1
    end = width - columns * COLUMN - (GAP if dated and undated else 0)
    days = extent([{"date": node.date} for node in dated])
    axis = Axis(days.first, days.last, INSET, max(end, LEAST) - INSET) if days else None
    apart = (axis.right + INSET + GAP if axis else INSET) if undated else None
    for node in dated:
        if axis:
            timed(node, axis)
    for node in undated:
        node.x = node.text_x = (apart or 0) + node.level * COLUMN
    return axis, apart, max(width, (apart or 0) + columns * COLUMN)


def level(lines: Sequence[Line]) -> None:
    """What has no date, in columns by the order of the claims: an effect behind its causes, while there is room."""
    chained = [line for line in lines if not (bounded(line.cause.date) or bounded(line.effect.date))]
    for _ in range(MOST_COLUMNS - 1):
        for line in chained:
            line.effect.level = min(max(line.effect.level, line.cause.level + 1), MOST_COLUMNS - 1)


def stacked(nodes: Sequence[Node]) -> list[Lane]:
    """The lanes that have anything in them, from top to bottom, and each node in a row of its lane."""
    keys = sorted(
        {node.lane for node in nodes}, key=lambda key: (LANES.index(key) if key in LANES else len(LANES), key)
    )
    lanes, top = [], float(HEAD)
    for key in keys:
        own = sorted((node for node in nodes if node.lane == key), key=lambda node: node.reach)
        lane = Lane(key, own, top, fill(own))
        for node in own:
            node.y = top + PAD + node.row * ROW + MIDDLE
        lanes.append(lane)
        top += lane.height
    return lanes
