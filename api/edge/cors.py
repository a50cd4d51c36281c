"""CORS for a public, keyless API: any origin may read every answer, errors included."""

from typing import Any

from api.edge.layer import Layer, Scope

EXPOSED = b"ETag, Link, Location, Parallel38-Release, RateLimit-Policy, Retry-After"
PREFLIGHT = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-allow-methods", b"GET, HEAD"),
    (b"access-control-allow-headers", b"If-None-Match"),
    (b"access-control-max-age", b"86400"),
    (b"content-length", b"0"),
]


class Cors(Layer):
    def change(self, scope: Scope, start: dict[str, Any], body: bytes | None) -> bytes | None:
        start["headers"] += [(b"access-control-allow-origin", b"*"), (b"access-control-expose-headers", EXPOSED)]
        return body

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        names = {name for name, _ in scope.get("headers", ())}
        if scope["type"] == "http" and scope["method"] == "OPTIONS" and b"access-control-request-method" in names:
            await send({"type": "http.response.start", "status": 204, "headers": PREFLIGHT})
            await send({"type": "http.response.body", "body": b""})
            return
        await super().__call__(scope, receive, send)
