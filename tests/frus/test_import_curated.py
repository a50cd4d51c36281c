"""Curated records and imported volumes in one database: whichever comes first, and whatever goes."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import NullPool, create_engine, text

from seed.loading.load import LoadError, load
from seed.reading.files import Dataset
from tests.databases import Databases, contents
from tests.edits import Edited
from tests.frus.imports import bring, told
from tests.frus.volumes import FIRST, tei

VANE = """\
zeno-vane:
  cite: [[820, 830, "f2d2"]]
  name: Zeno Vane
  kind: person
"""
SPOKEN = (
    '<div type="document" n="1" xml:id="d1"><head>1. Minutes of the Council</head>'
    "<p><hi rend='smallcaps'>Mr. Vane</hi> said: “We must keep the door shut.” We must keep the doors shut. "
    "<hi rend='smallcaps'>Dr. Weir</hi> wrote: The shelves are damp, and the ledgers must go before the rains.</p>"
    "<p>The ledgers are safe where no man of ours will find them before winter.<note xml:id='d1fn1' n='1'>Paper does "
    "not drown; paper does not drown. Once more: paper does not drown.</note></p>"
    "<p>All <hi rend='smallcaps'>Mr. Nobody</hi> had was a house without keys.</p></div>"
)
PRINTED = (
    '<div type="document" n="1" xml:id="d1"><head>1. Letter</head>'
    "<p>It should be postponed until the roof is mended. We must keep the door shut.</p></div>"
    '<div type="document" n="2" xml:id="d2"><head>2. Scan</head>'
    "<p>It should be postnoned until the roof is mended.</p></div>"
)
LISTED = (
    '<div type="section" xml:id="persons"><list type="names"><item><persName xml:id="p_LK1">Lund, Karl</persName>, '
    "archivist of Alder</item></list></div>"
)


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("volumes") / "frus1931v01.xml"
    path.write_text(tei(SPOKEN, identity="frus1931v01"), "utf-8")
    return path


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("volumes") / "frus1930v01.xml"
    path.write_text(tei(PRINTED, front=LISTED, identity="frus1930v01"), "utf-8")
    return path


@pytest.fixture
def vane(edited: Edited) -> Dataset:
    """The corpus with one more person, whom nothing else names."""
    edited.add("actors.yaml", VANE)
    return edited.read()


def execute(url: str, statement: str) -> list[tuple[Any, ...]]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(text(statement))]
    engine.dispose()
    return rows


def elsewhere(url: str) -> list[tuple[Any, ...]]:
    return execute(
        url,
        'SELECT q.slug, e.seq, d.slug, p.is_note, p.number, substr(p.text, e.start + 1, e."end" - e.start), e.state '
        "FROM quotation_elsewhere e JOIN record q ON q.id = e.quotation_id JOIN record d ON d.id = e.document_id "
        "JOIN paragraph p ON p.id = e.paragraph_id ORDER BY q.slug, e.seq",
    )


def suggested(url: str) -> list[tuple[Any, ...]]:
    return execute(
        url,
        'SELECT substr(p.text, m.start + 1, m."end" - m.start), r.slug, m.certainty FROM mention m '
        "JOIN paragraph p ON p.id = m.paragraph_id LEFT JOIN record r ON r.id = m.actor_id "
        "ORDER BY m.document_id, m.seq",
    )


def test_the_words_of_quotations_are_found_in_volumes(own_loaded_url: str, spoken: Path, printed: Path) -> None:
    bring(own_loaded_url, spoken, printed)
    door, roof = "We must keep the door shut.", "should be postponed until the roof is mended."
    damp = "The shelves are damp, and the ledgers must go before the rains."
    winter = "The ledgers are safe where no man of ours will find them before winter."
    assert elsewhere(own_loaded_url) == [
        ("brandt-paper-does-not-drown", 1, "frus1931v01-d1", True, 1, "paper does not drown.", "verified-exact"),
        ("brandt-paper-does-not-drown", 2, "frus1931v01-d1", True, 1, "paper does not drown.", "verified-exact"),
        ("brandt-until-roof-mended", 1, "frus1930v01-d1", False, 2, roof, "verified-exact"),
        ("brandt-until-roof-mended", 2, "frus1930v01-d2", False, 2, roof.replace("pon", "non"), "verified-emended"),
        ("clerk-keep-door-shut", 1, "frus1930v01-d1", False, 2, door, "verified-exact"),
        ("clerk-keep-door-shut", 2, "frus1931v01-d1", False, 2, door, "verified-exact"),
        ("weir-ledgers-safe", 1, "frus1931v01-d1", False, 3, winter, "lacuna"),
        ("weir-shelves-damp", 1, "frus1931v01-d1", False, 2, damp, "verified-exact"),
    ]


def test_typographic_quotes_are_told_as_needed(own_loaded_url: str, edited: Edited, tmp_path: Path) -> None:
    """The same normalisations as of a quotation's own source, and no others."""
    body = "<head>One</head><p>We must “keep” the door shut. WE MUST KEEP THE DOOR SHUT.</p>"
    path = tmp_path / "volume.xml"
    path.write_text(tei(f'<div type="document" xml:id="d1">{body}</div>', identity="frus1931v01"), "utf-8")
    execute_write(own_loaded_url, "UPDATE quotation SET text = 'We must \"keep\" the door shut.' WHERE id = "
                  "(SELECT id FROM record WHERE slug = 'clerk-keep-door-shut')")  # fmt: skip
    bring(own_loaded_url, path)
    (found,) = contents(own_loaded_url)["quotation_elsewhere"]
    assert (found["state"], found["normalisations"]) == ("verified-normalised", ["curly-quotes"])
    assert (found["start"], found["end"]) == (0, 29)


