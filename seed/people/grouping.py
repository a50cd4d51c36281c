"""Who is who among all entries of all volumes: a pure function of the entries and curated persons, in any order."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from seed.people.entries import Curated, Entry, Identity, Key
from seed.people.forms import forms
from seed.people.likeness import Form
from seed.people.proposals import Pair, proposals
from seed.people.reasons import by_names
from seed.people.sets import Groups, by_name

NAME, EDITOR = "name", "editor"  # how it is known that they are the same
CONFIRMED = "confirmed by an editor"
THROUGH = "has the name of an entry that an editor has joined"


class Join(NamedTuple):
    """An entry's identity, how that is known, and why in words for readers."""

    identity: Identity
    method: str
    reason: str


class Grouping(NamedTuple):
    """`joined`: entries that are somebody else's; `possibly`: identities that may be the same, each pair once."""

    joined: dict[Key, Join]
    possibly: list[Pair]


def group(
    entries: Iterable[Entry], curated: Iterable[Curated] = (), confirmed: Mapping[Key, Identity] | None = None
) -> Grouping:
    """Who is the same for certain, and who possibly; `confirmed` is what an editor says, whatever the names say.

    What it says of entries and persons that are not among these is passed over.
    """
    listed, persons = sorted(entries, key=lambda entry: entry.key), sorted(curated)
    made = forms(listed, persons)
    named = [members(places, made, listed) for places in by_name(made)]
    alone: list[set[Identity]] = [{person.slug} for person in persons]
    identities = Identities([*named, *alone])
    for key, target in sorted(confirmed.items()) if confirmed else ():
        identities.confirm(key, target)
    heads = identities.heads()
    by_key = {entry.key: entry for entry in listed}
    known: dict[Identity, Entry | Curated] = {entry.key: entry for entry in listed}
    known |= {person.slug: person for person in persons}
    joined = {}
    for key, head in heads.items():
        if key != head:
            method, said = identities.how(key, head, confirmed or {})
            joined[key] = Join(head, method, said or by_names(by_key[key], known[head]))
    return Grouping(joined, list(proposals(made, listed, heads)))


def members(places: Sequence[int], made: Sequence[Form], listed: Sequence[Entry]) -> set[Identity]:
    """The entries and the curated person that these forms are of."""
    slugs: set[Identity] = {form.curated for place in places if (form := made[place]).curated}
    return slugs | {listed[entry].key for place in places for entry in made[place].entries}


class Identities:
    """Sets of entries, each with at most one curated person; first by their names, then by an editor's word."""

    def __init__(self, named: Sequence[set[Identity]]) -> None:
        self.groups = Groups(len(named))
        self.by_name: dict[Identity, int] = {}
        for place, found in enumerate(named):
            for member in found:
                self.groups.join(self.by_name.setdefault(member, place), place)
        self.at = dict(self.by_name)
        self.curated = {self.groups.root(place): slug for slug, place in self.at.items() if isinstance(slug, str)}

    def confirm(self, key: Key, target: Identity) -> None:
        """Joins the persons of both; where each has a curated person, only the entry goes to the other's."""
        if key not in self.at or target not in self.at:
            return
        mine, theirs = self.groups.root(self.at[key]), self.groups.root(self.at[target])
        if mine in self.curated and theirs in self.curated:
            self.at[key] = theirs
            return
        slug = self.curated.get(mine) or self.curated.get(theirs)
        self.groups.join(mine, theirs)
        if slug:
            self.curated[self.groups.root(mine)] = slug

    def heads(self) -> dict[Key, Identity]:
        """For each entry its identity: the curated person, else the first of the entries by volume and id."""
        keys = sorted(member for member in self.at if isinstance(member, Key))
        first: dict[int, Identity] = {}
        for key in keys:
            first.setdefault(self.groups.root(self.at[key]), key)
        first |= self.curated
        return {key: first[self.groups.root(self.at[key])] for key in keys}

    def how(self, key: Key, head: Identity, confirmed: Mapping[Key, Identity]) -> tuple[str, str]:
        """The method and, where an editor's word had to do with it, the reason."""
        if confirmed.get(key) == head or (isinstance(head, Key) and confirmed.get(head) == key):
            return EDITOR, CONFIRMED
        if self.by_name[key] == self.by_name[head]:
            return NAME, ""
        return EDITOR, CONFIRMED if key in confirmed else THROUGH
