"""Importing a volume again: nothing changes that is the same, ids stay, and a part of a volume takes nothing away."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import NullPool, create_engine, text

from seed.frus.report import Report
from tests.databases import Databases, contents, migrate
from tests.frus.imports import bring, edited, told, without
from tests.frus.volumes import FIRST, SECOND, documents, tei, written


@pytest.fixture
def url(databases: Databases, dialect: str) -> Iterator[str]:
    """A database of the test's own that has the first volume."""
    found = databases.copy(databases.template(dialect, "first volume", first))
    yield found
    databases.drop(found)


def first(url: str) -> None:

    migrate(url)
    bring(url, FIRST)


def execute(url: str, statement: str) -> list[Any]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        found = connection.execute(text(statement))
        rows = list(found) if found.returns_rows else []
    engine.dispose()
    return rows


def read_again(url: str, *paths: Path, **options: Any) -> list[Report]:
    """Imports the files as if by another importer: known ones are not read otherwise."""
    execute(url, "UPDATE volume SET importer = 0")
    return bring(url, *paths, **options)


def changes(url: str, release: int) -> dict[str, tuple[str, list[str]]]:
    rows = [row for row in contents(url)["change"] if row["release_id"] == release]
    return {row["slug"]: (row["action"].value, row["fields"]) for row in rows}


def test_a_known_file_is_not_read_again(url: str) -> None:
    before = contents(url)
    (report,) = bring(url, FIRST)
    assert (report.known, report.release, report.documents) == (True, None, 0)
    assert list(report.lines())[-1] == "imported before as it is; nothing to do"
    assert contents(url) == before


def test_reading_it_again_changes_nothing(url: str) -> None:
    before = contents(url)
    (report,) = read_again(url, FIRST)
    assert (report.inserted, report.updated, report.unchanged, report.release) == (0, 0, 20, None)
    assert contents(url) == before


def test_a_dry_run_tells_what_would_be_and_writes_nothing(url: str, tmp_path: Path) -> None:
    before = contents(url)
    newer = edited(tmp_path, FIRST, ("The oil was sent.", "The oil was not sent."))
    (report,) = bring(url, newer, dry_run=True)
    assert (report.inserted, report.updated, report.unchanged) == (0, 2, 18)
    assert list(report.lines())[-1] == "dry run: nothing was written"
    assert contents(url) == before


def test_what_changed_is_updated_in_place(url: str, tmp_path: Path) -> None:
    before = contents(url)
    newer = edited(
        tmp_path,
        FIRST,
        ("The oil was sent.", "The oil was not sent."),
        ("Larn Strait Commission", "Commission of the Strait of Larn"),
        ('when="1949-08">August 1949', 'when="1949-09">September 1949'),
        ("Ambassador in\n                        Larnia, from March 1948", "Ambassador in Larnia"),
        ("<head>The fog</head>", "<head>The fogs</head>"),
    )
    (report,) = bring(url, newer)
    assert (report.inserted, report.updated, report.release) == (0, 4, 2)
    assert changes(url, 2) == {
        "frus1949v99": ("updated", ["file", "sections", "terms"]),
        "frus1949v99-d4-at2": ("updated", ["paragraphs"]),
        "frus1949v99-d6": ("updated", ["date", "paragraphs"]),
        "frus1949v99-p-ha1": ("updated", ["roles"]),
    }
    after = contents(url)
    for table in ("record", "paragraph", "section", "term"):
        assert [row["id"] for row in after[table]] == [row["id"] for row in before[table]]
    days = {row["slug"]: row["id"] for row in after["record"]}
    (document,) = (row for row in after["document"] if row["id"] == days["frus1949v99-d6"])
    parties = [row for row in after["document_party"] if row["document_id"] == document["id"]]
    assert {(row["lo"], row["hi"]) for row in parties} == {(document["lo"], document["hi"])}
    changed_in = {row["slug"]: row["changed_in"] for row in after["record"]}
    assert (changed_in["frus1949v99-d6"], changed_in["frus1949v99-d5"]) == (2, 1)


def test_going_back_gives_what_was_there(url: str, tmp_path: Path) -> None:
    before = told(url)
    bring(url, edited(tmp_path, FIRST, ("The lamps burn again.", "The lamps burn."), ("dusk", "dawn")), FIRST)
    assert told(url) == before


