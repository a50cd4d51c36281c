"""CORS for what is public and keyless: any origin may read every answer, errors included."""

from api.edge.answer import Scope

EXPOSED = (
    b"Accept-Ranges, Content-Disposition, Content-Range, ETag, Link, Location, "
    b"Parallel38-Release, Parallel38-Total, RateLimit-Policy, Request-Id, Retry-After"
)
ALWAYS = ((b"access-control-allow-origin", b"*"), (b"access-control-expose-headers", EXPOSED))
PREFLIGHT = [
    (b"access-control-allow-methods", b"GET, HEAD"),
    (b"access-control-allow-headers", b"Accept, If-Modified-Since, If-None-Match, If-Range, Range"),
    (b"access-control-max-age", b"86400"),
    (b"content-length", b"0"),
]


def is_preflight(scope: Scope) -> bool:
    """Whether an OPTIONS request is a browser's own, asked before the one it is about."""
    return any(name == b"access-control-request-method" for name, _ in scope["headers"])
