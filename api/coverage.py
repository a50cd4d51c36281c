"""How much of a work's text the records cite: its sentences, and those that none cites, with the reason."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from sqlalchemy import select

from api.db import Snapshot
from api.models.actor import Source
from api.models.record import Citation, Record, table
from api.records import ref_of
from api.refs import Ref

source, citation, record = table(Source), table(Citation), table(Record)


class Covered(msgspec.Struct):
    source: Annotated[Ref, Meta(description="The work.")]
    sentence_count: Annotated[int, Meta(ge=0, description="Sentences of its text; 0 where the text is not divided.")]
    cited: Annotated[int, Meta(ge=0, description="Sentences that at least one record cites.")]
    silent: Annotated[int, Meta(ge=0, description="Sentences that rightly give no record, with the reason.")]
    open: Annotated[int, Meta(ge=0, description="Sentences that no record cites, without a reason.")]


class Uncited(msgspec.Struct):
    start: Annotated[int, Meta(ge=0, description="First code point of the sentence.")]
    end: Annotated[int, Meta(ge=1, description="Code point after the last.")]
    reason: Annotated[str | None, Meta(description="Why it gives no record; null if nobody has said.")]


SPANS = (
    select(citation.c.start, citation.c.end)
    .join(source, source.c.id == citation.c.source_id)
    .where(citation.c.start.is_not(None))
    .distinct()
    .order_by(citation.c.start)
)
DIVIDED = (
    select(record.c.type, record.c.slug, record.c.label, source.c.text_sha256, source.c.sentences)
    .join(record, record.c.id == source.c.id)
    .where(source.c.sentences.is_not(None))
    .order_by(record.c.slug)
)


class Text:
    """One text: what of it is cited, and where it is silent; `sha256` None is none, and cited nowhere."""

    def __init__(self, snapshot: Snapshot, sha256: str | None) -> None:
        of_it = source.c.text_sha256 == (sha256 or "no text")  # imported volumes have none, and are not one
        self.starts, self.ends = joined(snapshot.all(SPANS.where(of_it)))
        silences = snapshot.all(select(source.c.silent).where(of_it))
        self.silent: list[dict[str, Any]] = [one for row in silences for one in row.silent]

    def uncited(self, sentences: Iterable[Sequence[int]]) -> list[Uncited]:
        return [
            Uncited(start, end, self.reason(start, end)) for start, end in sentences if not self.is_cited(start, end)
        ]

    def is_cited(self, start: int, end: int) -> bool:
        before = bisect_left(self.starts, end)
        return before > 0 and self.ends[before - 1] > start

    def reason(self, start: int, end: int) -> str | None:
        """Of the first silence that overlaps the sentence."""
        return next((str(one["reason"]) for one in self.silent if one["start"] < end and start < one["end"]), None)


def joined(spans: Iterable[Any]) -> tuple[list[int], list[int]]:
    """Starts and ends of what spans in the order of their starts cover together, in pieces that do not overlap."""
    starts: list[int] = []
    ends: list[int] = []
    for span in spans:
        if ends and span.start <= ends[-1]:
            ends[-1] = max(ends[-1], span.end)
        else:
            starts.append(span.start)
            ends.append(span.end)
    return starts, ends


def counted(found: Any, uncited: Sequence[Uncited]) -> dict[str, Any]:
    """The fields of `Covered`, from a work's row and its sentences that nothing cites."""
    sentences, said = len(found.sentences or []), sum(one.reason is not None for one in uncited)
    return {
        "source": ref_of(found),
        "sentence_count": sentences,
        "cited": sentences - len(uncited),
        "silent": said,
        "open": len(uncited) - said,
    }


def coverage(snapshot: Snapshot) -> list[Covered]:
    """Of every work whose text is divided into sentences, and of its parts, by id."""
    works = snapshot.all(DIVIDED)
    texts = {sha256: Text(snapshot, sha256) for sha256 in {work.text_sha256 for work in works}}
    return [Covered(**counted(work, texts[work.text_sha256].uncited(work.sentences))) for work in works]
