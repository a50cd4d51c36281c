"""What search looks through: the entries of records and paragraphs, and the names by which actors are known.

The full-text tables of both databases follow `search_entry` by triggers, deletes by CASCADE included: whoever writes
entries need do nothing more, but call `settle` after many.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Executable,
    Row,
    Select,
    Table,
    bindparam,
    delete,
    insert,
    literal,
    null,
    select,
    update,
)

from api.edtf import NO_UPPER
from api.folding import fold
from api.models.actor import Actor, ActorName, Place, Source
from api.models.claim import CausalLink, Dispute, Interpretation, Transmission
from api.models.corpus import Mention, NameKey, SearchEntry
from api.models.document import Document, DocumentParty
from api.models.event import Event
from api.models.quotation import Quotation
from api.models.record import Citation, Record, table
from api.models.vocabulary import NameKind, RecordType
from api.prepared import Prepared
from api.refs import IDS
from api.search import marks
from api.search.order import CURATED, id_of
from api.search.texts import cut, referred, texts_of
from seed.loading.compare import SERIES

KEY_LENGTH = 120  # of `name_key.folded`
NOT_NAMES = (NameKind.METONYM, NameKind.TITLE)
CHUNK = 500  # documents at a time
record, citation, mention = table(Record), table(Citation), table(Mention)
search_entry, name_key = table(SearchEntry), table(NameKey)
actor, actor_name, source = table(Actor), table(ActorName), table(Source)
event, document, quotation = table(Event), table(Document), table(Quotation)
transmission, party = table(Transmission), table(DocumentParty)

Rows = list[dict[str, Any]]


def entry(
    *,
    record_id: int,
    paragraph_id: int | None,
    title: str,
    body: str,
    type: RecordType,
    kind: str | None,
    source_id: int | None,
    lo: int,
    hi: int,
    rank: int,
    actors: Iterable[int] = (),
    sources: Iterable[int] = (),
    quality: str | None = None,
) -> dict[str, Any]:
    """A row of `search_entry`, from texts as they are written; `rank` is one of `api.search.order`.

    `id` is given here and must stay as it is: entries are looked through in its order, the most important first. `lo`
    and `hi` are the record's sort days. `actors` are all whom a filter by actor shall find it by (who is mentioned in
    the paragraph; parties and all mentioned in a document), `sources` those beside `source_id`, wholes included. Of a
    body the first 100,000 characters are searched.
    """
    kinds = {"type": RecordType(type).value, "kind": kind}
    cited = {*sources, source_id} - {None}
    folded = fold(cut(body)) if body else ""
    return {
        "id": id_of(rank, record_id if paragraph_id is None else paragraph_id, len(folded)),
        "record_id": record_id,
        "paragraph_id": paragraph_id,
        "title": fold(title) if title else "",
        "body": folded,
        "rank": rank,
        "type": kinds["type"],
        "kind": kind,
        "source_id": source_id,
        "lo": lo,
        "hi": hi,
        "marks": marks.of_entry(kinds, (key for key in cited if key is not None), actors, lo, hi, quality),
    }


def name_keys(actor_id: int, written: Iterable[str]) -> Rows:
    """Rows of `name_key`, one for each name that folds to something of its own; very long ones are no names."""
    folded = {fold(name): None for name in written}
    return [{"folded": name, "actor_id": actor_id} for name in folded if 0 < len(name) <= KEY_LENGTH]


def index_curated(connection: Connection) -> bool:
    """Makes entries and name keys of all curated records right; whether anything had to be changed."""
    reading = Loading(connection)
    entries = make_equal(connection, search_entry, curated_entries(reading), search_entry.c.record_id)
    names = make_equal(connection, name_key, curated_names(reading), name_key.c.actor_id)
    if entries:
        settle(connection)
    return entries or names


def settle(connection: Connection) -> None:
    """After many entries were written: PostgreSQL plans by statistics, and reads its list of late entries each time."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT gin_clean_pending_list('ix_search_text_words')")
        connection.exec_driver_sql("ANALYZE search_text")


