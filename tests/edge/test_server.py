"""What reaches the process over a socket: requests that are none, that never end, and addresses of others."""

import json
import socket
from collections.abc import Iterator

import httpx
import pytest

from api.refusals import QUOTA
from explorer.serving import QUOTA as PAGES
from tests.conftest import loaded
from tests.databases import Databases
from tests.processes import serving


@pytest.fixture(scope="module")
def address(databases: Databases, request: pytest.FixtureRequest) -> Iterator[str]:
    url = loaded(databases, "sqlite", request.getfixturevalue("corpus"))
    with serving("api", DATABASE_URL=url, TRUSTED_PROXIES="127.0.0.1") as (_, found):
        yield found


def sent(address: str, data: bytes) -> tuple[int, dict[str, str], bytes]:
    """The answer to some bytes; the server closes the connection."""
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(data)
        received = b""
        while part := connection.recv(65536):
            received += part
    head, _, body = received.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    return int(status.split()[1]), dict(line.lower().split(": ", 1) for line in lines), body


NO_REQUESTS = [
    (b"nonsense\r\n\r\n", 400),
    (b"GET /v1\r\n\r\n", 400),
    (b"GET /v1 HTTP/1.1\r\n\r\n", 400),
    (b"GET /v1 HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    (b"GET /v1 HTTP/1.1\r\nHost: a\r\nname\x00: b\r\n\r\n", 400),
    (b"GET /v1 HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", 400),
    (b"GET /v1 HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 70_000, 431),
    (b"GET /" + b"a" * 70_000, 431),
    (b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 404),
    (b"GET /v1/" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 414),
    (b"GET /v1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + b"X: a\r\n" * 101 + b"\r\n", 431),
]


@pytest.mark.parametrize(("data", "status"), NO_REQUESTS, ids=range(len(NO_REQUESTS)))
def test_what_is_no_request_is_a_problem_like_others(address: str, data: bytes, status: int) -> None:
    found, headers, body = sent(address, data)
    if status == 404:
        assert (found, headers["content-type"]) == (414, "text/html; charset=utf-8"), "a page says so to a reader"
        assert b"This address is too long" in body
        return
    assert (found, headers["content-type"]) == (status, "application/problem+json")
    assert headers["access-control-allow-origin"] == "*"
    assert headers["x-content-type-options"] == "nosniff"
    problem = json.loads(body)
    assert problem["status"] == status
    assert problem["detail"]


def test_quotas_are_each_clients_own(address: str) -> None:
    """As a trusted proxy tells it; health is outside, and a page's calls to the API are its own affair."""
    with httpx.Client(base_url=address) as client:
        one, other = ({"X-Forwarded-For": f"198.51.100.{number}"} for number in (1, 2))
        for path, quota in (("/v1/events?limit=1", QUOTA), ("/problems/gone", PAGES)):
            statuses = [client.get(path, headers=one).status_code for _ in range(quota + 1)]
            assert set(statuses[:quota]) == {200}
            refused = client.get(path, headers=one)
            assert refused.status_code == 429
            assert 1 <= int(refused.headers["retry-after"]) <= 60
            assert refused.headers["ratelimit-policy"] == f'"default";q={quota};w=60'
            assert client.get(path, headers=other).status_code == 200
        assert client.get("/healthz", headers=one).status_code == 200
        problem, page = client.get("/v1", headers=one), client.get("/", headers=one)
    assert problem.json()["type"] == "/problems/too-many-requests"
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'; script-src 'self'" in page.headers["content-security-policy"]
    assert "Too many requests from your address" in page.text
    assert "Try again in about" in page.text


def test_a_page_and_what_it_is_made_of_are_kept(address: str) -> None:
    """Whole pages stand in the same cache as the answers they are made of."""
    with httpx.Client(base_url=address) as client:
        first = client.get("/events")
        again = client.get("/events", headers={"If-None-Match": first.headers["etag"]})
    assert first.headers["vary"] == "HX-Request-Type, Accept-Encoding"
    assert first.headers["last-modified"]
    assert (again.status_code, again.headers["etag"]) == (304, first.headers["etag"])
