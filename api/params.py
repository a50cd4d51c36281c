"""The parameters that several lists take: each declared once, with its description and an example."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from litestar import Request
from litestar.di import Provide
from litestar.openapi.spec import Example
from litestar.params import PathParameter, QueryParameter
from sqlalchemy import ColumnElement, CompoundSelect, Select, func, select

from api.dates import DateFilter
from api.db import utc
from api.errors import bad_parameter
from api.models.actor import Actor as ActorTable
from api.models.actor import Source as SourceTable
from api.models.record import Citation as CitationTable
from api.models.record import Record as RecordTable
from api.models.record import Release, table
from api.models.record import Slug as SlugTable
from api.models.vocabulary import Certainty, DateQuality, RecordType
from api.offers import provide_wanted
from api.paging import DEFAULT_LIMIT, Asked
from api.refs import SLUG_PATTERN

Order = Sequence[ColumnElement[Any]]  # of a list; the last column is unique
MOST = 20  # values of one filter
SLUG = SLUG_PATTERN.strip("^$")
record, citation, release, source = table(RecordTable), table(CitationTable), table(Release), table(SourceTable)
slug, actor = table(SlugTable), table(ActorTable)


def refs(description: str, example: str, name: str | None = None) -> Any:
    """A filter by reference: one id, or several with commas between them, any of which may match."""
    pattern = f"^{SLUG}(,{SLUG}){{0,{MOST - 1}}}$"
    told = f"{description} One id, or several with commas for any of them; an id that no record has matches nothing."
    return text(told, example, pattern, name)


WORD = r"[^,\x00-\x20]{1,100}"


def words(description: str, example: str) -> Any:
    """A filter by words that are a file's own: one, or several with commas between them, any of which may match."""
    pattern = f"^{WORD}(,{WORD}){{0,{MOST - 1}}}$"
    return text(f"{description} One value, or several with commas for any of them.", example, pattern)


def choice(description: str, values: Iterable[str], example: str) -> Any:
    """A filter by a vocabulary: one value, or several with commas between them, any of which may match."""
    one = "|".join(values)
    return text(f"{description} One value, or several with commas for any of them.", example, f"^({one})(,({one}))*$")


def text(description: str, example: str, pattern: str, name: str | None = None) -> Any:
    """A parameter whose pattern the document states and we check, for a better message than the framework's."""
    return QueryParameter(
        name=name,
        description=description,
        examples=[Example(value=example)],
        schema_extra={"pattern": pattern},
        max_length=2500,
    )


YEAR = r"[1-9]\d{3}"
MONTH_DAY = r"((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8]))"
LEAP_DAY = r"([1-9]\d(0[48]|[2468][048]|[13579][26])|([2468][048]|[13579][26])00)-02-29"
WHOLE_DAY = f"({YEAR}-{MONTH_DAY}|{LEAP_DAY})"
DAYS = f"({YEAR}(-(0[1-9]|1[0-2]))?|{WHOLE_DAY})"  # every date of the calendar, and no other
CLOCK = r"T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)"
Id = Annotated[
    str,
    PathParameter(
        description="The record's id.",
        schema_extra={"pattern": SLUG_PATTERN, "minLength": 1, "maxLength": 120},
        examples=[Example(value="joseph-stalin")],
    ),
]
Limit = Annotated[int, QueryParameter(ge=1, le=100, description="Records on a page.", examples=[Example(value=20)])]
Cursor = Annotated[
    str | None,
    QueryParameter(
        schema_extra={"pattern": "^[A-Za-z0-9_-]{1,600}$"},
        max_length=600,
        description="Where the next page begins, from `next` of the page before; bound to list, filters, release.",
    ),
]
Source = Annotated[
    str | None, refs("Records cited from this source or from works printed in it.", "major-problems-korea")
]
ChangedSince = Annotated[
    str | None,
    text(
        "Records that changed in our files after this moment (RFC 3339) or after this release.",
        "2026-01-01T00:00:00Z",
        rf"^(\d{{1,9}}|2\d{{3}}-{MONTH_DAY}{CLOCK})$",
    ),
]
Date = Annotated[
    str | None,
    text(
        "Days: YYYY, YYYY-MM, YYYY-MM-DD, or two of them with a slash between, in either order, with `..` for an open "
        "end. Undated records never match.",
        "1950-10-01/1950-10-15",
        rf"^({DAYS}(/({DAYS}|\.\.))?|\.\./{DAYS})$",
    ),
]
READINGS = ("overlaps", "within")
DateMatch = Annotated[
    str | None,
    QueryParameter(
        description="How `date`, which has to be there too, is read: `overlaps` (possibly within, a missing bound "
        "counts as infinite), as without this, or `within` (certainly within, a missing bound or a doubted date never "
        "satisfies).",
        schema_extra={"enum": list(READINGS)},
        examples=[Example(value="within")],
    ),
]
On = Annotated[
    str | None,
    text(
        "A day, `1950-10-13`; or `10-13`, that day of any year, which only dates precise to the day match.",
        "1950-10-13",
        f"^({WHOLE_DAY}|{MONTH_DAY}|02-29)$",
    ),
]
Quality = Annotated[
    str | None, choice("How exact the date is; `disputed` where others date the event otherwise.", DateQuality, "exact")
]
Sureness = Annotated[str | None, choice("How sure it is who spoke, holds or learnt it.", Certainty, "stated")]


