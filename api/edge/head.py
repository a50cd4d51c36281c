"""HEAD everywhere: GET without its body. Outermost, so that HEAD shows the headers of GET, Content-Length included."""

from typing import Any

from api.edge.layer import Scope


class Head:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"

        async def wrapped(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [allowing(*header) for header in message["headers"]]}
            elif head:
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"} if head else scope, receive, wrapped)


def allowing(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """`Allow` names HEAD wherever it names GET, in an order that does not vary by process."""
    if name.lower() != b"allow":
        return name, value
    methods = {method.strip() for method in value.split(b",")}
    return name, b", ".join(sorted(methods | {b"HEAD"} if b"GET" in methods else methods))
