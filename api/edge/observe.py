"""Outside all other layers: counts and tells every request, and answers what is asked of the process itself."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from time import perf_counter

from api.edge.answer import RELEASE, App, Headers, Message, Ready, Receive, Scope, Send
from api.edge.board import ELSEWHERE, Board, Gauge
from api.edge.collect import start
from api.edge.gauges import gauges
from api.edge.logs import REQUESTS, Told, ids, requests
from api.edge.metrics import CONTENT_TYPE, rendered
from api.edge.refuse import RETRY, Refuse
from api.edge.routes import matcher, routes
from api.edge.terms import Shared

METRICS, READINESS = "/metrics", "/readyz"
OWN = frozenset({METRICS, READINESS})
SHORT = 512  # characters of a path that can be one of a route
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})


@dataclass(frozen=True, slots=True)
class Reported:
    """What is told of a process: what it counts, the name of a path's route, labels of the build."""

    board: Board
    route: Callable[[str], str]
    build: Mapping[str, str]


def reporting(
    templates: Iterable[str], shared: Shared, build: str, workers: int, more: Mapping[str, Gauge] | None = None
) -> Reported:
    """`templates` are those of the routes, `more` the application's own gauges."""
    known = [*templates, METRICS]
    board = Board(routes(known), {**gauges(shared), **(more or {})}, workers)
    return Reported(board, matcher(known, ELSEWHERE), {"build": build})


class Sent:
    """A `send` that sees what is sent. An answer that says the fault is ours tells by which id it was logged; others
    may be kept by caches, where the id would be somebody else's.
    """

    __slots__ = ("headers", "number", "send", "size", "status")

    def __init__(self, send: Send, number: int) -> None:
        self.send, self.number = send, number
        self.status = self.size = 0
        self.headers: Headers = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], message["headers"]
            if self.status >= 500:
                told = (b"request-id", ids.id(self.number).encode())
                message = {**message, "headers": [*self.headers, told]}
        else:
            self.size += len(message.get("body", b""))
        await self.send(message)


def never(scope: Scope) -> None:
    """Where nothing is answered at once."""


class Observed:
    """Around the application; `draining` is set when the process is about to end.

    `at_once` has the answers that need nothing but to be sent. Where requests are not logged, these are counted alone.
    """

    def __init__(
        self, app: App, refuse: Refuse, reported: Reported, at_once: Callable[[Scope], Ready | None] = never
    ) -> None:
        self.app, self.refuse, self.reported = app, refuse, reported
        self.at_once = never if REQUESTS.isEnabledFor(logging.INFO) else at_once
        self.draining = False

    def beat(self) -> None:
        """Once a second: shows what changes, and looks for a new release even where nobody asks."""
        self.refuse.watch.begin()
        self.reported.board.show()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = perf_counter()
        if (ready := self.at_once(scope)) is None:
            await self.observe(scope, receive, send, begun)
            return
        head, body = ready
        try:
            await send(head)
            await send(body)
        finally:
            reported = self.reported
            reported.board.count(reported.route(scope["path"]), head["status"], perf_counter() - begun)

    async def observe(self, scope: Scope, receive: Receive, send: Send, begun: float) -> None:
        path, sent = scope["path"], Sent(send, ids.next())
        try:
            await (self.answer if path in OWN else self.app)(scope, receive, sent)
        finally:
            took = perf_counter() - begun
            route = self.reported.route(path) if len(path) < SHORT else ELSEWHERE
            self.reported.board.count(route, sent.status, took)
            if REQUESTS.isEnabledFor(logging.INFO):
                requests.write(sent.number, told(scope["method"], route, sent, took))

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == METRICS and scope["method"] in {"GET", "HEAD"}:
            await self.metrics(scope, send)
        elif scope["path"] == READINESS and (self.draining or self.refuse.is_in_the_dark):
            await self.refuse(scope, send, 503, RETRY)
        else:
            await self.app(scope, receive, send)

    async def metrics(self, scope: Scope, send: Send) -> None:
        body = rendered(self.reported.board, self.reported.build)
        headers = [
            (b"content-type", CONTENT_TYPE),
            (b"content-length", b"%d" % len(body)),
            (b"cache-control", b"no-store"),
        ]
        await send(start(200, self.refuse.with_always(headers)))
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def told(method: str, route: str, sent: Sent, seconds: float) -> Told:
    release = next((found.decode() for name, found in sent.headers if name == RELEASE and found.isdigit()), "")
    return Told(method if method in METHODS else "other", route, sent.status, seconds, sent.size, release)
