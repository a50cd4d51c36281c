"""An edge around an application of the tests' own, asked without a server, at times that the test sets."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

from api.edge.answer import RELEASE, App, Message, Receive, Scope, Send
from api.edge.clients import Clients
from api.edge.kind import Kind
from api.edge.release import Release, Watch
from api.edge.stack import Edge, around
from api.edge.store import Store
from api.edge.terms import Shared, Terms

LOADED = datetime(2026, 5, 1, 12, 0, 0, tzinfo=UTC)
TYPES = ("application/json", "text/csv")
BODY = b'{"words": "' + b"the thirty-eighth parallel " * 40 + b'"}'


@dataclass
class Answered:
    status: int
    headers: dict[str, str]
    body: bytes
    messages: list[Message]


@dataclass
class Data:
    """What is served: a release, and how often the application and the look were asked. `failing` makes looks fail."""

    release: int = 1
    calls: list[Scope] = field(default_factory=list)
    looks: int = 0
    failing: bool = False

    async def look(self) -> Release:
        self.looks += 1
        if self.failing:
            raise OSError("the database is away")
        return Release(self.release, LOADED)

    async def app(self, scope: Scope, receive: Receive, send: Send) -> None:
        """`/data`, `/page` and `/search` name their release, `/nothing` is a 404, all else is the same always."""
        self.calls.append(scope)
        if scope["path"].startswith("/nothing"):
            await whole(send, 404, b'{"status": 404}', [(b"Content-Type", b"application/problem+json")])
            return
        headers = [(b"Content-Type", b"application/json")]
        if scope["path"].startswith(("/data", "/search", "/page")):
            headers.append((b"Parallel38-Release", b"%d" % self.release))
        await whole(send, 200, BODY, headers)


async def whole(send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def kind(path: str) -> Kind:
    if path == "/health" or path.startswith("/files/"):
        return Kind(kept=False)
    if path.startswith("/page"):
        return Kind(shapes=True)
    return Kind(types=TYPES, free=path == "/search", released=not path.startswith("/code"))


def refusal(scope: Scope, status: int, wait: int | None) -> tuple[str, bytes]:
    return "application/problem+json", b'{"status": %d}' % status


class Served:
    """The edge, and what a test turns: `clock` is the time in seconds."""

    def __init__(
        self,
        app: App | None = None,
        *,
        quota: int = 1000,
        store: int = 1_000_000,
        clients: Clients | None = None,
        blind: bool = False,
        look: Callable[[], Awaitable[Release]] | None = None,
        patience: float = 1.0,
        built: datetime = LOADED,
    ) -> None:
        self.data, self.clock = Data(), 1000.0
        self.watch = Watch(look or self.data.look, 0.2, patience=patience, now=lambda: self.clock)
        self.store = Store(store)
        self.terms = Terms("build", built, kind, refusal, quota, frozenset({"/health"}), blind=blind)
        self.shared = Shared(self.watch, self.store, clients or Clients())
        self.edge: Edge = around(app or self.data.app, self.terms, self.shared, lambda: self.clock)

    async def ask(
        self, target: str, *headers: tuple[str, str], method: str = "GET", client: str | None = "203.0.113.9"
    ) -> Answered:
        messages: list[Message] = []

        async def send(message: Message) -> None:
            messages.append(message)

        scope = request(target, headers, method, client)
        if ready := self.edge.outer.at_once(scope):  # as a server does
            return answered(list(ready))
        await self.edge.outer(scope, nothing, send)
        return answered(messages)

    async def get(self, target: str, **headers: str) -> Answered:
        return await self.ask(target, *((name.replace("_", "-"), found) for name, found in headers.items()))


async def nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


def request(target: str, headers: Any, method: str, client: str | None) -> Scope:
    path, _, query = target.partition("?")
    return {
        "type": "http",
        "method": method,
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), found.encode("latin-1")) for name, found in headers],
        "client": (client, 50000) if client else None,
    }


def answered(messages: list[Message]) -> Answered:
    begun, *parts = messages
    assert begun["type"] == "http.response.start"
    headers = {name.decode(): found.decode("latin-1") for name, found in begun["headers"]}
    assert len(headers) == len(begun["headers"]), "a header is sent twice"
    return Answered(begun["status"], headers, b"".join(part["body"] for part in parts), messages)


def release_of(answer: Answered) -> str | None:
    return answer.headers.get(RELEASE.decode())
