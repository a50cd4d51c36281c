"""References and citations: the shapes that every record embeds, and the queries that label them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from sqlalchemy import BindParameter, Column, Select, bindparam, select

from api.db import Snapshot
from api.models.corpus import Paragraph
from api.models.record import Citation as CitationTable
from api.models.record import Record as RecordTable
from api.models.record import table
from api.models.vocabulary import RecordType
from api.prepared import Prepared, prepared

SLUG_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[
    str, Meta(pattern=SLUG_PATTERN, min_length=1, max_length=120, description="Stable identifier, never used again.")
]

record, citation, paragraph = table(RecordTable), table(CitationTable), table(Paragraph)
IDS: BindParameter[Any] = bindparam("ids", expanding=True)
LABELS = Prepared(select(record.c.id, record.c.type, record.c.slug, record.c.label).where(record.c.id.in_(IDS)))
KINDS = {kind.value: kind for kind in RecordType}


class Ref(msgspec.Struct):
    id: Slug
    type: Annotated[RecordType, Meta(description="What kind of record it is.")]
    label: Annotated[str, Meta(description="Enough to show it.")]
    href: Annotated[str, Meta(description="Where the record is, relative to this server.")]


class Citation(msgspec.Struct):
    source: Annotated[Ref, Meta(description="The work that carries the statement.")]
    document: Annotated[Ref | None, Meta(description="The document of the work, where its text is stored.")]
    paragraph: Annotated[int | None, Meta(description="The paragraph of that document, counted from 1.")]
    start: Annotated[
        Annotated[int, Meta(ge=0)] | None,
        Meta(description="First code point: in the paragraph, else in the text whose SHA-256 the source states."),
    ]
    end: Annotated[Annotated[int, Meta(ge=0)] | None, Meta(description="Code point after the last.")]
    locator: Annotated[str | None, Meta(description="A page or the like, where the work has one.")]


def owned(owner: Column[int], by: str = "seq") -> Select[Any]:
    """The rows of a child table whose `owner` is among `ids`, in their order; the owner is the first column."""
    child = owner.table
    return (
        select(owner, *(column for column in child.c if column is not owner))
        .where(owner.in_(IDS))
        .order_by(owner, child.c[by])
    )


def href(kind: str, slug: str) -> str:
    return f"/v1/{kind}s/{slug}"


CITATIONS = (
    owned(citation.c.record_id)
    .add_columns(paragraph.c.number.label("paragraph"))
    .outerjoin_from(citation, paragraph, paragraph.c.id == citation.c.paragraph_id)
)


class Links:
    """The labelled references of one answer, read with one query."""

    def __init__(self, snapshot: Snapshot, ids: Iterable[int | None]) -> None:
        wanted = sorted({found for found in ids if found is not None})
        rows = snapshot.all(LABELS, ids=wanted)
        self.refs = {key: Ref(slug, KINDS[kind], label, href(kind, slug)) for key, kind, slug, label in rows}

    def one(self, found: int | None) -> Ref | None:
        return None if found is None else self.refs[found]

    def many(self, ids: Iterable[int]) -> list[Ref]:
        return [self.refs[found] for found in ids]


class Owned:
    """Rows that records own, by the record: the first column of the statement, which is bound to `ids`, says whose."""

    def __init__(self, snapshot: Snapshot, statement: Select[Any], ids: Sequence[int]) -> None:
        self.rows: Mapping[int, list[Any]] = defaultdict(list)
        for row in snapshot.all(prepared(statement), ids=ids):
            self.rows[row[0]].append(row)

    def of(self, owner: int, **equal: str) -> list[Any]:
        """The rows of one record, those alone whose columns equal what is given."""
        rows = self.rows.get(owner)
        if not rows:
            return []
        for name, value in equal.items():
            rows = [row for row in rows if getattr(row, name) == value]
        return rows

    def refs(self, links: Links, column: str, owner: int, **equal: str) -> list[Ref]:
        """What a column of the rows of one record points at."""
        if owner not in self.rows:
            return []
        return [links.refs[getattr(row, column)] for row in self.of(owner, **equal)]

    def ids(self, *columns: str) -> set[int | None]:
        """What the columns point at, for `Links`."""
        return {getattr(row, name) for rows in self.rows.values() for row in rows for name in columns}


def citations_of(cited: Owned, owner: int, links: Links) -> list[Citation]:
    return [
        Citation(
            source=links.refs[row.source_id],
            document=links.one(row.document_id),
            paragraph=row.paragraph,
            start=row.start,
            end=row.end,
            locator=row.locator,
        )
        for row in cited.of(owner)
    ]
