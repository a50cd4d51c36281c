"""What is hardly HTTP: lengths that contradict each other, bodies where none belong, lines without end, odd methods."""

import os
import socket
from contextlib import ExitStack, closing

import pytest

from tests.hostile.checks import check
from tests.hostile.conftest import Target
from tests.hostile.wire import HARMLESS, answers, connected, everything, get, read, send, split

pytestmark = pytest.mark.long

INNER = b"GET /v1/places HTTP/1.1\r\nHost: test\r\n\r\n"
SIZE = b"Content-Length: %d" % len(INNER)
CHUNKED = b"Transfer-Encoding: chunked"
AS_CHUNKS = b"%x\r\n%s\r\n0\r\n\r\n" % (len(INNER), INNER)
PLAIN = get(b"/v1/meta")

# Requests that must be refused, and after which nothing more may be read from the connection.
REFUSED = {
    "no number": get(b"/v1/meta", b"Content-Length: abc", body=INNER),
    "negative": get(b"/v1/meta", b"Content-Length: -1", body=INNER),
    "plus": get(b"/v1/meta", b"Content-Length: +%d" % len(INNER), body=INNER),
    "hexadecimal": get(b"/v1/meta", b"Content-Length: 0x10", body=INNER),
    "two numbers": get(b"/v1/meta", b"Content-Length: 0, %d" % len(INNER), body=INNER),
    "two lengths": get(b"/v1/meta", b"Content-Length: 0", SIZE, body=INNER),
    "huge": get(b"/v1/meta", b"Content-Length: " + b"9" * 400, body=INNER),
    "unknown coding": get(b"/v1/meta", b"Transfer-Encoding: xchunked", body=INNER),
    "two codings": get(b"/v1/meta", b"Transfer-Encoding: gzip, chunked", body=AS_CHUNKS),
    "identity": get(b"/v1/meta", b"Transfer-Encoding: identity", body=INNER),
    "coding twice": get(b"/v1/meta", CHUNKED, b"Transfer-Encoding: identity", body=AS_CHUNKS),
    "space before colon": get(b"/v1/meta", b"Content-Length : %d" % len(INNER), body=INNER),
    "space before name": b"GET /v1/meta HTTP/1.1\r\n Host: test\r\n\r\n",
    "no colon": get(b"/v1/meta", b"nonsense"),
    "no name": get(b"/v1/meta", b": x"),
    "name with space": get(b"/v1/meta", b"a b: c"),
    "name beyond ASCII": get(b"/v1/meta", b"\xe9: c"),
    "NUL in a value": get(b"/v1/meta", b"a: b\x00c"),
    "CR in a value": get(b"/v1/meta", b"a: b\rc"),
    "no host": b"GET /v1/meta HTTP/1.1\r\n\r\n",
    "two hosts": get(b"/v1/meta", b"Host: other"),
    "no version": b"GET /v1/meta\r\n\r\n",
    "version 2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "version with letters": b"GET /v1/meta HTTP/1.x\r\nHost: test\r\n\r\n",
    "two spaces": b"GET  /v1/meta HTTP/1.1\r\nHost: test\r\n\r\n",
    "a space in the target": b"GET /v1/meta x HTTP/1.1\r\nHost: test\r\n\r\n",
    "a tab in the target": b"GET /v1/me\tta HTTP/1.1\r\nHost: test\r\n\r\n",
    "a raw byte in the target": b"GET /v1/\xff HTTP/1.1\r\nHost: test\r\n\r\n",
    "NUL in the target": b"GET /v1/\x00 HTTP/1.1\r\nHost: test\r\n\r\n",
    "NUL in the method": b"G\x00T /v1/meta HTTP/1.1\r\nHost: test\r\n\r\n",
    "no method": b" /v1/meta HTTP/1.1\r\nHost: test\r\n\r\n",
    "TLS": bytes.fromhex("16030100a5010000a10303") + bytes(range(150)) + b"\r\n\r\n",
    "not a word": b"\x00\x01\x02\x03\r\n\r\n",
    "a bad chunk": get(b"/v1/meta", CHUNKED, body=b"zz\r\nabc\r\n0\r\n\r\n", method=b"POST"),
    "a negative chunk": get(b"/v1/meta", CHUNKED, body=b"-1\r\nabc\r\n0\r\n\r\n", method=b"POST"),
    "no end of line": b"GET /v1/" + b"a" * 70_000,
    "no end of headers": PLAIN[:-2] + b"X: " + b"a" * 70_000,
}


