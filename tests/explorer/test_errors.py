"""An API that fails: every page says so in the layout of all others, and when to come back."""

import itertools
import json
import logging
from typing import Any

import httpx
import pytest

from tests.explorer.conftest import Pages, exploring, fixed
from tests.explorer.html import Page
from tests.explorer.test_pages import check_markup

PATHS = [
    "/",
    "/events",
    "/events/sochi-talks",
    "/quotations/some-words",
    "/timeline",
    "/days/10-13",
    "/correspondence",
    "/correspondence/a/b",
    "/actors/a/knowledge?at=1950-10-01",
    "/search?q=sochi",
    "/documents/frus1950v07-d86",
    "/sources/frus1950v07/contents",
]


class Unreachable(httpx.AsyncBaseTransport):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("nobody there")


class Answering(httpx.AsyncBaseTransport):
    """The same answer to everything."""

    def __init__(self, status: int, content: bytes, **headers: str) -> None:
        self.status, self.content, self.headers = status, content, headers

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(self.status, content=self.content, headers=self.headers)


BUSY = b'{"type": "/problems/unavailable", "errors": []}'
PROBLEM = {"Retry-After": "7", "Content-Type": "application/problem+json"}
FAILING = [
    pytest.param(Unreachable(), 502, "10", id="unreachable"),
    pytest.param(Answering(503, BUSY, **PROBLEM), 503, "7", id="busy"),
    pytest.param(Answering(503, b"<h1>Busy</h1>", **{"Retry-After": "30"}), 503, "30", id="busy proxy"),
    pytest.param(Answering(500, b"{}"), 502, "10", id="broken"),
    pytest.param(Answering(200, b"<h1>Not the API</h1>"), 502, "10", id="not the API"),
    pytest.param(Answering(302, b"", Location="https://example.org"), 502, "10", id="elsewhere"),
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("transport", "status", "wait"), FAILING)
def test_a_failing_api_is_a_page(path: str, transport: httpx.AsyncBaseTransport, status: int, wait: str) -> None:
    with exploring(transport) as pages:
        answer = pages.get(path)
    assert answer.status_code == status
    assert answer.headers["retry-after"] == wait
    assert answer.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert "parallel38-release" not in answer.headers
    page = Page(answer.text)
    check_markup(page)
    assert f"Try again in about {wait} seconds" in page.text
    assert path in page.links()


def test_a_slow_api_is_a_502(monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            import asyncio

            await asyncio.sleep(60)
            raise AssertionError("nobody waits so long")

    monkeypatch.setattr("explorer.client.DEADLINE", 0.05)
    with exploring(Slow()) as pages:
        assert pages.get("/events/sochi-talks").status_code == 502


def test_a_withdrawn_record_says_what_it_was() -> None:
    gone = {"type": "/problems/gone", "detail": "Talks at Sochi was withdrawn in release 4; its id is not used again."}
    with exploring(fixed({"/v1/events/sochi-talks": (410, gone | {"errors": []})})) as pages:
        answer = pages.get("/events/sochi-talks")
    assert answer.status_code == 410
    assert gone["detail"] in Page(answer.text).text


def test_the_way_back_is_the_address_as_it_was_sent() -> None:
    with exploring(Unreachable()) as pages:
        page = Page(pages.get("/events?kind=%22x").text)
    assert "/events?kind=%22x" in page.links()


def test_too_many_requests() -> None:
    with exploring(Answering(429, b"", **{"Retry-After": "12"})) as pages:
        answer = pages.get("/events")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "12")


def test_an_answer_with_nonsense_for_a_wait() -> None:
    with exploring(Answering(503, b"", **{"Retry-After": "tomorrow"})) as pages:
        answer = pages.get("/events")
    assert answer.status_code == 503
    assert "retry-after" not in answer.headers


def copied(site: Pages, *paths: str) -> dict[str, tuple[int, Any]]:
    """The API's true answers to some calls."""
    return {path.split("?")[0]: (200, site.get(path).json()) for path in paths}


