"""Every sentence of a text with the records that cite it; what none cites, and why."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from seed.reading.files import Dataset
from seed.records import Silence, Source
from seed.text.citations import spans

Span = tuple[int, int]

# A full stop, question or exclamation mark, with the marks that close after it, before a blank and a new beginning.
END = re.compile(r"""(?P<word>\S*?)[.?!]["'\u201d\u2019)\]]*(?=\s+["'\u201c\u2018(\[]?[A-Z0-9])""")
# What ends in a full stop that ends no sentence: initials (N. V., U.S.) and an ellipsis' dots.
ABBREVIATED = re.compile(r"""["'\u201c\u2018(\[]?(?:[A-Z]\.)*[A-Z]|(?:\. )*\.?|Mr|Mrs|Dr|St|No|vols?|pp?""")


def sentences(text: str) -> list[Span]:
    """The sentences by their offsets; a line is never more than one paragraph, so a page break ends one."""
    return [span for start, line in lines(text) for span in within(start, line)]


def lines(text: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"[^\r\n]+", text):
        if match[0].strip():
            yield match.start(), match[0]


def within(start: int, line: str) -> Iterator[Span]:
    begin = len(line) - len(line.lstrip())
    for match in END.finditer(line):
        if not ABBREVIATED.fullmatch(match["word"]):
            yield start + begin, start + match.end()
            begin = match.end() + len(line[match.end() :]) - len(line[match.end() :].lstrip())
    if line[begin:].strip():
        yield start + begin, start + len(line.rstrip())


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the records that cite any of its words, and why it has none, where that is said."""

    start: int
    end: int
    cited_by: Sequence[str]
    reason: str | None


def overlaps(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def citing(dataset: Dataset, text: str) -> Mapping[Span, list[str]]:
    """The spans that records of a text cite; a source's own are those of its title, and count."""
    found: dict[Span, list[str]] = defaultdict(list)
    for entry in dataset.entries.values():
        for path, (start, end, _) in spans(entry.record) if entry.text == text else ():
            if path[0] != "silent" and entry.slug not in found[start, end]:
                found[start, end].append(entry.slug)
    return found


def silences(dataset: Dataset, text: str) -> Iterator[tuple[Span, Silence]]:
    for entry, source in dataset.of(Source):
        for silence in source.silent if entry.text == text else ():
            if isinstance(silence.cite, tuple):
                yield (silence.cite[0], silence.cite[1]), silence


def coverage(dataset: Dataset, text: str, found: Sequence[Span]) -> list[Sentence]:
    """The sentences of a text, in its order."""
    cited, silent = citing(dataset, text), list(silences(dataset, text))
    result = []
    for span in found:
        slugs = [slug for place, several in cited.items() if overlaps(span, place) for slug in several]
        reasons = [silence.reason for place, silence in silent if overlaps(span, place)]
        result.append(Sentence(*span, list(dict.fromkeys(slugs)), reasons[0] if reasons else None))
    return result
