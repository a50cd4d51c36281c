"""What no page shows, however much or little the API says: values of the code, and gaps where words should be."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests.explorer.html import VOID, Attributes

HEADINGS = ("h1", "h2", "h3", "h4")
SECTIONS = ("h1", "h2")  # something has to follow them; an entry of a list may be its name alone
PARTS = {"main", "section", "article", "aside", "figure", "nav", "details", "form"}
BLOCKS = {*HEADINGS, "p", "li", "dt", "dd", "th", "td", "figcaption", "caption", "blockquote", "summary", "legend"}
WORDED = {*BLOCKS, *PARTS, "ul", "ol", "dl", "table", "tbody", "tr", "a", "button", "label", "option", "title"} - {"td"}
SEEN = {"input", "select", "textarea", "img", "text", "rect", "circle", "path", "use"}
SAID = ("aria-label", "title", "content", "placeholder")
POINTING = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers")
CODE = {"code", "pre", "script", "textarea", "kbd", "samp"}
VALUES = re.compile(r"\b(None(?! [a-z])|null|undefined|NaN|Undefined)\b|\{\}|\[\]|\{\{|\}\}|\bobject at 0x")
SIGNS = re.compile(r"^[,;:.)·\u2013-](?=.)|(?<=.)[,;(·\u2013-]$|\( *\)|[,;:·(] *[,;·)]|“ *”|(?<!\.) [.,;)](?! ?\.)")


@dataclass
class Open:
    """An element that is not closed yet; `quoted` are code and the texts of documents, which are as they are."""

    tag: str
    quoted: bool
    words: list[str] = field(default_factory=list)
    filled: bool = False


class Gaps(HTMLParser):
    """`faults` of a page, in words."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.ids: set[str] = set()
        self.asked: set[str] = set()
        self.open: list[Open] = []
        self.waiting: tuple[str, str, int] | None = None  # a heading or label that nothing followed: words, tag, depth
        self.feed(source)
        self.close()
        self.faults += [f"leads to #{one}, which is not there" for one in sorted(self.asked - self.ids)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.look(tag, given)
        if tag in HEADINGS and self.waiting and tag <= self.waiting[1]:
            self.unanswered()
        if tag not in VOID:
            within = bool(self.open) and self.open[-1].quoted
            document = "block" in (given.get("class") or "").split()
            self.open.append(Open(tag, within or document or tag in CODE))
        if tag in SEEN or given.get("role") == "status":  # what is said there comes later
            self.fill()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.look(tag, dict(attrs))
        if tag in SEEN:
            self.fill()

    def look(self, tag: str, given: Attributes) -> None:
        """At what attributes say, and at what they lead to."""
        link = given.get("href") or ""
        self.ids.update([given["id"] or ""] if "id" in given else [])
        self.asked.update([link[1:]] if tag == "a" and link.startswith("#") else [])
        self.asked.update(one for name in POINTING for one in (given.get(name) or "").split())
        for name in SAID:
            if name in given:
                self.judge(f"{tag} {name}", given[name] or "")

    def handle_data(self, data: str) -> None:
        """Words are those of the nearest block."""
        block = next((one for one in reversed(self.open) if one.tag in BLOCKS or one.tag == "title"), None)
        if block:
            block.words.append("quoted" if self.open[-1].quoted and data.strip() else data)
        if data.strip():
            self.fill()

    def fill(self) -> None:
        for one in self.open:
            one.filled = True
        heading = next((one.tag for one in self.open if one.tag in HEADINGS), None)
        if heading is None or (self.waiting and heading > self.waiting[1]):
            self.waiting = None

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open[-1].tag != tag:
            self.end(self.open.pop())
        if self.open:
            self.end(self.open.pop())

    def end(self, one: Open) -> None:
        text = " ".join("".join(one.words).split())
        if not one.filled and one.tag in WORDED:
            self.faults.append(f"<{one.tag}> is empty in {'/'.join(within.tag for within in self.open[2:])}")
        elif text:
            self.judge(one.tag, text)
        if one.tag in SECTIONS or text.endswith(":"):
            self.waiting = text, one.tag, len(self.open)
        elif one.tag in PARTS and self.waiting and len(self.open) < self.waiting[2]:
            self.unanswered()

    def unanswered(self) -> None:
        assert self.waiting
        self.faults.append(f"nothing follows {self.waiting[0]!r}")
        self.waiting = None

    def judge(self, where: str, text: str) -> None:
        if not text.strip():
            self.faults.append(f"{where} says nothing")
        for pattern, name in ((VALUES, "a value of the code"), (SIGNS, "a gap")):
            if found := pattern.search(text):
                around = text[max(0, found.start() - 40) : found.end() + 40]
                self.faults.append(f"{name} in {where}: {around!r}")
