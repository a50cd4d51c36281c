"""Statements that are compiled once: building and compiling one costs more than what a database does with it.

SQLAlchemy writes the text, and says how values go in and come out; the driver alone is at work when one is sent.
"""

from bisect import bisect_left
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple

from sqlalchemy import Dialect, Enum
from sqlalchemy.sql.selectable import SelectBase
from sqlalchemy.types import TypeEngine

# Of the lists that statements take; a shorter one is filled up with its last value, so that few texts serve all.
SIZES = (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 32_000)
FORMS = 48  # of one statement that are kept: for each dialect and each size of its lists
Process = Callable[[Any], Any]


@lru_cache(maxsize=1000)
def size_for(count: int) -> int:
    """The size that a list of so many is filled up to; its own where it is longer than all."""
    place = bisect_left(SIZES, count)
    return SIZES[place] if place < len(SIZES) else count


class Marked:
    """A value that stands in a statement for all values that will be given by its name."""

    name: str


class MarkedInt(Marked, int):
    pass


class MarkedStr(Marked, str):
    pass


def can_be_marked(value: Any) -> bool:
    return type(value) in {int, str}


def marked(value: Any, name: str) -> Any:
    """The value, to be given by name; raises TypeError for one that is neither a number nor text."""
    if not can_be_marked(value):
        raise TypeError(f"{value!r} cannot be given by name; only whole numbers and texts can")
    found: MarkedInt | MarkedStr = MarkedInt(value) if isinstance(value, int) else MarkedStr(value)
    found.name = name
    return found


class Prepared:
    """A statement that takes its `bindparam`s by name, a list where they are expanding; all other values are fixed."""

    def __init__(self, statement: SelectBase) -> None:
        self.statement = statement
        self.lists: Sequence[str] | None = None
        self.form = lru_cache(maxsize=FORMS)(self.compiled)

    def form_for(self, dialect: Dialect, parameters: Mapping[str, Any]) -> "Form":
        """Raises KeyError for a list that is not given."""
        if self.lists is None:
            binds = self.statement.compile(dialect=dialect).binds
            self.lists = [name for name, bind in binds.items() if bind.required and bind.expanding]
        return self.form(dialect, *map(size_for, map(len, map(parameters.__getitem__, self.lists))))

    def compiled(self, dialect: Dialect, *sizes: int) -> "Form":
        compiled: Any = self.statement.compile(dialect=dialect)
        named = {name: bind for name, bind in compiled.binds.items() if bind.required}
        lists = {name: [None] * size for name, size in zip(self.lists or (), sizes, strict=True)}
        state = compiled.construct_expanded_state({**dict.fromkeys(named), **lists})
        of_lists = {one: name for name in lists for one in state.parameter_expansion.get(name, ())}
        slots = []
        for placed in state.positiontup:
            name, process = of_lists.get(placed, placed), state.processors.get(placed)
            if placed not in of_lists:
                slots.append(slot(placed, placed in named, state.parameters[placed], process))
            elif placed == state.parameter_expansion[name][0]:  # the others follow it
                slots.append(Slot(name, len(lists[name]), process, None))
        columns = self.statement.selected_columns
        return Form(state.statement, slots, tuple(columns.keys()), [column.type for column in columns], dialect)


class Slot(NamedTuple):
    """Where values go: those of a list of some size, one that is given by name, or a fixed one."""

    name: str | None
    size: int | None
    process: Process | None
    fixed: Any


def slot(name: str, is_named: bool, value: Any, process: Process | None) -> Slot:
    if is_named or isinstance(value, Marked):
        return Slot(value.name if isinstance(value, Marked) else name, None, process, None)
    return Slot(None, None, None, process(value) if process else value)


class Form:
    """A statement as one dialect is sent it."""

    def __init__(
        self,
        sql: str,
        slots: Sequence[Slot],
        names: tuple[str, ...],
        types: Sequence[TypeEngine[Any]],
        dialect: Dialect,
    ) -> None:
        self.sql, self.slots, self.types, self.dialect = sql, slots, types, dialect
        self.make = maker(names)
        self.readers: Sequence[tuple[int, Process]] | None = None

    def bound(self, parameters: Mapping[str, Any]) -> list[Any]:
        """The values in their places; raises KeyError for one that is not given."""
        found: list[Any] = []
        for name, size, process, fixed in self.slots:
            if name is None:
                found.append(fixed)
                continue
            given = parameters[name]
            if size is None:
                found.append(process(given) if process else given)
            else:
                found += map(process, given) if process else given
                found += found[-1:] * (size - len(given))
        return found

    def rows(self, cursor: Any) -> list[Any]:
        """What the cursor holds, as the models say it is, with the columns as attributes."""
        found: Any = cursor.fetchall()
        if not found:
            return []
        if self.readers is None:
            self.readers = self.learn(cursor.description)
        if self.readers:
            columns: list[Any] = list(zip(*found, strict=True))
            for place, read in self.readers:
                columns[place] = map(read, columns[place])
            found = zip(*columns, strict=True)
        return list(map(self.make, found))

    def learn(self, description: Sequence[Sequence[Any]]) -> Sequence[tuple[int, Process]]:
        """Which columns do not come as the models say, and what makes them so; drivers tell their kind with rows."""
        kinds = zip(self.types, description, strict=True)
        found = (reader(type_, self.dialect, column[1]) for type_, column in kinds)
        return [(place, read) for place, read in enumerate(found) if read]


def reader(type_: TypeEngine[Any], dialect: Dialect, code: Any) -> Process | None:
    if isinstance(type_, Enum) and type_.enum_class:
        known: dict[str | None, Any] = dict(zip(type_.enums, type_.enum_class, strict=True))
        return {**known, None: None}.__getitem__
    return type_.dialect_impl(dialect).result_processor(dialect, code)


@lru_cache(maxsize=1000)
def maker(names: tuple[str, ...]) -> Callable[[tuple[Any, ...]], Any]:
    """Makes a row of a tuple: the same, with the columns as attributes."""
    return partial(tuple.__new__, namedtuple("Row", names, rename=True))


prepared = lru_cache(maxsize=500)(Prepared)  # of statements that live as long as their modules
