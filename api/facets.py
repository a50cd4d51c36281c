"""Facets: how many records have which value, under every filter but the facet's own, and the way to each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from api.errors import bad_parameter
from api.paging import Asked, Facet

MOST = 20  # values of a facet, beside the selected


@dataclass(frozen=True, slots=True)
class Counted:
    """A value, as the filter takes it and as readers see it."""

    value: str
    label: str
    count: int


def wanted(value: str | None, known: Sequence[str]) -> list[str]:
    """The facets that `facets=` names, each once; a 400 for one that there is not."""
    named = list(dict.fromkeys(value.split(","))) if value is not None else []
    for name in named:
        if name not in known:
            raise bad_parameter("facets", f"{name!r} is not a facet of this list", known)
    return named


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
