"""Lists name what the ids in their filters stand for, at the cost of one statement, where there are such filters."""

from typing import Any

import pytest

from api.named import NOTHING, REFERENCES
from api.params import SLUG
from tests.api.conftest import Api

LEDGERS = "/v1/events/ledger-removal"


def named(api: Api, path: str) -> dict[str, list[tuple[str, list[str]]]]:
    """By parameter: each id, and the hrefs of what it stands for."""
    filters = api.json(path)["filters"]
    return {
        name: [(one["value"], [ref["href"] for ref in one["records"]]) for one in found]
        for name, found in filters.items()
    }


def test_every_parameter_of_a_list_that_takes_ids_is_known(api: Api) -> None:
    document = api.json("/v1/openapi.json")
    shared = document["components"]["parameters"]
    taking = {
        parameter["name"]
        for item in document["paths"].values()
        for one in item["get"].get("parameters", [])
        for parameter in [shared[one["$ref"].rpartition("/")[2]] if "$ref" in one else one]
        if parameter["in"] == "query" and parameter["schema"].get("pattern", "").startswith((f"^{SLUG},", f"^{SLUG}(,"))
    }
    assert taking == set(REFERENCES)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/v1/events", {}),
        ("/v1/events?kind=journey&date=1931", {}),
        ("/v1/events?participant=anna-weir", {"participant": [("anna-weir", ["/v1/actors/anna-weir"])]}),
        (
            "/v1/events?participant=nobody,anna-weir&source=alder-papers",
            {
                "participant": [("nobody", []), ("anna-weir", ["/v1/actors/anna-weir"])],
                "source": [("alder-papers", ["/v1/sources/alder-papers"])],
            },
        ),
        ("/v1/events?place=anna-weir", {"place": [("anna-weir", [])]}),  # she is no place
        ("/v1/interpretations?about=anna-weir", {"about": [("anna-weir", ["/v1/actors/anna-weir"])]}),
        ("/v1/interpretations?about=ledger-removal", {"about": [("ledger-removal", [LEDGERS])]}),
        ("/v1/interpretations?about=removal-of-ledgers", {"about": [("removal-of-ledgers", [LEDGERS])]}),  # renamed
        ("/v1/interpretations?evidence=none", {}),
        (
            "/v1/documents?between=anna-weir,otto-brandt&fields=title",
            {
                "between": [
                    ("anna-weir", ["/v1/actors/anna-weir"]),
                    ("otto-brandt", ["/v1/actors/otto-brandt"]),
                ]
            },
        ),
        ("/v1/timeline?source=alder-papers", {"source": [("alder-papers", ["/v1/sources/alder-papers"])]}),
        ("/v1/search?q=weir&actor=anna-weir", {"actor": [("anna-weir", ["/v1/actors/anna-weir"])]}),
        ("/v1/actors/anna-weir/documents?source=nothing", {"source": [("nothing", [])]}),
        ("/v1/changes", {}),
    ],
)
def test_filters_are_named(api: Api, path: str, expected: Any) -> None:
    assert named(api, path) == expected


def test_one_statement_for_all_filters_and_none_without(api: Api) -> None:
    counted = {}
    for query in ("limit=5", "kind=journey", "participant=anna-weir&limit=1", "participant=anna-weir,otto-brandt"):
        with api.statements() as seen:
            api.json(f"/v1/events?{query}")
        counted[query] = sum("moved_to" in one and "record.label" in one for one in seen)
    assert [*counted.values()] == [0, 0, 1, 1]


def test_what_names_no_record_is_a_filter_that_takes_ids() -> None:
    assert NOTHING[0] in REFERENCES
