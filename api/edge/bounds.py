"""How long an address and how many headers may be, said before anything is read of them."""

from api.edge.answer import Scope

LINE = 8 * 1024  # bytes of path and query
FIELDS = 100  # headers
SECTION = 16 * 1024  # bytes of all their names and values


def beyond(scope: Scope) -> int | None:
    """414 or 431 for what is too long, 400 for a target that is no path (`*`, a host); None for what is neither."""
    if not scope["path"].startswith("/"):
        return 400
    if len(scope.get("raw_path") or scope["path"]) + len(scope["query_string"]) > LINE:
        return 414
    size = 0
    for name, value in scope["headers"]:
        size += len(name) + len(value)
    return 431 if size > SECTION or len(scope["headers"]) > FIELDS else None
