"""Who wrote to whom, as loads count it and as requests do, is what comes of reading every letter."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, select, text

from api.dates import day
from api.edtf import NO_LOWER, NO_UPPER
from api.models.actor import Actor
from api.models.document import Document, DocumentParty
from api.models.letters import LetterBearer, LetterPair
from api.models.record import Record, table
from api.paging import COUNTED
from tests.api.conftest import Api, serving
from tests.bench.generate import count_all_letters, generate
from tests.bench.volumes import Shape
from tests.databases import Databases

record, actor, document, party = table(Record), table(Actor), table(Document), table(DocumentParty)
SHAPE = Shape(documents=60, persons=25, paragraphs=1, words=12)
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Letter:
    """One document, with the slugs of who sent, got and carried it."""

    senders: frozenset[str]
    recipients: frozenset[str]
    bearers: frozenset[str]
    lo: int
    hi: int
    days: int | None


@dataclass(frozen=True, slots=True)
class Archive:
    """All letters, by the entries that name their parties; and which identity each entry has."""

    api: Api
    letters: list[Letter]
    identity: dict[str, str]
    curated: frozenset[str]

    def pairs(self, letters: list[Letter], entry: str | None = None) -> dict[Pair, list[Letter]]:
        found: dict[Pair, list[Letter]] = defaultdict(list)
        for letter in letters:
            ends = ({self.who(one, entry) for one in some} for some in (letter.senders, letter.recipients))
            senders, recipients = ends
            for two in {(one, other) for one in senders for other in recipients}:
                found[two].append(letter)
        return found

    def who(self, slug: str, entry: str | None) -> str:
        return slug if slug == entry else self.identity[slug]

    def of(self, slug: str, letters: list[Letter]) -> dict[Pair, list[Letter]]:
        """The pairs of an actor; those of an identity are its entries' too."""
        mine = {one for one, whole in self.identity.items() if slug in (one, whole)}
        theirs = [letter for letter in letters if mine & (letter.senders | letter.recipients)]
        return {two: found for two, found in self.pairs(theirs, slug).items() if slug in two}

    def within(self, first: int, last: int) -> list[Letter]:
        return [one for one in self.letters if one.lo <= last and one.hi >= first and one.lo < NO_UPPER]


def told(pair: Pair, letters: list[Letter]) -> dict[str, Any]:
    """A pair as it is to be answered, without labels."""
    carried: dict[str, int] = defaultdict(int)
    for letter in letters:
        for bearer in letter.bearers:
            carried[bearer] += 1
    days = [one.days for one in letters if one.days is not None]
    return {
        "from": pair[0],
        "to": pair[1],
        "document_count": len(letters),
        "earliest": day(min((one.lo for one in letters if one.lo < NO_UPPER), default=NO_LOWER)),
        "latest": day(max((one.hi for one in letters if one.lo < NO_UPPER), default=NO_UPPER)),
        "via": sorted(carried.items(), key=lambda one: (-one[1], one[0])),
        "delay": (median(days), len(days)) if days else None,
    }


def answered(pair: dict[str, Any]) -> dict[str, Any]:
    delay = pair["delay"]
    return {
        **{name: pair[name]["id"] for name in ("from", "to")},
        **{name: pair[name] for name in ("document_count", "earliest", "latest")},
        "via": [(one["actor"]["id"], one["document_count"]) for one in pair["via"]],
        "delay": (delay["median_days"], delay["known"]) if delay else None,
    }


def expected(pairs: dict[Pair, list[Letter]]) -> list[dict[str, Any]]:
    every = [told(two, letters) for two, letters in pairs.items()]
    return sorted(every, key=lambda one: (-one["document_count"], one["from"], one["to"]))


def mix(connection: Connection) -> None:
    """Letters of several senders, carried by some, received at some day; and curated persons who are in volumes too."""
    rng = random.Random(7)  # noqa: S311
    actors = connection.execute(select(actor.c.id).order_by(actor.c.id)).scalars().all()
    for row in connection.execute(select(document.c.id, document.c.lo, document.c.hi, document.c.slug)).all():
        given = {"document": row.id, "lo": row.lo, "hi": row.hi, "slug": row.slug}
        roles = [(seq, role) for seq, role in enumerate(("from", "to", "via", "via", "copy"), 11) if rng.random() < 0.4]
        for (seq, role), who in zip(roles, rng.sample(actors, len(roles)), strict=True):
            connection.execute(ADD, {**given, "seq": seq, "actor": who, "role": role})
        if row.lo == row.hi < NO_UPPER and rng.random() < 0.6:
            arrived = row.lo + rng.randrange(20)
            connection.execute(RECEIVED, {"day": arrived, "last": arrived + (rng.random() < 0.2), "id": row.id})
    for one, other in connection.execute(JOINED).all():
        connection.execute(SAME_AS, {"one": one, "other": other})


