"""Names of persons among words in small capitals, or in a list of those present: what else stands there is left out."""

import re
from collections.abc import Iterator

from seed.people.candidates import surfaces
from seed.people.names import is_title, key, leading_titles
from seed.people.titles import SUFFIXES

ENDS = re.compile(r"[.\u2019'\"\u201d]*\s*(?:$|[,;:/()\[\]\u2014\u2013-]|&|and\b)")
BETWEEN = re.compile(r"(?:\s|[A-Z]\.)*")
NO_NAMES = {"the", "my", "dear"}


def speakers(text: str, *, alone: bool) -> Iterator[tuple[int, int, str]]:
    """Start, end and words of the names that are all of the text; `alone`: a family name by itself will do."""
    for start, end, words in surfaces(text):
        if ENDS.match(text, end) and is_person(words.split(), 1 if alone else 2):
            yield start, end, words


def present(text: str) -> Iterator[tuple[int, int, str]]:
    """The names in a cell or item: after the first stand offices and departments, so that others need a title."""
    for start, end, words in surfaces(text):
        if is_person(words.split(), 2 if start == 0 else None):
            yield start, end, words


def is_person(words: list[str], untitled: int | None) -> bool:
    """Whether the words are a title and a name, or without a title so many words; not an office alone."""
    if key(words[0]) in NO_NAMES:
        return False
    titles = leading_titles(words)
    name = [word for word in words[titles:] if len(key(word)) > 1 and key(word) not in SUFFIXES and not is_title(word)]
    if titles or not name:
        return bool(name) and words[titles] != "of"
    return untitled is not None and len(words) >= untitled


def joined(text: str, runs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The runs with the letters before them that begin their words, and those that only initials part as one."""
    whole: list[tuple[int, int]] = []
    for start, end in runs:
        while start > 0 and text[start - 1].isalpha():
            start -= 1
        if whole and BETWEEN.fullmatch(text[whole[-1][1] : start]):
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    yield from whole
