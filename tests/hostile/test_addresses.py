"""Addresses that no client of ours would send: bad encodings, parameters out of all bounds, lists and pages alike."""

import pytest

from tests.hostile.checks import check
from tests.hostile.conftest import Target
from tests.hostile.wire import get, send

pytestmark = pytest.mark.long

NOT_TEXT = [
    b"%",
    b"%0",
    b"%zz",
    b"%00",
    b"%FF",
    b"%ED%A0%80",
    b"%ED%A0%80%ED%B0%80",
    b"%C0%AF",
    b"%F5%80%80%80",
    b"%u0041",
]
ODD_TEXT = [
    b"%0D%0A",
    b"%0d%0aSet-Cookie:x",
    b"%E2%80%AE",
    b"%EF%BB%BF",
    b"%EF%BF%BF",
    b"%7F",
    b"%1B%5B31m",
    b"%2500",
    b"%F0%9F%92%A9",
    b"%CC%81" * 300,
    b"%25" * 500,
]
NUMBERS = [
    b"9223372036854775807",
    b"9223372036854775808",
    b"-9223372036854775809",
    b"2147483648",
    b"-1",
    b"0",
    b"101",
    b"1e9",
    b"1e309",
    b"NaN",
    b"Infinity",
    b"0x10",
    b"1_0",
    b"%2B1",
    b"%201",
    b"1.5",
    b"%D9%A1",
    b"9" * 5000,
    b"true",
    b"null",
    b"[]",
    b"{}",
    b"''",
    b"1%00",
]
INJECTED = [
    b"'%20OR%201=1--",
    b"%22%3B%20DROP%20TABLE%20record;--",
    b"%25_%25",
    b"\\",
    b"../../etc/passwd",
    b"{{7*7}}",
    b"${7*7}",
    b"%3Cscript%3E",
    b"*",
    b"(((((",
    b"%22%22%22",
    b"a:b",
    b"NEAR(a,b)",
    b"-",
    b"OR",
    b"AND",
    b"NOT",
    b"^a",
    b"a*b*",
    b"%22" * 501,
    b"a%20" * 900,
    b"-a%20" * 900,
]
LISTS = [b"/v1/events", b"/v1/documents", b"/v1/quotations", b"/v1/search", b"/v1/changes", b"/v1/timeline"]
VIEWS = [b"/events", b"/documents", b"/quotations", b"/search", b"/timeline", b"/correspondence", b"/developers/try"]
VALUES = [*NOT_TEXT, *ODD_TEXT, *NUMBERS, *INJECTED]
PARAMETERS = [
    b"limit",
    b"cursor",
    b"date",
    b"on",
    b"source",
    b"kind",
    b"changed_since",
    b"facets",
    b"fields",
    b"sort",
    b"q",
    b"path",
    b"at",
    b"%FF",
    b"%00",
]


@pytest.mark.parametrize("path", [*LISTS, *VIEWS], ids=lambda path: path.decode())
def test_any_value_of_any_parameter(target: Target, path: bytes) -> None:
    """A 400 that says so, or an answer; a redirect is a page's form being tidied."""
    of_pages = not path.startswith(b"/v1")
    for name in PARAMETERS:
        for value in VALUES:
            request = get(path + b"?" + name + b"=" + value, b"Connection: close")
            check(send(target.address, request), 200, 302, 400, 404, 410, 414, of_pages=of_pages)


@pytest.mark.parametrize("value", NOT_TEXT, ids=lambda value: value.decode())
@pytest.mark.parametrize(
    "place", [b"/v1/events?source=X", b"/v1/events?X=1", b"/v1/events/X", b"/v1/X", b"/v1/events/X/causes"]
)
def test_what_is_not_text_is_not_found_or_refused(target: Target, place: bytes, value: bytes) -> None:
    check(send(target.address, get(place.replace(b"X", value), b"Connection: close")), 400, 404)


@pytest.mark.parametrize(
    "value",
    [*NOT_TEXT, *ODD_TEXT, *INJECTED, b"x" * 3000, b".", b"..", b"%2e%2e", b"%2F", b"a/b/c/d/e"],
    ids=lambda value: value.decode()[:20],
)
@pytest.mark.parametrize(
    "place",
    [
        b"/events/X",
        b"/X",
        b"/actors/X/knowledge",
        b"/correspondence/X/X",
        b"/days/X",
        b"/problems/X",
        b"/static/X",
        b"/_f/events?X",
        b"/developers/X",
        b"/developers/reference/X",
        b"/sources/X/contents",
        b"/events/X.json",
        b"/events/X/cite",
        b"/v1/exports/X/X",
        b"/v1/exports/1/X",
    ],
)
def test_any_part_of_a_path(target: Target, place: bytes, value: bytes) -> None:
    answer = send(target.address, get(place.replace(b"X", value), b"Connection: close"))
    check(answer, 200, 302, 308, 400, 404, 405, 414, of_pages=not place.startswith(b"/v1"))


WHOLE = {
    b"//v1//events": 404,
    b"/v1/events/": 404,
    b"/v1/./events": 404,
    b"/v1/../v1/events": 404,
    b"/v1/events;a=b": 404,
    b"/v1/events%3Flimit=1": 404,
    b"/v1%2Fevents": 404,
    b"/V1/events": 404,
    b"/v1/events?": 200,
    b"/v1/events??limit=1": 400,
    b"/v1/events?&&&&": 200,
    b"/v1/events?=": 400,
    b"/v1/events?limit": 400,
    b"/v1/events?limit=1&limit=1": 400,
    b"/v1/events?limit=1;limit=2": 400,
    b"/v1/events?limit[]=1": 400,
    b"/v1/events?LIMIT=1": 400,
    b"/v1/events?nope=1": 400,
    b"/v1/events?" + b"&".join(b"a%d=1" % number for number in range(500)): 400,
    b"/v1/events?" + b"&" * 5000: 400,
    b"/v1/events?source=" + b"a," * 2000 + b"a": 400,
    b"/v1/" + b"a/" * 2000: 404,
    b"/v1/events?q=" + b"a" * 8200: 414,
    b"/" + b"a" * 8200: 414,
    b"/v1/events?limit=1#fragment": 400,
}


@pytest.mark.parametrize(("path", "status"), WHOLE.items(), ids=[path.decode()[:40] for path in WHOLE])
def test_a_whole_address(target: Target, path: bytes, status: int) -> None:
    check(send(target.address, get(path, b"Connection: close")), status, of_pages=not path.startswith(b"/v1"))


def test_unknown_parameters_are_named(target: Target) -> None:
    answer = check(send(target.address, get(b"/v1/events?lmit=1&dat=2", b"Connection: close")), 400)
    assert b"did you mean limit?" in answer.body
    assert b"did you mean date?" in answer.body
