"""Pages over strained answers in Chromium: nothing is wider than the window, cut off, or written over."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.explorer.browsing import opened
from tests.explorer.page_checks import OVERFLOW
from tests.explorer.page_types import CORPUS, OF_RECORDS
from tests.explorer.strained import SETTINGS, straining
from tests.processes import serving

pytestmark = pytest.mark.browser

STRAINED = [
    ("chapter", "longest", OF_RECORDS),
    ("chapter", "many", OF_RECORDS),
    ("chapter", "none", OF_RECORDS),
    ("corpus", "longest", CORPUS),
]
# Lines of text outside the window, outside a box that cuts them off, or over another line.
BOXES = """() => {
    const found = [], lines = [];
    const cutting = element => {
        const boxes = [];
        for (let one = element; one; one = one.parentElement) {
            const style = getComputedStyle(one);
            if (style.overflowX !== "visible") boxes.push([one, style.overflowX]);
        }
        return boxes;
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, element = node.parentElement;
        if (!node.data.trim() || !element.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const boxes = cutting(element);
        const scrolled = boxes.find(([, how]) => how === "auto" || how === "scroll");
        if (boxes.some(([one]) => one.clientWidth <= 1)) continue;  // said, not shown
        for (const box of range.getClientRects()) {
            if (box.width < 1 || box.height < 1) continue;
            const words = node.data.trim().slice(0, 60);
            if (!scrolled && (box.left < -1 || box.right > innerWidth + 1)) found.push(`outside the window: ${words}`);
            for (const [one, how] of boxes) {
                const outer = one.getBoundingClientRect();
                if (how === "auto" || how === "scroll") break;
                const beside = box.right > outer.right + 1 || box.left < outer.left - 1;
                if (beside || box.top < outer.top - 4 || box.bottom > outer.bottom + 4) found.push(`cut off: ${words}`);
            }
            lines.push({box, words, element, region: scrolled?.[0]});
        }
    }
    lines.sort((a, b) => a.box.top - b.box.top);
    const middle = ({top, bottom}) => [top + (bottom - top) * .3, bottom - (bottom - top) * .3];
    lines.forEach((one, at) => {
        const [top, bottom] = middle(one.box);
        for (let next = at + 1; next < lines.length && lines[next].box.top < bottom; next++) {
            const other = lines[next], [from, to] = middle(other.box);
            const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
            if (other.element === one.element || other.region !== one.region) continue;
            if (across > 2 && Math.min(bottom, to) - Math.max(top, from) > 1) {
                found.push(`written over: ${one.words} / ${other.words}`);
            }
        }
    });
    return [...new Set(found)];
}"""


@pytest.fixture(scope="module", params=STRAINED, ids=lambda one: f"{one[0]}-{one[1]}")
def strained(request: pytest.FixtureRequest, axe: str) -> Iterator[tuple[str, list[str]]]:
    """An explorer on loopback, and its pages."""
    data, mode, paths = request.param
    with ExitStack() as stack:
        url = request.getfixturevalue(f"{data}_url")
        _, api = stack.enter_context(serving("api", DATABASE_URL=url, **SETTINGS))
        address = stack.enter_context(straining(api, mode))
        yield stack.enter_context(serving("explorer", API_URL=address, **SETTINGS))[1], paths


def test_every_line_has_its_place(chromium: Any, strained: tuple[str, list[str]]) -> None:
    """One load for both widths: what is sent does not depend on them."""
    base, paths = strained
    found = []
    with opened(chromium, base) as tab:
        for path in paths:
            tab.page.set_viewport_size({"width": 1280, "height": 900})
            tab.open(path)
            for width in (1280, 320):
                tab.page.set_viewport_size({"width": width, "height": 900})
                over = tab.page.evaluate(OVERFLOW)
                faults = [f"{over} px too wide"] if over > 0 else []
                found += [f"{path} at {width}: {fault}" for fault in faults + tab.page.evaluate(BOXES)]
    assert "\n".join(found) == ""


PLANTED = """<!doctype html><style>body { margin: 0 } p { margin: 0; white-space: nowrap }</style>
<p style="width: 90px; overflow: hidden">Words that are wider than what they stand in</p>
<p style="position: absolute; left: 290px">Beyond the edge</p>
<p style="position: absolute; top: 100px">One line of words</p><p style="position: absolute; top: 104px">Over it</p>
<div style="overflow: auto; width: 90px"><p>What one may scroll to, however long it may be</p></div>
<p style="position: absolute; width: 1px; overflow: hidden">Said, not shown</p><p hidden>Not even said</p>"""


def test_what_has_no_place_is_found(chromium: Any) -> None:
    with opened(chromium, "", 320) as tab:
        tab.page.set_content(PLANTED)
        assert sorted(tab.page.evaluate(BOXES)) == [
            "cut off: Words that are wider than what they stand in",
            "outside the window: Beyond the edge",
            "written over: One line of words / Over it",
        ]
