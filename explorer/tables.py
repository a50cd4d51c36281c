"""Tables as volumes print them: cells in rows, some of them tables in their turn.

`grid` is the number of the table within the document, the row, and the column; empty cells are not there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Cell(Protocol):
    @property
    def grid(self) -> Sequence[int] | None: ...


C = TypeVar("C", bound=Cell)
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Table(Generic[C]):
    """`rows` have one list for each column: the lines of a cell and the tables within it, often none."""

    rows: "list[list[list[C | Table[C]]]]"


def place_of(cell: Cell) -> tuple[int, int, int]:
    number, row, column = cell.grid or (0, 0, 0)
    return number, row, column


def table_of(cells: Sequence[C]) -> Table[C]:
    """All cells of a run: the first one's table, the others within it."""
    outer = place_of(cells[0])[0]
    held: dict[Place, list[C | Table[C]]] = {}
    inner: list[C] = []
    last: Place = (0, 0)
    for cell in cells:
        number, *at = place_of(cell)
        if number != outer:
            inner.append(cell)
            continue
        place = (at[0], at[1])
        if inner:
            held.setdefault(between(last, place, held), []).append(table_of(inner))
            inner = []
        held.setdefault(place, []).append(cell)
        last = place
    if inner:
        held.setdefault(between(last, None, held), []).append(table_of(inner))
    return Table(filled(held))


def between(last: Place, following: Place | None, held: dict[Place, "list[C | Table[C]]"]) -> Place:
    """Where a table within another stands: the free place before the cell that follows, else after the last one."""
    if following and following[1] > 1 and (following[0], following[1] - 1) not in held:
        return following[0], following[1] - 1
    return last[0], last[1] + 1


def filled(held: dict[Place, "list[C | Table[C]]"]) -> "list[list[list[C | Table[C]]]]":
    rows = sorted({row for row, _ in held})
    columns = sorted({column for _, column in held})
    return [[held.get((row, column), []) for column in columns] for row in rows]
