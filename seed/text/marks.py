"""Where a text quotes: between quotation marks, or in a block set off from the prose around it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.models.vocabulary import QuotationLacuna as Lacuna
from seed.text.passages import Place

OPENING, CLOSING, STRAIGHT = "\u201c\u201e", "\u201d\u201f", '"'
MARKS = OPENING + CLOSING + STRAIGHT
MARK = re.compile(f"[{MARKS}]")
# What stands before an opening mark and after a closing one, besides blanks and the ends of a paragraph.
NEVER_FIRST = ",;:?!)"
BEFORE, AFTER = "([{<\u2018'-\u2013\u2014/", ")]}>\u2019',.;:?!-\u2013\u2014/"
PARAGRAPH = re.compile(r"\S(?:.|\r?\n(?![ \t]*\r?\n))*")
COLON = re.compile(r":[-\u2013\u2014]?$")
SENTENCE_END = re.compile(r"[.?!:]['\u2019)\]\"\u201d]*$")
LONGEST_HEAD = 80  # characters of a running head or title between two pages
AT_END = frozenset({Lacuna.END, Lacuna.BETWEEN_PARTS})
AT_START = frozenset({Lacuna.START, Lacuna.BETWEEN_PARTS})


@dataclass(frozen=True, slots=True)
class Marked:
    """The words between two marks; `lost`: which of the marks the paragraph does not have."""

    start: int
    end: int
    lost: Lacuna | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a text by its offsets, its words, and what stands between marks in it."""

    start: int
    end: int
    words: str
    marked: Sequence[Marked]

    def lost(self, where: Lacuna) -> Marked | None:
        return next((one for one in self.marked if one.lost == where), None)

    def first(self) -> Marked | None:
        """What its first words belong to, if they are quoted."""
        begun = (one for one in self.marked if one.start == self.start + 1)
        return self.lost(Lacuna.START) or next(begun, None)


def is_head(words: str) -> bool:
    """Whether a paragraph may be a running head or a title: short, and no sentence."""
    return len(words) <= LONGEST_HEAD and "\n" not in words and not SENTENCE_END.search(words)


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs, which blank lines divide."""
    found = ((match.start(), match[0].rstrip()) for match in PARAGRAPH.finditer(text))
    return [Paragraph(start, start + len(words), words, list(marked(start, words))) for start, words in found]


def marked(start: int, words: str) -> Iterator[Marked]:
    """Each closing mark with the last opening one before it; a first mark that closes; marks that are never closed."""
    opened: list[int] = []
    for number, match in enumerate(MARK.finditer(words)):
        place = match.start()
        if opens(words, place, is_open=bool(opened)):
            opened.append(place + 1)
        elif opened:
            yield Marked(start + opened.pop(), start + place)
        elif number == 0:
            yield Marked(start, start + place, Lacuna.START)
    for place in opened:
        yield Marked(start + place, start + len(words), Lacuna.END)


def opens(words: str, place: int, *, is_open: bool) -> bool:
    """Whether a mark opens: a straight one by what stands beside it; where that does not tell, if none is open."""
    if words[place] != STRAIGHT:
        return words[place] in OPENING
    before, after = words[:place].rstrip(MARKS)[-1:].strip(), words[place:].lstrip(MARKS)[:1].strip()
    if not before and after and after not in NEVER_FIRST:
        return True
    gap_before, gap_after = not before or before in BEFORE, not after or after in AFTER
    return gap_before if gap_before != gap_after else not is_open


def unquoted(text: str, places: Sequence[Place], lacuna: Lacuna | None) -> int:
    """How many of the places stand neither between marks nor as a block that is set off."""
    found = paragraphs(text)
    between = [*closed(found), *(one for part in found for one in part.marked if is_broken(one, lacuna))]
    outside, was_block = 0, False
    for place in places:
        is_marked = any(one.start <= place[0] and place[1] <= one.end for one in between)
        was_block = not is_marked and is_block(found, place, lacuna, was_block)
        outside += not (is_marked or was_block)
    return outside


def closed(found: Sequence[Paragraph]) -> Iterator[Marked]:
    """What stands between two marks, in one paragraph or in several that follow one another."""
    begun: int | None = None  # where words began that no mark has closed yet
    for part in (part for part in found if part.marked or not is_head(part.words)):
        yield from (one for one in part.marked if one.lost is None)
        first, last = part.first(), part.lost(Lacuna.END)
        if begun is not None and first and first.lost != Lacuna.END:
            yield Marked(begun, first.end)
        if begun is None or first is None or first.lost != Lacuna.END:
            begun = last.start if last else None


def is_broken(one: Marked, lacuna: Lacuna | None) -> bool:
    """Whether the quotation itself says that a page break took the mark."""
    return (one.lost == Lacuna.END and lacuna in AT_END) or (one.lost == Lacuna.START and lacuna in AT_START)


def is_block(found: Sequence[Paragraph], place: Place, lacuna: Lacuna | None, was_block: bool) -> bool:
    """Whether whole paragraphs stand there that a colon leads up to, or a part before; or whose lead a break took."""
    if place[0] not in {part.start for part in found} or place[1] not in {part.end for part in found}:
        return False
    earlier = (part.words for part in reversed(found) if part.start < place[0])
    before = next((words for words in earlier if not is_head(words)), "")
    if was_block or COLON.search(before):
        return True
    return lacuna == Lacuna.START and not SENTENCE_END.search(before)
