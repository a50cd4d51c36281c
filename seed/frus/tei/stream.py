"""A volume's file in one pass: what is wanted of it as small trees, each let go before the next is read.

Names are short: TEI's stand alone ("p"), those of FRUS, XML, XHTML and XInclude have their usual prefix
("frus:attachment", "xml:id"), any other is "{namespace}name".
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from seed.frus.tei.safe import ONE_VOLUME, Guard, Limits, checked_size, echoed, opened
from seed.frus.tei.tags import ENTRIES, is_document, is_list

TEI = "http://www.tei-c.org/ns/1.0}"
PREFIXES = {
    TEI: "",
    "http://history.state.gov/frus/ns/1.0}": "frus:",
    "http://www.w3.org/XML/1998/namespace}": "xml:",
    "http://www.w3.org/1999/xhtml}": "xhtml:",
    "http://www.w3.org/2001/XInclude}": "xi:",
}
CHUNK = 16_384
UTF_8 = "save it as UTF-8, with a declaration that says so"
PARTS = {"teiHeader": "the header", "div": "one document", "item": "an entry of a list"}
ELEMENT_WEIGHT = 64
LISTS = {"front", "back"}


@dataclass(frozen=True, slots=True)
class Opened:
    """A part that holds others begins: a `div` that is no document, `front`, `body` or `back`."""

    tag: str
    attributes: dict[str, str]
    line: int


@dataclass(frozen=True, slots=True)
class Closed:
    tag: str


@dataclass(frozen=True, slots=True)
class Tree:
    """The header, a document, an entry of a list, or something of a section outside its documents."""

    element: Element
    line: int


@dataclass(frozen=True, slots=True)
class Stray:
    """At the end: how many characters of the text stood in none of these."""

    characters: int


Event = Opened | Closed | Tree | Stray


def events(path: Path, limits: Limits) -> Iterator[Event]:
    """What the file holds, in its order; raises Refused as soon as something is wrong."""
    with opened(path, limits) as file:
        yield from Scan(Guard(path, limits)).run(file)


class Scan:
    """The handlers of one parser. `path` holds the names of the open elements, `builder` the tree under way.

    `lists` are the depths of the open lists of persons and terms.
    """

    def __init__(self, guard: Guard) -> None:
        self.guard = guard
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.buffer_size = CHUNK
        self.parser.StartDoctypeDeclHandler = guard.doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        guard.line = lambda: self.parser.CurrentLineNumber
        self.path: list[str] = []
        self.builder: TreeBuilder | None = None
        self.names: dict[str, str] = {}
        self.ready: deque[Event] = deque()
        self.began = 0  # depth and line of the tree under way, and what it weighs
        self.line = 0
        self.length = 0
        self.weight = 0
        self.lists: list[int] = []
        self.stray = 0

    def run(self, file: BinaryIO) -> Iterator[Event]:
        size, wanted = 0, CHUNK
        while chunk := file.read(wanted):
            size += len(chunk)
            checked_size(self.guard.path, size, self.guard.limits)
            before = self.parser.CurrentByteIndex
            yield from self.parsed(chunk, last=False)
            # Within a long comment or tag the parser begins anew with each chunk: they double until it gets on.
            wanted = CHUNK if self.parser.CurrentByteIndex > before else 2 * wanted
        yield from self.parsed(b"", last=True)
        if self.stray:
            yield Stray(self.stray)

    def parsed(self, chunk: bytes, *, last: bool) -> Iterator[Event]:
        try:
            self.parser.Parse(chunk, last)
        except expat.ExpatError as error:
            raise self.guard.refusal(broken(error, last)) from None
        except (LookupError, ValueError):
            if self.path:  # an encoding is looked up before the first element; later it is a mistake of ours
                raise
            raise self.guard.refusal("its encoding cannot be read", UTF_8) from None
        while self.ready:
            yield self.ready.popleft()

    def name(self, given: str) -> str:
        """The short form of what the parser gives as "namespace}name"."""
        known = self.names.get(given)
        if known is None:
            head, brace, local = given.rpartition("}")
            known = self.names[given] = PREFIXES.get(head + brace, "{" + head + "}") + local if brace else given
        return known

    def start(self, given: str, raw: dict[str, str]) -> None:
        if not self.path:
            self.checked_root(given)
        tag = self.name(given) if "}" in given else "{}" + given
        attributes = {self.name(key): value for key, value in raw.items()}
        if self.builder is None and self.wanted(tag, attributes):
            self.builder, self.began, self.line = TreeBuilder(), len(self.path), self.parser.CurrentLineNumber
            self.length = self.weight = 0
            self.guard.part = PARTS.get(tag, "a paragraph of a section")
        if self.builder is not None:
            self.weight += ELEMENT_WEIGHT + sum(map(len, attributes.values()))
            self.guard.markup(self.weight)
            self.builder.start(tag, attributes)
        elif tag in {"TEI", "div", "front", "body", "back"}:
            if tag == "div" and is_list(attributes):
                self.lists.append(len(self.path))
            self.ready.append(Opened(tag, attributes, self.parser.CurrentLineNumber))
        self.path.append(tag)
        self.guard.depth(len(self.path))

    def end(self, _: str) -> None:
        tag = self.path.pop()
        if self.builder is None:
            if self.lists[-1:] == [len(self.path)]:
                self.lists.pop()
            if tag in {"div", "front", "body", "back"}:
                self.ready.append(Closed(tag))
            return
        self.builder.end(tag)
        if len(self.path) == self.began:
            self.ready.append(Tree(self.builder.close(), self.line))
            self.builder = None

    def text(self, data: str) -> None:
        if self.builder is not None:
            self.length += len(data)
            self.guard.text(self.length)
            self.builder.data(data)
        elif LISTS.isdisjoint(self.path):
            self.stray += len("".join(data.split()))

    def wanted(self, tag: str, attributes: dict[str, str]) -> bool:
        """Whether a tree begins here: of lists only the entries, of sections what is no section itself."""
        if tag == "pb" or tag == "teiHeader" or is_document(tag, attributes):
            return True
        if tag == "div":
            return False
        if self.path[-1:] == ["div"] and (tag == "head" or "body" in self.path):
            return True
        return (tag == "item" or (tag in ENTRIES and bool(self.lists))) and not LISTS.isdisjoint(self.path)

    def checked_root(self, given: str) -> None:
        local = given.rpartition("}")[2]
        if given == TEI + "TEI":
            return
        if local in {"TEI.2", "TEI", "teiCorpus"}:
            other = {"TEI.2": "TEI P4", "teiCorpus": "a collection of TEI texts"}.get(local, "TEI of another namespace")
            raise self.guard.refusal(f"the root element <{local}> is {other}, not TEI P5", ONE_VOLUME)
        raise self.guard.refusal(f"the root element is <{echoed(local)}>, not <TEI>", ONE_VOLUME)


def broken(error: expat.ExpatError, at_end: bool) -> str:
    said = expat.ErrorString(error.code)
    if at_end:
        return f"the file ends before its last element does ({said}): it was cut off"
    return f"this is not well-formed XML ({said}, column {error.offset + 1})"