PARTS = {
    "/events/ledger-removal": [
        "The accounts",
        "The quotations",
        "The documents",
        "Said to have led here",
        "Said to have followed",
        "The citation",
    ],
    "/quotations/weir-shelves-damp": [
        "What stands next to it",
        "What it answers and when it arrived",
        "Who uses them",
        "The citation",
    ],
    "/disputes/who-ordered-removal": ["What the answers rest on", "The claims", "The citation"],
    "/documents/weir-note": [
        "What stands before and after it",
        "Its words",
        "The exchange",
        "Claims that rest on it",
        "Whom it told what",
        "Its causes and consequences",
        "The citation",
    ],
    "/actors/anna-weir": [
        "Named, or perhaps named, in volumes",
        "Correspondents",
        "Words",
        "Sent, received or carried",
        "Took part in",
        "Claims held",
        "Claims about",
        "The citation",
    ],
    "/interpretations/damp-moved-weir": [
        "What that rests on in its turn",
        "What it hangs together with",
        "The citation",
    ],
    "/places/alder": ["What happened there", "Places within it", "The citation"],
    "/sources/halden-reeve-ledger-moved": [
        "The coverage",
        "Quotations from it",
        "Claims made in it",
        "Events it tells of",
        "The citation",
    ],
}


@pytest.mark.parametrize("path", PARTS)
def test_a_record_is_shown_without_the_parts_that_fail(site: Pages, path: str) -> None:
    """The rest of the page says in place what is missing; no cache may take it for the whole."""
    whole = site.get(path)
    with exploring(fixed(copied(site, f"/v1{path}"), **{"Parallel38-Release": "1"})) as pages:
        answer = pages.get(path)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert "parallel38-release" not in answer.headers
    assert answer.headers["etag"] != whole.headers["etag"]
    page = Page(answer.text)
    check_markup(page)
    notices = [text for text in page.classed("notice") if "could not be loaded" in text]
    assert [text.split(" could not")[0] for text in notices] == PARTS[path]
    assert page.one("h1").text == Page(whole.text).one("h1").text


def test_the_first_page_without_its_counts(site: Pages) -> None:
    with exploring(fixed(copied(site, "/v1/disputes"))) as pages:
        page = Page(pages.text("/"))
    missing = ["The timeline of these months", "Whom one can ask about", "A quotation", "The counts"]
    assert [text.split(" could not")[0] for text in page.classed("notice")] == missing
    assert "/transmissions" in page.links()


def test_a_list_without_the_vocabularies_still_filters(site: Pages) -> None:
    with exploring(fixed(copied(site, "/v1/events"))) as pages:
        page = Page(pages.text("/events"))
    assert page.one("input", name="kind")
    assert "The values to choose from could not be loaded just now." in page.classed("notice")


def test_a_page_of_two_releases_is_not_kept(site: Pages) -> None:
    """A release that comes between two calls of one page."""
    path = "/transmissions/council-not-told-of-reply"
    answers = copied(site, f"/v1{path}", f"/v1{path}/citation", "/v1/quotations?limit=3")
    releases = itertools.chain("1", itertools.repeat("2"))

    def answer(request: httpx.Request) -> httpx.Response:
        headers = {"Parallel38-Release": next(releases)}
        return httpx.Response(200, json=answers[request.url.path][1], headers=headers)

    with exploring(httpx.MockTransport(answer)) as pages:
        found = pages.get(path)
    assert found.status_code == 200
    assert "parallel38-release" not in found.headers
    assert found.headers["cache-control"] == "public, max-age=0, must-revalidate"


def test_a_field_that_leaves_the_api_fails_loudly(site: Pages, caplog: pytest.LogCaptureFixture) -> None:
    answers = copied(site, "/v1/events/ledger-removal")
    record = answers["/v1/events/ledger-removal"][1]
    del record["summary"]
    with caplog.at_level(logging.ERROR), exploring(fixed(json.loads(json.dumps(answers)))) as pages:
        answer = pages.get("/events/ledger-removal")
    assert answer.status_code == 500
    check_markup(Page(answer.text))
    assert "UndefinedError" in caplog.text
