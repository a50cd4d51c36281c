"""An answer as the layers hand it about, and the types of ASGI."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Ready = tuple[Message, Message]  # a whole answer, head and body
Headers = list[tuple[bytes, bytes]]

RELEASE = b"parallel38-release"


@dataclass(slots=True)
class Answer:
    """Names of headers are lower-case. Without a body it is the head of a stream."""

    status: int
    headers: Headers
    body: bytes | None


def value(headers: Headers, name: bytes) -> str:
    """All values of a header, or nothing."""
    return ", ".join([v.decode("latin-1") for k, v in headers if k == name])


def without(headers: Headers, *names: bytes) -> Headers:
    return [(k, v) for k, v in headers if k not in names]


def with_value(headers: Headers, name: bytes, found: str) -> Headers:
    """In the place of whatever stood there."""
    return [*without(headers, name), (name, found.encode("latin-1"))]
