"""Requests over kept-alive connections to a server on this machine, from one thread.

What is compared is the processor time of the server for each request, so the client need only be fast enough to keep
it busy; no package is needed for that.
"""

import re
import selectors
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CONNECTIONS = 32


def request(path: str, **headers: str) -> bytes:
    """A GET as it goes over the line."""
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


@dataclass(slots=True)
class Answered:
    """How many answers of the status there were, and the seconds that each took."""

    status: int
    seconds: list[float] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(len(self.seconds) * share))]


@dataclass(slots=True)
class Connection:
    """One request at a time."""

    line: socket.socket
    sent: float = 0.0
    received: bytes = b""

    def send(self, message: bytes) -> None:
        self.received, self.sent = b"", time.perf_counter()
        self.line.sendall(message)

    def receive(self) -> bool:
        """Whether the answer is there."""
        more = self.line.recv(262_144)
        if not more:
            raise ConnectionError("the server closed the connection")
        self.received += more
        end = self.received.find(b"\r\n\r\n")
        if end < 0:
            return False
        length = LENGTH.search(self.received, 0, end + 2)
        return len(self.received) >= end + 4 + (int(length[1]) if length else 0)


def drive(
    port: int, requests: Sequence[bytes], *, status: int, seconds: float, connections: int = CONNECTIONS
) -> Answered:
    """Sends the requests over and over for so long; raises for an answer with another status."""
    found, following, selector = Answered(status), cycle(requests), selectors.DefaultSelector()
    lines = [Connection(socket.create_connection(("127.0.0.1", port), timeout=30)) for _ in range(connections)]
    for one in lines:
        selector.register(one.line, selectors.EVENT_READ, one)
        one.send(next(following))
    until, waiting = time.perf_counter() + seconds, len(lines)
    while waiting:
        for key, _ in selector.select(30):
            if take(key.data, found):
                if time.perf_counter() < until:
                    key.data.send(next(following))
                else:
                    waiting -= 1
    for one in lines:
        one.line.close()
    selector.close()
    return found


def take(one: Any, found: Answered) -> bool:
    if not one.receive():
        return False
    got = int(one.received[9:12])
    if got != found.status:
        raise AssertionError(f"{got} instead of {found.status}: {one.received[:400]!r}")
    found.seconds.append(time.perf_counter() - one.sent)
    return True
