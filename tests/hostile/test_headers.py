"""Headers by their grammars and beyond them: what is wanted, what is held, ranges, floods."""

from contextlib import closing

import pytest

from tests.hostile.checks import check
from tests.hostile.conftest import Target
from tests.hostile.wire import connected, get, read, send

pytestmark = pytest.mark.long

PATHS = [b"/v1/events?limit=1", b"/v1/events/ledger-removal/citation", b"/events/ledger-removal"]
ACCEPTS = [
    b"",
    b" ",
    b"*",
    b"*/*",
    b"*/*;q=0",
    b"*/*;q=0.0001",
    b"*/json",
    b"/",
    b"a/",
    b"/a",
    b";",
    b";;;q",
    b",",
    b",,,,",
    b"q=1",
    b"application/json;q=1.0001",
    b"application/json;q=-1",
    b"application/json;q=2",
    b"application/json;q=NaN",
    b"application/json;q=1e9",
    b"application/json;q=0,*/*",
    b"application/json;q=0.5;q=0",
    b"APPLICATION/JSON",
    b"application/json; charset=utf-16",
    b'application/json; a="',
    b'application/json; a="\\"',
    b'"application/json"',
    b'a;b="c,d;e=f",application/json',
    b"text/html,application/xhtml+xml,*/*;q=0.8",
    b"\xff\xfe",
    b"caf\xe9/json",
    b"application/json\t;\tq=1",
    b"application/*",
    b"text/*;q=0",
    b"a/b," * 1500,
    b";q=0" * 3000,
    b'"' * 9000,
    b"\\" * 9000,
    b"(" * 9000,
    b"a/b;" + b"c=d;" * 2000,
    b"*/*;" + b" " * 12000 + b"q=0",
    b'a/b;c="' + b"\\\\" * 5000,
]
CODINGS = [
    b"",
    b"*",
    b"*;q=0",
    b"identity;q=0",
    b"identity;q=0,*;q=0",
    b"gzip;q=0",
    b"br;q=0,gzip;q=0",
    b"gzip;q=1.5",
    b"gzip;q=x",
    b"gzip;q=",
    b"gzip;",
    b";gzip",
    b"GZIP",
    b"gzip, br, deflate, zstd, compress",
    b"x-gzip",
    b",,,",
    b"gzip\x80",
    b"br;q=0.001",
    b"gzip," * 2000,
    b"*;q=0," * 2000,
    b"a" * 9000,
    b"gzip;q=0.000000000000000000001",
    b"br" + b";q=1" * 3000,
]
HELD = [
    b"*",
    b'"',
    b'""',
    b'"a',
    b"a",
    b'W/"a"',
    b'"a","b"',
    b"W/",
    b",,",
    b'"\xff"',
    b'"a",' * 3000,
    b'"' * 9000,
    b"\\" * 9000,
]
SINCE = [
    b"",
    b"0",
    b"yesterday",
    b"Thu, 01 Jan 1970 00:00:00 GMT",
    b"Thu, 01 Jan 99999 00:00:00 GMT",
    b"-1",
    b"\xff",
    b"Fri, 31 Feb 2026 25:61:61 GMT",
    b"1" * 9000,
    b"Sat, 01 Jan 2050 00:00:00 +9999",
    b"Sat, 01 Jan 0000 00:00:00 GMT",
]
RANGES = [
    b"",
    b"bytes",
    b"bytes=",
    b"bytes=-",
    b"bytes=0-",
    b"bytes=0-0",
    b"bytes=-1",
    b"bytes=5-2",
    b"bytes=a-b",
    b"bytes=0-99999999999999999999999999",
    b"bytes=-99999999999999999999",
    b"items=0-1",
    b"bytes=0-1,2-3",
    b"bytes=" + b"0-," * 4000,
    b"bytes=\xb2-\xb3",
    b"bytes = 0 - 1",
    b"bytes=0-0-0",
    b"bytes=--1",
]
OTHERS = [
    b"Host: ",
    b"Host: evil.example",
    b"Host: a b",
    b"Host: [::1",
    b"Host: " + b"a" * 8000,
    b"X-Forwarded-For: 1.1.1.1",
    b"X-Forwarded-For: \xff",
    b"X-Forwarded-For: " + b"1.1.1.1," * 1500,
    b'Forwarded: for="_',
    b"X-Forwarded-Host: evil.example",
    b"X-Forwarded-Proto: gopher",
    b"X-HTTP-Method-Override: DELETE",
    b"X-Original-URL: /metrics",
    b"X-Rewrite-URL: /metrics",
    b"Cookie: " + b"a=b; " * 2500,
    b"Authorization: Basic %%%",
    b"Content-Type: application/json; charset=\xff",
    b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x",
    b"Upgrade: h2c",
    b"HTTP2-Settings: \xff",
    b"TE: trailers",
    b"Trailer: Host",
    b"Max-Forwards: 99999999999999999999",
    b"Origin: null",
    b"Origin: \xff",
    b"Origin: http://a\x7f",
    b"Referer: javascript:alert(1)",
    b"User-Agent: ${jndi:ldap://x}",
    b"HX-Request-Type: \xff",
    b"HX-Request-Type: partial",
    b"Accept-Language: " + b"a," * 4000,
    b"Accept-Charset: utf-7",
    b'If-Match: "a"',
    b"If-Range: \xff",
    b"Expect: nonsense",
    b"Date: never",
    b"Cache-Control: max-age=99999999999999999999",
    b"Pragma: x",
]
NAMED = [
    *((b"Accept", value) for value in ACCEPTS),
    *((b"Accept-Encoding", value) for value in CODINGS),
    *((b"If-None-Match", value) for value in HELD),
    *((b"If-Modified-Since", value) for value in SINCE),
    *((b"Range", value) for value in RANGES),
]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.decode())
def test_any_value_of_the_headers_that_are_read(target: Target, path: bytes) -> None:
    """One connection for all: each is answered, so nothing is left behind by the one before."""
    with closing(connected(target.address)) as connection:
        for name, value in NAMED:
            connection.sendall(get(path, name + b": " + value))
            answer = check(read(connection), 200, 304, 406, 431, of_pages=path == PATHS[2])
            assert answer.status != 406 or name == b"Accept", (name, value)
            assert answer.status != 304 or name.startswith(b"If-"), (name, value)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.decode())
