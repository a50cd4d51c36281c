"""`sources/{id}/coverage`: how much of a work's text the records cite, and why the rest gives none."""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from msgspec import Meta
from sqlalchemy import select

from api import params
from api.db import Database, Snapshot
from api.errors import DETAIL_RESPONSES
from api.models.actor import Source
from api.models.record import Citation, table
from api.models.vocabulary import RecordType
from api.paging import RELEASE_HEADER
from api.records import find, ref_of, rows_of
from api.refs import Ref

source, citation = table(Source), table(Citation)


class Uncited(msgspec.Struct):
    start: Annotated[int, Meta(ge=0, description="First code point of the sentence.")]
    end: Annotated[int, Meta(ge=1, description="Code point after the last.")]
    reason: Annotated[str | None, Meta(description="Why it gives no record; null if nobody has said.")]


class Coverage(msgspec.Struct):
    source: Annotated[Ref, Meta(description="The work.")]
    sentences: Annotated[int, Meta(ge=0, description="Sentences of its text; 0 where the text is not divided.")]
    cited: Annotated[int, Meta(ge=0, description="Sentences that at least one record cites.")]
    silent: Annotated[int, Meta(ge=0, description="Sentences that rightly give no record, with the reason.")]
    open: Annotated[int, Meta(ge=0, description="Sentences that no record cites, without a reason.")]
    uncited: Annotated[list[Uncited], Meta(description="The sentences that no record cites.")]
    release: Annotated[str, Meta(description="The release of the data that this shows.")]


ROWS = rows_of(source)
SPANS = (
    select(citation.c.start, citation.c.end)
    .join(source, source.c.id == citation.c.source_id)
    .where(citation.c.start.is_not(None))
    .distinct()
)


def reason_for(start: int, end: int, silent: Sequence[dict[str, Any]]) -> str | None:
    """Of the first silence that overlaps the sentence."""
    return next((str(one["reason"]) for one in silent if one["start"] < end and start < one["end"]), None)


def read_coverage(snapshot: Snapshot, slug: str) -> Coverage:
    found = find(snapshot, RecordType.SOURCE, slug, ROWS)
    of_the_text = source.c.text_sha256 == (found.text_sha256 or "no text")  # those of imported volumes are not one
    spans = snapshot.all(SPANS.where(of_the_text))
    silent = [one for row in snapshot.all(select(source.c.silent).where(of_the_text)) for one in row.silent]
    sentences = found.sentences or []
    uncited = [
        Uncited(start, end, reason_for(start, end, silent))
        for start, end in sentences
        if not any(row.start < end and start < row.end for row in spans)
    ]
    said = sum(one.reason is not None for one in uncited)
    return Coverage(
        source=ref_of(found),
        sentences=len(sentences),
        cited=len(sentences) - len(uncited),
        silent=said,
        open=len(uncited) - said,
        uncited=uncited,
        release=str(snapshot.release),
    )


@get(
    "/sources/{id:str}/coverage",
    operation_id="get_source_coverage",
    summary="See how much of a source is recorded",
    tags=["sources"],
    responses=DETAIL_RESPONSES,
)
async def get_source_coverage(database: NamedDependency[Database], id: params.Id) -> Response[Coverage]:
    """Sentences of the work's text that records cite, and those that none cites, with the reason."""
    found = await database.read(lambda snapshot: read_coverage(snapshot, id))
    return Response(found, headers={RELEASE_HEADER: found.release})


HANDLERS = (get_source_coverage,)
