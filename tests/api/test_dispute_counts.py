"""A dispute counts the quotations that its answers rest on: each once, those behind other claims too."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from seed.loading.load import load
from tests.api.conftest import Api, serving
from tests.databases import Databases
from tests.edits import Edited

RESTS = {
    "    - record: council-minutes\n": (
        "    - record: council-minutes\n    - record: damp-moved-weir\n    - record: weir-shelves-damp\n"
    ),
    "  about: [ledger-removal, otto-brandt]\n\nremoval-by-weir-alone": (
        "  about: [ledger-removal, otto-brandt]\n  evidence:\n    - record: brandt-until-roof-mended\n"
        "      stance: against\n\nremoval-by-weir-alone"
    ),
}


@pytest.fixture(scope="module")
def api(databases: Databases, dialect: str, corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """One answer rests on words, and on a claim that rests on the same; the other on words that speak against it."""
    edited = Edited(corpus, tmp_path_factory.mktemp("disputes") / "data")
    for old, new in RESTS.items():
        edited.replace("interpretations.yaml", old, new)
    url = databases.migrated(dialect)
    load(edited.read(), url)
    with serving(url) as found:
        yield found
    databases.drop(url)


def steps(api: Api, dispute: dict[str, Any]) -> list[tuple[str, int]]:
    """The quotations under its answers, as each argument tells them, with their depth."""
    answers = [claim for position in dispute["positions"] for claim in position["interpretations"]]
    found = [step for claim in answers for step in api.json(f"{claim['href']}/evidence")["steps"]]
    return [(step["record"]["id"], step["depth"]) for step in found if step["record"]["type"] == "quotation"]


def test_each_is_counted_once_however_deep_it_lies(api: Api) -> None:
    counts = {dispute["id"]: dispute["quotation_count"] for dispute in api.all("/v1/disputes")}
    assert counts == {"who-ordered-removal": 2, "why-removal-quiet": 0}
    under = steps(api, api.json("/v1/disputes/who-ordered-removal"))
    assert sorted(under) == [("brandt-until-roof-mended", 1), ("weir-shelves-damp", 1), ("weir-shelves-damp", 2)]


def test_list_and_record_agree(api: Api) -> None:
    for dispute in api.all("/v1/disputes"):
        assert api.json(dispute["href"]) == dispute


def test_a_page_costs_as_much_as_one(api: Api) -> None:
    counted = []
    for limit in (1, 100):
        with api.statements() as seen:
            api.json(f"/v1/disputes?limit={limit}")
        counted.append(len(seen))
    assert counted[0] == counted[1]
