"""Quotations: parts, emendations, speakers, fidelity; and the receipts without which they are not loaded."""

from collections.abc import Iterator
from itertools import pairwise

from api.models.vocabulary import ActorKind, Certainty, Fidelity, QuotationLacuna
from seed.reading.files import Dataset, Entry, Problem
from seed.records import Actor, Find, Quotation, Source
from seed.text.passages import VERSION
from seed.text.receipts import BAD, digest

VERIFY = "run `python -m seed verify --source FILE`"


def parts(data: Dataset) -> Iterator[Problem]:
    for entry, quotation in data.of(Quotation):
        if not quotation.parts:
            yield entry.problem(("parts",), "a quotation without words; write `parts: [{exact: …}]`")


def part_order(data: Dataset) -> Iterator[Problem]:
    for entry, quotation in data.of(Quotation):
        spans = [part.cite for part in quotation.parts if part.cite and not isinstance(part.cite, Find)]
        if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
            yield entry.problem(("parts",), "the parts overlap, or are not in the order of the text; put them in order")


def lacuna(data: Dataset) -> Iterator[Problem]:
    for entry, quotation in data.of(Quotation):
        if quotation.lacuna == QuotationLacuna.BETWEEN_PARTS and len(quotation.parts) == 1:
            message = "a lacuna between parts has a part before it and one after it; write both, or `start` or `end`"
            yield entry.problem(("lacuna",), message)


def emendation(data: Dataset) -> Iterator[Problem]:
    """An emendation changes one place and nothing else."""
    for entry, quotation in data.of(Quotation):
        for place, one in enumerate(quotation.emendations):
            times = sum(part.exact.count(one.printed) for part in quotation.parts) if one.printed else 1
            if times != 1:
                message = f"`printed` occurs {times} times in the parts; write as much of it as occurs once"
                yield entry.problem(("emendations", place, "printed"), message)
            if one.printed == one.reading:
                message = "the reading is what is printed; correct it, or take the emendation out"
                yield entry.problem(("emendations", place, "reading"), message)


def translated(data: Dataset) -> Iterator[Problem]:
    wrong = {Fidelity.TRANSLATION: (None, False), Fidelity.ORIGINAL: (True,)}
    for entry, quotation in data.of(Quotation):
        if quotation.translated in wrong.get(quotation.fidelity, ()):
            needed = "true" if quotation.fidelity == Fidelity.TRANSLATION else "false, or leave it out"
            message = f"fidelity {quotation.fidelity} does not go with this; write `translated: {needed}`"
            yield entry.problem(("translated",), message)


def speakers(data: Dataset) -> Iterator[Problem]:
    for entry, quotation in data.of(Quotation):
        if not quotation.speakers and quotation.fidelity != Fidelity.TERM:
            message = "nobody speaks; write `speakers`, an unnamed voice with certainty unattributed if nobody is named"
            yield entry.problem((), message)


def unattributed(data: Dataset) -> Iterator[Problem]:
    for entry, quotation in data.of(Quotation):
        for place, speaker in enumerate(quotation.speakers):
            actor = data.find(speaker.actor, Actor)
            if speaker.certainty == Certainty.UNATTRIBUTED and actor and actor.kind != ActorKind.UNNAMED_VOICE:
                message = f"unattributed words have no named speaker such as `{speaker.actor}`; name an unnamed voice"
                yield entry.problem(("speakers", place), message)


def held(data: Dataset, entry: Entry) -> Source | None:
    source = data.find(entry.text, Source)
    return source if source and source.text else None


def receipt_missing(data: Dataset) -> Iterator[Problem]:
    for entry, _ in data.of(Quotation):
        if entry.slug not in data.receipts:
            yield entry.problem((), f"not verified yet; {VERIFY}")


def receipt_bad(data: Dataset) -> Iterator[Problem]:
    for entry, _ in data.of(Quotation):
        receipt = data.receipts.get(entry.slug)
        if receipt and receipt.state in BAD:
            yield entry.problem((), f"{receipt.state} when last verified; correct it by its source, then {VERIFY}")


def receipt_stale(data: Dataset) -> Iterator[Problem]:
    """A receipt is of these words, by this table of normalisations, against this text."""
    for entry, quotation in data.of(Quotation):
        source = held(data, entry)
        sha256 = source.text.sha256 if source and source.text else None
        receipt = data.receipts.get(entry.slug)
        if receipt and (receipt.digest, receipt.version, receipt.sha256) != (digest(quotation), VERSION, sha256):
            yield entry.problem((), f"changed since it was verified, or its source has; {VERIFY}")


def receipt_orphan(data: Dataset) -> Iterator[Problem]:
    quotations = {entry.slug for entry, _ in data.of(Quotation)}
    for slug in data.receipts:
        if slug not in quotations and slug not in data.unread:
            yield data.beside("verified.yaml", (slug,), f"a receipt of no quotation, `{slug}`; {VERIFY}")


RULES = {
    "parts": parts,
    "part-order": part_order,
    "lacuna": lacuna,
    "emendation": emendation,
    "translated": translated,
    "speakers": speakers,
    "unattributed": unattributed,
    "receipt-missing": receipt_missing,
    "receipt-bad": receipt_bad,
    "receipt-stale": receipt_stale,
    "receipt-orphan": receipt_orphan,
}
