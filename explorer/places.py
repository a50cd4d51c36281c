"""Addresses within the text of a document, which long documents show in parts; and where volumes are published."""

from collections.abc import Mapping
from typing import Any

from explorer.citing import page

Json = Mapping[str, Any]

PART = 100  # paragraphs of a part: the most that one call gives
PUBLISHED = {
    "files": "https://github.com/HistoryAtState/frus",
    "folder": "volumes",
    "read": "https://history.state.gov/historicaldocuments",
    "command": "python -m seed import frus VOLUME.xml",
}


def part_of(paragraph: int) -> int:
    """The part in which a paragraph stands; both are counted from 1."""
    return (paragraph - 1) // PART + 1


def parts(paragraphs: int) -> int:
    return part_of(paragraphs) if paragraphs else 0


def part_address(here: str, part: int) -> str:
    return f"{here}?part={part}" if part > 1 else here


def text_address(href: str, paragraph: int | None, footnote: int | None = None) -> str:
    """The page of a document, at a paragraph where one is given; `href` is its address in the API.

    At a footnote: an address that leads there, for the footnote alone does not tell in which part it stands.
    """
    here = page(href)
    if footnote:
        return f"{here}?note={footnote}"
    return f"{part_address(here, part_of(paragraph))}#p{paragraph}" if paragraph else here


def first_mention(person: Json, href: str) -> str | None:
    """Where a document first names somebody."""
    first = person["first"]
    found = first["paragraph"], first["footnote"]
    return text_address(href, *found) if any(found) else None
