"""The cache: what it keeps and what it does not, one computation at a time, and 304 without asking the application."""

import asyncio
import gzip
from collections.abc import Awaitable, Callable
from datetime import timedelta

import brotli
import pytest

from api.edge.answer import App, Receive, Scope, Send
from tests.edge.serving import BODY, LOADED, Answered, Served, nothing, release_of, request, whole

pytestmark = pytest.mark.anyio

FRESH = "public, max-age=60, stale-while-revalidate=600"


async def test_asked_once_for_all_the_ways_of_asking() -> None:
    served = Served()
    first = await served.get("/data?b=2&a=1")
    for target in ("/data?a=1&b=2", "/data?%61=1&b=2"):
        again = await served.get(target, accept="application/json;q=0.3, text/html", cookie="a=1", user_agent="x")
        assert (again.status, again.headers, again.body) == (200, first.headers, BODY)
    assert len(served.data.calls) == 1


async def test_what_the_key_does_not_name_does_not_reach_the_application() -> None:
    """So no answer can depend on it, and no reader gets what was made for another."""
    served = Served()
    await served.get(
        "/data?b=2&a=1", accept="text/csv;q=0.5", cookie="a=1", host="evil.example", x_forwarded_for="1.1.1.1"
    )
    (scope,) = served.data.calls
    assert scope["query_string"] == b"a=1&b=2"
    assert scope["headers"] == [(b"host", b"localhost"), (b"accept", b"text/csv")]
    assert scope["client"] is None


