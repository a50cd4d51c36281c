"""Names in a query: where its words are the name of an actor, the actor's other names are looked for as well."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select

from api.db import Snapshot
from api.models.actor import Actor
from api.models.corpus import NameKey
from api.models.record import table
from api.prepared import Prepared
from api.refs import IDS
from api.search.query import Phrase, Query, Wanted

LONGEST_NAME = 6  # stretches of a query
MOST_ACTORS = 4  # who have the name; of a name that more have nobody is meant
MOST_FORMS = 6  # other names for one name
MOST_MORE = 12  # other names in one query
actor, name_key = table(Actor), table(NameKey)
identity = func.coalesce(actor.c.same_as_id, actor.c.id)
KNOWN = Prepared(
    select(name_key.c.folded, identity.label("identity"))
    .join(actor, actor.c.id == name_key.c.actor_id)
    .where(name_key.c.folded.in_(IDS))
)
ALL_NAMES = Prepared(
    select(identity.label("identity"), name_key.c.folded)
    .join(actor, actor.c.id == name_key.c.actor_id)
    .where(identity.in_(IDS))
    .order_by(identity, func.length(name_key.c.folded), name_key.c.folded)
    .limit(500)
)

Run = tuple[int, int]  # the first wanted stretch of a name, and the one after its last


@dataclass(frozen=True, slots=True)
class Expanded:
    """The query with the other names, and the identities of the actors whose they are."""

    query: Query
    actors: tuple[int, ...]


def expand(snapshot: Snapshot, query: Query) -> Expanded:
    """Two statements, whatever the query; none where it has no words that could be a name."""
    runs = {run: name for run in possible(query.wanted) if (name := written(query.wanted[slice(*run)]))}
    if not runs:
        return Expanded(query, ())
    known: dict[str, set[int]] = defaultdict(set)
    for row in snapshot.all(KNOWN, ids=sorted(set(runs.values()))):
        known[row.folded].add(row.identity)
    meant = {run: known[runs[run]] for run in chosen(runs, known)}
    if not meant:
        return Expanded(query, ())
    names: dict[int, list[str]] = defaultdict(list)
    for row in snapshot.all(ALL_NAMES, ids=sorted(set().union(*meant.values()))):
        names[row.identity].append(row.folded)
    return rewritten(query, meant, names)


def possible(wanted: Sequence[Wanted]) -> Iterable[Run]:
    """All stretches that follow each other, the longest from each place first."""
    for first in range(len(wanted)):
        for last in range(min(len(wanted), first + LONGEST_NAME), first, -1):
            yield first, last


def written(wanted: Sequence[Wanted]) -> str:
    """The stretches as one name; nothing if one of them is quoted or goes on."""
    phrases = [form[0] for one in wanted for form in one.forms]
    if any(one.quoted for one in wanted) or any(phrase.prefix for phrase in phrases):
        return ""
    return " ".join(word for phrase in phrases for word in phrase.words)


def chosen(runs: Mapping[Run, str], known: Mapping[str, set[int]]) -> list[Run]:
    """The runs that are names, none overlapping another."""
    found: list[Run] = []
    end = 0
    for first, last in runs:
        if first >= end and 0 < len(known.get(runs[first, last], ())) <= MOST_ACTORS:
            found.append((first, last))
            end = last
    return found


def rewritten(query: Query, meant: Mapping[Run, set[int]], names: Mapping[int, list[str]]) -> Expanded:
    wanted: list[Wanted] = []
    actors: dict[int, None] = {}
    place, room = 0, MOST_MORE
    for (first, last), identities in meant.items():
        run = query.wanted[first:last]
        forms = {name: key for key in sorted(identities) for name in others(run, names[key])}
        more = list(forms)[: min(MOST_FORMS, room)]
        room -= len(more)
        actors |= {forms[name]: None for name in more}
        wanted += query.wanted[place:first]
        together = tuple(phrase for one in run for phrase in one.forms[0])
        wanted.append(Wanted((together, *((Phrase(tuple(name.split())),) for name in more))))
        place = last
    wanted += query.wanted[place:]
    return Expanded(replace(query, wanted=tuple(wanted)), tuple(actors))


def others(run: Sequence[Wanted], names: Iterable[str]) -> list[str]:
    """The names that find something else: not those that hold all words of this one, nor a mere part of it."""
    words = set(written(run).split())
    return [name for name in names if not words <= set(name.split()) and not set(name.split()) <= words]
