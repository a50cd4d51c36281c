"""Finding words in a source's text: exactly, but for what the table of normalisations allows."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations

# Counted up with every change of the table below; receipts name it.
VERSION = 1
# What may differ between a text and its quotation, in the order in which it is undone.
TABLE: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("soft-hyphens", re.compile("\u00ad(?:[ \t]*\r?\n[ \t]*)?"), ""),
    ("line-breaks", re.compile(r"[ \t]*(?:\r?\n[ \t]*)+"), " "),
    ("curly-quotes", re.compile("[\u2018\u2019\u201a\u201b]"), "'"),
    ("curly-quotes", re.compile("[\u201c\u201d\u201e\u201f]"), '"'),
)
NAMES = tuple(dict.fromkeys(name for name, _, _ in TABLE))
BETWEEN = " \u2026 "  # stands between the first and the last words of a passage

Place = tuple[int, int]  # start and end, code points of the text


@dataclass(frozen=True, slots=True)
class Normal:
    """A text with normalisations applied; `starts` and `ends` are each character's offsets in the text as it is."""

    text: str
    starts: list[int]
    ends: list[int]

    def place(self, start: int, end: int) -> Place:
        return self.starts[start], self.ends[end - 1]


def normal(text: str, names: Collection[str] = NAMES) -> Normal:
    result = Normal(text, list(range(len(text))), list(range(1, len(text) + 1)))
    for name, pattern, replacement in TABLE:
        if name in names and pattern.search(result.text):
            result = replaced(result, pattern, replacement)
    return result


def replaced(before: Normal, pattern: re.Pattern[str], replacement: str) -> Normal:
    pieces, starts, ends, done = list[str](), list[int](), list[int](), 0
    for match in pattern.finditer(before.text):
        pieces += [before.text[done : match.start()], replacement]
        starts += before.starts[done : match.start()] + [before.starts[match.start()]] * len(replacement)
        ends += before.ends[done : match.start()] + [before.ends[match.end() - 1]] * len(replacement)
        done = match.end()
    return Normal("".join([*pieces, before.text[done:]]), starts + before.starts[done:], ends + before.ends[done:])


def needed(words: str, passage: str) -> list[str] | None:
    """The fewest normalisations that make the two equal, in the table's order; None if all of them do not."""
    for count in range(len(NAMES) + 1):
        for names in combinations(NAMES, count):
            if normal(words, names).text == normal(passage, names).text:
                return list(names)
    return None


def occurrences(text: Normal, words: str) -> list[Place]:
    """Every place of the words, letter by letter but for the normalisations."""
    return [text.place(*found) for found in literal(text.text, normal(words).text)]


def passages(text: Normal, words: str) -> list[Place]:
    """Every place of "first words … last words", the shortest each time; of the words as they are if they occur so."""
    if found := occurrences(text, words):
        return found
    first, between, last = words.partition(BETWEEN)
    if not between:
        return []
    heads, tails = literal(text.text, normal(first).text), literal(text.text, normal(last).text)
    return [text.place(head[0], tail[1]) for head, tail in shortest(heads, tails)]


def literal(text: str, words: str) -> list[Place]:
    found, start = list[Place](), text.find(words)
    while words and start >= 0:
        found.append((start, start + len(words)))
        start = text.find(words, start + 1)
    return found


def shortest(heads: list[Place], tails: list[Place]) -> Iterator[tuple[Place, Place]]:
    """Each head with the nearest tail after it, unless another head stands between the two."""
    starts = [tail[0] for tail in tails]
    nearest = {head: bisect_left(starts, head[1]) for head in heads}
    last = {tail: head for head, tail in nearest.items() if tail < len(tails)}
    return ((head, tails[tail]) for tail, head in last.items())


def nearest(text: Normal, words: str) -> str:
    """Where a beginning of words that do not occur does stand, and how the text goes on there."""
    tried = normal(words.partition(BETWEEN)[0]).text.split(" ")
    for count in range(len(tried) - 1, 0, -1):
        beginning = " ".join(tried[:count])
        if found := literal(text.text, beginning):
            start, end = text.place(*found[0])
            after = text.text[found[0][1] : found[0][1] + 30]
            return f"the first {count} of its words stand at {start}-{end}, where the text goes on {after!r}"
    return "not even its first word occurs"
