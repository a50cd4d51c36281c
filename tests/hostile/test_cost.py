"""What a request may cost at most: statements are counted, for no clock says the same twice."""

import pytest

from tests.api.conftest import Api

MOST = 40  # statements of one request

REFUSED = [
    "/v1/events?nope=1",
    "/v1/events?limit=101",
    "/v1/events?limit=1&limit=2",
    "/v1/events?date=1950-02-30",
    "/v1/events?source=" + ",".join(f"a{number}" for number in range(500)),
    "/v1/events?cursor=WzEsMSwiYSIsW11d",
    "/v1/quotations?fidelity=nonsense",
    "/v1/search?q=a&type=nonsense",
    "/v1/search",
    "/v1/events/No_Id",
    "/v1/actors/anna-weir/knowledge?at=never",
]
ANSWERED = [
    "/v1/events?limit=100",
    "/v1/events?limit=100&source=" + ",".join(f"a{number}" for number in range(20)),
    "/v1/documents?limit=100&party=" + ",".join(f"a{number}" for number in range(20)) + "&date=../1950&sort=position",
    "/v1/quotations?limit=100",
    "/v1/interpretations?limit=100",
    "/v1/search?q=" + "ledgers%20" * 800,
    "/v1/search?q=" + "a*%20" * 800,
    "/v1/search?q=%22ledgers%20were%22&facets=type&limit=100",
    "/v1/timeline?limit=100",
    "/v1/correspondence",
    "/v1/actors/anna-weir/knowledge",
    "/v1/changes?limit=100",
    "/v1/events/ledger-removal/causes?reach=all&limit=100",
]


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path[:50])
def test_what_is_refused_asks_the_database_for_next_to_nothing(api: Api, path: str) -> None:
    api.get("/v1/meta")
    with api.statements() as seen:
        assert api.get(path).status_code in {400, 404}
    assert len(seen) <= 4, seen


@pytest.mark.parametrize("path", ANSWERED, ids=lambda path: path[:50])
def test_what_is_answered_asks_a_bounded_number_of_times(api: Api, path: str) -> None:
    with api.statements() as seen:
        answer = api.get(path, Accept_Encoding="identity")
    assert answer.status_code in {200, 400}
    assert len(seen) <= MOST, seen
    assert len(answer.content) < 2_000_000
