"""Who may be the same person though it is not safe to say so, each pair with the reason for the one and the doubt."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from seed.people.entries import Entry, Identity, Key, shown_years
from seed.people.likeness import APART, Form, attested, contradiction, gap, near, telling
from seed.people.misprints import misprinted, misspelt
from seed.people.names import alike
from seed.people.sets import blocks

FITTING = 3  # whom a bare initial or family name may be; where more fit, it says nothing
# The doubts, the gravest for a reader last: of several for one pair the first is told.
TWICE = "the same name stands twice in one volume"
RIVALS = "the names agree, but they fit another person too"
OFFICES = "the names agree, but not the offices"
UNDATED = "the names agree, but nothing says that the times do"
LONG = "the names agree, but their volumes are {} years apart"
SUFFIX = "the names agree, but not what tells father and son apart"
LIKE = "the names are alike, and one may be a misprint"
INITIAL = "the names agree, but one has only an initial"
NAMELESS = "the names agree, but no given name is there to tell"
FAMILY = "one has only the family name of the other"
DOUBTS = (TWICE, RIVALS, OFFICES, UNDATED, LONG, SUFFIX, LIKE, NAMELESS, INITIAL, FAMILY)
ORDER = {doubt: place for place, doubt in enumerate(DOUBTS)}


class Pair(NamedTuple):
    """An identity among the entries and another identity, curated or earlier by volume and id."""

    one: Key
    other: Identity
    reason: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Of two forms: why they are not joined."""

    said: str
    years: int = 0

    @property
    def rank(self) -> tuple[int, int]:
        return ORDER[self.said], self.years

    @property
    def is_weak(self) -> bool:
        return self.said in {NAMELESS, INITIAL, FAMILY}


def proposals(made: Sequence[Form], entries: Sequence[Entry], heads: Mapping[Key, Identity]) -> Iterator[Pair]:
    """Each pair once, in order; the reason is the strongest that any of their names gives."""
    who = [identities(form, entries, heads) for form in made]
    best: dict[tuple[Key, Identity], tuple[Doubt, Form, Form]] = {}
    for first, second, doubt in doubts(made, who):
        for pair in {ordered(mine, theirs) for mine in who[first] for theirs in who[second] if mine != theirs}:
            if pair and (pair not in best or doubt.rank < best[pair][0].rank):
                best[pair] = doubt, made[first], made[second]
    for (key, identity), (doubt, one, other) in sorted(best.items(), key=lambda item: in_order(item[0])):
        yield Pair(key, identity, reason(doubt, one, other, entries))


def in_order(pair: tuple[Key, Identity]) -> tuple[Key, bool, str]:
    return pair[0], isinstance(pair[1], Key), "/".join(pair[1]) if isinstance(pair[1], Key) else pair[1]


def identities(form: Form, entries: Sequence[Entry], heads: Mapping[Key, Identity]) -> frozenset[Identity]:
    found = frozenset(heads[entries[place].key] for place in form.entries)
    return found | {form.curated} if form.curated else found


def ordered(one: Identity, other: Identity) -> tuple[Key, Identity] | None:
    """The later entry first; two curated persons are never proposed."""
    if isinstance(one, Key) and isinstance(other, Key):
        return (max(one, other), min(one, other))
    if isinstance(one, Key):
        return one, other
    return (other, one) if isinstance(other, Key) else None


Found = tuple[int, int, Doubt]


def doubts(made: Sequence[Form], who: Sequence[frozenset[Identity]]) -> Iterator[Found]:
    """Pairs of forms, by their places, that are not one person's already and may be."""
    for places in blocks(made, lone=True).values():
        found = list(within(places, made, who))
        weak: dict[int, set[Identity]] = defaultdict(set)
        for one, other, doubt in found:
            if doubt.is_weak:
                weak[one] |= who[other]
                weak[other] |= who[one]
        for one, other, doubt in found:
            if not doubt.is_weak or max(len(weak[one]), len(weak[other])) <= FITTING:
                yield one, other, doubt
    for one, other in misspelt(made):
        if not who[one] & who[other]:
            yield one, other, Doubt(LIKE)


def within(places: Sequence[int], made: Sequence[Form], who: Sequence[frozenset[Identity]]) -> Iterator[Found]:
    for one, other in combinations(places, 2):
        apart = len(who[one] | who[other]) > 1
        if apart and (doubt := doubt_of(made[one], made[other])):
            yield one, other, doubt


def doubt_of(one: Form, other: Form) -> Doubt | None:
    """Why two forms of a family name are not one person's for certain; None where nothing says that they are."""
    against = contradiction(one, other)
    if against in {"wife", "rank", "curated"}:
        return None
    if against == "volume":
        return Doubt(TWICE) if one.given == other.given and one.suffix == other.suffix else None
    if against == "given":
        return Doubt(LIKE) if near(one, other) and misprinted(one.given, other.given) else None
    if against == "suffix":
        return Doubt(SUFFIX) if telling(one, other) and near_enough(one, other) else None
    return uncertain(one, other)


def near_enough(one: Form, other: Form) -> bool:
    return gap(one, other) <= APART


def uncertain(one: Form, other: Form) -> Doubt | None:
    """Nothing contradicts."""
    if not one.given and not other.given:
        return Doubt(NAMELESS) if near(one, other) else None
    if telling(one, other):
        return of_full_names(one, other)
    if not near(one, other) or (one.given and other.given and not alike(one.given[0], other.given[0])):
        return None
    return Doubt(INITIAL if one.given and other.given else FAMILY)


def of_full_names(one: Form, other: Form) -> Doubt:
    if not near(one, other):
        return Doubt(LONG, gap(one, other))
    if one.suffix != other.suffix:
        return Doubt(SUFFIX)
    if (one.curated or other.curated) and not attested(one, other):
        return Doubt(OFFICES if one.offices and other.offices else UNDATED)
    return Doubt(TWICE if one.lone or other.lone else RIVALS)


def reason(doubt: Doubt, one: Form, other: Form, entries: Sequence[Entry]) -> str:
    said = doubt.said.format(doubt.years)
    names = [f"\u201c{entries[form.entries[0]].printed}\u201d" for form in (one, other) if form.entries]
    volumes = {entries[place].volume for form in (one, other) for place in form.entries}
    return f"{said} ({' and '.join(sorted(set(names)))}, {shown_years(volumes)})"