def make_equal(connection: Connection, target: Table, wanted: Rows, owner: Column[int]) -> bool:
    """Makes the rows of the curated records those that are wanted; whether they were not."""
    key = [column.name for column in target.primary_key]
    curated = select(record.c.id).where(record.c.series == SERIES)
    rows = connection.execute(select(target).where(owner.in_(curated))).mappings()
    stored = {tuple(row[name] for name in key): dict(row) for row in rows}
    stale = [row for place, row in by_key(wanted, key).items() if stored.pop(place, None) != row]
    gone = [*stored, *(tuple(row[name] for name in key) for row in stale)]
    if gone:
        those = [target.c[name] == bindparam(f"old_{name}") for name in key]
        values = [{f"old_{name}": value for name, value in zip(key, found, strict=True)} for found in gone]
        connection.execute(delete(target).where(*those), values)
    if stale:
        connection.execute(insert(target), stale)
    return bool(gone)


def by_key(rows: Rows, key: Sequence[str]) -> dict[tuple[Any, ...], dict[str, Any]]:
    return {tuple(row[name] for name in key): row for row in rows}


@dataclass(frozen=True, slots=True)
class Loading:
    """The transaction of a load, read like a snapshot."""

    connection: Connection

    def all(self, statement: Executable | Prepared, **parameters: Any) -> Sequence[Row[Any]]:
        sent: Any = statement.statement if isinstance(statement, Prepared) else statement
        return self.connection.execute(sent, parameters).all()


def dated(target: Table, kind: Any) -> Select[Any]:
    return select(target.c.id, kind.label("kind"), target.c.lo, target.c.hi, target.c.quality)


def undated(target: Table, kind: Any) -> Select[Any]:
    never = literal(NO_UPPER)
    return select(target.c.id, kind.label("kind"), never.label("lo"), never.label("hi"), null().label("quality"))


# Kind, date and its quality of the records of each type; what has no `kind` on the wire has none here.
DETAILS = {
    RecordType.SOURCE: undated(source, source.c.kind),
    RecordType.ACTOR: undated(actor, actor.c.kind),
    RecordType.PLACE: undated(table(Place), null()),
    RecordType.EVENT: dated(event, event.c.kind),
    RecordType.DOCUMENT: dated(document, document.c.kind),
    RecordType.QUOTATION: dated(quotation, null()),
    RecordType.INTERPRETATION: undated(table(Interpretation), table(Interpretation).c.kind),
    RecordType.DISPUTE: undated(table(Dispute), null()),
    RecordType.CAUSAL_LINK: undated(table(CausalLink), table(CausalLink).c.kind),
    RecordType.TRANSMISSION: dated(transmission, null()),
}


def curated_entries(reading: Loading) -> Rows:
    heads = select(record.c.id, record.c.type, record.c.label).where(record.c.series == SERIES)
    labels = {row.id: row for row in reading.all(heads)}
    curated = select(record.c.id).where(record.c.series == SERIES)
    cited = cited_sources(reading, curated)
    rows = []
    for kind, details in DETAILS.items():
        found = reading.all(details.where(details.selected_columns.id.in_(curated)))
        ids = [row.id for row in found]
        texts, refers = texts_of(reading, kind, ids), referred(reading, kind, ids)
        rows += [curated_entry(kind, row, texts, refers, labels, cited) for row in found]
    return rows


def curated_entry(
    kind: RecordType,
    row: Any,
    texts: Mapping[int, str],
    refers: Mapping[int, list[int]],
    labels: Mapping[int, Any],
    cited: Mapping[int, list[int]],
) -> dict[str, Any]:
    named, own = [labels[key] for key in refers.get(row.id, []) if key in labels], labels[row.id]
    actors = [found.id for found in (own, *named) if found.type == RecordType.ACTOR]
    sources = cited.get(row.id, [])
    return entry(
        record_id=row.id,
        paragraph_id=None,
        title=own.label,
        body=" ".join([texts.get(row.id, ""), *(found.label for found in named)]),
        type=kind,
        kind=row.kind and str(row.kind),
        source_id=sources[0] if sources else None,
        lo=row.lo,
        hi=row.hi,
        rank=CURATED,
        actors=actors,
        sources=sources,
        quality=row.quality,
    )


