"""Keys: one for all the ways of writing the same request, and none where the application has to say what is wrong."""

from typing import Any

import pytest

from api.edge.key import Asked, Reader, sent
from tests.edge.serving import kind, request


def read(target: str, *headers: tuple[str, str], method: str = "GET") -> Asked:
    scope = request(target, headers, method, None)
    return Reader(kind)(scope, sent(scope))


@pytest.mark.parametrize(
    "target",
    [
        "/data?b=2&a=1",
        "/data?a=1&b=2&",
        "/data?&&a=1&b=2",
        "/data?%61=1&b=%32",
    ],
)
def test_one_key_however_the_query_is_written(target: str) -> None:
    assert read(target).key == read("/data?a=1&b=2").key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/data", "/data?limit=20"),
        ("/data?a=1&a=2", "/data?a=2&a=1"),
        ("/data?a=", "/data"),
        ("/data?a=1", "/data?A=1"),
        ("/data?a=%2B", "/data?a=+"),
        ("/data", "/data/"),
        ("/data", "/Data"),
    ],
)
def test_what_may_be_answered_otherwise_has_another_key(one: str, other: str) -> None:
    """A default is not written out: only the application knows it."""
    assert read(one).key != read(other).key


@pytest.mark.parametrize(
    "target",
    ["/dat%61", "/data%2Fx", "/data%00", "/data?a=%FF", "/data?a=%ED%A0%80", "/data?a=é", "/data?" + "a=1&" * 200],
)
def test_what_is_written_oddly_has_no_key(target: str) -> None:
    assert read(target).key is None


@pytest.mark.parametrize("method", ["POST", "OPTIONS", "DELETE", "get"])
def test_other_methods_have_no_key(method: str) -> None:
    assert read("/data", method=method).key is None
    assert read("/data", method="HEAD").key == read("/data").key


def test_what_is_not_kept_or_not_there_has_no_key() -> None:
    assert read("/health").key is None
    assert read("/data", ("Accept", "text/html")).key is None


def test_the_negotiated_type_and_coding_are_in_the_key() -> None:
    found = {
        read("/data", ("Accept", accept), ("Accept-Encoding", coding)).key
        for accept in ("*/*", "text/csv", "application/json", "text/*", "application/json;q=0.3")
        for coding in ("", "gzip", "br", "gzip;q=0", "deflate", "br, gzip, zstd")
    }
    assert len(found) == 2 * 3


def test_headers_that_come_twice_are_one() -> None:
    twice = read("/data", ("Accept", "text/html"), ("Accept", "text/csv"))
    assert twice.key == read("/data", ("Accept", "text/csv")).key


def test_the_shape_of_a_page_is_in_the_key_and_of_other_answers_is_not() -> None:
    part: tuple[Any, ...] = (("HX-Request-Type", "partial"),)
    assert read("/page", *part).key != read("/page").key
    assert read("/page", ("HX-Request-Type", "full"), ("HX-Request", "true")).key == read("/page").key
    assert read("/data", *part).key == read("/data").key


def test_other_headers_make_no_difference() -> None:
    other = [("Cookie", "a=1"), ("User-Agent", "x"), ("Authorization", "Bearer x"), ("X-Forwarded-Host", "evil")]
    assert read("/data", *other).key == read("/data").key


def test_spellings_are_remembered_within_bounds() -> None:
    reader = Reader(kind)
    for number in range(3000):
        scope = request("/data", [("Accept", f"text/csv, x/{number}")], "GET", None)
        reader(scope, sent(scope))
        long = request("/data?q=" + "x" * 2000, [("Accept", f"text/csv, x/{number}")], "GET", None)
        reader(long, sent(long))
    remembered = reader.remembered.cache_info()
    assert remembered.maxsize is not None
    assert remembered.currsize == remembered.maxsize <= 2048
    assert remembered.misses == 3000  # the long ones are not among them
