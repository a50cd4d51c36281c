"""`fields=`: parts of records, in lists and details and in every media type; who a record is, always stays."""

import json
from itertools import chain

import pytest

from tests.api.conftest import Api
from tests.api.test_facets import SUBLISTS
from tests.api.test_lists import RESOURCES

ALWAYS = ("id", "type", "label", "href")
WANTED = {
    "sources": "short_title,authors",
    "actors": "name,names",
    "places": "latitude,within",
    "events": "date,participants",
    "documents": "from,title",
    "quotations": "text,speakers",
    "interpretations": "statement,held_by",
    "disputes": "question,positions",
    "causal-links": "cause,effect",
    "transmissions": "from,content",
}


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_list_shows_the_parts_asked_for(api: Api, resource: str) -> None:
    names = [*ALWAYS, *WANTED[resource].split(",")]
    whole, parts = api.all(f"/v1/{resource}"), api.all(f"/v1/{resource}?fields={WANTED[resource]}", limit=3)
    assert parts == [{name: value for name, value in record.items() if name in names} for record in whole]
    assert all(set(record) == set(names) for record in parts)


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_detail_shows_the_same(api: Api, resource: str) -> None:
    for record in api.all(f"/v1/{resource}?fields={WANTED[resource]}"):
        assert api.json(f"{record['href']}?fields={WANTED[resource]}") == record
    assert list(api.json(f"{record['href']}?fields=id")) == list(ALWAYS)


@pytest.mark.parametrize("resource", RESOURCES)
def test_all_fields_are_the_whole_record(api: Api, resource: str) -> None:
    whole = api.json(f"/v1/{resource}?limit=2")["results"]
    assert api.json(f"/v1/{resource}?limit=2&fields={','.join(whole[0])}")["results"] == whole


@pytest.mark.parametrize(("owner", "name"), [(owner, name) for owner, names in SUBLISTS.items() for name in names])
def test_sublists_take_it_too(api: Api, owner: str, name: str) -> None:
    pages = [api.json(f"{record['href']}/{name}?fields=citations")["results"] for record in api.all(f"/v1/{owner}")]
    found = list(chain.from_iterable(pages))
    assert found
    assert all(set(record) == {*ALWAYS, "citations"} for record in found)


@pytest.mark.parametrize("resource", RESOURCES)
def test_parts_of_tables_and_lines(api: Api, resource: str) -> None:
    address = f"/v1/{resource}?fields={WANTED[resource]}"
    lines = api.get(address, accept="application/x-ndjson").text.splitlines()
    assert [json.loads(line) for line in lines] == api.json(address)["results"]
    header = api.get(address, accept="text/csv").text.splitlines()[0].split(",")
    whole = api.get(f"/v1/{resource}", accept="text/csv").text.splitlines()[0].split(",")
    names = {*ALWAYS, *WANTED[resource].split(",")}
    known = sorted(api.json(f"/v1/{resource}")["results"][0], key=len, reverse=True)
    field = {one: next(name for name in known if one == name or one.startswith(f"{name}_")) for one in whole}
    assert header == [one for one in whole if field[one] in names]


@pytest.mark.parametrize("path", ["/v1/quotations", "/v1/quotations/{id}", "/v1/actors/{actor}/quotations"])
def test_an_unknown_field_is_refused_with_those_there_are(api: Api, path: str) -> None:
    first = api.json("/v1/quotations?limit=1")["results"][0]
    address = path.format(id=first["id"], actor=first["speakers"][0]["actor"]["id"])
    answer = api.get(f"{address}?fields=id,speeker")
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert (error["parameter"], error["allowed"][0]) == ("fields", "speakers")
    assert sorted(error["allowed"]) == sorted(first)
    assert "did you mean speakers?" in answer.json()["detail"]
    assert api.get(f"{address}?fields=from_").status_code == 400


def test_nothing_is_refused_in_vain(api: Api) -> None:
    """The names that JSON has, `from` included, whatever the code calls them."""
    assert "from" in api.json("/v1/documents?fields=from&limit=1")["results"][0]


def test_the_document_says_what_is_left(api: Api) -> None:
    document = api.json("/v1/openapi.json")
    schemas = document["components"]["schemas"]
    detail = document["paths"]["/v1/quotations/{id}"]["get"]["responses"]["200"]["content"]["application/json"]
    either = [{"$ref": f"#/components/schemas/{name}"} for name in ("Quotation", "QuotationSparse")]
    assert detail["schema"] == {"anyOf": either}
    assert schemas["QuotationPage"]["properties"]["results"]["items"] == {"anyOf": either}
    assert schemas["QuotationSparse"]["properties"] == schemas["Quotation"]["properties"]
    assert schemas["QuotationSparse"]["required"] == list(ALWAYS)
    for resource in RESOURCES:
        for path in (f"/v1/{resource}", f"/v1/{resource}/{{id}}"):
            assert any(p.get("name") == "fields" for p in document["paths"][path]["get"]["parameters"])


def test_each_selection_is_an_answer_of_its_own(api: Api) -> None:
    tags = {api.get(f"/v1/events?limit=1&fields={names}").headers["etag"] for names in ("title", "date", "title,date")}
    assert len(tags) == 3
