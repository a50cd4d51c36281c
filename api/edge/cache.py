"""The cache: answers that are kept, one computation for each key at a time, and 304 with nothing read."""

import asyncio
import logging
from functools import lru_cache

from api.edge.answer import RELEASE, Answer, App, Ready, Receive, Scope, Send, value
from api.edge.collect import Collected, start
from api.edge.conditional import lists
from api.edge.finish import Finish
from api.edge.key import Asked, Key, Reader, sent
from api.edge.refuse import RETRY, Refuse
from api.edge.release import Release
from api.edge.store import NOTHING, Entry
from api.edge.terms import Shared

logger = logging.getLogger("parallel38.edge")

HOST = (b"host", b"localhost")  # frameworks want one; addresses that leave the server are no business of it
HEAD = "parallel38.head"  # says that of a GET the body is not wanted, for what would read a file in vain
NEWEST = "parallel38.release"  # says the `number` of the newest release, for what shows one without asking
UNCHANGED = 256  # answers of 304 that are kept ready where the answer itself is not kept


class Flight:
    """A computation under way; `entry` is None in the end if it was a stream or was cancelled."""

    def __init__(self) -> None:
        self.over = asyncio.Event()
        self.entry: Entry | None = None


class Cache:
    """Around the application itself, with HEAD, conditions, coding and whatever every answer carries."""

    def __init__(self, app: App, finish: Finish, shared: Shared, refuse: Refuse) -> None:
        self.app, self.finish, self.refuse = app, finish, refuse
        self.watch, self.store = shared.watch, shared.store
        self.read = Reader(finish.terms.kind)
        self.flights: dict[tuple[Release | None, Key], Flight] = {}
        self.unchanged = lru_cache(UNCHANGED)(self.made_unchanged)

    def at_once(self, scope: Scope) -> Ready | None:
        """The answer to a GET where it is kept and nothing has to be waited for."""
        headers = sent(scope)
        asked = self.read(scope, headers)
        if asked.key is None or (asked.kind.released and self.watch.due):
            return None
        entry = self.store.part(asked.kind.free).get(asked.key)
        return None if entry is None else entry.to(headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = sent(scope)
        asked = self.read(scope, headers)
        if asked.key is None:
            await self.pass_by(asked, scope, receive, send)
            return
        if asked.kind.released and self.watch.due:
            await self.look()
        entry = self.kept(asked, asked.key)
        if entry is None:
            self.store.misses += 1
            entry = await self.miss(asked, asked.key, scope, receive, send)
        else:
            self.store.hits += 1
        if entry is not None:
            await give(entry, scope, headers, send)

    def kept(self, asked: Asked, key: Key) -> Entry | None:
        return self.store.part(asked.kind.free).get(key)

    async def look(self) -> None:
        """What is kept does not wait for a look where the one before failed."""
        self.watch.begin()
        if self.watch.sees:
            await self.watch.wait()

    async def miss(self, asked: Asked, key: Key, scope: Scope, receive: Receive, send: Send) -> Entry | None:
        """What is not kept; None where it is sent already."""
        watch = self.watch
        if not asked.kind.released:
            return await self.fly(asked, key, scope, receive, send)
        if watch.release is None or not watch.sees:
            await watch.wait_if_looking()
        if watch.release is not None and (unchanged := self.held(asked, watch.release, scope)):
            await deliver(unchanged, send)
        elif watch.release is not None and watch.sees:
            return await self.fly(asked, key, scope, receive, send)
        elif self.finish.terms.blind:
            await self.pass_by(asked, scope, receive, send)
        else:
            await self.refuse(scope, send, 503, RETRY)
        return None

    def held(self, asked: Asked, release: Release, scope: Scope) -> Ready | None:
        """A 304 where the client has the answer, by the tag alone."""
        tags = sent(scope).get(b"if-none-match")
        if not tags:
            return None
        tag, unchanged = self.unchanged(asked, release)
        return unchanged if lists(tags, tag) else None

    def made_unchanged(self, asked: Asked, release: Release) -> tuple[bytes, Ready]:
        """The tag of an answer, and the 304 to it."""
        return self.finish.tag(asked, release).encode(), (start(304, self.finish.unchanged(asked, release)), NOTHING)

    async def fly(self, asked: Asked, key: Key, scope: Scope, receive: Receive, send: Send) -> Entry | None:
        """Computes, unless somebody does already; one whose computation came to nothing leaves it to the next."""
        entry = None
        while entry is None and (flight := self.flights.get((self.watch.release, key))) is not None:
            await flight.over.wait()
            entry = flight.entry
        return entry or self.kept(asked, key) or await self.compute(asked, key, scope, receive, send)

    async def compute(self, asked: Asked, key: Key, scope: Scope, receive: Receive, send: Send) -> Entry | None:
        """None where it was a stream, which is sent already."""
        release = self.watch.release
        flight = self.flights[release, key] = Flight()

        def land() -> None:
            flight.over.set()
            if self.flights.get((release, key)) is flight:
                del self.flights[release, key]

        def head_of(answer: Answer) -> Answer:
            land()
            return self.finish(asked, release, answer)[0]

        try:
            collected = Collected(send, bodiless=scope["method"] == "HEAD", head_of=head_of)
            request = telling(narrowed(scope, key), release if asked.kind.released else None)
            answer = await self.ask(request, receive, collected)
            if answer is not None:
                flight.entry = self.keep(asked, key, release, answer)
        finally:
            land()
        return flight.entry

    def keep(self, asked: Asked, key: Key, release: Release | None, answer: Answer) -> Entry:
        """The answer made ready; kept if it is of the release that is the newest still."""
        done, fits = self.finish(asked, release, answer)
        self.watch.heard(value(done.headers, RELEASE))
        entry = Entry(done)
        if fits and self.watch.release is release:
            self.store.part(asked.kind.free).put(key, entry)
        return entry

    async def pass_by(self, asked: Asked, scope: Scope, receive: Receive, send: Send) -> None:
        """To the application as it is, and back with nothing kept."""
        release, is_head = self.watch.release, scope["method"] == "HEAD"

        def finished(answer: Answer) -> Answer:
            return self.finish(asked._replace(key=None), release, answer)[0]

        known = {**(scope.get("extensions") or {}), HEAD: {}}
        as_get = {**scope, "method": "GET", "extensions": known} if is_head else scope
        request = telling(as_get, release if asked.kind.released else None)
        answer = await self.ask(request, receive, Collected(send, bodiless=is_head, head_of=finished))
        if answer is not None:
            await give(Entry(finished(answer)), scope, sent(scope), send)

    async def ask(self, scope: Scope, receive: Receive, collected: Collected) -> Answer | None:
        """The application's answer, a 500 if it fails; None where a stream was passed on."""
        try:
            await self.app(scope, receive, collected)
        except Exception:
            if collected.streamed:
                raise
            logger.exception("the application failed at %s", scope["path"])
        if collected.streamed:
            return None
        return collected.answer or self.refuse.answer(scope, 500)


async def give(entry: Entry, scope: Scope, headers: dict[bytes, bytes], send: Send) -> None:
    head, body = entry.to(headers)
    await deliver((head, NOTHING if scope["method"] == "HEAD" else body), send)


async def deliver(ready: Ready, send: Send) -> None:
    for message in ready:
        await send(message)


def telling(scope: Scope, release: Release | None) -> Scope:
    """The request with the release that is in its key."""
    known = scope.get("extensions") or {}
    return scope if release is None else {**scope, "extensions": {**known, NEWEST: {"number": release.number}}}


def narrowed(scope: Scope, key: Key) -> Scope:
    """The request as far as the key tells it: an answer cannot depend on what is not in the key."""
    headers = [HOST, *([(b"accept", key.type.encode())] if key.type else [])]
    if key.shape:
        headers.append((b"hx-request-type", key.shape.encode()))
    return {**scope, "method": "GET", "query_string": key.query.encode(), "headers": headers, "client": None}