def test_a_sentence_may_stand_within_another(own_loaded_url: str, tmp_path: Path) -> None:
    """The case of the first letter, and of no other, is told as what had to be normalised."""
    body = "<p>He said that we must keep the door shut. He said that we must Keep the door shut.</p>"
    path = tmp_path / "volume.xml"
    path.write_text(
        tei(f'<div type="document" xml:id="d1"><head>One</head>{body}</div>', identity="frus1931v01"), "utf-8"
    )
    bring(own_loaded_url, path)
    (found,) = contents(own_loaded_url)["quotation_elsewhere"]
    assert (found["state"], found["normalisations"]) == ("verified-normalised", ["initial-letter"])
    assert (found["start"], found["end"]) == (13, 40)


def execute_write(url: str, statement: str) -> None:
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


ORDERS = (
    ("records", "more records", "spoken", "printed"),
    ("printed", "spoken", "records", "more records"),
    ("spoken", "records", "more records", "printed"),
    ("records", "printed", "more records", "spoken"),
)


def test_whatever_comes_first(
    databases: Databases, dialect: str, corpus_data: Dataset, vane: Dataset, spoken: Path, printed: Path
) -> None:
    """The curated records before, between or behind two volumes, at once or one person later."""
    steps: dict[str, Any] = {
        "records": lambda url: load(corpus_data, url),
        "more records": lambda url: load(vane, url),
        "spoken": lambda url: bring(url, spoken),
        "printed": lambda url: bring(url, printed),
    }
    results = []
    for order in ORDERS:
        url = databases.migrated(dialect)
        for step in order:
            steps[step](url)
        results.append(told(url))
        if len(results) == 1:
            assert ("Mr. Vane", "zeno-vane", "suggested") in suggested(url)
            assert ("Dr. Weir", "anna-weir", "suggested") in suggested(url)
            assert not [surface for surface, *_ in suggested(url) if surface == "Mr. Nobody"]
        databases.drop(url)
    assert all(result == results[0] for result in results)


def test_a_curated_load_leaves_volumes_alone(own_loaded_url: str, edited: Edited, spoken: Path) -> None:
    bring(own_loaded_url, spoken, FIRST)
    before = contents(own_loaded_url)
    edited.replace("places.yaml", "  name: Alder\n", "  name: Town of Alder\n")
    edited.replace("actors.yaml", "  name: Anna Weir\n", "  name: Anna B. Weir\n")
    assert load(edited.read(), own_loaded_url).updated == 2
    after = contents(own_loaded_url)
    theirs = {row["id"] for row in before["record"] if row["series"] != "curated"}
    for name, rows in before.items():
        owner = {"record": "id", "actor": "id", "search_entry": "record_id"}.get(name, "document_id")
        mine = [row for row in rows if row.get(owner) in theirs]
        assert [row for row in after[name] if row.get(owner) in theirs] == mine, name
    assert after["quotation_elsewhere"] == before["quotation_elsewhere"]


