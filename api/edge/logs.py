"""One JSON object a line on standard error: problems, and at the level `info` every request.

Of a request nothing is told that names a reader: no address of a client, no query, no header. What else comes from
outside, a path in the report of a failure, is escaped as JSON in ASCII, so that no byte of a client's can begin a line.
"""

import itertools
import json
import logging
import os
import secrets
import sys
import time
import traceback
from contextlib import suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, NamedTuple

REQUESTS = logging.getLogger("parallel38.requests")
NONE = 0
number: ContextVar[int] = ContextVar("number", default=NONE)


class Ids:
    """Numbers of this process's requests, and the ids they are told by: unlike those of any other process."""

    def __init__(self) -> None:
        self.begin_anew()

    def begin_anew(self) -> None:
        """After a fork: the ids of a process begin with letters of its own."""
        self.own = secrets.token_hex(4)
        self.counted = itertools.count(1)

    def next(self) -> int:
        """The number of a request, known to whatever is logged until the request ends."""
        found = next(self.counted)
        number.set(found)
        return found

    def id(self, found: int) -> str:
        return f"{self.own}-{found:x}"


ids = Ids()


class Told(NamedTuple):
    """A request without a word of the client's own: methods and routes are ours or `other`, a release is digits."""

    method: str
    route: str
    status: int
    seconds: float
    size: int
    release: str


class RequestLines:
    """Written without the ado of `logging`, which would cost a fifth of a request that is answered from memory."""

    def __init__(self) -> None:
        self.second, self.moment = 0, ""

    def write(self, found: int, told: Told) -> None:
        now = time.time()
        if int(now) != self.second:
            self.second = int(now)
            self.moment = datetime.fromtimestamp(self.second, UTC).strftime("%Y-%m-%dT%H:%M:%S")
        line = (
            f'{{"at": "{self.moment}.{int(now % 1 * 1000):03d}Z", "level": "info", "process": {os.getpid()}, '
            f'"logger": "{REQUESTS.name}", "request": "{ids.id(found)}", "message": "request", '
            f'"method": "{told.method}", "route": "{told.route}", "status": {told.status}, '
            f'"milliseconds": {told.seconds * 1000:.3f}, "bytes": {told.size}, "release": {told.release or "null"}}}\n'
        )
        with suppress(OSError):  # where nobody reads the log any more, readers are served all the same
            sys.stderr.write(line)


requests = RequestLines()


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "process": record.process,
            "logger": record.name,
        }
        if (found := number.get()) != NONE:
            told["request"] = ids.id(found)
        told["message"] = record.getMessage()
        if record.exc_info and record.exc_info[1] is not None:
            told["traceback"] = traceback.format_exception(record.exc_info[1])
        return json.dumps(told, default=str)


def log_as_json(level: str) -> None:
    """What the whole process logs from now on, on standard error as it is now."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for noisy in ("httpx", "httpcore", "asyncio"):  # they tell of requests too, in their own words
        logging.getLogger(noisy).setLevel(logging.WARNING)
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)  # it warns of each request that is no HTTP
