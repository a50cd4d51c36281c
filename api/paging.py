"""Lists: a page of a statement in a total order, its total, and the cursor of the next page."""

import base64
import binascii
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import urlencode

import msgspec
from litestar import Response
from msgspec import Meta
from sqlalchemy import ColumnElement, Select, func, literal, tuple_

from api.db import Database, Snapshot
from api.errors import ProblemError, bad_parameter

VERSION = 1
RELEASE_HEADER = "Parallel38-Release"

T = TypeVar("T")
Assemble = Callable[[Snapshot, Sequence[Any]], list[T]]


class Facet(msgspec.Struct):
    value: Annotated[str, Meta(description="What to send as the filter's value.")]
    label: Annotated[str, Meta(description="The value for readers.")]
    count: Annotated[int, Meta(ge=0, description="Records with it, under all other filters.")]
    selected: Annotated[bool, Meta(description="Whether this request filters by it.")]
    href: Annotated[str, Meta(description="The list with this value chosen, or given up if it is selected.")]


class Page(msgspec.Struct, Generic[T]):
    results: Annotated[list[T], Meta(description="The records of this page, in the list's order.")]
    total: Annotated[int, Meta(ge=0, description="How many records the filters match.")]
    total_exact: Annotated[bool, Meta(description="False where the total is a lower bound.")]
    next: Annotated[str | None, Meta(description="Address of the next page; null on the last.")]
    facets: Annotated[dict[str, list[Facet]], Meta(description="Counts by the values of a field, where asked for.")]
    release: Annotated[str, Meta(description="The release of the data that this page shows.")]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for, apart from its filters: which address, from where, how many."""

    path: str
    query: list[tuple[str, str]]  # the filters, without cursor and limit
    limit: int
    cursor: str | None

    def fingerprint(self) -> str:
        """Ties a cursor to its list and filters."""
        text = self.path + "?" + urlencode(self.query)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def address(self, cursor: str | None) -> str:
        size = [("limit", str(self.limit))] if self.limit != DEFAULT_LIMIT else []
        pairs = self.query + size + ([("cursor", cursor)] if cursor else [])
        return f"{self.path}?{urlencode(pairs)}" if pairs else self.path


DEFAULT_LIMIT = 20


def encode_cursor(release: int, fingerprint: str, last: Sequence[Any]) -> str:
    packed = msgspec.json.encode([VERSION, release, fingerprint, list(last)])
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def decode_cursor(asked: Asked, release: int, columns: Sequence[ColumnElement[Any]]) -> list[Any] | None:
    """The last key of the page before; a 400 for another list's or a garbled cursor, a 410 for another release's."""
    if asked.cursor is None:
        return None
    refused = bad_parameter("cursor", "is not one that this list gave out for these filters; start without it")
    try:
        packed = base64.b64decode(asked.cursor + "=" * (-len(asked.cursor) % 4), altchars=b"-_", validate=True)
        version, made_in, fingerprint, last = msgspec.json.decode(packed, type=tuple[int, int, str, list[int | str]])
    except (binascii.Error, ValueError, msgspec.DecodeError):
        raise refused from None
    if version != VERSION or fingerprint != asked.fingerprint() or not fits(last, columns):
        raise refused
    if made_in != release:
        start = asked.address(None)
        raise ProblemError("release-changed", f"The data changed since the first page; start again at {start}")
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


def paginate(
    snapshot: Snapshot, asked: Asked, statement: Select[Any], order: Sequence[ColumnElement[Any]], assemble: Assemble[T]
) -> Page[T]:
    """One page; `order` is total (its last column is unique) and its columns are named in the statement."""
    last = decode_cursor(asked, snapshot.release, order)
    total = snapshot.scalar(statement.with_only_columns(func.count()))
    page = statement.order_by(*order).limit(asked.limit + 1)
    if last is not None:
        keys = [literal(value, column.type) for value, column in zip(last, order, strict=True)]
        page = page.where(order[0] >= keys[0], tuple_(*order) > tuple_(*keys))
    rows = snapshot.all(page)
    more = len(rows) > asked.limit
    rows = rows[: asked.limit]
    key = [rows[-1]._mapping[str(column.key)] for column in order] if more else []
    return Page(
        results=assemble(snapshot, rows),
        total=total,
        total_exact=True,
        next=asked.address(encode_cursor(snapshot.release, asked.fingerprint(), key)) if more else None,
        facets={},
        release=str(snapshot.release),
    )


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

    page = await database.read(read)
    links = {"Link": f'<{page.next}>; rel="next"'} if page.next else {}
    return Response(page, headers={RELEASE_HEADER: page.release, **links})
