"""Volumes of an archive that never was: as many sections, documents, footnotes, people as a real one, all made up.

Each volume is made from the seed and its own number alone, so that a larger run begins with the volumes of a smaller.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from tests.bench import words

KINDS = (
    ("telegram", 45), ("memorandum-of-conversation", 18), ("memorandum", 14), ("letter", 10), ("editorial-note", 7),
    ("report", 2), ("message", 2), ("statement", 1), ("resolution", 1),
)  # fmt: skip
OFFICES = ("The Secretary of State", "The Acting Secretary", "The Ambassador", "The Embassy", "The Consul General")
UNDATED, RANGED, LONG = 0.12, 0.01, 0.003  # shares of documents: without a day, of a month, of several months


@dataclass(frozen=True, slots=True)
class Shape:
    """What a volume holds on average; `words` is of a paragraph."""

    documents: int = 326
    persons: int = 157
    paragraphs: int = 19  # of a document, footnotes among them
    words: int = 45
    mentions: float = 0.6  # of a paragraph
    years: int = 3  # that its documents are of


USUAL = Shape()


@dataclass(frozen=True, slots=True)
class Person:
    xml_id: str
    given: str
    surname: str
    role: str

    @property
    def printed(self) -> str:
        return f"{self.surname}, {self.given}"


@dataclass(frozen=True, slots=True)
class Mention:
    start: int
    end: int
    person: Person


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or (`is_note`) a footnote that hangs on the end of the paragraph `anchor`."""

    is_note: bool
    number: int
    text: str
    page: int
    mentions: list[Mention]
    anchor: int | None = None


@dataclass(slots=True)
class Document:
    """`days`: first and last day, None where it has no date; `section` counts from 0."""

    number: int
    kind: str
    section: int
    days: tuple[int, int] | None
    sender: Person | None
    recipient: Person | None
    offices: tuple[str, str]
    place: str
    page: int
    blocks: list[Block] = field(default_factory=list)

    @property
    def xml_id(self) -> str:
        return f"d{self.number}"

    @property
    def title(self) -> str:
        if self.kind == "editorial-note":
            return "Editorial Note"
        ends = [
            f"{party.given} {party.surname}" if party else office
            for party, office in zip((self.sender, self.recipient), self.offices, strict=True)
        ]
        return f"{self.kind.replace('-', ' ').capitalize()} from {ends[0]} to {ends[1]}"


@dataclass(slots=True)
class Volume:
    id: str
    year: int
    persons: list[Person]
    sections: list[str]
    documents: list[Document] = field(default_factory=list)

    @property
    def title(self) -> str:
        return f"Papers of {self.year}, Volume {self.id}"


def volumes(paragraphs: int, shape: Shape = USUAL, seed: int = 1) -> Iterator[Volume]:
    """Volumes until they hold exactly so many paragraphs and footnotes."""
    number = 0
    while paragraphs > 0:
        number += 1
        volume = make_volume(number, shape, seed, paragraphs)
        paragraphs -= sum(len(document.blocks) for document in volume.documents)
        yield volume


def make_volume(number: int, shape: Shape, seed: int, most: int) -> Volume:
    rng = random.Random(f"{seed}/{number}")  # noqa: S311
    year = 1943 + number % 17
    volume = Volume(f"bench{number:04d}", year, people(rng, shape, seed), titles(rng))
    page = 1
    for place in range(1, shape.documents + 1):
        document = make_document(rng, volume, place, shape, page)
        fill(rng, document, volume.persons, shape, most)
        most -= len(document.blocks)
        page = document.blocks[-1].page
        volume.documents.append(document)
        if most == 0:
            break
    return volume


def people(rng: random.Random, shape: Shape, seed: int) -> list[Person]:
    """The list of persons: half are well known and in many volumes, half in this one alone."""
    found: dict[str, Person] = {}
    while len(found) < shape.persons:
        known = rng.random() < 0.5
        who = random.Random(f"{seed}/person/{int(rng.paretovariate(0.7))}") if known else rng  # noqa: S311
        given, surname = f"{who.choice(words.GIVEN)} {who.choice('ABCDEFGHJKLMNPRSTW')}.", words.surname(who)
        name, place = f"{surname}, {given}", len(found) + 1
        found.setdefault(name, Person(f"p_{place}", given, surname, f"{who.choice(words.OFFICE)} officer"))
    return list(found.values())


def titles(rng: random.Random) -> list[str]:
    return [words.sentences(rng, rng.randint(3, 9)) for _ in range(8)]


def make_document(rng: random.Random, volume: Volume, place: int, shape: Shape, page: int) -> Document:
    kind = rng.choices([name for name, _ in KINDS], [weight for _, weight in KINDS])[0]
    written = kind not in {"editorial-note", "memorandum-of-conversation"}
    return Document(
        number=place,
        kind=kind,
        section=(place - 1) * len(volume.sections) // shape.documents,
        days=days(rng, volume.year, shape.years),
        sender=often(rng, volume.persons) if written and rng.random() < 0.5 else None,
        recipient=often(rng, volume.persons) if written and rng.random() < 0.5 else None,
        offices=(rng.choice(OFFICES), rng.choice(OFFICES)),
        place=rng.choice(words.PLACES),
        page=page,
    )


def often(rng: random.Random, persons: list[Person]) -> Person:
    """One of a list whose first are named most."""
    return persons[int(len(persons) * rng.random() ** 3)]


def days(rng: random.Random, year: int, years: int) -> tuple[int, int] | None:
    if (drawn := rng.random()) < UNDATED:
        return None
    day = date(year, 1, 1).toordinal() + rng.randrange(years * 365)
    if drawn < UNDATED + LONG:
        return day, day + rng.randint(40, 400)
    return day, day + (27 if drawn < UNDATED + LONG + RANGED else 0)


def fill(rng: random.Random, document: Document, persons: list[Person], shape: Shape, most: int) -> None:
    """Gives the document its paragraphs and footnotes, at most so many."""
    size = min(most, max(1, round(rng.lognormvariate(0, 0.8) * shape.paragraphs / 1.377)))
    notes = size // 7
    page = document.page
    for number in range(1, size - notes + 1):
        page += rng.random() < 0.13
        document.blocks.append(block(rng, False, number, page, persons, shape))
    for number in range(1, notes + 1):
        anchor = rng.randint(1, size - notes)
        document.blocks.append(block(rng, True, number, page, persons, shape, anchor))


def block(
    rng: random.Random, is_note: bool, number: int, page: int, persons: list[Person], shape: Shape,
    anchor: int | None = None,
) -> Block:  # fmt: skip
    text = words.sentences(rng, words.length(rng, shape.words))
    mentions: list[Mention] = []
    while rng.random() < shape.mentions / (1 + shape.mentions):
        person = often(rng, persons)
        start = len(text) + 1
        text = f"{text} Mr. {person.surname} {words.sentences(rng, 5)}"
        mentions.append(Mention(start, start + 4 + len(person.surname), person))
    return Block(is_note, number, text, page, mentions, anchor)
