"""`correspondence` and `actors/{id}/correspondents`: who wrote to whom, how often, through whom, how long it took.

An identity's letters are those of its entries too. The whole is that of the curated actors, in imported volumes as
well: what all persons of an archive wrote to each other is for one of them at a time.
"""

from collections import defaultdict
from collections.abc import Sequence
from statistics import median
from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from msgspec import Meta
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    FromClause,
    Integer,
    Select,
    bindparam,
    case,
    func,
    or_,
    select,
    union,
)

from api import params
from api.archive import CURATED
from api.dates import DateFilter, day
from api.db import Database, Snapshot
from api.edtf import NO_LOWER, NO_UPPER
from api.errors import DETAIL_RESPONSES, PLAIN_RESPONSES
from api.models.actor import Actor
from api.models.document import Document, DocumentParty
from api.models.record import Record, table
from api.models.vocabulary import DocumentRole, RecordType
from api.paging import RELEASE_HEADER
from api.records import find, ref_of, rows_of
from api.refs import Links, Ref

record, actor, document, party = table(Record), table(Actor), table(Document), table(DocumentParty)
sender, recipient = party.alias("sender"), party.alias("recipient")
writer, reader = actor.alias("writer"), actor.alias("reader")
Letters = Select[Any] | CompoundSelect[Any]
MOST = 200  # pairs of one answer


class Via(msgspec.Struct):
    actor: Annotated[Ref, Meta(description="Who relayed or handed it over.")]
    documents: Annotated[int, Meta(ge=1, description="How many of them.")]


class Delay(msgspec.Struct):
    median_days: Annotated[float, Meta(description="Median of the days between sending and arrival.")]
    known: Annotated[int, Meta(ge=1, description="For how many documents both days are known exactly.")]


class Pair(msgspec.Struct, rename={"from_": "from"}):
    from_: Annotated[Ref, Meta(description="Who wrote.")]
    to: Annotated[Ref, Meta(description="To whom.")]
    documents: Annotated[int, Meta(ge=1, description="How many documents we hold word of: not how many were sent.")]
    earliest: Annotated[str | None, Meta(description="First possible day of the first, YYYY-MM-DD.")]
    latest: Annotated[str | None, Meta(description="Last possible day of the last, YYYY-MM-DD.")]
    via: Annotated[list[Via], Meta(description="Through whom, the most frequent first.")]
    delay: Annotated[Delay | None, Meta(description="How long they took, where that is known.")]
    href: Annotated[str, Meta(description="The documents.")]


class Correspondence(msgspec.Struct):
    pairs: Annotated[list[Pair], Meta(description="Pairs of sender and recipient, the most documents first.")]
    total: Annotated[int, Meta(ge=0, description=f"How many pairs there are, of which {MOST} are shown at most.")]
    release: Annotated[str, Meta(description="The release of the data that this shows.")]


class Correspondents(msgspec.Struct):
    actor: Annotated[Ref, Meta(description="The actor.")]
    pairs: Annotated[list[Pair], Meta(description="Whom the actor wrote to and who wrote to the actor.")]
    total: Annotated[int, Meta(ge=0, description=f"How many pairs there are, of which {MOST} are shown at most.")]
    release: Annotated[str, Meta(description="The release of the data that this shows.")]


def who(one: FromClause) -> ColumnElement[int]:
    """The identity; the entry itself, if it is the one that is asked for."""
    entry = bindparam("entry", None, Integer)
    return case((one.c.id == entry, entry), else_=func.coalesce(one.c.same_as_id, one.c.id))


LETTERS = (
    select(
        document.c.id,
        who(writer).label("sent_by"),
        who(reader).label("sent_to"),
        document.c.lo,
        document.c.hi,
        document.c.received_lo,
        document.c.received_hi,
    )
    .join(sender, sender.c.document_id == document.c.id)
    .join(recipient, recipient.c.document_id == document.c.id)
    .join(writer, writer.c.id == sender.c.actor_id)
    .join(reader, reader.c.id == recipient.c.actor_id)
    .where(sender.c.role == DocumentRole.FROM, recipient.c.role == DocumentRole.TO)
)
BEARERS = (
    select(party.c.document_id, party.c.actor_id)
    .where(party.c.role == DocumentRole.VIA, party.c.actor_id.is_not(None))
    .order_by(party.c.document_id, party.c.seq)
)
OURS = select(record.c.id).where(record.c.series == CURATED, record.c.type == RecordType.ACTOR)
KNOWN = OURS.union(select(actor.c.id).where(actor.c.same_as_id.in_(OURS)))


