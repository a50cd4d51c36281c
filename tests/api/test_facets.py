"""Facets: each value counts what its filter would match, under every filter but the facet's own."""

import re
from collections import Counter
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from api import facets
from tests.api.conftest import Api, serving
from tests.api.test_corpus_people import WEIR
from tests.api.test_filters import CASES, FILTERS

PARAMETERS = {"year": "date"}
LISTS = {
    "sources": ["kind", "author", "part_of", "source"],
    "actors": ["kind", "member_of", "source"],
    "places": ["within", "source"],
    "events": ["kind", "place", "capital", "participant", "part_of", "year", "date_quality", "source"],
    "documents": [
        "from", "to", "via", "party", "kind", "knowledge", "occasion", "mentions", "year", "date_quality", "source"
    ],
    "quotations": [
        "speaker", "addressee", "document", "event", "fidelity", "certainty", "year", "date_quality", "source"
    ],
    "interpretations": [
        "author", "held_by", "mind_of", "about", "said_in", "kind", "modality", "dispute", "expectation", "certainty",
        "source",
    ],
    "disputes": ["about", "held_by", "source"],
    "causal-links": ["cause", "effect", "kind", "author", "held_by", "source"],
    "transmissions": [
        "to", "from", "via", "about", "mode", "document", "event", "certainty", "year", "date_quality", "source"
    ],
}  # fmt: skip
SUBLISTS = {
    "actors": ["events", "documents", "quotations", "interpretations"],
    "events": ["documents", "quotations", "interpretations", "causes", "consequences"],
    "documents": ["quotations", "interpretations"],
    "disputes": ["interpretations"],
    "sources": ["documents"],
}
ADDRESSES = [
    *(f"/v1/{name}" for name in LISTS),
    "/v1/actors?level=any",
    "/v1/events?kind=meeting,communication",
    "/v1/documents?kind=telegram&date=1950",
    "/v1/documents?date=1950-10/..&date_match=within",
    "/v1/quotations?fidelity=translation",
    "/v1/interpretations?kind=motive,causal&certainty=stated",
    "/v1/transmissions?mode=written",
]


