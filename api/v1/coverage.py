"""`sources/{id}/coverage`: how much of a work's text the records cite, and why the rest gives none."""

from typing import Annotated

from litestar import Response, get
from litestar.di import NamedDependency
from msgspec import Meta

from api import params
from api.coverage import Covered, Text, Uncited, counted
from api.db import Database, Snapshot
from api.errors import DETAIL_RESPONSES
from api.models.actor import Source
from api.models.record import table
from api.models.vocabulary import RecordType
from api.paging import RELEASE_HEADER
from api.records import find, rows_of


class Coverage(Covered):
    uncited: Annotated[list[Uncited], Meta(description="The sentences that no record cites.")]
    release: Annotated[str, Meta(description="The release of the data that this shows.")]


ROWS = rows_of(table(Source))


def read_coverage(snapshot: Snapshot, slug: str) -> Coverage:
    found = find(snapshot, RecordType.SOURCE, slug, ROWS)
    uncited = Text(snapshot, found.text_sha256).uncited(found.sentences or [])
    return Coverage(**counted(found, uncited), uncited=uncited, release=str(snapshot.release))


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