@pytest.mark.parametrize("request_bytes", REFUSED.values(), ids=REFUSED)
def test_what_is_no_request_is_refused_once(target: Target, request_bytes: bytes) -> None:
    """At most one answer to it, no answer to what stands behind it, and the connection is closed."""
    with closing(connected(target.address)) as connection:
        connection.sendall(request_bytes + PLAIN)
        found = split(everything_sent(connection))
    assert len(found) <= 2
    assert [answer.status for answer in found if answer.status == 200] == []
    for answer in found:
        check(answer, 400, 405, 413, 414, 431, 501, 505)
    assert target.is_well()


def everything_sent(connection: socket.socket) -> bytes:
    """Until the server closes; one that resets what it has not read to the end has closed, too."""
    try:
        return everything(connection)
    except ConnectionError:
        return b""


# What a body holds is a body: exactly one answer to each, and one to the harmless request behind it.
WITH_BODY = {
    "length": get(b"/v1/meta", SIZE, body=INNER),
    "same length twice": get(b"/v1/meta", b"Content-Length: %d, %d" % (len(INNER), len(INNER)), body=INNER),
    "zeros": get(b"/v1/meta", b"Content-Length: 000%d" % len(INNER), body=INNER),
    "chunks": get(b"/v1/meta", CHUNKED, body=AS_CHUNKS),
    "chunks in capitals": get(b"/v1/meta", b"transfer-encoding: CHUNKED", body=AS_CHUNKS),
    "chunks with extensions": get(b"/v1/meta", CHUNKED, body=b"1;a=b;c\r\nx\r\n0\r\n\r\n"),
    "chunks with trailers": get(b"/v1/meta", CHUNKED, body=b"1\r\nx\r\n0\r\nHost: evil\r\nContent-Length: 5\r\n\r\n"),
    "on POST": get(b"/v1/meta", SIZE, body=INNER, method=b"POST"),
    "on HEAD": get(b"/v1/nothing", SIZE, body=INNER, method=b"DELETE"),
    "on a page": get(b"/events", SIZE, body=INNER),
    "on a page by POST": get(b"/search", SIZE, body=INNER, method=b"POST"),
    "an empty line before": b"\r\n" + get(b"/v1/meta", SIZE, body=INNER),
}


@pytest.mark.parametrize("request_bytes", WITH_BODY.values(), ids=WITH_BODY)
def test_a_body_is_never_taken_for_a_request(target: Target, request_bytes: bytes) -> None:
    """Or the request is refused and the connection closed; the places that the body asks for are never answered."""
    with closing(connected(target.address)) as connection:
        connection.sendall(request_bytes + HARMLESS)
        found = split(everything_sent(connection))
    assert 1 <= len(found) <= 2
    assert all(b"/v1/places/" not in answer.body for answer in found)
    for answer in found:
        assert answer.status < 500


def test_length_and_chunks_at_once(target: Target) -> None:
    """The classic: whichever of the two is believed, what is left over is not answered."""
    request = get(b"/v1/meta", b"Content-Length: 4", CHUNKED, body=b"0\r\n\r\n")
    with closing(connected(target.address)) as connection:
        connection.sendall(request + INNER)
        found = split(everything_or_idle(connection))
    assert all(answer.status < 500 for answer in found)
    assert target.is_well()


def everything_or_idle(connection: socket.socket) -> bytes:
    """What comes until the server closes, or says nothing for a second: it may wait for more."""
    connection.settimeout(1)
    parts: list[bytes] = []
    try:
        while part := connection.recv(65536):
            parts.append(part)
    except (TimeoutError, ConnectionError):
        return b"".join(parts)
    return b"".join(parts)


def test_requests_in_a_row_are_answered_in_their_order(target: Target) -> None:
    with closing(connected(target.address)) as connection:
        connection.sendall(PLAIN + get(b"/v1/nothing") + get(b"/v1/events?limit=1") + HARMLESS)
        found = split(everything(connection))
    assert [answer.status for answer in found] == [200, 404, 200, 200]