def query(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def as_sets(parameters: dict[str, str]) -> dict[str, set[str]]:
    """Filters whatever the order of their values."""
    return {name: set(value.split(",")) for name, value in parameters.items()}


def with_parameter(address: str, name: str, value: str) -> str:
    pairs = query(address) | {name: value}
    return f"{urlsplit(address).path}?" + "&".join(f"{one}={found}" for one, found in pairs.items())


def counted(api: Api, address: str) -> dict[str, list[dict[str, Any]]]:
    names = LISTS[urlsplit(address).path.removeprefix("/v1/")]
    found: dict[str, list[dict[str, Any]]] = api.json(with_parameter(address, "facets", ",".join(names)))["facets"]
    assert list(found) == names
    return found


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_value_counts_what_its_filter_matches(api: Api, address: str) -> None:
    for name, values in counted(api, address).items():
        parameter = PARAMETERS.get(name, name)
        for one in values:
            matching = api.json(with_parameter(address, parameter, one["value"]) + "&limit=1")
            assert matching["total"] == one["count"], (name, one)
            assert one["exact"] is True


@pytest.mark.parametrize(
    ("resource", "name"), [(resource, name) for resource, name in CASES if name in LISTS[resource]]
)
def test_every_value_is_there(api: Api, resource: str, name: str) -> None:
    """Held against what the records say of themselves."""
    values_of = FILTERS[resource][name]
    said = Counter(value for record in api.all(f"/v1/{resource}") for value in values_of(record))
    facet = api.json(f"/v1/{resource}?facets={name}")["facets"][name]
    found = {one["value"]: one["count"] for one in facet}
    assert len(found) == min(len(said), 20)
    assert found.items() <= said.items()
    assert list(found.values()) == sorted(said.values(), reverse=True)[:20]


def test_labels_are_for_readers(api: Api) -> None:
    found = counted(api, "/v1/quotations")
    for one in found["speaker"]:
        assert one["label"] == api.json(f"/v1/actors/{one['value']}")["label"]
    assert {one["label"] for one in found["fidelity"]} == {v["value"].replace("-", " ") for v in found["fidelity"]}


@pytest.mark.parametrize("name", LISTS["events"])
def test_an_href_chooses_its_value_and_gives_it_up(api: Api, name: str) -> None:
    kinds = ",".join(one["value"] for one in api.json("/v1/events?facets=kind")["facets"]["kind"][:3])
    asked = f"/v1/events?facets={name}&fields=title&kind={kinds}&limit=2"
    for one in api.json(asked)["facets"][name]:
        chosen = api.json(one["href"])
        assert chosen["total"] == one["count"] or name == "kind"  # of which others stay chosen
        back = {found["value"]: found for found in chosen["facets"][name]}[one["value"]]
        assert back["selected"] is not one["selected"]
        assert as_sets(query(back["href"])) == as_sets(query(asked))


def test_a_facet_does_not_count_under_its_own_filter(api: Api) -> None:
    whole = {one["value"]: one["count"] for one in api.json("/v1/events?facets=kind")["facets"]["kind"]}
    found = api.json("/v1/events?kind=journey&facets=kind,year")["facets"]
    assert {one["value"]: one["count"] for one in found["kind"]} == whole
    assert [one["value"] for one in found["kind"] if one["selected"]] == ["journey"]
    assert sum(one["count"] for one in found["year"]) < sum(
        one["count"] for one in api.json("/v1/events?facets=year")["facets"]["year"]
    )


@pytest.mark.parametrize(
    ("address", "value", "count"),
    [
        ("/v1/events?participant=nobody-of-that-name&facets=participant", "nobody-of-that-name", 0),
        ("/v1/events?kind=treaty&facets=kind", "treaty", 0),
        ("/v1/events?date=1300&facets=year", "1300", 0),
        ("/v1/events?part_of=removal-of-ledgers&facets=part_of", "ledger-removal", None),
        ("/v1/causal-links?cause=removal-of-ledgers&facets=cause", "ledger-removal", None),
    ],
)
def test_what_is_selected_is_shown(api: Api, address: str, value: str, count: int | None) -> None:
    """Though no record has it, or nobody of the name is known, or its id is an old one."""
    page = api.json(address)
    (facet,) = page["facets"].values()
    (selected,) = [one for one in facet if one["selected"]]
    assert (selected["value"], selected["count"]) == (value, page["total"] if count is None else count)
    assert query(selected["href"]).keys() == {"facets"}


def test_twenty_values_and_the_selected(curated_url: str) -> None:
    with serving(curated_url) as api:
        found = api.json("/v1/interpretations?facets=about")["facets"]["about"]
        assert len(found) == 20
        rare = api.all("/v1/places")[-1]["id"]
        assert rare not in {one["value"] for one in found}
        page = api.json(f"/v1/interpretations?about={rare}&facets=about")
        selected, others = (
            [(one["value"], one["count"]) for one in page["facets"]["about"] if one["selected"] is chosen]
            for chosen in (True, False)
        )
        assert selected == [(rare, page["total"])]
        assert others == [(one["value"], one["count"]) for one in found]


@pytest.mark.parametrize("name", ["from", "party", "mentions"])
def test_entries_of_volumes_count_for_the_actor(archive: Api, name: str) -> None:
    found = {one["value"]: one["count"] for one in archive.json(f"/v1/documents?facets={name}")["facets"][name]}
    assert found["anna-weir"] == archive.json(f"/v1/documents?{name}=anna-weir")["total"]
    assert WEIR not in found
    selected = archive.json(f"/v1/documents?{name}={WEIR}&facets={name}")["facets"][name]
    assert {one["value"]: one["count"] for one in selected} == {**found, WEIR: 1}
    assert [one["label"] for one in selected if one["selected"]] == ["Weir, Anna"]


@pytest.mark.parametrize(("owner", "name"), [(owner, name) for owner, names in SUBLISTS.items() for name in names])
def test_sublists_are_counted_by_their_filters(api: Api, owner: str, name: str) -> None:
    names = ["source"] if name in {"interpretations", "causes", "consequences"} else ["year", "date_quality", "source"]
    for record in api.all(f"/v1/{owner}"):
        address = f"{record['href']}/{name}"
        found = api.json(f"{address}?facets={','.join(names)}")["facets"]
        assert list(found) == names
        for facet, values in found.items():
            for one in values[:2]:
                matching = api.json(f"{address}?{PARAMETERS.get(facet, facet)}={one['value']}")
                assert matching["total"] == one["count"]


def test_nothing_is_counted_unasked(api: Api) -> None:
    assert all(api.json(f"/v1/{resource}")["facets"] == {} for resource in LISTS)


@pytest.mark.parametrize("resource", LISTS)
def test_an_unknown_facet_is_refused_with_those_there_are(api: Api, resource: str) -> None:
    answer = api.get(f"/v1/{resource}?facets=source,size")
    assert answer.status_code == 400
    assert answer.json()["errors"] == [
        {"parameter": "facets", "reason": "'size' is not a facet of this list", "allowed": LISTS[resource]}
    ]


def test_the_document_names_exactly_the_facets(api: Api) -> None:
    document = api.json("/v1/openapi.json")
    for resource, names in LISTS.items():
        declared = {p["name"]: p for p in document["paths"][f"/v1/{resource}"]["get"]["parameters"] if "name" in p}
        pattern = re.compile(declared["facets"]["schema"]["pattern"])
        assert all(pattern.search(name) for name in names)
        assert not pattern.search("size")
        assert all(PARAMETERS.get(name, name) in declared for name in names)


def test_the_number_of_statements_does_not_depend_on_what_is_counted(api: Api) -> None:
    counts = []
    for narrowing in ("", "date=2000&"):
        with api.statements() as seen:
            api.json(f"/v1/events?{narrowing}facets=kind,place,capital,participant,part_of,date_quality,source")
        counts.append(len([one for one in seen if "set_config" not in one]))  # which looks at the clock
    with api.statements() as bare:
        api.json("/v1/events?limit=3")
    assert counts[1] <= counts[0] <= len(bare) + 1 + 8  # one more for rival dates, one for how many match


def test_counts_are_bounded_and_say_so(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facets, "COUNTED", 3)
    first = api.json("/v1/events?limit=3")["results"]
    found = api.json("/v1/events?facets=kind,year&limit=5")["facets"]
    assert Counter(one["kind"] for one in first) == {one["value"]: one["count"] for one in found["kind"]}
    assert {one["exact"] for values in found.values() for one in values} == {False}
    few = api.json("/v1/events?kind=treaty,war&facets=capital,kind&limit=5")
    assert few["total"] <= 3
    assert {one["exact"] for one in few["facets"]["capital"]} <= {True}
    assert {one["exact"] for one in few["facets"]["kind"]} == {False}


def test_a_walk_may_leave_the_facets_behind(api: Api) -> None:
    """They choose no records, so a cursor does not depend on them."""
    page = api.json("/v1/events?limit=2&facets=kind&fields=title")
    assert "facets=kind" in page["next"]
    cursor = query(page["next"])["cursor"]
    assert api.json(f"/v1/events?limit=2&cursor={cursor}")["facets"] == {}


def test_a_record_that_cites_two_parts_of_a_work_counts_once_for_the_work(curated_url: str) -> None:
    with serving(curated_url) as api:
        for path in ("/v1/actors", "/v1/places", "/v1/events"):
            facets = api.json(f"{path}?facets=source&limit=1")["facets"]["source"]
            assert facets
            for value in facets:
                assert api.json(value["href"])["total"] == value["count"], (path, value["value"])
