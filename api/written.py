"""Answers that are final when they are made."""

from typing import Any

import msgspec
from litestar import Response
from litestar.types import Receive, Scope, Send

Headers = list[tuple[bytes, bytes]]


class Sent:
    """An answer as bytes."""

    __slots__ = ("body", "headers")

    def __init__(self, headers: Headers, body: bytes) -> None:
        self.headers, self.body = headers, body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body, "more_body": False})


class Written(Response[Any]):
    """A 200 that nothing changes on its way out: made without what the framework keeps ready for that.

    `content` is bytes in the media type, or what JSON is made of.
    """

    def __init__(self, content: Any, *, media_type: str, headers: dict[str, str]) -> None:
        self.content, self.media_type, self.headers = content, media_type, headers

    def to_asgi_response(self, *_: Any, **__: Any) -> Any:
        body = self.content if isinstance(self.content, bytes) else msgspec.json.encode(self.content)
        own = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in self.headers.items()]
        about = [(b"content-type", str(self.media_type).encode()), (b"content-length", b"%d" % len(body))]
        return Sent([*own, *about], body)
