"""What the layers share: they change an answer sent in one message and pass a stream through as it comes."""

from abc import ABC, abstractmethod
from typing import Any

Scope = dict[str, Any]
Headers = list[tuple[bytes, bytes]]


def value(headers: Headers, name: bytes) -> str:
    return ", ".join(v.decode("latin-1") for k, v in headers if k == name)


def without(headers: Headers, *names: bytes) -> Headers:
    return [(k, v) for k, v in headers if k not in names]


class Layer(ABC):
    """`change` gets the request's scope, the start message with lower-case headers, and the body (None: a stream)."""

    def __init__(self, app: Any) -> None:
        self.app = app

    @abstractmethod
    def change(self, scope: Scope, start: dict[str, Any], body: bytes | None) -> bytes | None: ...

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        head: dict[str, Any] | None = None

        async def wrapped(message: dict[str, Any]) -> None:
            nonlocal head
            if message["type"] == "http.response.start":
                head = message  # held until the first body message
                return
            if head is not None and message["type"] == "http.response.body":
                start = {**head, "headers": [(k.lower(), v) for k, v in head["headers"]]}
                head = None
                body = None if message.get("more_body") else message.get("body", b"")
                changed = self.change(scope, start, body)
                await send(start)
                message = message if body is None else {**message, "body": changed}
            await send(message)

        await self.app(scope, receive, wrapped)
