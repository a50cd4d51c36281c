"""What became of records: the change log in the order of its sequence, with its tombstones, and each record's own."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from seed.loading.load import load
from seed.reading.files import Dataset
from tests.api.conftest import Api, serving


@pytest.fixture
def changed(own_loaded_url: str, altered: Callable[..., Dataset]) -> Iterator[Api]:
    """Three releases: the corpus, one record updated, another withdrawn."""
    load(altered("ledger-removal", summary="Now told otherwise."), own_loaded_url)
    with serving(own_loaded_url) as api:
        yield api


def test_all_changes_stand_in_order_and_the_walk_ends(changed: Api) -> None:
    found = changed.all("/v1/changes", limit=7)
    numbers = [one["sequence"] for one in found]
    assert numbers == sorted(set(numbers))
    assert changed.json("/v1/changes?limit=1")["total"] == len(found)
    assert {one["action"] for one in found if one["release"] == "1"} <= {"created", "moved"}


def test_an_update_names_the_fields_that_changed(changed: Api) -> None:
    (last,) = changed.json("/v1/changes?since=1")["results"]
    assert (last["action"], last["record"]["id"], last["fields"]) == ("updated", "ledger-removal", ["summary"])
    assert last["record"]["href"] == "/v1/events/ledger-removal"


def test_a_cursor_survives_a_release(changed: Api, own_loaded_url: str, corpus_data: Dataset) -> None:
    following = changed.json("/v1/changes?limit=5")["next"]
    load(corpus_data, own_loaded_url)
    page = changed.json(following)
    assert page["release"] == "3"
    assert page["results"][0]["sequence"] == 6


def test_a_record_has_its_own_history(changed: Api) -> None:
    history = changed.json("/v1/events/ledger-removal/changes")["results"]
    assert [one["action"] for one in history][-1] == "updated"
    assert changed.get("/v1/events/removal-of-ledgers/changes").status_code == 308
    assert changed.get("/v1/events/never-there/changes").status_code == 404


@pytest.mark.parametrize("query", ["since=soon", "cursor=abc", "type=chapter", "action=lost", "since=1950-10-05"])
def test_what_cannot_be_meant_is_refused(changed: Api, query: str) -> None:
    answer = changed.get(f"/v1/changes?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == query.partition("=")[0]


def test_filters_hold_for_every_change(changed: Api) -> None:
    def matching(query: str) -> list[dict[str, Any]]:
        return changed.all(f"/v1/changes?{query}")

    assert {one["record"]["type"] for one in matching("type=quotation")} == {"quotation"}
    assert {one["action"] for one in matching("action=updated")} == {"updated"}
    assert matching("since=2999-01-01T00:00:00Z") == []
