"""The release that is served: looked up now and then, never an older one than before."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import NamedTuple

logger = logging.getLogger("parallel38.edge")

PATIENCE = 2.0  # seconds that a request waits for a look


class Release(NamedTuple):
    """`at` is when it was loaded; `mark` is whatever else must change for the same number to mean other answers."""

    number: int
    at: datetime | None = None
    mark: str = ""

    @property
    def state(self) -> str:
        """Differs where the data does: a database that was made anew counts from 1 again."""
        return f"{self.number} {self.at.isoformat() if self.at else ''} {self.mark}"


class Watch:
    """Looks at most once in `every` seconds, and only when somebody asks.

    If a look fails, or takes longer than a request can wait, the last release stays and `sees` is false until one
    succeeds. `then` are called when another release is seen.
    """

    def __init__(
        self,
        look: Callable[[], Awaitable[Release]],
        every: float,
        *,
        patience: float = PATIENCE,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.look, self.every, self.patience, self.now = look, every, patience, now
        self.release: Release | None = None
        self.sees = True
        self.then: list[Callable[[], None]] = []
        self.next = float("-inf")  # when the next look is due
        self.looking: asyncio.Task[None] | None = None

    @property
    def due(self) -> bool:
        return self.now() >= self.next

    def begin(self) -> asyncio.Task[None]:
        """The look that is under way, or a new one."""
        if self.looking is None or self.looking.done():
            self.next = self.now() + self.every
            self.looking = asyncio.create_task(self.renew())
        return self.looking

    async def wait(self) -> None:
        """Until a look has ended, in patience."""
        done, _ = await asyncio.wait({self.begin()}, timeout=self.patience)
        if not done and self.sees:
            self.lose("no answer")

    async def wait_if_looking(self) -> None:
        if self.looking is not None and not self.looking.done():
            await self.wait()

    async def renew(self) -> None:
        try:
            found = await self.look()
        except Exception as error:
            self.lose(error)
            return
        if not self.sees:
            self.sees = True
            logger.warning("can see which release is the newest again")
        self.adopt(found)

    def lose(self, reason: object) -> None:
        if self.sees:
            logger.warning("cannot see which release is the newest, keeping the last: %s", reason)
        self.sees = False

    def adopt(self, found: Release) -> None:
        """Takes it for the newest, unless it is older than the one before."""
        if self.release is not None and (found.number < self.release.number or found == self.release):
            return
        self.release = found
        for call in self.then:
            call()

    def heard(self, number: str) -> None:
        """An answer names a release: if it is newer than the last seen, the next request looks at once."""
        if self.release is not None and number.isdecimal() and int(number) > self.release.number:
            self.next = float("-inf")
