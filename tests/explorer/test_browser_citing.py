"""Citing a record in Chromium: copied with a press where scripts run, and all there where they do not."""

from typing import Any

import pytest

from tests.explorer.browsing import opened

pytestmark = pytest.mark.browser

CITED = "/quotations/weir-ledgers-safe/cite"


def test_a_citation_is_copied_with_a_press(chromium: Any, base: str) -> None:
    with opened(chromium, base, permissions=["clipboard-read", "clipboard-write"]) as tab:
        tab.open(CITED)
        buttons = tab.page.locator(".copied").get_by_role("button")
        assert buttons.all_inner_texts() == ["Copy"] * 7
        buttons.nth(4).click()
        tab.page.locator("section[aria-labelledby=bibtex] button", has_text="Copied").wait_for()
        copied = tab.page.evaluate("navigator.clipboard.readText()")
        assert copied == tab.page.locator("section[aria-labelledby=bibtex] pre").inner_text()
        assert copied.startswith("@incollection{")
        assert tab.faults == []


def test_what_changed_since_is_asked_without_javascript(chromium: Any, base: str) -> None:
    with opened(chromium, base, 320, java_script_enabled=False) as tab:
        tab.open("/quotations/weir-ledgers-safe")
        tab.page.get_by_role("link", name="Cite", exact=True).click()
        assert tab.page.locator("section[aria-labelledby=csl] pre").is_visible()
        tab.page.get_by_label("Release that you cited").fill("1")
        tab.page.get_by_role("button", name="Show what changed").click()
        tab.page.wait_for_url(f"{base}/quotations/weir-ledgers-safe/changes?since=1")
        assert "Nothing changed in it since release 1" in tab.page.locator("main").inner_text()
        assert tab.faults == []


def test_a_citation_is_saved_as_a_file(chromium: Any, base: str) -> None:
    with opened(chromium, base) as tab:
        tab.open(CITED)
        with tab.page.expect_download() as saved:
            tab.page.get_by_role("link", name="Save as a file of RIS").click()
        assert saved.value.suggested_filename == "parallel38-weir-ledgers-safe.ris"
