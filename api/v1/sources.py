"""Sources: the works that are cited."""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import KwargDefinition
from msgspec import Meta
from sqlalchemy import select

from api import facets, fields, params
from api.archive import volume
from api.counting import SOURCES, Words, refs
from api.db import Database, Snapshot, utc
from api.errors import DETAIL_RESPONSES, LIST_RESPONSES
from api.lists import TABLES, Counts, Records, answer_record, answer_records
from api.models import actor as model
from api.models.record import Record as RecordTable
from api.models.record import table
from api.models.vocabulary import RecordType, SourceKind
from api.offers import Wanted, offering
from api.paging import Asked, Page
from api.records import Record, header, rows_of
from api.refs import CITATIONS, IDS, Links, Owned, Ref, owned

KIND = RecordType.SOURCE
record, source, author = table(RecordTable), table(model.Source), table(model.SourceAuthor)
part = source.alias("part")


class Text(msgspec.Struct):
    sha256: Annotated[str, Meta(description="SHA-256 of the text that offsets refer to.")]
    length: Annotated[int, Meta(ge=1, description="Its length in code points.")]
    start: Annotated[
        Annotated[int, Meta(ge=0)] | None,
        Meta(description="Where this work begins in it, if it is printed within another."),
    ]
    end: Annotated[Annotated[int, Meta(ge=1)] | None, Meta(description="Where it ends.")]


class File(msgspec.Struct):
    sha256: Annotated[str, Meta(description="SHA-256 of the file's bytes: which edition of the volume it is.")]
    size: Annotated[int, Meta(ge=1, description="Its length in bytes.")]
    imported_at: Annotated[str, Meta(description="When it was imported (RFC 3339, UTC).")]


class Source(Record, kw_only=True):
    kind: Annotated[SourceKind, Meta(description="What kind of work it is.")]
    title: Annotated[str | None, Meta(description="The title; null where the source lost it.")]
    short_title: Annotated[str, Meta(description="A short title to show.")]
    authors: Annotated[
        list[Ref], Meta(description="Who wrote it; an author the source does not name is an unnamed voice.")
    ]
    part_of: Annotated[Ref | None, Meta(description="The work it is printed in.")]
    parts: Annotated[list[Ref], Meta(description="The works printed in it.")]
    csl: Annotated[dict[str, Any], Meta(description="The bibliographic data as CSL-JSON.")]
    licence: Annotated[str, Meta(description="Under which terms its text stands.")]
    text_shown: Annotated[bool, Meta(description="Whether its text may be shown.")]
    text_held: Annotated[bool, Meta(description="Whether quotations were checked against its text.")]
    text: Annotated[Text | None, Meta(description="The text that offsets refer to.")]
    url: Annotated[str | None, Meta(description="Where the publisher has it.")]
    file: Annotated[File | None, Meta(description="The file a whole volume was imported from.")]


ROWS = rows_of(source)
ORDER = (record.c.slug,)
AUTHORS = owned(author.c.source_id)
PARTS = owned(part.c.part_of_id, by="text_start").with_only_columns(part.c.part_of_id, part.c.id)
FILES = select(volume).where(volume.c.source_id.in_(IDS))


def assemble(snapshot: Snapshot, rows: Sequence[Any]) -> list[Source]:
    ids = [row.id for row in rows]
    cited, authors, parts, files = (Owned(snapshot, statement, ids) for statement in (CITATIONS, AUTHORS, PARTS, FILES))
    links = Links(
        snapshot,
        {row.part_of_id for row in rows}
        | cited.ids("source_id", "document_id")
        | authors.ids("actor_id")
        | parts.ids("id"),
    )
    return [
        Source(
            **header(row, cited, links),
            kind=row.kind,
            title=row.title,
            short_title=row.short_title,
            authors=links.many(a.actor_id for a in authors.of(row.id)),
            part_of=links.one(row.part_of_id),
            parts=links.many(p.id for p in parts.of(row.id)),
            csl=row.csl,
            licence=row.licence,
            text_shown=row.text_shown,
            text_held=row.text_held,
            text=Text(row.text_sha256, row.text_length, row.text_start, row.text_end) if row.text_sha256 else None,
            url=next((found.url for found in files.of(row.id)), None),
            file=next((file_of(found) for found in files.of(row.id)), None),
        )
        for row in rows
    ]


def file_of(row: Any) -> File:
    return File(row.file_sha256, row.file_size, utc(row.imported_at).isoformat().replace("+00:00", "Z"))


def by_author(value: str | None) -> params.Conditions:
    actors = params.among(author.c.actor_id, "author", value, RecordType.ACTOR)
    return [source.c.id.in_(select(author.c.source_id).where(*actors))] if actors else []


RECORDS = Records(KIND, Source, ROWS, ORDER, assemble)
FACETS: facets.Facets = {
    "kind": Words(source.c.kind, source.c.id),
    "author": refs(author.c.actor_id, author.c.source_id, kind=RecordType.ACTOR),
    "part_of": refs(source.c.part_of_id, source.c.id, kind=KIND),
    **SOURCES,
}
CountedBy = Annotated[str | None, facets.parameter(FACETS)]
Fields = Annotated[str | None, fields.parameter(Source)]
SourcePage = Annotated[Page[Source], KwargDefinition(schema_component_key="SourcePage")]


@get(
    "/sources",
    operation_id="list_sources",
    summary="List sources",
    tags=["sources"],
    responses=LIST_RESPONSES,
    opt=offering(*TABLES),
)
async def list_sources(
    database: NamedDependency[Database],
    wanted: NamedDependency[Wanted],
    asked: NamedDependency[Asked],
    common: NamedDependency[params.Common],
    kind: Annotated[str | None, params.choice("What kind of work it is.", SourceKind, "essay")] = None,
    author: Annotated[str | None, params.refs("Who wrote it.", "thomas-j-christensen")] = None,
    part_of: Annotated[str | None, params.refs("The work it is printed in.", "major-problems-korea")] = None,
    facets: CountedBy = None,
    fields: Fields = None,
) -> Response[SourcePage]:
    """The works that are cited, by id."""
    filters = {
        "kind": params.one_of(source.c.kind, "kind", kind, SourceKind),
        "author": by_author(author),
        "part_of": params.among(source.c.part_of_id, "part_of", part_of, RecordType.SOURCE),
        **common.filters(source.c.id),
    }
    return await answer_records(database, wanted, asked, RECORDS, filters, Counts(FACETS, facets), fields)


@get(
    "/sources/{id:str}", operation_id="get_source", summary="Get a source", tags=["sources"], responses=DETAIL_RESPONSES
)
async def get_source(
    database: NamedDependency[Database], wanted: NamedDependency[Wanted], id: params.Id, fields: Fields = None
) -> Response[Source]:
    """One work: who wrote it, what it is printed in, and the text its offsets refer to."""
    return await answer_record(database, wanted, RECORDS, id, fields)


HANDLERS = (list_sources, get_source)
