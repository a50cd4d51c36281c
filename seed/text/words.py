"""The words of a text as they are compared with a source's: what a reader sees, not how a file writes it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from seed.text.passages import Normal, normal, replaced

WORD = re.compile(r"(?:[^\W_]|['\u2019])+")
# What a reader does not see within a word: a soft hyphen (and the line break at it), characters without width.
UNSEEN = re.compile(
    "(?:\u00ad|&shy;|&#173;|&#xad;)(?:[ \t]*\r?\n[ \t]*)?|[\u200b-\u200d\u2060\ufeff]|&zwn?j;|&NoBreak;", re.IGNORECASE
)
# Tags that may stand within a word, and all others, with comments and the statements of templates.
WITHIN = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|dfn|em|font|i|ins|mark|q|s|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->|\{[%#].*?[%#]\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as they are compared, with the offset of each."""

    words: list[str]
    offsets: list[int]


def words_of(text: str) -> Words:
    """Lower case, split at everything but letters, digits and apostrophes; apostrophes only within a word."""
    return words_in(normal(text, ()))


def words_in(text: Normal) -> Words:
    seen = replaced(text, UNSEEN, "") if UNSEEN.search(text.text) else text
    found = [(match[0].lower().replace("\u2019", "'").strip("'"), match.start()) for match in WORD.finditer(seen.text)]
    kept = [(word, seen.starts[place]) for word, place in found if word]
    return Words([word for word, _ in kept], [offset for _, offset in kept])


def readings(text: str) -> Iterator[Words]:
    """The words of a file: all of them, those in tags too, and once more without the tags that stand among them."""
    whole = normal(text, ())
    yield words_in(whole)
    if TAG.search(text):
        yield words_in(replaced(replaced(whole, WITHIN, ""), TAG, " "))
