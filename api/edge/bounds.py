"""How long an address and how many headers may be, said before anything is read of them."""

from itertools import chain

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
    headers = scope["headers"]
    return 431 if len(headers) > FIELDS or sum(map(len, chain.from_iterable(headers))) > SECTION else None
