"""The step to another day on the knowledge page, and the key to the search box: in Chromium."""

from typing import Any

import pytest

from tests.explorer.browsing import opened

pytestmark = pytest.mark.browser

HERE = "/actors/otto-brandt/knowledge"
DAY, WEEK_LATER = f"{HERE}?at=1931-04-05", f"{HERE}?at=1931-04-12"
HEADING = "What had reached Otto Brandt by 12 April 1931?"


def step(tab: Any) -> None:
    tab.page.get_by_role("link", name="a week later").click()
    tab.page.get_by_role("heading", name=HEADING).wait_for()


def test_a_step_comes_in_place_with_its_address_and_title(chromium: Any, base: str) -> None:
    with opened(chromium, base) as tab:
        tab.open(DAY)
        tab.page.evaluate("window.same = true")
        step(tab)
        assert tab.page.url == f"{base}{WEEK_LATER}"
        assert tab.page.title() == "What had reached Otto Brandt by 12 April 1931 · Parallel 38"
        assert tab.page.evaluate("window.same")
        assert tab.page.locator("h1").count() == tab.page.locator("#known").count() == 1
        assert tab.faults == []


def test_a_step_keeps_the_focus_and_is_announced(chromium: Any, base: str) -> None:
    with opened(chromium, base) as tab:
        tab.open(DAY)
        tab.page.locator("#later").focus()
        tab.page.keyboard.press("Enter")
        tab.page.get_by_role("heading", name=HEADING).wait_for()
        tab.page.wait_for_function("document.activeElement.id === 'later'")
        assert tab.page.locator("#live").inner_text() == "What had reached Otto Brandt by 12 April 1931: 1 on record"
        tab.page.keyboard.press("Enter")
        tab.page.get_by_role("heading", name="19 April 1931").wait_for()
        assert tab.page.locator("#known").get_attribute("aria-busy") is None


def test_back_returns_to_the_day_before(chromium: Any, base: str) -> None:
    with opened(chromium, base) as tab:
        tab.open(DAY)
        step(tab)
        tab.page.go_back()
        tab.page.get_by_role("heading", name="What had reached Otto Brandt by 5 April 1931?").wait_for()
        assert tab.page.url == f"{base}{DAY}"
        assert tab.page.locator("footer.site").count() == tab.page.locator("#known").count() == 1


def test_a_step_that_fails_leaves_the_page_and_says_so(chromium: Any, base: str) -> None:
    with opened(chromium, base) as tab:
        tab.open(DAY)
        refused = f"/_f{HERE}?at=never"
        tab.page.evaluate(f"document.getElementById('later').setAttribute('hx-get', '{refused}')")
        tab.page.get_by_role("link", name="a week later").click()
        alert = tab.page.get_by_role("alert")
        alert.wait_for()
        assert alert.get_by_role("link", name="Try again").get_attribute("href") == f"{HERE}?at=never"
        assert tab.page.locator("h1").inner_text() == "What had reached Otto Brandt by 5 April 1931?"
        assert tab.page.url == f"{base}{DAY}"
        step_back = tab.page.get_by_role("link", name="a week earlier")
        step_back.click()
        tab.page.get_by_role("heading", name="29 March 1931").wait_for()
        assert tab.page.get_by_role("alert").count() == 0


def test_a_slash_goes_to_the_search_box(chromium: Any, base: str) -> None:
    with opened(chromium, base) as tab:
        tab.open("/events")
        tab.page.keyboard.press("/")
        assert tab.page.evaluate("document.activeElement.id") == "q"
        tab.page.keyboard.type("1/2")
        assert tab.page.locator("#q").input_value() == "1/2"


def test_the_slash_is_switched_off_and_stays_so(chromium: Any, base: str) -> None:
    with opened(chromium, base) as tab:
        tab.open("/events")
        button = tab.page.locator("#slash")
        assert button.inner_text() == "Key / to search: on"
        button.click()
        assert button.inner_text() == "Key / to search: off"
        tab.open("/actors")
        assert tab.page.locator("#slash").inner_text() == "Key / to search: off"
        tab.page.keyboard.press("/")
        assert tab.page.evaluate("document.activeElement.id") != "q"
        assert tab.faults == []


def test_a_citation_is_copied(chromium: Any, base: str) -> None:
    with opened(chromium, base, permissions=["clipboard-read", "clipboard-write"]) as tab:
        tab.open("/quotations/weir-ledgers-safe")
        button = tab.page.locator(".cited + button")
        button.click()
        tab.page.get_by_role("button", name="Copied").wait_for()
        assert "The Ledger That Moved" in tab.page.evaluate("navigator.clipboard.readText()")
