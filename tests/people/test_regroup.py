"""Identities in a database, of imported entries and curated persons."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, delete, event, select, update

from api.models.actor import Actor, ActorRole
from api.models.corpus import Origin, PossiblySame
from api.models.record import Record, table
from seed.cli import main
from seed.loading.load import load, writing
from seed.people.entries import Identity, Key
from seed.people.joins import curated, regroup
from seed.reading.files import read
from seed.text.texts import TextError
from tests.api.volume_rows import Rows

actor, record, origin, alike = table(Actor), table(Record), table(Origin), table(PossiblySame)
FIRST, SECOND, LATE = "frus1930v01", "frus1931v02", "frus1958-60v03"
PERSONS: dict[str, list[tuple[str, str, str]]] = {
    FIRST: [("p_WA1", "Weir, Anna", "Archivist of Alder"), ("p_ZE1", "Zell, Edda Maria", "Envoy")],
    SECOND: [("p_ZE9", "Zell, Edda M.", "Minister"), ("p_ZE1", "Zeller, Otto", "Clerk")],
    LATE: [("p_ZE1", "Zell, Edda M.", "Retired"), ("p_BR1", "Brandt, O.", "Councillor")],
}


def add(url: str, *volumes: str) -> None:
    with writing(url) as connection:
        before = connection.execute(select(record.c.series).distinct()).scalars().all()
        for number, volume in enumerate(volumes, len(before) + 1):
            rows = Rows(connection, number, volume)
            rows.source(volume, {"type": "book", "title": volume})
            for person in PERSONS[volume]:
                rows.person(*person)
            rows.published()


def grouped(url: str, confirmed: Mapping[Key, Identity] | None = None) -> int:
    with writing(url) as connection:
        return regroup(connection, confirmed if confirmed is not None else {})


def identities(url: str) -> dict[str, str]:
    """Slugs of entries and of their identities."""
    with writing(url, keep=False) as connection:
        return slugs(connection, select(actor.c.id, actor.c.same_as_id).where(actor.c.same_as_id.is_not(None)))


def slugs(connection: Connection, pairs: Any) -> dict[str, str]:
    named = {row.id: row.slug for row in connection.execute(select(record.c.id, record.c.slug))}
    return {named[one]: named[other] for one, other in connection.execute(pairs)}


def reasons(url: str) -> list[str]:
    with writing(url, keep=False) as connection:
        return list(connection.execute(select(alike.c.reason).order_by(alike.c.reason)).scalars())


SAME = {"frus1930v01-p-wa1": "anna-weir", "frus1931v02-p-ze9": "frus1930v01-p-ze1"}


def test_regroup(own_loaded_url: str) -> None:
    add(own_loaded_url, FIRST, SECOND, LATE)
    digests = head_rows(own_loaded_url)
    assert grouped(own_loaded_url) > 0
    assert identities(own_loaded_url) == SAME
    assert [reason.split(" (")[0] for reason in reasons(own_loaded_url)] == [
        "the names agree, but their volumes are 27 years apart",
    ]
    assert head_rows(own_loaded_url) == digests


def head_rows(url: str) -> list[tuple[Any, ...]]:
    with writing(url, keep=False) as connection:
        columns = (record.c.id, record.c.slug, record.c.digest, record.c.changed_in)
        return [tuple(row) for row in connection.execute(select(*columns).order_by(record.c.id))]


def test_a_second_time_writes_nothing(own_loaded_url: str) -> None:
    add(own_loaded_url, FIRST, SECOND, LATE)
    grouped(own_loaded_url)
    statements: list[str] = []
    with writing(own_loaded_url) as connection:
        event.listen(connection, "before_cursor_execute", lambda *args: statements.append(args[2]))
        assert regroup(connection, {}) == 0
    assert {statement.split()[0] for statement in statements} == {"SELECT"}


def test_the_order_of_imports_does_not_matter(own_loaded_url: str) -> None:
    for volume in (LATE, SECOND, FIRST):
        add(own_loaded_url, volume)
        grouped(own_loaded_url)
    assert identities(own_loaded_url) == SAME
    assert len(reasons(own_loaded_url)) == 1


def test_an_entry_that_goes_leaves_nothing_behind(own_loaded_url: str) -> None:
    """The first of the entries was the identity of another, and was perhaps a third."""
    add(own_loaded_url, FIRST, SECOND, LATE)
    grouped(own_loaded_url)
    with writing(own_loaded_url) as connection:
        gone = select(origin.c.record_id).where(origin.c.volume == FIRST, origin.c.xml_id == "p_ZE1").scalar_subquery()
        connection.execute(delete(record).where(record.c.id == gone))
        assert regroup(connection, {}) > 0
    assert identities(own_loaded_url) == {"frus1930v01-p-wa1": "anna-weir"}
    with writing(own_loaded_url, keep=False) as connection:
        assert slugs(connection, select(alike.c.actor_id, alike.c.other_id)) == {
            "frus1958-60v03-p-ze1": "frus1931v02-p-ze9"
        }


def test_what_was_lost_with_the_rows_comes_back(own_loaded_url: str) -> None:
    add(own_loaded_url, FIRST, SECOND)
    confirmed: dict[Key, Identity] = {Key(SECOND, "p_ZE1"): "otto-brandt"}
    grouped(own_loaded_url, confirmed)
    wanted = {**SAME, "frus1931v02-p-ze1": "otto-brandt"}
    assert identities(own_loaded_url) == wanted
    with writing(own_loaded_url) as connection:
        connection.execute(update(actor).values(same_as_id=None, same_as_method=None, same_as_reason=None))
        connection.execute(delete(alike))
    assert identities(own_loaded_url) == {}
    grouped(own_loaded_url, confirmed)
    assert identities(own_loaded_url) == wanted


def test_offices_and_years_of_curated_persons(loaded_url: str) -> None:
    with writing(loaded_url, keep=False) as connection:
        persons = {person.slug: person for person in curated(connection).values()}
    assert persons["anna-weir"].names == ("Anna Weir",)  # "Weir" is short, and no full name
    assert persons["anna-weir"].offices == ("archivist",)
    assert persons["anna-weir"].years == (1931, 1931)
    assert persons["jonas-reeve"].years is None  # an author, who is told of in no event
    assert "county-archive" not in persons


def test_an_office_decides_where_years_do_not(own_loaded_url: str) -> None:
    """The same name in the right years, and an office that the curated person never had."""
    add(own_loaded_url, FIRST)
    grouped(own_loaded_url)
    assert identities(own_loaded_url) == {"frus1930v01-p-wa1": "anna-weir"}
    with writing(own_loaded_url) as connection:
        entry = select(origin.c.record_id).where(origin.c.xml_id == "p_WA1").scalar_subquery()
        connection.execute(update(table(ActorRole)).where(table(ActorRole).c.actor_id == entry).values(title="Dancer"))
        regroup(connection, {})
    assert identities(own_loaded_url) == {}
    assert reasons(own_loaded_url) == ["the names agree, but not the offices (\u201cWeir, Anna\u201d, 1930)"]


def test_a_load_brings_in_what_an_editor_confirms(own_loaded_url: str, corpus: Path, tmp_path: Path) -> None:
    """A line more in `same-as.yaml` is a release; so is the withdrawal of who it names."""
    add(own_loaded_url, FIRST, SECOND)
    folder = shutil.copytree(corpus, tmp_path / "data")
    (folder / "same-as.yaml").write_text(f"{SECOND}/p_ZE1: jonas-reeve\n", "utf-8")
    dataset, problems = read(folder)
    assert problems == []
    made = load(dataset, own_loaded_url)
    assert made.is_new
    assert identities(own_loaded_url) == {**SAME, "frus1931v02-p-ze1": "jonas-reeve"}
    assert load(dataset, own_loaded_url).release == made.release
    (folder / "same-as.yaml").unlink()
    assert load(read(folder)[0], own_loaded_url).is_new
    assert identities(own_loaded_url) == SAME


def test_a_curated_person_that_is_withdrawn(own_loaded_url: str) -> None:
    add(own_loaded_url, FIRST, SECOND)
    grouped(own_loaded_url, {Key(SECOND, "p_ZE1"): "mira-halden", Key(SECOND, "p_ZE9"): "mira-halden"})
    assert identities(own_loaded_url)["frus1930v01-p-ze1"] == "mira-halden"
    with writing(own_loaded_url, keep=False) as connection:
        connection.execute(delete(record).where(record.c.slug == "mira-halden"))
        regroup(connection, {Key(SECOND, "p_ZE1"): "mira-halden"})
        assert slugs(connection, select(actor.c.id, actor.c.same_as_id).where(actor.c.same_as_id.is_not(None))) == SAME


def test_without_a_word_the_shipped_file_is_read(
    own_loaded_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seed.people.joins.DATA", tmp_path)
    add(own_loaded_url, FIRST, SECOND)
    with writing(own_loaded_url) as connection:
        regroup(connection)
    assert identities(own_loaded_url) == SAME
    (tmp_path / "same-as.yaml").write_text(f"{SECOND}/p_ZE1: {FIRST}/p_ZE1\n", "utf-8")
    with writing(own_loaded_url) as connection:
        regroup(connection)
    assert identities(own_loaded_url) == {**SAME, "frus1931v02-p-ze1": "frus1930v01-p-ze1"}
    (tmp_path / "same-as.yaml").write_text(f"{SECOND}/p_ZE1: [one, two]\n", "utf-8")
    with (
        pytest.raises(TextError, match=r"same-as.yaml:1: frus1931v02/p_ZE1: .*\nMend same-as.yaml"),
        writing(own_loaded_url) as connection,
    ):
        regroup(connection)


def test_check_reports_lines(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = shutil.copytree(corpus, tmp_path / "data")
    path = folder / "same-as.yaml"
    path.write_text(f"{FIRST}/p_WA1: anna-weir\n{SECOND}/p_ZE9: ana-weir\n", "utf-8")
    assert main(["check", "--data", str(folder)]) == 1
    said = capsys.readouterr().out
    assert said == f"{path}:2: {SECOND}/p_ZE9: there is no curated person `ana-weir`; did you mean `anna-weir`?\n"
