"""`same-as.yaml`: entries of volumes' lists of persons, and who an editor has found them to be."""

from collections.abc import Iterator

from api.models.vocabulary import ActorKind, RecordType
from seed.people.confirmed import FILE, address
from seed.reading.files import Dataset, Problem
from seed.records import Actor
from seed.rules.references import meant

FORM = "write volume/person as the volume's file has them, `frus1955-57v23p2/p_RS1`"


def entry(data: Dataset) -> Iterator[Problem]:
    """The volume need not be imported, so nobody can say here whether it has that entry."""
    for key in data.same_as:
        if address(key) is None:
            yield data.beside(FILE, (key,), f"`{key}` names no entry of a volume; {FORM}")


def target(data: Dataset) -> Iterator[Problem]:
    for key, value in data.same_as.items():
        if "/" in value:
            if address(value) is None:
                yield data.beside(FILE, (key,), f"{key}: `{value}` names no entry of a volume; {FORM}")
        elif is_unknown(data, value):
            message = f"{key}: there is no curated person `{value}`; {meant(data, value, [RecordType.ACTOR])}"
            yield data.beside(FILE, (key,), message)


def is_unknown(data: Dataset, slug: str) -> bool:
    if data.unread.get(slug) == RecordType.ACTOR or RecordType.ACTOR in data.missing(by_slug=False):
        return False
    person = data.find(slug, Actor)
    return person is None or person.kind != ActorKind.PERSON


def circle(data: Dataset) -> Iterator[Problem]:
    """An entry that is, by way of others, said to be itself."""
    for key in data.same_as:
        seen = {key}
        target = data.same_as[key]
        while target in data.same_as and target not in seen:
            seen.add(target)
            target = data.same_as[target]
        if target == key:
            yield data.beside(
                FILE, (key,), f"{key}: this leads in a circle back to the entry; take out one of its steps"
            )


RULES = {"same-as-entry": entry, "same-as-target": target, "same-as-circle": circle}
