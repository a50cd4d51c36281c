"""A volume in the database: every part of it, on both databases."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import NullPool, create_engine, text

from seed.frus.report import Report
from tests.databases import Databases, contents, migrate
from tests.frus.imports import bring
from tests.frus.volumes import FIRST, SECOND

RIGHTS = (
    "The files in this repository are in the public domain and may be copied and distributed without permission. "
    "For more information, see http://www.state.gov/misc/87529.htm#copyright."
)


class Imported:
    """Both made-up volumes, imported one after the other."""

    def __init__(self, url: str) -> None:
        self.first, self.second = bring(url, FIRST, SECOND)
        self.rows = contents(url)
        self.slugs = {row["id"]: row["slug"] for row in self.rows["record"]}
        self.ids = {slug: number for number, slug in self.slugs.items()}
        self.engine = create_engine(url, poolclass=NullPool)

    def of(self, table: str, slug: str, owner: str = "document_id") -> list[dict[str, Any]]:
        return [row for row in self.rows[table] if row[owner] == self.ids[slug]]

    def one(self, table: str, slug: str, owner: str = "id") -> dict[str, Any]:
        (row,) = self.of(table, slug, owner)
        return row

    def all(self, statement: str) -> list[Any]:
        with self.engine.connect() as connection:
            return list(connection.execute(text(statement)))


@pytest.fixture(scope="module")
def imported(databases: Databases, dialect: str) -> Iterator[Imported]:
    found = Imported(databases.migrated(dialect))
    yield found
    found.engine.dispose()


def test_the_volume_is_a_source(imported: Imported) -> None:
    source = imported.one("source", "frus1949v99")
    assert source["short_title"] == "FRUS 1949, The Strait of Larn, Volume XCIX"
    assert source["title"].startswith("Foreign Relations of the United States, 1949, The Strait")
    assert (source["kind"], source["licence"]) == ("archival-volume", RIGHTS)
    assert (source["text_shown"], source["text_held"], source["text_sha256"]) == (True, True, None)
    assert source["csl"]["editor"] == [{"given": "Ambrose", "family": "Quill"}, {"given": "Ida M.", "family": "Fenn"}]
    assert source["csl"]["issued"] == {"date-parts": [[1977]]}
    volume = imported.one("volume", "frus1949v99", "source_id")
    assert volume["url"] == "https://history.state.gov/historicaldocuments/frus1949v99"
    assert (volume["file_sha256"], volume["file_size"]) == (imported.first.sha256, FIRST.stat().st_size)
    citation = imported.one("citation", "frus1949v99", "record_id")
    assert (citation["source_id"], citation["locator"]) == (source["id"], "title page")


def test_sections_are_a_tree(imported: Imported) -> None:
    sections = {row["id"]: row for row in imported.of("section", "frus1949v99", "source_id")}
    told = [(row["xml_id"], row["kind"].value, row["parent_id"] and sections[row["parent_id"]]["xml_id"])
            for row in sorted(sections.values(), key=lambda row: row["seq"])]  # fmt: skip
    assert told == [
        ("comp1", "compilation", None),
        ("ch1", "chapter", "comp1"),
        ("ch1subch1", "subchapter", "ch1"),
        ("ch1subch2", "subchapter", "ch1"),
        ("comp2", "compilation", "comp1"),
        ("ch9", "chapter", None),
    ]
    assert sections[min(sections)]["prose"].endswith("Nobody counted the boats.")


def test_documents_have_their_place_and_number(imported: Imported) -> None:
    printed = imported.one("volume_document", "frus1949v99-d3", "document_id")
    section = next(row for row in imported.rows["section"] if row["id"] == printed["section_id"])
    assert (section["xml_id"], printed["position"], printed["part_of_id"]) == ("ch1subch2", 3, None)
    document = imported.one("document", "frus1949v99-d3")
    assert (document["kind"], document["basis"], document["knowledge"]) == ("editorial-note", "narrated", "held")
    assert document["hi"] - document["lo"] == 7
    order = sorted(imported.of("volume_document", "frus1949v99", "volume_id"), key=lambda row: row["position"])
    assert [row["position"] for row in order] == list(range(1, len(order) + 1))
    assert [imported.slugs[row["document_id"]] for row in order][3:6] == [
        "frus1949v99-d4",
        "frus1949v99-d4-at1",
        "frus1949v99-d4-at2",
    ]


def test_a_date_is_kept_as_printed_as_local_days_and_as_instants(imported: Imported) -> None:
    document = imported.one("document", "frus1949v99-d1")
    printed = imported.one("volume_document", "frus1949v99-d1", "document_id")
    assert (document["edtf"], document["basis"], document["month_day"]) == ("1949-06-21", "printed", 621)
    assert document["printed"] == "June 21, 1949—9:30 a. m."
    assert (document["received_edtf"], printed["date_rule"], printed["local_time"]) == ("1949-06-20", "range", "09:30")
    assert printed["instant_lo"] == printed["instant_hi"] == -647_911_800
    undated = imported.one("document", "frus1949v99-d5")
    assert (undated["edtf"], undated["lo"], undated["hi"]) == (None, 9_999_999, 9_999_999)


def test_attachments_have_their_own_dates_and_no_origin(imported: Imported) -> None:
    attachment = imported.one("document", "frus1949v99-d4-at1")
    assert (attachment["edtf"], imported.one("document", "frus1949v99-d4")["edtf"]) == ("1949-05-01", "1949-07-11")
    printed = imported.one("volume_document", "frus1949v99-d4-at1", "document_id")
    assert imported.slugs[printed["part_of_id"]] == "frus1949v99-d4"
    assert imported.of("origin", "frus1949v99-d4-at1", "record_id") == []
    assert imported.one("citation", "frus1949v99-d4-at1", "record_id")["locator"] == "Document 4, attachment 1, pp. 4-5"


def test_paragraphs_and_footnotes_are_counted_apart(imported: Imported) -> None:
    blocks = imported.of("paragraph", "frus1949v99-d1")
    text = [row for row in blocks if not row["is_note"]]
    notes = [row for row in blocks if row["is_note"]]
    assert [row["number"] for row in text] == list(range(1, len(text) + 1))
    assert {row["kind"].value for row in notes} == {"source-note", "footnote"}
    footnote = next(row for row in notes if row["kind"] == "footnote")
    anchor = next(row for row in text if row["number"] == footnote["anchor_number"])
    assert anchor["text"][: footnote["anchor_offset"]].endswith("a storm did it")
    assert "No storm is on record" not in "".join(row["text"] for row in text)
    cells = [row for row in imported.of("paragraph", "frus1949v99-d4") if row["kind"] == "cell"]
    assert all(len(row["grid"]) == 3 for row in cells)


def test_anchors_say_where_the_ids_of_the_file_stand(imported: Imported) -> None:
    anchors = {row["xml_id"]: row for row in imported.rows["anchor"] if row["volume"] == "frus1949v99"}
    assert imported.slugs[anchors["pg_5"]["document_id"]] == "frus1949v99-d4-at1"
    assert anchors["pg_5"]["paragraph_id"] is None
    note = next(row for row in imported.rows["paragraph"] if row["id"] == anchors["d1fn1"]["paragraph_id"])
    assert note["text"].startswith("No storm is on record")
    assert "pg_III" not in anchors  # a page of the front matter is no document's


def test_persons_are_actors_of_the_volume(imported: Imported) -> None:
    actor = imported.one("actor", "frus1949v99-p-ha1")
    assert (actor["name"], actor["kind"]) == ("Harwick, Alma T.", "person")
    role = imported.one("actor_role", "frus1949v99-p-ha1", "actor_id")
    assert role["title"] == "Ambassador in Larnia, from March 1948"
    assert imported.one("origin", "frus1949v99-p-ha1", "record_id")["xml_id"] == "p_HA1"
    assert imported.one("citation", "frus1949v99-p-ha1", "record_id")["locator"] == "List of persons"
    assert imported.of("actor_role", "frus1949v99-p-zm1", "actor_id") == []
    keys = {row["folded"] for row in imported.of("name_key", "frus1949v99-p-ha1", "actor_id")}
    assert keys >= {"harwick alma t", "alma harwick"}


def test_correspondents_are_linked_where_the_markup_points(imported: Imported) -> None:
    parties = imported.of("document_party", "frus1949v99-d8")
    told = [(row["role"].value, row["printed"], imported.slugs[row["actor_id"]]) for row in parties]
    assert told == [
        ("from", "Ambassador Harwick", "frus1949v99-p-ha1"),
        ("to", "Dov Tamsin", "frus1949v99-p-td1"),
    ]
    named = {row["printed"]: row["actor_id"] for row in imported.of("document_party", "frus1949v99-d1")}
    assert named == {"Harwick": None, "Secretary of State": None}


def test_mentions_say_how_certain_they_are(imported: Imported) -> None:
    found = {
        (row["method"].value, row["certainty"].value, imported.slugs.get(row["actor_id"]))
        for row in imported.of("mention", "frus1949v99-d4")
    }
    assert ("participants", "suggested", "frus1949v99-p-ob1") in found
    assert ("small-capitals", "suggested", "frus1949v99-p-td1") in found
    vale = {slug for _, certainty, slug in found if certainty == "ambiguous"}
    assert "frus1949v99-p-vc1" in vale  # one of two of the name
    assert not any(slug is None for _, certainty, slug in found if certainty != "printed")
    marked = imported.all(
        "SELECT count(*) FROM mention WHERE certainty = 'certain' AND (xml_id IS NULL OR actor_id IS NULL)"
    )
    assert marked == [(0,)]


def test_mentions_stand_where_they_say(imported: Imported) -> None:
    surfaces = imported.all(
        'SELECT substr(p.text, m.start + 1, m."end" - m.start), m.method FROM mention m '
        "JOIN paragraph p ON p.id = m.paragraph_id JOIN record r ON r.id = m.document_id "
        "WHERE r.slug = 'frus1949v99-d4'"
    )
    assert ("General Orsk", "participants") in surfaces
    assert ("Mr. Tamsin", "small-capitals") in surfaces


def test_terms_are_a_glossary_and_used(imported: Imported) -> None:
    terms = {row["id"]: row for row in imported.of("term", "frus1949v99", "source_id")}
    assert {(row["name"], row["expansion"]) for row in terms.values()} >= {
        ("LSC", "Larn Strait Commission"),
        ("ALONE", None),
    }
    used = {terms[row["term_id"]]["name"] for row in imported.of("term_use", "frus1949v99-d1")}
    assert used == {"LSC", "niact"}


def test_references_keep_their_targets(imported: Imported) -> None:
    found = {(row["kind"].value, row["target_volume"], row["target_xml_id"])
             for row in imported.of("reference", "frus1949v99-d6")}  # fmt: skip
    assert found >= {
        ("page", "frus1949v99", "pg_5"),
        ("document", "frus1950v98", "d1"),
        ("volume", "frus1950v98", None),
        ("page", "frus1944v77", "pg_256"),
    }


def test_a_later_volume_answers_the_links_of_an_earlier(databases: Databases, imported: Imported, dialect: str) -> None:
    assert imported.first.links == {"volume": 5, "imported": 0, "not_imported": 4, "other": 4, "dangling": 1}
    assert imported.second.links == {"volume": 0, "imported": 4, "not_imported": 0, "other": 4, "dangling": 0}
    (again,) = bring(databases.copy(databases.template(dialect, "both volumes", both)), FIRST, dry_run=True)
    assert again.links == {"volume": 5, "imported": 3, "not_imported": 1, "other": 4, "dangling": 1}


def both(url: str) -> None:

    migrate(url)
    bring(url, FIRST, SECOND)


def test_search_finds_documents_paragraphs_and_persons(imported: Imported) -> None:
    entries = imported.rows["search_entry"]
    assert {row["type"].value for row in entries} == {"source", "document", "actor"}
    paragraphs = {row["paragraph_id"] for row in entries} - {None}
    assert paragraphs == {row["id"] for row in imported.rows["paragraph"]}
    note = next(row for row in entries if "no storm is on record" in row["body"])
    assert imported.slugs[note["record_id"]] == "frus1949v99-d1"


def test_each_import_is_a_release_with_its_changes(imported: Imported) -> None:
    first, second = sorted(imported.rows["release"], key=lambda row: row["id"])
    assert (first["series"], first["content_sha256"]) == ("frus1949v99", imported.first.sha256)
    assert first["counts"] == {"actor": 6, "document": 13, "source": 1}
    assert second["counts"] == {"actor": 9, "document": 15, "source": 2}
    logged = {(row["release_id"], row["action"].value, row["slug"]) for row in imported.rows["change"]}
    assert logged == {(row["changed_in"], "created", row["slug"]) for row in imported.rows["record"]}
    assert (imported.first.release, imported.second.release) == (1, 2)


def test_the_report_counts(imported: Imported) -> None:
    report: Report = imported.first
    assert (report.documents, report.first, report.last, report.gaps) == (11, "d1", "d11", [])
    assert (report.sections, report.attachments, report.editorial_notes) == (6, 2, 1)
    assert (report.persons, report.terms) == (6, 4)
    assert report.dated == {"range": 4, "dateline": 6, "none": 1}
    assert report.inserted == len([row for row in imported.rows["record"] if row["series"] == "frus1949v99"])
    assert any(line.startswith("date outside volume by >2 years: d9a") for line in report.warnings)
    assert any("uh-oh" in line for line in report.warnings)
    lines = list(report.lines())
    assert lines[0] == f"frus1949v99  sha256 {report.sha256[:8]}...  {FIRST.stat().st_size:,} bytes"
    assert lines[-1] == "release 1"
