"""The developers' pages: guide, reference and request builder, without a browser."""

import json
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from api.errors import PROBLEMS
from explorer import trying
from explorer.pages.developers import CHAPTERS
from tests.explorer.conftest import Pages, Recorded, exploring
from tests.explorer.html import Page

GUIDE = ["/developers", *(f"/developers/{name}" for name in CHAPTERS), "/developers/reference", "/developers/try"]


@pytest.mark.parametrize("path", GUIDE)
def test_what_the_guide_links_to_is_there(site: Pages, path: str) -> None:
    page = Page(site.text(path))
    links = {
        link.partition("#")[0]
        for link in page.links()
        if "/developers" in link or link.startswith(("/v1", "/problems"))
    }
    assert {link: site.get(link).status_code for link in links if site.get(link).status_code != 200} == {}


def test_every_problem_is_listed(site: Pages) -> None:
    links = Page(site.text("/developers/conventions")).links()
    assert {link for link in links if link.startswith("/problems/")} == {f"/problems/{name}" for name in PROBLEMS}


def test_the_reference_has_every_address_and_parameter(site: Pages) -> None:
    document = site.get("/v1/openapi.json").json()
    text = Page(site.text("/developers/reference")).text
    assert {path for path in document["paths"] if path not in text} == set()
    for tag in document["tags"]:
        page = Page(site.text(f"/developers/reference/{tag['name']}"))
        for path, item in document["paths"].items():
            if tag["name"] in item["get"]["tags"]:
                assert page.one("h2", id=item["get"]["operationId"]).text == item["get"]["summary"]
                assert f"GET {path}" in page.text


@pytest.mark.parametrize(
    "path", ["/developers/reference/nothing", "/developers/nothing", "/developers/reference/events/x"]
)
def test_what_there_is_not(site: Pages, path: str) -> None:
    assert site.get(path).status_code == 404


def tried(site: Pages, path: str, accept: str = "") -> Page:
    return Page(site.text(f"/developers/try?path={quote(path, safe='')}&accept={quote(accept, safe='')}"))


def test_a_call_is_shown_as_the_api_answers(site: Pages) -> None:
    page = tried(site, "/v1/events?limit=2")
    assert page.one("h2", id="answer").text == "200 OK"
    body = next(found for found in page.all("pre") if found.attributes.get("data-answer") == "body")
    assert json.loads(body.text) == site.get("/v1/events?limit=2").json()
    assert "parallel38-release: 1" in page.text
    assert page.one("meta", name="robots").attributes["content"] == "noindex"


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/v1/events/nothing", "404 Not Found"),
        ("/v1/events?nope=1", "400 Bad Request"),
        ("/v1/events/removal-of-ledgers", "308 Permanent Redirect"),
        ("/v1/search?q=ledgers é \u2028", "200 OK"),
        ("v1", "200 OK"),
        ("https://example.org/v1/meta#x", "200 OK"),
        ("/v1/events?limit=%zz", "400 Bad Request"),
    ],
)
def test_whatever_is_asked_below_v1_is_answered(site: Pages, path: str, heading: str) -> None:
    assert tried(site, path).one("h2", id="answer").text == heading


def test_another_format(site: Pages) -> None:
    page = tried(site, "/v1/events/ledger-removal/citation", "application/x-bibtex")
    assert "content-type: application/x-bibtex" in page.text
    assert "@" in next(found.text for found in page.all("pre") if found.attributes.get("data-answer") == "body")


ELSEWHERE = [
    "/healthz",
    "/metrics",
    "/",
    "/v1x",
    "//evil.example/v1",
    "//evil.example/v1/events",
    "https://evil.example/v1/events",
    "http://127.0.0.1:22/v1",
    "https://example.org.evil.example/v1",
    "https://example.org@evil.example/v1",
    "/v1/../metrics",
    "/v1/%2e%2e/metrics",
    "/v1/%2E./metrics",
    "/v1/./events",
    "\\v1\\events",
    "/v1\r\nHost: evil.example",
    "/v1\x00",
    "/v1/exports/1/parallel38.sqlite",
    "/v1/events?" + "x" * trying.MOST,
    "javascript:alert(1)//v1",
    "file:///etc/passwd",
]


@pytest.mark.parametrize("path", ELSEWHERE)
def test_nothing_else_is_asked_for(together: tuple[Pages, Recorded], path: str) -> None:
    pages, recorded = together
    recorded.requests.clear()
    page = tried(pages, path)
    assert page.all("p", role="alert")
    assert recorded.requests == []


def test_what_is_shown_is_text(site: Pages) -> None:
    page = tried(site, '/v1/events/"><script>alert(1)</script>')
    assert [script.attributes.get("src") for script in page.all("script")] == [page.all("script")[0].attributes["src"]]


def test_no_more_is_shown_than_fits() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"text": "x" * (trying.SHOWN + 5)})

    with exploring(httpx.MockTransport(answer)) as pages:
        text = tried(pages, "/v1/meta").text
    assert "characters more are not shown" in text
    assert len(text) < trying.SHOWN + 10_000


@pytest.mark.parametrize("failing", [httpx.ConnectError("away"), httpx.ReadTimeout("slow")])
def test_an_api_that_does_not_answer(failing: Exception) -> None:
    def answer(request: httpx.Request) -> Any:
        raise failing

    with exploring(httpx.MockTransport(answer)) as pages:
        assert "does not answer just now" in tried(pages, "/v1/meta").text
        assert pages.get("/developers/reference").status_code == 502
        assert pages.get("/developers").status_code == 200
