"""Which index of a table leads through it in the order of a list, and which of the list's filters it begins with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any, Protocol

from sqlalchemy import Column, ColumnElement, Enum, GenerativeSelect, Index, Null, Select, Table, and_, func, true
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import BinaryExpression, BindParameter, BooleanClauseList

MOST = 150  # arms of one list: an actor may have an entry in each of many volumes
Condition = ColumnElement[bool]
Conditions = Sequence[Condition]
Columns = Sequence[ColumnElement[Any]]


class Looking(Protocol):
    """Finds the rows of a statement: a snapshot, or what notes which statements there are."""

    def all(self, statement: Any, /) -> Sequence[Any]: ...


def bare(condition: Any) -> Any:
    """Without its brackets."""
    return getattr(condition, "element", condition)


def parts(condition: Condition, operator: Any) -> list[Condition]:
    """What a condition joins by AND, or by OR."""
    inner = bare(condition)
    if isinstance(inner, BooleanClauseList) and inner.operator is operator:
        return [part for clause in inner.clauses for part in parts(clause, operator)]
    return [condition]


def conjuncts(condition: Condition | None) -> list[Condition]:
    return [] if condition is None else parts(condition, operators.and_)


def alternatives(condition: Condition) -> list[Condition]:
    """Conditions of which exactly one holds where this one does."""
    found = parts(condition, operators.or_)
    return [and_(one, *(other.is_not(true()) for other in found[:place])) for place, one in enumerate(found)]


def unindexed(condition: Condition) -> Condition:
    """The same, of no use to look rows up by."""
    if not isinstance(condition, BinaryExpression) or not isinstance(condition.left, Column):
        return condition
    hidden = func.coalesce(condition.left, condition.left)
    return BinaryExpression(hidden, condition.right, condition.operator, negate=condition.negate)


def without(conditions: Conditions, used: Conditions) -> list[Condition]:
    return [one for one in conditions if all(one is not other for other in used)]


@dataclass(frozen=True, slots=True)
class Link:
    """A filter by rows that point at the records: `key IN (SELECT key FROM table WHERE where)`."""

    table: Table
    key: ColumnElement[int]
    where: Conditions


def link_of(condition: Any, key: ColumnElement[int]) -> Link | None:
    """The link that a condition on the records' key is; None for any other condition."""
    if not (
        isinstance(condition, BinaryExpression) and condition.operator is operators.in_op and condition.left is key
    ):
        return None
    inner = bare(condition.right)
    if not isinstance(inner, Select) or inner.whereclause is None:
        return None
    (source, *others), (own, *_) = inner.get_final_froms(), inner.selected_columns
    return None if others or not isinstance(source, Table) else Link(source, own, conjuncts(inner.whereclause))


class Values:
    """The values that the filters leave to a column: those asked for, else all of a vocabulary."""

    def __init__(self, snapshot: Looking, conditions: Conditions) -> None:
        self.snapshot, self.conditions = snapshot, conditions
        self.known: dict[ColumnElement[Any], tuple[Condition | None, list[Any]]] = {}

    def of(self, column: ColumnElement[Any]) -> tuple[Condition | None, list[Any]]:
        """The filter and the values, no values where they are not known."""
        if column not in self.known:
            asked = next(filter(None, (self.asked(column, one) for one in self.conditions)), None)
            every = list(column.type.enums) if isinstance(column.type, Enum) else []
            self.known[column] = asked or (None, every)
        return self.known[column]

    def asked(self, column: ColumnElement[Any], condition: Condition) -> tuple[Condition, list[Any]] | None:
        if not isinstance(condition, BinaryExpression) or condition.left is not column:
            return None
        right = condition.right
        if condition.operator is operators.eq and isinstance(right, BindParameter):
            return condition, [right.value]
        if condition.operator is operators.in_op and isinstance(right, BindParameter):
            return condition, list(right.value or ())
        if condition.operator is operators.is_ and isinstance(right, Null):
            return condition, [None]
        found = few_of(self.snapshot, condition)
        return None if found is None else (condition, found)


def few_of(snapshot: Looking, condition: Any) -> list[Any] | None:
    """What the SELECT of an IN finds; None for any other condition, and for one that finds too many."""
    if not isinstance(condition, BinaryExpression) or condition.operator is not operators.in_op:
        return None
    inner = bare(condition.right)
    if not isinstance(inner, GenerativeSelect):
        return None
    found = [row[0] for row in snapshot.all(inner.limit(MOST + 1))]
    return found if len(found) <= MOST else None


def resolved(snapshot: Looking, conditions: Conditions) -> list[Condition]:
    """The conditions with what their SELECTs find in place of these, where that is little: it is looked up once."""
    found = [(one, few_of(snapshot, one)) for one in conditions]
    return [one if values is None else one.left.in_(values) for one, values in found]


def is_partial(index: Index) -> bool:
    return index.dialect_options["sqlite"]["where"] is not None


def has_few(table: Table, condition: Condition) -> bool:
    """Whether an index holds the rows of the condition alone: those are few."""
    wheres = {str(one.dialect_options["sqlite"]["where"]) for one in table.indexes if is_partial(one)}
    own = {str(part).replace(f"{table.name}.", "") for part in conjuncts(condition)}
    return bool(wheres & own)


@dataclass(frozen=True, slots=True)
class Way:
    """Through an index: the columns before the order, with the values that the filters leave to each.

    `repeats`: whether an arm may meet a record twice, or two arms the same.
    """

    prefix: Columns
    used: Conditions
    values: Sequence[Sequence[Any]]
    repeats: bool

    @property
    def arms(self) -> int:
        return prod(map(len, self.values))

    def conditions(self, all_of_them: Conditions) -> Iterator[list[Condition]]:
        """The conditions of each arm."""
        rest = without(all_of_them, self.used)
        for values in product(*self.values):
            yield [*(column == value for column, value in zip(self.prefix, values, strict=True)), *rest]


def best_way(snapshot: Looking, table: Table, conditions: Conditions, order: Columns) -> Way | None:
    """Through the index that begins with most filters, with the fewest arms; None where none begins with one."""
    values = Values(snapshot, conditions)
    found = [way for index in sorted(table.indexes, key=named) if (way := way_through(index, values, order))]
    return min(found, key=lambda way: (-len(way.used), way.arms), default=None)


def named(index: Index) -> str:
    return str(index.name)


def way_through(index: Index, values: Values, order: Columns) -> Way | None:
    columns = list(index.columns)
    start = place_of([str(column.key) for column in order], [str(column.key) for column in columns])
    if not start or is_partial(index):
        return None
    asked = [values.of(column) for column in columns[:start]]
    used = [condition for condition, _ in asked if condition is not None]
    if not used or any(condition is None and not known for condition, known in asked):
        return None
    known = [found for _, found in asked]
    between = columns[start + len(order) : -1]  # what stands between the order and the record's key
    once = index.unique and prod(map(len, known)) == 1 and all(len(values.of(column)[1]) == 1 for column in between)
    return Way(columns[:start], used, known, repeats=not once)


def place_of(wanted: list[str], there: list[str]) -> int | None:
    """Where a run of names stands in another."""
    places = range(len(there) - len(wanted) + 1)
    return next((place for place in places if there[place : place + len(wanted)] == wanted), None)
