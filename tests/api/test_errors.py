"""Every refusal is a problem of the closed list, says what to do, and never shows a trace."""

import re
from typing import Any

import pytest

from api.errors import PROBLEMS
from tests.api.conftest import Api

BAD = [
    ("/v1/events?knd=war", "knd", "did you mean kind?"),
    ("/v1/events?kind=war&kind=treaty", "kind", "repeated"),
    ("/v1/events?kind=", "kind", "no value"),
    ("/v1/events?kind=null", "kind", "no value"),
    ("/v1/events?kind=meting", "kind", "did you mean meeting?"),
    ("/v1/events?kind=war,", "kind", "not one of its values"),
    ("/v1/events?place=Sochi", "place", "not an id"),
    ("/v1/events?place=a,,b", "place", "not an id"),
    ("/v1/events?place=" + ",".join("abcdefghijklmnopqrstu"), "place", "at most 20"),
    ("/v1/events?date=1950-13", "date", "calendar"),
    ("/v1/documents?between=anna-weir,anna-weir", "between", "not twice the same"),
    ("/v1/actors/anna-weir/knowledge?at=1950", "at", "write YYYY-MM-DD"),
    ("/v1/actors/anna-weir/knowledge?at=1950-02-30", "at", "write YYYY-MM-DD"),
    ("/v1/events?date=1950-02-29", "date", "calendar"),
    ("/v1/events?date=1950~", "date", "plain date"),
    ("/v1/events?date=1950-21", "date", "calendar"),
    ("/v1/events?date=0000", "date", "plain date"),
    ("/v1/events?date=%D9%A1%D9%A9%D9%A5%D9%A0", "date", "plain date"),
    ("/v1/events?date=../..", "date", "bounds nothing"),
    ("/v1/events?date=1950/1951/1952", "date", "plain date"),
    ("/v1/events?date_match=exactly", "date_match", "not one of its values"),
    ("/v1/events?date_match=within", "date_match", "send `date` too"),
    ("/v1/search?q=a&date_match=overlaps", "date_match", "send `date` too"),
    ("/v1/events?date_quality=sure", "date_quality", "not one of them"),
    ("/v1/events?on=1950", "on", "not a day"),
    ("/v1/events?on=02-30", "on", "'02-30' is not in the calendar; write MM-DD"),
    ("/v1/interpretations?evidence=none,a", "evidence", "stands alone"),
    ("/v1/events?limit=0", "limit", "'0' is not a whole number from 1 to 100"),
    ("/v1/events?limit=101", "limit", "from 1 to 100"),
    ("/v1/events?limit=9223372036854775808", "limit", "from 1 to 100"),
    ("/v1/events?limit=ten", "limit", "from 1 to 100"),
    ("/v1/events?limit=5.0", "limit", "'5.0' is not a whole number"),
    ("/v1/events?limit=%2B5", "limit", "whole number"),
    ("/v1/events?limit=%D9%A5", "limit", "whole number"),
    ("/v1/suggest?q=a&limit=21", "limit", "from 1 to 20"),
    ("/v1/events?kind=" + "war," * 700, "kind", "2800 characters; send at most 2500"),
    ("/v1/events?cursor=abc", "cursor", "start without it"),
    ("/v1/events?cursor=%C3%A4", "cursor", "start without it"),
    ("/v1/events?cursor=a%2Bb", "cursor", "start without it"),
    ("/v1/events?changed_since=yesterday", "changed_since", "neither a release nor a time"),
    ("/v1/events?changed_since=2026-02-30T00:00:00Z", "changed_since", "neither"),
    ("/v1/events?changed_since=2026-01-01T00:00:00", "changed_since", "neither"),
    ("/v1/events?changed_since=99999999999", "changed_since", "neither"),
    ("/v1/actors?level=person", "level", "not one of its values"),
    ("/v1/interpretations?expectation=yes", "expectation", "neither true nor false"),
    ("/v1/documents?between=a", "between", "two ids"),
    ("/v1/documents?between=a,b,c", "between", "two ids"),
    ("/v1/events/flood-of-1887?limit=1", "limit", "unknown"),
    ("/v1/meta?x=1", "x", "unknown"),
    ("/v1?x=1", "x", "unknown"),
    ("/v1/openapi.json?x=1", "x", "unknown"),
    ("/healthz?x=1", "x", "unknown"),
]
RAW = [
    ("/v1/events?kind=%FF", 400),
    ("/v1/events?kind=%ED%A0%80", 400),
    ("/v1/events?kind=%00", 400),
    ("/v1/events?%00=1", 400),
    ("/v1/events/%00", 400),
    ("/v1/events/Sochi", 404),
    ("/v1/events/" + "a" * 121, 404),
    ("/v1/events/..%2Factors", 404),
    ("/v1/events/", 404),
    ("/v1//events", 404),
    ("/v1/", 404),
    ("/v1/nothing", 404),
    ("/v2/events", 404),
    ("/v1/events/no-such-event", 404),
    ("/v1/events/no-such-event/accounts", 404),
    ("/v1/quotations/no-such/uses", 404),
]


