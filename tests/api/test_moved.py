"""Renamed ids lead to the new one, with all that follows them; filters know the old ids too."""

import pytest

from tests.api.conftest import Api

OLD, NEW = "removal-of-ledgers", "ledger-removal"


@pytest.mark.parametrize("rest", ["", "/accounts", "/causes?limit=1&reach=all", "/quotations?date=1931"])
def test_a_renamed_id_answers_308(api: Api, rest: str) -> None:
    answer = api.get(f"/v1/events/{OLD}{rest}")
    assert (answer.status_code, answer.headers["location"]) == (308, f"/v1/events/{NEW}{rest}")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cache-control"] == "public, max-age=60"
    assert "Accept-Encoding" in answer.headers["vary"]
    told = answer.json()
    assert (told["status"], told["location"]) == (308, answer.headers["location"])
    assert "new id" in told["detail"]
    assert api.get(answer.headers["location"]).status_code == 200


@pytest.mark.parametrize(
    "path", ["causal-links?event=", "interpretations?about=", "disputes?about=", "events?part_of="]
)
def test_filters_know_the_old_id(api: Api, path: str) -> None:
    now = api.all(f"/v1/{path}{NEW}")
    assert now or path.startswith("events")
    assert api.all(f"/v1/{path}{OLD}") == now
    assert api.all(f"/v1/{path}{OLD},nowhere") == now