def slugs(name: str, value: str) -> list[str]:
    """The ids of a filter by reference; a 400 for what cannot be an id."""
    found = value.split(",")
    if len(found) > MOST:
        raise bad_parameter(name, f"has {len(found)} ids; send at most {MOST}")
    for one in found:
        if not re.fullmatch(SLUG, one):
            wrong = f"{one!r} is not an id, lower-case words joined by hyphens; GET /v1/suggest?q= finds that of a name"
            raise bad_parameter(name, wrong)
    return found


def written(name: str, value: str) -> list[str]:
    """The values of a filter by `words`."""
    found = value.split(",")
    if len(found) > MOST or not all(re.fullmatch(WORD, one) for one in found):
        raise bad_parameter(name, f"takes at most {MOST} values of at most 100 characters each, without spaces")
    return found


QUALITIES = [quality.value for quality in DateQuality]


def chosen(name: str, value: str, vocabulary: type[StrEnum]) -> list[str]:
    """The values of a filter by vocabulary; a 400 that suggests the nearest."""
    return chosen_of(name, value, [member.value for member in vocabulary])


def chosen_of(name: str, value: str, known: list[str]) -> list[str]:
    found = value.split(",")
    for one in found:
        if one not in known:
            near = difflib.get_close_matches(one, known, n=1)
            meant = f"; did you mean {near[0]}?" if near else ""
            raise bad_parameter(
                name, f"{one!r} is not one of its values{meant}", near + [v for v in known if v not in near]
            )
    return found


def enumerated(description: str, values: Iterable[str], example: str) -> Any:
    """A parameter with one value of a few."""
    return QueryParameter(
        description=description, examples=[Example(value=example)], schema_extra={"enum": list(values)}, max_length=40
    )


def ordered(value: str, orders: Mapping[str, Order]) -> Order:
    """The order that `sort` names."""
    if value not in orders:
        raise bad_parameter("sort", f"{value!r} is not one of its values", list(orders))
    return orders[value]


def boolean(name: str, value: str) -> bool:
    if value not in {"true", "false"}:
        raise bad_parameter(name, f"{value!r} is neither true nor false", ["true", "false"])
    return value == "true"


def named(name: str, value: str, kind: RecordType | None = None) -> Select[Any]:
    """The internal keys of the records a filter names, by their old ids too; of any type where several fit."""
    wanted, kinds = slugs(name, value), [kind] if kind else list(RecordType)
    now = func.coalesce(slug.c.moved_to, slug.c.slug)
    slugs_now = select(now).where(slug.c.type.in_(kinds), slug.c.slug.in_(wanted))
    return select(record.c.id).where(record.c.type.in_(kinds), record.c.slug.in_(slugs_now))


