"""Receipts: what a check against the source's text found, kept so that loading needs no text."""

import hashlib

import msgspec

from api.models.vocabulary import QuotationLacuna, VerificationState
from seed.records import Quotation

# With these a quotation is not loaded.
BAD = frozenset({VerificationState.AMBIGUOUS, VerificationState.MISATTRIBUTED, VerificationState.NOT_FOUND})


class Receipt(msgspec.Struct, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The state, the normalisations it needed and their table's version, the day, the text's SHA-256 (null if not
    held), and the digest of what was checked.
    """

    state: VerificationState
    normalisations: list[str] = []
    version: int
    date: str
    sha256: str | None = None
    digest: str


def reading_text(quotation: Quotation) -> tuple[str, str | None]:
    """The words as they are to be read, and as printed where emendations make the two differ.

    The parts are joined by a space, or by " [...] " across a lacuna between them.
    """
    joint = " [...] " if quotation.lacuna == QuotationLacuna.BETWEEN_PARTS else " "
    printed = [part.exact for part in quotation.parts]
    read = [emended(part, quotation) for part in printed]
    return joint.join(read), joint.join(printed) if read != printed else None


def emended(words: str, quotation: Quotation) -> str:
    for emendation in quotation.emendations:
        words = words.replace(emendation.printed, emendation.reading)
    return words


def digest(quotation: Quotation) -> str:
    """SHA-256 over text, printed text, emendations and selectors: of all that a check depends on."""
    text, printed = reading_text(quotation)
    emendations = [[one.printed, one.reading, one.reason] for one in quotation.emendations]
    selectors = [[part.exact, msgspec.to_builtins(part.cite)] for part in quotation.parts]
    content = [text, printed, quotation.lacuna, emendations, selectors]
    return hashlib.sha256(msgspec.json.encode(content)).hexdigest()
