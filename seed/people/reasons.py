"""Why two names are taken for one person's, in a sentence for readers."""

from api.folding import fold
from seed.people.entries import Curated, Entry, shown_years
from seed.people.forms import given_keys, offices, straightened
from seed.people.likeness import agree
from seed.people.names import Name, parse


def by_names(entry: Entry, head: Entry | Curated) -> str:
    if isinstance(head, Curated):
        return with_curated(entry, head)
    return f"{of_names(entry.printed, head.printed)} in {of_volumes(entry.volume, head.volume)}"


def of_names(one: str, other: str) -> str:
    same = one == other or fold(one) == fold(other)
    return "same full name" if same else f"the names \u201c{one}\u201d and \u201c{other}\u201d agree,"


def of_volumes(one: str, other: str) -> str:
    first, second = sorted((shown_years([one]), shown_years([other])))
    return f"two volumes of {first}" if first == second else f"volumes of {first} and {second}"


def with_curated(entry: Entry, person: Curated) -> str:
    said = f"the name agrees with \u201c{agreeing(parse(entry.printed), person)}\u201d"
    same_office = offices([entry.role or "", *parse(entry.printed).titles]) & offices(person.offices)
    return f"{said}, and the offices do too" if same_office else said


def agreeing(name: Name, person: Curated) -> str:
    """The curated name that fits, else the first."""
    for written in person.names:
        if agree(given_keys(name), given_keys(straightened(parse(written)))):
            return written
    return person.names[0]
