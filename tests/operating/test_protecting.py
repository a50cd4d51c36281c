"""Every answer carries the headers that protect readers: also refusals, also what the server itself refuses."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import loaded
from tests.databases import Databases
from tests.hostile.wire import Answer, send
from tests.processes import serving


def asked(line: bytes, *headers: bytes, body: bytes = b"") -> bytes:
    return b"\r\n".join([line + b" HTTP/1.1", b"Host: a", b"Connection: close", *headers, b"", body])


PATHS = (
    *("/", "/events", "/nothing", "/events/nothing", "/problems/gone", "/robots.txt", "/static/none.css"),
    *("/search?q=a%0d%0aSet-Cookie:x", "/events/", "//evil.example/", "/%2e%2e/etc/passwd"),
    *("/v1", "/v1/", "/v1/events", "/v1/events?limit=x", "/v1/events/none", "/v1/events/geo", "/v1/openapi.json"),
    *("/v1/exports", "/v1/search?q=a", "/v1/search?cursor=x", "/metrics", "/healthz", "/readyz"),
)  # fmt: skip
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "TRACE")
NO_REQUESTS = {
    "nonsense": (b"nonsense\r\n\r\n", 400),
    "no host": (b"GET /v1 HTTP/1.1\r\n\r\n", 400),
    "HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    "another's proxy": (asked(b"CONNECT a:443"), 400),
    "of no path": (asked(b"OPTIONS *"), 400),
    "a bad chunk": (asked(b"POST /v1", b"Transfer-Encoding: chunked", body=b"zz\r\n"), 400),
    "a large body": (asked(b"POST /v1", b"Content-Length: 99999999", body=b"a"), 405),
    "an endless header": (b"GET /v1 HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 70_000, 431),
    "a long header": (asked(b"GET /v1", b"X: " + b"a" * 17_000), 431),
    "a long address": (asked(b"GET /v1/" + b"a" * 9_000), 414),
}


@pytest.fixture(scope="module")
def address(databases: Databases, corpus: Path) -> Iterator[str]:
    url = loaded(databases, "sqlite", corpus)
    with serving("api", DATABASE_URL=url, UNLIMITED_CLIENTS="127.0.0.1") as (_, found):
        yield found


def protects(answer: Answer | None) -> Answer:
    assert answer is not None
    assert answer.header("x-content-type-options") == "nosniff"
    assert answer.header("referrer-policy") == "strict-origin-when-cross-origin"
    assert answer.header("cross-origin-resource-policy") == "cross-origin"
    policy = answer.header("content-security-policy")
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.header("set-cookie") == answer.header("server") == ""
    return answer


@pytest.mark.parametrize("path", PATHS)
def test_whatever_is_asked_in_whatever_way(address: str, path: str) -> None:
    for method in METHODS:
        protects(send(address, asked(f"{method} {path}".encode()), method))


@pytest.mark.parametrize(("request_bytes", "status"), NO_REQUESTS.values(), ids=NO_REQUESTS)
def test_what_is_hardly_a_request(address: str, request_bytes: bytes, status: int) -> None:
    assert protects(send(address, request_bytes)).status == status


@pytest.mark.parametrize("path", ["/v1/events", "/events"])
def test_what_a_client_holds_already(address: str, path: str) -> None:
    """An answer without a body brings the policy anew: a cache puts its headers in the place of those it kept."""
    full = protects(send(address, asked(f"GET {path}".encode())))
    held = protects(send(address, asked(f"GET {path}".encode(), b"If-None-Match: " + full.header("etag").encode())))
    assert (full.status, held.status) == (200, 304)


def test_files_and_preflights(address: str) -> None:
    page = send(address, asked(b"GET /"))
    assert page is not None
    file = page.text.partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert protects(send(address, asked(f"GET {file}".encode()))).status == 200
    wanted = (b"Origin: https://a.example", b"Access-Control-Request-Method: GET")
    assert protects(send(address, asked(b"OPTIONS /v1/events", *wanted), "OPTIONS")).status == 204


def test_a_quota_that_is_used_up(databases: Databases, corpus: Path) -> None:
    url = loaded(databases, "sqlite", corpus)
    with serving("api", DATABASE_URL=url) as (_, address):
        for path in (b"GET /v1/meta", b"GET /about"):
            answers = (send(address, asked(path)) for _ in range(1_000))
            refused = next(answer for answer in answers if answer is None or answer.status == 429)
            assert protects(refused).header("retry-after")
