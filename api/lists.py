"""How the ten kinds of records are answered, as lists and singly: whole or in parts, counted, in every media type."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec
from litestar import Response
from sqlalchemy import Select

from api import facets, fields
from api.db import Database, Snapshot
from api.errors import bad_parameter
from api.fields import Parts
from api.formats import tables
from api.models.vocabulary import RecordType
from api.offers import Offer, Wanted
from api.paging import RELEASE_HEADER, Asked, Assemble, Page, headers, page_of_records
from api.params import Order
from api.records import find
from api.written import Written

T = TypeVar("T", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Records(Generic[T]):
    """One kind of records: their shape, the statement of their rows, and how rows become records, in which order."""

    kind: RecordType
    shape: type[T]
    rows: Select[Any]
    order: Order
    assemble: Assemble[T]


@dataclass(frozen=True, slots=True)
class Found:
    """What a media type is made of: records, the parts of them that are wanted, and of a list its page."""

    records: Sequence[Any]
    parts: Parts
    asked: Asked | None = None
    page: Page[Any] | None = None

    def shown(self) -> Iterable[Any]:
        return map(self.parts.of, self.records)


CSV = Offer(
    "text/csv",
    lambda snapshot, found, wanted: tables.as_csv(found.parts.shape, found.records, only=found.parts.only),
    "The page as a table (RFC 4180) in UTF-8: a reference as two columns, `x_id` and `x_label`; several values in one "
    "cell with ` | ` between them. What a spreadsheet would take for a formula, a text that begins with `=`, `+`, `-`, "
    "`@`, a tab or a carriage return, or with apostrophes and then one of these, has an apostrophe more before it; a "
    "number has none, below nought neither. `Link` leads to the next page, `Parallel38-Total` tells how many records "
    "there are.",
)
NDJSON = Offer(
    "application/x-ndjson",
    lambda snapshot, found, wanted: tables.as_ndjson(found.shown()),
    "The records of the page as JSON lists them, one a line. `Link` leads to the next page, "
    "`Parallel38-Total` tells how many records there are.",
)
TABLES = (CSV, NDJSON)


@dataclass(frozen=True, slots=True)
class Counts:
    """What a list can be counted by, and what of that is asked for."""

    known: facets.Facets
    asked: str | None

    def wanted(self, wanted: Wanted) -> facets.Facets:
        names = facets.wanted(self.asked, self.known)
        if names and wanted.offer is not None:
            raise bad_parameter("facets", "stand in JSON alone; leave them out, or ask for application/json")
        return {name: self.known[name] for name in names}


async def answer_records(
    database: Database,
    wanted: Wanted,
    asked: Asked,
    records: Records[T],
    filters: facets.Filters,
    counts: Counts,
    only: str | None,
    *,
    sorting: tuple[Select[Any], Order] | None = None,
    owner: Callable[[Snapshot], object] = lambda snapshot: None,
) -> Response[Any]:
    """A page of the records that the filters let through, in the media type that is wanted.

    `sorting`: the rows with what another order needs, and that order. `owner` raises what is answered where the record
    whose list it is does not exist. Facets are counted in the threads for what may take long.
    """
    parts, counted = fields.wanted(only, records.shape), counts.wanted(wanted)
    rows, order = sorting or (records.rows, records.order)
    conditions = [one for found in filters.values() for one in found]

    def read(snapshot: Snapshot) -> tuple[Any, dict[str, str]]:
        owner(snapshot)
        page = page_of_records(snapshot, asked, rows, order, conditions, records.assemble)
        page.facets = facets.count(snapshot, asked, records.rows, records.order, filters, counted)
        return written(snapshot, wanted, Found(page.results, parts, asked, page)), headers(page)

    body, named = await database.read(read, heavy=bool(counted))
    return Written(body, media_type=wanted.content_type, headers=named)


async def answer_record(
    database: Database, wanted: Wanted, records: Records[T], slug: str, only: str | None
) -> Response[Any]:
    """One record in the media type that is wanted, or where it is now, or since when it is gone."""
    parts = fields.wanted(only, records.shape)

    def read(snapshot: Snapshot) -> tuple[Any, dict[str, str]]:
        rows: Sequence[Any] = [find(snapshot, records.kind, slug, records.rows)]
        found = Found(records.assemble(snapshot, rows), parts)
        return written(snapshot, wanted, found), {RELEASE_HEADER: str(snapshot.release)}

    body, named = await database.read(read)
    return Written(body, media_type=wanted.content_type, headers=named)


def written(snapshot: Snapshot, wanted: Wanted, found: Found) -> Any:
    """The answer's body; what is JSON is left to the framework."""
    if wanted.offer is not None:
        return wanted.offer.encode(snapshot, found, wanted)
    if found.page is None:
        return next(iter(found.shown()))
    return found.page if found.parts.only is None else msgspec.structs.replace(found.page, results=list(found.shown()))
