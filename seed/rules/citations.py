"""Citations: pinned, short, and within one work of the text."""

import re
from collections import defaultdict
from collections.abc import Iterator
from statistics import median

from api.models.vocabulary import RecordType
from seed.reading.files import Dataset, Entry, Problem
from seed.records import Entry as Cited
from seed.records import Find, Quotation, Source, Span
from seed.text.citations import cites, spans, works_in

LONGEST = 400
LONGEST_MEDIAN = 150
DIGEST = re.compile(r"[0-9a-f]{4}")
PIN = "run `python -m seed pin --source FILE`"


def uncited(data: Dataset) -> Iterator[Problem]:
    for entry, record in data.of(Cited):
        if not record.cite:
            yield entry.problem(("cite",), "cites nothing; write the passage that carries it, `cite: [{find: …}]`")


def unpinned(data: Dataset) -> Iterator[Problem]:
    for entry in data.entries.values():
        for path, cite in cites(entry.record):
            if isinstance(cite, Find):
                yield entry.problem(path, f"the words of `find:` are not turned into numbers yet; {PIN}")


def unpinned_part(data: Dataset) -> Iterator[Problem]:
    for entry, quotation in data.of(Quotation):
        for place, part in enumerate(quotation.parts):
            if part.cite is None:
                yield entry.problem(("parts", place), f"the part says not where it stands; {PIN}")


def order(data: Dataset) -> Iterator[Problem]:
    for entry in data.entries.values():
        for path, (start, end, _) in spans(entry.record):
            if not 0 <= start < end:
                yield entry.problem(path, f"{start}-{end} is no span; write a start from 0, and an end behind it")


def digest(data: Dataset) -> Iterator[Problem]:
    for entry in data.entries.values():
        for path, span in spans(entry.record):
            if not DIGEST.fullmatch(span[2]):
                yield entry.problem(path, f'"{span[2]}" is no check digest (four of 0-9a-f); write find:, and {PIN}')


def length(data: Dataset) -> Iterator[Problem]:
    """Quoted parts are as long as the words; all else is cited by the words that carry it."""
    for entry, record in data.of(Cited):
        for path, (start, end, _) in spans(record):
            if end - start > LONGEST:
                message = f"{end - start} characters are cited; cite the words that carry it, at most {LONGEST}"
                yield entry.problem(path, message)


def middle(data: Dataset) -> Iterator[Problem]:
    lengths: dict[RecordType, list[int]] = defaultdict(list)
    first: dict[RecordType, Entry] = {}
    for entry, record in data.of(Cited):
        lengths[entry.kind] += [end - start for _, (start, end, _) in spans(record)]
        first.setdefault(entry.kind, entry)
    for kind, entry in first.items():
        if lengths[kind] and (found := median(lengths[kind])) >= LONGEST_MEDIAN:
            message = f"half the citations of {kind}s have {found:.0f} characters or more; cite fewer words"
            yield Problem(entry.path, 1, f"{message}, so that the median is below {LONGEST_MEDIAN}")


def beyond_text(data: Dataset) -> Iterator[Problem]:
    for entry in data.entries.values():
        source = data.find(entry.text, Source)
        for path, (start, end, _) in spans(entry.record):
            if source and source.text and end > source.text.length:
                message = f"{start}-{end} ends beyond the {source.text.length} characters of `{entry.text}`"
                yield entry.problem(path, f"{message}; write find: again, and {PIN}")


def across_works(data: Dataset) -> Iterator[Problem]:
    """A passage lies in one of the works that a text is made of."""
    works = {text: list(works_in(data, text)) for text in {entry.text for entry in data.entries.values()}}
    for entry in data.entries.values():
        for path, span in spans(entry.record):
            start, end, _ = span
            within = any(first <= start and end <= last for _, (first, last) in works[entry.text])
            if works[entry.text] and not within and inside_text(data, entry, span):
                message = f"{start}-{end} lies in no one work of `{entry.text}`; cite words of one work"
                yield entry.problem(path, message)


def inside_text(data: Dataset, entry: Entry, span: Span) -> bool:
    source = data.find(entry.text, Source)
    return bool(source and source.text and 0 <= span[0] < span[1] <= source.text.length)


def repeated(data: Dataset) -> Iterator[Problem]:
    for entry, record in data.of(Cited):
        seen: set[tuple[int, int]] = set()
        for place, cite in enumerate(record.cite):
            if not isinstance(cite, Find):
                if cite[:2] in seen:
                    yield entry.problem(("cite", place), f"{cite[0]}-{cite[1]} is cited twice; cite it once")
                seen.add(cite[:2])


RULES = {
    "uncited": uncited,
    "unpinned": unpinned,
    "unpinned-part": unpinned_part,
    "span-order": order,
    "span-digest": digest,
    "span-length": length,
    "span-beyond-text": beyond_text,
    "span-across-works": across_works,
    "span-repeated": repeated,
    "span-median": middle,
}
