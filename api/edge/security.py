"""Headers that every answer carries; what sets its own policy keeps it."""

from api.edge.answer import Headers

ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"cross-origin-resource-policy", b"cross-origin"),
)
NOTHING = b"default-src 'none'; frame-ancestors 'none'"


def protecting(headers: Headers, policy: bytes) -> Headers:
    """Those of the headers that are not there yet."""
    names = {name for name, _ in headers}
    return [header for header in (*ALWAYS, (b"content-security-policy", policy)) if header[0] not in names]
