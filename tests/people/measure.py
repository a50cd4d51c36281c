"""How good the joins are: `python -m tests.people.measure` writes RESULTS.md beside this file."""

import hashlib
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from seed.people.entries import Entry, Identity, Key
from seed.people.grouping import Grouping, group
from tests.databases import ROOT
from tests.people import gold

RESULTS = Path(__file__).with_name("RESULTS.md")
Z = 1.959964  # of a 95 % interval
FEW_VOLUMES = {3: 60, 10: 20, 30: 6, 100: 2}  # how many volumes are imported, and how many times that is tried


@dataclass(frozen=True, slots=True)
class Share:
    """Right ones of all, and the 95 % interval."""

    right: int
    all: int
    low: float
    high: float

    def __str__(self) -> str:
        interval = f"95 % interval {self.low:.4f} to {self.high:.4f}"
        return f"{self.right / self.all:.4f} ({self.right:,} of {self.all:,}; {interval})"


@dataclass(frozen=True, slots=True)
class Measured:
    """What is measured of the reported half; `halves`: persons and entries of each, the developed one first."""

    halves: tuple[tuple[int, int], tuple[int, int]]
    volumes: int
    joins: Share
    pairs: Share
    found: tuple[int, int]  # pairs that are one person's: joined, all
    proposed: tuple[int, int]  # pairs of identities that are proposed: one person's, all
    reached: int  # pairs that are one person's and not joined, but of identities that are proposed
    few: Mapping[int, Share]


Persons = Mapping[Key, str]


def measure(sources: Path) -> Measured:
    known = gold.read(sources)
    entries = [entry for entry, _ in known.values()]
    persons = {key: person for key, (_, person) in known.items()}
    grouping = group(entries)
    sets = sets_of(persons, grouping)
    proposed = [pair for pair in grouping.possibly if gold.is_reported(persons[pair.one])]
    return Measured(
        halves=(half(persons, reported=False), half(persons, reported=True)),
        volumes=len({key.volume for key in known}),
        joins=joins(persons, grouping),
        pairs=pairs(persons, sets),
        found=found(persons, sets),
        proposed=(sum(persons[pair.one] == persons[key_of(pair.other)] for pair in proposed), len(proposed)),
        reached=reached(persons, grouping),
        few={size: few(entries, persons, size, times) for size, times in FEW_VOLUMES.items()},
    )


def key_of(identity: Identity) -> Key:
    if isinstance(identity, Key):
        return identity
    raise TypeError("no curated persons are measured")


def half(persons: Persons, *, reported: bool) -> tuple[int, int]:
    mine = [person for person in persons.values() if gold.is_reported(person) == reported]
    return len(set(mine)), len(mine)


def joins(persons: Persons, grouping: Grouping) -> Share:
    """Of the joins that are stored, an entry with its identity: those of one person, with Wilson's interval.

    A join is counted in the half of the entry's person, so that each counts in one.
    """
    mine = [(key, join.identity) for key, join in grouping.joined.items() if gold.is_reported(persons[key])]
    return wilson(sum(persons[key] == persons[key_of(head)] for key, head in mine), len(mine))


def wilson(right: int, total: int) -> Share:
    share, square = right / total, Z * Z
    middle = (share + square / (2 * total)) / (1 + square / total)
    reach = Z / (1 + square / total) * sqrt(share * (1 - share) / total + square / (4 * total * total))
    return Share(right, total, middle - reach, middle + reach)


def sets_of(persons: Persons, grouping: Grouping) -> list[list[str]]:
    """The persons of the entries of each identity."""
    found: dict[Identity, list[str]] = defaultdict(list)
    for key, person in persons.items():
        join = grouping.joined.get(key)
        found[join.identity if join else key].append(person)
    return list(found.values())


def pairs(persons: Persons, sets: Sequence[Sequence[str]]) -> Share:
    """Of all pairs within an identity those of one person; a pair across the halves is half a pair in each.

    The interval takes identities, not pairs, for independent: one error among 100 entries makes 99 wrong pairs.
    """
    counted = [pairs_of(members) for members in sets]
    right, total = sum(right for right, _ in counted), sum(total for _, total in counted)
    share = right / total
    reach = Z * sqrt(sum((mine - share * of) ** 2 for mine, of in counted)) / total
    return Share(right, total, share - reach, min(1.0, share + reach))


