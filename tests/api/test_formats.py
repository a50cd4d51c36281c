"""Media types beside JSON: what they hold, how they page, and that each is an answer of its own."""

import csv
import io
import json
from typing import Any

import msgspec
import pytest
from pyld import jsonld

from api.formats import annotations, tables
from api.refs import Ref
from tests.api.conftest import Api
from tests.api.test_facets import SUBLISTS
from tests.api.test_lists import RESOURCES
from tests.formats.anno import CONTEXT

CSV, NDJSON, GEO, ANNO = "text/csv", "application/x-ndjson", "application/geo+json", annotations.MEDIA_TYPE
CONTENT_TYPES = {CSV: f"{CSV}; charset=utf-8"}  # RFC 7111: it should be told, for what is assumed without it differs
OA = "http://www.w3.org/ns/oa#"


def walked(api: Api, path: str, accept: str) -> list[str]:
    """The bodies of a list's pages, by their links."""
    found, following = [], path
    while following:
        answer = api.get(following, accept=accept)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == CONTENT_TYPES.get(accept, accept)
        found.append(answer.text)
        following = answer.links.get("next", {}).get("url", "")
    return found


def rows(text: str) -> list[dict[str, str]]:
    assert text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("resource", RESOURCES)
def test_lines_are_the_records(api: Api, resource: str) -> None:
    pages = walked(api, f"/v1/{resource}?limit=4", NDJSON)
    assert all(page.endswith("\n") for page in pages)
    assert [json.loads(line) for page in pages for line in page.splitlines()] == api.all(f"/v1/{resource}")


@pytest.mark.parametrize("resource", RESOURCES)
def test_tables_hold_the_records(api: Api, resource: str) -> None:
    found = [row for page in walked(api, f"/v1/{resource}?limit=4", CSV) for row in rows(page)]
    records = api.all(f"/v1/{resource}")
    for row, record in zip(found, records, strict=True):
        for name, value in record.items():
            if value is None or value == []:
                assert {cell for column, cell in row.items() if column.startswith(f"{name}_")} <= {""} or name in row
                assert row.get(name, "") == ""
            elif isinstance(value, str):
                assert row[name] in {value, f"'{value}"}
            elif isinstance(value, dict) and set(value) == {"id", "type", "label", "href"}:
                assert (row[f"{name}_id"], row[f"{name}_label"]) == (value["id"], value["label"])


@pytest.mark.parametrize(("owner", "name"), [(owner, name) for owner, names in SUBLISTS.items() for name in names])
def test_sublists_too(api: Api, owner: str, name: str) -> None:
    for record in api.all(f"/v1/{owner}?fields=id")[:3]:
        path = f"{record['href']}/{name}"
        ids = [one["id"] for one in api.all(path)]
        assert [row["id"] for page in walked(api, path, CSV) for row in rows(page)] == ids
        assert [json.loads(line)["id"] for page in walked(api, path, NDJSON) for line in page.splitlines()] == ids


@pytest.mark.parametrize("accept", ["application/json", CSV, NDJSON, ANNO])
def test_the_total_is_told_to_every_client(api: Api, accept: str) -> None:
    answer = api.get("/v1/quotations?limit=1", accept=accept)
    assert answer.headers["parallel38-total"] == str(api.json("/v1/quotations")["total"])
    assert "Parallel38-Total" in answer.headers["access-control-expose-headers"]


def test_a_table_without_rows_has_its_header(api: Api) -> None:
    text = api.get("/v1/events?date=1300", accept=CSV).text
    assert rows(text) == []
    assert text.startswith("id,type,label,href,updated_at,")


class Row(msgspec.Struct, rename={"from_": "from"}):
    name: str
    size: float | None
    from_: list[Ref]


def test_cells() -> None:
    """What a spreadsheet would compute, what is several, what is not said."""
    refs = [Ref("a", "actor", 'A, the "first"', "/a"), Ref("b", "actor", "=B", "/b")]  # type: ignore[arg-type]
    names = ["=1+1", "+49", "-x", "@a", "\t=1", "-1.5", "plain"]
    text = tables.as_csv(Row, [Row(names[0], None, refs), *(Row(name, -2.0, []) for name in names[1:])]).decode()
    found = rows(text)
    assert list(found[0]) == ["name", "size", "from_id", "from_label"]
    assert list(found[0].values()) == ["'=1+1", "", "a | b", 'A, the "first" | =B']
    assert [row["name"] for row in found[1:]] == ["'+49", "'-x", "'@a", "'\t=1", "-1.5", "plain"]
    assert {row["size"] for row in found[1:]} == {"-2.0"}


