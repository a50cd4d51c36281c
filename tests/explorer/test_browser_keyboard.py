"""By keyboard alone, on every type of page: everything is reached, visibly and in order, and left again."""

from typing import Any

import pytest

from tests.explorer.browsing import Tab, opened, press_tab
from tests.explorer.conftest import Served

pytestmark = pytest.mark.browser

# What Tab must reach: of the radio buttons of a group one, and nothing that is folded away.
CONTROLS = """() => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
    .filter(e => e.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true}) && !e.disabled
        && !(e.type === "radio" && !e.checked && e.form?.querySelector(`input[name="${e.name}"]:checked`)))
    .length"""
# Whether the focus was here before: at the first stop, then the walk went round; elsewhere it is caught.
AGAIN = """() => {
    const walked = window.walked ??= [], at = walked.indexOf(document.activeElement);
    walked.push(document.activeElement);
    return at;
}"""


def in_walk(tab: Tab, path: str) -> list[str]:
    """From the top of the page until the focus leaves it."""
    tab.open(path)
    order: list[str] = []
    faults: list[str] = []
    while (focused := press_tab(tab)) is not None and (again := tab.page.evaluate(AGAIN)) != 0:
        order.append(focused["name"])
        if again > 0:
            return [*faults, f"the focus comes back to {focused['name']}"]
        if focused["outline"] < 2:
            faults.append(f"no outline on {focused['name']}")
        if not focused["seen"]:
            faults.append(f"out of sight: {focused['name']}")
    if not order or order[0] != "A #main":
        faults.append("the first stop is not the way to the content")
    controls = tab.page.evaluate(CONTROLS)
    return faults + ([f"{len(order)} stops, {controls} controls"] if len(order) != controls else [])


def test_every_control_is_reached_and_left(chromium: Any, served: list[Served]) -> None:
    found: list[str] = []
    for base, paths in served:
        with opened(chromium, base) as tab:
            for path in paths:
                found += [f"{path}: {fault}" for fault in in_walk(tab, path)]
    assert "\n".join(found) == ""


@pytest.mark.parametrize("width", [320, 1280])
def test_the_skip_link_leads_to_the_content(chromium: Any, base: str, width: int) -> None:
    with opened(chromium, base, width) as tab:
        tab.open("/events")
        press_tab(tab)
        tab.page.keyboard.press("Enter")
        assert tab.page.evaluate("document.activeElement.id") == "main"
        assert press_tab(tab)["name"] == "A /"  # the first link of the content, Home, and not of the menu


def test_what_is_unfolded_by_key_is_folded_by_key(chromium: Any, base: str) -> None:
    with opened(chromium, base) as tab:
        tab.open("/events/ledger-removal")
        summary = tab.page.locator("footer summary")
        summary.focus()
        shown = []
        for _ in range(2):
            tab.page.keyboard.press("Enter")
            shown.append(tab.page.locator(".calls pre").first.is_visible())
        assert shown == [True, False]
        assert tab.page.evaluate("document.activeElement.tagName") == "SUMMARY"
