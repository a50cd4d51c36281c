"""The OpenAPI document: complete, and equal to its golden copy."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import Api

GOLDEN = Path(__file__).parent / "openapi.golden.json"


@pytest.fixture(scope="module")
def document(api: Api) -> Any:
    return api.json("/v1/openapi.json")


def operations(document: Any) -> list[tuple[str, Any]]:
    return [(path, item["get"]) for path, item in document["paths"].items()]


def test_golden_copy(document: Any) -> None:
    """Until 1.0.0 a change needs a line in CHANGELOG; from then on nothing may go. `UPDATE_GOLDEN=1` rewrites it."""
    text = json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
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


def first_id(api: Api, path: str) -> str:
    """An id for the `{id}` of an address."""
    found: str = api.json(f"/v1/{path.split('/')[2]}?limit=1")["results"][0]["id"] if "{id}" in path else ""
    return found


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
            if "$ref" in parameter or parameter["name"] == "cursor":
                continue
            assert parameter["description"], (path, parameter["name"])
            assert parameter["examples"], (path, parameter["name"])
            assert "oneOf" not in parameter["schema"], (path, parameter["name"])


def test_examples_of_parameters_are_accepted(api: Api, document: Any) -> None:
    for path, operation in operations(document):
        for parameter in operation["parameters"]:
            for example in parameter.get("examples", {}).values():
                if parameter["in"] == "query":
                    address = path.replace("{id}", first_id(api, path))
                    assert api.get(f"{address}?{parameter['name']}={example['value']}").status_code == 200


def test_fields_are_described(document: Any) -> None:
    for name, schema in document["components"]["schemas"].items():
        for field, described in schema.get("properties", {}).items():
            assert "description" in described or "$ref" in described or "oneOf" in described, (name, field)


def test_answers_have_all_their_fields(document: Any) -> None:
    """No field is optional: one that says nothing is null."""
    for name, schema in document["components"]["schemas"].items():
        assert set(schema.get("properties", {})) == set(schema.get("required", [])), name