async def test_what_every_answer_carries() -> None:
    served = Served(quota=6)
    targets = ["/data", "/nothing", "/health", "/code", "/files/a", "/data?" + "x" * 9000, "/data"]
    answers = [await served.get(target) for target in targets]
    assert [answer.status for answer in answers] == [200, 404, 200, 200, 200, 414, 200]
    answers += [await served.get("/data"), await served.get("/data"), await served.get("/data", a="x" * 20_000)]
    assert [answer.status for answer in answers[-3:]] == [200, 429, 431]
    for answer in answers:
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "Parallel38-Release" in answer.headers["access-control-expose-headers"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert release_of(answer) == "1"


async def test_what_a_client_can_ask_again_with() -> None:
    served = Served()
    answer = await served.get("/data")
    assert answer.headers["cache-control"] == FRESH
    assert answer.headers["vary"] == "Accept, Accept-Encoding"
    assert answer.headers["last-modified"] == "Fri, 01 May 2026 12:00:00 GMT"
    assert answer.headers["etag"].startswith('"')
    assert answer.headers["content-length"] == str(len(BODY))


async def test_code_that_is_newer_than_the_release_modifies_what_it_shows() -> None:
    """Else a date would keep the answers of code that was mended since."""
    served = Served(built=LOADED + timedelta(days=1))
    answer = await served.get("/data", if_modified_since="Fri, 01 May 2026 12:00:00 GMT")
    assert (answer.status, answer.headers["last-modified"]) == (200, "Sat, 02 May 2026 12:00:00 GMT")


@pytest.mark.parametrize("coding", ["br", "gzip", "identity"])
async def test_coded_once(coding: str) -> None:
    served = Served()
    first, again = [await served.get("/data", accept_encoding=coding) for _ in range(2)]
    assert again.messages[1] is first.messages[1], "the very bytes that were kept"
    decode = {"br": brotli.decompress, "gzip": gzip.decompress}.get(coding, bytes)
    assert decode(first.body) == BODY
    assert first.headers.get("content-encoding", "identity") == coding
    assert first.headers["content-length"] == str(len(first.body))


async def test_tags_tell_all_parts_of_the_key_apart() -> None:
    served = Served()
    tags = {
        (await served.get(target, accept=accept, accept_encoding=coding)).headers["etag"]
        for target in ("/data", "/data?a=1", "/data?a=2", "/data/x")
        for accept in ("application/json", "text/csv")
        for coding in ("", "br", "gzip")
    }
    served.data.release, served.clock = 2, 1001.0
    tags.add((await served.get("/data")).headers["etag"])
    assert len(tags) == 4 * 2 * 3 + 1


@pytest.mark.parametrize("asked", ["{}", 'W/{}, "x"', '"x" , {}', '"a, b", {}'])
async def test_a_tag_is_enough_for_a_304(asked: str) -> None:
    """Also where nothing is kept: the tag was given with the answer that the client holds, so the answer is there."""
    served = Served()
    full = await served.get("/data?a=1", accept_encoding="br")
    held = {"accept_encoding": "br", "if_none_match": asked.format(full.headers["etag"])}
    from_cache = await served.get("/data?a=1", **held)
    served.store.clear()
    from_nothing = await served.get("/data?a=1", **held)
    bodily = {"content-type", "content-length", "content-encoding"}
    for answer in (from_cache, from_nothing):
        assert (answer.status, answer.body) == (304, b"")
        assert answer.headers == {name: found for name, found in full.headers.items() if name not in bodily}
    assert len(served.data.calls) == 1


async def test_a_date_and_a_star_are_weighed_against_the_answer_itself() -> None:
    served = Served()
    date = (await served.get("/data")).headers["last-modified"]
    for asked in (
        {"if_none_match": "*"},
        {"if_modified_since": date},
        {"if_modified_since": "Sat, 02 May 2026 00:00:00 GMT"},
    ):
        assert (await served.get("/data", **asked)).status == 304
        assert (await served.get("/nothing", **asked)).status == 404, "nothing is there, whatever they say"
    other = {"if_none_match": '"other"', "if_modified_since": date}
    assert (await served.get("/data", **other)).status == 200, "a tag comes before a date"
    for bad in ("Thu, 30 Apr 2026 00:00:00 GMT", "yesterday", "", "Fri, 99 May 2026 12:00:00 GMT", "1"):
        assert (await served.get("/data", if_modified_since=bad)).status == 200


async def test_head_is_get_without_its_body() -> None:
    served = Served()
    for target in ("/data", "/nothing", "/health", "/code", "/data?" + "x" * 9000):
        head, got = await served.ask(target, method="HEAD"), await served.ask(target)
        assert (head.status, head.headers, head.body) == (got.status, got.headers, b"")
    assert [scope["method"] for scope in served.data.calls] == ["GET"] * len(served.data.calls)
    assert [scope["path"] for scope in served.data.calls].count("/data") == 1, "both are one answer"


async def test_errors_are_never_kept() -> None:
    served = Served()
    for _ in range(3):
        answer = await served.get("/nothing")
        assert answer.status == 404
        assert "etag" not in answer.headers
    assert len(served.data.calls) == 3
    assert served.store.size == 0


NOT_KEPT = [
    [(b"cache-control", b"no-store"), (b"parallel38-release", b"1")],
    [(b"cache-control", b"public, max-age=0, must-revalidate")],
    [],
    [(b"parallel38-release", b"0")],
    [(b"parallel38-release", b"2")],
    [(b"parallel38-release", b"1x")],
]


@pytest.mark.parametrize("headers", NOT_KEPT)
async def test_what_is_not_of_the_release_by_its_own_word_is_not_kept(headers: list[tuple[bytes, bytes]]) -> None:
    """A page that a part is missing from, and an answer that was made while a load was being committed."""
    calls = 0

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal calls
        calls += 1
        await whole(send, 200, BODY, [(b"content-type", b"application/json"), *headers])

    served = Served(app)
    tagged = Served()
    of_key = (await tagged.get("/data")).headers["etag"]
    for _ in range(2):
        answer = await served.get("/data")
        assert answer.headers.get("etag") != of_key
        assert "last-modified" not in answer.headers
    assert (calls, served.store.size) == (2, 0)


async def test_a_provisional_answer_is_given_no_release() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await whole(send, 200, BODY, [(b"cache-control", b"public, max-age=0, must-revalidate")])

    answer = await Served(app).get("/data")
    assert release_of(answer) is None
    assert answer.headers["cache-control"] == "public, max-age=0, must-revalidate"


async def test_what_shows_no_release_is_kept_all_the_same() -> None:
    served = Served()
    first, again = await served.get("/code"), await served.get("/code")
    assert first.headers["etag"] == again.headers["etag"]
    assert len(served.data.calls) == 1
    assert served.data.looks == 0


async def test_a_page_and_a_part_of_it() -> None:
    served = Served()
    page = await served.get("/page")
    part = await served.get("/page", hx_request_type="partial")
    assert page.headers["vary"] == "HX-Request-Type, Accept-Encoding"
    assert (b"hx-request-type", b"partial") in served.data.calls[1]["headers"]
    assert part.headers["etag"] != page.headers["etag"]


# Bounds


async def test_bytes_are_bounded() -> None:
    served = Served(store=200_000)
    for number in range(300):
        await served.get(f"/data?number={number}")
        assert served.store.size <= 200_000
    calls = len(served.data.calls)
    await served.get("/data?number=299")
    assert len(served.data.calls) == calls, "the last is kept"
    await served.get("/data?number=0")
    assert len(served.data.calls) == calls + 1, "the first had to go"


async def test_what_is_asked_for_stays() -> None:
    served = Served(store=200_000)
    for number in range(300):
        await served.get(f"/data?number={number}")
        await served.get("/data")
    assert [scope["query_string"] for scope in served.data.calls].count(b"") == 1


async def test_free_text_has_a_share_and_no_more() -> None:
    served = Served(store=400_000)
    await served.get("/data")
    for number in range(500):
        await served.get(f"/search?q=words{number}")
    assert served.store.free.size <= 100_000
    calls = len(served.data.calls)
    await served.get("/data")
    await served.get("/search?q=words499")
    assert len(served.data.calls) == calls


async def test_a_flood_of_headers_does_not_empty_it() -> None:
    served = Served()
    await served.get("/data")
    for number in range(2000):
        await served.get(
            "/data",
            accept=f"application/json, text/x-{number};q=0.{number}",
            accept_encoding=f"x-{number}, br;q=0.{number}, gzip",
            cookie=f"a={number}",
            x_made_up=str(number),
        )
    assert len(served.store.rest.entries) <= 3
    assert len(served.data.calls) <= 3


async def test_what_is_large_is_not_kept() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await whole(send, 200, bytes(100_000), [(b"content-type", b"application/json"), (b"parallel38-release", b"1")])

    served = Served(app, store=800_000)
    assert (await served.get("/data")).headers["etag"]
    assert served.store.size == 0


async def test_a_store_of_nothing_still_answers_304() -> None:
    served = Served(store=0)
    tag = (await served.get("/data")).headers["etag"]
    assert (await served.get("/data", if_none_match=tag)).status == 304
    assert len(served.data.calls) == 1


# One computation at a time


class Gated:
    """An application that answers when the test opens it, or fails, or streams."""

    def __init__(self, ends: Callable[[int, Send], Awaitable[None]] | None = None) -> None:
        self.calls, self.open, self.ends = 0, asyncio.Event(), ends

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.calls += 1
        number = self.calls
        await self.open.wait()
        if self.ends is not None:
            await self.ends(number, send)
            return
        await whole(send, 200, BODY, [(b"content-type", b"application/json"), (b"parallel38-release", b"1")])


async def begun(served: Served, count: int, target: str = "/data") -> list[asyncio.Task[Answered]]:
    """So many requests, all of them waiting."""
    tasks = [asyncio.create_task(served.get(target)) for _ in range(count)]
    await settle()
    return tasks


async def settle() -> None:
    """Until nothing moves that does not wait for the test."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_many_at_once_are_one_computation() -> None:
    app = Gated()
    served = Served(app)
    tasks = await begun(served, 50)
    app.open.set()
    answers = await asyncio.gather(*tasks)
    assert {answer.body for answer in answers} == {BODY}
    assert app.calls == 1


async def test_other_keys_do_not_wait() -> None:
    app = Gated()
    served = Served(app)
    waiting = await begun(served, 2)
    others = await begun(served, 2, "/data?a=1")
    assert app.calls == 2
    app.open.set()
    await asyncio.gather(*waiting, *others)


@pytest.mark.parametrize("who", [0, 1])
async def test_one_who_goes_does_not_take_the_others_along(who: int) -> None:
    """Cancelled while computing, or while waiting."""
    app = Gated()
    served = Served(app)
    tasks = await begun(served, 5)
    gone = tasks.pop(who)
    gone.cancel()
    await settle()
    app.open.set()
    assert {answer.status for answer in await asyncio.gather(*tasks)} == {200}
    assert app.calls == (2 if who == 0 else 1)
    with pytest.raises(asyncio.CancelledError):
        await gone
    assert served.edge.inner.flights == {}  # type: ignore[attr-defined]


async def fail(number: int, send: Send) -> None:
    raise ValueError("broken")


async def refuse(number: int, send: Send) -> None:
    await whole(send, 503, b"", [(b"retry-after", b"5")])


async def say_nothing(number: int, send: Send) -> None:
    pass


@pytest.mark.parametrize(("ends", "status"), [(fail, 500), (refuse, 503), (say_nothing, 500)])
async def test_a_failure_is_shared_by_those_who_wait_and_kept_for_nobody(
    ends: Callable[[int, Send], Awaitable[None]], status: int
) -> None:
    app = Gated(ends)
    served = Served(app)
    tasks = await begun(served, 5)
    app.open.set()
    assert [answer.status for answer in await asyncio.gather(*tasks)] == [status] * 5
    assert app.calls == 1
    assert (await served.get("/data")).status == status
    assert app.calls == 2


async def stream(number: int, send: Send) -> None:
    headers = [(b"content-type", b"application/json"), (b"parallel38-release", b"1")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    for part in (b"one ", b"two "):
        await send({"type": "http.response.body", "body": part, "more_body": True})
    await send({"type": "http.response.body", "body": str(number).encode()})


async def test_streams_pass_as_they_come_and_are_shared_by_nobody() -> None:
    app = Gated(stream)
    served = Served(app)
    tasks = await begun(served, 3)
    app.open.set()
    answers = await asyncio.gather(*tasks)
    assert {answer.body for answer in answers} == {b"one two 1", b"one two 2", b"one two 3"}
    assert {len(answer.messages) for answer in answers} == {4}
    assert {answer.headers["access-control-allow-origin"] for answer in answers} == {"*"}
    assert served.store.size == 0


async def test_a_stream_that_breaks_off_is_not_ended_as_if_it_were_whole() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"one", "more_body": True})
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        await Served(app).get("/files/a")


# What passes by


def ranged(seen: list[Scope]) -> App:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)
        headers = [
            (b"content-type", b"text/csv"),
            (b"accept-ranges", b"bytes"),
            (b"content-range", b"bytes 0-999/5000"),
            (b"etag", b'"of the file"'),
        ]
        await whole(send, 206, bytes(1000), headers)

    return app


async def test_ranges_of_files_are_left_alone() -> None:
    seen: list[Scope] = []
    served = Served(ranged(seen))
    answer = await served.get("/files/a.csv", range="bytes=0-999", accept_encoding="br, gzip", if_range='"of the file"')
    assert (b"range", b"bytes=0-999") in seen[0]["headers"]
    assert (answer.status, len(answer.body)) == (206, 1000)
    assert "content-encoding" not in answer.headers
    assert answer.headers["etag"] == '"of the file"'
    assert served.store.size == 0


async def test_bodies_reach_the_application_where_it_is_asked_with_another_method() -> None:
    seen: list[Scope] = []
    served = Served(ranged(seen))
    await served.ask("/data", ("Content-Type", "x"), method="POST")
    assert seen[0]["method"] == "POST"
    assert (b"content-type", b"x") in seen[0]["headers"]


async def test_other_protocols_pass() -> None:
    seen: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["type"])

    async def send(message: object) -> None:
        raise AssertionError(message)

    await Served(app).edge.outer({"type": "lifespan"}, nothing, send)
    await Served(app).edge.outer({**request("/", (), "GET", None), "type": "websocket"}, nothing, send)
    assert seen == ["lifespan", "websocket"]


async def test_allow_names_head_in_a_fixed_order() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await whole(send, 405, b"", [(b"allow", b"OPTIONS, GET")])

    assert (await Served(app).ask("/data", method="PUT")).headers["allow"] == "GET, HEAD, OPTIONS"


async def test_a_browser_may_ask_before_it_asks() -> None:
    served = Served(quota=1)
    await served.get("/data")
    answer = await served.ask("/data", ("Access-Control-Request-Method", "GET"), method="OPTIONS")
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (204, "*")
    assert "If-None-Match" in answer.headers["access-control-allow-headers"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert release_of(answer) == "1"
    assert len(served.data.calls) == 1
