"""What the processes of a server count, in memory that they share: each has a row of its own and reads all.

A row outlives its process, and whoever takes its place counts on, so that nothing that is counted ever falls.
"""

import mmap
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

STATUSES = (200, 204, 206, 304, 307, 308, 400, 404, 405, 406, 410, 414, 416, 429, 431, 500, 502, 503)
OTHER = len(STATUSES)  # any other status
LIMITS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
BEYOND = len(LIMITS)
ELSEWHERE = "other"  # whatever address is none of the routes
PLACE = {status: place for place, status in enumerate(STATUSES)}
FIRST_BUCKET = OTHER + 1
SUM = FIRST_BUCKET + BEYOND + 1
WIDTH = SUM + 1  # of what is counted of a route
WORD = 8  # bytes

COUNTER = "_total"  # a name that ends so is of what only rises


class Gauge(NamedTuple):
    """`look` tells a figure of this process, `text` what it is."""

    text: str
    look: Callable[[], float]


class Board:
    """`gauges` are looked at by `show`, once a second and when they are asked for. Of one that only rises a row holds
    what it rose by in all processes that had the row.
    """

    def __init__(self, routes: Sequence[str], gauges: Mapping[str, Gauge], workers: int = 1) -> None:
        self.routes = [*routes, ELSEWHERE]
        self.gauges = dict(gauges)
        self.before = dict.fromkeys(gauges, 0.0)
        self.width = len(self.routes) * WIDTH + len(self.gauges)
        shared = mmap.mmap(-1, self.width * workers * WORD)  # anonymous: what is forked later has it in common
        self.cells = memoryview(shared).cast("d")
        self.workers = workers
        self.places = {route: place * WIDTH for place, route in enumerate(self.routes)}
        self.take(0)

    def take(self, worker: int) -> None:
        """From now on this process is that worker."""
        self.worker = worker
        self.start = worker * self.width
        self.at = {route: self.start + place for route, place in self.places.items()}

    def count(self, route: str, status: int, seconds: float) -> None:
        cells, at = self.cells, self.at[route]
        cells[at + PLACE.get(status, OTHER)] += 1
        cells[at + FIRST_BUCKET + bisect_left(LIMITS, seconds)] += 1
        cells[at + SUM] += seconds

    def show(self) -> None:
        """Puts the gauges of this process where the others see them."""
        first = self.start + len(self.routes) * WIDTH
        for place, (name, gauge) in enumerate(self.gauges.items()):
            found = gauge.look()
            if name.endswith(COUNTER):
                found, self.before[name] = self.cells[first + place] + found - self.before[name], found
            self.cells[first + place] = found

    def counted(self) -> Iterator[tuple[str, list[float]]]:
        """What all workers together counted of each route that was asked for."""
        for route, place in self.places.items():
            starts = [worker * self.width + place for worker in range(self.workers)]
            found = [sum(self.cells[start + cell] for start in starts) for cell in range(WIDTH)]
            if any(found):
                yield route, found

    def shown(self, name: str) -> list[float]:
        """A gauge of every worker, of those that are not this one as of its last second."""
        first = len(self.routes) * WIDTH + list(self.gauges).index(name)
        return [self.cells[worker * self.width + first] for worker in range(self.workers)]
