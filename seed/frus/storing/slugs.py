"""The public ids of what a volume holds, and how its documents and the volume itself are called."""

import re
from collections.abc import Iterable

from seed.frus.volume import Document, Head

LONGEST = 120  # characters of a public id, and of an id of the file
OTHER = re.compile("[^a-z0-9]+")
SERIES = "Foreign Relations of the United States"
URL = "https://history.state.gov/historicaldocuments/{}"


def base(*parts: str) -> str:
    """What the public id of a part of a volume is if nothing else has it: lower case, other characters to hyphens."""
    return OTHER.sub("-", "-".join(parts).lower()).strip("-")


class Unlike:
    """Names that are all unlike: one that is taken already gets a number, from 2."""

    def __init__(self, between: str, taken: Iterable[str] = ()) -> None:
        self.between = between
        self.taken = dict.fromkeys(taken, 1)  # with the last number that was tried behind each

    def another(self, wanted: str) -> str:
        """The name that is wanted, or the first of its numbers that is free; from now on it is taken."""
        number, name = self.taken.get(wanted, 1), wanted
        while name in self.taken:
            number += 1
            name = f"{wanted}{self.between}{number}"
        if name != wanted:
            self.taken[wanted] = number
        self.taken[name] = 1
        return name


def locator(document: Document, number: str | None) -> str | None:
    """Where in the volume it stands, as a reader looks it up: "Document 86, pp. 157-161".

    `number` is the printed one, of an attachment that of what it is attached to.
    """
    number = f"Document {number}" if number else None
    attachment = f"attachment {document.attachment}" if document.attachment else None
    return ", ".join(filter(None, (number, attachment, pages(document)))) or None


def pages(document: Document) -> str | None:
    """None where it is not known on which it begins."""
    first, last = document.first_page, document.last_page
    if first is None or last in (first, None):
        return f"p. {first}" if first else None
    return f"pp. {first}-{last}"


def short_title(head: Head) -> str:
    """As in FRUS 1950, Korea, Volume VII: the series is known by its initials."""
    told = ", ".join(part for part in (head.subseries, head.subject, head.number) if part)
    if told:
        return f"FRUS {told}"
    rest = head.title.removeprefix(SERIES).lstrip(" ,")
    return f"FRUS {rest}" if rest else head.volume
