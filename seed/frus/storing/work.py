"""What all parts of one import share."""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from api.edtf import NO_UPPER
from api.models.corpus import Origin, SearchEntry
from api.models.record import Citation, Record, Slug, table
from api.models.vocabulary import ChangeAction, RecordType
from api.search import order
from seed.frus.reader import Refused
from seed.frus.report import Report
from seed.frus.storing.contents import UNMET
from seed.frus.storing.release import Release
from seed.frus.storing.slugs import LONGEST, Unlike
from seed.frus.storing.store import Store, numbers
from seed.frus.storing.stored import Key, Known, part_of, stored
from seed.loading import search
from seed.loading.compare import digest
from seed.loading.labels import cut

LABEL = 200  # characters
UNDATED: dict[str, Any] = {"lo": NO_UPPER, "hi": NO_UPPER}
record = table(Record)


class Work:
    """The transaction of one volume's import: what is stored of it, what is written, and what is told of it.

    `touched`: of which types records were created, changed or removed.
    """

    def __init__(self, connection: Connection, volume: str, report: Report) -> None:
        if len(volume) > table(Record).c.series.type.length:  # type: ignore[attr-defined]
            raise Refused(f"the volume's id {volume!r} is too long; look for another copy of the file")
        self.connection, self.volume, self.report = connection, volume, report
        self.touched: set[RecordType] = set()
        self.store = Store(connection)
        self.stored = stored(connection, volume)
        self.slugs = {kind: Unlike("-", taken) for kind, taken in self.stored.taken.items()}
        self.release = Release(self.store, volume, report.sha256)
        self.ids = numbers(connection, Record)
        self.source_id = self.stored.source.id if self.stored.source else next(self.ids)

    def create(
        self, kind: RecordType, number: int, key: Key, wanted: str, label: str, digests: Mapping[str, str]
    ) -> str:
        """The record of a new part, under the slug that is wanted or the next that never was another's; the slug.

        What was removed once and is there again has its slug back.
        """
        self.touched.add(kind)
        back = self.stored.gone.pop((kind, part_of(self.volume, key)), None)
        slug = back or self.slugs[kind].another(wanted)
        self.release.change(ChangeAction.CREATED, kind, slug)
        if back:
            self.restore(kind, slug)
        else:
            self.store.add(Slug, {"type": kind.value, "slug": slug})
        head = {"id": number, "type": kind.value, "slug": slug, "series": self.volume}
        self.store.add(Record, {**head, **self.judged(label, digests, as_text=True)})
        self.report.inserted += 1
        return slug

    def restore(self, kind: RecordType, slug: str) -> None:
        target = table(Slug)
        this = (target.c.type == kind) & (target.c.slug == slug)
        self.connection.execute(target.update().where(this).values(gone_in=None, gone_label=None, gone_part=None))

    def update(self, kind: RecordType, known: Known, label: str, digests: Mapping[str, str]) -> None:
        """The record of a part whose content is another than it was."""
        self.touched.add(kind)
        before = self.connection.execute(record.select().where(record.c.id == known.id)).one().field_digests
        fields = sorted({name for name, _ in digests.items() ^ before.items()} - {UNMET})
        self.release.change(ChangeAction.UPDATED, kind, known.slug, fields)
        self.store.change(Record, "id", [{"id": known.id, **self.judged(label, digests)}])
        self.report.updated += 1

    def judged(self, label: str, digests: Mapping[str, str], *, as_text: bool = False) -> dict[str, Any]:
        """The columns of a record that follow from its content."""
        found = {"label": cut(label, LABEL), "digest": digest(digests), "changed_in": self.release.number}
        return {**found, "field_digests": msgspec.json.encode(digests).decode() if as_text else dict(digests)}

    def origin(self, number: int, xml_id: str) -> None:
        """Says which part of the file the record is."""
        self.store.add(Origin, {"record_id": number, "volume": self.volume, "xml_id": xml_id})

    def cite(self, number: int, locator: str | None) -> None:
        row = {"record_id": number, "seq": 1, "source_id": self.source_id, "locator": locator}
        self.store.add(Citation, row)

    def index(self, kind: RecordType, number: int, title: str, body: str, sort: str) -> None:
        """Lets search find the record."""
        about: dict[str, Any] = {
            "record_id": number,
            "paragraph_id": None,
            "title": title,
            "body": body,
            "type": kind,
            "kind": sort,
        }
        actors = [number] if kind is RecordType.ACTOR else []
        found = search.entry(**about, source_id=self.source_id, rank=order.ARCHIVE, actors=actors, **UNDATED)
        self.store.add(SearchEntry, found)

    def unindex(self, number: int) -> None:
        self.store.remove(SearchEntry, "record_id", [number])

    def delete(self, kind: RecordType, gone: Mapping[Key, Known]) -> None:
        """Takes records away, with all they own; their slugs stay, and say in which release they went, and whose."""
        self.touched |= {kind} if gone else set()
        slugs, numbers = table(Slug), [known.id for known in gone.values()]
        for key, known in gone.items():
            named = self.connection.execute(select(record.c.label).where(record.c.id == known.id)).scalar_one()
            this = (slugs.c.type == kind) & (slugs.c.slug == known.slug)
            self.release.change(ChangeAction.DELETED, kind, known.slug)
            values = {"gone_in": self.release.number, "gone_label": named, "gone_part": part_of(self.volume, key)}
            self.connection.execute(slugs.update().where(this).values(values))
        self.store.remove(Record, "id", numbers)
        self.report.removed += len(numbers)

    def fitting(self, xml_id: str) -> str:
        """The id, which the columns have room for."""
        if len(xml_id) > LONGEST - len(self.volume) - 10:
            raise Refused(f"the id {xml_id[:40]!r}... is too long to be one; look for another copy of the file")
        return xml_id
