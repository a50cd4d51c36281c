"""ETag and 304: the tag names build, release, path, query, shape and coding, so that it is strong and needs no body."""

import hashlib
import re
from typing import Any
from urllib.parse import parse_qsl, urlencode

from api.edge.layer import Headers, Layer, Scope, value, without

KEPT = {b"etag", b"cache-control", b"vary", b"date", b"link", b"content-location", b"expires", b"parallel38-release"}
TAG = re.compile(r'(?:W/)?("[^"]*")')
FRESH = b"public, max-age=60, stale-while-revalidate=600"


class Conditional(Layer):
    """Tags every 200 that names its release (`Parallel38-Release`) and is not marked `no-store`."""

    def __init__(self, app: Any, build: str) -> None:
        super().__init__(app)
        self.build = build

    def change(self, scope: Scope, start: dict[str, Any], body: bytes | None) -> bytes | None:
        headers: Headers = start["headers"]
        release = value(headers, b"parallel38-release")
        if start["status"] != 200 or "no-store" in value(headers, b"cache-control"):
            return body
        if not value(headers, b"etag") and body is not None:
            headers.append((b"etag", self.tag(scope, headers, release or digest(body))))
        if not value(headers, b"cache-control"):
            headers.append((b"cache-control", FRESH))
        asked = value(scope["headers"], b"if-none-match")
        found = TAG.match(value(headers, b"etag"))
        if found and (asked.strip() == "*" or found[1] in TAG.findall(asked)):
            start.update(status=304, headers=[h for h in without(headers, b"content-length") if h[0] in KEPT])
            return b""
        return body

    def tag(self, scope: Scope, headers: Headers, state: str) -> bytes:
        query = urlencode(sorted(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)))
        shape = (value(headers, b"content-type"), value(headers, b"content-encoding"))
        partial = value(scope["headers"], b"hx-request-type") if "HX-Request-Type" in value(headers, b"vary") else ""
        key = "\0".join((self.build, state, scope["path"], query, *shape, partial))
        return b'"%s"' % digest(key.encode()).encode()


def digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=12).hexdigest()
