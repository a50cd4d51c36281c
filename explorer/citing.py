"""Where words stand: citations as readers read them, and the reading text with its gaps and insertions marked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from explorer.filters import address, read, without

Json = Mapping[str, Any]

EN_DASH = "\u2013"
GAP = " [...] "  # where the reading text joins the parts on both sides of a lacuna
LOST = Markup('<span class="lost">[… words lost at the page break …]</span>')
INSERTION = re.compile(r"(\[[^\]]*\])")


@dataclass(frozen=True, slots=True)
class Passages:
    """All that one work carries of a record: page or the like where there is one, and characters of its text."""

    source: Json
    document: Json | None
    locators: list[str]
    spans: list[str]

    @property
    def where(self) -> str:
        """`p. 12, characters 134-224 and 301-340`."""
        parts = list(self.locators)
        if self.spans:
            parts.append("characters " + ", ".join(self.spans))
        return ", ".join(parts)


def passages(citations: Sequence[Json]) -> list[Passages]:
    """One for each work, in the order of the citations."""
    found: dict[tuple[str, str | None], Passages] = {}
    for citation in citations:
        source, document = citation["source"], citation["document"]
        key = source["id"], document and document["id"]
        one = found.setdefault(key, Passages(source, document, [], []))
        if citation["locator"] and citation["locator"] not in one.locators:
            one.locators.append(citation["locator"])
        if citation["paragraph"] is not None:
            one.locators.append(f"paragraph {citation['paragraph']}")
        if citation["start"] is not None:
            one.spans.append(f"{citation['start']}{EN_DASH}{citation['end']}")
    return list(found.values())


def reading(quotation: Json) -> Markup:
    """The words of a quotation: insertions in [brackets] marked, a lacuna shown as one and never filled in."""
    text, lacuna = quotation["text"], quotation["lacuna"]
    parts = text.split(GAP) if lacuna == "between-parts" else [text]
    words = (Markup(" ") + LOST + Markup(" ")).join(inserted(part) for part in parts)
    before = LOST + Markup(" ") if lacuna == "start" else Markup("")
    after = Markup(" ") + LOST if lacuna == "end" else Markup("")
    return before + words + after


def inserted(text: str) -> Markup:
    """Every other piece of the split is an insertion."""
    pieces = INSERTION.split(text)
    return Markup("").join(
        Markup('<span class="inserted">{}</span>').format(piece) if number % 2 else escape(piece)
        for number, piece in enumerate(pieces)
    )


def cut(text: str, longest: int = 200) -> str:
    """On one line, cut after a whole word; for descriptions of pages."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return line[:longest].rpartition(" ")[0].rstrip(f" ,;:{EN_DASH}") + "…"


def page(href: str) -> str:
    """The page of a record, from its address in the API."""
    return href.removeprefix("/v1")


def list_page(call: str) -> str:
    """The page of a whole list, from the call for its first few records."""
    path, _, query = call.partition("?")
    return address(page(path), without(read(query), "limit"))


def without_cursor(link: str) -> str:
    path, _, query = link.partition("?")
    return address(path, without(read(query), "cursor"))


def works(items: Sequence[Json]) -> list[str]:
    """The works that a record is cited from, as reference managers read them; the last item is the record itself."""
    return ["; ".join(f"citation_{name}={value}" for name, value in told(item)) for item in items[:-1]]


def told(item: Json) -> list[tuple[str, str]]:
    """Of a CSL item, title, authors and container."""
    authors = [("author", name_of(one)) for one in item.get("author", ())]
    container = [("inbook_title", item["container-title"])] if "container-title" in item else []
    return [("title", item["title"]), *authors, *container]


def name_of(person: Json) -> str:
    """With the family name first."""
    return person.get("literal") or ", ".join(filter(None, (person.get("family"), person.get("given"))))
