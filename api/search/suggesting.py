"""Suggestions while somebody types: actors by any of their names, other records by the words of their titles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select

from api import folding
from api.db import Snapshot
from api.models.actor import Actor, ActorName
from api.models.corpus import NameKey, SearchEntry
from api.models.record import table
from api.models.vocabulary import RecordType
from api.prepared import Prepared
from api.refs import IDS, LABELS
from api.search.order import FIRST_ID, PARAGRAPH
from api.search.query import SHORTEST_PREFIX, Phrase, Query, Wanted
from api.search.ranking import engine_of

MOST_WORDS = 8
LOOKED_AT = 200  # names, and titles
AFTER_ALL = "\U0010ffff"
entry, name_key = table(SearchEntry), table(NameKey)
actor, actor_name = table(Actor), table(ActorName)
identity = func.coalesce(actor.c.same_as_id, actor.c.id)
NAMES = (
    select(identity.label("id"), actor.c.id.label("named"), name_key.c.folded)
    .join(actor, actor.c.id == name_key.c.actor_id)
    .order_by(name_key.c.folded, name_key.c.actor_id)
    .limit(LOOKED_AT)
)
OF_ACTORS = Prepared(select(actor.c.id, identity.label("identity")).where(actor.c.id.in_(IDS)))
WRITTEN = Prepared(select(actor_name.c.actor_id, actor_name.c.name).where(actor_name.c.actor_id.in_(IDS)))
KINDS = Prepared(
    select(entry.c.record_id, entry.c.kind, entry.c.id).where(
        entry.c.record_id.in_(IDS), entry.c.paragraph_id.is_(None)
    )
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A record, the row that labels it, and the name or label that matched."""

    record: Any
    matched: str
    kind: str | None


@dataclass(frozen=True, slots=True)
class Match:
    """A record that what is typed may mean; `named` is the actor or record whose name it is."""

    id: int
    named: int
    folded: str


def suggest(snapshot: Snapshot, text: str, types: Sequence[str] | None, limit: int) -> list[Suggestion]:
    """At most `limit` records: whose names begin with the text first, then by importance, the shorter names first."""
    words = folding.words(text)[:MOST_WORDS]
    if not words:
        return []
    found = [*by_name(snapshot, " ".join(words)), *by_title(snapshot, words)]
    ids = sorted({key for match in found for key in (match.id, match.named)})
    records = {row.id: row for row in snapshot.all(LABELS, ids=ids)} if ids else {}
    entries = {row.record_id: row for row in snapshot.all(KINDS, ids=ids)} if ids else {}
    written = names_of(snapshot, found, records)
    best: dict[int, Match] = {}
    for match in sorted(found, key=lambda match: order(match, " ".join(words), entries)):
        if types is None or records[match.id].type in types:
            best.setdefault(match.id, match)
    return [
        Suggestion(records[match.id], written.get((match.named, match.folded), records[match.named].label), kind)
        for match in list(best.values())[:limit]
        for kind in (entries[match.id].kind if match.id in entries else None,)
    ]


def order(match: Match, typed: str, entries: dict[int, Any]) -> tuple[bool, int, int, str, int]:
    place = entries[match.id].id if match.id in entries else FIRST_ID[PARAGRAPH]
    rank = max(first for first in FIRST_ID.values() if first <= place)
    return not match.folded.startswith(typed), rank, len(match.folded), match.folded, match.id


def by_name(snapshot: Snapshot, typed: str) -> list[Match]:
    rows = snapshot.all(NAMES.where(name_key.c.folded >= typed, name_key.c.folded < typed + AFTER_ALL))
    return [Match(row.id, row.named, row.folded) for row in rows]


def by_title(snapshot: Snapshot, words: Sequence[str]) -> list[Match]:
    """Records that have the words in their title, the last one perhaps only begun.

    A word of one or two letters begins too many to be looked up: it is compared with the titles that the others find.
    """
    *whole, last = words
    long = len(last) >= SHORTEST_PREFIX
    phrases = [Phrase((word,)) for word in whole] + ([Phrase((last,), prefix=True)] if long else [])
    if not phrases:
        return []
    query = Query(tuple(Wanted(((phrase,),)) for phrase in phrases))
    engine = engine_of(snapshot)
    statement = engine.titled(query).where(engine.key < FIRST_ID[PARAGRAPH]).limit(LOOKED_AT)
    statement = statement.join(entry, entry.c.id == engine.key)
    rows = snapshot.all(statement.add_columns(entry.c.record_id, entry.c.title, entry.c.type))
    fitting = [row for row in rows if any(word.startswith(last) for word in row.title.split())]
    return with_identities(snapshot, [Match(row.record_id, row.record_id, row.title) for row in fitting])


def with_identities(snapshot: Snapshot, found: Iterable[Match]) -> list[Match]:
    """An entry of a list of persons means the actor whose it is."""
    matches = list(found)
    rows = snapshot.all(OF_ACTORS, ids=sorted({match.id for match in matches})) if matches else []
    identities = {row.id: row.identity for row in rows}
    return [replace(match, id=identities.get(match.id, match.id)) for match in matches]


def names_of(snapshot: Snapshot, found: Iterable[Match], records: dict[int, Any]) -> dict[tuple[int, str], str]:
    """How the names that matched are written, by the actor and the folded name."""
    ids = sorted({match.named for match in found if records[match.named].type == RecordType.ACTOR})
    rows = snapshot.all(WRITTEN, ids=ids) if ids else []
    return {(row.actor_id, folding.fold(row.name)): row.name for row in rows}
