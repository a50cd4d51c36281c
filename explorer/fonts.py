"""The serif of headings and of the document's voice, cut from the pinned package; for the build alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont

PACKAGE = "@fontsource/source-serif-4"
FAMILY = "Parallel Serif"  # the upstream name is reserved for the uncut files
FALLBACK = "Parallel Serif Fallback"
# A serif that most machines have, scaled by the build so that the text does not jump when ours arrives.
GEORGIA_AVERAGE = 0.4458  # mean advance in ems, weighted as below
LETTERS = {
    " ": 18.3, "e": 10.3, "t": 7.5, "a": 6.5, "o": 6.2, "n": 5.7, "i": 5.7, "s": 5.3, "r": 5.0, "h": 5.0, "l": 3.3,
    "d": 3.3, "u": 2.3, "c": 2.2, "m": 2.0, "f": 2.0, "w": 1.7, "g": 1.6, "p": 1.5, "y": 1.4, "b": 1.3, "v": 0.8,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Face:
    name: str
    file: str  # of the package
    characters: frozenset[int]


def code_points(text: str) -> frozenset[int]:
    return frozenset(map(ord, text))


PUNCTUATION = (
    "\u0152\u0153"  # OE ligatures
    "\u02bb\u02bc"  # modifier apostrophes, as in P\u02bcy\u014fngyang
    "\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2022\u2026\u2039\u203a"
    "\u20ac\u2212"  # euro, minus
)
LATIN = frozenset(range(0x20, 0x7F)) | frozenset(range(0xA0, 0x100)) | code_points(PUNCTUATION)
ROMANISED = code_points("ĀāĒēĪīŌōŪūĂăĔĕĬĭŎŏŬŭǍǎĚěǏǐǑǒǓǔ")
FACES = (
    Face("serif.woff2", "source-serif-4-latin-400-normal.woff2", LATIN),
    Face("serif-romanised.woff2", "source-serif-4-latin-ext-400-normal.woff2", ROMANISED),
)


def unicode_range(font: Any) -> str:
    """The characters that a font really has, as CSS writes them."""
    return ",".join(f"U+{a:04X}" if a == b else f"U+{a:04X}-{b:04X}" for a, b in runs(font.getBestCmap()))


def runs(points: Iterable[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for point in sorted(points):
        if found and found[-1][1] == point - 1:
            found[-1] = (found[-1][0], point)
        else:
            found.append((point, point))
    return found


def cut(face: Face, packages: Path, target: Path) -> None:
    """Writes the characters of the face that its file has, under our name, with kerning and without hinting."""
    font = TTFont(packages / PACKAGE / "files" / face.file, recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = ["kern", "liga", "mark", "mkmk", "ccmp", "locl"]
    options.hinting = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=sorted(face.characters))
    subsetter.subset(font)
    rename(font)
    font.flavor = "woff2"
    font.save(target)


def rename(font: Any) -> None:
    names = {1: FAMILY, 3: f"{FAMILY} cut", 4: FAMILY, 6: FAMILY.replace(" ", ""), 16: FAMILY}
    for record in list(font["name"].names):
        if record.nameID in names:
            font["name"].setName(
                names[record.nameID], record.nameID, record.platformID, record.platEncID, record.langID
            )
        elif record.nameID not in {0, 2, 5, 8, 9, 13, 14}:  # who made it and its licence stay
            font["name"].removeNames(record.nameID, record.platformID, record.platEncID, record.langID)


def css(cuts: Mapping[str, Path]) -> str:
    """The font faces by their addresses, the serif first, and a fallback with its measures."""
    fonts = {url: TTFont(path) for url, path in cuts.items()}
    faces = "".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:400;font-display:swap;'
        f'src:url("{url}") format("woff2");unicode-range:{unicode_range(font)}}}\n'
        for url, font in fonts.items()
    )
    return faces + fallback(next(iter(fonts.values())))


def fallback(font: Any) -> str:
    em, metrics, cmap = font["head"].unitsPerEm, font["hmtx"], font.getBestCmap()
    weight = sum(LETTERS.values())
    average = sum(metrics[cmap[ord(letter)]][0] * share for letter, share in LETTERS.items()) / weight / em
    scale = average / GEORGIA_AVERAGE
    ascent, descent = font["hhea"].ascent / em / scale, -font["hhea"].descent / em / scale
    return (
        f'@font-face{{font-family:"{FALLBACK}";src:local("Georgia"),local("Gelasio");size-adjust:{scale:.1%};'
        f"ascent-override:{ascent:.1%};descent-override:{descent:.1%};line-gap-override:0%}}\n"
    )
