"""The pages in use in Chromium: filters, paging, days, the theme, without JavaScript and on paper."""

from typing import Any

import pytest

from tests.explorer import page_checks
from tests.explorer.browsing import opened
from tests.processes import serving

pytestmark = pytest.mark.browser


def test_an_unreachable_api_has_a_page(chromium: Any, axe: str) -> None:
    with serving("explorer", API_URL="http://127.0.0.1:9") as (_, address):  # noqa: SIM117
        with opened(chromium, address, 320) as tab:
            tab.open("/events/sochi-talks")
            assert page_checks.in_axe(tab, axe) == []
            assert tab.page.get_by_role("link", name="this page again").is_visible()


def test_without_javascript(chromium: Any, base: str) -> None:
    """Filters and paging work."""
    with opened(chromium, base, java_script_enabled=False) as tab:
        tab.open("/events")
        tab.page.get_by_label("Date", exact=True).fill("1931-04")
        tab.page.get_by_label("certainly within").check()
        tab.page.get_by_role("button", name="Narrow the list").click()
        tab.page.wait_for_url(f"{base}/events?date=1931-04&date_match=within")
        assert tab.page.locator("#found").inner_text() == "1 event"
        tab.open("/events?limit=5")
        tab.page.get_by_role("link", name="More events").click()
        tab.page.get_by_role("link", name="Back to the first page").wait_for()
        assert tab.page.locator(".item").count() == 3
        assert tab.faults == []


def test_a_request_is_built_without_javascript(chromium: Any, base: str) -> None:
    with opened(chromium, base, 320, java_script_enabled=False) as tab:
        tab.open("/developers/try")
        tab.page.get_by_label("Address, from /v1 on").fill("/v1/events/ledger-removal")
        tab.page.get_by_role("button", name="Send").click()
        tab.page.wait_for_url(f"{base}/developers/try?path=%2Fv1%2Fevents%2Fledger-removal*")
        shown = tab.page.locator("main").inner_text()
        assert "200" in shown
        assert '"id": "ledger-removal"' in shown
        assert tab.faults == []


def test_the_days_of_knowledge_without_javascript(chromium: Any, base: str) -> None:
    """From the first page's form to a person's page, a week on by the link, and to a day by the form."""
    with opened(chromium, base, 320, java_script_enabled=False) as tab:
        tab.open("/")
        tab.page.get_by_label("What had reached").select_option("otto-brandt")
        tab.page.get_by_label("by (year-month-day)").fill("1931-04-05")
        tab.page.get_by_role("button", name="Show").click()
        tab.page.wait_for_url(f"{base}/actors/otto-brandt/knowledge?at=1931-04-05")
        assert tab.page.locator("h1").inner_text() == "What had reached Otto Brandt by 5 April 1931?"
        tab.page.get_by_role("link", name="Written, not yet received").click()
        assert tab.page.locator("#in_transit").is_visible()
        tab.page.get_by_role("link", name="a week later").click()
        tab.page.wait_for_url(f"{base}/actors/otto-brandt/knowledge?at=1931-04-12")
        assert tab.page.locator("#received").is_visible()
        assert tab.page.locator(".item h3").inner_text() == "Weir wants the ledgers moved out of the damp."
        tab.page.get_by_label("About").select_option("anna-weir")
        tab.page.get_by_role("button", name="Show").click()
        tab.page.wait_for_url(f"{base}/actors/otto-brandt/knowledge?at=1931-04-12&about=anna-weir")
        assert tab.faults == []


def test_the_theme_is_chosen_and_kept(chromium: Any, base: str) -> None:
    with opened(chromium, base, color_scheme="light") as tab:
        tab.open("/")
        button = tab.page.locator("#theme")
        assert button.inner_text() == "Theme: as the system"
        grounds = []
        for name in ("light", "dark"):
            button.click()
            assert button.inner_text() == f"Theme: {name}"
            grounds.append(tab.page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
        assert grounds == ["rgb(251, 249, 244)", "rgb(22, 24, 27)"]
        tab.open("/events")
        assert tab.page.evaluate("document.documentElement.dataset.theme") == "dark"
        assert tab.faults == []


def test_print_leaves_out_what_cannot_be_used_on_paper(chromium: Any, base: str) -> None:
    with opened(chromium, base) as tab:
        tab.open("/events/ledger-removal")
        tab.page.emulate_media(media="print")
        for hidden in ("header.site nav", ".crumbs", ".tools", ".calls"):
            assert not tab.page.locator(hidden).first.is_visible(), hidden
        assert "/events/ledger-removal (release 1)." in tab.page.locator(".permalink").inner_text()
        tab.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert "/events/ledger-removal (release 1), accessed " in tab.page.locator(".permalink").inner_text()
