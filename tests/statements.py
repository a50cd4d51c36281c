"""The statements that engines send, for tests that count them or act between them."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Engine, event


@contextlib.contextmanager
def statements(before: Callable[[str], None] | None = None) -> Iterator[list[str]]:
    """All statements of all engines while it lasts; `before` is called with each one before it is sent."""
    seen: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)
        if before is not None:
            before(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)
