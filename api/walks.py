"""How the records of a list are met in its order: along indexes that begin with a filter and go on in the order.

A database that is handed filters and order together may collect all that match and sort them. Here a filter is taken
apart: for each of its values one *arm*, a statement that an index answers from any place in the order on; what the
arms find is merged. Which indexes there are is read from the tables, so that a new one needs no line here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    FromClause,
    Join,
    Select,
    Subquery,
    Table,
    false,
    func,
    literal,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.sql import operators
from sqlalchemy.sql.visitors import replacement_traverse

from api.ways import (
    MOST,
    Columns,
    Conditions,
    Link,
    Looking,
    alternatives,
    best_way,
    conjuncts,
    has_few,
    link_of,
    parts,
    resolved,
    unindexed,
    without,
)

Number = int | BindParameter[int]
KEY = "key_"  # the names of the columns of a key begin with it


@dataclass(frozen=True, slots=True)
class Listing:
    """The parts of a list's statement: its records' table, what is joined to it by keys, the filters, the order."""

    root: Table
    joins: Sequence[Join]
    conditions: Conditions
    order: Columns

    @classmethod
    def of(cls, statement: Select[Any], order: Columns) -> "Listing | None":
        """None for a statement that lists no records."""
        source: FromClause = statement.get_final_froms()[0]
        joins: list[Join] = []
        while isinstance(source, Join):
            joins.insert(0, source)
            source = source.left
        if not isinstance(source, Table) or not {"id", "type"} <= set(source.c.keys()):
            return None
        own = [source.c.get(column.key, column) for column in order]
        return cls(source, joins, conjuncts(statement.whereclause), own)

    def joined(self, source: FromClause, *needing: ColumnElement[Any]) -> FromClause:
        """With those joins alone that the expressions need: a key neither adds rows nor takes any away."""
        wanted, kept = froms(*needing), list[Join]()
        for join in reversed(self.joins):
            if join.right in wanted:
                kept.insert(0, join)
                wanted |= froms(join.onclause) if join.onclause is not None else set()
        return with_joins(source, kept)

    def rows(self, statement: Select[Any], ids: Subquery) -> Select[Any]:
        """The columns of the list's statement, for picked ids in their order."""
        source = with_joins(ids.join(self.root, self.root.c.id == ids.c.id), self.joins)
        keys = keys_of(ids)
        return select(*statement.selected_columns, *keys).select_from(source).order_by(*keys)


def froms(*expressions: ColumnElement[Any]) -> set[FromClause]:
    return set(select(*expressions).get_final_froms())


def with_joins(source: FromClause, joins: Sequence[Join]) -> FromClause:
    for join in joins:
        source = source.join(join.right, join.onclause, isouter=join.isouter)
    return source


def keys_of(ids: Subquery) -> list[ColumnElement[Any]]:
    return [column for name, column in ids.c.items() if name.startswith(KEY)]


def after(order: Columns, last: Sequence[Any]) -> Conditions:
    """What follows a key in an order; an index that does not hold all of it is entered by its first column."""
    keys = [
        value if isinstance(value, BindParameter) else literal(value, column.type)
        for value, column in zip(last, order, strict=True)
    ]
    whole = tuple_(*order) > tuple_(*keys)
    return [whole] if len({getattr(column, "table", column) for column in order}) == 1 else [order[0] >= keys[0], whole]


@dataclass(frozen=True, slots=True)
class Arm:
    """Some of the matches: `key` is the record's id in what is walked, `order` the list's order there.

    `repeats`: it, or another arm beside it, may meet a record again.
    """

    source: FromClause
    key: ColumnElement[int]
    order: Columns
    where: Conditions
    repeats: bool

    def matches(self) -> Select[Any]:
        return select(self.key.label("id")).select_from(self.source).where(*self.where)

    def page(self, last: Sequence[Any] | None, limit: Number) -> Select[Any]:
        """The ids and keys of the first after the key `last`."""
        named = [column.label(f"{KEY}{place}") for place, column in enumerate(self.order)]
        found = self.matches().add_columns(*named).order_by(*self.order).limit(limit)
        found = found if last is None else found.where(*after(self.order, last))
        return found.distinct() if self.repeats else found


def arms(snapshot: Looking, listing: Listing) -> list[Arm]:
    """The arms that together meet exactly what the list's filters let through."""
    return found_arms(snapshot, listing) or [along(listing, [false()])]


