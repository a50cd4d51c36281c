"""What became of records: the change log in the order of its sequence, with its tombstones, and each record's own."""

from collections.abc import Iterator
from typing import Any

import pytest

from api.models.vocabulary import RecordType
from api.v1.changes import shown
from seed.loading.load import load
from seed.records import KINDS as WRITTEN
from tests.api.conftest import Api, serving
from tests.edits import Edited

KINDS = [kind.value for kind in RecordType]


def correct(edited: Edited, slug: str, note: str) -> None:
    path = edited.folder / "notes.yaml"
    path.write_text(f"{path.read_text('utf-8')}{slug}: {note}\n", "utf-8")


@pytest.fixture
def changed(own_loaded_url: str, edited: Edited) -> Iterator[Api]:
    """Three releases: the corpus; one record corrected and another renamed; a third withdrawn."""
    edited.replace("places.yaml", "name_now: Alder-on-the-Hill", "name_now: Alder-on-the-Water")
    correct(edited, "flood-in-1887", "Under its own name now.")
    edited.rename(RecordType.EVENT, "flood-of-1887", "flood-in-1887")
    edited.replace("notes.yaml", "The name of today was missing.", "The hill was a misreading.")
    load(edited.read(), own_loaded_url)
    edited.remove("events.yaml", "cellar-search")
    load(edited.read(), own_loaded_url)
    with serving(own_loaded_url) as api:
        yield api


def told(changes: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(one["release"], one["action"], one["record"]["id"], one["fields"], one["note"]) for one in changes]


def test_all_changes_stand_in_order_and_the_walk_ends(changed: Api) -> None:
    found = changed.all("/v1/changes", limit=7)
    assert [one["sequence"] for one in found] == list(range(1, len(found) + 1))
    page = changed.json("/v1/changes?limit=1")
    assert (page["total"], page["total_exact"], page["release"]) == (len(found), True, "3")
    assert {one["action"] for one in found if one["release"] == "1"} == {"created"}
    assert all(one["at"].endswith("Z") for one in found)


@pytest.mark.parametrize("kind", KINDS)
def test_fields_are_named_as_answers_name_them(changed: Api, kind: str) -> None:
    """Whatever a curator's file calls them, and a volume's."""
    written = {*WRITTEN[RecordType(kind)].__struct_encode_fields__} - {"remark"}
    served = changed.json(f"/v1/{kind}s?limit=1")["results"][0]
    assert {*shown(RecordType(kind), sorted(written))} - {"coverage"} <= set(served)


def test_fields_of_volumes_are_named_as_answers_name_them() -> None:
    assert shown(RecordType.DOCUMENT, ["place", "references"]) == ["footnotes", "paragraphs", "printed_place"]
    assert shown(RecordType.TRANSMISSION, ["asserted_by", "cite"]) == ["asserted_by", "citations"]


def test_what_changed_since_a_release(changed: Api) -> None:
    assert sorted(told(changed.json("/v1/changes?since=1")["results"])) == [
        ("2", "moved", "flood-of-1887", [], "Under its own name now."),
        ("2", "updated", "alder", ["name_now"], "The hill was a misreading."),
        ("2", "updated", "removal-like-flood-1887", ["compared_with"], None),
        ("3", "deleted", "cellar-search", [], None),
    ]
    assert told(changed.json("/v1/changes?since=2")["results"]) == [("3", "deleted", "cellar-search", [], None)]


def test_a_tombstone_has_its_label_and_a_moved_record_its_new_address(changed: Api) -> None:
    (gone,) = changed.json("/v1/changes?action=deleted")["results"]
    assert gone["record"] == {
        "id": "cellar-search",
        "type": "event",
        "label": "Search of the cellar",
        "href": "/v1/events/cellar-search",
    }
    (moved,) = changed.json("/v1/changes?action=moved")["results"]
    assert moved["moved_to"]["href"] == "/v1/events/flood-in-1887"
    assert moved["moved_to"]["label"] == changed.json("/v1/events/flood-in-1887")["label"]
    assert moved["record"]["label"] == moved["moved_to"]["label"]


def test_since_a_moment_is_since_the_release_of_that_moment(changed: Api) -> None:
    times = {one["release"]: one["at"] for one in changed.all("/v1/changes")}
    for release, at in times.items():
        since = changed.json(f"/v1/changes?since={release}")["results"]
        assert changed.json(f"/v1/changes?since={at}")["results"] == since
    assert changed.json("/v1/changes?since=2000-01-01T00:00:00Z")["total"] == len(changed.all("/v1/changes"))
    assert changed.json("/v1/changes?since=2999-01-01T00:00:00Z")["results"] == []
    assert changed.json("/v1/changes?since=99")["results"] == []