@pytest.mark.parametrize("left_out", [("d1",), ("d5", "d6"), ("d9a", "d10", "d11"), ("d4", "d8")])
def test_a_part_of_a_volume_takes_nothing_away(url: str, tmp_path: Path, left_out: tuple[str, ...]) -> None:
    before = told(url)
    (report,) = bring(url, without(tmp_path, FIRST, *left_out))
    assert set(report.missing) >= {f"frus1949v99-{xml_id}" for xml_id in left_out}
    assert report.removed == 0
    after = told(url)
    for xml_id in left_out:
        of_it = re.compile(rf"frus1949v99-{xml_id}\b")
        for name, rows in before.items():
            assert list(filter(of_it.search, after[name])) == list(filter(of_it.search, rows)), name
    bring(url, FIRST)
    assert told(url) == before


PAGED = ("volume_document", "paragraph", "citation")


@pytest.mark.parametrize("left_out", [("d1",), ("d5", "d6"), ("d4", "d8")])
def test_a_part_of_a_volume_leaves_the_pages_that_are_known(
    url: str, tmp_path: Path, left_out: tuple[str, ...]
) -> None:
    """Without the documents left out the page breaks in them are gone too: by itself the file knows fewer pages."""
    before = told(url)
    pages = ("III", "1", "4") if left_out == ("d1",) else ()  # in front of what is left, in an excerpt
    breaks = re.findall(f'<pb [^>]*xml:id="pg_(?:{"|".join(pages)})"/>', FIRST.read_text("utf-8"))
    part = edited(tmp_path, without(tmp_path, FIRST, *left_out), *((one, "") for one in breaks))
    assert {document.begins_lost for document in documents(part)} == {True, False}
    (report,) = bring(url, part)
    after = told(url)
    assert {name: after[name] for name in PAGED} == {name: before[name] for name in PAGED}
    (again,) = read_again(url, part)
    assert (report.removed, again.updated) == (0, 0)


def test_a_page_is_kept_for_the_same_text_alone(url: str, tmp_path: Path) -> None:
    """What stands in another text may stand on another page."""
    part = without(tmp_path, FIRST, "d5", "d6")
    old = documents(FIRST)[6]
    assert (old.xml_id, old.first_page, old.last_page) == ("d7", "6", "6")
    bring(url, edited(tmp_path, part, (old.blocks[0].text[-20:], "Quite another text.")))
    (row,) = execute(
        url,
        "SELECT first_page, last_page FROM volume_document JOIN record ON record.id = document_id "
        "WHERE slug = 'frus1949v99-d7'",
    )
    assert tuple(row) == (None, None)


def test_with_removals_the_file_is_all_that_is_known(url: str, tmp_path: Path) -> None:
    part = without(tmp_path, FIRST, "d5", "d6")
    bring(url, part, allow_removals=True)
    pages = {row["document_id"]: row["first_page"] for row in contents(url)["volume_document"]}
    slugs = {row["slug"]: row["id"] for row in contents(url)["record"]}
    assert pages[slugs["frus1949v99-d7"]] is None


def test_a_part_first_and_the_whole_later(databases: Databases, dialect: str, url: str, tmp_path: Path) -> None:
    """New documents, persons and sections take their places between those that are there."""
    other = databases.migrated(dialect)
    part = without(tmp_path, FIRST, "d1", "d4", "d9a", "d10", "d11")
    bare = edited(tmp_path, part, ('<persName xml:id="p_VC1">', "<persName>"), ('xml:id="t_LSC1"', ""))
    bring(other, bare, FIRST)
    assert told(other) == told(url)
    databases.drop(other)


def test_removals_are_asked_for(url: str, tmp_path: Path) -> None:
    before = told(url)
    part = without(tmp_path, FIRST, "d4", "d10")
    part = edited(tmp_path, part, ('<persName xml:id="p_HA1">', "<persName>"), ('xml:id="t_LSC1"', ""))
    (report,) = bring(url, part, allow_removals=True)
    gone = {f"frus1949v99-{name}" for name in ("d4", "d4-at1", "d4-at2", "d10", "p-ha1")}
    assert (set(report.missing), report.removed) == (gone, 5)
    assert {slug for slug, (action, _) in changes(url, 2).items() if action == "deleted"} == gone
    rows = contents(url)
    slugs = {row["slug"]: row["gone_in"] for row in rows["slug"]}
    assert {slug for slug, gone_in in slugs.items() if gone_in == 2} == gone
    assert [row["position"] for row in sorted(rows["volume_document"], key=lambda row: row["position"])] == list(
        range(1, 10)
    )
    assert rows["release"][-1]["counts"] == {"actor": 5, "document": 9, "source": 1}
    dangling = [row for row in rows["mention"] if row["xml_id"] == "p_HA1"]
    assert dangling
    assert {(row["actor_id"], row["certainty"].value) for row in dangling} == {(None, "printed")}
    bring(url, FIRST)  # what comes back has its id back
    assert told(url) == before
    assert {row["gone_in"] for row in contents(url)["slug"]} == {None}


