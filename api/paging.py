"""Lists: a page of a statement in a total order, its total, and the cursor of the next page."""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Annotated, Any, Generic, Protocol, TypeVar
from urllib.parse import urlencode

import msgspec
from litestar import Response
from msgspec import Meta
from sqlalchemy import ColumnElement, Select, Table, bindparam, func, select

from api import walks
from api.db import Database, Snapshot
from api.errors import ProblemError, bad_parameter
from api.models.record import Release, table
from api.named import Named, named
from api.plans import Plan, Rows, planned
from api.prepared import Prepared
from api.walks import KEY, Listing
from api.ways import conjuncts

VERSION = 1
SHOWING = frozenset({"facets", "fields"})  # parameters that choose no records
RELEASE_HEADER = "Parallel38-Release"
TOTAL_HEADER = "Parallel38-Total"
release = table(Release)
COUNTS = Prepared(select(release.c.counts).where(release.c.id == bindparam("id")))

T = TypeVar("T")
Assemble = Callable[[Snapshot, Sequence[Any]], list[T]]


class Facet(msgspec.Struct):
    value: Annotated[str, Meta(description="What to send as the filter's value.")]
    label: Annotated[str, Meta(description="The value for readers.")]
    count: Annotated[int, Meta(ge=0, description="Records with it, under all other filters.")]
    selected: Annotated[bool, Meta(description="Whether this request filters by it.")]
    href: Annotated[str, Meta(description="The list with this value chosen, or given up if it is selected.")]
    exact: Annotated[bool, Meta(description="False where the records counted are only the first of those that match.")]


Filters = Annotated[
    dict[str, list[Named]],
    Meta(description="What the filters that take ids name, by parameter: enough to tell readers what a list is of."),
]


class Page(msgspec.Struct, Generic[T]):
    results: Annotated[list[T], Meta(description="The records of this page, in the list's order.")]
    total: Annotated[
        int,
        Meta(ge=0, description="How many records the filters match; at least so many where `total_exact` is false."),
    ]
    total_exact: Annotated[bool, Meta(description="False where the total is a lower bound.")]
    next: Annotated[str | None, Meta(description="Address of the next page; null on the last.")]
    facets: Annotated[dict[str, list[Facet]], Meta(description="Counts by the values of a field, where asked for.")]
    filters: Filters
    release: Annotated[str, Meta(description="The release of the data that this page shows.")]