def pairs_of(members: Sequence[str]) -> tuple[int, int]:
    """Pairs of one person, and all pairs, each taken from both its ends, of which the reported half has its own."""
    mine = Counter(person for person in members if gold.is_reported(person))
    right = sum(count * (count - 1) for count in mine.values())
    return right, sum(mine.values()) * (len(members) - 1)


def found(persons: Persons, sets: Iterable[Sequence[str]]) -> tuple[int, int]:
    """Of all pairs of entries of one person those that are joined."""
    total = Counter(person for person in persons.values() if gold.is_reported(person))
    right = sum(pairs_of(members)[0] for members in sets)
    return right // 2, sum(count * (count - 1) for count in total.values()) // 2


def reached(persons: Persons, grouping: Grouping) -> int:
    sizes: Counter[tuple[Identity, str]] = Counter()
    for key, person in persons.items():
        join = grouping.joined.get(key)
        sizes[join.identity if join else key, person] += 1
    mine = {person for person in persons.values() if gold.is_reported(person)}
    both: dict[Identity, set[str]] = defaultdict(set)
    for identity, person in sizes:
        both[identity].add(person)
    return sum(
        sizes[pair.one, person] * sizes[pair.other, person]
        for pair in grouping.possibly
        for person in both[pair.one] & both[pair.other] & mine
    )


def few(entries: Sequence[Entry], persons: Persons, size: int, times: int) -> Share:
    """The stored joins where only some volumes are imported, and so most namesakes are not known."""
    right = total = 0
    for time in range(times):
        volumes = chosen({entry.volume for entry in entries}, size, time)
        some = [entry for entry in entries if entry.volume in volumes]
        share = joins(persons, group(some))
        right, total = right + share.right, total + share.all
    return wilson(right, total)


def chosen(volumes: Iterable[str], size: int, time: int) -> set[str]:
    return set(sorted(volumes, key=lambda volume: hashlib.sha256(f"{time}/{volume}".encode()).digest())[:size])


def rendered(measured: Measured) -> str:
    lines = [
        "# How safely persons of different volumes are joined",
        "",
        "Written by `python -m tests.people.measure`, and checked by `tests/people/test_joins_measured.py`.",
        "",
        *conditions(measured),
        "",
        *figures(measured),
        "",
        "Where only a few volumes are imported, namesakes are unknown that would forbid a join. Joins as stored, over",
        "several choices of volumes:",
        "",
        "| volumes | joins of one person |",
        "| --- | --- |",
        *(f"| {size} | {share} |" for size, share in measured.few.items()),
        "",
    ]
    return "\n".join(lines)


def conditions(measured: Measured) -> list[str]:
    (made_persons, made_entries), (persons, entries) = measured.halves
    return [
        f"Measured on {made_entries + entries:,} entries of {measured.volumes} volumes in the publisher's own index of",
        "persons, with no more than the name as printed and the volume. The persons are split by a hash of their id.",
        f"The rule was made with {made_persons:,} persons ({made_entries:,} entries) in view; the figures are those of",
        f"the other {persons:,} ({entries:,} entries). All entries are joined at once; a join counts in the half of",
        "the entry's person, a pair of entries in that of each end. Where the index has one person twice, what joins",
        "both counts as wrong.",
    ]


def figures(measured: Measured) -> list[str]:
    joined, total = measured.found
    right, proposed = measured.proposed
    return [
        "- Joins as stored, an entry with its identity, of one person (Wilson's interval):",
        f"  {measured.joins}.",
        "- Pairs of entries within an identity, of one person (interval with identities taken for independent):",
        f"  {measured.pairs}.",
        f"- Recall: {joined / total:.4f} ({joined:,} of {total:,} pairs of entries of one person are joined).",
        f"- With what is proposed as possibly the same: {(joined + measured.reached) / total:.4f}.",
        f"- Proposals, pairs of identities: {right:,} of {proposed:,} are one person ({right / proposed:.3f}).",
    ]


if __name__ == "__main__":
    RESULTS.write_text(rendered(measure(Path(os.environ.get("PARALLEL38_SOURCES") or ROOT.parent / "shared"))), "utf-8")
