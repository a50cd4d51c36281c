"""Documents with their text, and search, in Chromium, over volumes that were really imported."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.explorer.browsing import opened
from tests.processes import serving

pytestmark = pytest.mark.browser

PLACE = """() => {
    const mark = document.querySelector("a[role=doc-noteref]");
    const note = document.querySelector(mark.getAttribute("href")).getBoundingClientRect();
    const text = mark.closest(".block").getBoundingClientRect();
    return { beside: note.left >= text.right, below: note.top >= text.bottom - 1, seen: note.height > 0 };
}"""


@pytest.fixture(scope="module")
def base(axe: str, volumes_url: str) -> Iterator[str]:
    with serving("api", DATABASE_URL=volumes_url, UNLIMITED_CLIENTS="127.0.0.1") as (_, address):
        yield address


@pytest.mark.parametrize(
    ("width", "media", "beside"), [(1280, "screen", True), (320, "screen", False), (1280, "print", False)]
)
def test_notes_are_never_hidden(chromium: Any, base: str, width: int, media: str, beside: bool) -> None:
    """In the margin where there is one; after the paragraph where there is none, and on paper."""
    with opened(chromium, base, width) as tab:
        tab.page.emulate_media(media=media)
        tab.open("/documents/frus1949v99-d1")
        assert tab.page.evaluate(PLACE) == {"beside": beside, "below": not beside, "seen": True}


def test_search_answers_while_one_types(chromium: Any, base: str) -> None:
    with opened(chromium, base) as tab:
        tab.open("/search")
        tab.page.get_by_label("Words, names or titles").press_sequentially("lights", delay=20)
        tab.page.locator("#results .item").first.wait_for()
        tab.page.wait_for_url(f"{base}/search?q=lights")
        tab.page.locator("#live", has_text="result").wait_for(state="attached")
        assert tab.page.evaluate("document.activeElement.id") == "q"
        assert tab.page.locator("#results").get_attribute("aria-busy") is None
        tab.page.locator("#results .item h4 a").first.click()
        tab.page.locator("article.record").wait_for()
        tab.page.go_back()
        tab.page.locator("footer.site").wait_for()
        assert tab.page.locator("#results .item").count() > 0
        assert tab.faults == []


def test_more_results_come_in_place_and_take_the_focus(chromium: Any, base: str) -> None:
    with opened(chromium, base) as tab:
        tab.open("/search?q=the&limit=3")
        before = tab.page.locator("#results .item").count()
        tab.page.get_by_role("link", name="More results").click()
        tab.page.locator("#results .item").nth(before).wait_for()
        tab.page.locator("#results .item a:focus").wait_for()
        assert tab.page.url == f"{base}/search?q=the&limit=3"
        assert tab.faults == []


def test_search_without_javascript(chromium: Any, base: str) -> None:
    with opened(chromium, base, 320, java_script_enabled=False) as tab:
        tab.open("/documents")
        tab.page.get_by_label("Search the record").fill("lights")
        tab.page.get_by_role("button", name="Search").click()
        tab.page.wait_for_url(f"{base}/search?q=lights")
        tab.page.locator("#results .item h4 a").first.click()
        assert tab.page.locator("article.record h1").is_visible()
        assert tab.faults == []
