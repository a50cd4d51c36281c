"""Read in this process: what our layer over the database costs beside the same SQL alone, growth, depth, search."""

import asyncio
import json
import math
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

from sqlalchemy import event
from sqlalchemy.engine import make_url

from api.app import Served, create_api
from api.db import Snapshot
from api.paging import Asked, encode_cursor
from api.prepared import Prepared
from api.settings import Settings
from tests.bench.table import Row, alternating, at_most

TIMES = 60  # requests of one round
Statements = list[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Local:
    """The API below its edge, asked without a socket."""

    url: str
    served: Served

    def get(self, address: str) -> dict[str, Any]:
        """Raises TimeoutError for an answer that came too late to be given."""

        async def run() -> bytes | None:
            async with self.served.litestar.lifespan():
                return await ask(self.served.litestar, address)

        body = asyncio.run(run())
        if body is None:
            raise TimeoutError(address)
        found: dict[str, Any] = json.loads(body)
        return found

    def cost(self, addresses: Sequence[str]) -> float:
        """Processor seconds of this process for each request."""

        async def run() -> float:
            async with self.served.litestar.lifespan():
                await ask(self.served.litestar, addresses[0])
                before = time.process_time()
                for place in range(TIMES):
                    await ask(self.served.litestar, addresses[place % len(addresses)])
                return (time.process_time() - before) / TIMES

        return asyncio.run(run())

    def latencies(self, addresses: Sequence[str]) -> list[float]:
        """Milliseconds of each, asked twice: the second counts."""

        async def run() -> list[float]:
            async with self.served.litestar.lifespan():
                return [await taking(self.served.litestar, address) for address in [*addresses, *addresses]]

        return asyncio.run(run())[len(addresses) :]

    def statements(self, address: str) -> Statements:
        """What is sent to the database for an address."""
        found: Statements = []

        def note(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
            found.append((statement, parameters))

        event.listen(self.served.database.engine, "before_cursor_execute", note)
        try:
            self.get(address)
        finally:
            event.remove(self.served.database.engine, "before_cursor_execute", note)
        return [one for one in found if not one[0].startswith("BEGIN")]


@contextmanager
def local(url: str) -> Iterator[Local]:
    yield Local(url, create_api(Settings.from_env({"DATABASE_URL": url, "CACHE_BYTES": "0"})))


async def ask(app: Any, address: str) -> bytes | None:
    """The body of an answer of 200; None for a 503, that it came too late to be given."""
    messages: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        messages.append(message)

    path, _, query = address.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
        "headers": [(b"host", b"localhost")], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
    }  # fmt: skip
    await app(scope, receive, send)
    body = b"".join(message.get("body", b"") for message in messages[1:])
    if messages[0]["status"] == 503:
        return None
    if messages[0]["status"] != 200:
        raise AssertionError(f"{address}: {messages[0]['status']} {body[:300]!r}")
    return body


async def taking(app: Any, address: str) -> float:
    """Milliseconds; infinitely many for what was refused."""
    before = time.perf_counter()
    found = await ask(app, address)
    return math.inf if found is None else 1000 * (time.perf_counter() - before)


def raw_cost(url: str, statements: Statements) -> float:
    """Processor seconds of the same statements by the driver alone."""
    with closing(sqlite3.connect(make_url(url).database or "")) as connection:
        for statement, parameters in statements:
            connection.execute(statement, parameters).fetchall()
        before = time.process_time()
        for _ in range(TIMES):
            for statement, parameters in statements:
                connection.execute(statement, parameters).fetchall()
        return (time.process_time() - before) / TIMES


def layer_cost(one: Local, address: str) -> float:
    """Processor seconds of the statements as our layer sends them and reads what comes, without making records."""
    seen: list[tuple[Prepared, dict[str, Any]]] = []
    sent = Snapshot.sent

    def note(snapshot: Snapshot, statement: Prepared, parameters: dict[str, Any]) -> list[Any]:
        seen.append((statement, parameters))
        return sent(snapshot, statement, parameters)

    with mock.patch.object(Snapshot, "sent", note):
        one.get(address)

    def again(snapshot: Snapshot) -> float:
        before = time.process_time()
        for _ in range(TIMES):
            for statement, parameters in seen:
                snapshot.all(statement, **parameters)
        return (time.process_time() - before) / TIMES

    found = one.served.database.snapshot(again)
    one.served.database.engine.dispose()
    return found


def over_sql(url: str, rounds: int) -> list[Row]:
    with local(url) as one:
        record = one.get("/v1/documents?limit=1")["results"][0]["href"]
        found = beside_sql(one, "list of 20", "/v1/documents", 2.5, rounds)
        return found + beside_sql(one, "detail", record, 3.0, rounds)


def beside_sql(one: Local, name: str, address: str, target: float, rounds: int) -> list[Row]:
    statements = one.statements(address)
    raw, layer, whole = alternating(
        rounds,
        lambda: raw_cost(one.url, statements),
        lambda: layer_cost(one, address),
        lambda: one.cost([address]),
    )
    return [
        at_most(f"uncached {name}, processor time over its raw SQL", whole / raw, target, "x"),
        at_most(f"{name}: the database layer alone over raw SQL", layer / raw, 1.25, "x"),
    ]


def deep(url: str, address: str, order: str, table: str) -> str:
    """The address of the page after 99 of a hundred records."""
    with closing(sqlite3.connect(make_url(url).database or "")) as connection:
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
        key = connection.execute(
            f"SELECT {order} FROM {table} JOIN record USING (id) ORDER BY {order} LIMIT 1 OFFSET ?",  # noqa: S608
            [count * 99 // 100],
        ).fetchone()
        (release,) = connection.execute("SELECT max(id) FROM release").fetchone()
    asked = Asked(address, [], 20, None)
    return asked.address(encode_cursor(release, asked.fingerprint(), key))


def depth_and_growth(small: str, large: str, rounds: int) -> list[Row]:
    with local(small) as one, local(large) as other:
        last = deep(large, "/v1/documents", "lo, hi, record.slug", "document")
        records = [at.get("/v1/documents?limit=1")["results"][0]["href"] for at in (one, other)]
        first, end, few, detail, detail_of_few = alternating(
            rounds,
            lambda: other.cost(["/v1/documents"]),
            lambda: other.cost([last]),
            lambda: one.cost(["/v1/documents"]),
            lambda: other.cost([records[1]]),
            lambda: one.cost([records[0]]),
        )
    return [
        at_most("page at 99 % depth, over the first", end / first, 1.1, "x"),
        at_most("list, large over small database", first / few, 5, "x"),
        at_most("detail, large over small database", detail / detail_of_few, 1.6, "x"),
    ]