def test_events_lie_where_their_places_do(api: Api) -> None:
    places = {place["id"]: place for place in api.all("/v1/places")}
    events = api.all("/v1/events")
    (text,) = walked(api, "/v1/events?limit=100", GEO)
    collection = json.loads(text)
    assert (collection["type"], len(collection["features"])) == ("FeatureCollection", len(events))
    for feature, event in zip(collection["features"], events, strict=True):
        assert (feature["type"], feature["id"], feature["properties"]) == ("Feature", event["id"], event)
        assert feature["geometry"] == geometry(places[event["place"]["id"]] if event["place"] else None)
        assert json.loads(api.get(event["href"], accept=GEO).text) == feature
    assert any(feature["geometry"] for feature in collection["features"])
    assert any(feature["geometry"] is None for feature in collection["features"])


def geometry(place: dict[str, Any] | None) -> dict[str, Any] | None:
    """Longitude first (RFC 7946, 3.1.1)."""
    if place is None or place["latitude"] is None:
        return None
    return {"type": "Point", "coordinates": [place["longitude"], place["latitude"]]}


def test_places_lie_where_their_gazetteer_has_them(api: Api) -> None:
    for place in api.all("/v1/places"):
        feature = json.loads(api.get(place["href"], accept=GEO).text)
        assert (feature["geometry"], feature["properties"]) == (geometry(place), place)


def test_parts_of_features_lie_where_the_whole_does(api: Api) -> None:
    whole = json.loads(api.get("/v1/events?limit=100", accept=GEO).text)["features"]
    parts = json.loads(api.get("/v1/events?limit=100&fields=title", accept=GEO).text)["features"]
    assert [one["geometry"] for one in parts] == [one["geometry"] for one in whole]
    assert {tuple(one["properties"]) for one in parts} == {("id", "type", "label", "href", "title")}


def of_annotations(url: str, options: Any) -> Any:
    """No network: the one context that annotations name, and no other."""
    assert url == annotations.CONTEXT
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": CONTEXT}


def expanded(document: dict[str, Any]) -> Any:
    """In the vocabulary's own addresses; nothing may be lost on the way there and back."""
    options = {"documentLoader": of_annotations}
    (found,) = jsonld.expand(document, options)
    assert jsonld.compact(found, document["@context"], {**options, "compactArrays": True}) == alone(document)
    return found


def alone(document: Any) -> Any:
    """A list of one is what JSON-LD writes as that one, but where it is an ordered one."""
    if isinstance(document, dict):
        return {
            name: alone(value) if name != "items" else [alone(one) for one in value] for name, value in document.items()
        }
    if isinstance(document, list):
        found = [alone(one) for one in document]
        return found[0] if len(found) == 1 else found
    return document


def test_a_quotation_is_an_annotation(api: Api) -> None:
    for quotation in api.all("/v1/quotations"):
        document = json.loads(api.get(quotation["href"], accept=ANNO).text)
        found = expanded(document)
        assert found["@id"] == f"https://example.org{quotation['href']}"
        assert found["@type"] == [f"{OA}Annotation"]
        assert found[f"{OA}motivatedBy"] == [{"@id": f"{OA}identifying"}]
        (body,) = found[f"{OA}hasBody"]
        assert body["http://www.w3.org/1999/02/22-rdf-syntax-ns#value"] == [{"@value": quotation["text"]}]
        assert len(found[f"{OA}hasTarget"]) == len(quotation["selectors"]) > 0
        for target, selector in zip(found[f"{OA}hasTarget"], quotation["selectors"], strict=True):
            held(target, selector)


def held(target: Any, selector: dict[str, Any]) -> None:
    """One place of the words, in one text; what stands around them only where the text may be shown."""
    assert target[f"{OA}hasSource"] == [{"@id": f"https://example.org{selector['source']['href']}"}]
    position, quote = target[f"{OA}hasSelector"]
    assert position["@type"] == [f"{OA}TextPositionSelector"]
    assert [position[f"{OA}{end}"][0]["@value"] for end in ("start", "end")] == [selector["start"], selector["end"]]
    assert quote["@type"] == [f"{OA}TextQuoteSelector"]
    assert quote[f"{OA}exact"] == [{"@value": selector["exact"]}]
    for name in ("prefix", "suffix"):
        assert (f"{OA}{name}" in quote) is (selector[name] is not None)