def problem(answer: Any) -> dict[str, Any]:
    """The body, after what must hold of every problem."""
    body: dict[str, Any] = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert list(body) == ["type", "title", "status", "detail", "instance", "errors", "restart"]
    known = PROBLEMS[body["type"].removeprefix("/problems/")]
    assert (body["title"], body["status"], answer.status_code) == (known.title, known.status, known.status)
    assert body["detail"]
    assert (body["restart"] is not None) == (body["type"] == "/problems/release-changed")
    assert not re.search(r"`(int|str)`|regex", answer.text), "the framework's words"
    assert "Traceback" not in answer.text
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "etag" not in answer.headers
    lasting = body["type"] in {"/problems/not-found", "/problems/gone"}
    assert answer.headers["cache-control"] == ("public, max-age=60" if lasting else "no-store")
    assert "Accept-Encoding" in answer.headers["vary"]
    return body


@pytest.mark.parametrize(("path", "parameter", "reason"), BAD)
def test_bad_parameter_is_named(api: Api, path: str, parameter: str, reason: str) -> None:
    body = problem(api.get(path))
    assert body["status"] == 400
    assert [error["parameter"] for error in body["errors"]] == [parameter]
    assert reason in body["detail"]


def test_all_faults_at_once(api: Api) -> None:
    body = problem(api.get("/v1/events?knd=war&plce=x&limit=1&limit=2"))
    assert {error["parameter"] for error in body["errors"]} == {"knd", "plce", "limit"}
    assert body["errors"][0]["allowed"][0] == "kind"


@pytest.mark.parametrize(("path", "status"), RAW)
def test_hostile_address(api: Api, path: str, status: int) -> None:
    assert problem(api.get(path))["status"] == status


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_other_methods_are_refused(api: Api, method: str) -> None:
    answer = api.request(method, "/v1/events")
    assert problem(answer)["status"] == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", ["/v1", "/v1/events", "/v1/events/room-closure", "/v1/openapi.json", "/healthz"])
def test_head_and_options(api: Api, path: str) -> None:
    got, head = (api.request(method, path, accept_encoding="identity") for method in ("GET", "HEAD"))
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(got.content))
    assert {k: v for k, v in head.headers.items() if k != "content-length"} == {
        k: v for k, v in got.headers.items() if k != "content-length"
    }
    options = api.request("OPTIONS", path)
    assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS")


def test_head_of_an_unknown_record(api: Api) -> None:
    assert api.request("HEAD", "/v1/events/no-such-event").status_code == 404


def test_preflight(api: Api) -> None:
    answer = api.request("OPTIONS", "/v1/events", origin="https://example.net", access_control_request_method="GET")
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "If-None-Match" in answer.headers["access-control-allow-headers"]


def test_release_is_exposed_to_browsers(api: Api) -> None:
    assert "Parallel38-Release" in api.get("/v1/events").headers["access-control-expose-headers"]


def test_too_many_parameters(api: Api) -> None:
    body = problem(api.get("/v1/events?" + "&".join(f"p{number}=1" for number in range(101))))
    assert "more than 100 parameters" in body["detail"]


def test_instance_is_the_path_as_it_was_sent(api: Api) -> None:
    for path in ("/v1/events/", "/v1/events/%C3%A4", "/v1/nothing"):
        assert problem(api.get(f"{path}?x=1"))["instance"] == path


@pytest.mark.parametrize(
    "accept",
    ["", "*/*", "application/*", "application/json;q=0.1", "text/html, */*;q=0.8", "APPLICATION/JSON ; charset=utf-8"],
)
def test_json_is_acceptable(api: Api, accept: str) -> None:
    assert api.get("/v1/events", accept=accept).status_code == 200


@pytest.mark.parametrize(
    "accept",
    ["text/html", "application/xml", "*/*;q=0", "garbage", ";;;", "*/*;q=x", "image/*", "application/json;q=0"],
)
def test_anything_else_is_a_406(api: Api, accept: str) -> None:
    body = problem(api.get("/v1/events", accept=accept))
    offered = ["application/json", "text/csv", "application/x-ndjson", "application/geo+json"]
    assert (body["status"], sorted(body["errors"][0]["allowed"])) == (406, sorted(offered))


def test_a_list_offers_what_is_not_refused(api: Api) -> None:
    answer = api.get("/v1/events", accept="application/json;q=0, text/*")
    assert answer.headers["content-type"].startswith("text/csv")
