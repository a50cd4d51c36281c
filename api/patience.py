"""A connection to PostgreSQL that gives up on a server that says nothing.

A statement's time is limited by the server, which has to run for that: one that is stopped, or whose network swallows
what is sent, would keep a thread of ours for ever.
"""

import time
from collections.abc import Generator
from typing import Any

from psycopg import Connection, OperationalError
from psycopg.abc import RV, PQGen
from psycopg.rows import TupleRow

from api.engines import Line


class Patient(Connection[TupleRow]):
    """Looks up from waiting ten times a second, whether it is still worth it."""

    line = Line()

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        return super().wait(self.watched(gen), interval, timeout)

    def watched(self, gen: PQGen[RV]) -> Generator[Any, Any, RV]:
        """The same steps; raises OperationalError, the connection closed, once nothing is to be expected."""
        begun = time.monotonic()
        try:
            step = next(gen)
            while True:
                ready = yield step
                if not ready and (self.line.cut or time.monotonic() - begun > self.line.patience):
                    self.pgconn.finish()
                    raise OperationalError(f"no answer after {time.monotonic() - begun:.1f} seconds")
                step = gen.send(ready)
        except StopIteration as ended:
            value: RV = ended.value
            return value


def connect(line: Line, *arguments: Any, **settings: Any) -> Patient:
    """A connection that waits as long as the line says at the time; raises OperationalError where that is cut."""
    if line.cut:
        raise OperationalError("not tried: the server is known to be away")
    found = Patient.connect(*arguments, **settings)
    found.line = line
    return found