def cited_sources(reading: Loading, records: Select[Any]) -> dict[int, list[int]]:
    """The sources that each record cites, in its order, then the works that they are part of."""
    wholes = {row.id: row.part_of_id for row in reading.all(select(source.c.id, source.c.part_of_id))}
    ordered = select(citation.c.record_id, citation.c.source_id).order_by(citation.c.record_id, citation.c.seq)
    found: dict[int, dict[int, None]] = {}
    for row in reading.all(ordered.where(citation.c.record_id.in_(records))):
        found.setdefault(row.record_id, {})[row.source_id] = None
    return {key: [*sources, *above(sources, wholes)] for key, sources in found.items()}


def above(sources: Iterable[int], wholes: Mapping[int, int | None]) -> list[int]:
    """The works that these are part of, and those that those are part of."""
    found: dict[int, None] = {}
    for key in sources:
        whole = wholes[key]
        while whole is not None and whole not in found:
            found[whole] = None
            whole = wholes[whole]
    return [key for key in found if key not in set(sources)]


def curated_names(reading: Loading) -> Rows:
    """The names that are names: not offices, metonyms, or descriptions such as "the enemy"."""
    curated = select(record.c.id).where(record.c.series == SERIES)
    own = select(actor.c.id, actor.c.name).where(actor.c.id.in_(curated))
    others = select(actor_name.c.actor_id, actor_name.c.name).where(
        actor_name.c.actor_id.in_(curated), actor_name.c.kind.not_in(NOT_NAMES)
    )
    written: dict[int, list[str]] = {row.id: [row.name] for row in reading.all(own)}
    for row in reading.all(others):
        written[row.actor_id] += [row.name] if not row.name[0].islower() else []
    return [row for key, names in written.items() for row in name_keys(key, names)]


def mark_mentions(connection: Connection, documents: Sequence[int]) -> None:
    """Makes the actors by which entries of imported documents are found those of their mentions and parties.

    For whoever works the mentions of stored documents out anew; `entry` takes those of new ones.
    """
    reading = Loading(connection)
    changed = []
    for start in range(0, len(documents), CHUNK):
        part = documents[start : start + CHUNK]
        named = named_in(reading, part)
        for row in reading.all(ENTRIES, ids=part):
            marked = marks.with_actors(row.marks, named.get((row.record_id, row.paragraph_id), set()))
            changed += [{"old_id": row.id, "new": marked}] if marked != row.marks else []
    if changed:
        values: dict[str, Any] = {"marks": bindparam("new")}
        connection.execute(update(search_entry).where(search_entry.c.id == bindparam("old_id")).values(values), changed)


def named_in(reading: Loading, documents: Sequence[int]) -> dict[tuple[int, int | None], set[int]]:
    """Whom a paragraph mentions, and, without one, whom a document mentions or has for a party."""
    found: dict[tuple[int, int | None], set[int]] = {}
    for row in reading.all(MENTIONED, ids=documents):
        found.setdefault((row.document_id, row.paragraph_id), set()).add(row.actor_id)
        found.setdefault((row.document_id, None), set()).add(row.actor_id)
    for row in reading.all(PARTIES, ids=documents):
        found.setdefault((row.document_id, None), set()).add(row.actor_id)
    return found


ENTRIES = select(search_entry.c.id, search_entry.c.record_id, search_entry.c.paragraph_id, search_entry.c.marks).where(
    search_entry.c.record_id.in_(IDS)
)
MENTIONED = select(mention.c.document_id, mention.c.paragraph_id, mention.c.actor_id).where(
    mention.c.document_id.in_(IDS), mention.c.actor_id.is_not(None)
)
PARTIES = select(party.c.document_id, party.c.actor_id).where(
    party.c.document_id.in_(IDS), party.c.actor_id.is_not(None)
)
