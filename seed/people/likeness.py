"""Whether two printed names may be one person's, and whether they are like enough to say so.

Judged by name and years alone. Two names agree if each given name or initial of the one stands in the other.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from seed.people.names import alike, fits
from seed.people.titles import PARTICLES, RANKS, WIVES

APART = 15  # years between volumes beyond which a name alone does not say that it is the same person
FEW = 10  # how many times as often a name must stand for its rivals not to count: misprints are rare
DOUBLED = re.compile(r"(.)\1")
NUMBERED = frozenset({"ii", "iii", "iv", "sr"})


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which somebody is written in volumes of neighbouring years, or a name of a curated person.

    `family` and `given` are keys. `first`, `last`: years, both None for a curated person of whom none is known.
    `entries` are places in the list of all. `offices`: words of roles and titles. `lone`: a volume has it twice.
    """

    family: str
    given: tuple[str, ...]
    suffix: str
    titles: frozenset[str]
    volumes: frozenset[str]
    entries: tuple[int, ...]
    first: int | None
    last: int | None
    offices: frozenset[str] = frozenset()
    curated: str | None = None
    lone: bool = False

    @property
    def services(self) -> frozenset[str]:
        return frozenset(RANKS[title] for title in self.titles if title in RANKS)


@lru_cache(maxsize=32_768)
def loose(word: str) -> str:
    """A key without what differs between ways to write the same name: Sergey and Sergei, Anatolii and Anatoly."""
    return DOUBLED.sub(r"\1", word.replace("y", "i").replace("ks", "x").replace("ph", "f").replace("j", "i"))


def agree(one: Sequence[str], other: Sequence[str]) -> bool:
    return fits(one, other) or fits(other, one)


def telling(one: Form, other: Form) -> bool:
    """The names agree in more than the family name: in a whole given name, or in two initials or more."""
    if not one.given or not other.given:
        return not one.given and not other.given
    if not agree(one.given, other.given) or not alike_at_first(one.given, other.given):
        return False
    shared = {*one.given} & {*other.given} - PARTICLES
    if any(len(name) > 1 for name in shared) or "".join(one.given) == "".join(other.given):
        return True
    return initials(one.given, other.given) or initials(other.given, one.given)


def alike_at_first(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether both begin alike, but for an initial that the shorter leaves out: "Lawton" of "J. Lawton"."""
    short, full = sorted((one, other), key=len)
    return alike(short[0], full[0]) or len(full[0]) == 1 or "".join(one) == "".join(other)


def initials(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether the one is the initials of the other, and two at least: "R. W." of "Robert W.", not of "R. W. O."."""
    return 1 < len(short) == len(full) and all(len(name) == 1 for name in short) and agree(short, full)


def contradiction(one: Form, other: Form) -> str:
    """Why they are not one person's, by name: empty where nothing speaks against it."""
    if one.volumes & other.volumes:
        return "volume"
    if one.curated and other.curated and one.curated != other.curated:
        return "curated"
    if different_suffix(one.suffix, other.suffix):
        return "suffix"
    if bool(one.titles & WIVES) != bool(other.titles & WIVES):
        return "wife"
    if different_service(one.services, other.services):
        return "rank"
    return "" if not one.given or not other.given or agree(one.given, other.given) else "given"


def different_suffix(one: str, other: str) -> bool:
    """A "Jr." is often left out, a "II" not so often that one may take the General for his nephew."""
    return one != other and (bool(one and other) or bool({one, other} & NUMBERED))


def different_service(one: frozenset[str], other: frozenset[str]) -> bool:
    """Generals do not become admirals; and no sergeant is meant where no rank is named."""
    return ("ranks" in one) != ("ranks" in other) or bool(one and other and not one & other)


def gap(one: Form, other: Form) -> int:
    """Years between the volumes of the one and of the other; 0 where they overlap or nothing is known."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return 0
    return max(0, one.first - other.last, other.first - one.last)


def near(one: Form, other: Form) -> bool:
    return gap(one, other) <= APART


def left_out(one: Form, other: Form) -> bool:
    """Whether a "Jr." is left out of one name, which is not the father's: he comes before, or is named more often."""
    junior, plain = (one, other) if one.suffix else (other, one)
    often = len(junior.entries) >= len(plain.entries)
    return often and not gap(one, other) and min(len(one.given), len(other.given)) > 1


def same(one: Form, other: Form) -> bool:
    """Like enough to be one person's, if nobody else's name is: names tell, years are near, nothing contradicts."""
    if one.lone or other.lone or not telling(one, other) or not near(one, other) or contradiction(one, other):
        return False
    if one.suffix != other.suffix and not left_out(one, other):
        return False
    return attested(one, other) if one.curated or other.curated else True


def attested(one: Form, other: Form) -> bool:
    """For a curated person: an office is the same; or years are known, and no office differs or the name is full."""
    if one.offices & other.offices:
        return True
    if None in {one.first, other.first}:
        return False
    fullest = min(len(one.given), len(other.given)) > 1
    return fullest or not (one.offices and other.offices)


def rivals(there: Form, others: Sequence[Form]) -> bool:
    """Whether one of the others, each of them like the same form as `there` is, cannot be `there`.

    Then nobody knows which of them that form is.
    """
    return any(contradiction(other, there) and not outnumbered(other, there) for other in others if other is not there)


def outnumbered(rare: Form, common: Form) -> bool:
    """Whether the one is so rare beside the other that it is a misprint of it rather than somebody else."""
    return not rare.curated and len(rare.entries) * FEW <= len(common.entries)
