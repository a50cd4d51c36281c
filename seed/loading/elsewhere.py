"""Where the words of curated quotations stand in imported documents too: found by the index, then compared strictly."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select, text

from api.folding import words as folded_words
from api.models.corpus import Origin, Paragraph, QuotationElsewhere, VolumeDocument
from api.models.quotation import Quotation, QuotationSelector
from api.models.record import table
from api.models.vocabulary import QuotationLacuna, VerificationState
from seed.text import passages

INITIAL = "initial-letter"  # not one of a source's own normalisations: a quotation's words are checked without it
LEAST = 4  # words of a quotation, or of each part of one with a gap, that are looked for
quotation, selector = table(Quotation), table(QuotationSelector)
found_in, paragraph = table(QuotationElsewhere), table(Paragraph)
printed, origin = table(VolumeDocument), table(Origin)
# Paragraphs that have the words in this order; what else they have between them is compared later.
MATCHING = {
    "sqlite": text(
        "SELECT e.paragraph_id FROM search_text t JOIN search_entry e ON e.id = t.rowid "
        "WHERE search_text MATCH 'body : ' || :phrase AND e.paragraph_id IS NOT NULL"
    ),
    "postgresql": text(
        "SELECT e.paragraph_id FROM search_text t JOIN search_entry e ON e.id = t.id "
        "WHERE t.words @@ phraseto_tsquery('simple', :phrase) AND e.paragraph_id IS NOT NULL"
    ),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """One way in which a quotation may stand elsewhere: parts that follow each other, and what it is if they do.

    `other` names in what it is not the quotation's own form.
    """

    quotation_id: int
    parts: tuple[str, ...]
    state: VerificationState = VerificationState.EXACT
    other: tuple[str, ...] = ()

    def folded(self) -> list[list[str]]:
        return [folded_words(part) for part in self.parts]


class Found(NamedTuple):
    """A place of a paragraph where a quotation's words stand."""

    quotation_id: int
    document_id: int
    paragraph_id: int
    start: int
    end: int
    state: str
    normalisations: list[str]


class Quotations:
    """The wordings that are looked for, by the longest word of each."""

    def __init__(self, wordings: Iterable[Wording]) -> None:
        self.by_word: dict[str, list[tuple[Wording, list[str]]]] = defaultdict(list)
        for wording in wordings:
            folded = [" ".join(part) for part in wording.folded()]
            self.by_word[max(" ".join(folded).split(), key=len)].append((wording, folded))
        self.known = frozenset(self.by_word)

    def within(self, document_id: int, paragraph_id: int, text: str, body: str) -> Iterator[Found]:
        """The places in a paragraph; `body` is its text as search folds it."""
        likely = self.known.intersection(body.split()) if self.known else ()
        if not likely:
            return
        padded = f" {body} "
        wordings = [
            wording
            for word in likely
            for wording, folded in self.by_word[word]
            if all(f" {part} " in padded for part in folded)
        ]
        yield from places(wordings, document_id, paragraph_id, text)


def places(wordings: Iterable[Wording], document_id: int, paragraph_id: int, text: str) -> Iterator[Found]:
    """Of several wordings of a quotation the first that occurs counts."""
    done: set[int] = set()
    own = passages.normal(text)
    for wording in sorted(wordings, key=rank):
        if wording.quotation_id in done:
            continue
        for spans in occurrences(own, text, wording.parts):
            done.add(wording.quotation_id)
            needed = [*wording.other, *normalisations(wording.parts, text, spans)]
            state = wording.state
            if needed and state is VerificationState.EXACT:
                state = VerificationState.NORMALISED
            start, end = spans[0][0], spans[-1][1]
            yield Found(wording.quotation_id, document_id, paragraph_id, start, end, state.value, needed)


def rank(wording: Wording) -> tuple[int, bool, bool]:
    return wording.quotation_id, wording.state is VerificationState.EMENDED, bool(wording.other)


def occurrences(own: passages.Normal, text: str, parts: Sequence[str]) -> Iterator[list[passages.Place]]:
    """The places of whole words, letter by letter but for the normalisations; each part the nearest after the last."""
    first, *rest = ([place for place in passages.occurrences(own, part) if is_whole(text, place)] for part in parts)
    for start in first:
        spans = [start]
        for more in rest:
            spans += [place for place in more if place[0] >= spans[-1][1]][:1]
        if len(spans) == len(parts):
            yield spans


