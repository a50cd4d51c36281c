"""How a volume prints a document: its number, section, pages, source note, and what its markup says of its time."""

from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import quote

import msgspec
from msgspec import Meta
from sqlalchemy import func, select

from api.archive import RECORDED_IN, SAME_DOCUMENT, SECTION_ID, external_link, instant, origin, section, volume
from api.archive import recorded_in as recorded
from api.db import Snapshot
from api.models import corpus
from api.models.actor import Source
from api.models.record import Record as RecordTable
from api.models.record import table
from api.models.vocabulary import DatePrecision, DateRule, SectionKind
from api.refs import IDS, Links, Owned

record, source = table(RecordTable), table(Source)
printed, paragraph = table(corpus.VolumeDocument), table(corpus.Paragraph)


class Section(msgspec.Struct):
    id: Annotated[str, Meta(description="Its id in the volume; the value of the filter `section`.")]
    kind: Annotated[SectionKind, Meta(description="What kind of section it is.")]
    title: Annotated[str | None, Meta(description="Its heading.")]


class Pages(msgspec.Struct):
    first: Annotated[str, Meta(description="The page it begins on, as printed.")]
    last: Annotated[str, Meta(description="The page it ends on.")]


class Timing(msgspec.Struct):
    rule: Annotated[DateRule, Meta(description="Which markup gave the date.")]
    precision: Annotated[DatePrecision, Meta(description="How exact that markup is.")]
    local_time: Annotated[str | None, Meta(description="HH:MM at the place of writing, as encoded.")]
    earliest: Annotated[str | None, Meta(description="First possible instant (RFC 3339, UTC); null without a zone.")]
    latest: Annotated[str | None, Meta(description="Last possible instant (RFC 3339, UTC); null without a zone.")]


def how_many(is_note: bool) -> Any:
    """Paragraphs, or footnotes, of a document: they are counted from 1, so the last one's number is read."""
    return (
        select(func.coalesce(func.max(paragraph.c.number), 0))
        .where(paragraph.c.document_id == printed.c.document_id, paragraph.c.is_note.is_(is_note))
        .scalar_subquery()
    )


PRINTED = (
    select(
        *printed.c,
        SECTION_ID.label("section"),
        section.c.kind.label("section_kind"),
        section.c.title.label("section_title"),
        volume.c.url,
        origin.c.xml_id,
        source.c.licence,
        source.c.text_shown,
        how_many(False).label("paragraphs"),
        how_many(True).label("footnotes"),
    )
    .join(source, source.c.id == printed.c.volume_id)
    .join(volume, volume.c.source_id == printed.c.volume_id)
    .outerjoin(section, section.c.id == printed.c.section_id)
    .outerjoin(origin, origin.c.record_id == func.coalesce(printed.c.part_of_id, printed.c.document_id))
    .where(printed.c.document_id.in_(IDS))
)
ATTACHED = (
    select(printed.c.part_of_id, printed.c.document_id)
    .where(printed.c.part_of_id.in_(IDS))
    .order_by(printed.c.part_of_id, printed.c.position)
)
RECORDS = (
    select(origin.c.record_id, external_link.c.record_id.label("of"))
    .join(external_link, SAME_DOCUMENT)
    .join(record, record.c.id == external_link.c.record_id)
    .where(origin.c.record_id.in_(IDS))
    .order_by(origin.c.record_id, record.c.type, record.c.slug)
)


class Printed:
    """What volumes say of some documents; nothing, for those that are in none."""

    def __init__(self, snapshot: Snapshot, ids: Sequence[int]) -> None:
        self.rows, self.attached, self.named, self.naming = (
            Owned(snapshot, statement, ids) for statement in (PRINTED, ATTACHED, RECORDED_IN, RECORDS)
        )

    def ids(self) -> set[int | None]:
        """What they point at, for `Links`."""
        return (
            self.rows.ids("volume_id", "part_of_id")
            | self.attached.ids("document_id")
            | self.named.ids("found")
            | self.naming.ids("of")
        )

    def fields(self, key: int, links: Links) -> dict[str, Any]:
        """The fields of a wire document that a volume fills, and those that tie it to curated records."""
        rows = self.rows.of(key)
        found = of_volume(rows[0], links) if rows else dict(ABSENT)
        found["attachments"] = self.attached.refs(links, "document_id", key)
        found["recorded_in"] = recorded(self.named, key, links)
        found["records"] = self.naming.refs(links, "of", key)
        return found


ABSENT: dict[str, Any] = {
    **dict.fromkeys(("number", "volume", "section", "part_of", "source_note", "classification", "printed_place")),
    **dict.fromkeys(("pages", "timing", "url", "licence")),
    "paragraph_count": 0,
    "footnote_count": 0,
}


def of_volume(row: Any, links: Links) -> dict[str, Any]:
    return {
        "number": row.number,
        "volume": links.refs[row.volume_id],
        "section": Section(row.section, row.section_kind, row.section_title) if row.section_id else None,
        "part_of": links.one(row.part_of_id),
        "source_note": row.source_note,
        "classification": row.classification,
        "printed_place": row.place,
        "pages": Pages(row.first_page, row.last_page or row.first_page) if row.first_page else None,
        "timing": timing_of(row),
        "url": f"{row.url}/{quoted(row.xml_id)}" if row.xml_id else None,
        "licence": row.licence if row.text_shown and row.paragraphs else None,
        "paragraph_count": row.paragraphs,
        "footnote_count": row.footnotes,
    }


def quoted(name: str) -> str:
    return name if name.isascii() and name.isalnum() else quote(name)


def timing_of(row: Any) -> Timing | None:
    if row.date_rule is None:
        return None
    return Timing(row.date_rule, row.date_precision, row.local_time, instant(row.instant_lo), instant(row.instant_hi))
