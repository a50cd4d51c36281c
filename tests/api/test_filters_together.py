"""Two filters let through what each lets through: every pair of every list, on the curated record."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest

from api.models.vocabulary import RecordType
from tests.api.conftest import Api, serving

NO_FILTERS = {"limit", "cursor", "sort", "fields", "facets", "date_match", "level", "on"}


@pytest.fixture(scope="module")
def curated(curated_url: str) -> Iterator[Api]:
    with serving(curated_url) as api:
        yield api


def examples(api: Api, path: str) -> dict[str, str]:
    """A value of each filter of a list, as the document shows it."""
    document = api.json("/v1/openapi.json")
    shared = document["components"].get("parameters", {})
    found: dict[str, Any] = {}
    for one in document["paths"][path]["get"]["parameters"]:
        parameter = shared[one["$ref"].rpartition("/")[2]] if "$ref" in one else one
        if parameter["in"] == "query" and parameter["name"] not in NO_FILTERS:
            found[parameter["name"]] = next(iter(parameter["examples"].values()))["value"]
    return found


@pytest.mark.parametrize("path", [f"/v1/{kind}s" for kind in RecordType])
def test_two_filters_let_through_what_each_does(curated: Api, path: str) -> None:
    def ids(**filters: str) -> list[str]:
        query = "&".join(f"{name}={value}" for name, value in filters.items())
        return [one["id"] for one in curated.all(f"{path}?fields=id&{query}")]

    values = examples(curated, path)
    assert len(values) >= 2
    alone = {name: ids(**{name: value}) for name, value in values.items()}
    for one, other in combinations(values, 2):
        both = set(alone[one]) & set(alone[other])
        found = ids(**{one: values[one], other: values[other]})
        assert found == [name for name in alone[one] if name in both], (one, other)
