"""How a list is read, worked out once for each form of its filters: their values come and go, the statements stay.

The form of a filter is what SQLAlchemy keys its own cache with, which leaves the values out, and how many values there
are. Where the way through the indexes depends on what a filter's SELECT finds, that is looked up first, and how much
is found decides how to go on.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Integer, Select, Subquery, bindparam
from sqlalchemy.sql.selectable import GenerativeSelect
from sqlalchemy.sql.visitors import replacement_traverse

from api import walks
from api.db import Snapshot
from api.prepared import Prepared, can_be_marked, marked
from api.walks import Listing

MOST = 300  # forms of lists that are kept
LIMIT: BindParameter[int] = bindparam("limit", type_=Integer)
COUNTED: BindParameter[int] = bindparam("counted", type_=Integer)
Rows = Callable[[Subquery], Select[Any]]
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """The statements of a list, which take the values of its filters: its total, no higher than `counted`, and its rows
    up to `limit`, the first or those that follow a key, `last_0` and so on.
    """

    counted: Prepared
    first: Prepared
    following: Prepared


# What comes next, by how many values each look-up before has found.
Steps = dict[tuple[int, ...], Prepared | Plan]
KEPT: dict[Hashable, Steps] = {}
KEEPING = Lock()


def planned(snapshot: Snapshot, name: Hashable, listings: Sequence[Listing], rows: Rows) -> tuple[Plan, Values]:
    """The plan for one or several lists in one, and the values that it takes of their conditions.

    `rows` makes the statement of picked ids. It stays, and so do the joins and the order of each table's list, for as
    long as there is the name.
    """
    form = Form()
    for listing in listings:
        form.add(listing)
    steps, looked = kept((name, *form.key)), Looked(snapshot, form.values)
    while not isinstance(step := steps.get(looked.found), Plan):
        if step is None:
            steps |= work_out(snapshot, form, rows)
        else:
            looked.up(step)
    return step, form.values


def kept(key: Hashable) -> Steps:
    """What is known of a form; the oldest makes room for a new one."""
    if (steps := KEPT.get(key)) is None:
        with KEEPING:
            steps = KEPT.setdefault(key, {})
            while len(KEPT) > MOST:
                del KEPT[next(iter(KEPT))]
    return steps


@dataclass(slots=True)
class Form:
    """Lists without the values of their conditions, and these by name; `names` are those of the conditions' binds."""

    key: list[Hashable] = field(default_factory=list)
    values: Values = field(default_factory=dict)
    listings: list[Listing] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)

    def add(self, listing: Listing) -> None:
        self.listings.append(listing)
        self.key.append(listing.root)
        for condition in listing.conditions:
            key: Any = condition._generate_cache_key()
            self.key.append(key.key)
            self.names |= {id(bind): self.take(bind.value) for bind in key.bindparams}

    def take(self, value: Any) -> str:
        """The name of a value, or what the names of a list's begin with."""
        name = f"value_{len(self.values)}of{len(self.key)}"
        if isinstance(value, list | tuple):
            self.key.append(len(value))
            for place, one in enumerate(value):
                self.name(f"{name}_{place}", one)
        else:
            self.name(name, value)
        return name

    def name(self, name: str, value: Any) -> None:
        """A value that cannot be given by name is part of the form."""
        if can_be_marked(value):
            self.values[name] = value
        else:
            self.key.append(value)

    def marked(self) -> list[Listing]:
        """The lists with marks in the place of the values."""
        return [
            replace(one, conditions=[with_marks(condition, self.names) for condition in one.conditions])
            for one in self.listings
        ]


def with_marks(condition: ColumnElement[bool], names: Mapping[int, str]) -> ColumnElement[bool]:
    def with_mark(element: Any, **_: Any) -> Any:
        if (name := names.get(id(element))) is None:
            return None
        value = element.value
        if isinstance(value, list | tuple):
            value = [mark(one, f"{name}_{place}") for place, one in enumerate(value)]
        else:
            value = mark(value, name)
        return element._with_value(value)

    return replacement_traverse(condition, {}, with_mark)


def mark(value: Any, name: str) -> Any:
    return marked(value, name) if can_be_marked(value) else value


class Looked:
    """What was looked up on the way to a plan: `found` counts the values of each look-up."""

    def __init__(self, snapshot: Snapshot, values: Values) -> None:
        self.snapshot, self.values, self.found = snapshot, values, tuple[int, ...]()

    def up(self, statement: Prepared) -> list[Any]:
        """The values that a statement finds, marked; they are among the values of the plan from now on."""
        found = {f"found_{len(self.found)}_{place}": row[0] for place, row in enumerate(self.rows(statement))}
        self.values |= found
        self.found += (len(found),)
        return [marked(value, name) for name, value in found.items()]

    def rows(self, statement: Prepared) -> Sequence[Any]:
        return self.snapshot.all(statement, **self.values)


class Working(Looked):
    """The same while a plan is worked out: what is looked up becomes a step on the way to it."""

    def __init__(self, snapshot: Snapshot, values: Values) -> None:
        super().__init__(snapshot, values)
        self.steps: Steps = {}

    def all(self, statement: GenerativeSelect) -> Sequence[tuple[Any]]:
        step = self.steps[self.found] = Prepared(statement)
        return [(value,) for value in self.up(step)]


def work_out(snapshot: Snapshot, form: Form, rows: Rows) -> Steps:
    """All steps to the plan, for as much as is found now."""
    working, listings = Working(snapshot, dict(form.values)), form.marked()
    arms = [arm for listing in listings for arm in walks.arms(working, listing)]
    last = [bindparam(f"last_{place}", type_=column.type) for place, column in enumerate(listings[0].order)]
    first, following = (Prepared(rows(walks.picked(arms, key, LIMIT))) for key in (None, last))
    working.steps[working.found] = Plan(Prepared(walks.counted(arms, COUNTED)), first, following)
    return working.steps
