"""Who is named in a document: by markup, in the head, in lists of those present, and in small capitals.

Only the names are found here; who is meant is settled with the lists of persons at hand.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from api.models.vocabulary import MentionMethod, ParagraphKind
from seed.frus.tei.blocks import Layout
from seed.frus.tei.pieces import Mark
from seed.frus.tei.surfaces import joined, present, speakers
from seed.frus.volume import Block, Mention, Party, Span

ROLLS = {ParagraphKind.CELL, ParagraphKind.ITEM}


def mentions(layout: Layout, blocks: list[Block]) -> list[Mention]:
    """In the order of the text: paragraphs, then footnotes. What is marked up is not found a second time."""
    found = [mention for mark in layout.marks for mention in marked_up(mark)]
    found += apart(of_rolls(layout), found)
    found += apart(in_small_capitals(layout, blocks), found)
    return sorted(found, key=order)


def order(mention: Mention) -> tuple[bool, int, int, int]:
    return (mention.at.is_note, mention.at.number, mention.at.start, mention.at.end)


def apart(more: Iterable[Mention], found: list[Mention]) -> list[Mention]:
    """Those that share no character with what is found already."""
    starts: dict[tuple[bool, int], list[int]] = defaultdict(list)
    ends: dict[tuple[bool, int], list[int]] = defaultdict(list)  # the furthest that any up to this one reaches
    for mention in sorted(found, key=order):
        reached = ends[mention.at.is_note, mention.at.number]
        reached.append(max([mention.at.end, *reached[-1:]]))
        starts[mention.at.is_note, mention.at.number].append(mention.at.start)
    kept = []
    for mention in more:
        place = mention.at.is_note, mention.at.number
        before = bisect_left(starts[place], mention.at.end)
        if not before or ends[place][before - 1] <= mention.at.start:
            kept.append(mention)
    return kept


def marked_up(mark: Mark) -> Iterator[Mention]:
    """A name whose markup points at several persons names each of them; one that points nowhere names somebody."""
    targets = pointed_at(mark.element)
    if is_party(mark) and not targets:
        yield Mention(mark.at, mark.text, None, MentionMethod.HEAD)
    elif mark.element.tag == "persName":
        for target in targets or (None,):
            yield Mention(mark.at, mark.text, target, MentionMethod.MARKUP)


def pointed_at(element: Element) -> list[str]:
    """The ids that `@corresp` gives, without "#"; words that do not all begin with it are one odd id."""
    given = element.get("corresp", "").split()
    if not all(part.startswith("#") for part in given):
        given = [" ".join(given)]
    return [part.removeprefix("#") for part in given if part != "#"]


def is_party(mark: Mark) -> bool:
    """Whether a head says by it whom the document is from or to."""
    in_head = mark.kind is ParagraphKind.HEAD and not mark.quoted
    return in_head and mark.element.tag in {"persName", "gloss"} and mark.element.get("type") in {"from", "to"}


def parties(layout: Layout, side: str) -> list[Party]:
    marks = [mark for mark in layout.marks if is_party(mark) and mark.element.get("type") == side]
    marks.sort(key=lambda mark: (mark.at.number, mark.at.start))
    return [Party(mark.text, next(iter(pointed_at(mark.element)), None)) for mark in marks]


def of_rolls(layout: Layout) -> Iterator[Mention]:
    """The names in the cells and items of a list of those present."""
    for piece in layout.pieces:
        if piece.roll and piece.block.kind in ROLLS:
            for start, end, name in present(piece.block.text):
                yield Mention(Span(False, piece.block.number, start, end), name, None, MentionMethod.PARTICIPANTS)


def in_small_capitals(layout: Layout, blocks: list[Block]) -> Iterator[Mention]:
    """Speakers and signatures; places in datelines are printed so too."""
    runs: dict[tuple[bool, int], list[Mark]] = defaultdict(list)
    for mark in layout.marks:
        small = mark.element.tag == "hi" and mark.element.get("rend") == "smallcaps"
        if small and mark.kind is not ParagraphKind.DATELINE:
            runs[mark.at.is_note, mark.at.number].append(mark)
    texts = {(block.is_note, block.number): block.text for block in blocks if (block.is_note, block.number) in runs}
    for place, text in texts.items():
        signed = runs[place][0].kind is ParagraphKind.SIGNED
        for start, end in joined(text, sorted((mark.at.start, mark.at.end) for mark in runs[place])):
            for first, last, name in speakers(text[start:end], alone=signed):
                yield Mention(Span(*place, start + first, start + last), name, None, MentionMethod.SMALL_CAPITALS)
