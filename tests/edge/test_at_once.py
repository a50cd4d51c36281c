"""What is answered without waiting for anybody: what is kept, by the same rules as everything else."""

import logging
from typing import Any

import pytest

from api.edge.answer import Message, Scope
from api.edge.logs import REQUESTS
from api.edge.observe import Observed, reporting
from tests.edge.serving import Served, nothing, request

pytestmark = pytest.mark.anyio


def asked(target: str = "/data", method: str = "GET", client: str = "203.0.113.9", **headers: str) -> Scope:
    sent = [(name.replace("_", "-"), found) for name, found in headers.items()]
    return {"type": "http", **request(target, sent, method, client)}


async def test_what_is_kept_is_there_at_once() -> None:
    served = Served()
    assert served.edge.outer.at_once(asked()) is None
    first = await served.get("/data")
    ready = served.edge.outer.at_once(asked())
    assert ready is not None
    assert [ready[0]["status"], ready[1]["body"]] == [200, first.body]
    unchanged = served.edge.outer.at_once(asked(if_none_match=first.headers["etag"]))
    assert unchanged is not None
    assert [unchanged[0]["status"], unchanged[1]["body"]] == [304, b""]
    assert [served.store.hits, served.store.misses] == [2, 1]


@pytest.mark.parametrize(
    "scope",
    [
        asked(method="HEAD"),
        asked(method="POST"),
        asked("/health"),
        asked("/data?x=1"),
        asked(accept="image/png"),
        asked(accept_encoding="br"),
        asked(long="a" * 17_000),
    ],
    ids=["head", "post", "never kept", "not kept", "refused", "other coding", "too long"],
)
async def test_all_else_goes_the_whole_way(scope: Scope) -> None:
    served = Served()
    await served.get("/data")
    await served.get("/health")
    assert served.edge.outer.at_once(scope) is None
    assert served.store.hits == 0


async def test_a_look_that_is_due_is_not_skipped() -> None:
    served = Served()
    await served.get("/data")
    served.clock += 1
    assert served.edge.outer.at_once(asked()) is None
    await served.get("/data")
    assert served.edge.outer.at_once(asked()) is not None


async def test_who_is_over_the_quota_is_refused() -> None:
    served = Served(quota=3)
    await served.get("/data")
    ready = [served.edge.outer.at_once(asked()) for _ in range(3)]
    assert [one is not None for one in ready] == [True, True, False]
    assert served.edge.outer.at_once(asked(client="203.0.113.10")) is not None
    assert (await served.get("/data")).status == 429
    assert served.store.hits == 3


def observed(served: Served) -> Observed:
    reported = reporting(["/data"], served.shared, "build", 1)
    return Observed(served.edge.outer, served.edge.refuse, reported, served.edge.outer.at_once)


async def statuses(one: Observed, *scopes: Scope) -> list[int]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    for scope in scopes:
        await one(scope, nothing, send)
    return [message["status"] for message in sent if "status" in message]


async def test_both_ways_are_counted() -> None:
    served = Served()
    one = observed(served)
    tag = (await served.get("/data")).headers["etag"]
    scopes = [asked(), asked(if_none_match=tag), asked("/data", method="HEAD"), asked("/none")]
    assert await statuses(one, *scopes) == [200, 304, 200, 200]
    found: dict[str, Any] = dict(one.reported.board.counted())
    assert [sum(found["/data"][:18]), found["/data"][0], sum(found["other"][:18])] == [3, 2, 1]


async def test_where_requests_are_logged_each_is(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    served = Served()
    await served.get("/data")
    with caplog.at_level(logging.INFO, REQUESTS.name):
        assert await statuses(observed(served), asked(), asked()) == [200, 200]
    assert capsys.readouterr().err.count('"route": "/data", "status": 200') == 2
