"""The picture that other sites show beside a link to these pages: drawn by the build, from outlines."""

import math
import zlib
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from struct import pack
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

WIDTH, HEIGHT = 1200, 630
GROUND, INK = (0x0B, 0x4F, 0x8A), (0xFF, 0xFF, 0xFF)
FINE = 4  # lines scanned for each row of pixels
LEVELS = 16  # between ground and ink
CURVE = 12  # straight pieces of a curve
WORDS = (("Parallel 38", 118, 285), ("How did the Korean War begin,", 44, 385), ("and how do we know?", 44, 443))
LEFT = 500  # of the words

Point = tuple[float, float]
Outline = Sequence[Point]


def draw(font: Path) -> bytes:
    """The picture as PNG, its words in the letters of the font."""
    outlines = [*emblem(245, 315, 170), *(line for words in WORDS for line in lettering(font, *words))]
    return png(rows([edge for outline in outlines for edge in pairwise([*outline, outline[0]])]))


def emblem(x: float, y: float, radius: float) -> Iterable[Outline]:
    """The globe with its two parallels, as on the icon."""
    stroke = radius * 0.08
    yield circle(x, y, radius + stroke, 1)
    yield circle(x, y, radius - stroke, -1)
    for above in (0.55, 0.2):
        half, top = radius * math.sqrt(1 - above**2), y - radius * above - stroke
        yield [(x - half, top), (x + half, top), (x + half, top + 2 * stroke), (x - half, top + 2 * stroke)]


def circle(x: float, y: float, radius: float, turn: int) -> Outline:
    steps = [2 * math.pi * turn * step / 240 for step in range(240)]
    return [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in steps]


class Tracing(BasePen):  # type: ignore[misc]  # the library has no types
    """Outlines of glyphs as points, at a size and a place."""

    def __init__(self, glyphs: Any, scale: float, x: float, y: float) -> None:
        super().__init__(glyphs)
        self.scale, self.x, self.y = scale, x, y
        self.outlines: list[list[Point]] = []

    def _moveTo(self, point: Point) -> None:
        self.outlines.append([self.at(point)])

    def _lineTo(self, point: Point) -> None:
        self.outlines[-1].append(self.at(point))

    def _curveToOne(self, one: Point, two: Point, end: Point) -> None:
        start = self._getCurrentPoint()
        for step in range(1, CURVE + 1):
            t, u = step / CURVE, 1 - step / CURVE
            weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
            points = tuple(zip(weights, (start, one, two, end), strict=True))
            self._lineTo((sum(w * p[0] for w, p in points), sum(w * p[1] for w, p in points)))

    def at(self, point: Point) -> Point:
        return self.x + point[0] * self.scale, self.y - point[1] * self.scale


def lettering(path: Path, words: str, size: float, base: float) -> Iterable[Outline]:
    """A line of words; `base` is where the letters stand."""
    font = TTFont(path)
    glyphs, names, scale = font.getGlyphSet(), font.getBestCmap(), size / font["head"].unitsPerEm
    x = float(LEFT)
    for letter in words:
        pen = Tracing(glyphs, scale, x, base)
        glyphs[names[ord(letter)]].draw(pen)
        yield from pen.outlines
        x += glyphs[names[ord(letter)]].width * scale


def rows(edges: Sequence[tuple[Point, Point]]) -> Iterable[bytes]:
    """For each row how far its pixels are covered, from 0 to LEVELS."""
    for row in range(HEIGHT):
        covered = [0.0] * (WIDTH + 1)
        for part in range(FINE):
            for start, end in spans(edges, row + (part + 0.5) / FINE):
                cover(covered, start, end)
        yield bytes(min(LEVELS, round(found * LEVELS / FINE)) for found in covered[:WIDTH])


def spans(edges: Sequence[tuple[Point, Point]], y: float) -> Iterable[tuple[float, float]]:
    """The inside of the outlines on a line: where they wind round a point at all."""
    crossed = sorted(
        (x + (y - top) / (bottom - top) * (other - x), 1 if bottom > top else -1)
        for (x, top), (other, bottom) in edges
        if (top <= y) != (bottom <= y)
    )
    winding = 0
    for (start, turn), (end, _) in pairwise(crossed):
        winding += turn
        if winding:
            yield start, end


def cover(covered: list[float], start: float, end: float) -> None:
    for pixel in range(int(start), int(end) + 1):
        covered[pixel] += min(end, pixel + 1) - max(start, pixel)


def png(pixels: Iterable[bytes]) -> bytes:
    """Indexed colours: the steps from ground to ink."""
    colours = b"".join(
        bytes(round(low + (high - low) * step / LEVELS) for low, high in zip(GROUND, INK, strict=True))
        for step in range(LEVELS + 1)
    )
    body = zlib.compress(b"".join(b"\0" + row for row in pixels), 9)
    head = pack(">2I5B", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", colours), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(name, data) for name, data in parts)


def chunk(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))
