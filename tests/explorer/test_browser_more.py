"""More of a list without leaving it: what htmx does in Chromium, and what it does where the server does not."""

from typing import Any

import pytest

from tests.explorer.browsing import opened

pytestmark = pytest.mark.browser


def test_more_comes_in_place_and_takes_the_focus(chromium: Any, base: str) -> None:
    with opened(chromium, base) as tab:
        tab.open("/events?limit=3")
        more = tab.page.get_by_role("link", name="More events")
        for shown in (6, 8):
            more.click()
            tab.page.locator(".item").nth(shown - 1).wait_for()
            assert tab.page.locator(".item").count() == shown
            tab.page.wait_for_function("document.activeElement.closest('.items:last-of-type .item:first-child')")
        assert more.count() == 0
        assert tab.page.url == f"{base}/events?limit=3"
        assert tab.faults == []


def test_back_returns_to_the_list(chromium: Any, base: str) -> None:
    with opened(chromium, base) as tab:
        tab.open("/events?limit=3")
        tab.page.get_by_role("link", name="More events").click()
        tab.page.locator(".item").nth(5).wait_for()
        tab.page.locator(".item h3 a").nth(4).click()
        tab.page.locator("article.record").wait_for()
        tab.page.go_back()
        assert tab.page.locator("h1").inner_text() == "Events"
        assert tab.page.locator("footer.site").count() == 1
        assert tab.faults == []


def test_a_lost_connection_is_told(chromium: Any, base: str) -> None:
    with opened(chromium, base) as tab:
        tab.open("/events?limit=3")
        tab.page.context.route("**/_f/**", lambda route: route.abort())
        tab.page.get_by_role("link", name="More events").click()
        alert = tab.page.get_by_role("alert")
        alert.wait_for()
        assert "The connection failed" in alert.inner_text()
        assert tab.page.locator("#more").get_attribute("aria-busy") is None


def test_a_fragment_that_is_refused_is_an_alert(chromium: Any, base: str) -> None:
    with opened(chromium, base) as tab:
        tab.open("/events?limit=3")
        tab.page.evaluate("document.querySelector('#more a').setAttribute('hx-get', '/_f/events?cursor=x')")
        tab.page.get_by_role("link", name="More events").click()
        alert = tab.page.get_by_role("alert")
        alert.wait_for()
        assert alert.get_by_role("link", name="Try again").get_attribute("href") == "/events?cursor=x"
