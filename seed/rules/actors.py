"""Actors and places: names, roles, identifiers, coordinates."""

from collections.abc import Iterator, Sequence

from seed.reading.files import Dataset, Entry, Problem
from seed.records import Actor, Document, Name, Place, PlaceName


def named(data: Dataset) -> Iterator[tuple[Entry, Actor | Place]]:
    yield from data.of(Actor)
    yield from data.of(Place)


def name_repeated(data: Dataset) -> Iterator[Problem]:
    for entry, record in named(data):
        seen = {record.name}
        names: Sequence[Name | PlaceName] = record.names
        for place, other in enumerate(names):
            if other.name in seen:
                yield entry.problem(("names", place), f"the name {other.name!r} is there already; write it once")
            seen.add(other.name)


def name_taken(data: Dataset) -> Iterator[Problem]:
    """The preferred name tells records of a kind apart."""
    taken: dict[tuple[str, str], str] = {}
    for entry, record in named(data):
        first = taken.setdefault((entry.kind, record.name), entry.slug)
        if first != entry.slug:
            message = f"`{first}` has the name {record.name!r} too; make them one record, or say in the name who it is"
            yield entry.problem(("name",), message)


def role_empty(data: Dataset) -> Iterator[Problem]:
    for entry, actor in data.of(Actor):
        for place, role in enumerate(actor.roles):
            if role.title is None and role.body is None:
                yield entry.problem(("roles", place), "the role says nothing; write `title`, `body`, or both")


def identifier_taken(data: Dataset) -> Iterator[Problem]:
    taken: dict[tuple[str, str], str] = {}
    for entry, actor in data.of(Actor):
        for place, identifier in enumerate(actor.identifiers):
            if first := taken.get((identifier.scheme, identifier.value)):
                message = f"`{first}` has {identifier.scheme} {identifier.value}; an identifier belongs to one actor"
                yield entry.problem(("identifiers", place), f"{message}, so remove one of the two")
            taken[identifier.scheme, identifier.value] = entry.slug


def coordinates(data: Dataset) -> Iterator[Problem]:
    for entry, place in data.of(Place):
        given = [value is not None for value in (place.latitude, place.longitude, place.gazetteer)]
        on_globe = -90 <= (place.latitude or 0) <= 90 and -180 <= (place.longitude or 0) <= 180
        if any(given) and not (all(given) and on_globe):
            message = "coordinates need `latitude` (-90 to 90), `longitude` (-180 to 180) and their `gazetteer`"
            yield entry.problem(("latitude",), f"{message}; write all three, or none")


def party_nobody(data: Dataset) -> Iterator[Problem]:
    for entry, document in data.of(Document):
        for role in ("from", "to", "via", "copies"):
            for place, party in enumerate(getattr(document, "from_" if role == "from" else role)):
                if party.actor is None and party.printed is None:
                    yield entry.problem((role, place), "nobody is named; write `actor`, `printed`, or both")


RULES = {
    "name-repeated": name_repeated,
    "name-taken": name_taken,
    "role-empty": role_empty,
    "identifier-taken": identifier_taken,
    "coordinates": coordinates,
    "party-nobody": party_nobody,
}
