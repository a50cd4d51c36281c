"""Readers that ask all the time, what they were answered, and what the server tells of itself."""

import itertools
import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import httpx

PATHS = ("/v1/quotations?limit={}", "/v1/events?limit={}", "/v1/documents?limit={}", "/v1/search?q=the&limit={}")


class Answer(NamedTuple):
    begun: float
    ended: float
    status: int
    release: int
    path: str


class Readers:
    """Each thread asks on a connection of its own; `answers` is in the order in which they came."""

    def __init__(self, address: str, paths: tuple[str, ...]) -> None:
        self.address, self.paths = address, paths
        self.answers: list[Answer] = []
        self.broken: list[Exception] = []
        self.over = threading.Event()

    def read(self) -> None:
        with httpx.Client(base_url=self.address, timeout=30) as client:
            for number in itertools.count():
                if self.over.is_set():
                    return
                path = self.paths[number % len(self.paths)].format(number % 90 + 1)
                begun = time.monotonic()
                try:
                    found = client.get(path)
                except httpx.TransportError as error:
                    self.broken.append(error)
                    continue
                release = int(found.headers.get("parallel38-release", 0))
                self.answers.append(Answer(begun, time.monotonic(), found.status_code, release, path))

    def failed(self) -> list[Answer]:
        return [answer for answer in self.answers if answer.status != 200]

    def older(self) -> list[tuple[Answer, int]]:
        """Answers that show an older release than one that had ended before they were asked for, and that one's."""
        ends = sorted(self.answers, key=lambda answer: answer.ended)
        found, newest, place = [], 0, 0
        for answer in sorted(self.answers, key=lambda answer: answer.begun):
            while ends[place].ended < answer.begun:
                newest, place = max(newest, ends[place].release), place + 1
            if answer.release < newest:
                found.append((answer, newest))
        return found


@contextmanager
def reading(address: str, threads: int = 4, paths: tuple[str, ...] = PATHS) -> Iterator[Readers]:
    readers = Readers(address, paths)
    begun = [threading.Thread(target=readers.read) for _ in range(threads)]
    for thread in begun:
        thread.start()
    try:
        yield readers
    finally:
        readers.over.set()
        for thread in begun:
            thread.join()


def metric(address: str, name: str) -> float:
    """The sum of a metric over its labels."""
    text = httpx.get(f"{address}/metrics", timeout=30).text
    return sum(map(float, re.findall(rf"^{name}(?:{{.*}})? (\S+)$", text, re.M)))


def messages(errors: str) -> list[str]:
    """What a process logged."""
    return [json.loads(line)["message"] for line in errors.splitlines()]
