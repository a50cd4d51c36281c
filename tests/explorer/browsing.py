"""What the browser tests share: a tab that notes its faults, and where the focus is."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
]
FOCUS = """() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    const outlined = element.matches(":focus-visible") && style.outlineStyle !== "none";
    return {
        name: element.tagName + " " + (element.id || element.getAttribute("href") || element.textContent.trim()),
        outline: outlined ? parseFloat(style.outlineWidth) : 0,
        seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    };
}"""


class Tab:
    """A page of the browser; what its console says and what it asks of other hosts are faults."""

    def __init__(self, page: Any, base: str) -> None:
        self.page, self.base = page, base
        self.faults: list[str] = []
        self.asked: set[str] = set()
        page.on("request", self.hear)
        page.on("console", lambda message: self.note(message.type, message.text, message.location["url"]))
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def hear(self, request: Any) -> None:
        """Pages and fragments may be refusals; a file that is not there is a fault, and so is another host."""
        if not request.url.startswith((self.base, "data:")):
            self.faults.append(f"asked {request.url}")
        if request.resource_type in {"document", "fetch"}:
            self.asked.add(request.url)

    def note(self, kind: str, text: str, url: str) -> None:
        refused = "the server responded with a status of" in text and url in self.asked
        if kind in {"error", "warning"} and not refused:
            self.faults.append(f"{kind}: {text}")

    def open(self, path: str) -> None:
        self.page.goto(self.base + path, wait_until="load")


@contextmanager
def opened(chromium: Any, base: str, width: int = 1280, **context: Any) -> Iterator[Tab]:
    found = chromium.new_context(viewport={"width": width, "height": 900}, **context)
    yield Tab(found.new_page(), base)
    found.close()


def press_tab(tab: Tab) -> Any:
    tab.page.keyboard.press("Tab")
    return tab.page.evaluate(FOCUS)
