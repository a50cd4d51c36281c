"""Several processes on one port: forked from one that has everything ready, replaced when they die, ended together.

What was read and built before the fork is shared memory, and a process that takes another's place serves at once.
"""

import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

logger = logging.getLogger("parallel38.workers")

TICK = 0.1  # seconds between two looks
HUNG = 60.0  # seconds without a sign of life after which a worker is killed
BRIEF = 1.0  # seconds; a worker that lived no longer is replaced only after as long again
CANNOT_START = 3  # the code of a server whose application does not start: another would not either


class Workers:
    """`start(number)` serves until it is told to end; `seen(number)` is when a worker last was well, by the monotonic
    clock, or 0. `patience`: seconds that workers have to end.
    """

    def __init__(
        self,
        count: int,
        start: Callable[[int], None],
        seen: Callable[[int], float],
        patience: float,
        hung: float = HUNG,
    ) -> None:
        self.start, self.seen, self.patience, self.hung = start, seen, patience, hung
        self.numbers: dict[int, int] = {}  # by process
        self.born: dict[int, float] = {}  # by number
        self.due = dict.fromkeys(range(count), 0.0)  # numbers of workers that are to be started, and when
        self.told = 0  # how often we were told to end
        self.code = 0

    def run(self) -> int:
        """The exit code: 0 unless workers could not start or would not end."""
        for ending in (signal.SIGTERM, signal.SIGINT):
            signal.signal(ending, self.hear)
        while not self.told:
            self.bury(time.monotonic())
            self.begin(time.monotonic())
            self.end_hung(time.monotonic())
            time.sleep(TICK)
        self.end()
        return self.code

    def hear(self, number: int, frame: FrameType | None) -> None:
        self.told += 1

    def begin(self, now: float) -> None:
        for number in [number for number, due in self.due.items() if due <= now and not self.told]:
            del self.due[number]
            self.born[number] = now
            sys.stdout.flush()
            sys.stderr.flush()
            process = os.fork()
            if process == 0:
                self.work(number)
            self.numbers[process] = number

    def work(self, number: int) -> NoReturn:
        """In the worker: never comes back."""
        code = 1
        try:
            self.start(number)
            code = 0
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else 1
        except BaseException:
            logger.exception("worker %d failed", number)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def bury(self, now: float) -> None:
        """Takes note of workers that ended, and when others take their places."""
        while self.numbers and (found := os.waitpid(-1, os.WNOHANG))[0]:
            process, status = found
            number, code = self.numbers.pop(process), os.waitstatus_to_exitcode(status)
            if self.told:
                continue
            if code == CANNOT_START:
                self.told, self.code = 1, 1
                continue
            was = f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"
            logger.warning("worker %d (process %d) %s; another takes its place", number, process, was)
            self.due[number] = now + (BRIEF if now - self.born[number] < BRIEF else 0.0)

    def end_hung(self, now: float) -> None:
        for process, number in self.numbers.items():
            if now - max(self.seen(number), self.born[number]) > self.hung:
                logger.error("worker %d (process %d) gave no sign of life for %d s", number, process, self.hung)
                self.born[number] = now
                os.kill(process, signal.SIGKILL)

    def end(self) -> None:
        """Lets the workers finish what runs; who tells us a second time, or waits too long, has them killed."""
        self.signal(signal.SIGTERM)
        until, heard = time.monotonic() + self.patience, self.told
        while self.numbers and time.monotonic() < until and self.told == heard:
            self.bury(time.monotonic())
            time.sleep(TICK / 10)
        if self.numbers:
            self.code = 1
            self.signal(signal.SIGKILL)
            while self.numbers:
                self.numbers.pop(os.wait()[0], None)

    def signal(self, number: signal.Signals) -> None:
        for process in self.numbers:
            os.kill(process, number)
