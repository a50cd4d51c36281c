"""What a volume's lists and outline leave out, repeat or have in numbers, and what the report says of it."""

from pathlib import Path

import pytest

from seed.frus.report import warnings
from seed.frus.storing import store
from seed.frus.storing.slugs import Unlike
from seed.frus.volume import Findings
from tests.databases import Databases, contents
from tests.frus.imports import bring, told
from tests.frus.volumes import FIRST, tei, written
from tests.statements import statements

DOCUMENT = '<div type="document" n="{0}" xml:id="d{0}"><head>Document {0}</head><p>Text.</p></div>'


def listed(*items: str) -> str:
    return f'<div type="section" xml:id="persons"><list type="names">{"".join(items)}</list></div>'


def person(xml_id: str, name: str) -> str:
    return f'<item><persName xml:id="{xml_id}">{name}</persName></item>'


def test_entries_that_are_left_out_are_told(database_url: str, tmp_path: Path) -> None:
    front = listed(*(person("p_A", name) for name in ("Alder, Ann", "Alder, Bo")), person("p_B", "Birk, Cy"))
    (report,) = bring(database_url, written(tmp_path, tei(DOCUMENT.format(1), front=front)))
    assert (report.persons, report.skipped) == (2, 1)
    assert "WARN id used twice or too long to be kept: p_A" in list(report.lines())
    assert {row["name"] for row in contents(database_url)["actor"]} == {"Alder, Ann", "Birk, Cy"}


def test_of_many_doubled_ids_a_few_are_named() -> None:
    (line,) = warnings(Findings(doubled_ids=[f"p_{number}" for number in range(30)]))
    assert line.startswith("id used twice or too long to be kept: p_0, p_1, ")
    assert line.endswith(" and 22 more")


def test_what_no_part_has_is_told() -> None:
    assert list(warnings(Findings(stray_text=7, empty_lists=["persons"], nameless=2))) == [
        "entries of lists without an id or a name, left out: 2",
        "list without an entry: persons",
        "characters outside every section and document, left out: 7",
    ]


def test_keys_are_counted_and_none_is_met_twice() -> None:
    keys = Unlike(" ")
    assert [keys.another(key) for key in ("a", "a 2", "a", "a", "a 2", "b")] == ["a", "a 2", "a 3", "a 4", "a 2 2", "b"]


class Looked(dict[str, int]):
    """Counts how often it is asked whether it has a key."""

    count = 0

    def __contains__(self, key: object) -> bool:
        self.count += 1
        return super().__contains__(key)


def test_many_sections_of_one_title_cost_no_more_each() -> None:
    keys, count = Unlike(" "), 2000
    keys.taken = looked = Looked()
    assert len({keys.another("chapter h") for _ in range(count)}) == count
    assert looked.count <= 3 * count


def test_sections_of_one_title_are_known_again(database_url: str, tmp_path: Path) -> None:
    body = "".join(f'<div type="chapter"><head>Same</head>{DOCUMENT.format(number)}</div>' for number in range(1, 5))
    bring(database_url, written(tmp_path, tei(body)))
    before = contents(database_url)["section"]
    (report,) = bring(database_url, written(tmp_path, tei(body + DOCUMENT.format(5))))
    assert (report.sections, report.inserted, report.updated) == (4, 1, 1)  # the new document, and the volume
    assert contents(database_url)["section"] == before


def test_entries_for_search_are_the_same_however_many_are_written_at_once(
    databases: Databases, dialect: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for together in (3, 1000):
        monkeypatch.setattr(store, "TOGETHER", together)
        url = databases.migrated(dialect)
        bring(url, FIRST)
        found.append(told(url))
        databases.drop(url)
    assert found[0] == found[1]
    assert len(found[0]["search_entry"]) > 20


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_sqlite_takes_many_entries_at_once(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "TOGETHER", 7)
    with statements() as sent:
        bring(database_url, FIRST)
    rows = [statement.count("(?") for statement in sent if statement.startswith("INSERT INTO search_entry ")]
    assert set(rows) == {1, 7}


def test_prose_behind_documents_is_the_sections_too(database_url: str, tmp_path: Path) -> None:
    chapter = f'<div type="chapter" xml:id="ch1"><head>Fog</head><p>Before.</p>{DOCUMENT.format(1)}{{}}</div>'
    path = written(tmp_path, tei(chapter.format("<p>After.</p>")))
    (report,) = bring(database_url, path)
    (section,) = contents(database_url)["section"]
    assert (report.sections, section["prose"]) == (1, "Before.\nAfter.")
    (report,) = bring(database_url, written(tmp_path, tei(chapter.format("<p>Later.</p>"))))
    assert (report.unchanged, report.updated, report.release) == (1, 1, 2)
    assert [change["fields"] for change in contents(database_url)["change"]][-1] == ["file", "sections"]
    assert contents(database_url)["section"] == [section | {"prose": "Before.\nLater."}]
    bring(database_url, written(tmp_path, tei(chapter.format(""))))
    assert contents(database_url)["section"] == [section | {"prose": "Before."}]


def test_prose_of_a_section_without_any_before(database_url: str, tmp_path: Path) -> None:
    chapter = f'<div type="chapter"><head>Fog</head>{DOCUMENT.format(1)}<p>After.</p></div>'
    bring(database_url, written(tmp_path, tei(chapter)))
    assert [row["prose"] for row in contents(database_url)["section"]] == ["After."]


def test_what_the_file_leaves_over_is_told(database_url: str, tmp_path: Path) -> None:
    front = listed("<item><persName>Alder, Ann</persName>, clerk</item>", person("p_B", "Birk, Cy"))
    empty = '<div type="section" xml:id="terms"><list type="terms"></list></div>'
    (report,) = bring(
        database_url, written(tmp_path, tei(f"{DOCUMENT.format(1)}<p>Stray words.</p>", front=front + empty))
    )
    told_of = [line for line in report.lines() if line.startswith("WARN")]
    assert "WARN entries of lists without an id or a name, left out: 1" in told_of
    assert "WARN list without an entry: terms" in told_of
    assert any(line.startswith("WARN characters outside every section and document, left out: ") for line in told_of)
    assert report.skipped == 1
