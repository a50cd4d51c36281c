"""`documents/{id}/paragraphs` and `/footnotes`: the text of an imported document, block by block."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import KwargDefinition
from msgspec import Meta
from sqlalchemy import Select, bindparam, select

from api import params
from api.db import Database, Snapshot
from api.errors import LIST_RESPONSES
from api.models.vocabulary import ParagraphKind, RecordType
from api.paging import Asked, Page, answer_list
from api.passages import Meanings, Mention, Reference, TermUse, paragraph
from api.records import owner

KIND = RecordType.DOCUMENT


class Mark(msgspec.Struct):
    number: Annotated[int, Meta(ge=1, description="The footnote, counted from 1.")]
    offset: Annotated[int, Meta(ge=0, description="The code point of the text before which its mark stands.")]


class Paragraph(msgspec.Struct):
    number: Annotated[int, Meta(ge=1, description="Its place in the document, counted from 1.")]
    id: Annotated[str | None, Meta(description="Its id in the volume's file.")]
    kind: Annotated[ParagraphKind, Meta(description="What part of the document it is.")]
    page: Annotated[str | None, Meta(description="The page it begins on, as printed.")]
    text: Annotated[str, Meta(description="The text as printed, white space collapsed; footnotes are not in it.")]
    grid: Annotated[list[int] | None, Meta(description="Table, row and column of a cell, each counted from 1.")]
    footnotes: Annotated[list[Mark], Meta(description="The footnotes that hang on it, in the order of their marks.")]
    mentions: Annotated[list[Mention], Meta(description="Who is named in it.")]
    terms: Annotated[list[TermUse], Meta(description="Terms in it that the volume explains.")]
    references: Annotated[list[Reference], Meta(description="What it refers to.")]


class Footnote(msgspec.Struct):
    number: Annotated[int, Meta(ge=1, description="Its place among the document's footnotes, counted from 1.")]
    id: Annotated[str | None, Meta(description="Its id in the volume's file.")]
    kind: Annotated[ParagraphKind, Meta(description="A footnote, a source note or another note.")]
    mark: Annotated[str | None, Meta(description="The mark as printed; marks repeat.")]
    page: Annotated[str | None, Meta(description="The page it begins on, as printed.")]
    paragraph: Annotated[int | None, Meta(description="The paragraph it hangs on.")]
    offset: Annotated[int | None, Meta(description="The code point of that paragraph before which its mark stands.")]
    text: Annotated[str, Meta(description="The text as printed, white space collapsed.")]
    mentions: Annotated[list[Mention], Meta(description="Who is named in it.")]
    terms: Annotated[list[TermUse], Meta(description="Terms in it that the volume explains.")]
    references: Annotated[list[Reference], Meta(description="What it refers to.")]


ROWS = select(*paragraph.c)
ORDER = (paragraph.c.number,)
MARKS = (
    select(paragraph.c.anchor_number, paragraph.c.number, paragraph.c.anchor_offset)
    .where(
        paragraph.c.document_id == bindparam("document"),
        paragraph.c.is_note.is_(True),
        paragraph.c.anchor_number.between(bindparam("first"), bindparam("last")),
    )
    .order_by(paragraph.c.anchor_number, paragraph.c.anchor_offset, paragraph.c.number)
)


def marks_of(snapshot: Snapshot, rows: Sequence[Any]) -> dict[int, list[Mark]]:
    """The footnotes of these paragraphs of one document, by paragraph."""
    span = {"document": rows[0].document_id, "first": rows[0].number, "last": rows[-1].number} if rows else {}
    found: dict[int, list[Mark]] = defaultdict(list)
    for note in snapshot.all(MARKS, **span) if rows else ():
        found[note.anchor_number].append(Mark(note.number, note.anchor_offset))
    return found


def assemble(snapshot: Snapshot, rows: Sequence[Any]) -> list[Paragraph]:
    marks, meanings = marks_of(snapshot, rows), Meanings(snapshot, [row.id for row in rows])
    return [
        Paragraph(
            number=row.number,
            id=row.xml_id,
            kind=row.kind,
            page=row.page,
            text=row.text,
            grid=row.grid,
            footnotes=marks[row.number],
            **meanings.of(row),
        )
        for row in rows
    ]


def assemble_notes(snapshot: Snapshot, rows: Sequence[Any]) -> list[Footnote]:
    meanings = Meanings(snapshot, [row.id for row in rows])
    return [
        Footnote(
            number=row.number,
            id=row.xml_id,
            kind=row.kind,
            mark=row.mark,
            page=row.page,
            paragraph=row.anchor_number,
            offset=row.anchor_offset,
            text=row.text,
            **meanings.of(row),
        )
        for row in rows
    ]


def blocks(slug: str, *, notes: bool) -> Select[Any]:
    """The paragraphs of a document, or its footnotes."""
    document = params.named("id", slug, KIND).scalar_subquery()
    return ROWS.where(paragraph.c.document_id == document, paragraph.c.is_note.is_(notes))


ParagraphPage = Annotated[Page[Paragraph], KwargDefinition(schema_component_key="ParagraphPage")]
FootnotePage = Annotated[Page[Footnote], KwargDefinition(schema_component_key="FootnotePage")]


@get(
    "/documents/{id:str}/paragraphs",
    operation_id="list_document_paragraphs",
    summary="Read a document",
    tags=["documents"],
    responses=LIST_RESPONSES,
)
async def list_document_paragraphs(
    database: NamedDependency[Database], asked: NamedDependency[Asked], id: params.Id
) -> Response[ParagraphPage]:
    """The text of an imported document in its order, with its footnotes' places and what is marked in it."""
    return await answer_list(database, asked, blocks(id, notes=False), ORDER, assemble, owner(KIND, id))


@get(
    "/documents/{id:str}/footnotes",
    operation_id="list_document_footnotes",
    summary="Read the footnotes to a document",
    tags=["documents"],
    responses=LIST_RESPONSES,
)
async def list_document_footnotes(
    database: NamedDependency[Database], asked: NamedDependency[Asked], id: params.Id
) -> Response[FootnotePage]:
    """The notes of a volume's editors and its source notes, in the order of the file, with where each hangs."""
    return await answer_list(database, asked, blocks(id, notes=True), ORDER, assemble_notes, owner(KIND, id))


HANDLERS = (list_document_paragraphs, list_document_footnotes)
