"""What the head of a document says: its printed number, its title, what kind of document it is."""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from api.models.vocabulary import DocumentKind
from seed.frus.tei.blocks import plain

NUMBER = re.compile(r"(?P<open>\[)?(?P<number>\d+[a-z]?)(?P<close>\])?(?P<stop>\.)?(?:\s+|$)")
EDITORIAL = re.compile(r"\[?\s*editorial note\s*\]?\.?", re.I)
# Where a head stops saying what the document is, and says whose it is, to whom and about what.
SAID = re.compile(r" (?:from|by|to|for|between|regarding|concerning|prepared|submitted|issued)\b|[,;(:]", re.I)
EXTRACT = re.compile(r"\W*(?:extracts?|excerpts?|portions?|text|substance|paraphrase|translation) (?:from|of) ", re.I)
TALK = r"(?:conversation|discussion|conference|meeting|talk|session|telecon|telephone|teletype)s?\b"
KINDS = tuple(
    (kind, re.compile(pattern, re.I))
    for kind, pattern in (
        (
            DocumentKind.MEMORANDUM_OF_CONVERSATION,
            rf"\bmemorand(?:um|a) of (?:(?:a|an|the|telephone|teletype|informal|private) )*{TALK}"
            rf"|\b(?:notes|records?|summary|transcript|proceedings|memorand(?:um|a)) (?:of|on) (?:\S+ ){{0,8}}?{TALK}"
            r"|\bminutes\b|\b(?:summary|verbatim) records?\b",
        ),
        (DocumentKind.TELEGRAM, r"\b(?:tele|cable|radio)grams?\b"),
        (DocumentKind.MEMORANDUM, r"\bmemorand(?:um|a)\b"),
        (DocumentKind.LETTER, r"\bletters?\b"),
        (DocumentKind.REPORT, r"\b(?:reports?|estimates?|appraisal|S?NIE)\b"),
        (DocumentKind.STUDY, r"\bstudy\b"),
        (DocumentKind.RESOLUTION, r"\bresolutions?\b"),
        (DocumentKind.ORDER, r"\b(?:orders?|directives?)\b"),
        (DocumentKind.TREATY, r"\b(?:treaty|agreement|protocol|convention)\b"),
        (
            DocumentKind.STATEMENT,
            r"\b(?:statements?|communiqu[ée]|declaration|proclamation|address|remarks|announcement|press release)\b",
        ),
        (
            DocumentKind.MESSAGE,
            r"\b(?:messages?|airgrams?|instructions?|d[ei]spatch(?:es)?|notes?|aide[- ]m[ée]moires?)\b",
        ),
    )
)
# The end of a source note of the older sort: "795.00/6-2550: Telegram".
FORM = re.compile(r":\s*(?:(?:paraphrase of|circular) )?(telegram|airgram|cablegram|radiogram)s?[.\s]*$", re.I)


def head_of(document: Element) -> str:
    """The text of the heads that a document begins with, without their notes."""
    found = []
    for child in document:
        if child.tag == "head":
            found.append(plain(child))
        elif found and child.tag not in {"pb", "note"}:
            break
    return " ".join(text for text in found if text)


def split(head: str, number: str | None) -> tuple[str | None, str]:
    """The number and the title, either of which may be all there is.

    Figures that begin a head are a number with a full stop or in brackets, or if they are encoded.
    """
    found = NUMBER.match(head)
    if not found:
        return number, head
    bare = (number or "").strip("[] ")
    bracketed = bool(found["open"] and found["close"])
    if found["number"] != bare and not found["stop"] and not bracketed:
        return number, head
    printed = f"[{found['number']}]" if bracketed else found["number"]
    return printed, head[found.end() :]


def is_editorial_note(document: Element, title: str) -> bool:
    return document.get("subtype") == "editorial-note" or bool(EDITORIAL.fullmatch(title))


def kind(title: str, source_notes: Sequence[str]) -> DocumentKind | None:
    """In the words of the vocabulary: what the head calls the document first, else what the source note does.

    A head that begins with "The" names the sender, whose office may have such words in its name.
    """
    named = EXTRACT.sub("", title, count=1)
    if not named.startswith("The "):
        end = SAID.search(named)
        if found := earliest(named, end.start() if end else len(named)):
            return found
    forms = (FORM.search(note) for note in source_notes)
    return next((earliest(form[1], len(form[1])) for form in forms if form), None)


def earliest(text: str, end: int) -> DocumentKind | None:
    """The kind whose word comes first, if it begins before `end`; of two at one place, the first in the list."""
    found = [(match.start(), rank) for rank, (_, pattern) in enumerate(KINDS) if (match := pattern.search(text))]
    found = [(start, rank) for start, rank in found if start < end]
    return KINDS[min(found)[1]][0] if found else None
