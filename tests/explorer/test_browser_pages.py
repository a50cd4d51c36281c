"""The gates that hold for every type of page, in Chromium: one load, all that can be looked at then."""

from typing import Any

import pytest

from tests.explorer import page_checks
from tests.explorer.browsing import opened
from tests.explorer.conftest import Served

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_type(chromium: Any, served: list[Served], axe: str, width: int, scheme: str) -> None:
    """axe, style, drawings, ids, reflow, the console, other hosts."""
    found: list[str] = []
    for base, paths in served:
        with opened(chromium, base, width, color_scheme=scheme) as tab:
            for path in paths:
                tab.open(path)
                found += [f"{path}: {fault}" for fault in page_checks.all_of(tab, axe)]
    assert "\n".join(found) == ""


def test_every_page_is_whole_without_javascript(chromium: Any, served: list[Served]) -> None:
    """Without htmx, too: nothing of a page waits for either."""
    for base, paths in served:
        with opened(chromium, base, java_script_enabled=False) as tab:
            for path in paths:
                tab.open(path)
                assert tab.page.locator("main h1").is_visible(), path
                assert tab.page.locator("footer.site .tools").first.is_visible(), path
            assert tab.faults == []
