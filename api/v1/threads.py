"""`documents/{id}/thread`: what a document answers and forwards, what answers it, and so on to both ends."""

from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from msgspec import Meta
from sqlalchemy import or_, select

from api import params
from api.dates import Date, date_columns, date_of
from api.db import Database, Snapshot
from api.errors import DETAIL_RESPONSES
from api.models.document import Document
from api.models.record import About, table
from api.models.record import Record as RecordTable
from api.models.vocabulary import AboutRole, RecordType
from api.paging import RELEASE_HEADER
from api.records import find, ref_of, rows_of
from api.refs import IDS, Links, Ref

record, about, document = table(RecordTable), table(About), table(Document)
DEEPEST = 20  # steps away from the document


class Message(msgspec.Struct):
    document: Annotated[Ref, Meta(description="A document of the thread.")]
    date: Annotated[Date | None, Meta(description="When it was sent.")]
    received: Annotated[Date | None, Meta(description="When it arrived.")]
    answers: Annotated[list[Ref], Meta(description="What it answers; events too.")]
    forwards: Annotated[list[Ref], Meta(description="What it passes on.")]
    answered: Annotated[bool, Meta(description="False: a gap; no answer to it is recorded.")]


class Thread(msgspec.Struct):
    document: Annotated[Ref, Meta(description="The document asked for.")]
    thread: Annotated[list[Message], Meta(description="The whole exchange that it belongs to, oldest first.")]
    release: Annotated[str, Meta(description="The release of the data that this shows.")]


ROWS = rows_of(document)
TIES = select(about.c.record_id, about.c.role, about.c.target_id, about.c.target_type).where(
    about.c.role.in_([AboutRole.ANSWERS, AboutRole.FORWARDS]),
    or_(about.c.record_id.in_(IDS), about.c.target_id.in_(IDS)),
)
MESSAGES = (
    select(document.c.id, *date_columns(document), *date_columns(document, "received_"))
    .join(record, record.c.id == document.c.id)
    .where(document.c.id.in_(IDS))
    .order_by(document.c.lo, document.c.hi, record.c.slug)
)


def ties_of(snapshot: Snapshot, start: int) -> tuple[set[int], set[tuple[int, str, int]]]:
    """The documents that hang together with one, and what holds them together."""
    known, frontier, ties = {start}, {start}, set()
    for _ in range(DEEPEST):
        rows = snapshot.all(TIES, ids=sorted(frontier))
        ties |= {(row.record_id, row.role.value, row.target_id) for row in rows}
        ends = {row.record_id for row in rows} | {r.target_id for r in rows if r.target_type == RecordType.DOCUMENT}
        frontier = ends - known
        known |= frontier
        if not frontier:
            break
    return known, ties


def read_thread(snapshot: Snapshot, slug: str) -> Thread:
    found = find(snapshot, RecordType.DOCUMENT, slug, ROWS)
    known, ties = ties_of(snapshot, found.id)
    rows = snapshot.all(MESSAGES, ids=sorted(known))
    places = {key for row in rows for key in (row.calendar_place_id, row.received_calendar_place_id)}
    links = Links(snapshot, known | {target for _, _, target in ties} | places)

    def tied(row: Any, role: AboutRole) -> list[Ref]:
        targets = [target for one, kind, target in ties if one == row.id and kind == role.value]
        return sorted(links.many(targets), key=lambda ref: ref.id)

    answered = {target for _, kind, target in ties if kind == AboutRole.ANSWERS.value}
    messages = [
        Message(
            links.refs[row.id],
            date_of(row, links),
            date_of(row, links, "received_"),
            tied(row, AboutRole.ANSWERS),
            tied(row, AboutRole.FORWARDS),
            row.id in answered,
        )
        for row in rows
    ]
    return Thread(ref_of(found), messages, str(snapshot.release))


@get(
    "/documents/{id:str}/thread",
    operation_id="get_document_thread",
    summary="Follow the exchange a document belongs to",
    tags=["documents"],
    responses=DETAIL_RESPONSES,
)
async def get_document_thread(database: NamedDependency[Database], id: params.Id) -> Response[Thread]:
    """What it answers and forwards, what answers it, and so on; where no answer is recorded, that is said."""
    found = await database.read(lambda snapshot: read_thread(snapshot, id))
    return Response(found, headers={RELEASE_HEADER: found.release})


HANDLERS = (get_document_thread,)
