"""The golden copy guards the promise: what is taken from it, or turned, is found; what is added is not."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.api.promise import broken
from tests.api.test_openapi import GOLDEN

Edit = Callable[[Any], Any]


@pytest.fixture(scope="module")
def golden() -> Any:
    return json.loads(GOLDEN.read_text())


def event(document: Any) -> Any:
    return document["components"]["schemas"]["Event"]


def listing(document: Any) -> Any:
    return document["paths"]["/v1/events"]["get"]


def limit(document: Any) -> Any:
    return next(one for one in all_parameters(document) if one.get("name") == "limit")


def all_parameters(document: Any) -> list[Any]:
    return [*document["components"]["parameters"].values(), *listing(document)["parameters"]]


def fields(document: Any) -> Any:
    return next(one["schema"] for one in listing(document)["parameters"] if one.get("name") == "fields")


def pattern(document: Any, old: str, new: str) -> None:
    """The words that `fields` takes, some of them others."""
    fields(document)["pattern"] = fields(document)["pattern"].replace(old, new)


def first_enum(document: Any) -> list[Any]:
    found: list[Any] = next(one["enum"] for one in document["components"]["schemas"].values() if "enum" in one)
    return found


BREAKING: dict[str, Edit] = {
    "a path goes": lambda document: document["paths"].pop("/v1/events"),
    "a field goes": lambda document: event(document)["properties"].pop("title"),
    "a field is renamed": lambda document: event(document)["properties"].update(
        name=event(document)["properties"].pop("title")
    ),
    "a field gets another type": lambda document: event(document)["properties"]["title"].update(type="integer"),
    "a field may be null": lambda document: event(document)["properties"]["title"].update(type=["string", "null"]),
    "a field may be missing": lambda document: event(document)["required"].remove("title"),
    "a word of a vocabulary goes": lambda document: first_enum(document).pop(),
    "a word that a parameter takes goes": lambda document: pattern(document, "|title|", "|"),
    "a pattern takes something else": lambda document: pattern(document, "*$", "$"),
    "the version falls": lambda document: document["info"].update(version="1.0.0"),
    "another great version": lambda document: document["info"].update(version="2.0.0"),
    "a parameter goes": lambda document: listing(document)["parameters"].pop(),
    "a new parameter is required": lambda document: listing(document)["parameters"].append(
        {"in": "query", "name": "new", "required": True, "schema": {"type": "string"}}
    ),
    "a page may be no longer so long": lambda document: limit(document)["schema"].update(maximum=50),
    "a media type goes": lambda document: listing(document)["responses"]["200"]["content"].pop("text/csv"),
    "a status goes": lambda document: listing(document)["responses"].pop("410"),
    "an operation is renamed": lambda document: listing(document).update(operationId="events"),
}
ADDING: dict[str, Edit] = {
    "a path": lambda document: document["paths"].update({"/v1/new": {"get": {}}}),
    "a field": lambda document: event(document)["properties"].update(new={"type": "string"}),
    "a word": lambda document: first_enum(document).append("new"),
    "a word that a parameter takes": lambda document: pattern(document, "|title|", "|title|new|"),
    "a later version": lambda document: document["info"].update(version="1.10.0"),
    "a parameter": lambda document: listing(document)["parameters"].append(
        {"in": "query", "name": "new", "schema": {"type": "string"}}
    ),
    "longer pages": lambda document: limit(document)["schema"].update(maximum=200),
    "another wording": lambda document: event(document)["properties"]["title"].update(description="Its name."),
}


def edited(golden: Any, edit: Edit) -> Any:
    document = copy.deepcopy(golden)
    edit(document)
    return document


@pytest.mark.parametrize("what", BREAKING)
def test_what_breaks_is_found(golden: Any, what: str) -> None:
    assert [*broken(golden, edited(golden, BREAKING[what]))]


@pytest.mark.parametrize("what", ADDING)
def test_what_is_added_breaks_nothing(golden: Any, what: str) -> None:
    assert [*broken(golden, edited(golden, ADDING[what]))] == []
