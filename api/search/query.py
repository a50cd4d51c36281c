"""The language of `q`: words, "phrases", prefix*, -exclusion. Whatever else there is separates words; nothing is wrong.

Words are folded as the index is, so neither database ever sees what somebody typed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api import folding

MOST_WORDS = 16  # of one query; what follows is told and left out
MOST_PREFIXES = 1  # for all words that begin so must be looked up; further ones are taken for whole words
SHORTEST_PREFIX = 3  # letters
LONGEST_WORD = 80  # letters; nothing that anybody looks for has more
LONGEST_TEXT = 10_000  # characters of `q` that are read at all
QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb'
PART = re.compile(rf"(-*)(?:[{QUOTES}]([^{QUOTES}]*)(?:[{QUOTES}]|$)(\*?)|([^\s{QUOTES}]+))")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must follow each other; with `prefix` the last one may go on."""

    words: tuple[str, ...]
    prefix: bool = False


Term = tuple[Phrase, ...]  # all of these phrases, in any order


@dataclass(frozen=True, slots=True)
class Wanted:
    """What must be there, in one of several forms: as written, or under another name."""

    forms: tuple[Term, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """All of `wanted` and nothing of `unwanted`; `ignored` is what was left out, as written."""

    wanted: tuple[Wanted, ...] = ()
    unwanted: tuple[Phrase, ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether one of its words is only begun."""
        return any(phrase.prefix for phrase in (*self.phrases, *self.unwanted))

    @property
    def phrases(self) -> list[Phrase]:
        """Whatever may make a record be found, for marking it in a snippet."""
        return [phrase for wanted in self.wanted for form in wanted.forms for phrase in form]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the query as it is written."""

    written: str
    phrase: Phrase
    excluded: bool
    quoted: bool


def parse(text: str) -> Query:
    """What is looked for; the same words asked for twice count once."""
    kept, ignored = within_bounds(list(parts(folding.undotted(text[:LONGEST_TEXT]))))
    wanted = dict.fromkeys(Wanted(((part.phrase,),), part.quoted) for part in kept if not part.excluded)
    unwanted = dict.fromkeys(part.phrase for part in kept if part.excluded)
    return Query(tuple(wanted), tuple(unwanted), ignored)


def parts(text: str) -> Iterator[Part]:
    """The stretches that hold a word; a quotation mark without its other half quotes all that follows."""
    for found in PART.finditer(text):
        dash, quoted, star, plain = found.groups()
        words = [word[:LONGEST_WORD] for word in folding.words(quoted if plain is None else plain)]
        if not words:
            continue
        starred = bool(star) or (quoted if plain is None else plain).endswith("*")
        prefix = (starred and len(words[-1]) >= SHORTEST_PREFIX) or len(words[-1]) == LONGEST_WORD
        yield Part(found.group(), Phrase(tuple(words), prefix), bool(dash), plain is None)


def within_bounds(found: Sequence[Part]) -> tuple[list[Part], tuple[str, ...]]:
    """As many stretches as may be looked for, and what is left out; the last one kept may lose its end."""
    kept: list[Part] = []
    room, prefixes = MOST_WORDS, MOST_PREFIXES
    for place, part in enumerate(found):
        words = part.phrase.words
        if len(words) > room:
            rest = [part.written, *(other.written for other in found[place + 1 :])]
            return kept + shortened(part, room if not kept else 0), tuple(rest)
        prefix = part.phrase.prefix and prefixes > 0
        prefixes -= prefix
        room -= len(words)
        kept.append(Part(part.written, Phrase(words, prefix), part.excluded, part.quoted))
    return kept, ()


def shortened(part: Part, room: int) -> list[Part]:
    """The beginning of a phrase that alone is too long."""
    words = part.phrase.words[:room]
    return [Part(part.written, Phrase(words), part.excluded, part.quoted)] if words else []
