"""Records as rows of a table: a Struct's fields become columns, the same whatever the records hold.

A reference gives `x_id` and `x_label`, a shape within a shape its fields after its name (`date_earliest`). What can be
several stands in one cell, divided by ` | ` (within such a part by `; `), in the same order in each of the columns that
belong together; what is not said is empty. A cell that a spreadsheet would take for a formula (it begins
with `=`, `+`, `-` or `@`, and is no number) gets an apostrophe before it.
"""

import csv
import io
import re
import types
import typing
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import msgspec

from api.refs import Ref

DIVIDERS = (" | ", "; ")
FORMULA = re.compile(r"'*[=+\-@\t\r]")  # what an apostrophe was put before gets another, so that one can be dropped
NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?")
Path = tuple[str, ...]


def unwrapped(hint: Any) -> Any:
    """The type that is left when annotations, None and lists are taken off."""
    while True:
        origin, inner = typing.get_origin(hint), typing.get_args(hint)
        if origin in {typing.Annotated, list}:
            hint = inner[0]
        elif origin in {typing.Union, types.UnionType}:
            hint = next(one for one in inner if one is not types.NoneType)
        else:
            return hint


def is_list(hint: Any) -> bool:
    """Whether a cell of it may hold several."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return is_list(inner[0])
    if origin in {typing.Union, types.UnionType}:
        return any(is_list(one) for one in inner)
    return origin is list


@cache
def columns(shape: type[msgspec.Struct]) -> tuple[Path, ...]:
    """The paths of attributes that give the cells of a row."""
    found: list[Path] = []
    hints = typing.get_type_hints(shape, include_extras=True)
    for field in shape.__struct_fields__:
        inner = unwrapped(hints[field])
        if inner is Ref:
            found += [(field, "id"), (field, "label")]
        elif isinstance(inner, type) and issubclass(inner, msgspec.Struct):
            found += [(field, *path) for path in columns(inner)]
        else:
            found.append((field,))
    return tuple(found)


def wanted(shape: type[msgspec.Struct], only: Collection[str] | None) -> list[Path]:
    """The columns of those fields alone, of all where it is None."""
    return [path for path in columns(shape) if only is None or path[0] in only]


def header(shape: type[msgspec.Struct], only: Collection[str] | None = None) -> list[str]:
    """The names of the columns, as JSON names the fields (`from`, not `from_`)."""
    return ["_".join(part.rstrip("_") for part in path) for path in wanted(shape, only)]


def cell(record: Any, path: Path) -> str:
    return guarded(joined(record, path))


def joined(found: Any, path: Path, dividers: Sequence[str] = DIVIDERS) -> str:
    """The texts at the end of a path; what is several within several has a divider of its own."""
    if isinstance(found, list):
        return dividers[0].join(joined(one, path, dividers[1:] or dividers) for one in found)
    if path and found is not None:
        return joined(getattr(found, path[0]), path[1:], dividers)
    return written(found)


def written(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else msgspec.json.encode(value, order="deterministic").decode()


def guarded(text: str) -> str:
    """A number stays a number, below nought too."""
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text


def rows(
    shape: type[msgspec.Struct], records: Iterable[Any], only: Collection[str] | None = None
) -> Iterator[list[str]]:
    paths = wanted(shape, only)
    for record in records:
        yield [cell(record, path) for path in paths]


def plain_rows(shape: type[msgspec.Struct], records: Iterable[Any]) -> Iterator[list[str]]:
    """The same for a database, where nothing is taken for a formula."""
    for record in records:
        yield [joined(record, path) for path in columns(shape)]


def as_csv(
    shape: type[msgspec.Struct],
    records: Sequence[Any],
    *,
    header_row: bool = True,
    only: Collection[str] | None = None,
) -> bytes:
    """RFC 4180, UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    if header_row:
        writer.writerow(header(shape, only))
    writer.writerows(rows(shape, records, only))
    return text.getvalue().encode()


def as_ndjson(records: Iterable[Any]) -> bytes:
    """One JSON record a line, as lists have them."""
    return b"".join(msgspec.json.encode(record) + b"\n" for record in records)