def is_whole(text: str, place: passages.Place) -> bool:
    """Whether the words are not the end or the beginning of longer ones."""
    start, end = place
    cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    return not (cut_before or (end < len(text) and text[end - 1].isalnum() and text[end].isalnum()))


def normalisations(parts: Sequence[str], text: str, spans: Sequence[passages.Place]) -> list[str]:
    found = [passages.needed(part, text[start:end]) for part, (start, end) in zip(parts, spans, strict=True)]
    return [name for name in passages.NAMES if any(name in needed for needed in found if needed)]


def sought(connection: Connection, only: Iterable[int] | None = None) -> list[Wording]:
    """How the quotations read, or these of them; those of fewer words are in every text."""
    parts = {owner: [row.exact for row in rows] for owner, rows in selectors(connection)}
    rows = connection.execute(select(quotation.c.id, quotation.c.text, quotation.c.as_printed, quotation.c.lacuna))
    wanted = None if only is None else set(only)
    found = (
        wording
        for row in rows
        if wanted is None or row.id in wanted
        for wording in wordings(row.id, row.text, row.as_printed, row.lacuna, parts.get(row.id, []))
    )
    return [wording for wording in found if all(len(part) >= LEAST for part in wording.folded())]


def selectors(connection: Connection) -> Iterator[tuple[int, list[Any]]]:
    rows = connection.execute(select(selector).order_by(selector.c.quotation_id, selector.c.seq))
    yield from ((owner, list(group)) for owner, group in groupby(rows, key=lambda row: row.quotation_id))


def wordings(
    number: int, read: str, as_printed: str | None, lacuna: str | None, parts: Sequence[str]
) -> Iterator[Wording]:
    """As it is to be read, else but for the case of its first letter, else as its own source prints it.

    Across a gap of that source its parts are looked for, in their order.
    """
    if lacuna == QuotationLacuna.BETWEEN_PARTS:
        yield Wording(number, tuple(parts), VerificationState.LACUNA)
        return
    yield Wording(number, (read,))
    if (turned := turned_initial(read)) != read:
        yield Wording(number, (turned,), VerificationState.NORMALISED, (INITIAL,))
    if as_printed is not None:
        yield Wording(number, (as_printed,), VerificationState.EMENDED)


def turned_initial(words: str) -> str:
    """With the other form of the first letter: what begins a sentence here may stand within one there."""
    return words[0].swapcase() + words[1:] if len(words[0].swapcase()) == 1 else words


def look(connection: Connection, wordings: Iterable[Wording]) -> list[Found]:
    """The places in all paragraphs that are stored."""
    by_paragraph: dict[int, list[Wording]] = defaultdict(list)
    for wording in wordings:
        first = " ".join(wording.folded()[0])
        phrase = f'"{first}"' if connection.dialect.name == "sqlite" else first
        for number in connection.execute(MATCHING[connection.dialect.name], {"phrase": phrase}).scalars():
            by_paragraph[number].append(wording)
    found: list[Found] = []
    for number, several in sorted(by_paragraph.items()):
        row = connection.execute(select(paragraph).where(paragraph.c.id == number)).one()
        found += places(several, row.document_id, number, row.text)
    return found


def settle(connection: Connection, found: Iterable[Found]) -> bool:
    """Adds what was found and numbers all places in the order of the volumes, whatever came first; whether any is new
    or has another number.
    """
    fresh = [{**one._asdict(), "seq": -place} for place, one in enumerate(found, 1)]
    if fresh:
        connection.execute(insert(found_in), fresh)
    ordered = [dict(row) for row in connection.execute(IN_ORDER).mappings()]
    wanted = [
        {**row, "seq": seq}
        for _, rows in groupby(ordered, key=lambda row: row["quotation_id"])
        for seq, row in enumerate(rows, 1)
    ]
    if wanted == ordered:
        return False
    connection.execute(delete(found_in))
    connection.execute(insert(found_in), wanted)
    return True


IN_ORDER = (
    select(found_in)
    .join(printed, printed.c.document_id == found_in.c.document_id)
    .join(origin, origin.c.record_id == printed.c.volume_id)
    .join(paragraph, paragraph.c.id == found_in.c.paragraph_id)
    .order_by(
        found_in.c.quotation_id,
        *(origin.c.volume, printed.c.position, paragraph.c.is_note, paragraph.c.number, found_in.c.start),
    )
)
