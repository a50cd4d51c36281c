"""The facets of a search, counted from the marks of the entries that match."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import func, select

from api.counting import Counted
from api.db import Snapshot
from api.facets import MOST, facet
from api.models.actor import Actor
from api.models.record import table
from api.paging import Asked, Facet
from api.prepared import Prepared
from api.refs import IDS, LABELS
from api.search.filters import Chosen, Filters
from api.search.marks import OPEN
from api.search.query import Query
from api.search.ranking import Looking, engine_of

FACETS = ["type", "source", "actor", "year", "kind"]
PARAMETERS = {"year": "date"}  # of the others: their own name
actor = table(Actor)
IDENTITIES = Prepared(
    select(actor.c.id, func.coalesce(actor.c.same_as_id, actor.c.id).label("identity")).where(actor.c.id.in_(IDS))
)


def facets(
    snapshot: Snapshot, asked: Asked, query: Query, filters: Filters, chosen: Chosen, names: Iterable[str]
) -> dict[str, list[Facet]]:
    """Each facet under every filter but its own; those that are not filtered by share what is read."""
    read: dict[str, Marked] = {}
    found = {}
    for name in names:
        parameter = PARAMETERS.get(name, name)
        others = filters.without(parameter)
        key = "" if others == filters else parameter
        if key not in read:
            read[key] = matching(snapshot, query, others)
        selected = chosen.selected(name)
        counted = COUNTING[name](snapshot, read[key], name, selected, values(filters.groups.get(name, []), name))
        found[name] = facet(
            asked, parameter, counted, selected, exact=exact_in(read[key], name), several=name != "year"
        )
    return found


def exact_in(marked: "Marked", name: str) -> bool:
    """Whether all are counted: what may be of many years is found by `date` and stands in no year."""
    return marked.exact and not (name == "year" and OPEN in marked.counts)


@dataclass(frozen=True, slots=True)
class Marked:
    """The marks of entries, by the entry and counted; `exact` if they are all that match."""

    entries: list[list[str]]
    counts: Counter[str]
    exact: bool

    def of(self, name: str) -> dict[str, int]:
        """How many entries have each value of one kind of marks."""
        prefix = f"{name}="
        return {mark[len(prefix) :]: count for mark, count in self.counts.items() if mark.startswith(prefix)}


def matching(snapshot: Snapshot, query: Query, filters: Filters) -> Marked:
    if not query.wanted or filters.impossible:
        return Marked([], Counter(), True)
    marks, exact = Looking(snapshot, engine_of(snapshot), query, filters).marks()
    entries = [one.split() for one in marks]
    return Marked(entries, Counter(chain.from_iterable(entries)), exact)


def values(marks: Iterable[str], name: str) -> list[str]:
    return [mark.removeprefix(f"{name}=") for mark in marks]


def by_word(
    snapshot: Snapshot, marked: Marked, name: str, selected: Collection[str], chosen: Sequence[str]
) -> list[Counted]:
    """Values that say what they mean."""
    found = marked.of(name)
    return [Counted(value, value.replace("-", " "), found.get(value, 0)) for value in {*found, *selected}]


def by_source(
    snapshot: Snapshot, marked: Marked, name: str, selected: Collection[str], chosen: Sequence[str]
) -> list[Counted]:
    return labelled(snapshot, {int(key): count for key, count in marked.of(name).items()}, set(map(int, chosen)))


def by_actor(
    snapshot: Snapshot, marked: Marked, name: str, selected: Collection[str], chosen: Sequence[str]
) -> list[Counted]:
    """Entries of lists of persons count for the actor whose they are, once for each record."""
    found = {int(key): count for key, count in marked.of(name).items()}
    rows = snapshot.all(IDENTITIES, ids=sorted({*found, *map(int, chosen)}))
    identity: Mapping[int, int] = {row.id: row.identity for row in rows}
    entries = {f"{name}={key}": meant for key, meant in identity.items() if meant != key}
    together = {**entries, **{f"{name}={meant}": meant for meant in entries.values()}}
    single = Counter(
        {key: count for key, count in found.items() if key in identity and f"{name}={key}" not in together}
    )
    for one in marked.entries if together else ():
        single.update({together[mark] for mark in one if mark in together})
    return labelled(snapshot, single, {identity[key] for key in map(int, chosen) if key in identity})


def labelled(snapshot: Snapshot, found: Mapping[int, int], chosen: set[int]) -> list[Counted]:
    """The most frequent and the chosen ones, with ids and labels for readers."""
    frequent = [key for key, _ in sorted(found.items(), key=lambda item: (-item[1], item[0]))[: 2 * MOST]]
    rows = snapshot.all(LABELS, ids=sorted({*frequent, *chosen}))
    return [Counted(row.slug, row.label, found.get(row.id, 0)) for row in rows]


COUNTING = {"type": by_word, "kind": by_word, "year": by_word, "source": by_source, "actor": by_actor}
