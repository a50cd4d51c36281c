"""Who may be meant where a text only says "Mr. Acheson": those of a list whom the words fit, never a choice of one."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from seed.people.names import Name, family_keys, fits, is_title, key, keys_of, leading_titles, names_somebody, parse
from seed.people.titles import ADDRESS, FAMILY_FIRST, NOBLES, PARTICLES, SUFFIXES, WIVES

APART = re.compile(r"[,;:/()\[\]\n]|\s[-\u2010]\s|[\u2013\u2014]|\s(?:and|&)\s|\s(?=(?:Mr|Mrs|Messrs|Dr)\b)")
POSSESSIVE = re.compile(r"['\u2019]s$")
CLOSING = "'\u2019\"\u201d"
WORD = re.compile(r"\S+")
WOMEN = WIVES | {"miss", "ms", "mlle", "dame"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take an actor's name apart: keys of the given names, titles and suffix."""

    actor: int
    given: tuple[str, ...]
    titles: frozenset[str] = frozenset()
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Surface:
    """The words of a text that name somebody, without titles and suffix."""

    words: tuple[str, ...]
    titles: frozenset[str]
    suffix: str

    def allows(self, found: Reading) -> bool:
        """What tells people apart whom the same words fit: "Mrs.", "II"; ranks and offices do not, for they change."""
        if self.suffix and found.suffix and self.suffix != found.suffix:
            return False
        if len(self.words) > 1 and found.suffix in {"ii", "iii", "iv"} and not self.suffix:
            return False
        if "mr" in self.titles and found.titles & WOMEN:
            return False
        bare_wife = bool(self.titles & WIVES) and len(self.words) == 1
        return not bare_wife or bool(found.titles & WOMEN)


class Candidates:
    """`listed`: the names of a volume's list of persons as printed, by actor; `curated`: all names of curated persons.

    A surface that fits anybody on the list is looked up there alone.
    """

    def __init__(self, listed: Mapping[int, str], curated: Mapping[int, Sequence[str]]) -> None:
        self.indexes = (
            index(reading for actor, printed in listed.items() for reading in of_entry(actor, printed)),
            index(reading for actor, names in curated.items() for reading in of_curated(actor, names)),
        )

    def of(self, surface: str) -> list[int]:
        """The actors that the words may mean, none for a role alone ("The President"); more than one is ambiguous."""
        wanted = understood(surface)
        if wanted is None:
            return []
        found: set[int] = next(filter(None, (lookup(entries, wanted) for entries in self.indexes)), set())
        if not found and wanted.words[0] in {"M.", "MM."} and len(wanted.words) > 1:  # Monsieur, not an initial
            return self.of(" ".join(wanted.words[1:]))
        return sorted(found)


Index = Mapping[str, Sequence[Reading]]


def index(readings: Iterator[tuple[str, Reading]]) -> Index:
    found: dict[str, list[Reading]] = defaultdict(list)
    for family, reading in readings:
        found[family].append(reading)
    return found


def of_entry(actor: int, printed: str) -> Iterator[tuple[str, Reading]]:
    name = parse(printed)
    titles, given = frozenset(name.titles), keys_of(name.given)
    if name.inverted:
        for family in sorted(family_keys(name)):
            yield family, Reading(actor, given, titles, name.suffix)
    else:
        for family, rest in either_way(name):
            yield family, Reading(actor, rest, titles, name.suffix)
    for other in name.others:
        if len(other.split()) > 1:
            yield from of_entry(actor, other)
        elif name.inverted:
            yield key(name.family), Reading(actor, keys_of([other]), titles, name.suffix)


