"""The work of SQLite's virtual machine: steps, which are the same on every run, where time is not."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event


@dataclass(slots=True)
class Work:
    """Steps by statement, in the order these were sent."""

    statements: list[tuple[str, int]] = field(default_factory=list)

    def tick(self) -> None:
        statement, steps = self.statements[-1]
        self.statements[-1] = statement, steps + 1

    def counting(self) -> int:
        """The steps of the statements that count a list's total."""
        return sum(steps for statement, steps in self.statements if " AS total" in statement)

    def all(self) -> int:
        return sum(steps for _, steps in self.statements)

    def reading(self) -> int:
        return self.all() - self.counting()


@contextmanager
def steps(engine: Engine) -> Iterator[Work]:
    """All that the engine's connections do while it lasts."""
    work = Work()

    def begin(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        work.statements.append((statement, 0))
        connection.connection.dbapi_connection.set_progress_handler(work.tick, 1)

    event.listen(engine, "before_cursor_execute", begin)
    try:
        yield work
    finally:
        event.remove(engine, "before_cursor_execute", begin)
        engine.dispose()  # whose connections have our handler in the place of their own
