"""A person's name as a list of persons prints it ("Acheson, Dean G."), taken to pieces; and the ways to write it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from api.folding import fold
from seed.people.titles import BODIES, HONOURS, PARTICLES, SUFFIXES, TITLES

QUOTED = re.compile(r"[“\"]([^”\"]*)[”\"]")  # a nickname
BRACKETED = re.compile(r"[(\[]([^)\]]*)[)\]]")  # another form of the name, or a nickname again
DASHES = "-\u2010\u2013"
PARTING = str.maketrans(DASHES, " " * len(DASHES))
INITIALS = re.compile(r"(?<=[A-Z]\.)(?=[A-Z])")  # between the initials of "J.R.R."
LONGEST = 400  # characters of a printed name that are looked at


@dataclass(frozen=True, slots=True)
class Name:
    """The parts as printed; `suffix` and `titles` folded.

    `inverted`: the family name stood first, before a comma. Without a comma nobody says which word the family name is:
    `family` is then all of it. `others`: nicknames and other forms in brackets or quotation marks.
    """

    family: str
    given: tuple[str, ...] = ()
    suffix: str = ""
    titles: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    inverted: bool = False


@lru_cache(maxsize=32_768)
def key(text: str) -> str:
    """What is compared of a word or name: folded, without what parts its words."""
    return fold(text).replace(" ", "")


@lru_cache(maxsize=4096)
def parse(printed: str) -> Name:
    """The name taken to pieces; never fails, for lists print whatever they print."""
    text = " ".join(printed[:LONGEST].split())
    others = []
    for apart in (QUOTED, BRACKETED):
        others += [found for part in apart.findall(text) if key(found := part.strip(" ,."))]
        text = apart.sub(" ", text)
    parts = [part.strip() for part in text.split(",")]
    parts = [part for part in parts if key(part)]
    if not parts:
        return Name(" ".join(printed.split()))
    reading = Reading()
    for part in parts[1:]:
        reading.part(part)
    family = " ".join((*reading.particles, *parts[0].split())).rstrip(".").replace("- ", "-")
    if reading.given:
        return Name(family, tuple(reading.given), reading.suffix, tuple(reading.titles), tuple(others), inverted=True)
    words = family.split()
    words = words[reading.take_titles(words) :]
    words = reading.without_suffix(words)
    return Name(" ".join(words), (), reading.suffix, tuple(reading.titles), tuple(others))


class Reading:
    """What follows the family name, part by part between the commas."""

    def __init__(self) -> None:
        self.given: list[str] = []
        self.titles: list[str] = []
        self.particles: list[str] = []  # "von", where it stands behind the given names
        self.suffix = ""

    def part(self, part: str) -> None:
        if key(part) in HONOURS:
            return
        if key(part) in SUFFIXES:
            self.suffix = SUFFIXES[key(part)]
            return
        words = INITIALS.sub(" ", part).split()
        if all(is_title(word) for word in words):
            self.titles += map(key, words)
            return
        words = words[self.take_titles(words) :]
        words = [word for word in self.without_suffix(words) if key(word)]
        while len(words) > 1 and words[-1][0].islower() and words[-1].rstrip(DASHES) in PARTICLES:
            self.particles.insert(0, words.pop())
        self.given += words

    def take_titles(self, words: Sequence[str]) -> int:
        """How many words at the beginning are titles; the last word never is."""
        count = leading_titles(words)
        self.titles += map(key, words[:count])
        return count

    def without_suffix(self, words: Sequence[str]) -> list[str]:
        if len(words) > 1 and key(words[-1]) in SUFFIXES:
            self.suffix = SUFFIXES[key(words[-1])]
            return list(words[:-1])
        return list(words)


def is_title(word: str) -> bool:
    """Whether the word alone is a rank, an office or a form of address: not so "M.", nor a name that is like one."""
    return key(word) in TITLES


def leading_titles(words: Sequence[str]) -> int:
    """How many words before the last are titles: 5 in "General of the Army Douglas MacArthur"."""
    count = 0
    while count < len(words) - 1:
        width = title_width(words[count : len(words) - 1], after_title=count > 0)
        if not width:
            break
        count += width
    return count


def title_width(words: Sequence[str], *, after_title: bool) -> int:
    if is_title(words[0]):
        return 1
    if not after_title or key(words[0]) != "of":
        return 0
    width = 1
    while width < len(words) and (key(words[width]) in BODIES or key(words[width]) == "the"):
        width += 1
    return width if width > 1 else 0


def is_initial(word: str) -> bool:
    return len(key(word)) == 1


def forms(printed: str) -> list[str]:
    """The ways to write the name in full, the fullest first; of one word only where all of the name is one."""
    return list(dict.fromkeys(ways(parse(printed))))


def ways(name: Name) -> Iterator[str]:
    if not name.inverted:
        yield name.family
        yield from (other for other in name.others if " " in other and key(other))
        return
    wife = ("Mrs.",) if "mrs" in name.titles else ()  # whose given names may be her husband's
    for given in given_forms(name.given):
        plain = " ".join((*wife, *given, name.family))
        if name.suffix and given == name.given:
            yield f"{plain} {shown_suffix(name.suffix)}"
        yield plain
    for other in name.others:
        yield other if " " in other else f"{other} {name.family}"


def given_forms(given: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """All given names; the first alone; after a leading initial, the name that follows it."""
    yield given
    if not is_initial(given[0]):
        yield given[:1]
    elif len(given) > 1 and not is_initial(given[1]):
        yield given[1:2]


def shown_suffix(suffix: str) -> str:
    return f"{suffix.capitalize()}." if suffix in {"jr", "sr"} else suffix.upper()


def keys_of(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(found for word in words if (found := key(word)))


def fits(some: Sequence[str], full: Sequence[str]) -> bool:
    """Whether the names or initials in `some` stand in `full`, in this order, each as itself or as its initial.

    Both are keys: ("d", "g") and ("lawton",) fit ("dean", "g") and ("j", "lawton").
    """
    if "".join(some) == "".join(full):
        return True
    rest = iter(full)
    return all(any(alike(one, other) for other in rest) for one in some)


def alike(one: str, other: str) -> bool:
    """The same name, or one is the initial of the other."""
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def family_words(name: Name) -> list[str]:
    """The words of the family name, also of one with a hyphen."""
    return name.family.translate(PARTING).split()


def family_keys(name: Name) -> frozenset[str]:
    """The family name as it may be written: whole, without particles, its first or its last word ("Velasco")."""
    words = family_words(name)
    bare = [word for word in words if key(word) not in PARTICLES] or words
    written = (key(name.family), "".join(map(key, bare)), *(key(bare[place]) for place in (0, -1) if bare))
    return frozenset(found for found in written if found)


def names_somebody(written: str) -> bool:
    """Whether the words are a name, each beginning with a capital, and not a description or an office alone."""
    words = written.split()
    capital = all(word[0].isupper() or word in PARTICLES or key(word) in PARTICLES for word in words)
    return capital and not all(map(is_title, words))
