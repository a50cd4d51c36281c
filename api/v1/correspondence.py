"""`correspondence` and `actors/{id}/correspondents`: who wrote to whom, how often, through whom, how long it took.

An identity's letters are those of its entries too. The whole is that of the curated actors, in imported volumes as
well: what all persons of an archive wrote to each other is for one of them at a time. All letters are counted by the
loads; those of some days, or of one entry, are counted here, as far as totals are.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from msgspec import Meta
from sqlalchemy import ColumnElement, func, or_, select, union

from api import params
from api.dates import DateFilter, day
from api.db import Database, Snapshot
from api.errors import DETAIL_RESPONSES, PLAIN_RESPONSES
from api.facets import Matches
from api.letters import bearers, document, letters, pairs, party
from api.models.actor import Actor
from api.models.letters import LetterBearer, LetterPair
from api.models.record import Record, table
from api.models.vocabulary import DocumentRole, RecordType
from api.paging import COUNTED, RELEASE_HEADER
from api.records import find, ref_of, rows_of
from api.refs import Links, Ref

record, actor, pair, bearer = table(Record), table(Actor), table(LetterPair), table(LetterBearer)
MOST = 200  # pairs of one answer
ACTORS, DOCUMENTS = rows_of(actor), rows_of(document)
ORDER = (document.c.lo, document.c.hi, record.c.slug)


class Via(msgspec.Struct):
    actor: Annotated[Ref, Meta(description="Who relayed or handed it over.")]
    document_count: Annotated[int, Meta(ge=1, description="How many of them.")]


class Delay(msgspec.Struct):
    median_days: Annotated[float, Meta(description="Median of the days between sending and arrival.")]
    known: Annotated[int, Meta(ge=1, description="For how many documents both days are known exactly.")]


class Pair(msgspec.Struct, rename={"from_": "from"}):
    from_: Annotated[Ref, Meta(description="Who wrote.")]
    to: Annotated[Ref, Meta(description="To whom.")]
    document_count: Annotated[
        int, Meta(ge=1, description="How many documents we hold word of: not how many were sent.")
    ]
    earliest: Annotated[str | None, Meta(description="First possible day of the first, YYYY-MM-DD.")]
    latest: Annotated[str | None, Meta(description="Last possible day of the last, YYYY-MM-DD.")]
    via: Annotated[list[Via], Meta(description="Through whom, the most frequent first.")]
    delay: Annotated[Delay | None, Meta(description="How long they took, where that is known.")]
    href: Annotated[str, Meta(description="The documents, of the days asked for.")]


Total = Annotated[
    int,
    Meta(
        ge=0,
        description=f"How many pairs there are, of which {MOST} are shown at most; "
        f"{COUNTED + 1} for more than {COUNTED}.",
    ),
]
TotalExact = Annotated[bool, Meta(description="False where there may be more pairs than `total` says.")]
Exact = Annotated[
    bool,
    Meta(
        description="False where, of the documents of the days asked for, only the first "
        f"{COUNTED} by date are counted: ask for fewer days."
    ),
]


class Correspondence(msgspec.Struct):
    pairs: Annotated[list[Pair], Meta(description="Pairs of sender and recipient, the most documents first.")]
    total: Total
    total_exact: TotalExact
    exact: Exact
    release: Annotated[str, Meta(description="The release of the data that this shows.")]


class Correspondents(msgspec.Struct):
    actor: Annotated[Ref, Meta(description="The actor.")]
    pairs: Annotated[list[Pair], Meta(description="Whom the actor wrote to and who wrote to the actor.")]
    total: Total
    total_exact: TotalExact
    exact: Exact
    release: Annotated[str, Meta(description="The release of the data that this shows.")]


@dataclass(frozen=True, slots=True)
class Found:
    """The first pairs, through whom they wrote, how many pairs there are, and whether all letters were counted."""

    rows: Sequence[Any]
    carried: Sequence[Any]
    total: int
    exact: bool = True

    @property
    def total_exact(self) -> bool:
        return self.exact and self.total <= COUNTED


def known(snapshot: Snapshot, *sides: ColumnElement[bool]) -> Found:
    """Pairs of which one of the conditions holds, as the last load counted them."""
    first = [select(pair).where(side).order_by(pair.c.place).limit(MOST).subquery() for side in sides]
    shown = select(union(*map(select, first)).subquery("met")).subquery("shown")
    shown = select(shown).order_by(shown.c.place).limit(MOST).subquery("first")
    those = (bearer.c.sender_id == shown.c.sender_id) & (bearer.c.recipient_id == shown.c.recipient_id)
    all_of_them = union(*(select(select(pair.c.place).where(side).limit(COUNTED + 1).subquery()) for side in sides))
    bounded = select(all_of_them.subquery()).limit(COUNTED + 1).subquery()
    return Found(
        snapshot.all(select(shown).order_by(shown.c.place)),
        snapshot.all(select(bearer).join(shown, those)),
        snapshot.scalar(select(func.count()).select_from(bounded)),
    )


def counted(
    snapshot: Snapshot, conditions: Sequence[ColumnElement[bool]], side: Any, entry: int | None = None
) -> Found:
    """The pairs in documents that meet the conditions, as many of these as a total counts; `side` picks among pairs."""
    matches = Matches.of(snapshot, DOCUMENTS.where(*conditions), ORDER)
    among = letters(matches.ids)
    met = pairs(among).subquery("pair")
    shown = select(met, func.count().over().label("total")).where(side(met)).order_by(met.c.place).limit(MOST)
    rows = snapshot.all(shown, entry=entry)
    carried = snapshot.all(bearers(among), entry=entry) if rows else ()
    return Found(rows, carried, rows[0].total if rows else 0, matches.whole)


def of_actor(snapshot: Snapshot, found: Any, conditions: Sequence[ColumnElement[bool]]) -> Found:
    """What the actor wrote and what was written to the actor."""
    key = found.id
    if not conditions and found.same_as_id is None:
        return known(snapshot, pair.c.sender_id == key, pair.c.recipient_id == key)
    own = select(actor.c.id).where(or_(actor.c.id == key, actor.c.same_as_id == key))
    ends = party.c.role.in_([DocumentRole.FROM, DocumentRole.TO])
    mine = document.c.id.in_(select(party.c.document_id).where(party.c.actor_id.in_(own), ends))
    return counted(
        snapshot, [mine, *conditions], lambda met: or_(met.c.sender_id == key, met.c.recipient_id == key), key
    )


def pairs_of(snapshot: Snapshot, found: Found, dates: DateFilter) -> list[Pair]:
    via: dict[tuple[int, int], list[Any]] = defaultdict(list)
    those = {(row.sender_id, row.recipient_id) for row in found.rows}
    for row in found.carried:
        if (row.sender_id, row.recipient_id) in those:
            via[row.sender_id, row.recipient_id].append(row)
    carriers = {row.actor_id for rows in via.values() for row in rows}
    links = Links(snapshot, {key for two in those for key in two} | carriers)
    return [pair_of(row, via[row.sender_id, row.recipient_id], links, dates.asked()) for row in found.rows]


def pair_of(row: Any, via: Sequence[Any], links: Links, days: dict[str, str]) -> Pair:
    by, to = links.refs[row.sender_id], links.refs[row.recipient_id]
    often = sorted(via, key=lambda one: (-one.documents, links.refs[one.actor_id].id))
    return Pair(
        from_=by,
        to=to,
        document_count=row.documents,
        earliest=day(row.lo),
        latest=day(row.hi),
        via=[Via(links.refs[one.actor_id], one.documents) for one in often],
        delay=Delay(float(row.median_days), row.delays) if row.delays else None,
        href="/v1/documents?" + urlencode({"from": by.id, "to": to.id, **days}),
    )


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

    def read(snapshot: Snapshot) -> Correspondence:
        found = (
            counted(snapshot, conditions, lambda met: met.c.curated) if conditions else known(snapshot, pair.c.curated)
        )
        return Correspondence(
            pairs_of(snapshot, found, dates), found.total, found.total_exact, found.exact, str(snapshot.release)
        )

    found = await database.read(read, heavy=bool(conditions))
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
    conditions = dates.conditions(document, RecordType.DOCUMENT)

    def read(snapshot: Snapshot) -> Correspondents:
        row = find(snapshot, RecordType.ACTOR, id, ACTORS)
        found = of_actor(snapshot, row, conditions)
        return Correspondents(
            ref_of(row),
            pairs_of(snapshot, found, dates),
            found.total,
            found.total_exact,
            found.exact,
            str(snapshot.release),
        )

    found = await database.read(read, heavy=bool(conditions))
    return Response(found, headers={RELEASE_HEADER: found.release})


HANDLERS = (get_correspondence, get_actor_correspondents)
