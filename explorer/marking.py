"""A paragraph as HTML: its text verbatim, with what it names, abbreviates, refers to, and where its footnotes hang.

Links never stand in links: of two that overlap, the one that begins first is shown, the longer of two that begin at
the same place. An abbreviation may stand within a link. A footnote's mark within either moves to its end.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from explorer.citing import page
from explorer.places import text_address

Json = Mapping[str, Any]
Anchor = Callable[[int], Markup]  # the mark of the footnote with that number

CLOSE, MARK, OPEN = 0, 1, 2  # at one place of the text, in this order
DOUBTFUL = {"suggested": "suggested by name alone", "ambiguous": "may be any of"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a text between an opening and a closing tag; `depth` is 1 for what may stand in a link."""

    start: int
    end: int
    opening: Markup
    closing: Markup
    depth: int = 0

    def crosses(self, other: "Stretch") -> bool:
        return self.start < other.end and other.start < self.end

    def within(self, other: "Stretch") -> bool:
        return other.start <= self.start and self.end <= other.end


def marked(block: Json, anchor: Anchor) -> Markup:
    """The text of a paragraph or footnote."""
    text, stretches = block["text"], stretches_of(block)
    inserts = [(one.start, OPEN, one.depth, one.opening) for one in stretches]
    inserts += [(one.end, CLOSE, -one.depth, one.closing) for one in stretches]
    for note in block.get("footnotes", ()):
        inserts.append((outside(note["offset"], stretches), MARK, note["number"], anchor(note["number"])))
    found, done = Markup(""), 0
    for place, _, _, insert in sorted(inserts, key=lambda one: one[:3]):
        found += escape(text[done:place]) + insert
        done = place
    return found + escape(text[done:])


def outside(offset: int, stretches: Iterable[Stretch]) -> int:
    """The offset itself, or the end of the stretch that it lies in."""
    return max([offset, *(one.end for one in stretches if one.start < offset < one.end)])


def stretches_of(block: Json) -> list[Stretch]:
    links = [*map(mention, block["mentions"]), *map(reference, block["references"])]
    shown = apart(one for one in links if one is not None)
    terms = [one for one in map(term, block["terms"]) if one is not None]
    return shown + apart(one for one in terms if all(one.within(link) or not one.crosses(link) for link in shown))


def apart(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Those that do not overlap one before them; empty ones are left out."""
    found: list[Stretch] = []
    for one in sorted(stretches, key=lambda one: (one.start, -one.end)):
        if one.start < one.end and not any(one.crosses(other) for other in found):
            found.append(one)
    return found


def mention(one: Json) -> Stretch | None:
    """A link to whom the text names; to the list of people where it is not said which of several."""
    actors = one["actors"]
    if not actors:
        return None
    href = page(actors[0]["href"]) if len(actors) == 1 else "#people"
    doubt = DOUBTFUL.get(one["certainty"])
    if doubt is None:
        return link(one, Markup('<a class="named" href="{}" title="{}">').format(href, names(actors)))
    said = f"{doubt}: {names(actors)}"
    opening = '<a class="named doubtful" href="{}" title="{}" aria-label="{}, {}">'
    return link(one, Markup(opening).format(href, said, one["surface"], said))  # noqa: S704


def names(actors: Sequence[Json]) -> str:
    return " or ".join(actor["label"] for actor in actors)


def reference(one: Json) -> Stretch | None:
    """A link to what is recorded here, else to the publisher's page; text where neither is known."""
    if one["record"] is not None:
        place = text_address(one["record"]["href"], one["paragraph"], one["footnote"])
        return link(one, Markup('<a href="{}">').format(place))
    if one["url"] is not None:
        return link(one, Markup('<a rel="external" href="{}">').format(one["url"]))
    return None


def link(one: Json, opening: Markup) -> Stretch:
    return Stretch(one["start"], one["end"], opening, Markup("</a>"))


def term(one: Json) -> Stretch | None:
    if one["expansion"] is None:
        return None
    opening = Markup('<abbr title="{}">').format(one["expansion"])
    return Stretch(one["start"], one["end"], opening, Markup("</abbr>"), depth=1)