def found_arms(snapshot: Looking, listing: Listing) -> list[Arm]:
    links = [(one, link) for one in listing.conditions if (link := link_of(one, listing.root.c.id))]
    for condition, link in links:
        if (arms := by_link(snapshot, listing, link, without(listing.conditions, [condition]))) is not None:
            return arms
    for condition, link in links:
        return [gathered(snapshot, listing, link, without(listing.conditions, [condition]))]
    either = next((one for one in listing.conditions if len(parts(one, operators.or_)) > 1), None)
    if either is None:
        return list(own_arms(snapshot, listing, listing.conditions))
    rest = without(listing.conditions, [either])
    return [arm for one in alternatives(either) for arm in own_arms(snapshot, listing, [one, *rest])]


def by_link(snapshot: Looking, listing: Listing, link: Link, rest: Conditions) -> list[Arm] | None:
    """Along the rows that point at the records, where these hold copies of the order; `rest` is asked of them too."""
    order = [link.table.c[name] for column in listing.order if (name := str(column.key)) in link.table.c]
    way = best_way(snapshot, link.table, link.where, order) if len(order) == len(listing.order) else None
    if way is None or way.arms > MOST:
        return None

    def moved(element: Any, **_: Any) -> Any:
        if element is listing.root.c.id:
            return link.key
        if isinstance(element, Select) and any(column.table is listing.root for column in named(element)):
            return element  # it lists records of its own, and not those that are walked
        return next((own for own, there in zip(order, listing.order, strict=True) if element is there), None)

    rest = [replacement_traverse(condition, {}, moved) for condition in rest]
    source: FromClause = link.table
    if froms(link.key, *rest) != {link.table}:
        source = listing.joined(source.join(listing.root, listing.root.c.id == link.key), *rest)
    found = way.conditions(link.where)
    return [Arm(source, link.key, order, [*where, *rest], way.repeats) for where in found]


def named(statement: Select[Any]) -> list[Any]:
    """The columns of tables that a statement lists."""
    return [column for column in statement.selected_columns if getattr(column, "table", None) is not None]


def gathered(snapshot: Looking, listing: Listing, link: Link, rest: Conditions) -> Arm:
    """All that the filter's rows point at, to be sorted: where they do not hold the order."""
    found = select(link.key.label("id")).where(*resolved(snapshot, link.where)).distinct().subquery("linked")
    source = found.join(listing.root, listing.root.c.id == found.c.id)
    return Arm(listing.joined(source, *rest, *listing.order), found.c.id, listing.order, rest, repeats=False)


def own_arms(snapshot: Looking, listing: Listing, where: Conditions) -> Iterator[Arm]:
    """Along the records themselves; where an index holds few of them, all filters but its own only look at these."""
    few = [one for one in where if has_few(listing.root, one)]
    way = None if few else best_way(snapshot, listing.root, where, listing.order)
    if way is not None and way.arms <= MOST:
        yield from (along(listing, conditions) for conditions in way.conditions(where))
    else:
        yield along(listing, [*few, *map(unindexed, without(where, few))] if few else where)


def along(listing: Listing, where: Conditions) -> Arm:
    source = listing.joined(listing.root, *where, *listing.order)
    return Arm(source, listing.root.c.id, listing.order, where, repeats=False)


def picked(arms: Sequence[Arm], last: Sequence[Any] | None, limit: Number) -> Subquery:
    """The ids and keys of a page, in order; what varies may be given as parameters."""
    pages = [arm.page(last, limit).subquery() for arm in arms]
    if len(pages) == 1:
        return pages[0]
    merged = union_all(*(select(page) for page in pages)).subquery("merged")
    found = select(merged).order_by(*keys_of(merged)).limit(limit)
    return (found.distinct() if any(arm.repeats for arm in arms) else found).subquery("picked")


def counted(arms: Sequence[Arm], most: Number) -> Select[Any]:
    """How many matches there are, `most` for as many and more."""
    matches = arms[0].matches()
    if len(arms) > 1:
        matches = select(union_all(*(select(arm.matches().subquery()) for arm in arms)).subquery())
    repeats = any(arm.repeats for arm in arms)
    bounded = (matches.distinct() if repeats else matches).limit(most).subquery()
    return select(func.count().label("total")).select_from(bounded)
