"""What a record is called wherever another shows it: one function for each type."""

from collections.abc import Callable
from typing import Any

from api.models.vocabulary import RecordType
from seed.reading.files import Dataset, Entry
from seed.text.receipts import reading_text

LONGEST = 160
EACH_END = 66  # of a causal link, so that both fit


def label(entry: Entry, dataset: Dataset) -> str:
    """One line of at most 160 characters."""
    return cut(LABELS[entry.kind](entry.record, dataset))


def cut(words: str, longest: int = LONGEST) -> str:
    """The words on one line; cut after a whole word, with an ellipsis, where there are too many."""
    line = " ".join(words.split())
    if len(line) <= longest:
        return line
    head = line[:longest]
    whole = head.rpartition(" ")[0] or head[:-1]
    return whole.rstrip(" ,;:-\u2013\u2014") + "…"


def quotation(record: Any, dataset: Dataset) -> str:
    return f"“{cut(reading_text(record)[0], LONGEST - 2)}”"


def causal_link(record: Any, dataset: Dataset) -> str:
    """Cause, effect and kind as terms, not as a sentence: nobody but the claims that assert it says so."""
    ends = [cut(label(dataset.entries[slug], dataset), EACH_END) for slug in (record.cause, record.effect)]
    return f"{' → '.join(ends)} ({record.kind.replace('-', ' ')})"


LABELS: dict[RecordType, Callable[[Any, Dataset], str]] = {
    RecordType.SOURCE: lambda record, dataset: record.short_title,
    RecordType.ACTOR: lambda record, dataset: record.name,
    RecordType.PLACE: lambda record, dataset: record.name,
    RecordType.EVENT: lambda record, dataset: record.title,
    RecordType.DOCUMENT: lambda record, dataset: record.title,
    RecordType.QUOTATION: quotation,
    RecordType.INTERPRETATION: lambda record, dataset: record.statement,
    RecordType.DISPUTE: lambda record, dataset: record.question,
    RecordType.CAUSAL_LINK: causal_link,
    RecordType.TRANSMISSION: lambda record, dataset: record.content,
}