def either_way(name: Name) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Family name and given names where no comma says which is which: "Krishna Menon", "Kim Il Sung"."""
    words = keys_of(name.family.split())
    yield "".join(words), ()
    if len(words) > 1:
        yield words[0], words[1:]
        if words[0] not in FAMILY_FIRST:
            yield words[-1], words[:-1]


def of_curated(actor: int, names: Sequence[str]) -> Iterator[tuple[str, Reading]]:
    """Curated names are written as one says them, so the family name is the last word, or known to be the first.

    Words that only describe ("the president") are no name.
    """
    parsed = [name for written in names if names_somebody(written) and (name := parse(written)).family]
    single = {key(name.family) for name in parsed if len(name.family.split()) == 1}
    found: dict[str, list[Reading]] = defaultdict(list)
    for name in parsed:
        words = keys_of(name.family.split())
        titles = frozenset(name.titles)
        found["".join(words)].append(Reading(actor, keys_of(name.given), titles, name.suffix))
        if len(words) > 1 and not name.inverted:
            first = words[0] in FAMILY_FIRST | single or "-" in name.family.split()[-1]
            family, rest = (words[0], words[1:]) if first else (words[-1], words[:-1])
            found[family].append(Reading(actor, rest, titles, name.suffix))
    for family, readings in found.items():
        telling = [reading for reading in readings if reading.given] or readings
        yield from ((family, reading) for reading in telling)


def understood(surface: str) -> Surface | None:
    """The words that may be a name, or None where there is only an office or an address."""
    words = surface.replace(",", " ").split()
    role = bool(words) and key(words[0]) == "the"
    words = words[role:]
    suffix = SUFFIXES.get(key(words[-1]), "") if len(words) > 1 else ""
    if suffix:
        words.pop()
    if not words or (all(map(is_title, words)) and (role or key(words[-1]) not in NOBLES | ADDRESS)):
        return None
    count = leading_titles(words)
    left = tuple(word for word in words[count:] if key(word))
    return Surface(left, frozenset(map(key, words[:count])), suffix) if left else None


def lookup(entries: Index, wanted: Surface) -> set[int]:
    """Those of the longest family name that the words end with; else of the one they begin with ("Rhee Syngman")."""
    words = keys_of(wanted.words)
    for start in range(len(words)):
        if found := fitting(entries.get("".join(words[start:]), ()), words[:start], wanted):
            return found
    return fitting(entries.get(words[0], ()), words[1:], wanted) if len(words) > 1 else set()


def fitting(readings: Sequence[Reading], given: Sequence[str], wanted: Surface) -> set[int]:
    """Those whom the given names or initials of the surface do not rule out; exact ones alone where there are any."""
    found = [one for one in readings if agree(given, one.given) and wanted.allows(one)]
    exact = [one for one in found if given and one.given == tuple(given) and one.suffix == wanted.suffix]
    return {one.actor for one in exact or found}


def agree(given: Sequence[str], known: Sequence[str]) -> bool:
    """Whether the given names may be one person's: "Omar N." and "Omar" may, "Dean" and "Robert" may not."""
    return not known or fits(given, known) or fits(known, given)


def surfaces(text: str) -> list[tuple[int, int, str]]:
    """Start, end and words of each stretch that may name one person: three in "Mr. Webb, Mr. Jessup, Mr. Rusk"."""
    found: list[tuple[int, int, str]] = []
    start = 0
    for end, after in [*(match.span() for match in APART.finditer(text)), (len(text), len(text))]:
        piece = name_within(text, start, end)
        if piece and found and key(text[slice(*piece)]) in SUFFIXES:
            found[-1] = (found[-1][0], piece[1], text[found[-1][0] : piece[1]])
        elif piece:
            found.append((*piece, text[slice(*piece)]))
        start = after
    return found


def name_within(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the words with capitals at the beginning of a stretch stand, without punctuation after them."""
    words = list(WORD.finditer(text, start, end))
    kept = []
    for place, word in enumerate(words):
        if not (word[0][0].isupper() or (place and may_be_small(word[0], words[place - 1][0]))):
            break
        kept.append(word)
        if POSSESSIVE.search(word[0]):
            break
    while kept and kept[-1][0][0].islower():
        kept.pop()
    if not kept:
        return None
    last = kept[-1]
    bare = last[0].rstrip(CLOSING if key(last[0]) in SUFFIXES else f".{CLOSING}")
    return kept[0].start(), last.start() + len(bare)


def may_be_small(word: str, before: str) -> bool:
    """Within a name: "von Brentano", "al-Qadhafi", "General of the Army"."""
    lower = word.split("-")[0]
    return lower in PARTICLES or (word == "of" and is_title(before)) or (word == "the" and before == "of")
