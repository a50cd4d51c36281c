"""What caches are told of everything that is no answer: each status once, through the edge."""

from collections.abc import Iterator
from typing import Any

import pytest

from api.db import Snapshot
from api.models.vocabulary import RecordType
from seed.loading.load import load
from tests.api.conftest import Api, serving
from tests.api.test_edge import KEPT, break_down
from tests.edits import Edited

BRIEFLY, NOT_AT_ALL = "public, max-age=60", "no-store"
FILE = "/v1/exports/1/quotations.ndjson"


@pytest.fixture
def api(own_loaded_url: str, edited: Edited, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Api, str]]:
    """One that keeps its answers, and fails at `vocabularies`; of the second release, with a cursor of the first.

    In the second an event is renamed and another withdrawn.
    """

    def fail(snapshot: Snapshot) -> Any:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("api.v1.meta.read_meta", fail)
    with serving(own_loaded_url, CACHE_BYTES=KEPT) as found:
        old = found.json("/v1/events?limit=1")["next"]
        edited.rename(RecordType.EVENT, "flood-of-1887", "flood-in-1887")
        edited.remove("events.yaml", "cellar-search")
        load(edited.read(), own_loaded_url)
        yield found, old


def check(answer: Any, status: int, cache_control: str) -> None:
    assert answer.status_code == status
    assert answer.headers["cache-control"] == cache_control
    assert "Accept-Encoding" in answer.headers["vary"]
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["parallel38-release"] == "2"
    assert "etag" not in answer.headers
    body = answer.json()
    assert body["status"] == status
    assert body["detail"]


CASES: list[tuple[str, str, dict[str, str], int, str]] = [
    ("GET", "/v1/on-this-day", {}, 307, NOT_AT_ALL),
    ("GET", "/v1/events/flood-of-1887", {}, 308, BRIEFLY),
    ("GET", "/v1/events?limit=0", {}, 400, NOT_AT_ALL),
    ("GET", "/v1/events/no-such-event", {}, 404, BRIEFLY),
    ("GET", "/v1/nothing", {}, 404, BRIEFLY),
    ("GET", FILE, {}, 404, BRIEFLY),
    ("POST", "/v1/events", {}, 405, NOT_AT_ALL),
    ("GET", "/v1/events", {"accept": "image/png"}, 406, NOT_AT_ALL),
    ("GET", "/v1/events/cellar-search", {}, 410, BRIEFLY),
    ("GET", "/v1/events?" + "a" * 9000, {}, 414, NOT_AT_ALL),
    ("GET", "/v1/events", {"x_long": "a" * 17_000}, 431, NOT_AT_ALL),
    ("GET", "/v1/meta", {}, 500, NOT_AT_ALL),
]


def test_what_caches_may_do(api: tuple[Api, str]) -> None:
    for method, path, headers, status, cache_control in CASES:
        check(api[0].request(method, path, **headers), status, cache_control)


def test_a_cursor_of_another_release_says_where_to_start_again(api: tuple[Api, str]) -> None:
    served, old = api
    answer = served.get(old)
    check(answer, 410, NOT_AT_ALL)
    assert answer.json()["type"] == "/problems/release-changed"
    assert answer.json()["restart"] == "/v1/events?limit=1"
    assert served.json(answer.json()["restart"])["release"] == "2"


def test_a_database_that_is_away(api: tuple[Api, str], own_loaded_url: str, dialect: str) -> None:
    served, _ = api
    served.get("/v1/places")
    break_down(own_loaded_url, dialect)
    answer = served.get("/v1/actors")
    check(answer, 503, NOT_AT_ALL)
    assert answer.headers["retry-after"] == "5"


def test_a_quota_that_is_used_up(own_loaded_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.app.QUOTA", 2)
    with serving(own_loaded_url, UNLIMITED_CLIENTS="192.0.2.0/24") as served:
        *within, beyond = [served.get("/v1/events") for _ in range(3)]
    assert [answer.status_code for answer in within] == [200, 200]
    assert (beyond.status_code, beyond.headers["cache-control"]) == (429, NOT_AT_ALL)
    assert int(beyond.headers["retry-after"]) in range(1, 61)
    assert beyond.headers["ratelimit-policy"] == '"default";q=2;w=60'
