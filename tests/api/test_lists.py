"""Lists and details: one shape, a total order, a fixed number of queries, cursors that walk a release once."""

from itertools import pairwise
from typing import Any

import pytest

from tests.api.conftest import Api

RESOURCES = (
    "sources", "actors", "places", "events", "documents",
    "quotations", "interpretations", "disputes", "causal-links", "transmissions",
)  # fmt: skip
DATED = ("events", "documents", "quotations", "transmissions")


def sort_key(record: dict[str, Any]) -> tuple[str, str, str]:
    """Earliest, latest, id; a missing first day is before all others, a missing last day after; undated last."""
    date = record.get("date")
    if date is None or date["edtf"] is None:
        return ("~", "~", record["id"])
    return (date["earliest"] or "", date["latest"] or "~", record["id"])


@pytest.mark.parametrize("resource", RESOURCES)
def test_detail_equals_list_entry(api: Api, resource: str) -> None:
    records = api.all(f"/v1/{resource}")
    assert records
    for record in records:
        assert api.json(record["href"]) == record
        assert record["citations"], record["id"]
        assert record["type"] == resource.removesuffix("s")


@pytest.mark.parametrize("resource", RESOURCES)
def test_shape_is_the_same_for_all(api: Api, resource: str) -> None:
    assert len({tuple(record) for record in api.all(f"/v1/{resource}")}) == 1


@pytest.mark.parametrize("resource", RESOURCES)
def test_walk_by_one_meets_each_record_once_in_order(api: Api, resource: str) -> None:
    walked = [record["id"] for record in api.all(f"/v1/{resource}", limit=1)]
    whole = api.all(f"/v1/{resource}")
    assert walked == [record["id"] for record in whole]
    assert len(walked) == len(set(walked)) == api.json(f"/v1/{resource}")["total"]
    keys = [sort_key(record) if resource in DATED else record["id"] for record in whole]
    assert all(one < other for one, other in pairwise(keys))


@pytest.mark.parametrize("resource", RESOURCES)
def test_number_of_queries_does_not_depend_on_the_page(api: Api, resource: str) -> None:
    counts = []
    for limit in (1, 100):
        with api.statements() as seen:
            api.json(f"/v1/{resource}?limit={limit}")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 14


@pytest.mark.parametrize("resource", RESOURCES)
def test_nothing_is_an_empty_string(api: Api, resource: str) -> None:
    def walk(value: Any) -> None:
        assert value != ""
        for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            walk(item)

    walk(api.all(f"/v1/{resource}"))


@pytest.mark.parametrize("resource", RESOURCES)
def test_every_reference_leads_to_its_record(api: Api, resource: str) -> None:
    def refs(value: Any) -> list[dict[str, Any]]:
        if isinstance(value, dict):
            own = [value] if set(value) == {"id", "type", "label", "href"} else []
            return own + [ref for item in value.values() for ref in refs(item)]
        return [ref for item in value for ref in refs(item)] if isinstance(value, list) else []

    for ref in {ref["href"]: ref for ref in refs(api.all(f"/v1/{resource}"))}.values():
        record = api.json(ref["href"])
        assert {name: record[name] for name in ref} == ref


def test_next_is_in_the_link_header_and_keeps_filters(api: Api) -> None:
    answer = api.get("/v1/events?limit=1&date=1800/..")
    following = answer.json()["next"]
    assert answer.headers["link"] == f'<{following}>; rel="next"'
    assert "date=1800%2F.." in following
    assert "limit=1" in following
    last = api.get("/v1/events?limit=100")
    assert last.json()["next"] is None
    assert "link" not in last.headers


def test_release_is_named(api: Api) -> None:
    answer = api.get("/v1/actors")
    assert answer.headers["parallel38-release"] == answer.json()["release"] == api.json("/v1/meta")["release"]


def test_contents_lead_everywhere(api: Api) -> None:
    contents = api.json("/v1")
    assert {entry["href"] for entry in contents["resources"]} == {f"/v1/{resource}" for resource in RESOURCES}
    others = {"on-this-day": 307, "search": 400, "suggest": 400}  # which want to know of what
    for entry in contents["resources"] + contents["views"]:
        if "{" not in entry["href"]:
            assert api.get(entry["href"]).status_code == others.get(entry["name"], 200)
    assert api.get(contents["documentation"]).status_code == 200


def test_meta_counts_coverage_and_licences(api: Api) -> None:
    meta = api.json("/v1/meta")
    assert meta["counts"] == {r.removesuffix("s"): api.json(f"/v1/{r}")["total"] for r in RESOURCES}
    assert {licence["identifier"] for licence in meta["licences"]} == {"Apache-2.0", "CC-BY-4.0", None}
    told = {one["source"]["id"]: one for one in meta["coverage"]}
    whole = {source["id"]: api.json(f"{source['href']}/coverage") for source in api.all("/v1/sources")}
    assert told == {
        name: {key: value for key, value in found.items() if key not in {"uncited", "release"}}
        for name, found in whole.items()
        if found["sentence_count"]
    }
    assert told


@pytest.mark.parametrize("resource", ["quotations", "interpretations", "documents"])
def test_sorted_by_position(api: Api, resource: str) -> None:
    facet = api.json(f"/v1/{resource}?facets=source&limit=1")["facets"]["source"]
    source = max(facet, key=lambda one: int(one["count"]))["value"]
    walked = api.all(f"/v1/{resource}?sort=position&source={source}", limit=2)
    keys = [(min(c["start"] for c in record["citations"]), record["id"]) for record in walked]
    assert keys == sorted(keys)
    assert len(walked) == api.json(f"/v1/{resource}?source={source}")["total"] > 2
    assert api.get(f"/v1/{resource}?sort=size").json()["errors"][0]["allowed"][-1] == "position"


@pytest.mark.parametrize(
    "address",
    ["/v1/documents", "/v1/interpretations", "/v1/actors/joseph-stalin/documents", "/v1/documents?from=joseph-stalin"],
)
def test_a_place_in_a_source_needs_one(api: Api, address: str) -> None:
    answer = api.get(f"{address}{'&' if '?' in address else '?'}sort=position")
    assert answer.status_code == 400
    assert [error["parameter"] for error in answer.json()["errors"]] == ["sort"]
    assert "`source`" in answer.json()["errors"][0]["reason"]
