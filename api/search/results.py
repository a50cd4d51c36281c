"""Results of a search as readers see them: the record, the place in it, a snippet of its own text, its date."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from sqlalchemy import select

from api.dates import Date, date_columns, date_of
from api.db import Snapshot
from api.models.claim import Transmission
from api.models.corpus import Paragraph, SearchEntry
from api.models.document import Document
from api.models.event import Event
from api.models.quotation import Quotation
from api.models.record import Record, table
from api.models.vocabulary import Certainty, InterpretationRole, Modality, RecordType
from api.prepared import Prepared
from api.quoted import Speaker
from api.records import ref_of
from api.refs import IDS, Links, Ref
from api.search.query import Query
from api.search.snippet import snippet
from api.search.texts import texts_of
from api.voices import Voices

entry, record, paragraph = table(SearchEntry), table(Record), table(Paragraph)
Number = Annotated[int, Meta(ge=1)]
ROWS = Prepared(
    select(entry.c.id, entry.c.record_id, entry.c.paragraph_id, entry.c.kind, entry.c.source_id)
    .add_columns(record.c.type, record.c.slug, record.c.label)
    .join(record, record.c.id == entry.c.record_id)
    .where(entry.c.id.in_(IDS))
)
PARAGRAPHS = Prepared(
    select(paragraph.c.id, paragraph.c.number, paragraph.c.is_note, paragraph.c.text).where(paragraph.c.id.in_(IDS))
)


def dates_of(source: Any) -> Prepared:
    return Prepared(select(source.c.id, *date_columns(source)).where(source.c.id.in_(IDS)))


DATES = {
    RecordType.EVENT: dates_of(table(Event)),
    RecordType.DOCUMENT: dates_of(table(Document)),
    RecordType.QUOTATION: dates_of(table(Quotation)),
    RecordType.TRANSMISSION: dates_of(table(Transmission)),
}


class Result(msgspec.Struct):
    record: Annotated[Ref, Meta(description="The record that was found, or the document whose paragraph was.")]
    paragraph: Annotated[Number | None, Meta(description="The paragraph of the document, if that is what was found.")]
    footnote: Annotated[Number | None, Meta(description="The footnote of the document, if that is what was found.")]
    title: Annotated[str, Meta(description="The record's label.")]
    snippet: Annotated[
        str,
        Meta(
            description="Where the words stand, about 200 characters of the original text: HTML, escaped, with no "
            "element but `mark` around what was looked for."
        ),
    ]
    kind: Annotated[str | None, Meta(description="The record's kind, where its type has kinds.")]
    date: Annotated[Date | None, Meta(description="The record's date.")]
    source: Annotated[Ref | None, Meta(description="The work it comes from: the first that it cites.")]
    speakers: Annotated[
        list[Speaker], Meta(description="Whose words a quotation has; empty where nothing says, and of other records.")
    ]
    authors: Annotated[list[Ref], Meta(description="Who wrote an interpretation; empty of other records.")]
    held_by: Annotated[
        list[Ref], Meta(description="Who holds an interpretation; empty where nobody does, and of other records.")
    ]
    modality: Annotated[
        Modality | None, Meta(description="How firmly an interpretation's author puts it; null of other records.")
    ]
    certainty: Annotated[
        Certainty | None, Meta(description="How sure it is who holds an interpretation; null of other records.")
    ]


def assemble(snapshot: Snapshot, ids: Sequence[int], query: Query) -> list[Result]:
    """In the order of the ids; one statement for each kind of thing that there is among them."""
    if not ids:
        return []
    rows = {row.id: row for row in snapshot.all(ROWS, ids=ids)}
    found = [rows[key] for key in ids]
    keys = [row.paragraph_id for row in found if row.paragraph_id is not None]
    paragraphs = {row.id: row for row in snapshot.all(PARAGRAPHS, ids=keys)} if keys else {}
    texts, dates = own_texts(snapshot, found), own_dates(snapshot, found)
    kinds = by_type(found)
    voices = Voices(snapshot, kinds[RecordType.QUOTATION], kinds[RecordType.INTERPRETATION])
    places = {row.calendar_place_id for row in dates.values()}
    links = Links(snapshot, {row.source_id for row in found} | places | voices.ids())
    return [result(row, query, paragraphs.get(row.paragraph_id), texts, dates, voices, links) for row in found]


def result(
    row: Any,
    query: Query,
    part: Any,
    texts: Mapping[int, str],
    dates: Mapping[int, Any],
    voices: Voices,
    links: Links,
) -> Result:
    date, (modality, certainty) = dates.get(row.record_id), voices.firmness(row.record_id)
    return Result(
        record=ref_of(row),
        paragraph=part.number if part is not None and not part.is_note else None,
        footnote=part.number if part is not None and part.is_note else None,
        title=row.label,
        snippet=snippet(part.text if part is not None else texts.get(row.record_id) or row.label, query.phrases),
        kind=row.kind,
        date=date_of(date, links) if date is not None else None,
        source=links.one(row.source_id),
        speakers=voices.speakers(row.record_id, links),
        authors=voices.people(row.record_id, InterpretationRole.AUTHOR, links),
        held_by=voices.people(row.record_id, InterpretationRole.HOLDER, links),
        modality=modality,
        certainty=certainty,
    )


def by_type(rows: Sequence[Any]) -> dict[RecordType, list[int]]:
    found: dict[RecordType, list[int]] = defaultdict(list)
    for row in rows:
        found[RecordType(row.type)].append(row.record_id)
    return found


def own_texts(snapshot: Snapshot, rows: Sequence[Any]) -> dict[int, str]:
    """The texts of the records that were found themselves."""
    found: dict[int, str] = {}
    for kind, ids in by_type([row for row in rows if row.paragraph_id is None]).items():
        found |= texts_of(snapshot, kind, ids)
    return found


def own_dates(snapshot: Snapshot, rows: Sequence[Any]) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for kind, ids in by_type(rows).items():
        if kind in DATES:
            found |= {row.id: row for row in snapshot.all(DATES[kind], ids=sorted(set(ids)))}
    return found
