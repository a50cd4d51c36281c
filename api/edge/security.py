"""Headers that every answer carries; a page that sets its own policy keeps it."""

from typing import Any

from api.edge.layer import Layer, Scope, value

ALWAYS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"strict-origin-when-cross-origin",
    b"cross-origin-resource-policy": b"cross-origin",
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
}


class Security(Layer):
    def change(self, scope: Scope, start: dict[str, Any], body: bytes | None) -> bytes | None:
        start["headers"] += [(k, v) for k, v in ALWAYS.items() if not value(start["headers"], k)]
        return body