def keys(name: str, value: str, kind: RecordType | None = None) -> Select[Any] | CompoundSelect[Any]:
    """The keys of what a filter means: of the records it names, and of the entries that belong to an actor named."""
    found = named(name, value, kind)
    if kind not in {None, RecordType.ACTOR}:
        return found
    return found.union(select(actor.c.id).where(actor.c.same_as_id.in_(found)))


Conditions = list[ColumnElement[bool]]


def among(column: ColumnElement[Any], name: str, value: str | None, kind: RecordType | None = None) -> Conditions:
    """The column points at one of the records the filter names; nothing if the filter is not there."""
    return [] if value is None else [column.in_(keys(name, value, kind))]


def one_of(column: ColumnElement[Any], name: str, value: str | None, vocabulary: type[StrEnum]) -> Conditions:
    """The column has one of the filter's values; nothing if the filter is not there."""
    return [] if value is None else [column.in_(chosen(name, value, vocabulary))]


def from_source(key: ColumnElement[int], value: str) -> ColumnElement[bool]:
    """Records cited from these sources or from works printed in them."""
    tree = select(source.c.id).where(source.c.id.in_(keys("source", value, RecordType.SOURCE))).cte(recursive=True)
    tree = tree.union(select(source.c.id).where(source.c.part_of_id == tree.c.id))
    return key.in_(select(citation.c.record_id).where(citation.c.source_id.in_(select(tree.c.id))))


def changed_since(value: str) -> ColumnElement[bool]:
    """Record time, never history: our files, not the events they tell of."""
    if value.isascii() and value.isdigit() and len(value) < 10:
        return record.c.changed_in > int(value)
    if not re.fullmatch(f"2[0-9]{{3}}-{MONTH_DAY}{CLOCK}", value, re.ASCII):
        raise bad_parameter(
            "changed_since", f"{value!r} is neither a release nor a time; write 42 or 2026-01-01T00:00:00Z"
        )
    return release.c.created_at > utc(datetime.fromisoformat(value))


@dataclass(frozen=True, slots=True)
class Common:
    """The filters that every list takes."""

    source: str | None
    changed_since: str | None

    def conditions(self, key: ColumnElement[int]) -> list[ColumnElement[bool]]:
        return [one for found in self.filters(key).values() for one in found]

    def filters(self, key: ColumnElement[int]) -> dict[str, list[ColumnElement[bool]]]:
        """By parameter."""
        found = {}
        if self.source is not None:
            found["source"] = [from_source(key, self.source)]
        if self.changed_since is not None:
            found["changed_since"] = [changed_since(self.changed_since)]
        return found


def provide_common(source: Source = None, changed_since: ChangedSince = None) -> Common:
    return Common(source, changed_since)


def provide_dates(
    date: Date = None, date_match: DateMatch = None, on: On = None, date_quality: Quality = None
) -> DateFilter:
    return DateFilter(date, reading(date, date_match), on, date_quality)


def reading(date: str | None, date_match: str | None) -> str:
    """How `date` is read; a 400 where `date_match` is no way of reading, or has nothing to read."""
    if date_match is None:
        return READINGS[0]
    if date_match not in READINGS:
        raise bad_parameter("date_match", f"{date_match!r} is not one of its values", READINGS)
    if date is None:
        raise bad_parameter("date_match", "says how `date` is read; send `date` too, or leave this out")
    return date_match


def provide_asked(request: Request[Any, Any, Any], limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None) -> Asked:
    pairs = [pair for pair in request.query_params.multi_items() if pair[0] not in {"cursor", "limit"}]
    return Asked(request.scope["path"], sorted(pairs), limit, cursor)


DEPENDENCIES = {
    "common": Provide(provide_common, sync_to_thread=False),
    "dates": Provide(provide_dates, sync_to_thread=False),
    "asked": Provide(provide_asked, sync_to_thread=False),
    "wanted": Provide(provide_wanted, sync_to_thread=False),
}
