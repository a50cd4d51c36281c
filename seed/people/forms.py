"""Entries and curated names as forms: the same way of writing, in volumes of neighbouring years."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from api.folding import fold
from seed.people.entries import Curated, Entry, years
from seed.people.likeness import APART, FEW, Form, loose
from seed.people.names import Name, family_words, key, keys_of, parse
from seed.people.titles import FAMILY_FIRST, PARTICLES, RANKS, WIVES, words

IDLE = words(
    "from until with after before then thereafter former formerly member members staff through their this that other "
    "united states january february march april june july august september october november december"
)  # of words of four letters and more, those that say nothing of an office


APART_BY = WIVES | {title for title, service in RANKS.items() if service == "ranks"}


class Written(NamedTuple):
    """How a name is written, but for titles: keys, and whether it is told apart as a wife's or a sergeant's."""

    family: str
    given: tuple[str, ...]
    suffix: str
    apart: frozenset[str]


def forms(entries: Sequence[Entry], curated: Sequence[Curated]) -> list[Form]:
    """The forms of all entries, one after another in an order that does not depend on theirs, and of curated names."""
    parsed = [parse(entry.printed) for entry in entries]
    known = [(person, straightened(parse(name))) for person in curated for name in person.names]
    known = [(person, name) for person, name in known if name.inverted]
    turned = in_either_order([*parsed, *(name for _, name in known)])
    found: dict[Written, list[int]] = defaultdict(list)
    for place, name in enumerate(parsed):
        found[written(name, turned)].append(place)
    made = [form for way, places in sorted(found.items(), key=order) for form in split(way, places, entries, parsed)]
    return [*made, *(of_curated(person, written(name, {}), name) for person, name in known)]


def order(item: tuple[Written, list[int]]) -> tuple[str, tuple[str, ...], str, list[str]]:
    way = item[0]
    return way.family, way.given, way.suffix, sorted(way.apart)


def straightened(name: Name) -> Name:
    """A name as one says it, with the family name told from the others."""
    words = name.family.split()
    if name.inverted or len(words) < 2:
        return name
    first = key(words[0]) in FAMILY_FIRST or "-" in words[-1]
    given, family = (words[1:], words[0]) if first else (words[:-1], words[-1])
    return Name(family, tuple(given), name.suffix, name.titles, name.others, inverted=True)


def family_key(name: Name) -> str:
    """The family name without particles, which lists put before it, behind the given names or leave out."""
    words = family_words(name)
    bare = "".join(found for word in words if (found := key(word)) not in PARTICLES)
    return bare or key(name.family)


Turned = Mapping[str, tuple[str, tuple[str, ...]]]


def in_either_order(names: Sequence[Name]) -> Turned:
    """Family name and given names, by all words in one, of names that a list may print without the comma.

    Where two names have the same words, neither is here.
    """
    found: dict[str, set[tuple[str, tuple[str, ...]]]] = defaultdict(set)
    for name in names:
        if name.inverted and all(len(word) > 1 for word in keys_of(name.given)):
            family, given = key(name.family), key("".join(name.given))
            for whole in (family + given, given + family):
                found[whole].add((family_key(name), given_keys(name)))
    return {words: ways.pop() for words, ways in found.items() if len(ways) == 1}


def given_keys(name: Name) -> tuple[str, ...]:
    return tuple(map(loose, keys_of(name.given)))


def written(name: Name, turned: Turned) -> Written:
    family, given = family_key(name), given_keys(name)
    if not name.inverted and len(name.family.split()) > 1:
        family, given = turned.get(key(name.family), (key(name.family), ()))
    return Written(family, given, name.suffix, frozenset(name.titles) & APART_BY)


def split(way: Written, places: list[int], entries: Sequence[Entry], parsed: Sequence[Name]) -> Iterator[Form]:
    """One form for each run of volumes without a long gap.

    What a volume has twice stands alone, and so does all of the run where one given name is all there is: two people
    of that name are about. A single word is nobody's full name and stands alone as well.
    """
    places = sorted(places, key=lambda place: (years(entries[place].volume), entries[place].key))
    single = [place for place in places if not way.given and len(family_words(parsed[place])) < 2]
    several = [place for place in places if place not in set(single)]
    for run in (run for part in of_one_service(several, parsed) for run in runs(part, entries)):
        volumes = [entries[place].volume for place in run]
        twice = [place for place, volume in zip(run, volumes, strict=True) if volumes.count(volume) > 1]
        if len(way.given) == 1 and len(twice) * FEW > len(run):
            twice = run
        yield from (form(way, [place], entries, parsed, lone=True) for place in twice)
        if rest := [place for place in run if place not in set(twice)]:
            yield form(way, rest, entries, parsed)
    yield from (form(way, [place], entries, parsed, lone=True) for place in single)


def of_one_service(places: list[int], parsed: Sequence[Name]) -> list[list[int]]:
    """Generals and admirals of the same name apart, and those without a rank apart from both."""
    found: dict[str, list[int]] = defaultdict(list)
    for place in places:
        ranks = {RANKS[title] for title in parsed[place].titles if title in RANKS}
        found[min(ranks, default="")].append(place)
    return [found[service] for service in sorted(found)] if len(found.keys() - {""}) > 1 else [places]


def runs(places: Sequence[int], entries: Sequence[Entry]) -> Iterator[list[int]]:
    run: list[int] = []
    last = 0
    for place in places:
        first, end = years(entries[place].volume)
        if run and first - last > APART:
            yield run
            run, last = [], 0
        run.append(place)
        last = max(last, end)
    if run:
        yield run


def form(
    way: Written, places: list[int], entries: Sequence[Entry], parsed: Sequence[Name], *, lone: bool = False
) -> Form:
    spans = [years(entries[place].volume) for place in places]
    titles = frozenset(title for place in places for title in parsed[place].titles)
    return Form(
        family=way.family,
        given=way.given,
        suffix=way.suffix,
        titles=titles,
        volumes=frozenset(entries[place].volume for place in places),
        entries=tuple(places),
        first=min(first for first, _ in spans),
        last=max(last for _, last in spans),
        offices=offices([*titles, *(entries[place].role or "" for place in places)]),
        lone=lone,
    )


def of_curated(person: Curated, way: Written, name: Name) -> Form:
    first, last = person.years or (None, None)
    said = offices([*name.titles, *person.offices])
    titles = frozenset(name.titles)
    return Form(way.family, way.given, way.suffix, titles, frozenset(), (), first, last, said, curated=person.slug)


def offices(texts: Sequence[str]) -> frozenset[str]:
    """The words that tell of an office: "Secretary of State" has two."""
    return frozenset(word for text in texts for word in fold(text).split() if len(word) > 3) - IDLE
