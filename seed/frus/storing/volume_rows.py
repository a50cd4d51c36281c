"""The volume itself as a source."""

import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, update

from api.models.actor import Source
from api.models.corpus import Volume
from api.models.record import Record, table
from api.models.vocabulary import RecordType, SourceKind
from seed.frus.known import IMPORTER, File
from seed.frus.storing.contents import short
from seed.frus.storing.slugs import URL, base, short_title
from seed.frus.storing.stored import Known
from seed.frus.storing.work import Work
from seed.frus.volume import Head
from seed.loading.compare import digest

RIGHTS = (
    "The files in this repository are in the public domain and may be copied and distributed without permission. "
    "For more information, see http://www.state.gov/misc/87529.htm#copyright."
)
LOCATOR = "title page"
source, volume, record = table(Source), table(Volume), table(Record)


class VolumeRecord:
    """The record of the volume: there from the beginning, for all else points at it, and complete at the end."""

    def __init__(self, work: Work, head: Head, file: File) -> None:
        self.work, self.head, self.file = work, head, file
        self.is_new = work.stored.source is None
        self.label = short_title(head)

    def begin(self) -> None:
        work = self.work
        if not self.is_new:
            return
        key = (self.head.volume, None)
        slug = work.create(RecordType.SOURCE, work.source_id, key, base(self.head.volume), self.label, {})
        work.origin(work.source_id, self.head.volume)
        work.store.flush()
        work.connection.execute(insert(source).values({**self.row(), "slug": slug}))
        work.connection.execute(insert(volume).values(self.volume_row()))
        work.cite(work.source_id, LOCATOR)
        self.index()

    def index(self) -> None:
        kind = SourceKind.ARCHIVAL_VOLUME
        self.work.index(RecordType.SOURCE, self.work.source_id, self.label, self.head.title, kind)

    def row(self) -> dict[str, Any]:
        row = {"id": self.work.source_id, "type": RecordType.SOURCE.value, "kind": SourceKind.ARCHIVAL_VOLUME}
        row |= {"title": self.head.title, "short_title": self.label, "csl": csl(self.head), "licence": RIGHTS}
        return {**row, "text_shown": True, "text_held": True, "silent": []}

    def volume_row(self) -> dict[str, Any]:
        row = {"source_id": self.work.source_id, "url": URL.format(self.head.volume)}
        row |= {"file_sha256": self.file.sha256, "file_size": self.file.size, "importer": IMPORTER}
        return {**row, "imported_at": datetime.now(UTC)}

    def finish(self, sections: list[list[Any]], terms: list[list[Any]]) -> None:
        row = self.row()
        content = {name: row[name] for name in ("title", "short_title", "csl", "licence")}
        content |= {"file": [self.file.sha256, self.file.size], "sections": sections, "terms": terms}
        digests = {name: short(value) for name, value in sorted(content.items())}
        if self.is_new:
            judged = self.work.judged(self.label, digests)
            self.work.connection.execute(update(record).where(record.c.id == self.work.source_id).values(judged))
        elif self.work.stored.source:
            self.bring_up_to_date(self.work.stored.source, row, digests)

    def bring_up_to_date(self, known: Known, row: dict[str, Any], digests: dict[str, str]) -> None:
        work = self.work
        this = volume.c.source_id == known.id
        if known.digest == digest(digests):  # nothing is served that another code would not have brought
            work.report.unchanged += 1
            work.connection.execute(update(volume).where(this).values(importer=IMPORTER))
            return
        work.update(RecordType.SOURCE, known, self.label, digests)
        work.connection.execute(update(source).where(source.c.id == known.id).values(row))
        work.connection.execute(update(volume).where(this).values(self.volume_row()))
        work.unindex(known.id)
        self.index()


def csl(head: Head) -> dict[str, Any]:
    """The volume for bibliographies."""
    found = {
        "type": "book",
        "title": head.title,
        "collection-title": head.series,
        "volume": head.number,
        "editor": [editor(name) for name in head.editors],
        "collection-editor": [editor(name) for name in head.general_editors],
        "publisher": head.publisher,
        "publisher-place": head.place,
        "issued": {"date-parts": [[head.year]]} if head.year else None,
        "ISBN": head.isbn,
        "URL": URL.format(head.volume),
    }
    return {name: value for name, value in found.items() if value}


NAME = re.compile(
    r"(?P<given>[^\s,][^,]*?) (?P<family>(?:(?:de|der|du|la|le|van|von) )*[^\s,]+)"
    r"(?:,? (?P<suffix>Jr\.?|Sr\.?|II|III|IV))?"
)
BODY = re.compile(r"\d|&|\b(?:of|the|and|office|division|staff)\b", re.I)  # what is in no name of a person


def editor(printed: str) -> dict[str, str]:
    """A name as the header prints it, taken apart for bibliographies; whole where it is none of a person."""
    found = None if BODY.search(printed) else NAME.fullmatch(printed)
    if found is None:
        return {"literal": printed}
    return {part: text for part, text in found.groupdict().items() if text}
