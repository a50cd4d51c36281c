"""What is looked at on a page that is loaded, all at once: each returns faults, in words."""

from typing import Any

from explorer.assets import STYLE, style
from tests.explorer.browsing import Tab

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important }"
        + "* { word-spacing: .16em !important } p { margin-bottom: 2em !important }");
    document.adoptedStyleSheets = [sheet];
}"""
# Selectors that find something on this page although they stand in none of its sheets.
UNSTYLED = """sheets => {
    const own = new Set(), missing = new Set();
    const selectors = (rules, found) => {
        for (const rule of rules) {
            for (const one of (rule.selectorText ?? "").split(/,(?![^()]*\\))/)) found(one.trim());
            if (rule.cssRules) selectors(rule.cssRules, found);
        }
    };
    for (const sheet of document.styleSheets) selectors(sheet.cssRules, one => own.add(one));
    const all = new CSSStyleSheet();
    all.replaceSync(sheets);
    selectors(all.cssRules, one => {
        const bare = one.replace(/::[a-z-]+/g, "").replace(/:(hover|focus-visible|focus|target)\\b/g, "");
        if (bare && !own.has(one) && document.querySelector(bare)) missing.add(one);
    });
    return [...missing];
}"""
# Text inside drawings, and single signs, against the ground that they stand on, which axe does not decide.
FAINT = """() => {
    const parse = value => (value.match(/[\\d.]+/g) ?? []).map(Number);
    const light = ([r, g, b]) => {
        const [x, y, z] = [r, g, b].map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
        return .2126 * x + .7152 * y + .0722 * z;
    };
    const ground = element => {
        for (let one = element; one; one = one.parentElement) {
            const found = parse(getComputedStyle(one).backgroundColor);
            if (found.length === 3 || found[3] === 1) return found;
        }
        return [255, 255, 255];
    };
    const texts = [...document.querySelectorAll("svg text, svg tspan, .arrow, [aria-hidden=true]:not(svg, svg *)")];
    return texts.filter(text => text.textContent.trim()).flatMap(text => {
        const style = getComputedStyle(text), colour = parse(text.closest("svg") ? style.fill : style.color);
        const [high, low] = [colour, ground(text)].map(light).sort((a, b) => b - a);
        const ratio = (high + .05) / (low + .05);
        return ratio < 4.5 ? [`${ratio.toFixed(1)}: ${text.textContent}`] : [];
    });
}"""
ALL_STYLE = "".join(style(name) for name in STYLE)
# What axe leaves open by rule and by its own reason, and why it is no fault here. All else that it leaves open is one.
EXPLAINED = {
    ("color-contrast", "shortTextContent"): "a single sign, such as an arrow: FAINT measures it",
    ("color-contrast", "nonBmp"): "a sign of a font of its own: FAINT measures it",
    ("color-contrast", "in a drawing"): "FAINT measures it against the ground that the page has",
    ("color-contrast", "elmPartiallyObscured"): "a cell scrolled out of sight at 320 px; at 1280 px axe decides it",
    ("label-content-name-mismatch", None): "a bare sign, such as the number of a cluster, which the name says in words",
}


def left_open(one: Any, node: Any) -> bool:
    """Whether there is nothing that explains why axe did not decide."""
    reasons = {check["data"] and check["data"].get("messageKey") for check in node["any"]}
    if node["html"].startswith(("<text", "<tspan")):
        reasons.add("in a drawing")
    return not any((one["id"], reason) in EXPLAINED for reason in reasons)


def in_axe(tab: Tab, axe: str) -> list[str]:
    """Violations, and what axe leaves open unless it is explained here."""
    tab.page.evaluate(axe)
    found: Any = tab.page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
    faults = [f"{one['id']}: {node['html']}" for one in found["violations"] for node in one["nodes"]]
    asked = [(one, node) for one in found["incomplete"] for node in one["nodes"] if left_open(one, node)]
    return faults + [f"left open, {one['id']}: {node['html']}" for one, node in asked]


def in_width(tab: Tab) -> list[str]:
    """Sideways scroll, as the page stands and with the spacing that readers may choose (WCAG 1.4.12)."""
    faults = []
    for way in ("as it stands", "with wider spacing"):
        if (over := tab.page.evaluate(OVERFLOW)) > 0:
            faults.append(f"{over} px too wide {way}")
        tab.page.evaluate(SPACED)
    return faults


def in_style(tab: Tab) -> list[str]:
    return [f"its style lacks {one}" for one in tab.page.evaluate(UNSTYLED, ALL_STYLE)]


def in_drawings(tab: Tab) -> list[str]:
    return [f"faint text {one}" for one in tab.page.evaluate(FAINT)]


def in_ids(tab: Tab) -> list[str]:
    ids = tab.page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
    return [f"the id {one} is there twice" for one in sorted({one for one in ids if ids.count(one) > 1})]


def all_of(tab: Tab, axe: str) -> list[str]:
    """Spacing comes last: it changes the page."""
    faults = in_axe(tab, axe) + in_style(tab) + in_drawings(tab) + in_ids(tab) + in_width(tab) + tab.faults
    tab.faults = []
    return faults
