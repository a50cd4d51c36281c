"""Where there is no record: the box to search with, and the records that may be meant."""

import httpx
import pytest

from explorer.nearby import likeness, questions
from tests.explorer.conftest import Pages, exploring, fixed
from tests.explorer.html import Page
from tests.explorer.test_pages import check_markup


def missing(site: Pages, path: str, status: int = 404) -> Page:
    answer = site.get(path)
    assert answer.status_code == status
    page = Page(answer.text)
    check_markup(page)
    return page


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/events/ledger-remuval", "/events/ledger-removal"),
        ("/events/ledgers-removed", "/events/ledger-removal"),
        ("/actors/ana-weir", "/actors/anna-weir"),
        ("/events/anna-weir", "/actors/anna-weir"),
        ("/events/ledger-remuval/cite", "/events/ledger-removal"),
        ("/events/ledger-remuval/changes", "/events/ledger-removal"),
        ("/actors/ana-weir/knowledge", "/actors/anna-weir"),
    ],
)
def test_a_mistyped_id_leads_to_what_is_like_it(site: Pages, path: str, meant: str) -> None:
    page = missing(site, path)
    assert meant in page.links()
    assert page.one("h2", id="near").text == "Perhaps you meant"


def test_the_likest_comes_first_with_its_kind_and_id(site: Pages) -> None:
    first = missing(site, "/events/ledger-remuval").one("section", aria_labelledby="near").text.split()
    assert first[:4] == ["Perhaps", "you", "meant", "event"]
    assert "ledger-removal" in first


def test_the_box_holds_the_words_of_the_id(site: Pages) -> None:
    page = missing(site, "/quotations/weir-ledgers-save")
    box = page.one("form", action="/search", role="search")
    assert "Search the record" in box.text
    assert page.one("input", id="q").attributes["value"] == "weir ledgers save"


@pytest.mark.parametrize("path", ["/nothing", "/events/No_id", "/events/zzzzzz", "/events?kind=nonsense"])
def test_where_nothing_is_like_it(site: Pages, path: str) -> None:
    page = missing(site, path, 400 if "?" in path else 404)
    assert page.all("h2", id="near") == []
    assert page.one("form", action="/search", role="search")


def test_a_withdrawn_record_says_how_to_go_on() -> None:
    gone = {"type": "/problems/gone", "detail": "It was withdrawn in release 4.", "errors": []}
    near = {"id": "sochi-talks", "type": "event", "label": "Talks", "href": "/v1/events/sochi-talks"}
    answers = {"/v1/events/sochi-talk": (410, gone), "/v1/suggest": (200, {"results": [{"record": near}]})}
    with exploring(fixed(answers)) as pages:
        page = missing(pages, "/events/sochi-talk", 410)
    assert "It was withdrawn in release 4." in page.text
    assert {"/events/sochi-talk/changes", "/events/sochi-talks", "/events"} <= set(page.links())
    assert page.one("input", id="q").attributes["value"] == "sochi talk"


def test_without_suggestions_the_page_is_the_same() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/suggest":
            raise httpx.ConnectError("nobody there")
        return httpx.Response(404, json={"type": "/problems/not-found", "detail": "", "errors": []})

    with exploring(httpx.MockTransport(answer)) as pages:
        assert missing(pages, "/events/sochi-talk").all("h2", id="near") == []


def test_few_questions_are_asked() -> None:
    assert len(questions("quotation", "-".join(["abc", "defg", "hijkl", "mnopqr", "it"]))) == 5
    assert len(questions("event", "sochi")) == 2
    assert likeness("sochi-tals", "sochi-talks") > likeness("sochi-tals", "stalin-journey-to-sochi")
