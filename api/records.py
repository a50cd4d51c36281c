"""What all records share on the wire, and how one is answered: found, moved (308), gone (410) or unknown (404)."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from sqlalchemy import FromClause, Select, bindparam, select

from api.db import Snapshot, utc
from api.errors import MovedError, ProblemError
from api.models.record import Record as RecordTable
from api.models.record import Release as ReleaseTable
from api.models.record import Slug as SlugTable
from api.models.record import table
from api.models.vocabulary import RecordType
from api.prepared import Prepared
from api.refs import KINDS, Citation, Links, Owned, Ref, Slug, citations_of, href

record, release, slug_table = table(RecordTable), table(ReleaseTable), table(SlugTable)


class Record(msgspec.Struct, kw_only=True):
    id: Slug
    type: Annotated[RecordType, Meta(description="What kind of record it is.")]
    label: Annotated[str, Meta(description="Enough to show it.")]
    href: Annotated[str, Meta(description="Where the record is, relative to this server.")]
    updated_at: Annotated[str, Meta(description="When our record last changed (RFC 3339, UTC).")]
    citations: Annotated[list[Citation], Meta(description="The passages that carry it.")]


def rows_of(typed: FromClause) -> Select[Any]:
    """The records of a typed table: what `header` needs and the table's own columns."""
    own = [column for column in typed.c if column.name not in {"id", "type", "slug"}]
    return (
        select(record.c.id, record.c.type, record.c.slug, record.c.label, release.c.created_at, *own)
        .select_from(typed)
        .join(record, record.c.id == typed.c.id)
        .join(release, release.c.id == record.c.changed_in)
    )


def header(row: Any, cited: Owned, links: Links) -> dict[str, Any]:
    """The fields of `Record`, from a row of `rows_of`."""
    return {
        "id": row.slug,
        "type": KINDS[row.type],
        "label": row.label,
        "href": href(row.type, row.slug),
        "updated_at": instant(row.created_at),
        "citations": citations_of(cited, row.id, links),
    }


@lru_cache(maxsize=1000)
def instant(stored: datetime) -> str:
    """RFC 3339, UTC; many records share the release that changed them."""
    return utc(stored).isoformat().replace("+00:00", "Z")


def ref_of(row: Any) -> Ref:
    return Ref(row.slug, KINDS[row.type], row.label, href(row.type, row.slug))


OF_SLUG = (record.c.type == bindparam("kind"), record.c.slug == bindparam("slug"))
KNOWN = Prepared(select(record.c.id).where(*OF_SLUG))


@lru_cache(maxsize=100)
def by_slug(statement: Select[Any]) -> Prepared:
    """The statement, for the one record that has a slug."""
    return Prepared(statement.where(*OF_SLUG))


def find(snapshot: Snapshot, kind: RecordType, slug: str, statement: Select[Any]) -> Any:
    """The row of one record; raises what is answered where there is none."""
    row = snapshot.first(by_slug(statement), kind=kind, slug=slug)
    return row if row is not None else missing(snapshot, kind, slug)


def owner(kind: RecordType, slug: str) -> Callable[[Snapshot], object]:
    """A check that the record is there, for the lists that belong to it."""
    return lambda snapshot: snapshot.scalar(KNOWN, kind=kind, slug=slug) or missing(snapshot, kind, slug)


def missing(snapshot: Snapshot, kind: RecordType, slug: str) -> Any:
    known = snapshot.first(select(slug_table).where(slug_table.c.type == kind, slug_table.c.slug == slug))
    if known is not None and known.moved_to is not None:
        raise MovedError(href(kind, known.moved_to))
    if known is not None and known.gone_in is not None:
        raise ProblemError(
            "gone", f"{known.gone_label or slug} was withdrawn in release {known.gone_in}; its id is not used again."
        )
    ways = f"GET /v1/{kind}s lists those there are, GET /v1/suggest?q= finds one by its name"
    raise ProblemError("not-found", f"There is no {kind} {slug!r}; {ways}.")
