"""`changes`, and each record's own: what was created, updated, moved and deleted, so that a mirror can follow."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import KwargDefinition
from msgspec import Meta
from sqlalchemy import ColumnElement, and_, func, literal, select

from api import params
from api.db import Database, Snapshot, utc
from api.errors import DETAIL_RESPONSES, PLAIN_RESPONSES, MovedError, bad_parameter
from api.models.record import Change as ChangeTable
from api.models.record import Record as RecordTable
from api.models.record import Release, table
from api.models.record import Slug as SlugTable
from api.models.vocabulary import ChangeAction, RecordType
from api.paging import Asked, Page, headers
from api.records import missing
from api.refs import Ref, href

change, record, release, slug = table(ChangeTable), table(RecordTable), table(Release), table(SlugTable)
target, gone = record.alias("target"), slug.alias("gone")
COUNTED = 10_000  # changes; beyond, the total is a lower bound


class Change(msgspec.Struct):
    sequence: Annotated[int, Meta(ge=1, description="Its place among all changes; also the list's cursor.")]
    release: Annotated[str, Meta(description="The release that it made part of.")]
    at: Annotated[str, Meta(description="When that release was loaded (RFC 3339, UTC).")]
    action: Annotated[ChangeAction, Meta(description="What became of the record.")]
    record: Annotated[
        Ref, Meta(description="The record; of one that was deleted or moved, the id and label that it had last.")
    ]
    fields: Annotated[
        list[str],
        Meta(
            description="The fields that an update changed, by their names in the record; `coverage`, `people`, "
            "`terms`, `sections`, `paragraphs` and `footnotes` are its sub-resources."
        ),
    ]
    moved_to: Annotated[Ref | None, Meta(description="Where a moved record is now.")]
    note: Annotated[str | None, Meta(description="The editor's note to a correction.")]


SAME = and_(record.c.type == change.c.type, record.c.slug == change.c.slug)
ROWS = (
    select(
        *(change.c.seq, change.c.release_id, change.c.type, change.c.slug, change.c.action, change.c.fields),
        *(change.c.note, release.c.created_at, record.c.label, slug.c.gone_label),
        slug.c.moved_to,
        func.coalesce(target.c.label, gone.c.gone_label, slug.c.moved_to).label("target_label"),
    )
    .select_from(change)
    .join(release, release.c.id == change.c.release_id)
    .join(slug, and_(slug.c.type == change.c.type, slug.c.slug == change.c.slug))
    .outerjoin(record, SAME)
    .outerjoin(target, and_(target.c.type == slug.c.type, target.c.slug == slug.c.moved_to))
    .outerjoin(gone, and_(gone.c.type == slug.c.type, gone.c.slug == slug.c.moved_to))
)


CITED = {"cite": ("citations",)}
SHOWN_AS: dict[RecordType, dict[str, tuple[str, ...]]] = {  # what a file writes under a name that readers do not see
    RecordType.SOURCE: {"silent": ("coverage",), "sentences": ("coverage",), "span": ("text",)},
    RecordType.DOCUMENT: {"place": ("printed_place",), "references": ("footnotes", "paragraphs")},
    RecordType.QUOTATION: {"parts": ("selectors", "text")},
    RecordType.CAUSAL_LINK: {"asserted_by": ("assertions",), "disputed_by": ("assertions",)},
}


def shown(kind: RecordType, names: Sequence[str]) -> list[str]:
    """The names by which readers know the fields."""
    known = CITED | SHOWN_AS.get(kind, {})
    return sorted({one for name in names for one in known.get(name, (name,))})


def assemble(rows: Sequence[Any]) -> list[Change]:
    return [
        Change(
            sequence=row.seq,
            release=str(row.release_id),
            at=utc(row.created_at).isoformat().replace("+00:00", "Z"),
            action=ChangeAction(row.action),
            record=Ref(
                row.slug,
                RecordType(row.type),
                row.label or row.gone_label or row.target_label or row.slug,
                href(row.type, row.slug),
            ),
            fields=shown(RecordType(row.type), row.fields),
            moved_to=Ref(row.moved_to, RecordType(row.type), row.target_label, href(row.type, row.moved_to))
            if row.action == ChangeAction.MOVED and row.moved_to
            else None,
            note=row.note,
        )
        for row in rows
    ]


ORDERS: dict[str, params.Order] = {"oldest": (change.c.seq,), "newest": (change.c.seq.desc(),)}
OLDEST = ORDERS["oldest"]


def after(cursor: str | None, order: params.Order) -> params.Conditions:
    """The changes that follow the last of the page before; its number holds in every release."""
    if cursor is None:
        return []
    if not re.fullmatch(r"[0-9]{1,9}", cursor, re.ASCII):
        raise bad_parameter("cursor", f"{cursor!r} is not the sequence number of a change")
    return [change.c.seq > int(cursor) if order is OLDEST else change.c.seq < int(cursor)]


def since(value: str | None) -> params.Conditions:
    """After a release or a moment: numbers of changes grow with releases, and releases with time."""
    if value is None:
        return []
    if re.fullmatch(r"[0-9]{1,9}", value, re.ASCII):
        return [change.c.seq > last_in(literal(int(value)))]
    if not re.fullmatch(f"2[0-9]{{3}}-{params.MONTH_DAY}{params.CLOCK}", value, re.ASCII):
        raise bad_parameter("since", f"{value!r} is neither a release nor a time; write 42 or 2026-01-01T00:00:00Z")
    earlier = select(func.max(release.c.id)).where(release.c.created_at <= utc(datetime.fromisoformat(value)))
    return [change.c.seq > last_in(func.coalesce(earlier.scalar_subquery(), 0))]


def last_in(number: ColumnElement[int]) -> ColumnElement[int]:
    """The last change of a release or of those before it; 0 before the first."""
    order = (change.c.release_id.desc(), change.c.seq.desc())
    last = select(change.c.seq).where(change.c.release_id <= number).order_by(*order).limit(1)
    return func.coalesce(last.scalar_subquery(), 0)


def noted(value: str | None) -> params.Conditions:
    """Only what an editor's note goes with, or only what has none."""
    if value is None:
        return []
    return [change.c.note.is_not(None) if params.boolean("note", value) else change.c.note.is_(None)]