ADD = text(
    "INSERT INTO document_party (document_id, seq, actor_id, role, lo, hi, slug) "
    "VALUES (:document, :seq, :actor, :role, :lo, :hi, :slug) ON CONFLICT DO NOTHING"
)
RECEIVED = text(
    "UPDATE document SET received_edtf = 'x', received_quality = 'exact', received_lo = :day, received_hi = :last "
    "WHERE id = :id"
)
JOINED = text(
    "SELECT e.id, (SELECT min(id) FROM actor) + e.id % 7 FROM actor e JOIN record r ON r.id = e.id "
    "WHERE r.series <> 'curated' AND e.same_as_id IS NULL AND e.id % 3 = 0 "
    "AND NOT EXISTS (SELECT 1 FROM actor o WHERE o.same_as_id = e.id)"
)
SAME_AS = text("UPDATE actor SET same_as_id = :other, same_as_method = 'name', same_as_reason = 'made' WHERE id = :one")


def read(connection: Connection) -> tuple[list[Letter], dict[str, str], frozenset[str]]:
    slugs = {row.id: row.slug for row in connection.execute(select(record.c.id, record.c.slug))}
    identity = {
        row.slug: slugs[row.same_as_id or row.id]
        for row in connection.execute(select(actor.c.id, actor.c.slug, actor.c.same_as_id))
    }
    parties: dict[tuple[int, str], set[str]] = defaultdict(set)
    for row in connection.execute(select(party).where(party.c.actor_id.is_not(None))):
        parties[row.document_id, row.role].add(slugs[row.actor_id])
    letters = []
    for row in connection.execute(select(document)):
        exact = row.lo == row.hi < NO_UPPER and row.received_lo == row.received_hi < NO_UPPER
        senders, recipients, bearers = (frozenset(parties[row.id, role]) for role in ("from", "to", "via"))
        days = row.received_lo - row.lo if exact else None
        letters.append(Letter(senders, recipients, bearers, row.lo, row.hi, days))
    ours = connection.execute(select(record.c.slug).where(record.c.series == "curated", record.c.type == "actor"))
    return letters, identity, frozenset(ours.scalars())


@pytest.fixture(scope="module")
def archive(databases: Databases, dialect: str) -> Iterator[Archive]:
    url = databases.migrated(dialect)
    generate(url, 240, curated=40, searched=False, shape=SHAPE)
    engine = create_engine(url)
    with engine.begin() as connection:
        mix(connection)
    with engine.connect() as connection:
        found = read(connection)
    engine.dispose()
    count_all_letters(url)
    with serving(url) as api:
        yield Archive(api, *found)


def check(answer: dict[str, Any], pairs: dict[Pair, list[Letter]], least: int) -> None:
    wanted = expected(pairs)
    assert len(wanted) >= least
    assert [answered(pair) for pair in answer["pairs"]] == wanted[:200]
    assert (answer["total"], answer["exact"]) == (len(wanted), True)


def test_the_whole_is_that_of_curated_actors(archive: Archive) -> None:
    pairs = {two: found for two, found in archive.pairs(archive.letters).items() if archive.curated >= set(two)}
    assert sum(one.days is not None for found in pairs.values() for one in found) > 10
    check(archive.api.json("/v1/correspondence"), pairs, 30)


def test_some_days_are_counted_like_all(archive: Archive) -> None:
    first, last = 711_858, 712_222  # 1950
    letters = archive.within(first, last)
    pairs = {two: found for two, found in archive.pairs(letters).items() if archive.curated >= set(two)}
    check(archive.api.json("/v1/correspondence?date=1950"), pairs, 5)
    often = max(archive.curated, key=lambda slug: len(archive.of(slug, letters)))
    check(archive.api.json(f"/v1/actors/{often}/correspondents?date=1950"), archive.of(often, letters), 3)


def test_an_identity_has_the_letters_of_its_entries_and_an_entry_its_own(archive: Archive) -> None:
    joined = [slug for slug, whole in archive.identity.items() if slug != whole]
    often = max(joined, key=lambda slug: len(archive.of(slug, archive.letters)))
    for slug in (often, archive.identity[often]):
        check(archive.api.json(f"/v1/actors/{slug}/correspondents"), archive.of(slug, archive.letters), 3)


def test_no_letter_no_pair(archive: Archive) -> None:
    for path in ("/v1/correspondence", f"/v1/actors/{min(archive.curated)}/correspondents"):
        answer = archive.api.json(f"{path}?date=1801")
        assert (answer["pairs"], answer["total"], answer["exact"]) == ([], 0, True)


def test_an_answer_of_more_than_are_looked_at_says_so(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.facets.COUNTED", 7)
    assert COUNTED > 7
    answer = archive.api.json("/v1/correspondence?date=1943/1960")
    assert answer["exact"] is False
    assert sum(pair["document_count"] for pair in answer["pairs"]) < 60


def test_the_rows_are_those_of_a_count_from_nothing(archive: Archive) -> None:
    with archive.api.database.engine.connect() as connection:
        pairs = connection.execute(select(table(LetterPair))).all()
        bearers = connection.execute(select(table(LetterBearer))).all()
    assert sorted(row.place for row in pairs) == list(range(1, len(pairs) + 1))
    assert {(row.sender_id, row.recipient_id) for row in bearers} < {(row.sender_id, row.recipient_id) for row in pairs}
