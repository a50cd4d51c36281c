"""Answers in memory, bounded in bytes: what was not asked for the longest goes first."""

from collections import OrderedDict
from collections.abc import Mapping

from api.edge.answer import Answer, Message, Ready, value
from api.edge.collect import start
from api.edge.conditional import holds, of_unchanged
from api.edge.key import Key

ROUGHLY = 3_000  # bytes of a kept answer beside its text: messages, headers and key as objects
FREE_SHARE = 4  # answers to free text get this part of the whole: a fourth
LARGEST = 8  # no answer gets more than this part of its part: an eighth
NOTHING: Message = {"type": "http.response.body", "body": b""}


class Entry:
    """An answer ready to be sent, `whole`; `unchanged` is the 304 to it, None where there is none."""

    __slots__ = ("modified", "size", "tag", "unchanged", "whole")

    def __init__(self, answer: Answer) -> None:
        headers, body = answer.headers, answer.body or b""
        self.whole: Ready = start(answer.status, headers), {"type": "http.response.body", "body": body}
        self.tag = value(headers, b"etag").encode("latin-1")
        self.modified = value(headers, b"last-modified").encode("latin-1")
        known = answer.status == 200 and bool(self.tag or self.modified)
        self.unchanged: Ready | None = (start(304, of_unchanged(headers)), NOTHING) if known else None
        self.size = ROUGHLY + len(body) + sum(len(name) + len(found) for name, found in headers)

    def to(self, sent: Mapping[bytes, bytes]) -> Ready:
        """The answer, or the 304 where the conditions of a request say that the client has the answer."""
        tags, since = sent.get(b"if-none-match"), sent.get(b"if-modified-since")
        if (tags or since) and self.unchanged and holds(tags or b"", since or b"", self.tag, self.modified):
            return self.unchanged
        return self.whole


class Part:
    def __init__(self, most: int) -> None:
        self.most, self.size = most, 0
        self.entries: OrderedDict[Key, Entry] = OrderedDict()

    def get(self, key: Key) -> Entry | None:
        found = self.entries.get(key)
        if found is not None:
            self.entries.move_to_end(key)
        return found

    def put(self, key: Key, entry: Entry) -> None:
        """Forgets what has to go for it; what is too large for that is not kept."""
        entry.size += sum(map(len, key))
        if entry.size * LARGEST > self.most or key in self.entries:
            return
        self.entries[key] = entry
        self.size += entry.size
        while self.size > self.most:
            self.size -= self.entries.popitem(last=False)[1].size

    def clear(self) -> None:
        self.entries.clear()
        self.size = 0


class Store:
    """Two parts, so that an endless number of searches cannot push everything else out."""

    def __init__(self, most: int) -> None:
        self.free = Part(most // FREE_SHARE)
        self.rest = Part(most - most // FREE_SHARE)
        self.hits = self.misses = 0  # of all requests that have a key

    @property
    def size(self) -> int:
        return self.free.size + self.rest.size

    def part(self, free: bool) -> Part:
        return self.free if free else self.rest

    def clear(self) -> None:
        self.free.clear()
        self.rest.clear()
