"""Public ids are for good: what goes and comes back has its own, and nothing ever has another's."""

from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, text

from tests.frus.imports import bring
from tests.frus.volumes import tei, written

DOCUMENT = '<div type="document" n="1" xml:id="{0}"><head>{0}</head><p>Text of {0}.</p>{1}</div>'
ATTACHED = "<frus:attachment><head>Annex to {}</head><p>More.</p></frus:attachment>"
PERSON = '<item><persName xml:id="{0}">{0}</persName></item>'
ALIKE = ("d1.a", "d1_a", "D1-a")
OWN = {"d1.a": "frus1949v01-d1-a", "d1_a": "frus1949v01-d1-a-2", "D1-a": "frus1949v01-d1-a-3"}


def volume(folder: Path, *documents: str, attached: str = "", persons: str = "") -> Path:
    body = "".join(DOCUMENT.format(name, ATTACHED.format(name) if name == attached else "") for name in documents)
    items = "".join(PERSON.format(name) for name in persons.split())
    front = f'<div type="section" xml:id="persons"><list type="names">{items}</list></div>' if items else ""
    return written(folder, tei(body, front=front))


def run(url: str, statement: str) -> dict[str, str]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        found = connection.execute(text(statement))
        rows = {row[0]: row[1] for row in found} if found.returns_rows else {}
    engine.dispose()
    return rows


def ids(url: str, kind: str = "document") -> dict[str, str]:
    """The public ids by what the records are called: the ids in the file."""
    return run(url, f"SELECT label, slug FROM record WHERE type = '{kind}'")  # noqa: S608


@pytest.mark.parametrize("left", [ALIKE[:1], ALIKE[1:2], ALIKE[2:], ()])
def test_what_comes_back_has_its_own_id_whatever_comes_first(
    database_url: str, tmp_path: Path, left: tuple[str, ...]
) -> None:
    bring(database_url, volume(tmp_path, *ALIKE))
    assert ids(database_url) == OWN
    for back in (ALIKE, ALIKE[::-1], (*ALIKE[1:], ALIKE[0])):
        bring(database_url, volume(tmp_path, "d9", *left), allow_removals=True)
        assert ids(database_url).items() - OWN.items() == {("d9", "frus1949v01-d9")}
        bring(database_url, volume(tmp_path, "d9", *back))
        assert ids(database_url) == OWN | {"d9": "frus1949v01-d9"}


def test_nothing_new_has_an_id_that_is_gone(database_url: str, tmp_path: Path) -> None:
    bring(database_url, volume(tmp_path, *ALIKE))
    bring(database_url, volume(tmp_path, "d9"), allow_removals=True)
    bring(database_url, volume(tmp_path, "d1-a", "d9"))
    assert ids(database_url)["d1-a"] == "frus1949v01-d1-a-4"
    bring(database_url, volume(tmp_path, "d1-a", "d9", *ALIKE))
    assert ids(database_url).items() > OWN.items()


def test_persons_and_attachments_too(database_url: str, tmp_path: Path) -> None:
    """A document may be called as another's attachment is."""
    whole = {"attached": "d1", "persons": "p_A p_a P_A"}
    bring(database_url, volume(tmp_path, "d1", "d1-at1", **whole))
    documents, persons = ids(database_url), ids(database_url, "actor")
    assert documents == {
        "d1": "frus1949v01-d1",
        "Annex to d1": "frus1949v01-d1-at1",
        "d1-at1": "frus1949v01-d1-at1-2",
    }
    assert sorted(persons.values()) == ["frus1949v01-p-a", "frus1949v01-p-a-2", "frus1949v01-p-a-3"]
    bring(database_url, volume(tmp_path, "d2"), allow_removals=True)
    assert ids(database_url, "actor") == {}
    bring(database_url, volume(tmp_path, "d1-at1", "d1", attached="d1", persons="P_A p_a p_A"), allow_removals=True)
    assert (ids(database_url), ids(database_url, "actor")) == (documents, persons)


def test_an_id_of_which_nobody_knows_whose_it_was_is_nobodys(database_url: str, tmp_path: Path) -> None:
    bring(database_url, volume(tmp_path, "d1", "d2"))
    bring(database_url, volume(tmp_path, "d2"), allow_removals=True)
    run(database_url, "UPDATE slug SET gone_part = NULL")
    bring(database_url, volume(tmp_path, "d1", "d2"))
    assert ids(database_url) == {"d1": "frus1949v01-d1-2", "d2": "frus1949v01-d2"}


def test_volumes_whose_ids_are_alike_do_not_take_each_others(database_url: str, tmp_path: Path) -> None:
    texts = [tei(DOCUMENT.format("d1", ""), identity=name) for name in ("frus1943China", "frus1943china")]
    slugs = "SELECT series, slug FROM record WHERE type = 'document'"
    for content in texts:
        bring(database_url, written(tmp_path, content))
    before = run(database_url, slugs)
    for content in texts:
        bring(database_url, written(tmp_path, content.replace('xml:id="d1"', 'xml:id="d2"')), allow_removals=True)
    for content in reversed(texts):
        bring(database_url, written(tmp_path, content), allow_removals=True)
    assert (
        run(database_url, slugs)
        == before
        == {"frus1943China": "frus1943china-d1", "frus1943china": "frus1943china-d1-2"}
    )


NOTES = '<note xml:id="{0}fn{1}">One<note xml:id="{0}fn{1}-1">two<note xml:id="{0}fn{1}-2">three</note></note></note>'
PLACES = "SELECT a.xml_id, p.text FROM anchor a JOIN paragraph p ON p.id = a.paragraph_id WHERE a.xml_id LIKE '%fn%'"


def test_the_id_of_a_note_within_a_note_leads_to_the_note_it_stands_in(database_url: str, tmp_path: Path) -> None:
    noted = "".join(NOTES.format("d1", number).replace("One", f"One of {number} ") for number in (1, 2))
    body = DOCUMENT.format("d1", noted) + DOCUMENT.format("d2", '<p>See <ref target="#d1fn2-2">there</ref>.</p>')
    (report,) = bring(database_url, written(tmp_path, tei(body)))
    assert report.links["dangling"] == 0
    assert run(database_url, PLACES) == {
        f"d1fn{number}{ending}": f"One of {number} two three" for number in (1, 2) for ending in ("", "-1", "-2")
    }
    (again,) = bring(database_url, written(tmp_path, tei(body + DOCUMENT.format("d3", ""))))
    assert again.unchanged == 2
    assert len(run(database_url, PLACES)) == 6