@pytest.mark.parametrize("version", [b"HTTP/0.9", b"HTTP/1.0", b"HTTP/1.9", b"HTTP/2.0", b"HTTP/9.9"])
def test_other_versions(target: Target, version: bytes) -> None:
    """Refused, or answered as one that is understood."""
    request = b"GET /v1/meta " + version + b"\r\nHost: test\r\nConnection: close\r\n\r\n"
    check(send(target.address, request), 200, 400, 505)
    assert target.is_well()


METHODS = [
    b"POST",
    b"PUT",
    b"PATCH",
    b"DELETE",
    b"TRACE",
    b"PROPFIND",
    b"FOO",
    b"get",
    b"M-SEARCH",
    b"QUERY",
    b"A" * 200,
]


@pytest.mark.parametrize(
    "path",
    [
        b"/v1",
        b"/v1/events",
        b"/v1/events/ledger-removal",
        b"/v1/search?q=a",
        b"/v1/openapi.json",
        b"/",
        b"/events",
        b"/search",
        b"/developers/try",
        b"/healthz",
    ],
)
@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.decode()[:10])
def test_other_methods(target: Target, path: bytes, method: bytes) -> None:
    answer = check(
        send(target.address, get(path, b"Connection: close", method=method)), 405, of_pages=not path.startswith(b"/v1")
    )
    assert "GET" in answer.header("allow")


@pytest.mark.parametrize(
    ("line", "statuses"),
    [
        (b"GET http://evil.example/v1/meta HTTP/1.1", (200, 400, 404)),
        (b"GET http://evil.example:22/latest/meta-data HTTP/1.1", (400, 404)),
        (b"GET evil.example:80 HTTP/1.1", (400, 404)),
        (b"GET file:///etc/passwd HTTP/1.1", (400, 404)),
        (b"CONNECT evil.example:443 HTTP/1.1", (400, 404, 405)),
        (b"OPTIONS * HTTP/1.1", (200, 204, 400, 404, 405)),
        (b"GET * HTTP/1.1", (400, 404)),
        (b"GET ? HTTP/1.1", (200, 400, 404)),
        (b"GET v1/meta HTTP/1.1", (400, 404)),
        (b"HEAD /v1/nothing HTTP/1.1", (404,)),
        (b"OPTIONS /v1/nothing HTTP/1.1", (200, 204, 404)),
    ],
)
def test_other_targets(target: Target, line: bytes, statuses: tuple[int, ...]) -> None:
    request = line + b"\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    answer = check(send(target.address, request, line.split(b" ")[0].decode()), *statuses, of_pages=True)
    assert b"http://evil.example" not in answer.body


@pytest.mark.parametrize("path", [b"/v1/events", b"/search"])
def test_a_large_body_is_neither_kept_nor_waited_for(target: Target, path: bytes) -> None:
    before = target.memory()
    megabytes = 20
    with closing(connected(target.address)) as connection:
        connection.sendall(get(path, b"Content-Length: %d" % (megabytes << 20), method=b"POST"))
        part = os.urandom(1 << 20)
        try:
            for _ in range(megabytes):
                connection.sendall(part)
            answer = read(connection)
        except ConnectionError:
            answer = None
    assert answer is None or answer.status == 405
    assert target.memory() - before < 10 * 1024 * 1024
    assert target.is_well()


def test_a_client_that_waits_to_be_told_to_go_on(target: Target) -> None:
    found = answers(
        target.address,
        get(b"/v1/meta", b"Expect: 100-continue", b"Content-Length: 3", b"Connection: close", body=b"abc"),
    )
    assert [answer.status for answer in found] == [200]


@pytest.mark.parametrize(
    "begun", [b"", b"G", b"GET /v1/meta HTTP/1.1\r\n", PLAIN[:-1], get(b"/v1/meta", b"Content-Length: 9", body=b"a")]
)
def test_clients_that_leave_or_stay_silent(target: Target, begun: bytes) -> None:
    """A hundred of them keep nobody else from being answered."""
    with ExitStack() as open_ones:
        for _ in range(100):
            connection = open_ones.enter_context(closing(connected(target.address)))
            connection.sendall(begun)
        assert target.is_well()
    assert target.is_well()


def test_clients_that_leave_before_the_answer(target: Target) -> None:
    for path in (b"/v1/search?q=ledgers&facets=type", b"/timeline", b"/v1/openapi.json"):
        for _ in range(20):
            with closing(connected(target.address)) as connection:
                connection.sendall(get(path, b"Cache-Control: no-cache"))
    assert target.is_well()
