"""Places: where things happened, with names then and now."""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import KwargDefinition
from msgspec import Meta

from api import facets, fields, params
from api.counting import SOURCES, refs
from api.db import Database, Snapshot
from api.errors import DETAIL_RESPONSES, LIST_RESPONSES
from api.lists import TABLES, Counts, Records, answer_record, answer_records
from api.mapped import MAP
from api.models import actor as model
from api.models.record import Record as RecordTable
from api.models.record import table
from api.models.vocabulary import NameKind, RecordType
from api.offers import Wanted, offering
from api.paging import Asked, Page
from api.records import Record, header, rows_of
from api.refs import CITATIONS, Links, Owned, Ref, owned

KIND = RecordType.PLACE
record, place, name = table(RecordTable), table(model.Place), table(model.PlaceName)


class PlaceName(msgspec.Struct):
    name: Annotated[str, Meta(description="The name.")]
    kind: Annotated[NameKind, Meta(description="What kind of name it is.")]


class Place(Record, kw_only=True):
    name: Annotated[str, Meta(description="The name as the sources have it.")]
    name_now: Annotated[str | None, Meta(description="Today's name, where it differs and an authority gives it.")]
    summary: Annotated[str | None, Meta(description="What it is, in a sentence of ours.")]
    names: Annotated[list[PlaceName], Meta(description="Other names.")]
    within: Annotated[Ref | None, Meta(description="The place it lies in.")]
    latitude: Annotated[
        Annotated[float, Meta(ge=-90, le=90)] | None,
        Meta(description="Degrees north; null where no gazetteer gives it."),
    ]
    longitude: Annotated[Annotated[float, Meta(ge=-180, le=180)] | None, Meta(description="Degrees east.")]
    gazetteer: Annotated[str | None, Meta(description="Which gazetteer gives the coordinates.")]


ROWS = rows_of(place)
ORDER = (record.c.slug,)
NAMES = owned(name.c.place_id)


def assemble(snapshot: Snapshot, rows: Sequence[Any]) -> list[Place]:
    ids = [row.id for row in rows]
    cited, names = (Owned(snapshot, statement, ids) for statement in (CITATIONS, NAMES))
    links = Links(snapshot, {row.within_id for row in rows} | cited.ids("source_id", "document_id"))
    return [
        Place(
            **header(row, cited, links),
            name=row.name,
            name_now=row.name_now,
            summary=row.summary,
            names=[PlaceName(n.name, n.kind) for n in names.of(row.id)],
            within=links.one(row.within_id),
            latitude=row.latitude,
            longitude=row.longitude,
            gazetteer=row.gazetteer,
        )
        for row in rows
    ]


RECORDS = Records(KIND, Place, ROWS, ORDER, assemble)
FACETS: facets.Facets = {"within": refs(place.c.within_id, place.c.id, kind=KIND), **SOURCES}
CountedBy = Annotated[str | None, facets.parameter(FACETS)]
Fields = Annotated[str | None, fields.parameter(Place)]
PlacePage = Annotated[Page[Place], KwargDefinition(schema_component_key="PlacePage")]


@get(
    "/places",
    operation_id="list_places",
    summary="List places",
    tags=["places"],
    responses=LIST_RESPONSES,
    opt=offering(*TABLES, MAP),
)
async def list_places(
    database: NamedDependency[Database],
    wanted: NamedDependency[Wanted],
    asked: NamedDependency[Asked],
    common: NamedDependency[params.Common],
    within: Annotated[str | None, params.refs("The place they lie in.", "kuriles")] = None,
    facets: CountedBy = None,
    fields: Fields = None,
) -> Response[PlacePage]:
    """Where things happened, by id."""
    filters = {
        "within": params.among(place.c.within_id, "within", within, RecordType.PLACE),
        **common.filters(place.c.id),
    }
    return await answer_records(database, wanted, asked, RECORDS, filters, Counts(FACETS, facets), fields)


@get(
    "/places/{id:str}",
    operation_id="get_place",
    summary="Get a place",
    tags=["places"],
    responses=DETAIL_RESPONSES,
    opt=offering(MAP),
)
async def get_place(
    database: NamedDependency[Database], wanted: NamedDependency[Wanted], id: params.Id, fields: Fields = None
) -> Response[Place]:
    """One place with its names then and now."""
    return await answer_record(database, wanted, RECORDS, id, fields)


HANDLERS = (list_places, get_place)
