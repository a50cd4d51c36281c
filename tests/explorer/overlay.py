"""An API some of whose answers are others than its own."""

from collections.abc import Callable

import httpx


class Overlaid(httpx.AsyncBaseTransport):
    """Passes on what `answer` gives nothing for."""

    def __init__(
        self, transport: httpx.AsyncBaseTransport, answer: Callable[[httpx.Request], httpx.Response | None]
    ) -> None:
        self.transport, self.answer = transport, answer

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return self.answer(request) or await self.transport.handle_async_request(request)


def failing(transport: httpx.AsyncBaseTransport, end: str) -> Overlaid:
    """All paths with that end are not to be had."""
    return Overlaid(transport, lambda request: httpx.Response(503, json={}) if request.url.path.endswith(end) else None)


def giving(transport: httpx.AsyncBaseTransport, end: str, body: object) -> Overlaid:
    return Overlaid(
        transport, lambda request: httpx.Response(200, json=body) if request.url.path.endswith(end) else None
    )