def test_a_curated_person_who_goes_leaves_no_suggestion(
    own_loaded_url: str, corpus_data: Dataset, vane: Dataset, spoken: Path
) -> None:
    bring(own_loaded_url, spoken)
    before = told(own_loaded_url)
    load(vane, own_loaded_url)
    assert ("Mr. Vane", "zeno-vane", "suggested") in suggested(own_loaded_url)
    release = load(corpus_data, own_loaded_url).release
    assert told(own_loaded_url) == before
    logged = [row for row in contents(own_loaded_url)["change"] if row["release_id"] == release]
    assert [(row["action"].value, row["slug"], row["fields"]) for row in logged] == [
        ("deleted", "zeno-vane", []),
        ("updated", "frus1931v01-d1", ["people"]),
    ]


def test_one_of_several_who_goes(own_loaded_url: str, corpus_data: Dataset, edited: Edited, spoken: Path) -> None:
    edited.add("actors.yaml", VANE)
    edited.add("actors.yaml", VANE.replace("zeno", "otis").replace("Zeno", "Otis"))
    load(edited.read(), own_loaded_url)
    bring(own_loaded_url, spoken)
    assert {row for row in suggested(own_loaded_url) if row[0] == "Mr. Vane"} == {
        ("Mr. Vane", "otis-vane", "ambiguous"),
        ("Mr. Vane", "zeno-vane", "ambiguous"),
    }
    edited.remove("actors.yaml", "otis-vane")
    load(edited.read(), own_loaded_url)
    assert {row for row in suggested(own_loaded_url) if row[0] == "Mr. Vane"} == {
        ("Mr. Vane", "zeno-vane", "suggested")
    }


def test_a_curated_identity_that_goes(own_loaded_url: str, edited: Edited, tmp_path: Path) -> None:
    edited.add("actors.yaml", VANE.replace("zeno", "karl").replace("Zeno", "Karl"))
    load(edited.read(), own_loaded_url)
    people = LISTED.replace("Lund, Karl", "Vane, Karl")
    path = tmp_path / "volume.xml"
    path.write_text(tei(PRINTED, front=people, identity="frus1930v01"), "utf-8")
    bring(own_loaded_url, path)
    pointing = (
        "SELECT count(*) FROM actor a LEFT JOIN possibly_same p ON p.actor_id = a.id "
        "JOIN record r ON r.id = coalesce(a.same_as_id, p.other_id) WHERE r.slug = 'karl-vane'"
    )
    assert execute(own_loaded_url, pointing) == [(1,)]
    edited.remove("actors.yaml", "karl-vane")
    load(edited.read(), own_loaded_url)
    assert execute(own_loaded_url, "SELECT count(*) FROM actor WHERE same_as_id IS NOT NULL") == [(0,)]
    assert execute(own_loaded_url, "SELECT count(*) FROM possibly_same") == [(0,)]


def test_a_slug_of_a_volume_is_not_for_curators(own_loaded_url: str, edited: Edited, spoken: Path) -> None:
    bring(own_loaded_url, spoken)
    edited.add("actors.yaml", VANE.replace("zeno-vane", "frus1931v01"))
    with pytest.raises(LoadError, match="frus"):
        load(edited.read(), own_loaded_url)


def test_a_removed_document_takes_its_places_of_quotations(own_loaded_url: str, printed: Path, tmp_path: Path) -> None:
    bring(own_loaded_url, printed)
    assert len(elsewhere(own_loaded_url)) == 3
    shorter = tmp_path / printed.name
    text_of = printed.read_text("utf-8")
    shorter.write_text(text_of.replace("postponed until the roof", "put off until the roof"), "utf-8")
    bring(own_loaded_url, shorter)
    assert [(row[0], row[1], row[2]) for row in elsewhere(own_loaded_url)] == [
        ("brandt-until-roof-mended", 1, "frus1930v01-d2"),
        ("clerk-keep-door-shut", 1, "frus1930v01-d1"),
    ]
