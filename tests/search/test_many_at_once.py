"""Many searches at once: they wait for their turn, as many as a busy hour has; a flood is refused and holds nothing."""

import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import anyio
import pytest
from anyio import wait_all_tasks_blocked

from api import db
from api.db import Database
from api.engines import HEAVY
from api.errors import ProblemError
from tests.api.conftest import Api, serving

REFUSED = "unavailable, 1"  # and the seconds after which to try again
CONNECTIONS = 64  # of readers who are all welcome


@pytest.fixture
def database(archive_url: str) -> Iterator[Database]:
    found = Database(archive_url)
    yield found
    found.engine.dispose()


@contextmanager
def occupied(database: Database, tasks: Any) -> Iterator[None]:
    """All threads for searches are busy until the end."""
    free = threading.Event()
    for _ in range(HEAVY):
        tasks.start_soon(database.read_heavy, free.wait)
    try:
        yield
    finally:
        free.set()


async def outcome(found: Counter[str], ask: Callable[[], Awaitable[str]]) -> None:
    try:
        found[await ask()] += 1
    except ProblemError as problem:
        found[f"{problem.problem.name}, {problem.headers['Retry-After']}"] += 1


async def asked(database: Database, times: int, most: int) -> tuple[Counter[str], Counter[str]]:
    """What came of so many reads while all threads were busy, and in the end; never do more than `most` wait."""
    found = Counter[str]()
    async with anyio.create_task_group() as tasks:
        with occupied(database, tasks):
            await wait_all_tasks_blocked()
            for _ in range(times):
                tasks.start_soon(outcome, found, lambda: database.read(lambda _: "answered", heavy=True))
            await wait_all_tasks_blocked()
            assert database.heavy.statistics().tasks_waiting == min(times, most)
            before = found.copy()
    return before, found


def test_all_connections_of_a_busy_hour_are_answered(database: Database) -> None:
    before, after = anyio.run(asked, database, CONNECTIONS, db.MOST_WAITING)
    assert (before, after) == ({}, {"answered": CONNECTIONS})


def test_a_flood_is_refused_at_once_and_those_before_it_are_answered(database: Database) -> None:
    before, after = anyio.run(asked, database, 10 * db.MOST_WAITING, db.MOST_WAITING)
    assert before == {REFUSED: 9 * db.MOST_WAITING}
    assert after == before + Counter(answered=db.MOST_WAITING)
    assert database.asked == 0


def test_nobody_waits_for_ever(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.db.MOST_WAIT", 0.01)

    async def waited() -> Counter[str]:
        found = Counter[str]()
        async with anyio.create_task_group() as tasks:
            with occupied(database, tasks):
                await wait_all_tasks_blocked()
                await outcome(found, partial(database.read, lambda _: "answered", heavy=True))
        return found

    assert anyio.run(waited) == {REFUSED: 1}


def test_the_refusal_as_readers_see_it(archive_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.db.MOST_WAITING", -HEAVY)
    with serving(archive_url) as api:
        refuse(api, "/v1/search?q=weir")
        refuse(api, "/v1/suggest?q=weir")


def refuse(api: Api, path: str) -> None:
    answer = api.get(path)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert "searches at once" in answer.json()["detail"]
    assert "max-age" not in answer.headers["cache-control"]
