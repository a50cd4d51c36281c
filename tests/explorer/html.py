"""Reading pages with what Python brings: nesting, ids, links, headings."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = {
    "p",
    "li",
    "dt",
    "dd",
    "th",
    "td",
    "tr",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "dl",
    "blockquote",
    "figcaption",
}
VOID = {"meta", "link", "input", "br", "hr", "img", "path"}
BANNED = ("style", "hx-boost", "hx-ext", "hx-csp", "hx-history-cache", "hx-browser-indicator")
ALLOWED_HX = {
    "hx-get", "hx-target", "hx-swap", "hx-trigger", "hx-push-url", "hx-replace-url", "hx-sync", "hx-indicator",
    "hx-include", "hx-status:4xx", "hx-status:5xx",
}  # fmt: skip

Attributes = dict[str, str | None]


@dataclass
class Element:
    name: str
    attributes: Attributes
    text: str = ""


@dataclass
class Page(HTMLParser):
    """What a page holds; `faults` are tags that do not nest."""

    source: str
    elements: list[Element] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[Element] = []
        self.feed(self.source)
        self.close()
        self.faults += [f"<{element.name}> is never closed" for element in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.faults += [f"<{tag}> has {name} twice" for name in set(names) if names.count(name) > 1]
        if tag in BLOCKS:
            self.handle_data(" ")
        named = tag == "title" and any(element.name == "svg" for element in self.open)
        element = Element("svg title" if named else tag, dict(attrs))
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1].name.removeprefix("svg ") != tag:
            self.faults.append(f"</{tag}> at {self.getpos()} closes {self.open[-1].name if self.open else 'nothing'}")
        elif self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def all(self, tag: str, /, **attributes: str) -> list[Element]:
        return [
            element
            for element in self.elements
            if element.name == tag
            and all(
                element.attributes.get(key.replace("_", "-").rstrip("-")) == value for key, value in attributes.items()
            )
        ]

    def one(self, tag: str, /, **attributes: str) -> Element:
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} of <{tag} {attributes}>"
        return found[0]

    def classed(self, name: str) -> list[str]:
        """The texts of the elements with a class, on one line each."""
        return [
            " ".join(element.text.split())
            for element in self.elements
            if name in (element.attributes.get("class") or "").split()
        ]

    def links(self, nofollow: bool | None = None) -> list[str]:
        """Where one can go from here on this host; all of it, or what crawlers shall or shall not follow."""
        found = [
            element.attributes.get("href") or ""
            for element in self.all("a")
            if nofollow in (None, "nofollow" in (element.attributes.get("rel") or "").split())
        ]
        return [link for link in found if link.startswith("/")]

    @property
    def text(self) -> str:
        return " ".join(self.elements[0].text.split())


def banned(page: Page) -> list[str]:
    """What would throw under the policy, or is not ours to use."""
    found = []
    for element in page.elements:
        for name, value in element.attributes.items():
            script = (value or "").strip().lower().startswith(("javascript:", "js:"))
            if name in BANNED or name.startswith("on") or "hx-on" in name or script:
                found.append(f"{element.name} {name}")
            if name.startswith("hx-") and name not in ALLOWED_HX:
                found.append(f"{element.name} {name} is not allowed")
            if name == "hx-trigger" and ("[" in (value or "") or "revealed" in (value or "")):
                found.append(f"{element.name} {name}={value}")
        data = element.attributes.get("type") == "application/ld+json"  # is read, never run
        if element.name == "style" or (element.name == "script" and "src" not in element.attributes and not data):
            found.append(f"inline <{element.name}>")
    return found
