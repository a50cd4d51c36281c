"""The OpenAPI document: complete, and equal to its golden copy."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import Api
from tests.api.promise import broken
from tests.api.test_lists import RESOURCES

GOLDEN = Path(__file__).parent / "openapi.golden.json"


@pytest.fixture(scope="module")
def document(api: Api) -> Any:
    return api.json("/v1/openapi.json")


def operations(document: Any) -> list[tuple[str, Any]]:
    return [(path, item["get"]) for path, item in document["paths"].items()]


def without_examples(value: Any) -> Any:
    """Examples are data, which change with the record; `test_openapi_examples.py` holds that they are true."""
    if isinstance(value, dict):
        return {key: without_examples(item) for key, item in value.items() if key not in {"examples", "example"}}
    return [without_examples(item) for item in value] if isinstance(value, list) else value


def test_golden_copy(document: Any) -> None:
    """A change needs a line in CHANGELOG, and may only add. `UPDATE_GOLDEN=1` rewrites the copy where it does."""
    assert [*broken(json.loads(GOLDEN.read_text()), without_examples(document))] == [], "what is public may not go"
    text = json.dumps(without_examples(document), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(text)
    assert text == GOLDEN.read_text(), (
        "the contract changed: rewrite the copy (UPDATE_GOLDEN=1), add a line to CHANGELOG"
    )


def test_every_route_is_in_the_document(api: Api, document: Any) -> None:
    contents = api.json("/v1")
    resources = {entry["href"] for entry in contents["resources"]}
    listed = resources | {f"{href}/{{id}}" for href in resources} | {entry["href"] for entry in contents["views"]}
    assert set(document["paths"]) == {"/v1", *listed}


def test_only_get(document: Any) -> None:
    assert {method for item in document["paths"].values() for method in item} == {"get"}


def test_operations_are_described(document: Any) -> None:
    found = operations(document)
    ids = [operation["operationId"] for _, operation in found]
    assert len(set(ids)) == len(ids)
    for path, operation in found:
        assert operation["summary"], path
        assert operation["description"], path
        assert operation["tags"], path
        assert {"200", "304", "400", "404", "405", "500", "503"} <= set(operation["responses"]), path


def test_parameters_are_described_with_examples(document: Any) -> None:
    for path, operation in operations(document):
        for parameter in operation["parameters"]:
            if "$ref" in parameter:
                assert document["components"]["parameters"][parameter["$ref"].rpartition("/")[2]]["example"]
                continue
            assert parameter["description"], (path, parameter["name"])
            assert parameter["examples"], (path, parameter["name"])
            assert "oneOf" not in parameter["schema"], (path, parameter["name"])


def test_names_of_schemas_say_nothing_of_modules(document: Any) -> None:
    schemas = document["components"]["schemas"]
    assert [name for name in schemas if not re.fullmatch(r"[A-Z][A-Za-z]+", name)] == []
    assert [name for name, schema in schemas.items() if schema.get("title", name) != name] == []


TRANSPORT = re.compile(r"content-(type|length|encoding|security-policy)|access-control-.*|x-content-type-options|"
                       r"referrer-policy|cross-origin-resource-policy")  # fmt: skip
ASKED = [
    ("list_events", "/v1/events?limit=1", {}, 200),
    ("list_events", "/v1/events?limit=100", {}, 200),
    ("list_events", "/v1/events?limit=1", {"If-None-Match": "*"}, 304),
    ("list_events", "/v1/events?nope=1", {}, 400),
    ("list_events", "/v1/events", {"Accept": "image/png"}, 406),
    ("list_events", "/v1/events?q=" + "a" * 9000, {}, 414),
    ("list_events", "/v1/events", {"X": "a" * 17000}, 431),
    ("list_search", "/v1/search?q=ledgers", {}, 200),
    ("get_event", "/v1/events/ledger-removal", {}, 200),
    ("get_event", "/v1/events/removal-of-ledgers", {}, 308),
    ("get_event", "/v1/events/nothing", {}, 404),
    ("get_event_citation", "/v1/events/ledger-removal/citation", {"Accept": "application/x-bibtex"}, 200),
    ("get_on_this_day", "/v1/on-this-day", {}, 307),
    ("list_changes", "/v1/changes?limit=1", {}, 200),
    ("get_exports", "/v1/exports", {}, 200),
    ("get_meta", "/v1/meta", {}, 200),
]


OF_UNCHANGED = {"link", "last-modified", "parallel38-total"}  # which a 304 by the tag alone does not know


@pytest.mark.parametrize(
    ("operation", "path", "headers", "status"), ASKED, ids=[f"{a[0]}-{a[3]}-{a[1][:25]}" for a in ASKED]
)
def test_headers_are_described_as_sent(
    api: Api, document: Any, operation: str, path: str, headers: dict[str, str], status: int
) -> None:
    """All that is sent is described; what is described is sent, but for what depends on the answer."""
    answer = api.get(path, **{name.replace("-", "_"): value for name, value in headers.items()})
    assert answer.status_code == status
    described = {name.lower() for name in described_answer(document, operation, status).get("headers", {})}
    sent = {name.lower() for name in answer.headers if not TRANSPORT.fullmatch(name.lower())}
    assert sent - described == set()
    assert described - sent <= ({"link", "last-modified"} if status < 300 else OF_UNCHANGED if status == 304 else set())


def described_answer(document: Any, name: str, status: int) -> Any:
    found = next(operation for _, operation in operations(document) if operation["operationId"] == name)
    answer = found["responses"][str(status)]
    return document["components"]["responses"][answer["$ref"].rpartition("/")[2]] if "$ref" in answer else answer


def test_methods_and_quotas_are_described_as_sent(api: Api, document: Any) -> None:
    assert set(described_answer(document, "get_meta", 405)["headers"]) >= {"Allow"}
    assert set(described_answer(document, "get_meta", 429)["headers"]) >= {"Retry-After", "RateLimit-Policy"}
    assert set(described_answer(document, "get_meta", 503)["headers"]) >= {"Retry-After"}
    assert api.request("POST", "/v1/meta").headers["allow"]


def test_fields_are_described(document: Any) -> None:
    for name, schema in document["components"]["schemas"].items():
        for field, described in schema.get("properties", {}).items():
            assert "description" in described or "$ref" in described or "oneOf" in described, (name, field)


def test_answers_have_all_their_fields(document: Any) -> None:
    """No field is optional: one that says nothing is null. Parts of records are what a request made them."""
    whole = {name: one for name, one in document["components"]["schemas"].items() if not name.endswith("Sparse")}
    for name, schema in whole.items():
        assert set(schema.get("properties", {})) == set(schema.get("required", [])), name


def test_every_list_tells_its_total_and_its_next_page(archive: Api) -> None:
    document = archive.json("/v1/openapi.json")
    lists = [path for path, item in document["paths"].items() if item["get"]["operationId"].startswith("list_")]
    ids = {kind: archive.json(f"/v1/{kind}?limit=1")["results"][0]["id"] for kind in RESOURCES}
    for path in lists:
        address = path.replace("{id}", ids.get(path.split("/")[2], ""))
        answer = archive.get(f"{address}?limit=1{'&q=weir' if path == '/v1/search' else ''}")
        page = answer.json()
        assert answer.headers["parallel38-total"] == str(page["total"]), path
        link = f'<{page["next"]}>; rel="next"' if page["next"] else None
        assert answer.headers.get("link") == link, path
        named = document["paths"][path]["get"]["responses"]["200"]["headers"]
        assert {"Link", "Parallel38-Total"} <= set(named), path