def test_pages_of_annotations(api: Api) -> None:
    path = "/v1/quotations?limit=2&fidelity=translation,original,term"
    pages = [json.loads(page) for page in walked(api, path, ANNO)]
    assert len(pages) > 1
    for page in pages:
        assert expanded(page)["@type"] == ["http://www.w3.org/ns/activitystreams#OrderedCollectionPage"]
        assert page["partOf"] == pages[0]["partOf"]
    assert pages[0]["partOf"]["total"] == api.json(path)["total"] == sum(len(page["items"]) for page in pages)
    assert [page["id"] for page in pages[1:]] == [page["next"] for page in pages[:-1]]
    assert "next" not in pages[-1]
    ids = [f"https://example.org{one['href']}" for one in api.all(path.replace("limit=2&", ""))]
    assert [item["id"] for page in pages for item in page["items"]] == ids


def test_an_annotation_says_no_more_than_its_profile(api: Api) -> None:
    """A client that names no profile gets the one there is; one that names another, none."""
    first = api.json("/v1/quotations?limit=1")["results"][0]["href"]
    assert api.get(first, accept="application/ld+json").headers["content-type"] == ANNO
    assert api.get(first, accept='application/ld+json; profile="http://example.org/other"').status_code == 406


@pytest.mark.parametrize(
    ("address", "accept", "parameter"),
    [
        ("/v1/quotations?fields=text", ANNO, "fields"),
        ("/v1/quotations?facets=speaker", ANNO, "facets"),
        ("/v1/quotations?facets=speaker", CSV, "facets"),
        ("/v1/events?facets=kind", GEO, "facets"),
    ],
)
def test_what_a_media_type_has_no_place_for_is_refused(api: Api, address: str, accept: str, parameter: str) -> None:
    answer = api.get(address, accept=accept)
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, parameter)
    assert "application/json" in answer.json()["detail"]


OFFERED = {"events": [CSV, NDJSON, GEO], "places": [CSV, NDJSON, GEO], "quotations": [CSV, NDJSON, ANNO]}


@pytest.mark.parametrize("resource", RESOURCES)
def test_406_lists_what_there_is(api: Api, resource: str) -> None:
    offered = ["application/json", *OFFERED.get(resource, [CSV, NDJSON])]
    for path, types in ((f"/v1/{resource}", offered), (f"/v1/{resource}/x", [offered[0], *offered[3:]])):
        answer = api.get(path, accept="image/png")
        assert (answer.status_code, answer.json()["errors"][0]["allowed"]) == (406, types)
        assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize("resource", RESOURCES)
def test_each_media_type_is_an_answer_of_its_own(api: Api, resource: str) -> None:
    """Asked in turn and again, so that what is kept must be told apart."""
    types = ["application/json", *OFFERED.get(resource, [CSV, NDJSON])]
    first = [api.get(f"/v1/{resource}", accept=one) for one in types]
    again = [api.get(f"/v1/{resource}", accept=f"{one};q=0.9, image/png") for one in types]
    assert len({answer.headers["etag"] for answer in first}) == len(types)
    for one, other, wanted in zip(first, again, types, strict=True):
        assert one.headers["content-type"] == CONTENT_TYPES.get(wanted, wanted)
        assert (one.headers["etag"], one.content) == (other.headers["etag"], other.content)
        assert "Accept" in one.headers["vary"]
    held = api.get(f"/v1/{resource}", accept=CSV, if_none_match=first[1].headers["etag"])
    assert held.status_code == 304


def test_the_document_offers_them(api: Api) -> None:
    document = api.json("/v1/openapi.json")
    for resource in RESOURCES:
        content = document["paths"][f"/v1/{resource}"]["get"]["responses"]["200"]["content"]
        assert list(content) == ["application/json", *OFFERED.get(resource, [CSV, NDJSON])]
        assert all(one["schema"]["description"] for name, one in content.items() if name != "application/json")
