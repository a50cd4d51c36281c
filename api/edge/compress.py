"""br and gzip by the client's q-values (RFC 9110, 12.5.3)."""

import gzip
import re
from collections.abc import Callable
from typing import Any

import brotli

from api.edge.layer import Layer, Scope, value, without

TYPES = ("text/", "application/json", "application/problem+json", "application/vnd.oai.openapi", "image/svg+xml")
SMALLEST = 500  # bytes below which coding costs more than it saves
CODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, mode=brotli.MODE_TEXT, quality=5),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}


def choose(header: str) -> str | None:
    """The coding that the client likes best; None is the body as it is."""
    weights = {}
    for part in header.lower().split(","):
        name, _, params = part.partition(";")
        found = re.search(r"(?:^|;)\s*q=([01](?:\.\d*)?)\s*(?:;|$)", params)
        weights[name.strip()] = float(found[1]) if found else 0.0 if "q=" in params else 1.0
    best, best_weight = None, weights.get("identity", 0.0)
    for name in CODERS:
        weight = weights.get(name, weights.get("*", 0.0))
        if weight > best_weight:
            best, best_weight = name, weight
    return best


class Compress(Layer):
    def change(self, scope: Scope, start: dict[str, Any], body: bytes | None) -> bytes | None:
        headers = start["headers"]
        if not value(headers, b"content-type").startswith(TYPES):
            return body
        vary = ", ".join(filter(None, [value(headers, b"vary"), "Accept-Encoding"]))  # always; a 304 repeats it
        headers[:] = [*without(headers, b"vary"), (b"vary", vary.encode())]
        coding = choose(value(scope["headers"], b"accept-encoding"))
        if coding and body and len(body) >= SMALLEST and not value(headers, b"content-encoding"):
            body = CODERS[coding](body)
            coded = [(b"content-encoding", coding.encode()), (b"content-length", b"%d" % len(body))]
            headers[:] = [*without(headers, b"content-length"), *coded]
        return body
