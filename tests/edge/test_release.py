"""The release that is served: seen within its time, never an older one, and kept where it cannot be seen."""

import asyncio
import logging
from datetime import UTC, datetime

import pytest

from api.edge.answer import Receive, Scope, Send
from api.edge.release import Release
from tests.edge.serving import BODY, Served, release_of, whole
from tests.edge.test_cache import begun, settle

pytestmark = pytest.mark.anyio


async def test_a_new_release_empties_the_cache_within_its_time() -> None:
    served = Served()
    tag = (await served.get("/data")).headers["etag"]
    await served.get("/data?a=1")
    await served.get("/code")
    served.data.release, served.clock = 2, 1000.1
    assert release_of(await served.get("/data")) == "1", "nobody looks more often than every fifth of a second"
    served.clock = 1000.2
    answer = await served.get("/data", if_none_match=tag)
    assert (answer.status, release_of(answer), answer.body) == (200, "2", BODY)
    assert answer.headers["etag"] != tag
    assert len(served.store.rest.entries) == 1
    assert served.data.looks == 2


async def test_looks_are_few_however_much_is_asked() -> None:
    served = Served(quota=10_000)
    for eighth in range(21):
        served.clock = 1000.0 + eighth / 8
        await asyncio.gather(*(served.get("/data") for _ in range(50)))
    assert served.data.looks == 11
    assert len(served.data.calls) == 1


async def test_it_never_goes_back() -> None:
    served = Served()
    served.data.release = 7
    await served.get("/data")
    served.data.release, served.clock = 6, 1001.0
    assert release_of(await served.get("/data")) == "7"
    assert served.watch.release is not None
    assert served.watch.release.number == 7


async def test_the_same_number_of_another_database_is_another_release() -> None:
    at = datetime(2026, 5, 1, tzinfo=UTC)

    async def look() -> Release:
        return Release(1, at)

    served = Served(look=look)
    tag = (await served.get("/data")).headers["etag"]
    at, served.clock = datetime(2026, 5, 2, tzinfo=UTC), 1001.0
    assert (await served.get("/data")).headers["etag"] != tag


async def test_an_answer_made_while_a_load_is_committed_is_kept_under_neither_release() -> None:
    """The application has read release 1, and answers when 2 is there already; then the other way round."""
    reading, opened = asyncio.Event(), asyncio.Event()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        release = served.data.release
        reading.set()
        await opened.wait()
        await whole(send, 200, b"%d" % release, [(b"parallel38-release", b"%d" % release)])

    served = Served(app)
    (slow,) = await begun(served, 1)
    await reading.wait()
    served.data.release, served.clock = 2, 1001.0
    (other,) = await begun(served, 1)
    opened.set()
    assert [(await task).body for task in (slow, other)] == [b"1", b"2"], "it does not join what began before"
    assert (await served.get("/data")).body == b"2"
    assert [entry.whole[1]["body"] for entry in served.store.rest.entries.values()] == [b"2"]


async def test_an_answer_of_a_release_not_seen_yet_is_not_kept_and_makes_one_look() -> None:
    served = Served()
    await served.get("/data")
    served.data.release = 2
    ahead = await served.get("/data?a=1")
    assert release_of(ahead) == "2"
    assert "last-modified" not in ahead.headers
    assert len(served.store.rest.entries) == 1
    assert release_of(await served.get("/data")) == "2", "no longer 1, though no time has passed"
    assert served.data.looks == 2


async def test_where_it_cannot_be_seen_the_last_stays(caplog: pytest.LogCaptureFixture) -> None:
    served = Served()
    tag = (await served.get("/data")).headers["etag"]
    served.data.failing = True
    for second in range(3):
        served.clock = 1001.0 + second
        assert (await served.get("/data")).status == 200
        await settle()
        assert (await served.get("/code")).status == 200
        refused = await served.get("/data?a=1")
        assert (refused.status, refused.headers["retry-after"], release_of(refused)) == (503, "5", "1")
        assert refused.headers["cache-control"] == "no-store"
        assert (await served.get("/data", if_none_match=tag)).status == 304
    assert [scope["path"] for scope in served.data.calls] == ["/data", "/code"]
    assert [record.levelno for record in caplog.records] == [logging.WARNING], "said once"
    served.data.failing, served.clock = False, 1010.0
    assert (await served.get("/data?a=1")).status == 200


async def test_where_none_was_ever_seen_nothing_is_served_but_what_shows_none() -> None:
    served = Served()
    served.data.failing = True
    answer = await served.get("/data")
    assert (answer.status, release_of(answer)) == (503, None)
    assert (await served.get("/code")).status == 200
    assert (await served.get("/health")).status == 200


async def test_an_application_that_can_say_more_is_asked() -> None:
    served = Served(blind=True)
    served.data.failing = True
    answer = await served.get("/data")
    assert (answer.status, release_of(answer)) == (200, "1")
    assert served.store.size == 0


async def test_a_look_that_hangs_holds_nobody_up() -> None:
    """What is kept is served, the rest refused, and the look is waited for no longer than patience lasts."""
    there = asyncio.Event()
    looks = 0

    async def look() -> Release:
        nonlocal looks
        looks += 1
        if looks > 1:
            await there.wait()
        return Release(looks)

    served = Served(look=look, patience=0.001)
    await served.get("/data")
    served.clock = 1001.0
    assert (await served.get("/data")).status == 200
    assert (await served.get("/data?a=1")).status == 503
    assert looks == 2, "one at a time"
    there.set()
    await settle()
    served.data.release = 2
    assert release_of(await served.get("/data?a=1")) == "2"
