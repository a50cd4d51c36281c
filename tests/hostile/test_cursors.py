"""Cursors that no list gave out: cut off, changed, swapped, forged, of other releases. None is taken for a true one."""

import base64
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from tests.api.conftest import Api

LISTS = [
    "/v1/events?limit=2",
    "/v1/quotations?limit=2",
    "/v1/quotations?limit=2&sort=position",
    "/v1/documents?limit=2",
    "/v1/actors?limit=2",
    "/v1/interpretations?limit=2",
    "/v1/timeline?limit=2",
    "/v1/actors/anna-weir/quotations?limit=2",
    "/v1/search?limit=1&q=ledgers",
]
HUGE: list[Any] = [
    2**31 - 1,
    2**31,
    2**63 - 1,
    2**63,
    -1,
    -(2**63) - 1,
    10**400,
    1.5,
    True,
    None,
    "",
    "\x00",
    "\ud800",
    "x" * 300,
    [],
    {},
]


@pytest.fixture(scope="module", params=LISTS)
def listed(request: pytest.FixtureRequest, api: Api) -> tuple[str, str]:
    """A list and the cursor of its second page."""
    following = api.json(request.param)["next"]
    assert following, f"{request.param} has one page only"
    return request.param, parse_qs(urlsplit(following).query)["cursor"][0]


def unpacked(cursor: str) -> list[Any]:
    found: list[Any] = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    return found


def packed(parts: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).rstrip(b"=").decode()


def refused(api: Api, address: str, cursor: str) -> bool:
    """Whether it is a 400 or a 410 in the words of the contract."""
    answer = api.get(f"{address}&cursor={quote(cursor, safe='')}")
    assert answer.status_code in {200, 400, 410, 414}, (cursor, answer.text)
    if answer.status_code == 200:
        return False
    problem = answer.json()
    kinds = {400: "bad-request", 410: "release-changed", 414: "address-too-long"}
    assert problem["type"] == f"/problems/{kinds[answer.status_code]}"
    assert (
        answer.status_code != 400
        or "cursor" in {error["parameter"] for error in problem["errors"]}
        or not problem["errors"]
    )
    return True


def test_the_true_one_is_taken(api: Api, listed: tuple[str, str]) -> None:
    assert not refused(api, *listed)


def test_cut_off_anywhere(api: Api, listed: tuple[str, str]) -> None:
    address, cursor = listed
    assert [end for end in range(1, len(cursor)) if not refused(api, address, cursor[:end])] == []


def test_longer(api: Api, listed: tuple[str, str]) -> None:
    address, cursor = listed
    for more in ("A", "AA", "AAAA", "=", "==", "%", " ", "\x00", cursor):
        assert refused(api, address, cursor + more), more


def changed(parts: list[Any]) -> Iterator[Any]:
    """One part at a time made something else; the last key stays of a type that its column has."""
    for place, _ in enumerate(parts):
        for value in HUGE:
            if value != parts[place] and not (value is True and parts[place] == 1):
                yield [*parts[:place], value, *parts[place + 1 :]]
    yield from ([], {}, parts[:-1], [*parts, 1], [parts], "text", 1, None, [[[[]]]])
    *head, key = parts
    yield [*head, key[:-1]]
    yield [*head, [*key, 1]]
    yield [*head, []]


def test_every_part_is_checked(api: Api, listed: tuple[str, str]) -> None:
    """But for the places of the last record, of which any that could be one leads to what comes after it."""
    address, cursor = listed
    parts = unpacked(cursor)
    assert [one for one in changed(parts) if not refused(api, address, packed(one))] == []


def test_any_key_is_answered_or_refused(api: Api, listed: tuple[str, str]) -> None:
    address, cursor = listed
    *head, key = unpacked(cursor)
    for place, _ in enumerate(key):
        for value in HUGE:
            refused(api, address, packed([*head, [*key[:place], value, *key[place + 1 :]]]))


def test_deep_and_long_ones(api: Api, listed: tuple[str, str]) -> None:
    address, _ = listed
    deep = base64.urlsafe_b64encode(b"[" * 400).decode()
    for cursor in (deep, "A" * 601, "A" * 5000, "W" * 600, "-_" * 300, quote("é"), "%FF", "null", "0", "é", "A B"):
        assert refused(api, address, cursor), cursor


def test_of_another_release(api: Api, listed: tuple[str, str]) -> None:
    """A 410 that says where to start again, for releases past and to come."""
    address, cursor = listed
    version, release, *rest = unpacked(cursor)
    for other in (release - 1, release + 1, 2**31 - 1):
        answer = api.get(f"{address}&cursor={packed([version, other, *rest])}")
        assert answer.status_code == 410
        again = answer.json()["detail"].rpartition(" ")[2]
        assert api.get(again).status_code == 200
        assert urlsplit(again).path == urlsplit(address).path


def test_of_another_list(api: Api) -> None:
    cursors = {address: parse_qs(urlsplit(api.json(address)["next"]).query)["cursor"][0] for address in LISTS}
    for address in LISTS:
        for other, cursor in cursors.items():
            assert refused(api, address, cursor) == (other != address), (address, other)


@pytest.mark.parametrize(
    ("address", "changed"),
    [
        ("/v1/events?limit=2", "/v1/events?limit=2&kind=decision"),
        ("/v1/events?limit=2", "/v1/events?limit=2&date=1931"),
        ("/v1/quotations?limit=2", "/v1/quotations?limit=2&sort=position"),
        ("/v1/search?limit=1&q=ledgers", "/v1/search?limit=1&q=ledger"),
    ],
)
def test_of_other_filters(api: Api, address: str, changed: str) -> None:
    cursor = parse_qs(urlsplit(api.json(address)["next"]).query)["cursor"][0]
    assert refused(api, changed, cursor)


def test_of_another_size_is_taken(api: Api) -> None:
    """`limit` is no filter: whoever finds the pages too small may go on with larger ones."""
    cursor = parse_qs(urlsplit(api.json("/v1/events?limit=2")["next"]).query)["cursor"][0]
    assert not refused(api, "/v1/events?limit=50", cursor)


@pytest.mark.parametrize("cursor", ["-1", "0x1", "1.5", "1e3", "9223372036854775808", "9" * 500, "WzEsMV0", "%00", "٣"])
@pytest.mark.parametrize("address", ["/v1/changes?limit=1", "/v1/events/ledger-removal/changes?limit=1"])
def test_of_changes(api: Api, address: str, cursor: str) -> None:
    assert refused(api, address, cursor)
