"""Where a record stands: its spans, and the works and authors they belong to."""

import hashlib
from collections.abc import Iterator

import msgspec

from api.models.vocabulary import Modality
from seed.reading.files import KEY, Dataset, Entry
from seed.records import Cite, Event, Find, Interpretation, Quotation, Source, Span
from seed.records import Entry as Cited

HELD_BY_AUTHOR = frozenset({Modality.ASSERTS, Modality.INFERS, Modality.ARGUES, Modality.SUGGESTS})


def source_of(dataset: Dataset, text: str, start: int, end: int) -> str:
    """The slug of the narrowest work printed in `text` that holds both ends; the text's own slug if no part does."""
    works = ((span[1] - span[0], slug) for slug, span in works_in(dataset, text) if span[0] <= start and end <= span[1])
    return min(works, default=(0, text))[1]


def sentences_of(dataset: Dataset, entry: Entry, source: Source) -> list[tuple[int, int]]:
    """The sentences of a text that stand in a work; none for a work without a text."""
    start, end = source.span or (0, source.text.length if source.text else 0)
    return [(pair[0], pair[1]) for pair in dataset.sentences.get(entry.text, ()) if start <= pair[0] < end]


def works_in(dataset: Dataset, text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The works printed in a text, each with its span."""
    for entry, source in dataset.of(Source):
        if entry.text == text and source.span:
            yield entry.slug, source.span


def check_digest(passage: str) -> str:
    """The first four hex digits of the SHA-256 of a cited passage."""
    return hashlib.sha256(passage.encode()).hexdigest()[:4]


def cites(record: msgspec.Struct) -> Iterator[tuple[KEY, Cite]]:
    """Every place a record gives, with its path: what carries the record, quoted parts, rival dates, silences."""
    if isinstance(record, Cited):
        yield from ((("cite", place), cite) for place, cite in enumerate(record.cite))
    if isinstance(record, Quotation):
        yield from ((("parts", place, "cite"), part.cite) for place, part in enumerate(record.parts) if part.cite)
    if isinstance(record, Event):
        yield from ((("other_dates", place, "cite"), date.cite) for place, date in enumerate(record.other_dates))
    if isinstance(record, Source):
        yield from ((("silent", place, "cite"), silence.cite) for place, silence in enumerate(record.silent))


def spans(record: msgspec.Struct) -> Iterator[tuple[KEY, Span]]:
    """The places that are pinned."""
    for path, cite in cites(record):
        if not isinstance(cite, Find):
            yield path, cite


def authors(dataset: Dataset, entry: Entry, claim: Interpretation) -> list[str]:
    """The authors of a claim: its own, else those of the work its first pinned citation lies in."""
    if claim.authors is not None:
        return claim.authors
    for _, (start, end, _) in spans(claim):
        source = dataset.find(source_of(dataset, entry.text, start, end), Source)
        return source.authors if source else []
    return []


def holders(dataset: Dataset, entry: Entry, claim: Interpretation) -> list[str]:
    """Who holds a claim: whom it names, else its authors if they assert, infer, argue or suggest, else nobody."""
    if claim.held_by is not None:
        return claim.held_by
    return authors(dataset, entry, claim) if claim.modality in HELD_BY_AUTHOR else []