def test_ids_that_fall_together_are_told_apart_for_good(database_url: str, tmp_path: Path) -> None:
    document = '<div type="document" n="1" xml:id="{}"><head>{}</head><p>Text.</p></div>'
    ids = ("d1.a", "d1_a", "D1-a", "d1-a-at1")
    volume = written(tmp_path, tei("".join(document.format(xml_id, xml_id) for xml_id in ids)))
    slugs = "SELECT o.xml_id, r.slug FROM origin o JOIN record r ON r.id = o.record_id WHERE r.type = 'document'"
    bring(database_url, volume)
    expected = {
        "d1.a": "frus1949v01-d1-a",
        "d1_a": "frus1949v01-d1-a-2",
        "D1-a": "frus1949v01-d1-a-3",
        "d1-a-at1": "frus1949v01-d1-a-at1",
    }
    assert dict(execute(database_url, slugs)) == expected
    backwards = written(tmp_path, tei("".join(document.format(xml_id, "New " + xml_id) for xml_id in reversed(ids))))
    (report,) = bring(database_url, backwards)
    assert (report.inserted, report.updated) == (0, 5)
    assert dict(execute(database_url, slugs)) == expected
    order = "SELECT o.xml_id FROM origin o JOIN volume_document v ON v.document_id = o.record_id ORDER BY v.position"
    assert [row[0] for row in execute(database_url, order)] == list(reversed(ids))


def test_volumes_whose_names_differ_by_case_alone(database_url: str, tmp_path: Path) -> None:
    body = '<div type="document" n="1" xml:id="d1"><head>One</head><p>Text.</p></div>'
    for identity in ("frus1943China", "frus1943china"):
        bring(database_url, written(tmp_path, tei(body, identity=identity)))
    found = execute(database_url, "SELECT series, slug FROM record ORDER BY id")
    assert [tuple(row) for row in found] == [
        ("frus1943China", "frus1943china"),
        ("frus1943China", "frus1943china-d1"),
        ("frus1943china", "frus1943china-2"),
        ("frus1943china", "frus1943china-d1-2"),
    ]


def test_pages_and_notes_that_move_to_another_document(url: str, tmp_path: Path) -> None:
    page = '<pb facs="0013" n="5" xml:id="pg_5"/>'
    text = FIRST.read_text("utf-8")
    for place in ("<p>41. The lights", "<p>Nothing happened"):
        moved = edited(tmp_path, FIRST, (text, text.replace(page, "").replace(place, page + place)))
        bring(url, moved)
        (row,) = execute(
            url, "SELECT r.slug FROM anchor a JOIN record r ON r.id = a.document_id WHERE a.xml_id = 'pg_5'"
        )
        assert row[0] == ("frus1949v99-d1" if "41" in place else "frus1949v99-d9a")


def test_lists_behind_the_documents_are_read_all_the_same(database_url: str, url: str, tmp_path: Path) -> None:
    text = FIRST.read_text("utf-8")
    begin, end = text.index('<div type="section" xml:id="terms">'), text.index("</front>")
    lists = text[begin:end]
    late = edited(tmp_path, FIRST, (text, text.replace(lists, "").replace("<back>", f"<back>{lists}")))
    bring(database_url, late)
    mentions = "SELECT certainty, count(*) FROM mention GROUP BY certainty ORDER BY certainty"
    assert execute(database_url, mentions) == execute(url, mentions)
    assert execute(database_url, "SELECT count(*) FROM term_use") == execute(url, "SELECT count(*) FROM term_use")
    (report,) = bring(database_url, FIRST)
    assert report.updated == 1  # the volume, whose file is another


def test_the_order_of_volumes_does_not_matter(databases: Databases, dialect: str, url: str) -> None:
    other = databases.migrated(dialect)
    bring(other, SECOND, FIRST)
    bring(url, SECOND)
    assert told(other) == told(url)
    databases.drop(other)
