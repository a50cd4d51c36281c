"""Snippets: the stretch of an original text where most of a query stands, escaped, its words marked."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from api import folding
from api.search.query import Phrase

KNOWN, USUAL = 4096, 24  # words whose folded form is remembered, of so many characters at most
WIDTH = 200  # characters, about
LONGEST = 100_000  # characters of a text that are looked at
ELLIPSIS = "\u2026"
INNER = "\\u0300-\\u036f" + re.escape(folding.APOSTROPHES + folding.INVISIBLE)  # signs within a word
WRITTEN = re.compile(rf"(?:\b[^\W\d_]\. ?)+[^\W\d_]\b\.?|[^\W_](?:[^\W_]|[{INNER}])*")  # initials, or a word


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and where it stands."""

    text: str
    start: int
    end: int


Span = tuple[int, int]


def snippet(text: str, phrases: Sequence[Phrase]) -> str:
    """About 200 characters of the text around the best place, HTML but for `<mark>` escaped; no word is cut."""
    text = text[:LONGEST]
    marked = spans(text, phrases)
    start, end = window(text, marked)
    inside = [(first, last) for first, last, _ in merged(marked) if start <= first and last <= end]
    before = f"{ELLIPSIS} " if start > 0 else ""
    after = f" {ELLIPSIS}" if end < len(text) else ""
    return before + highlighted(text, start, end, inside) + after


def highlighted(text: str, start: int, end: int, inside: Sequence[Span]) -> str:
    parts, place = [], start
    for first, last in inside:
        parts += [html.escape(text[place:first]), "<mark>", html.escape(text[first:last]), "</mark>"]
        place = last
    return "".join([*parts, html.escape(text[place:end])])


def written(text: str) -> list[Word]:
    """The words of a text, each with the place of what is written for it."""
    return [
        Word(folded, found.start(), found.end())
        for found in WRITTEN.finditer(text)
        for folded in folded_words(found.group())
    ]


@lru_cache(KNOWN)
def known_words(written: str) -> tuple[str, ...]:
    return tuple(folding.words(written))


def folded_words(written: str) -> Sequence[str]:
    """What is written for a word, folded: the same few thousand are most of any text."""
    return known_words(written) if len(written) <= USUAL else folding.words(written)


def spans(text: str, phrases: Sequence[Phrase]) -> list[tuple[int, int, int]]:
    """Where phrases stand, and which."""
    words = written(text)
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        places.setdefault(word.text, []).append(place)
    found = []
    for number, phrase in enumerate(phrases):
        for place in beginnings(phrase, words, places):
            last = words[place + len(phrase.words) - 1]
            found.append((words[place].start, last.end, number))
    return sorted(found)


def beginnings(phrase: Phrase, words: Sequence[Word], places: dict[str, list[int]]) -> list[int]:
    first = phrase.words[0]
    if len(phrase.words) == 1 and phrase.prefix:
        return [place for place, word in enumerate(words) if word.text.startswith(first)]
    return [place for place in places.get(first, []) if stands(phrase, words, place)]


def stands(phrase: Phrase, words: Sequence[Word], place: int) -> bool:
    there = [word.text for word in words[place : place + len(phrase.words)]]
    if phrase.prefix and len(there) == len(phrase.words):
        return there[:-1] == list(phrase.words[:-1]) and there[-1].startswith(phrase.words[-1])
    return there == list(phrase.words)


def merged(marked: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Spans that overlap become one."""
    found: list[tuple[int, int, int]] = []
    for start, end, number in marked:
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]), found[-1][2])
        else:
            found.append((start, end, number))
    return found


def window(text: str, marked: Sequence[tuple[int, int, int]]) -> Span:
    """The stretch with the most different phrases, then the most matches, the first of them; whole words."""
    if len(text) <= WIDTH:
        return 0, len(text)
    best = max(range(len(marked)), key=lambda place: worth(marked, place), default=None)
    if best is None:
        return whole(text, 0, WIDTH)
    first = marked[best][0]
    last = max(end for start, end, _ in marked[best:] if end <= first + WIDTH or start == first)
    if last <= WIDTH:
        return whole(text, 0, WIDTH)
    start = max(0, min(first - max(0, WIDTH - (last - first)) // 2, len(text) - WIDTH))
    return whole(text, min(start, first), max(last, start + WIDTH))


def worth(marked: Sequence[tuple[int, int, int]], place: int) -> tuple[int, int, int]:
    first = marked[place][0]
    near = [number for _, end, number in marked[place : place + 40] if end <= first + WIDTH]
    return len(set(near)), len(near), -place


def whole(text: str, start: int, end: int) -> Span:
    """The stretch without the words that it would cut, and without space at its ends; a part of a word without end."""
    end = min(end, len(text))
    cut = start, end
    while 0 < start < end and not text[start - 1].isspace():
        start += 1
    while start < end < len(text) and not text[end].isspace():
        end -= 1
    kept = text[start:end]
    if not kept.strip():
        return cut
    return start + len(kept) - len(kept.lstrip()), start + len(kept.rstrip())