def read_changes(
    snapshot: Snapshot, asked: Asked, conditions: params.Conditions, order: params.Order = OLDEST
) -> Page[Change]:
    counted = select(change.c.seq).where(*conditions).limit(COUNTED + 1).subquery()
    total = snapshot.scalar(select(func.count()).select_from(counted))
    page = ROWS.where(*conditions, *after(asked.cursor, order)).order_by(*order).limit(asked.limit + 1)
    rows = snapshot.all(page)
    more, rows = len(rows) > asked.limit, rows[: asked.limit]
    return Page(
        results=assemble(rows),
        total=total,
        total_exact=total <= COUNTED,
        next=asked.address(str(rows[-1].seq)) if more else None,
        facets={},
        filters={},
        release=str(snapshot.release),
    )


def answered(page: Page[Change]) -> Response[Page[Change]]:
    return Response(page, headers=headers(page))


Since = Annotated[
    str | None,
    params.text(
        "Changes after this release or after this moment (RFC 3339); 0 for all.",
        "0",
        rf"^(\d{{1,9}}|2\d{{3}}-{params.MONTH_DAY}{params.CLOCK})$",
        name="since",
    ),
]
ChangePage = Annotated[Page[Change], KwargDefinition(schema_component_key="ChangePage")]


@get("/changes", operation_id="list_changes", summary="List changes", tags=["about"], responses=PLAIN_RESPONSES)
async def list_changes(
    database: NamedDependency[Database],
    asked: NamedDependency[Asked],
    since_: Since = None,
    type: Annotated[str | None, params.choice("Whose changes.", RecordType, "quotation")] = None,
    action: Annotated[str | None, params.choice("What became of the record.", ChangeAction, "created")] = None,
    note: Annotated[
        str | None,
        params.enumerated(
            "`true`: only corrections and whatever else has an editor's note; `false`: only what has none.",
            ("true", "false"),
            "false",
        ),
    ] = None,
    sort: Annotated[
        str, params.enumerated("`oldest` first, as a mirror reads them, or `newest` first.", ORDERS, "newest")
    ] = "oldest",
) -> Response[ChangePage]:
    """Every change of a record since a release or a moment, oldest first; deletions are never silent.

    The cursor is the sequence number of the last change seen and holds in every later release: a mirror keeps it, and
    asks again from there.
    """
    order = params.ordered(sort, ORDERS)
    conditions = [
        *since(since_),
        *params.one_of(change.c.type, "type", type, RecordType),
        *params.one_of(change.c.action, "action", action, ChangeAction),
        *noted(note),
    ]
    return answered(await database.read(lambda snapshot: read_changes(snapshot, asked, conditions, order)))


def known(snapshot: Snapshot, kind: RecordType, name: str) -> None:
    """A withdrawn record has a history too; a moved one has it at its new address."""
    found = snapshot.first(select(slug.c.moved_to).where(slug.c.type == kind, slug.c.slug == name))
    if found is None:
        missing(snapshot, kind, name)
    elif found.moved_to is not None:
        raise MovedError(href(kind, found.moved_to))


def of_record(kind: RecordType) -> HTTPRouteHandler:
    former = select(slug.c.slug).where(slug.c.type == kind)

    @get(
        f"/{kind}s/{{id:str}}/changes",
        operation_id=f"list_{kind.replace('-', '_')}_changes",
        summary=f"List the changes of {'an' if kind[0] in 'aei' else 'a'} {kind.replace('-', ' ')}",
        description="What became of the record since it was first published, or since the release that you cited, "
        "under earlier ids too, oldest first. A withdrawn record has a history still.",
        tags=[f"{kind}s"],
        responses=DETAIL_RESPONSES,
    )
    async def list_record_changes(
        database: NamedDependency[Database], asked: NamedDependency[Asked], id: params.Id, since_: Since = None
    ) -> Response[ChangePage]:
        ids = former.where(slug.c.slug == id).union(former.where(slug.c.moved_to == id))
        conditions = [change.c.type == kind, change.c.slug.in_(ids), *since(since_)]

        def read(snapshot: Snapshot) -> Page[Change]:
            known(snapshot, kind, id)
            return read_changes(snapshot, asked, conditions)

        return answered(await database.read(read))

    return list_record_changes


HANDLERS = (list_changes, *(of_record(kind) for kind in RecordType))
