"""Sets of forms that are one person's by name alone."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from seed.people.likeness import Form, contradiction, rivals, same


class Groups:
    """Numbers joined step by step into sets; the sets do not depend on the order of the steps."""

    def __init__(self, count: int) -> None:
        self.parents = list(range(count))

    def root(self, place: int) -> int:
        """The smallest of its set."""
        while self.parents[place] != place:
            self.parents[place] = self.parents[self.parents[place]]
            place = self.parents[place]
        return place

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self.parents[second] = first

    def sets(self) -> list[list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for place in range(len(self.parents)):
            found[self.root(place)].append(place)
        return list(found.values())


def by_name(made: Sequence[Form]) -> list[list[int]]:
    """The sets, each without a contradiction; each form in one."""
    groups = Groups(len(made))
    for places in blocks(made).values():
        for one, other in edges([made[place] for place in places]):
            groups.join(places[one], places[other])
    for places in of_each_curated(made):
        for place in places:
            groups.join(places[0], place)
    return [part for places in groups.sets() for part in consistent(places, made)]


def blocks(made: Sequence[Form], *, lone: bool = False) -> dict[str, list[int]]:
    """Only forms of one family name are compared; `lone`: also those that are never joined by name."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, form in enumerate(made):
        if lone or not form.lone:
            found[form.family].append(place)
    return found


def of_each_curated(made: Sequence[Form]) -> list[list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for place, form in enumerate(made):
        if form.curated:
            found[form.curated].append(place)
    return list(found.values())


def edges(block: Sequence[Form]) -> Iterator[tuple[int, int]]:
    """Pairs that are the same, and of which neither may be somebody else instead."""
    near: dict[int, list[int]] = defaultdict(list)
    for one, other in combinations(range(len(block)), 2):
        if same(block[one], block[other]):
            near[one].append(other)
            near[other].append(one)
    around = {one: [block[other] for other in others] for one, others in near.items()}
    for one, other in ((one, other) for one, others in near.items() for other in others if one < other):
        here, there = block[one], block[other]
        if not rivals(there, around[one]) and not rivals(here, around[other]):
            yield one, other


def consistent(places: list[int], made: Sequence[Form]) -> list[list[int]]:
    """The set; or each of its forms alone where two contradict each other, for a chain of likenesses proves nothing."""
    if any(clash(made[one], made[other]) for one, other in combinations(places, 2)):
        return [[place] for place in places]
    return [places]


def clash(one: Form, other: Form) -> bool:
    """Names of one curated person may differ in everything, and so may what other volumes call by them."""
    if one.family != other.family or (one.curated and one.curated == other.curated):
        return bool(one.volumes & other.volumes)
    return bool(contradiction(one, other))
