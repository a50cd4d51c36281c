"""Answers that show the words of a quotation, or a claim, tell whose they are as the records themselves do."""

from typing import Any

import pytest

from tests.api.conftest import Api

QUERIES = ("weir", "brandt", "ledgers", "removal", "house", "roof", "door", "council", "flood", "halden")
OF_A_CLAIM = ("authors", "held_by", "modality", "certainty")


def hits(archive: Api, type: str) -> list[Any]:
    return [hit for q in QUERIES for hit in archive.all(f"/v1/search?q={q}&type={type}")]


def test_a_quotation_that_is_found_tells_who_speaks(archive: Api) -> None:
    found = hits(archive, "quotation")
    assert {hit["record"]["id"] for hit in found} == {record["id"] for record in archive.all("/v1/quotations")}
    for hit in found:
        record = archive.json(hit["record"]["href"])
        assert hit["speakers"] == record["speakers"]
        assert [hit[name] for name in OF_A_CLAIM] == [[], [], None, None]
    assert {len(hit["speakers"]) for hit in found} == {1, 2}
    assert {one["certainty"] for hit in found for one in hit["speakers"]} >= {"stated", "claimed", "unattributed"}


def test_a_claim_that_is_found_tells_who_makes_and_who_holds_it(archive: Api) -> None:
    found = hits(archive, "interpretation")
    assert {hit["record"]["id"] for hit in found} == {record["id"] for record in archive.all("/v1/interpretations")}
    for hit in found:
        record = archive.json(hit["record"]["href"])
        assert {name: hit[name] for name in OF_A_CLAIM} == {name: record[name] for name in OF_A_CLAIM}
        assert hit["speakers"] == []
    assert any(hit["held_by"] != hit["authors"] for hit in found)


def test_nobody_says_other_records(archive: Api) -> None:
    found = [hit for type in ("actor", "document", "dispute", "event") for hit in hits(archive, type)]
    assert {hit["record"]["type"] for hit in found} == {"actor", "document", "dispute", "event"}
    assert {str([hit["speakers"], *(hit[name] for name in OF_A_CLAIM)]) for hit in found} == {
        str([[], [], [], None, None])
    }


@pytest.mark.parametrize("type", ["quotation", "interpretation"])
def test_one_statement_for_however_many(archive: Api, type: str) -> None:
    counted = []
    for limit in (2, 100):
        with archive.statements() as seen:
            page = archive.json(f"/v1/search?q=weir&type={type}&limit={limit}")
        counted.append((len(page["results"]), len(seen)))
    assert counted[0][0] == 2 < counted[1][0]
    assert counted[0][1] == counted[1][1]


def test_a_day_tells_who_speaks(archive: Api) -> None:
    told = 0
    for record in archive.all("/v1/quotations"):
        if record["date"] is None or record["date"]["earliest"] is None:
            continue
        day = archive.json(f"/v1/on-this-day?on={record['date']['earliest']}")
        entries = [one for one in day["certain"] + day["possible"] if one["record"]["id"] == record["id"]]
        assert [one["speakers"] for one in entries] == [record["speakers"]]
        assert all(one["speakers"] == [] for one in day["certain"] if one["record"]["type"] != "quotation")
        told += 1
    assert told > 2


def test_a_day_with_words_costs_one_statement_more_than_an_empty_one(archive: Api) -> None:
    counted = {}
    for on in ("1800-01-01", "1931-04-12"):
        with archive.statements() as seen:
            day = archive.json(f"/v1/on-this-day?on={on}")
        found = day["certain"] + day["possible"]
        counted[any(one["record"]["type"] == "quotation" for one in found)] = len(seen)
    assert counted[True] == counted[False] + 1
