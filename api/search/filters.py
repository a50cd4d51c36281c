"""The filters of a search: marks for the index, and the days."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import ColumnElement, and_

from api import edtf, params
from api.dates import Days, read_days
from api.db import Snapshot
from api.models.corpus import SearchEntry
from api.models.record import table
from api.models.vocabulary import ActorKind, CausalKind, DocumentKind, EventKind, InterpretationKind, RecordType
from api.models.vocabulary import SourceKind as Sources
from api.search import marks

entry = table(SearchEntry)
KINDS = list(
    dict.fromkeys(
        kind.value
        for vocabulary in (EventKind, DocumentKind, InterpretationKind, ActorKind, Sources, CausalKind)
        for kind in vocabulary
    )
)
YEAR = re.compile(r"[1-9]\d{3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Filters:
    """Of each group an entry must have one mark, and none of `none_of`; `days` bound it exactly.

    The groups are named after their parameters; one that is empty matches nothing.
    """

    groups: Mapping[str, list[str]] = field(default_factory=dict)
    none_of: tuple[str, ...] = ()
    days: Days | None = None
    within: bool = False

    @property
    def impossible(self) -> bool:
        return not all(self.groups.values())

    def without(self, name: str) -> "Filters":
        """All but one, for counting its values."""
        groups = {other: found for other, found in self.groups.items() if other != name}
        undated = replace(self, days=None, none_of=()) if name == "date" else self
        return replace(undated, groups=groups)

    def conditions(self) -> list[ColumnElement[bool]]:
        """What marks of months and years cannot say exactly."""
        if self.days is None:
            return []
        first, last = self.days.start, self.days.end
        if self.within:
            first, last = max(first, edtf.NO_LOWER + 1), min(last, edtf.NO_UPPER - 1)
            return [and_(entry.c.lo >= first, entry.c.hi <= last)]
        return [and_(entry.c.lo <= min(last, edtf.NO_UPPER - 1), entry.c.hi >= first)]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The filters as the request has them."""

    type: str | None = None
    source: str | None = None
    actor: str | None = None
    kind: str | None = None
    date: str | None = None
    date_match: str = "overlaps"

    def selected(self, name: str) -> set[str]:
        """The values that the request filters a facet by."""
        if name == "year":
            return {self.date} if self.date and YEAR.fullmatch(self.date) else set()
        value: str | None = getattr(self, name)
        return set(value.split(",")) if value else set()

    def checked(self) -> "Chosen":
        """The same; raises a 400 for a value that no filter can have."""
        if self.type is not None:
            params.chosen("type", self.type, RecordType)
        if self.kind is not None:
            params.chosen_of("kind", self.kind, KINDS)
        for name, value in (("source", self.source), ("actor", self.actor)):
            if value is not None:
                params.slugs(name, value)
        if self.date is not None:
            read_days("date", self.date)
        return self


def resolved(snapshot: Snapshot, chosen: Chosen) -> Filters:
    """The filters by internal keys."""
    groups: dict[str, list[str]] = {}
    for name in ("type", "kind"):
        if value := getattr(chosen, name):
            groups[name] = [f"{name}={one}" for one in value.split(",")]
    for name, kind in (("source", RecordType.SOURCE), ("actor", RecordType.ACTOR)):
        if value := getattr(chosen, name):
            groups[name] = [f"{name}={row.id}" for row in snapshot.all(params.keys(name, value, kind))]
    return dated(groups, chosen)


def dated(groups: dict[str, list[str]], chosen: Chosen) -> Filters:
    if chosen.date is None:
        return Filters(groups)
    days, within = read_days("date", chosen.date), chosen.date_match == "within"
    spanned = marks.overlapping(days.start, days.end)
    none_of = (marks.UNCERTAIN,) if within else ()
    return Filters(groups | ({"date": spanned} if spanned else {}), none_of, days, within)
