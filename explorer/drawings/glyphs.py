"""How a date is drawn, so that its doubt is seen: from the bounds and the notation that the API gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from explorer.drawings.time import Axis

Json = Mapping[str, Any]

DOT = 12  # across
LEAST = 12  # the width of the shortest bar
FADE = 72  # of an end that is not known; the length says nothing

# what each sign means, in the order of a legend
SIGNS = {
    "day": "that day",
    "part": "some day of it, or all of it",
    "interval": "it lasted so long",
    "one-of": "one day of these; which one is not known",
    "about": "about then",
    "going-on": "it went on",
    "unknown": "an end that is not known",
    "uncertain": "uncertain",
    "both": "about then, and uncertain",
    "rival": "accounts date it differently",
    "cluster": "so many, too close to be drawn apart",
    "outside": "so many, whose known days lie before or after",
}


class Span:
    """What stands between two points of the line."""

    __slots__ = ()
    left: float
    right: float

    @property
    def middle(self) -> float:
        return round((self.left + self.right) / 2, 1)

    @property
    def width(self) -> float:
        return round(self.right - self.left, 1)


@dataclass(frozen=True, slots=True)
class Glyph(Span):
    """A date between two points of the line.

    `shape`: dot, bar (it lasted), hatched (a part of the calendar), bracketed (one of several days). Either end is
    `closed`; `cut` where it goes on beyond the drawing; `faded`, about or not known; `arrow`, if it goes on for good.
    """

    shape: str
    left: float
    right: float
    start: str = "closed"
    end: str = "closed"
    about: bool = False
    uncertain: bool = False

    @property
    def fading(self) -> str | None:
        """Which of the gradients fills it."""
        ends = (self.start == "faded", self.end == "faded")
        return {(True, True): "both", (True, False): "in", (False, True): "out"}.get(ends)

    @property
    def signs(self) -> set[str]:
        """What a legend has to explain."""
        shape = {"dot": "day", "bar": "interval", "hatched": "part", "bracketed": "one-of"}[self.shape]
        found = {
            shape: not (self.about and self.shape in {"bar", "dot"}),
            "about": self.about and not self.uncertain,
            "uncertain": self.uncertain and not self.about,
            "both": self.about and self.uncertain,
            "going-on": "arrow" in (self.start, self.end),
            "unknown": "faded" in (self.start, self.end) and not self.about,
        }
        return {sign for sign, used in found.items() if used}


def glyph(date: Json, axis: Axis) -> Glyph:
    """Where and how a date is drawn; it must not lie wholly beyond the axis."""
    edtf = date["edtf"]
    about, uncertain = any(sign in edtf for sign in "~%"), any(sign in edtf for sign in "?%")
    first, last = date["earliest"], date["latest"]
    if first is not None and first == last:
        at = axis.middle(first)
        return Glyph("dot", at - DOT / 2, at + DOT / 2, about=about, uncertain=uncertain)
    start = end_of(first, first is not None and first < axis.first, date["earliest_is"] == "open", about)
    end = end_of(last, last is not None and last > axis.last, date["latest_is"] == "ongoing", about)
    left, right = edges(first, last, start, end, axis)
    return Glyph(shape_of(edtf, about), left, right, start, end, about, uncertain)


def shape_of(edtf: str, about: bool) -> str:
    if edtf.startswith("["):
        return "bracketed"
    return "bar" if about or "/" in edtf or edtf.startswith("{") else "hatched"


def end_of(day: str | None, beyond: bool, open: bool, about: bool) -> str:
    if day is None:
        return "arrow" if open else "faded"
    if beyond:
        return "cut"
    return "faded" if about else "closed"


def edges(first: str | None, last: str | None, start: str, end: str, axis: Axis) -> tuple[float, float]:
    """An arrow runs to the edge of the drawing, an end that is not known but a little further than what is."""
    left = axis.x(first) if first else axis.left
    right = axis.end(last) if last else axis.right
    if first is None and start == "faded":
        left = max(axis.left, right - FADE)
    if last is None and end == "faded":
        right = min(axis.right, left + FADE)
    width = max(LEAST, right - left)
    left = min(max(axis.left, (left + right - width) / 2), axis.right - width)
    return round(left, 1), round(left + width, 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """Of the legend: a date, what it is drawn like, and what that means."""

    sign: str
    edtf: str | None
    glyphs: list[Glyph]
    words: str


WIDE = (2.0, 38.0)  # the ends of a bar in the legend
SAMPLES: dict[str, tuple[str | None, list[Glyph]]] = {
    "day": ("1950-06-25", [Glyph("dot", 14, 26)]),
    "part": ("1950-04", [Glyph("hatched", *WIDE)]),
    "interval": ("1950-10-09/1950-10-10", [Glyph("bar", *WIDE)]),
    "one-of": ("[1950-01..1950-03]", [Glyph("bracketed", *WIDE)]),
    "about": ("1950-04~", [Glyph("bar", *WIDE, "faded", "faded", about=True)]),
    "going-on": ("1950-03-30/..", [Glyph("bar", *WIDE, end="arrow")]),
    "unknown": ("1950-03-30/", [Glyph("bar", *WIDE, end="faded")]),
    "uncertain": ("1950-03-03?", [Glyph("dot", 14, 26, uncertain=True)]),
    "both": ("1950-03%", [Glyph("bar", *WIDE, "faded", "faded", about=True, uncertain=True)]),
    "rival": (None, [Glyph("dot", 2, 14), Glyph("dot", 26, 38)]),
    "cluster": (None, []),
    "outside": (None, []),
}


def legend(signs: set[str]) -> list[Entry]:
    """The signs that are used, each with a sample."""
    return [Entry(sign, *SAMPLES[sign], words) for sign, words in SIGNS.items() if sign in signs]
