"""`/v1/suggest`, the same cases on both databases."""

from typing import Any
from urllib.parse import quote

import pytest

from tests.api.conftest import Api


def suggested(api: Api, q: str, more: str = "") -> list[Any]:
    results: list[Any] = api.json(f"/v1/suggest?q={quote(q, safe='')}{more}")["results"]
    return results


def ids(results: list[Any]) -> list[str]:
    return [result["record"]["id"] for result in results]


@pytest.mark.parametrize("q", ["an", "ann", "anna", "anna w", "Anna WEIR", "weir", "we"])
def test_an_actor_by_the_beginning_of_a_name(archive: Api, q: str) -> None:
    results = suggested(archive, q)
    assert ids(results)[0] == "anna-weir"
    assert results[0]["record"]["type"] == "actor"
    assert results[0]["kind"] == "person"


def test_an_entry_of_a_list_means_the_actor_whose_it_is(archive: Api) -> None:
    (result,) = suggested(archive, "anna v")
    assert (result["record"]["id"], result["matched"]) == ("anna-weir", "Anna Vaer")


def test_what_matched_is_the_name_as_it_is_written(archive: Api) -> None:
    assert suggested(archive, "we")[0]["matched"] == "Weir"


def test_records_by_the_words_of_their_titles(archive: Api) -> None:
    assert "flood-of-1887" in ids(suggested(archive, "flood of 18"))
    assert ids(suggested(archive, "flo"))[0] == "flood-of-1887"
    assert ids(suggested(archive, "warden pyol")) == ["alder1931v01-d1"]
    assert suggested(archive, "nosuch") == suggested(archive, "flood nosuch") == []


def test_no_paragraphs(archive: Api) -> None:
    assert suggested(archive, "ferryman") == []


def test_of_one_type_and_so_many(archive: Api) -> None:
    assert {result["record"]["type"] for result in suggested(archive, "weir", "&type=quotation,event")} <= {
        "quotation",
        "event",
    }
    assert len(suggested(archive, "weir", "&limit=3")) == 3
    assert archive.get("/v1/suggest?q=weir&limit=21").status_code == 400
    assert archive.get("/v1/suggest?q=weir&type=nosuch").status_code == 400


def test_every_record_once(archive: Api) -> None:
    for q in ("weir", "anna", "brandt", "the", "ledgers"):
        found = ids(suggested(archive, q, "&limit=20"))
        assert len(found) == len(set(found))


def test_exact_beginnings_come_first(archive: Api) -> None:
    found = [result["matched"].lower() for result in suggested(archive, "letter", "&limit=20")]
    begins = [label.startswith("letter") for label in found]
    assert begins == sorted(begins, reverse=True)
