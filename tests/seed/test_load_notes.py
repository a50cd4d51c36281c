"""The editor's notes: each goes with a change of its record, once, and none is lost."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, select

from api.models.record import Change, Record, table
from api.models.vocabulary import RecordType
from seed.loading.diff import diff
from seed.loading.load import load
from tests.edits import Edited

NOTE = "The minutes settle it."
change, record = table(Change), table(Record)


def notes(edited: Edited, **found: str) -> None:
    lines = "".join(f"{slug.replace('_', '-')}: {note}\n" for slug, note in found.items())
    (edited.folder / "notes.yaml").write_text(lines, "utf-8")


def rows(url: str, *columns: Any) -> list[tuple[Any, ...]]:
    """The changes of release 2 and later."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(select(*columns).where(change.c.release_id > 1).order_by(change.c.seq)).all()
    engine.dispose()
    return [tuple(row) for row in found]


def digests(url: str) -> set[tuple[Any, ...]]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = {tuple(row) for row in connection.execute(select(record.c.slug, record.c.digest, record.c.changed_in))}
    engine.dispose()
    return found


TOLD = (change.c.release_id, change.c.action, change.c.slug, change.c.fields, change.c.note)


def test_a_note_goes_with_the_correction(own_loaded_url: str, edited: Edited) -> None:
    edited.replace("places.yaml", "name_now: Alder-on-the-Hill", "name_now: Alder")
    notes(edited, alder=NOTE)
    load(edited.read(), own_loaded_url)
    assert rows(own_loaded_url, *TOLD) == [(2, "updated", "alder", ["name_now"], NOTE)]


def test_a_note_is_never_repeated(own_loaded_url: str, edited: Edited) -> None:
    """Neither by the next load, nor by a later change, nor under a new id."""
    notes(edited, alder=NOTE)
    load(edited.read(), own_loaded_url)
    edited.replace("places.yaml", "name_now: Alder-on-the-Hill", "name_now: Alder")
    load(edited.read(), own_loaded_url)
    edited.rename(RecordType.PLACE, "alder", "town-of-alder")
    load(edited.read(), own_loaded_url)
    found = rows(own_loaded_url, change.c.release_id, change.c.note)
    assert [one for one in found if one[1]] == [(2, NOTE)]


def test_a_note_that_comes_late_is_a_change_of_its_own(own_loaded_url: str, edited: Edited) -> None:
    """Followers of the log see it; the record itself is as it was."""
    before = digests(own_loaded_url)
    notes(edited, alder="The name of today was missing.", anna_weir=NOTE)
    assert [(one.action, one.slug, one.note) for one in diff(edited.read(), own_loaded_url)] == [
        ("updated", "anna-weir", NOTE)
    ]
    loaded = load(edited.read(), own_loaded_url)
    assert (loaded.release, loaded.updated, loaded.is_new) == (2, 1, True)
    assert rows(own_loaded_url, *TOLD) == [(2, "updated", "anna-weir", [], NOTE)]
    assert digests(own_loaded_url) == before


def test_another_note_is_another_correction(own_loaded_url: str, edited: Edited) -> None:
    for note in (NOTE, "The minutes were misread."):
        notes(edited, alder=note)
        load(edited.read(), own_loaded_url)
    (edited.folder / "notes.yaml").write_text("anna-weir: Her own.\n", "utf-8")
    load(edited.read(), own_loaded_url)
    assert rows(own_loaded_url, change.c.slug, change.c.note) == [
        ("alder", NOTE),
        ("alder", "The minutes were misread."),
        ("anna-weir", "Her own."),
    ]


def test_a_note_of_a_renamed_record_goes_with_its_update_if_it_has_one(own_loaded_url: str, edited: Edited) -> None:
    edited.rename(RecordType.PLACE, "alder", "town-of-alder")
    edited.replace("places.yaml", "name_now: Alder-on-the-Hill", "name_now: Alder")
    notes(edited, town_of_alder=NOTE)
    load(edited.read(), own_loaded_url)
    found = rows(own_loaded_url, change.c.action, change.c.slug, change.c.note)
    assert ("moved", "alder", None) in found
    assert ("updated", "town-of-alder", NOTE) in found


def test_a_note_is_part_of_what_a_load_compares(own_loaded_url: str, edited: Edited) -> None:
    first = edited.read().sha256
    notes(edited, alder=NOTE)
    assert edited.read().sha256 != first
    assert load(edited.read(), own_loaded_url).release == 2
    assert load(edited.read(), own_loaded_url).is_new is False


@pytest.mark.parametrize(
    ("text", "problem"),
    [("alder: 5\n", "notes.yaml:1: alder: the record must be text"), ("alder: a\nalder: b\n", "notes.yaml:2: "),
     ("alder: [a, b]\n", "notes.yaml:1: alder: "), ("\n- alder\n", "notes.yaml:1: ")],
)  # fmt: skip
def test_the_file_is_read_strictly(edited: Edited, text: str, problem: str) -> None:
    from seed.reading.files import read

    path: Path = edited.folder / "notes.yaml"
    path.write_text(text, "utf-8")
    _, problems = read(edited.folder)
    assert any(problem in str(one) for one in problems), [*map(str, problems)]
