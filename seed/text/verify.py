"""Checks every quotation and citation against the sources' texts, and keeps what it found as receipts."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import msgspec

from api.models.vocabulary import QuotationLacuna, VerificationState
from seed.reading.fields import PRINTED, leaves
from seed.reading.files import Dataset, Entry, Problem
from seed.records import Find, Quotation, QuotedPart, Source
from seed.text import marks, passages
from seed.text.citations import check_digest, spans
from seed.text.passages import Place
from seed.text.receipts import BAD, Receipt, digest
from seed.text.texts import SourceText, TextError

LINE_ENDS = ("\r", "\n")


@dataclass(frozen=True, slots=True)
class Finding:
    """The one state of a quotation, the normalisations it needed, and what is wrong in a bad one."""

    state: VerificationState
    normalisations: tuple[str, ...] = ()
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Located:
    """The place of a part, with the normalisations it needed; without one, the places where its words do stand."""

    place: Place | None
    needed: tuple[str, ...] = ()
    others: tuple[Place, ...] = ()


def judge(quotation: Quotation, own: SourceText | None, others: Iterable[SourceText]) -> Finding:
    """The first state that applies; `own` is the text it cites, None if that is not held."""
    if own is None:
        return Finding(VerificationState.SOURCE_NOT_HELD)
    located = [locate(part, own) for part in quotation.parts]
    places = [part.place for part in located if part.place]
    if not located or len(places) < len(located):
        return unplaced(quotation, located, others)
    if wrong := unmarked(quotation, own.text, places) or vanished(quotation, own.text, places):
        return Finding(VerificationState.NOT_FOUND, wrong=wrong)
    needed = tuple(name for name in passages.NAMES if any(name in part.needed for part in located))
    return Finding(good_state(quotation, needed), needed)


def unplaced(quotation: Quotation, located: Sequence[Located], others: Iterable[SourceText]) -> Finding:
    """Why some part has no place."""
    stray = [part for part in located if not part.place]
    if absent := [part for part in stray if not part.others]:
        wrong = f"{len(absent)} of its {len(located)} parts not in the text letter by letter"
        return elsewhere(quotation, others) or Finding(VerificationState.NOT_FOUND, wrong=wrong)
    if not stray:
        return Finding(VerificationState.NOT_FOUND, wrong="it has no words")
    for part in stray:
        if len(part.others) == 1:
            start, end = part.others[0]
            wrong = f"its words stand at {start}-{end}, which is not where it is cited"
            return Finding(VerificationState.NOT_FOUND, wrong=wrong)
    count = max(len(part.others) for part in stray)
    return Finding(
        VerificationState.AMBIGUOUS, wrong=f"its words stand in {count} places, and its citation names none of them"
    )


def good_state(quotation: Quotation, needed: Sequence[str]) -> VerificationState:
    if quotation.lacuna:
        return VerificationState.LACUNA
    if quotation.emendations:
        return VerificationState.EMENDED
    return VerificationState.NORMALISED if needed else VerificationState.EXACT


def locate(part: QuotedPart, own: SourceText) -> Located:
    """Where it is cited, if its words stand there; without numbers, wherever they stand, if that is one place."""
    if part.cite and not isinstance(part.cite, Find):
        start, end, _ = part.cite
        needed = passages.needed(part.exact, own.text[start:end])
        if needed is not None and part.exact:
            return Located((start, end), tuple(needed))
        return Located(None, others=tuple(passages.occurrences(own.normal, part.exact)))
    found = passages.occurrences(own.normal, part.exact)
    if len(found) != 1:
        return Located(None, others=tuple(found))
    start, end = found[0]
    return Located((start, end), tuple(passages.needed(part.exact, own.text[start:end]) or ()))


def elsewhere(quotation: Quotation, others: Iterable[SourceText]) -> Finding | None:
    for other in others:
        if all(passages.occurrences(other.normal, part.exact) for part in quotation.parts):
            return Finding(VerificationState.MISATTRIBUTED, wrong=f"its words stand in `{other.slug}`")
    return None


def unmarked(quotation: Quotation, text: str, places: Sequence[Place]) -> str:
    """What is wrong around the parts: words of an author's own are nobody's quotation."""
    if not (count := marks.unquoted(text, places, quotation.lacuna)):
        return ""
    which = "" if count == len(places) else f", {count} of its {len(places)} parts"
    return f"its words stand in the text but not as a quotation: no marks around them{which}"


def vanished(quotation: Quotation, text: str, places: Sequence[Place]) -> str:
    """What is wrong between the parts: words may be left out only outside the marks, or where a page breaks."""
    has_lacuna, has_break = quotation.lacuna == QuotationLacuna.BETWEEN_PARTS, False
    for (_, end), (start, _) in pairwise(places):
        between = text[end:start].strip(" ")
        if end > start:
            return "its parts are not in the order of the text"
        if has_lacuna and is_page_break(between):
            has_break = True
        elif len(marks.MARK.findall(between)) != 2:
            return "words within the marks are left out between its parts, which only a page break may take"
    return "" if has_break or not has_lacuna else "no page breaks between its parts, so they have no lacuna"


def is_page_break(between: str) -> bool:
    """Whether nothing but running heads stands there, in lines of their own."""
    lines = [line.strip() for line in between.splitlines()]
    return between.startswith(LINE_ENDS) and between.endswith(LINE_ENDS) and all(map(marks.is_head, lines))


@dataclass(frozen=True, slots=True)
class Verification:
    """The receipts as they should be, and every problem found on the way."""

    receipts: Mapping[str, Receipt]
    problems: Sequence[Problem]


def verify(dataset: Dataset, texts: Mapping[str, SourceText], today: datetime.date) -> Verification:
    """Raises TextError where the text of a source that is held was not given."""
    receipts: dict[str, Receipt] = {}
    problems: list[Problem] = []
    for entry, quotation in sorted(dataset.of(Quotation), key=lambda pair: pair[0].slug):
        own = text_of(dataset, entry, texts)
        finding = judge(quotation, own, [text for slug, text in texts.items() if slug != entry.text])
        receipts[entry.slug] = receipt(quotation, finding, own, dataset.receipts.get(entry.slug), today)
        if finding.state in BAD:
            message = f"{finding.state}: {finding.wrong}; correct it by the text, or withdraw it"
            problems.append(entry.problem(("parts",), message))
    return Verification(receipts, [*problems, *altered_citations(dataset, texts), *misprinted(dataset, texts)])


def text_of(dataset: Dataset, entry: Entry, texts: Mapping[str, SourceText]) -> SourceText | None:
    source = dataset.find(entry.text, Source)
    if source is None or source.text is None:
        return None
    if entry.text not in texts:
        sha256 = source.text.sha256
        raise TextError(f"the text of `{entry.text}` (SHA-256 {sha256[:8]}…) was not given; give its --source FILE")
    return texts[entry.text]


def receipt(
    quotation: Quotation, finding: Finding, own: SourceText | None, before: Receipt | None, today: datetime.date
) -> Receipt:
    """A new receipt; one that says what the last said keeps its day."""
    made = Receipt(
        state=finding.state,
        normalisations=list(finding.normalisations),
        version=passages.VERSION,
        date=today.isoformat(),
        sha256=own.sha256 if own else None,
        digest=digest(quotation),
    )
    same_day = msgspec.structs.replace(made, date=before.date) if before else made
    return same_day if same_day == before else made


def altered_citations(dataset: Dataset, texts: Mapping[str, SourceText]) -> Iterator[Problem]:
    """Citations whose check digest is not that of the characters they now point at."""
    for entry in dataset.entries.values():
        own = text_of(dataset, entry, texts)
        for path, (start, end, expected) in spans(entry.record):
            if own and check_digest(own.text[start:end]) != expected:
                message = f"the characters {start}-{end} are not those that were cited"
                yield entry.problem(path, f"{message}; write the passage's words as find: again, and pin them")


def misprinted(dataset: Dataset, texts: Mapping[str, SourceText]) -> Iterator[Problem]:
    """Words given as the source prints them, outside quotations, that do not stand in its text."""
    for entry in dataset.entries.values():
        own = text_of(dataset, entry, texts)
        for leaf in leaves(entry.record):
            if own and leaf.field in PRINTED and not passages.occurrences(own.normal, leaf.text):
                message = f"{leaf.text!r} does not stand in the text; write it as the text prints it"
                yield entry.problem(leaf.path, message)
