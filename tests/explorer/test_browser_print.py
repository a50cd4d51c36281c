"""Pages on paper: nothing that only works on a screen, and at the end how to cite them and when they were read."""

from typing import Any

import pytest

from tests.explorer.browsing import opened

pytestmark = pytest.mark.browser

PAPER = [
    "/events/ledger-removal",
    "/disputes/who-ordered-removal",
    "/quotations/weir-shelves-damp",
    "/actors/anna-weir",
]
USELESS = "header.site nav, main form, button, .crumbs, .tools, .calls, .more, .beside-nav"


@pytest.mark.parametrize("path", PAPER)
def test_a_printed_record_ends_with_how_to_cite_it(chromium: Any, base: str, path: str) -> None:
    with opened(chromium, base) as tab:
        tab.open(path)
        tab.page.emulate_media(media="print")
        tab.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert tab.page.locator(USELESS).filter(visible=True).count() == 0
        cited, end = tab.page.locator(".cited").inner_text(), tab.page.locator(".permalink").inner_text()
        assert "Parallel 38, release 1," in cited
        assert f"{path} (release 1), accessed " in end
        below = tab.page.evaluate(
            "document.querySelector('.cited').compareDocumentPosition(document.querySelector('.permalink'))"
        )
        assert below & 4, "the address comes after the citation"
        assert tab.page.locator(".last > .permalink").count() == 1, "which stands with it on one sheet"
        for link in tab.page.locator("main .claim a[href^='/']").all()[:8]:
            named, shown = str(link.get_attribute("href")), link.evaluate("a => getComputedStyle(a, '::after').content")
            of_no_use = named.startswith("/actors/")  # whoever is named, with every claim
            assert (named in shown) is not of_no_use, named


def test_a_printed_view_ends_with_how_to_cite_it(chromium: Any, base: str) -> None:
    with opened(chromium, base) as tab:
        tab.open("/timeline?date=1931")
        tab.page.emulate_media(media="print")
        tab.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        end = tab.page.locator(".permalink").inner_text()
        assert end.startswith("“Timeline, 1931.” Parallel 38, release 1. ")
        assert "/timeline?date=1931, accessed " in end
        assert tab.page.locator("details.cite-view, .colophon").filter(visible=True).count() == 0


def test_tables_repeat_their_heads(chromium: Any, base: str) -> None:
    with opened(chromium, base) as tab:
        tab.open("/events/ledger-removal")
        tab.page.emulate_media(media="print")
        assert tab.page.locator("table.accounts thead").evaluate("head => getComputedStyle(head).display") == (
            "table-header-group"
        )
