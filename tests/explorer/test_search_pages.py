"""Search: results with what matched, ways to narrow them, what is said where nothing is found."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.explorer.conftest import Pages, Recorded, exploring, fixed
from tests.explorer.html import Page, banned
from tests.explorer.test_pages import check_markup
from tests.explorer.volume import answer

FOUND = "/search?q=telegram"


@pytest.fixture(scope="module")
def read() -> Iterator[tuple[Pages, Recorded]]:
    recorded = Recorded(httpx.MockTransport(answer))
    with exploring(recorded) as pages:
        yield pages, recorded


@pytest.mark.parametrize(
    "path",
    ["/search", FOUND, f"{FOUND}&type=document&date=1950", f"{FOUND}&cursor=xyz", "/search?q=nothing&type=event"],
)
def test_a_page(read: tuple[Pages, Recorded], path: str) -> None:
    page = Page(read[0].text(path))
    check_markup(page)
    assert page.one("form", role="search").attributes["action"] == "/search"


def test_without_words_nothing_is_asked(read: tuple[Pages, Recorded]) -> None:
    pages, recorded = read
    recorded.requests.clear()
    assert pages.get("/search").status_code == 200
    assert recorded.requests == []


def test_hits_lead_to_the_place_of_the_words(read: tuple[Pages, Recorded]) -> None:
    page = Page(read[0].text(FOUND))
    heads = [a.attributes["href"] for a in page.all("a") if a.text.startswith(("Memorandum", "The Keeper", "Ada"))]
    assert heads == [
        "/actors/ada-wren",
        "/actors/ada-wren",
        "/documents/frus1949v77-d2#p9",
        "/documents/frus1949v77-d1?note=2",
        "/actors/ada-wren",
    ]
    assert [a.text for a in page.all("a", class_="beside")] == ["paragraph 9", "footnote 2", "paragraph 12"]
    assert page.classed("group") == ["Documents", "People and bodies"]
    assert page.classed("snippet") == [
        "that 1 < 2, as in telegram <b>4</b> paragraph 9",
        "telegram footnote 2",
        "By telegram. paragraph 12",
    ]
    assert [mark.text for mark in page.all("mark")] == ["telegram"] * 3
    assert "Ada Wren as “The Heron”" in page.text


def test_facets_are_links(read: tuple[Pages, Recorded]) -> None:
    page = Page(read[0].text(FOUND))
    (value,) = [a for a in page.all("a", rel="nofollow") if a.text == "Documents"]
    assert value.attributes["href"] == "/search?q=telegram&type=document"


def test_how_the_search_was_done_is_said(read: tuple[Pages, Recorded]) -> None:
    page = Page(read[0].text(FOUND))
    assert "Looked for under their other names, too: Ada Wren." in page.text
    assert page.classed("notice") == ["Too many words; not looked for: seventeenth."]
    assert "put in order by portions" in page.text


def test_a_new_search_keeps_the_filters(read: tuple[Pages, Recorded]) -> None:
    page = Page(read[0].text(f"{FOUND}&type=document&date=1950"))
    assert page.one("input", type="hidden").attributes["value"] == "document"
    assert page.one("input", id="f-date").attributes["value"] == "1950"
    assert "Records dated possibly within 1950" in page.text


def test_nothing_found_says_what_was_searched_and_what_is_near(read: tuple[Pages, Recorded]) -> None:
    page = Page(read[0].text("/search?q=nothing&type=event"))
    assert page.one("h2", id="found").text == "Nothing found for “nothing”"
    assert "No name, title, quotation, claim, paragraph or footnote has all these words" in page.text
    assert {"/actors/ada-wren", "/search?q=nothing"} <= set(page.links())


def test_empty_fields_are_dropped(read: tuple[Pages, Recorded]) -> None:
    found = read[0].get("/search?q=telegram&date=&date_match=overlaps")
    assert (found.status_code, found.headers["location"]) == (302, FOUND)


def test_a_partial_is_the_results_alone(read: tuple[Pages, Recorded]) -> None:
    found = read[0].get("/search?q=telegram&date=&date_match=overlaps", hx_request_type="partial")
    assert found.headers["vary"].startswith("HX-Request-Type")
    assert found.headers["hx-replace-url"] == FOUND
    assert "<html" not in found.text
    page = Page(f"<div>{found.text}</div>")
    assert page.faults == []
    assert banned(page) == []
    assert page.one("hx-partial").attributes == {"hx-target": "#live"}
    assert page.one("hx-partial").text == "4 results"
    assert Page(read[0].get(FOUND, hx_request="true").text).all("html")


def test_more_is_a_fragment(read: tuple[Pages, Recorded]) -> None:
    more = Page(read[0].text(FOUND)).one("a", rel="next nofollow")
    assert more.attributes["href"] == "/search?q=telegram&cursor=xyz"
    fragment = more.attributes["hx-get"] or ""
    assert fragment == f"/_f{more.attributes['href']}"
    assert read[0].get(fragment).headers["location"] == more.attributes["href"]
    partial = read[0].get(fragment, hx_request_type="partial")
    assert partial.headers["x-robots-tag"] == "noindex"
    assert len(Page(f"<div>{partial.text}</div>").all("li", class_="item")) == 3
    assert 'id="more"' not in partial.text


BAD: dict[str, Any] = {"type": "/problems/bad-request", "title": "", "status": 400, "detail": "", "instance": ""}


def test_a_live_search_that_fails_is_an_alert() -> None:
    faults = {"errors": [{"parameter": "q", "reason": "is too long", "allowed": []}]}
    with exploring(fixed({"/v1/search": (400, BAD | faults)})) as pages:
        partial = pages.get(FOUND, hx_request_type="partial")
        whole = pages.get(FOUND)
    assert (partial.status_code, whole.status_code) == (400, 400)
    assert Page(partial.text).one("div", role="alert")
    assert "q: is too long." in Page(whole.text).text


def test_a_search_that_takes_too_long_says_what_helps() -> None:
    slow = {**BAD, "type": "/problems/too-slow", "status": 503, "errors": []}
    with exploring(fixed({"/v1/search": (503, slow)})) as pages:
        page = Page(pages.get(FOUND).text)
    assert page.one("h1").text == "This would take too long"
    assert FOUND in page.links()


def test_json_twin(read: tuple[Pages, Recorded]) -> None:
    assert read[0].get("/search.json?q=a").headers["location"] == "/v1/search?q=a"


@pytest.mark.parametrize("path", ["/documents", "/sources/frus1949v77", "/nothing", "/documents/frus1949v77-d2"])
def test_every_page_has_the_box(read: tuple[Pages, Recorded], path: str) -> None:
    page = Page(read[0].get(path).text)
    form = page.one("form", role="search")
    assert (form.attributes["action"], form.attributes["method"]) == ("/search", "get")
    assert page.one("input", type="search").attributes["name"] == "q"
