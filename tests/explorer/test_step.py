"""The step to another day as a fragment: its shape, its address, and what it says where it fails."""

import httpx

from tests.explorer.conftest import Pages, exploring
from tests.explorer.html import Page, banned

PAGE = "/actors/otto-brandt/knowledge?at=1931-04-12"
STEP = f"/_f{PAGE}"


def test_a_step_is_a_part_of_the_page(site: Pages) -> None:
    answer = site.get(STEP, hx_request_type="partial")
    assert answer.status_code == 200
    assert answer.headers["hx-push-url"] == PAGE
    assert answer.headers["x-robots-tag"] == "noindex"
    assert "HX-Request-Type" in answer.headers["vary"]
    found, whole = Page(answer.text), Page(site.text(PAGE))
    assert found.faults == banned(found) == []
    assert found.one("title").text == whole.one("title").text
    assert found.one("div", id="known").text == whole.one("div", id="known").text
    assert found.one("hx-partial").text == "What had reached Otto Brandt by 12 April 1931: 1 on record"
    assert found.all("header") == found.all("footer") == []


def test_a_step_that_is_opened_is_the_whole_page(site: Pages) -> None:
    answer = site.get(f"{STEP}&about=")
    assert (answer.status_code, answer.headers["location"]) == (302, PAGE)


def test_the_links_lead_to_the_page_and_ask_for_the_part(site: Pages) -> None:
    for link in (Page(site.text(PAGE)).one("a", id=name) for name in ("earlier", "later")):
        assert link.attributes["hx-get"] == f"/_f{link.attributes['href']}"
        assert link.attributes["hx-target"] == "#known"


def test_a_step_that_fails_is_an_alert() -> None:
    busy = httpx.MockTransport(lambda request: httpx.Response(503, headers={"Retry-After": "7"}))
    with exploring(busy) as pages:
        answer = pages.get(STEP, hx_request_type="partial")
    assert answer.status_code == 503
    alert = Page(answer.text).one("div", role="alert")
    assert "Try again" in alert.text
    assert PAGE in Page(answer.text).links()


def test_a_day_that_is_none_is_an_alert(site: Pages) -> None:
    answer = site.get("/_f/actors/otto-brandt/knowledge?at=never", hx_request_type="partial")
    assert answer.status_code == 400
    assert Page(answer.text).one("div", role="alert")
    assert site.get("/_f/actors/No_id/knowledge?at=1931-04-12", hx_request_type="partial").status_code == 404
