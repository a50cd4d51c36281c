"""The pages in Chromium: axe, reflow, the policy, the keyboard, with and without JavaScript."""

from typing import Any

import pytest

from tests.explorer.browsing import opened, press_tab
from tests.processes import serving

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = [
    "/",
    "/events",
    "/events?date=1931-04&date_match=within&place=alder",
    "/quotations",
    "/interpretations?kind=counterfactual",
    "/events/ledger-removal",
    "/events/closing-vote",
    "/events/room-closure",
    "/quotations/weir-ledgers-safe",
    "/quotations/brandt-until-roof-mended",
    "/disputes/who-ordered-removal",
    "/interpretations/roof-mended-no-removal",
    "/actors/anna-weir",
    "/documents/weir-to-brandt-1931-04",
    "/places/alder",
    "/sources/halden-reeve-ledger-moved",
    "/causal-links/damp-to-removal",
    "/transmissions/council-not-told-of-reply",
    "/timeline?date=1931-04",
    "/days/1931-04-09",
    "/correspondence",
    "/correspondence/anna-weir/otto-brandt",
    "/actors/otto-brandt/knowledge?at=1931-04-12",
    "/search",
    "/search?q=ledgers",
    "/search?q=xyzzy",
    "/quotations/weir-ledgers-safe/cite",
    "/places/alder/changes",
    "/changes",
    "/about",
    "/about/method",
    "/about/uncertainty",
    "/about/rights",
    "/about/accessibility",
    "/about/data",
    "/problems/release-changed",
    "/developers",
    "/developers/conventions",
    "/developers/lists",
    "/developers/following",
    "/developers/reference",
    "/developers/reference/events",
    "/developers/try",
    "/developers/try?path=/v1/events/ledger-removal",
    "/nothing",
    "/events?kind=nonsense",
]
WIDTHS = (320, 1280)
SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important }"
        + "* { word-spacing: .16em !important } p { margin-bottom: 2em !important }");
    document.adoptedStyleSheets = [sheet];
}"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_type(chromium: Any, base: str, axe: str, width: int, scheme: str) -> None:
    """No violation that axe finds, no sideways scroll, nothing on the console, no other host."""
    found: dict[str, Any] = {}
    with opened(chromium, base, width, color_scheme=scheme) as tab:
        for path in PAGES:
            tab.open(path)
            tab.page.evaluate(axe)
            result = tab.page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
            faults = [f"{one['id']}: {node['html']}" for one in result["violations"] for node in one["nodes"]]
            if (over := tab.page.evaluate(OVERFLOW)) > 0:
                faults.append(f"{over} px too wide")
            found[path] = faults + tab.faults
            tab.faults = []
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_reflow_with_wider_spacing(chromium: Any, base: str) -> None:
    """WCAG 1.4.12: readers may space the text."""
    wide = {}
    with opened(chromium, base, 320) as tab:
        for path in PAGES:
            tab.open(path)
            tab.page.evaluate(SPACED)
            wide[path] = tab.page.evaluate(OVERFLOW)
    assert {path: over for path, over in wide.items() if over > 0} == {}


def test_an_unreachable_api_has_a_page(chromium: Any, axe: str) -> None:
    with serving("explorer", API_URL="http://127.0.0.1:9") as (_, address):  # noqa: SIM117
        with opened(chromium, address, 320) as tab:
            tab.open("/events/sochi-talks")
            tab.page.evaluate(axe)
            result = tab.page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
            assert [one["id"] for one in result["violations"]] == []
            assert tab.page.get_by_role("link", name="this page again").is_visible()


def test_without_javascript(chromium: Any, base: str) -> None:
    """Every page is whole; filters and paging work."""
    with opened(chromium, base, java_script_enabled=False) as tab:
        for path in PAGES:
            tab.open(path)
            assert tab.page.locator("main h1").is_visible(), path
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


KEYBOARD = [
    "/",
    "/quotations/weir-ledgers-safe/cite",
    "/changes",
    "/search?q=ledgers",
    "/events",
    "/events/ledger-removal",
    "/quotations/weir-shelves-damp",
    "/correspondence",
    "/timeline",
    "/actors/anna-weir/knowledge?at=1931-04-12",
]


@pytest.mark.parametrize("path", KEYBOARD)
def test_keyboard(chromium: Any, base: str, path: str) -> None:
    """Tab reaches every control in order, visibly, and leaves the page at its end."""
    with opened(chromium, base) as tab:
        tab.open(path)
        order = []
        while (focused := press_tab(tab)) is not None:
            assert focused["outline"] >= 2, focused
            assert focused["seen"], focused
            order.append(focused["name"])
            assert len(order) < 300, "the focus never leaves the page"
        controls = tab.page.evaluate(
            """[...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
               .filter(e => e.checkVisibility({contentVisibilityAuto: true})
                   && !(e.type === "radio" && !e.checked)).length"""
        )
        assert len(order) == controls
        assert order[0] == "A #main"


def test_the_skip_link_leads_to_the_content(chromium: Any, base: str) -> None:
    with opened(chromium, base, 320) as tab:
        tab.open("/events")
        press_tab(tab)
        tab.page.keyboard.press("Enter")
        assert tab.page.evaluate("document.activeElement.id") == "main"
        assert press_tab(tab)["name"] == "A /"  # the first link of the content, Home, and not of the menu


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


FIRST = [
    "/",
    "/search?q=ledgers",
    "/events",
    "/events/ledger-removal",
    "/quotations/weir-ledgers-safe",
    "/timeline",
    "/actors/anna-weir",
]


@pytest.mark.parametrize("path", FIRST)
def test_first_load_is_small(chromium: Any, base: str, path: str) -> None:
    """What goes over the wire with an empty cache, by kind, in bytes."""
    with opened(chromium, base) as tab:
        session = tab.page.context.new_cdp_session(tab.page)
        session.send("Network.enable")
        kinds: dict[str, str] = {}
        sizes: dict[str, float] = {}
        session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
        session.on(
            "Network.loadingFinished",
            lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
        )
        tab.page.goto(base + path, wait_until="networkidle")
    by_kind: dict[str, float] = {}
    for request, size in sizes.items():
        by_kind[kinds[request]] = by_kind.get(kinds[request], 0) + size
    assert len(sizes) <= 6
    assert sum(sizes.values()) <= 60 * 1024
    limits = {"Document": 20, "Stylesheet": 6, "Script": 17, "Font": 22, "Other": 15}
    assert {kind: size for kind, size in by_kind.items() if size > limits[kind] * 1024} == {}


def test_print_leaves_out_what_cannot_be_used_on_paper(chromium: Any, base: str) -> None:
    with opened(chromium, base) as tab:
        tab.open("/events/ledger-removal")
        tab.page.emulate_media(media="print")
        for hidden in ("header.site nav", ".crumbs", ".tools", ".calls"):
            assert not tab.page.locator(hidden).first.is_visible(), hidden
        assert tab.page.locator(".permalink").inner_text().endswith("/events/ledger-removal (release 1)")
        tab.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert ", accessed " in tab.page.locator(".permalink").inner_text()
