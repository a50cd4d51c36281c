"""Causal links tell when their two ends were and whose story they belong to, as the ends' own records do."""

import pytest

from tests.api.conftest import Api


def test_each_end_has_the_date_and_the_capital_of_its_record(api: Api) -> None:
    links = api.all("/v1/causal-links")
    assert links
    for link in links:
        for end in ("cause", "effect"):
            record = api.get(link[end]["href"]).json()
            assert link[f"{end}_date"] == record["date"]
            assert link[f"{end}_capital"] == record.get("capital")


@pytest.mark.parametrize("path", ["causal-links/damp-to-removal", "events/ledger-removal/causes"])
def test_they_are_told_wherever_links_are(api: Api, path: str) -> None:
    found = api.get(f"/v1/{path}").json()
    link = found["results"][0] if "results" in found else found
    assert link["effect_date"] is not None
    assert {"cause_date", "cause_capital", "effect_date", "effect_capital"} <= link.keys()