def test_a_cursor_survives_a_release(changed: Api, own_loaded_url: str, edited: Edited) -> None:
    following = changed.json("/v1/changes?limit=5")["next"]
    before = changed.json(following)
    edited.replace("places.yaml", "name_now: Alder-on-the-Water", "name_now: Alder")
    load(edited.read(), own_loaded_url)
    page = changed.json(following)
    assert (before["release"], page["release"]) == ("3", "4")
    assert page["results"] == before["results"]
    assert page["results"][0]["sequence"] == 6
    assert page["total"] == before["total"] + 1


def test_a_reader_who_cited_a_release_sees_what_changed_since(changed: Api) -> None:
    history = changed.json("/v1/places/alder/changes")["results"]
    assert told(history) == [
        ("1", "created", "alder", [], "The name of today was missing."),
        ("2", "updated", "alder", ["name_now"], "The hill was a misreading."),
    ]
    assert changed.json("/v1/places/alder/changes?since=1")["results"] == history[1:]
    assert changed.json("/v1/places/alder/changes?since=2")["results"] == []


def test_a_withdrawn_record_has_a_history_still(changed: Api) -> None:
    gone = changed.get("/v1/events/cellar-search")
    assert gone.status_code == 410
    assert gone.json()["detail"].startswith("Search of the cellar was withdrawn in release 3;")
    history = changed.json("/v1/events/cellar-search/changes")["results"]
    assert [one["action"] for one in history] == ["created", "deleted"]
    assert {one["record"]["label"] for one in history} == {"Search of the cellar"}


def test_a_history_goes_on_under_another_id(changed: Api) -> None:
    old = changed.get("/v1/events/flood-of-1887/changes?since=1")
    assert (old.status_code, old.headers["location"]) == (308, "/v1/events/flood-in-1887/changes?since=1")
    history = changed.json("/v1/events/flood-in-1887/changes")["results"]
    assert [(one["action"], one["record"]["id"]) for one in history][:2] == [
        ("created", "flood-of-1887"),
        ("moved", "flood-of-1887"),
    ]
    assert changed.get("/v1/events/never-there/changes").status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_histories(api: Api, kind: str) -> None:
    (one,) = api.json(f"/v1/{kind}s?limit=1")["results"]
    (first, *_) = api.json(f"/v1/{kind}s/{one['id']}/changes")["results"]
    assert (first["action"], first["record"]) == (
        "created",
        {name: one[name] for name in ("id", "type", "label", "href")},
    )


@pytest.mark.parametrize(
    "query", ["since=soon", "cursor=abc", "cursor=9999999999", "type=chapter", "action=lost", "since=1950-10-05"]
)
@pytest.mark.parametrize("path", ["/v1/changes", "/v1/places/alder/changes"])
def test_what_cannot_be_meant_is_refused(api: Api, path: str, query: str) -> None:
    answer = api.get(f"{path}?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == query.partition("=")[0]


def test_filters_hold_for_every_change(changed: Api) -> None:
    assert {one["record"]["type"] for one in changed.all("/v1/changes?type=quotation")} == {"quotation"}
    both = changed.all("/v1/changes?action=updated,moved&since=1")
    assert {one["action"] for one in both} == {"updated", "moved"}


def test_few_statements(api: Api) -> None:
    counts = []
    for limit in (1, 100):
        with api.statements() as seen:
            api.json(f"/v1/changes?limit={limit}")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 5


def test_newest_first_is_the_same_log_backwards(changed: Api) -> None:
    oldest = changed.all("/v1/changes", limit=7)
    newest = changed.all("/v1/changes?sort=newest", limit=7)
    assert newest == oldest[::-1]
    assert changed.all("/v1/changes?sort=newest&since=2") == [one for one in newest if one["release"] == "3"]
    assert changed.get("/v1/changes?sort=sequence").json()["errors"][0]["allowed"] == ["oldest", "newest"]


def test_changes_with_a_note_and_without(changed: Api) -> None:
    whole = changed.all("/v1/changes")
    with_note, without = (changed.all(f"/v1/changes?note={value}") for value in ("true", "false"))
    assert with_note == [one for one in whole if one["note"]]
    assert without == [one for one in whole if not one["note"]]
    assert with_note
    assert changed.get("/v1/changes?note=yes").json()["errors"][0]["parameter"] == "note"
