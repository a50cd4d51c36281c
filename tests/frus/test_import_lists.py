"""What a volume's lists and outline leave out, repeat or have in numbers, and what the report says of it."""

from pathlib import Path

from seed.frus.report import warnings
from seed.frus.storing.outline import Keys
from seed.frus.volume import Findings
from tests.databases import contents
from tests.frus.imports import bring
from tests.frus.volumes import tei, written

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
    keys = Keys()
    assert [keys.another(key) for key in ("a", "a 2", "a", "a", "a 2", "b")] == ["a", "a 2", "a 3", "a 4", "a 2 2", "b"]


class Looked(dict[str, int]):
    """Counts how often it is asked whether it has a key."""

    count = 0

    def __contains__(self, key: object) -> bool:
        self.count += 1
        return super().__contains__(key)


def test_many_sections_of_one_title_cost_no_more_each() -> None:
    keys, count = Keys(), 2000
    keys.taken = looked = Looked()
    assert len({keys.another("chapter h") for _ in range(count)}) == count
    assert looked.count <= 2 * count


def test_sections_of_one_title_are_known_again(database_url: str, tmp_path: Path) -> None:
    body = "".join(f'<div type="chapter"><head>Same</head>{DOCUMENT.format(number)}</div>' for number in range(1, 5))
    bring(database_url, written(tmp_path, tei(body)))
    before = contents(database_url)["section"]
    (report,) = bring(database_url, written(tmp_path, tei(body + DOCUMENT.format(5))))
    assert (report.sections, report.inserted, report.updated) == (4, 1, 1)  # the new document, and the volume
    assert contents(database_url)["section"] == before
