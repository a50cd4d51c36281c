"""A record as rows of its tables.

By name: a field fills the column of its name, a slug in the field `place` the column `place_id` (and `place_type`, if
there is one), `date` and `received` the columns of a date, `cite` those of a span. `seed.loading.owned` says which
table holds a list. What follows no such rule is in `COMPLETED` (what a record leaves to be understood) and `DERIVED`
(columns made of other fields); a field that has its column needs nothing here.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Table
from sqlmodel import SQLModel

from api.models.actor import Actor, Place, Source
from api.models.claim import CausalLink, Dispute, Interpretation, Transmission
from api.models.document import Document
from api.models.event import Event
from api.models.quotation import Quotation
from api.models.record import Citation, table
from api.models.vocabulary import RecordType
from seed import records
from seed.loading import dates
from seed.loading.owned import OWNED, Nested, Owned
from seed.reading.files import Dataset, Entry
from seed.text.citations import authors, holders, sentences_of, source_of, spans
from seed.text.receipts import reading_text

Row = dict[str, Any]
Rows = dict[str, list[Row]]  # by the name of the table

MODELS: dict[RecordType, type[SQLModel]] = {
    RecordType.SOURCE: Source,
    RecordType.ACTOR: Actor,
    RecordType.PLACE: Place,
    RecordType.EVENT: Event,
    RecordType.DOCUMENT: Document,
    RecordType.QUOTATION: Quotation,
    RecordType.INTERPRETATION: Interpretation,
    RecordType.DISPUTE: Dispute,
    RecordType.CAUSAL_LINK: CausalLink,
    RecordType.TRANSMISSION: Transmission,
}


@dataclass(frozen=True, slots=True)
class Index:
    """The records that slugs mean: their ids in the database."""

    dataset: Dataset
    ids: Mapping[str, int]

    def kind(self, slug: str) -> str:
        return self.dataset.entries[slug].kind.value


def rows_of(entry: Entry, index: Index) -> Rows:
    """The row of the typed table and all rows that the record owns; the record row itself is the loader's."""
    return Draft(entry, index).rows()


class Draft:
    """One record on its way into rows."""

    def __init__(self, entry: Entry, index: Index) -> None:
        self.entry, self.index = entry, index
        self.id = index.ids[entry.slug]
        complete = COMPLETED.get(entry.kind)
        self.record: Any = complete(entry, index.dataset) if complete else entry.record
        self.found: Rows = defaultdict(list)

    def rows(self) -> Rows:
        typed = table(MODELS[self.entry.kind])
        derive = DERIVED.get(self.entry.kind)
        given = {"id": self.id, "type": self.entry.kind.value, "slug": self.entry.slug}
        given |= self.named(typed, self.record)
        row = filled(typed, given | (derive(self) if derive else {}))
        self.found[typed.name].append(row)
        self.cite()
        for name, owned in OWNED[self.entry.kind].items():
            for item in getattr(self.record, name):
                self.add(owned, item, row)
        return dict(self.found)

    def cite(self) -> None:
        """One citation for each passage that carries the record; a rival date's is the date's own."""
        target = table(Citation)
        for path, (start, end, _) in spans(self.record):
            if path[0] not in {"other_dates", "silent"}:
                seq = len(self.found[target.name]) + 1
                self.found[target.name].append(
                    filled(target, {"record_id": self.id, "seq": seq, **self.placed(start, end)})
                )

    def add(self, owned: Owned, item: Any, owner: Row) -> None:
        """The row of one item of a list, and the rows of what the item owns."""
        target = table(owned.model)
        seq = len(self.found[target.name]) + 1
        first = next(iter(target.primary_key)).name
        given: Row = {first: self.id, "seq": seq, "record_type": self.entry.kind.value, **plain(owned.always)}
        if "lo" in target.columns and "edtf" not in target.columns:
            given |= {"lo": owner["lo"], "hi": owner["hi"]}
        given |= {"slug": owner["slug"]} if "slug" in target.columns else {}
        given |= self.said(owned, target, item)
        self.found[target.name].append(filled(target, given))
        if owned.nested:
            self.add_nested(owned.nested, item, {first: self.id, owned.nested.item_seq: seq})

    def said(self, owned: Owned, target: Table, item: Any) -> Row:
        """The columns that the item itself fills: what it points at, its fields, or its parts."""
        if owned.split:
            return dict(zip(owned.split, item.split("/"), strict=True))
        slug = item if isinstance(item, str) else getattr(item, owned.slug_in) if owned.slug_in else None
        pointing = {} if slug is None else self.pointing(target, owned.points_at, slug)
        return pointing | ({} if isinstance(item, str) else self.named(target, item))

    def add_nested(self, nested: Nested, item: Any, owner: Row) -> None:
        target = table(nested.model)
        for seq, slug in enumerate(getattr(item, nested.name), 1):
            given = {**owner, "seq": seq, **self.pointing(target, nested.points_at, slug)}
            self.found[target.name].append(filled(target, given))

    def named(self, target: Table, item: Any) -> Row:
        """The columns that the fields of a Struct fill by their names."""
        found: Row = {}
        for field in item.__struct_fields__:
            value = getattr(item, field)
            if field in target.columns:
                found[field] = plain(value)
            elif f"{field}_id" in target.columns:
                found |= self.pointing(target, field, value)
            elif field in DATES and f"{DATES[field]}edtf" in target.columns:
                found |= dates.columns(value, self.index.ids.__getitem__, DATES[field])
            elif field == "cite" and "source_id" in target.columns:
                found |= self.placed(value[0], value[1])
        return found

    def pointing(self, target: Table, name: str, slug: str | None) -> Row:
        """The columns of a key that points at the record of a slug, or at nothing."""
        found: Row = {f"{name}_id": None if slug is None else self.index.ids[slug]}
        if f"{name}_type" in target.columns:
            found[f"{name}_type"] = None if slug is None else self.index.kind(slug)
        return found

    def placed(self, start: int, end: int) -> Row:
        """The columns of a span: the narrowest work that holds it, and its ends."""
        source = source_of(self.index.dataset, self.entry.text, start, end)
        return {"source_id": self.index.ids[source], "start": start, "end": end}


