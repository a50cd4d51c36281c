"""What can be wrong with a database that is no mistake of ours, and how it is logged."""

import logging
import sqlite3
import time
from collections.abc import Callable

from sqlalchemy.exc import DBAPIError, OperationalError

DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
OTHERWISE = {"42P01", "42703"}  # SQLSTATEs: no such table, no such column
NO_ROOM = "53100"
EVERY = 60.0  # seconds
MOST = 100  # different things that are remembered


def reason(error: Exception) -> str:
    """What a database or its driver says went wrong, in a line."""
    return (str(getattr(error, "orig", None) or error).strip() or type(error).__name__).splitlines()[0]


def fault_of(error: Exception) -> str:
    """Why a database cannot be read now; nothing where the fault is ours."""
    orig = getattr(error, "orig", None)
    state = getattr(orig, "sqlstate", None) or ""
    if getattr(orig, "sqlite_errorcode", 0) & 0xFF in DAMAGED or state.startswith("XX"):
        return "it is damaged; restore a backup, as api/OPERATING.md says"
    if state in OTHERWISE:
        return "its tables are not those of this code; see at which revision it is"
    if isinstance(error, DBAPIError) and not isinstance(error, OperationalError) and not error.connection_invalidated:
        return ""
    return "it does not answer"


def is_full(error: Exception) -> bool:
    """Whether a disk has no room for what was to be written."""
    orig = getattr(error, "orig", None)
    full: bool = getattr(orig, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL or getattr(orig, "sqlstate", "") == NO_ROOM
    return full


class Sparing:
    """What happens again and again is logged once a minute, with how often it happened since."""

    def __init__(self, logger: logging.Logger, now: Callable[[], float] = time.monotonic) -> None:
        self.logger, self.now = logger, now
        self.said: dict[str, tuple[float, int]] = {}  # when it may be said again, and how often it was not said

    def error(self, message: str) -> None:
        due, kept = self.said.get(message, (float("-inf"), 0))
        now = self.now()
        if now < due:
            self.said[message] = (due, kept + 1)
            return
        if len(self.said) >= MOST:
            self.said.clear()
        self.said[message] = (now + EVERY, 0)
        self.logger.error("%s%s", message, f" (and {kept} times since it was last said)" if kept else "")
