"""A made-up archive beside the corpus: one document with paragraphs and a footnote, and a person of its list."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlmodel import SQLModel

from api.models.record import Record, table
from api.models.vocabulary import RecordType
from api.search.order import ARCHIVE, PARAGRAPH
from seed.loading.load import writing
from seed.loading.search import entry, name_keys, settle

SERIES = "alder1931v01"
DAY = date(1931, 4, 20).toordinal()
DATED = {"edtf": "1931-04-20", "printed": "April 20", "basis": "printed", "quality": "exact", "lo": DAY, "hi": DAY}
NEVER = {"received_basis": "none", "received_lo": 9999999, "received_hi": 9999999}
HEAD = {"series": SERIES, "digest": "d", "field_digests": {}, "changed_in": 1}
TITLE = "Telegram of the Warden at P\u2019yŏlgang"
PARAGRAPHS = [
    "The warden at P\u2019yŏlgang reports <that> the U.S.S.R. & its envoys did not come.",
    "Anna Vaer\u2019s ledgers stood in the cellar; the envoys saw them and said nothing of it to the warden.",
    "Nothing was said. " * 40 + "The ferryman alone spoke of the lanterns. " + "Nothing was done. " * 40,
]
FOOTNOTE = "The lanterns are not mentioned elsewhere."


def add_archive(url: str) -> None:
    with writing(url) as connection:
        Archive(connection).write()
        settle(connection)


class Archive:
    """Writes the rows; ids go on from those of the corpus."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.ids = {row.slug: row.id for row in connection.execute(select(table(Record).c.slug, table(Record).c.id))}
        self.person, self.document = max(self.ids.values()) + 1, max(self.ids.values()) + 2

    def add(self, name: str, *rows: dict[str, Any]) -> None:
        self.connection.execute(insert(SQLModel.metadata.tables[name]), list(rows))

    def record(self, key: int, kind: str, slug: str, label: str) -> None:
        self.add("slug", {"type": kind, "slug": slug})
        self.add("record", {"id": key, "type": kind, "slug": slug, "label": label, **HEAD})

    def write(self) -> None:
        weir, source = self.ids["anna-weir"], self.ids["alder-papers"]
        self.record(self.person, "actor", f"{SERIES}-p-va1", "Anna Vaer")
        same = {"same_as_id": weir, "same_as_method": "editor", "same_as_reason": "written so"}
        self.add("actor", {"id": self.person, "slug": f"{SERIES}-p-va1", "name": "Anna Vaer", "kind": "person", **same})
        self.add("name_key", *name_keys(self.person, ["Anna Vaer", "Anna M. Vaer"]))
        self.record(self.document, "document", f"{SERIES}-d1", TITLE)
        kind = {"slug": f"{SERIES}-d1", "title": TITLE, "kind": "telegram", "knowledge": "held"}
        self.add("document", {"id": self.document, **kind, **DATED, **NEVER})
        common: dict[str, Any] = {"record_id": self.document, "type": RecordType.DOCUMENT, "kind": "telegram"}
        common |= {"source_id": source, "lo": DAY, "hi": DAY}
        whole = entry(paragraph_id=None, title=TITLE, body="", rank=ARCHIVE, actors=[self.person], **common)
        self.add("search_entry", whole)
        for number, text in enumerate([*PARAGRAPHS, FOOTNOTE], 1):
            self.paragraph(number, text, common)

    def paragraph(self, place: int, text: str, common: dict[str, Any]) -> None:
        is_note = text == FOOTNOTE
        number = {"number": 1 if is_note else place, "kind": "footnote" if is_note else "paragraph"}
        self.add("paragraph", {"id": place, "document_id": self.document, "is_note": is_note, **number, "text": text})
        actors = [self.person] if "Vaer" in text else []
        more = entry(paragraph_id=place, title="", body=text, rank=PARAGRAPH, actors=actors, **common)
        self.add("search_entry", more)