DATES = {"date": "", "received": "received_"}


def plain(value: Any) -> Any:
    """The value as a database stores it: words of vocabularies as text."""
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    return value.value if isinstance(value, StrEnum) else value


def filled(target: Table, given: Row) -> Row:
    """A value for each column of the table: the given one, else the column's default, else nothing."""
    return {
        column.name: given.get(column.name, column.default.arg if column.default else None)  # type: ignore[attr-defined]
        for column in target.columns
    }


def complete_interpretation(entry: Entry, dataset: Dataset) -> Any:
    claim: Any = entry.record
    return replace(claim, authors=authors(dataset, entry, claim), held_by=holders(dataset, entry, claim))


def complete_quotation(entry: Entry, dataset: Dataset) -> Any:
    """The date is the quotation's own, else its document's, else its event's; the same words are so both ways."""
    quotation: Any = entry.record
    others = dict.fromkeys([*quotation.same_words, *saying_the_same(entry.slug, dataset)])
    return replace(quotation, date=next(dates_of(quotation, dataset), None), same_words=list(others))


def dates_of(quotation: Any, dataset: Dataset) -> Iterator[Any]:
    places = [dataset.entries[slug].record for slug in (quotation.document, quotation.event) if slug]
    given = [found.date for found in (quotation, *places) if found.date is not None]
    yield from sorted(given, key=lambda found: found.edtf is None)


def saying_the_same(slug: str, dataset: Dataset) -> Iterator[str]:
    for entry, quotation in dataset.of(records.Quotation):
        if slug in quotation.same_words:
            yield entry.slug


COMPLETED: dict[RecordType, Callable[[Entry, Dataset], Any]] = {
    RecordType.INTERPRETATION: complete_interpretation,
    RecordType.QUOTATION: complete_quotation,
}


def source_columns(draft: Draft) -> Row:
    """A work printed within a text shares the text's length and SHA-256, and has its own span."""
    whole = draft.index.dataset.entries[draft.entry.text].record
    span = draft.record.span
    text = draft.record.text or (getattr(whole, "text", None) if span else None)
    found: Row = {"text_held": text is not None, "text_start": span[0] if span else None}
    found |= {"text_end": span[1] if span else None}
    sentences = sentences_of(draft.index.dataset, draft.entry, draft.record)
    found |= {"sentences": [list(pair) for pair in sentences] or None}
    silent = [(silence.cite[0], silence.cite[1], silence.reason) for silence in draft.record.silent]
    found |= {"silent": [{"start": start, "end": end, "reason": reason} for start, end, reason in sorted(silent)]}
    return found | ({"text_sha256": text.sha256, "text_length": text.length} if text else {})


def quotation_columns(draft: Draft) -> Row:
    quotation = draft.record
    text, as_printed = reading_text(quotation)
    start = min(part.cite[0] for part in quotation.parts)
    end = max(part.cite[1] for part in quotation.parts)
    receipt = draft.index.dataset.receipts[draft.entry.slug]
    return {
        "text": text,
        "as_printed": as_printed,
        **draft.placed(start, end),
        "verification_state": receipt.state.value,
        "verification_normalisations": receipt.normalisations,
        "verification_version": receipt.version,
        "verification_date": date.fromisoformat(receipt.date),
        "verification_sha256": receipt.sha256,
    }


def causal_link_columns(draft: Draft) -> Row:
    """The claim that asserts the link first is the one it cannot be without."""
    return {"interpretation_id": draft.index.ids[draft.record.asserted_by[0]]}


DERIVED: dict[RecordType, Callable[[Draft], Row]] = {
    RecordType.SOURCE: source_columns,
    RecordType.QUOTATION: quotation_columns,
    RecordType.CAUSAL_LINK: causal_link_columns,
}
