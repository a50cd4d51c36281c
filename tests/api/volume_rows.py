"""A made-up volume beside the corpus, row by row: what an import leaves, and each shape that the API must show.

Its list of persons has Weir, whom the corpus knows, Lund, who may be the corpus's, and Zell, whom another volume lists.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select
from sqlmodel import SQLModel

from api.models.record import Record, table
from seed.frus.importer import import_volume
from seed.loading.letters import count_letters
from seed.loading.load import writing
from tests.databases import ROOT

VOLUME, OTHER = "frus1949v88", "frus1948v87"
URL = "https://history.state.gov/historicaldocuments"
RIGHTS = "The files are in the public domain."
RECEIVED = datetime(2025, 3, 4, 5, 6, 7, tzinfo=UTC)
UNDATED = {"edtf": None, "printed": None, "basis": "none", "quality": None, "lo": 9999999, "hi": 9999999}
NO_ARRIVAL = {"received_basis": "none", "received_lo": 9999999, "received_hi": 9999999}
HEAD = "1. The Ambassador (Weir) to Zell"
BODY = "The council met. Mr. Lund told LSC that Weir knew; see page 7 and document 2."
NOTE = "The copy of Weir is in document 12 of the other volume."


def on(day: str, **more: Any) -> dict[str, Any]:
    number = date.fromisoformat(day).toordinal()
    month_day = int(day[5:7]) * 100 + int(day[8:])
    return {"edtf": day, "printed": day, "basis": "encoded", "lo": number, "hi": number, "quality": "exact"} | {
        "month_day": month_day,
        **more,
    }


def add_volumes(url: str) -> None:
    """Writes both volumes into a database that holds the corpus, as two releases more."""
    with writing(url) as connection:
        Rows(connection, 2, OTHER).other()
        Rows(connection, 3, VOLUME).volume()
        count_letters(connection)


def import_volumes(url: str) -> None:
    """The volumes of the reader's tests, from their files."""
    for path in sorted((ROOT / "tests" / "frus").glob("*.xml")):
        import_volume(path, url)


