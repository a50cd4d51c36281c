"""Sources: their texts, and the works a text is made of."""

import re
from collections.abc import Iterator
from itertools import pairwise

from seed.reading.files import Dataset, Problem
from seed.records import Source

SHA256 = re.compile(r"[0-9a-f]{64}")


def text(data: Dataset) -> Iterator[Problem]:
    for entry, source in data.of(Source):
        if source.text and not (SHA256.fullmatch(source.text.sha256) and source.text.length > 0):
            message = "`text` says not which; write the file's SHA-256 in 64 hex digits, and its length in code points"
            yield entry.problem(("text",), message)


def part(data: Dataset) -> Iterator[Problem]:
    """A work has a text of its own, or a span of its whole's, or no text at all."""
    for entry, source in data.of(Source):
        if source.text and source.span:
            yield entry.problem(("span",), "a source with a text of its own has no `span`; leave one of the two out")
        if source.span and source.part_of != entry.text:
            message = f"a `span` is one of the text `{entry.text}`; write `part_of: {entry.text}`, or leave it out"
            yield entry.problem(("span",), message)


def span(data: Dataset) -> Iterator[Problem]:
    for entry, source in data.of(Source):
        whole = data.find(entry.text, Source)
        last = whole.text.length if whole and whole.text else None
        if source.span and not 0 <= source.span[0] < source.span[1] <= (last or source.span[1]):
            message = f"`span` is not within the {last} characters of `{entry.text}`; write [start, end] of the work"
            yield entry.problem(("span",), message)


def overlap(data: Dataset) -> Iterator[Problem]:
    works = [(entry, source.span) for entry, source in data.of(Source) if source.span]
    works.sort(key=lambda work: (work[0].text, work[1]))
    for (before, earlier), (entry, later) in pairwise(works):
        if before.text == entry.text and later[0] < earlier[1]:
            message = f"`span` begins before `{before.slug}` ends; write where one work ends and the next begins"
            yield entry.problem(("span",), message)


RULES = {"source-text": text, "source-part": part, "source-span": span, "source-overlap": overlap}
