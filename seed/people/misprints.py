"""Names that differ by what a compositor, a reader of images or another romanisation does."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from seed.people.likeness import Form, contradiction, near
from seed.people.names import alike

SHORTEST = 4  # letters of a name that may be misprinted: "Dean" and "Jean" are, "Lee" and "Leo" are not


def one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter is put in, left out or changed."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = next((place for place, pair in enumerate(zip(one, other, strict=False)) if len({*pair}) > 1), -1)
    start = min(len(one), len(other)) if start < 0 else start
    first, second = one[start:], other[start:]
    return first[1:] == second[1:] or first[1:] == second or first == second[1:]


def misprinted(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the given names are the same but for one letter of one of them."""
    if len(one) != len(other):
        one, other = one[: len(other)], other[: len(one)]
    wrong = [(a, b) for a, b in zip(one, other, strict=True) if not alike(a, b)]
    return len(wrong) == 1 and min(map(len, wrong[0])) >= SHORTEST and one_letter_apart(*wrong[0])


def misspelt(made: Sequence[Form]) -> Iterator[tuple[int, int]]:
    """Places of forms with the same given names, two at least and one in full, and family names one letter apart."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, form in enumerate(made):
        if len(form.given) > 1 and any(len(name) > 1 for name in form.given) and len(form.family) >= SHORTEST:
            found[form.given].append(place)
    for places in found.values():
        for one, other in combinations(places, 2):
            here, there = made[one], made[other]
            if one_letter_apart(here.family, there.family) and near(here, there) and not contradiction(here, there):
                yield one, other
