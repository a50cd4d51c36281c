"""What htmx puts into pages: the right part, the right address, Back, and what stands there when the API refuses."""

from typing import Any

import pytest

from tests.explorer.browsing import Tab, opened
from tests.explorer.conftest import Served

pytestmark = pytest.mark.browser

STEP = "/actors/joseph-stalin/knowledge?at=1950-10-05"


@pytest.fixture
def whole(served: list[Served]) -> str:
    return served[0].base


@pytest.fixture
def broken(served: list[Served]) -> str:
    """An explorer whose API refuses what is asked for as `refused-503`."""
    return served[2].base


def is_whole(tab: Tab) -> bool:
    """One page, and no page within a page."""
    counts = [tab.page.locator(one).count() for one in ("header.site", "main", "footer.site", "h1")]
    return counts == [1, 1, 1, 1]


def test_a_step_brings_another_day_and_its_address(chromium: Any, whole: str) -> None:
    with opened(chromium, whole) as tab:
        tab.open(STEP)
        before = tab.page.locator("main").inner_text()
        tab.page.locator("#later").click()
        tab.page.get_by_role("heading", level=1, name="by 12 October 1950").wait_for()
        assert tab.page.url == f"{whole}/actors/joseph-stalin/knowledge?at=1950-10-12"
        assert "by 12 October 1950" in tab.page.title()
        assert is_whole(tab)
        stepped = tab.page.locator("#known").inner_text()
        tab.open("/actors/joseph-stalin/knowledge?at=1950-10-12")
        assert tab.page.locator("#known").inner_text() == stepped
        tab.page.go_back()
        tab.page.get_by_role("heading", level=1, name="by 5 October 1950").wait_for()
        assert is_whole(tab)
        assert tab.page.locator("main").inner_text() == before
        assert tab.faults == []


def test_a_step_that_is_refused_leaves_the_page(chromium: Any, broken: str) -> None:
    with opened(chromium, broken) as tab:
        tab.open(STEP)
        point_to(tab, "#later", "/_f/actors/refused-503/knowledge?at=1950-10-12")
        tab.page.locator("#later").click()
        tab.page.get_by_role("alert").wait_for()
        assert tab.page.get_by_role("heading", level=1, name="by 5 October 1950").is_visible()
        again = tab.page.get_by_role("alert").get_by_role("link")
        assert again.get_attribute("href") == "/actors/refused-503/knowledge?at=1950-10-12"
        assert tab.faults == []


def point_to(tab: Tab, link: str, address: str) -> None:
    script = "([link, to]) => document.querySelector(link).setAttribute('hx-get', to)"
    tab.page.evaluate(script, [link, address])


@pytest.mark.parametrize("status", [410, 429, 503])
def test_more_that_is_refused_is_an_alert(chromium: Any, broken: str, status: int) -> None:
    with opened(chromium, broken) as tab:
        tab.open("/events?limit=3")
        point_to(tab, "#more a", f"/_f/events?cursor=refused-{status}")
        tab.page.get_by_role("link", name="More events").click()
        alert = tab.page.get_by_role("alert")
        alert.get_by_role("link").wait_for()
        assert tab.page.locator(".item").count() == 3
        assert is_whole(tab)
        assert tab.faults == []


def test_a_search_that_is_refused_is_an_alert(chromium: Any, broken: str) -> None:
    """And the next one that is not refused is shown as ever."""
    with opened(chromium, broken) as tab:
        tab.open("/search")
        box = tab.page.get_by_label("Words, names or titles")
        box.press_sequentially("refused-503", delay=5)
        tab.page.get_by_role("alert").wait_for()
        assert tab.page.evaluate("document.activeElement.id") == "q"
        box.fill("stalin")
        box.press("End")
        tab.page.locator("#results .item").first.wait_for()
        assert tab.page.get_by_role("alert").count() == 0
        tab.page.wait_for_url(f"{broken}/search?q=stalin")
        assert is_whole(tab)
        assert tab.faults == []


def test_back_from_a_record_restores_the_search(chromium: Any, whole: str) -> None:
    """Also after the words were sent with Enter, which makes an entry in the history."""
    with opened(chromium, whole) as tab:
        tab.open("/search")
        tab.page.get_by_label("Words, names or titles").fill("stalin")
        tab.page.keyboard.press("Enter")
        tab.page.wait_for_url(f"{whole}/search?q=stalin")
        tab.page.locator("#results .item a").first.click()
        tab.page.locator("article.record").wait_for()
        tab.page.go_back()
        tab.page.locator("#results .item").first.wait_for()
        assert is_whole(tab)
        tab.page.go_back()
        tab.page.wait_for_url(f"{whole}/search")
        assert is_whole(tab)
        assert tab.faults == []
