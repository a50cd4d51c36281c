"""Facets: how many records have which value, under every filter but the facet's own, and the way to each."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from litestar.openapi.spec import Example
from litestar.params import QueryParameter
from sqlalchemy import ColumnElement, Select, Subquery

from api import walks
from api.counting import Counted, Counting
from api.db import Snapshot
from api.errors import bad_parameter
from api.paging import COUNTED, Asked, Facet
from api.walks import Listing

MOST = 20  # values of a facet, beside the selected
PARAMETERS = {"year": "date"}  # the filters of the others have their names
Filters = Mapping[str, Sequence[ColumnElement[bool]]]  # by the parameter that sets them
Facets = Mapping[str, Counting]  # by the name that asks for them, which is a filter's


def parameter(known: Iterable[str]) -> Any:
    """`facets=` of one list."""
    names = list(known)
    one = "|".join(names)
    return QueryParameter(
        name="facets",
        description=f"What to count the records by: one or several of {', '.join(names)}, with commas between them. "
        "Each is counted under every filter but its own.",
        examples=[Example(value=",".join(names[:2]))],
        schema_extra={"pattern": f"^({one})(,({one}))*$"},
        max_length=500,
    )


def wanted(value: str | None, known: Iterable[str]) -> list[str]:
    """The facets that `facets=` names, each once; a 400 for one that there is not."""
    named, there = list(dict.fromkeys(value.split(","))) if value is not None else [], list(known)
    for name in named:
        if name not in there:
            raise bad_parameter("facets", f"{name!r} is not a facet of this list", there)
    return named


@dataclass(frozen=True, slots=True)
class Matches:
    """The first of the records that match, in the order of the list, and whether they are all."""

    ids: Subquery
    whole: bool

    @classmethod
    def of(cls, snapshot: Snapshot, statement: Select[Any], order: Sequence[ColumnElement[Any]]) -> "Matches":
        listing = Listing.of(statement, order)
        if listing is None:
            raise TypeError("what is counted by values is a list of records")
        arms = walks.arms(snapshot, listing)
        found = snapshot.scalar(walks.counted(arms, COUNTED + 1))
        return cls(walks.picked(arms, None, COUNTED), found <= COUNTED)


def count(
    snapshot: Snapshot,
    asked: Asked,
    rows: Select[Any],
    order: Sequence[ColumnElement[Any]],
    filters: Filters,
    facets: Facets,
) -> dict[str, list[Facet]]:
    """Each facet of a list; those that are not filtered by share what is looked up."""
    sent, met, found = dict(asked.query), dict[str, Matches](), dict[str, list[Facet]]()
    for name, counting in facets.items():
        parameter = PARAMETERS.get(name, name)
        key = parameter if filters.get(parameter) else ""
        if key not in met:
            others = [one for other, conditions in filters.items() if other != key for one in conditions]
            met[key] = Matches.of(snapshot, rows.where(*others), order)
        counted = counting.count(snapshot, met[key].ids, parameter, sent)
        selected = [one.value for one in counted if one.selected]
        found[name] = facet(asked, parameter, counted, selected, exact=met[key].whole, several=counting.several)
    return found


def facet(
    asked: Asked, parameter: str, counted: Sequence[Counted], selected: Collection[str], *, exact: bool, several: bool
) -> list[Facet]:
    """The most frequent values and the selected ones; `several`: the filter takes more than one at a time."""
    ordered = sorted(counted, key=lambda found: (-found.count, found.label, found.value))
    shown = [found for place, found in enumerate(ordered) if place < MOST or found.value in selected]
    return [
        Facet(
            value=found.value,
            label=found.label,
            count=found.count,
            selected=found.value in selected,
            href=toggled(asked, parameter, found.value, selected, several),
            exact=exact,
        )
        for found in shown
    ]


def toggled(asked: Asked, parameter: str, value: str, selected: Collection[str], several: bool) -> str:
    """The first page of the list with the value chosen too, or, if it was, without it."""
    kept = [one for one in sorted(selected) if one != value] if several else []
    chosen = kept if value in selected else [*kept, value]
    pairs = [pair for pair in asked.query if pair[0] != parameter]
    pairs += [(parameter, ",".join(chosen))] if chosen else []
    return Asked(asked.path, sorted(pairs), asked.limit, None).address(None)