class Rows:
    """Writes the rows of one volume; records go by their slugs."""

    def __init__(self, connection: Connection, release: int, series: str) -> None:
        self.connection, self.release, self.series = connection, release, series
        self.ids: dict[str, int] = {
            row.slug: row.id for row in connection.execute(select(table(Record).c.slug, table(Record).c.id))
        }
        counts = connection.execute(select(table(Record).c.type, func.count()).group_by(table(Record).c.type))
        self.counts = {kind.value: number for kind, number in counts}

    def add(self, name: str, *rows: Mapping[str, Any]) -> None:
        for row in rows:
            self.connection.execute(insert(SQLModel.metadata.tables[name]).values(dict(row)))

    def record(self, kind: str, slug: str, label: str, xml_id: str | None, fields: dict[str, Any]) -> int:
        key = self.ids[slug] = max(self.ids.values()) + 1
        self.add("slug", {"type": kind, "slug": slug})
        base = {"series": self.series, "digest": slug, "field_digests": {}, "changed_in": self.release}
        self.add("record", {"id": key, "type": kind, "slug": slug, "label": label, **base})
        self.add(kind, {"id": key, "type": kind, "slug": slug, **fields})
        if xml_id:
            self.add("origin", {"record_id": key, "volume": self.series, "xml_id": xml_id})
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return key

    def published(self) -> None:
        day = {"created_at": datetime(2025, 1, self.release, tzinfo=UTC), "content_sha256": "b" * 64}
        self.add("release", {"id": self.release, "series": self.series, "counts": self.counts, **day})

    def source(self, title: str, csl: dict[str, Any]) -> int:
        held = {"licence": RIGHTS, "text_shown": True, "text_held": True, "silent": []}
        named = {"kind": "archival-volume", "title": title, "short_title": title, "csl": csl}
        key = self.record("source", self.series, title, self.series, held | named)
        self.cite(key, "title page")
        file = {"file_sha256": "f" * 64, "file_size": 1234, "importer": 1, "imported_at": RECEIVED}
        self.add("volume", {"source_id": key, "url": f"{URL}/{self.series}", **file})
        return key

    def cite(self, key: int, locator: str) -> None:
        self.add("citation", {"record_id": key, "seq": 1, "source_id": self.ids[self.series], "locator": locator})

    def person(self, xml_id: str, name: str, role: str, **same_as: Any) -> int:
        slug = f"{self.series}-{xml_id.lower().replace('_', '-')}"
        key = self.record("actor", slug, name, xml_id, {"name": name, "kind": "person", **same_as})
        undated = {name: value for name, value in UNDATED.items() if name != "quality"}
        self.add("actor_role", {"actor_id": key, "seq": 1, "title": role, **undated})
        self.cite(key, "List of persons")
        return key

    def other(self) -> None:
        """The volume before: one entry, no documents."""
        self.source("The strait, 1948", {"type": "book", "title": "The strait, 1948"})
        self.person("p_ZE1", "Zell, Edda", "Envoy")
        self.published()

    def volume(self) -> None:
        self.source("The strait, 1949", {"type": "book", "title": "The strait, 1949", "volume": "88"})
        self.persons()
        self.sections()
        self.documents()
        self.texts()
        self.marks()
        self.published()

    def persons(self) -> None:
        same = {"same_as_method": "name", "same_as_reason": "Same name, same office."}
        self.person("p_WA1", "Weir, Anna", "Archivist of Alder", same_as_id=self.ids["anna-weir"], **same)
        lund = self.person("p_LK1", "Lund, K.", "Carrier")
        self.person("p_ZE1", "Zell, Edda", "Minister", same_as_id=self.ids[f"{OTHER}-p-ze1"], **same)
        alike = {"actor_id": lund, "other_id": self.ids["karl-lund"], "reason": "Same surname and initial."}
        self.add("possibly_same", alike)

    def sections(self) -> None:
        source = {"source_id": self.ids[VOLUME]}
        self.add("section", {"id": 1, "seq": 1, "xml_id": "comp1", "kind": "compilation", "title": "Larn", **source})
        chapter = {"parent_id": 1, "kind": "chapter", "title": "The lights", "prose": "It was dark."}
        self.add("section", {"id": 2, "seq": 2, "xml_id": None, **chapter, **source})

    def documents(self) -> None:
        held = {"knowledge": "held", **NO_ARRIVAL}
        place = {"classification": "secret", "place": "Port Larn", "source_note": "Lot 5", "number": "1"}
        timing = {"date_rule": "range", "date_precision": "minute", "local_time": "09:30"}
        instants = {"instant_lo": -648000000, "instant_hi": -647999941}
        pages = {"first_page": "7", "last_page": "8"}
        self.document("d1", 1, {"title": "Telegram 41", "kind": "telegram", **held, **on("1949-06-21")},
                      section_id=2, **place, **timing, **instants, **pages)  # fmt: skip
        self.document("d1-at1", 2, {"title": "The list", "kind": None, **held, **on("1949-06-01")},
                      section_id=2, part_of_id=self.ids[f"{VOLUME}-d1"])  # fmt: skip
        self.document("d2", 3, {"title": "Editorial Note", "kind": "editorial-note", **held, **UNDATED},
                      section_id=2, number="2")  # fmt: skip
        self.document("d3", 4, {"title": "Minutes", "kind": None, **held, **on("1931-04-12")},
                      section_id=1, number="3", first_page="9")  # fmt: skip
        letter, days = self.ids[f"{VOLUME}-d1"], {name: on("1949-06-21")[name] for name in ("lo", "hi")}
        for seq, (role, slug, name) in enumerate((("from", "p-wa1", "Weir"), ("to", "p-ze1", "Zell")), 1):
            actor = {"actor_id": self.ids[f"{VOLUME}-{slug}"], "printed": name, "role": role}
            self.add("document_party", {"document_id": letter, "seq": seq, "slug": f"{VOLUME}-d1", **actor, **days})

    def document(self, xml_id: str, position: int, fields: dict[str, Any], **printed: Any) -> None:
        slug = f"{VOLUME}-{xml_id}"
        attached = "part_of_id" in printed
        key = self.record("document", slug, fields["title"], None if attached else xml_id, fields)
        self.cite(key, f"Document {xml_id}")
        self.add(
            "volume_document",
            {"document_id": key, "volume_id": self.ids[VOLUME], "position": position, **printed},
        )

    def texts(self) -> None:
        """Paragraphs 1-3 are of the first document: its head, its text and a cell; 4 is its footnote, 5 the next's."""
        first, second = self.ids[f"{VOLUME}-d1"], self.ids[f"{VOLUME}-d2"]
        block = {"is_note": False, "page": "7", "document_id": first}
        self.add("paragraph", {"id": 1, "number": 1, "kind": "head", "text": HEAD, **block})
        self.add("paragraph", {"id": 2, "number": 2, "kind": "paragraph", "text": BODY, **block})
        self.add("paragraph", {"id": 3, "number": 3, "kind": "cell", "text": "Weir", "grid": [1, 2, 1], **block})
        note = {"xml_id": "d1fn1", "mark": "1", "anchor_number": 2, "anchor_offset": 16}
        self.add(
            "paragraph", {"id": 4, "number": 1, "kind": "footnote", "text": NOTE, **block, "is_note": True, **note}
        )
        self.add("paragraph", {"id": 5, "number": 1, "kind": "paragraph", "text": "See note 1.", **block}
                 | {"document_id": second, "page": None})  # fmt: skip
        anchor = {"volume": VOLUME, "document_id": first}
        self.add(
            "anchor", {"xml_id": "pg_7", "paragraph_id": 1, **anchor}, {"xml_id": "d1fn1", "paragraph_id": 4, **anchor}
        )

    def marks(self) -> None:
        self.mention(1, 1, "Weir", "head", "printed", "p_WA1")
        self.mention(2, 1, "Zell", "head", "printed", "p_ZE1")
        self.mention(3, 2, "Mr. Lund", "small-capitals", "ambiguous", "p_LK1")
        self.mention(4, 2, "Mr. Lund", "small-capitals", "ambiguous", None, self.ids["karl-lund"])
        self.mention(5, 2, "Weir", "markup", "certain", "p_WA1")
        self.mention(6, 3, "Weir", "participants", "suggested", "p_WA1")
        self.mention(7, 4, "Weir", "markup", "printed", None)
        self.add("term", {"id": 1, "source_id": self.ids[VOLUME], "xml_id": "t_LSC1", "name": "LSC"}
                 | {"expansion": "Larn Strait Commission"})  # fmt: skip
        self.add("term", {"id": 2, "source_id": self.ids[VOLUME], "xml_id": "t_NO1", "name": "NO", "expansion": None})
        self.add("term_use", {**self.at(1, 2, "LSC"), "term_id": 1})
        self.refer(1, 2, "page 7", "page", "#pg_7", VOLUME, "pg_7")
        self.refer(2, 2, "document 2", "document", "#d2", VOLUME, "d2")
        self.refer(3, 4, "document 12", "document", f"{OTHER}#d12", OTHER, "d12")
        self.refer(4, 4, "the other volume", "volume", OTHER, OTHER, None)
        self.refer(1, 5, "note 1", "footnote", "#d1fn1", VOLUME, "d1fn1")

    def at(self, seq: int, paragraph: int, words: str) -> dict[str, Any]:
        text = {1: HEAD, 2: BODY, 3: "Weir", 4: NOTE, 5: "See note 1."}[paragraph]
        start = text.index(words)
        document = self.ids[f"{VOLUME}-{'d2' if paragraph == 5 else 'd1'}"]
        place = {"start": start, "end": start + len(words)}
        return {"document_id": document, "seq": seq, "paragraph_id": paragraph, **place}

    def mention(
        self,
        seq: int,
        paragraph: int,
        words: str,
        method: str,
        certainty: str,
        xml_id: str | None,
        actor: int | None = None,
    ) -> None:
        known = self.ids[f"{VOLUME}-{xml_id.lower().replace('_', '-')}"] if xml_id else actor
        days = {name: on("1949-06-21")[name] for name in ("lo", "hi")}
        found = {"actor_id": known, "xml_id": xml_id, "method": method, "certainty": certainty}
        self.add("mention", {**self.at(seq, paragraph, words), **found, **days, "slug": f"{VOLUME}-d1"})

    def refer(
        self, seq: int, paragraph: int, words: str, kind: str, target: str, volume: str, xml_id: str | None
    ) -> None:
        where = {"target_volume": volume, "target_xml_id": xml_id}
        self.add("reference", {**self.at(seq, paragraph, words), "kind": kind, "target": target, **where})