def read_pairs(snapshot: Snapshot, statement: Letters, entry: int | None = None) -> list[Pair]:
    """The letters of a statement by sender and recipient."""
    letters: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for row in snapshot.all(statement, entry=entry):
        letters[row.sent_by, row.sent_to].append(row)
    bearers: dict[int, list[int]] = defaultdict(list)
    carried = party.c.document_id.in_(select(statement.subquery().c.id))
    for row in snapshot.all(BEARERS.where(carried), entry=entry):
        bearers[row.document_id].append(row.actor_id)
    links = Links(
        snapshot, {key for pair in letters for key in pair} | {a for found in bearers.values() for a in found}
    )
    pairs = [pair_of(links, *key, rows, bearers) for key, rows in letters.items()]
    return sorted(pairs, key=lambda pair: (-pair.documents, pair.from_.id, pair.to.id))


def pair_of(links: Links, one: int, other: int, rows: Sequence[Any], bearers: dict[int, list[int]]) -> Pair:
    by, to = links.refs[one], links.refs[other]
    counts: dict[int, int] = defaultdict(int)
    for row in rows:
        for bearer in bearers[row.id]:
            counts[bearer] += 1
    often = sorted(counts, key=lambda key: (-counts[key], links.refs[key].id))
    return Pair(
        from_=by,
        to=to,
        documents=len({row.id for row in rows}),
        earliest=day(min((row.lo for row in rows if row.lo > NO_LOWER), default=NO_LOWER)),
        latest=day(max((row.hi for row in rows if row.hi < NO_UPPER), default=NO_UPPER)),
        via=[Via(links.refs[key], counts[key]) for key in often],
        delay=delay_of(rows),
        href=f"/v1/documents?from={by.id}&to={to.id}",
    )


def delay_of(rows: Sequence[Any]) -> Delay | None:
    days = [
        row.received_lo - row.lo
        for row in rows
        if row.lo == row.hi < NO_UPPER and row.received_lo == row.received_hi < NO_UPPER
    ]
    return Delay(float(median(days)), len(days)) if days else None


def with_actor(key: int, statement: Select[Any]) -> Letters:
    """What the actor wrote and what was written to the actor, each found by its own index."""
    own = select(actor.c.id).where(or_(actor.c.id == key, actor.c.same_as_id == key))
    return union(*(statement.where(one.c.actor_id.in_(own)) for one in (sender, recipient)))


@get(
    "/correspondence",
    operation_id="get_correspondence",
    summary="See who wrote to whom",
    tags=["documents"],
    responses=PLAIN_RESPONSES,
)
async def get_correspondence(
    database: NamedDependency[Database], dates: NamedDependency[DateFilter]
) -> Response[Correspondence]:
    """The curated actors' letters to each other: how many we hold word of, through whom, how long they took."""
    conditions = dates.conditions(document, RecordType.DOCUMENT)
    among = [one.c.actor_id.in_(KNOWN) for one in (sender, recipient)]

    def read(snapshot: Snapshot) -> Correspondence:
        pairs = read_pairs(snapshot, LETTERS.where(*among, *conditions))
        return Correspondence(pairs[:MOST], len(pairs), str(snapshot.release))

    found = await database.read(read)
    return Response(found, headers={RELEASE_HEADER: found.release})


@get(
    "/actors/{id:str}/correspondents",
    operation_id="get_actor_correspondents",
    summary="See with whom an actor corresponded",
    tags=["actors"],
    responses=DETAIL_RESPONSES,
)
async def get_actor_correspondents(
    database: NamedDependency[Database], dates: NamedDependency[DateFilter], id: params.Id
) -> Response[Correspondents]:
    """Whom the actor wrote to and who wrote to the actor: how often, through whom, how long it took."""
    statement = LETTERS.where(*dates.conditions(document, RecordType.DOCUMENT))

    def read(snapshot: Snapshot) -> Correspondents:
        found = find(snapshot, RecordType.ACTOR, id, rows_of(actor))
        pairs = read_pairs(snapshot, with_actor(found.id, statement), found.id)
        return Correspondents(ref_of(found), pairs[:MOST], len(pairs), str(snapshot.release))

    found = await database.read(read)
    return Response(found, headers={RELEASE_HEADER: found.release})


HANDLERS = (get_correspondence, get_actor_correspondents)
