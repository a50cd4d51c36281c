"""The lists in front of a volume: persons with their offices, terms with what they stand for."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from seed.frus.tei.blocks import Layout
from seed.frus.tei.pieces import Mark, Pages
from seed.frus.tei.tags import ENTRIES
from seed.frus.volume import Findings, Person, Term

AROUND = " ,;:.\u2013\u2014-"
NAMES = {"persName", "term"}


def holders(element: Element) -> Iterator[Element]:
    """The outermost of those elements in which an entry of a list may stand."""
    if element.tag in ENTRIES:
        yield element
    else:
        for child in element:
            yield from holders(child)


def nameless(holder: Element) -> int:
    """How many entries are none: names that have an id and no text, or an item that has text and no name with an id."""
    named = [name for name in holder.iter() if name.tag in NAMES and name.get("xml:id")]
    empty = sum(not "".join(name.itertext()).strip() for name in named)
    if named or holder.tag != "item":
        return empty
    return int(bool("".join(holder.itertext()).strip()))


def entries(item: Element) -> Iterator[Person | Term]:
    """Whoever and whatever an item of a list explains: the name, and the rest of its text."""
    layout = Layout(Pages(), Findings()).read(item)
    marks = [mark for mark in layout.marks if is_entry(mark)]
    marks.sort(key=lambda mark: (mark.at.number, mark.at.start))
    for position, mark in enumerate(marks):
        identity, name = mark.element.get("xml:id", ""), mark.text.rstrip(" ,;:") or mark.text
        following = marks[position + 1] if position + 1 < len(marks) else None
        rest = said_of(layout, mark, following, first=position == 0)
        yield Person(identity, name, rest) if mark.element.tag == "persName" else Term(identity, name, rest)


def is_entry(mark: Mark) -> bool:
    return mark.element.tag in NAMES and not mark.at.is_note and bool(mark.element.get("xml:id"))


def said_of(layout: Layout, mark: Mark, following: Mark | None, *, first: bool) -> str | None:
    """The text between an entry's name and the next entry, with what stands before the first name."""
    text = layout.pieces[mark.at.number - 1].block.text
    if following and following.at.number == mark.at.number:
        return text[mark.at.end : following.at.start].strip(AROUND) or None
    last = following.at.number - 1 if following else len(layout.pieces)
    parts = [text[: mark.at.start] if first else "", text[mark.at.end :]]
    parts += [piece.block.text for piece in layout.pieces[mark.at.number : last]]
    said = " ".join(part for part in (part.strip() for part in parts) if part)
    return said.lstrip(AROUND).rstrip() or None