@pytest.mark.parametrize("header", OTHERS, ids=lambda header: header.decode("latin-1")[:30])
def test_any_other_header(target: Target, path: bytes, header: bytes) -> None:
    """Whatever is claimed of host, proxy, method or session changes nothing."""
    request = get(path, header, b"Connection: close").replace(
        b"Host: test\r\n", b"" if header.startswith(b"Host") else b"Host: test\r\n"
    )
    answer = check(send(target.address, request), 200, 400, 426, 431, of_pages=path == PATHS[2])
    assert b"evil.example" not in answer.body
    assert answer.header("set-cookie") == ""


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ([b"X-%d: 1" % number for number in range(98)], 200),
        ([b"X-%d: 1" % number for number in range(101)], 431),
        ([b"X-%d: 1" % number for number in range(2000)], 431),
        ([b"X: " + b"a" * 16000], 200),
        ([b"X: " + b"a" * 17000], 431),
        ([b"X: " + b"a" * 40000], 431),
        ([b"X" * 17000 + b": a"], 431),
        ([b"X: " + b"a" * 500] * 40, 431),
    ],
)
@pytest.mark.parametrize("path", [b"/v1/events", b"/events"])
def test_many_and_long_headers(target: Target, path: bytes, headers: list[bytes], status: int) -> None:
    check(send(target.address, get(path, *headers, b"Connection: close")), status, of_pages=path == b"/events")
    assert target.is_well()


def test_floods_make_no_more_answers_than_there_are(target: Target) -> None:
    """However a thousand clients spell their wishes, there are three codings and one type: three tags, three bodies."""
    before = target.memory()
    tags: dict[str, set[bytes]] = {}
    with closing(connected(target.address)) as connection:
        for number in range(1000):
            coding = [b"gzip;q=0.%03d" % number, b"br;q=0.%03d" % number, b"x-%d" % number][number % 3]
            wishes = [
                b"Accept-Encoding: " + coding,
                b"Accept: */*, a%d/b;q=0.1" % number,
                b"X-Number: %d" % number,
                b"Cookie: n=%d" % number,
                b"User-Agent: n%d" % number,
            ]
            connection.sendall(get(b"/v1/events", *wishes))
            answer = check(read(connection), 200)
            tags.setdefault(answer.header("etag"), set()).add(answer.body)
    assert len(tags) <= 3
    assert all(len(bodies) == 1 for bodies in tags.values())
    assert target.memory() - before < 30 * 1024 * 1024


def test_floods_of_addresses_do_not_fill_the_memory(target: Target) -> None:
    """Searches for what nobody ever looks for again; there is no end of such addresses."""
    before = target.memory()
    with closing(connected(target.address)) as connection:
        for number in range(1000):
            connection.sendall(get(b"/v1/search?q=ledgers%%20x%d" % number))
            check(read(connection), 200)
    assert target.memory() - before < 60 * 1024 * 1024
