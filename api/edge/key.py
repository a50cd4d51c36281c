"""The key of an answer: what a request asks for, whatever way it is written."""

from collections.abc import Callable
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from api.edge.answer import Scope
from api.edge.kind import Kind
from api.edge.negotiate import coding, media_type

MOST = 100  # parameters of one address
SPELLINGS = 2048  # ways of writing that are remembered
SHORT = 1024  # bytes of one that is

READ = frozenset((b"accept", b"accept-encoding", b"hx-request-type", b"if-none-match", b"if-modified-since"))


class Key(NamedTuple):
    """With the release, of which only one is kept at a time, this is all an answer may depend on. `type` and `coding`
    are the negotiated ones.
    """

    path: str
    query: str
    type: str
    coding: str
    shape: str


class Asked(NamedTuple):
    """What a request asks for. Without a key only the application can answer it."""

    kind: Kind
    key: Key | None
    coding: str


def sent(scope: Scope) -> dict[bytes, bytes]:
    """Those of the headers that the edge reads."""
    found: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:
        if name in READ:
            found[name] = found[name] + b", " + value if name in found else value
    return found


class Reader:
    """Makes keys; `kind` says what a path is. Where the key does not tell it, nothing of a request makes a difference.

    Each way of writing is read once and remembered for a while.
    """

    def __init__(self, kind: Callable[[str], Kind]) -> None:
        self.kind = kind
        self.remembered = lru_cache(SPELLINGS)(self.read)

    def __call__(self, scope: Scope, headers: dict[bytes, bytes]) -> Asked:
        get = headers.get
        query, accept, accept_encoding = scope["query_string"], get(b"accept", b""), get(b"accept-encoding", b"")
        raw_path = scope.get("raw_path") or scope["path"].encode()
        short = len(raw_path) + len(query) + len(accept) + len(accept_encoding) < SHORT
        is_part = get(b"hx-request-type") == b"partial"
        read = self.remembered if short else self.read
        return read(scope["method"], scope["path"], raw_path, query, accept, accept_encoding, is_part)

    def read(
        self, method: str, path: str, raw_path: bytes, query: bytes, accept: bytes, accept_encoding: bytes, part: bool
    ) -> Asked:
        kind, best = self.kind(path), coding(accept_encoding)
        media = media_type(accept, kind.types) if kind.types else ""
        parameters = canonical(query)
        if not kind.kept or method not in {"GET", "HEAD"} or not plain(raw_path) or media is None or parameters is None:
            return Asked(kind, None, best)
        return Asked(kind, Key(path, parameters, media, best, "partial" if part and kind.shapes else ""), best)


def plain(raw_path: bytes) -> bool:
    """Whether a path is in the one spelling that needs no escapes."""
    return b"%" not in raw_path and raw_path.isascii()


def canonical(query: bytes) -> str | None:
    """The parameters by their names, those of one name in their order; None for what cannot be read."""
    if not query:
        return ""
    try:
        pairs = parse_qsl(query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST)
    except ValueError:  # UnicodeDecodeError is one
        return None
    return urlencode(sorted(pairs, key=itemgetter(0)), safe=",:/")