class Listed(Protocol):
    """A page of any list."""

    total: int
    next: str | None
    release: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for, apart from its filters: which address, from where, how many."""

    path: str
    query: list[tuple[str, str]]  # the filters, without cursor and limit
    limit: int
    cursor: str | None

    def fingerprint(self) -> str:
        """Ties a cursor to its list and filters; what is shown of them may change on the way."""
        text = self.path + "?" + urlencode([pair for pair in self.query if pair[0] not in SHOWING])
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def address(self, cursor: str | None) -> str:
        size = [("limit", str(self.limit))] if self.limit != DEFAULT_LIMIT else []
        pairs = self.query + size + ([("cursor", cursor)] if cursor else [])
        return f"{self.path}?{urlencode(pairs)}" if pairs else self.path


DEFAULT_LIMIT = 20
CURSOR = re.compile("[A-Za-z0-9_-]{1,600}", re.ASCII)


def encode_cursor(release: int, fingerprint: str, last: Sequence[Any]) -> str:
    packed = msgspec.json.encode([VERSION, release, fingerprint, list(last)])
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def decode_cursor(asked: Asked, release: int, columns: Sequence[ColumnElement[Any]]) -> list[Any] | None:
    """The last key of the page before; a 400 for another list's or a garbled cursor, a 410 for another release's."""
    if asked.cursor is None:
        return None
    refused = bad_parameter("cursor", "is not one that this list gave out for these filters; start without it")
    if not CURSOR.fullmatch(asked.cursor):
        raise refused
    try:
        packed = base64.b64decode(asked.cursor + "=" * (-len(asked.cursor) % 4), altchars=b"-_", validate=True)
        version, made_in, fingerprint, last = msgspec.json.decode(packed, type=tuple[int, int, str, list[int | str]])
    except (binascii.Error, ValueError, msgspec.DecodeError):
        raise refused from None
    if version != VERSION or fingerprint != asked.fingerprint() or not fits(last, columns):
        raise refused
    if made_in != release:
        start = asked.address(None)
        detail = f"The data changed since the first page; start again at {start}"
        raise ProblemError("release-changed", detail, restart=start)
    return last


def fits(last: Sequence[int | str], columns: Sequence[ColumnElement[Any]]) -> bool:
    """Whether the key has the types of the order, in bounds that both databases take."""
    if len(last) != len(columns):
        return False
    return all(
        (isinstance(value, str) and len(value) <= 200 and "\x00" not in value and value.isprintable())
        if column.type.python_type is str
        else (type(value) is int and 0 <= value < 2**31)
        for value, column in zip(last, columns, strict=True)
    )


COUNTED = 10_000  # records; a total beyond is told as a lower bound


def paginate(
    snapshot: Snapshot, asked: Asked, statement: Select[Any], order: Sequence[ColumnElement[Any]], assemble: Assemble[T]
) -> Page[T]:
    """One page; `order` is total (its last column is unique)."""
    last = decode_cursor(asked, snapshot.release, order)
    listing = Listing.of(statement, order)
    if listing is None:
        total, rows = read_plainly(snapshot, statement, order, last, asked.limit + 1)
        return page_of(snapshot, asked, order, total, rows, assemble)
    whole = None if listing.conditions else total_of(snapshot, listing.root)
    arms = walks.arms(snapshot, listing)
    total = snapshot.scalar(walks.counted(arms, COUNTED + 1)) if whole is None else whole
    rows = snapshot.all(listing.rows(statement, walks.picked(arms, last, asked.limit + 1)))
    return page_of(snapshot, asked, order, total, rows, assemble, exact=whole is not None)


def page_of_records(
    snapshot: Snapshot,
    asked: Asked,
    statement: Select[Any],
    order: Sequence[ColumnElement[Any]],
    conditions: Sequence[ColumnElement[bool]],
    assemble: Assemble[T],
) -> Page[T]:
    """One page of the records of a statement that meet the conditions."""
    listing = met_by(statement, order, conditions)
    whole = None if conditions else total_of(snapshot, listing.root)
    read = planned(snapshot, (statement, *order), [listing], partial(listing.rows, statement))
    return planned_page(snapshot, asked, listing.order, *read, assemble, whole)


def met_by(
    statement: Select[Any], order: Sequence[ColumnElement[Any]], conditions: Sequence[ColumnElement[bool]]
) -> Listing:
    """The records of a statement that lives as long as its module, those that meet the conditions."""
    return replace(all_of(statement, tuple(order)), conditions=[part for one in conditions for part in conjuncts(one)])


@lru_cache(maxsize=100)
def all_of(statement: Select[Any], order: tuple[ColumnElement[Any], ...]) -> Listing:
    """All records of a statement."""
    if (listing := Listing.of(statement, order)) is None:
        raise TypeError("this statement lists no records")
    return listing


def merge(snapshot: Snapshot, asked: Asked, listings: Sequence[Listing], rows: Rows, assemble: Assemble[T]) -> Page[T]:
    """One page of several lists in one; `rows` selects the rows of picked ids, in the order of their keys."""
    return planned_page(snapshot, asked, listings[0].order, *planned(snapshot, rows, listings, rows), assemble)


def planned_page(
    snapshot: Snapshot,
    asked: Asked,
    order: Sequence[ColumnElement[Any]],
    plan: Plan,
    values: Mapping[str, Any],
    assemble: Assemble[T],
    whole: int | None = None,
) -> Page[T]:
    """The page that a plan reads; `whole`: the total, where it is known."""
    last = decode_cursor(asked, snapshot.release, order)
    total = snapshot.scalar(plan.counted, **values, counted=COUNTED + 1) if whole is None else whole
    after = {f"last_{place}": value for place, value in enumerate(last or ())}
    rows = snapshot.all(plan.following if last else plan.first, **values, **after, limit=asked.limit + 1)
    return page_of(snapshot, asked, order, total, rows, assemble, exact=whole is not None)


def page_of(
    snapshot: Snapshot,
    asked: Asked,
    order: Sequence[ColumnElement[Any]],
    total: int,
    rows: Sequence[Any],
    assemble: Assemble[T],
    *,
    exact: bool = False,
) -> Page[T]:
    """The page of rows of which one more than it holds was read; they end with their keys."""
    more, rows = len(rows) > asked.limit, rows[: asked.limit]
    key = rows[-1][-len(order) :] if more else ()
    return Page(
        results=assemble(snapshot, rows),
        total=total,
        total_exact=exact or total <= COUNTED,
        next=asked.address(encode_cursor(snapshot.release, asked.fingerprint(), key)) if more else None,
        facets={},
        filters=named(snapshot, asked.query),
        release=str(snapshot.release),
    )


def total_of(snapshot: Snapshot, root: Table) -> int | None:
    """How many records of its type there are, as the release has counted them."""
    counts = snapshot.scalar(COUNTS, id=snapshot.release)
    return None if counts is None else int(counts.get(root.name.replace("_", "-"), 0))


def read_plainly(
    snapshot: Snapshot, statement: Select[Any], order: Sequence[ColumnElement[Any]], last: list[Any] | None, limit: int
) -> tuple[int, Sequence[Any]]:
    """The total and the rows of a statement that lists no records but what belongs to one; its first column is of the
    table that it begins with.
    """
    matches = statement.with_only_columns(next(iter(statement.selected_columns))).limit(COUNTED + 1).subquery()
    total = snapshot.scalar(select(func.count()).select_from(matches))
    page = statement.add_columns(*(column.label(f"{KEY}{place}") for place, column in enumerate(order)))
    page = page.order_by(*order).limit(limit)
    page = page if last is None else page.where(*walks.after(order, last))
    return total, snapshot.all(page)


async def answer_list(
    database: Database,
    asked: Asked,
    statement: Select[Any],
    order: Sequence[ColumnElement[Any]],
    assemble: Assemble[T],
    owner: Callable[[Snapshot], object] = lambda snapshot: None,
) -> Response[Page[T]]:
    """The page; `owner` raises what is answered where the record whose list it is does not exist."""

    def read(snapshot: Snapshot) -> Page[T]:
        owner(snapshot)
        return paginate(snapshot, asked, statement, order, assemble)

    return await answer(database, read)


async def answer(database: Database, read: Callable[[Snapshot], Page[T]]) -> Response[Page[T]]:
    page = await database.read(read)
    return Response(page, headers=headers(page))


def headers(page: Listed) -> dict[str, str]:
    """Where the next page is and how many records there are: what is no JSON says it nowhere else."""
    links = {"Link": f'<{page.next}>; rel="next"'} if page.next else {}
    return {RELEASE_HEADER: page.release, TOTAL_HEADER: str(page.total), **links}
