"""Serving an application on a socket of its own, in one process or several, until SIGTERM or Ctrl-C."""

import gc
import os
import signal
import socket
import sys
import time
from types import FrameType

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES, H11Protocol

from api.edge.answer import Scope
from api.edge.gauges import ALIVE
from api.edge.logs import ids
from api.edge.observe import Observed
from api.edge.operating import Operating
from api.edge.refuse import Refuse
from api.edge.workers import Workers

GRACE = 10  # seconds for running requests at the end
SWITCH = 0.0005  # seconds that a thread of a search goes on while the loop waits for its turn
QUEUE = 2048  # connections that may wait to be taken
INCOMPLETE = 32 * 1024  # bytes of a request's head; what the layers allow fits in


class CannotListen(Exception):
    """The address is taken or not of this machine; the message is one line that says what to do."""


class Listening(socket.socket):
    """Lets as many wait as there may be, whatever it is told: a loop that is told so takes all of them at once, and the
    worker that wakes first would have every reader.
    """

    def listen(self, backlog: int = QUEUE, /) -> None:
        super().listen(QUEUE)


def listen(host: str, port: int) -> socket.socket:
    """A bound socket; raises CannotListen."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = Listening(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # asyncio sets TCP_NODELAY on named TCP alone
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
        found.listen()
    except (OSError, UnicodeError) as error:  # the latter of names that no name can be
        found.close()
        raise CannotListen(
            f"Cannot listen on {host}:{port}: {getattr(error, 'strerror', None) or error}. "
            "Set PORT to a free port, or HOST to an address of this machine."
        ) from None
    return found


def protocol(refuse: Refuse) -> type[H11Protocol]:
    """HTTP/1.1 by uvicorn, which answers what is not HTTP like everything else that is refused."""

    class Protocol(H11Protocol):
        def send_400_response(self, msg: str) -> None:
            error = sys.exc_info()[1]
            too_long = isinstance(error, h11.RemoteProtocolError) and error.error_status_hint == 431
            scope: Scope = {"type": "http", "method": "GET", "path": "", "raw_path": b"", "headers": []}
            answer = refuse.dressed(scope, 431 if too_long else 400, headers=[(b"connection", b"close")])
            reason = STATUS_PHRASES[answer.status]
            if self.cycle is not None:  # what is answered already, or being answered, is not answered twice
                self.cycle.disconnected = True
                if self.cycle.response_started:
                    return self.transport.close()
            for event in (
                h11.Response(status_code=answer.status, headers=answer.headers, reason=reason),
                h11.Data(data=answer.body or b""),
                h11.EndOfMessage(),
            ):
                self.transport.write(self.conn.send(event) or b"")
            return self.transport.close()

    return Protocol


class Server(uvicorn.Server):
    """One process. Told to end, it says by its readiness that it will, drains, and then finishes what runs."""

    def __init__(self, config: uvicorn.Config, observed: Observed, drain: int, parent: int | None) -> None:
        super().__init__(config)
        self.observed, self.drain, self.parent = observed, drain, parent
        self.ends = float("inf")
        config.callback_notify = self.notify
        config.timeout_notify = 0  # at each look, once a second

    async def notify(self) -> None:
        self.observed.beat()
        if self.parent is not None and os.getppid() != self.parent:
            self.should_exit = True  # nobody is left who would end it

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A worker leaves Ctrl-C to its parent, which hears it too. Told twice, it drains no longer."""
        if self.parent is not None and sig == signal.SIGINT:
            return
        drains = self.drain and not self.observed.draining
        self.observed.draining = True
        if drains:
            self.ends = time.monotonic() + self.drain
        else:
            super().handle_exit(sig, frame)

    async def on_tick(self, counter: int) -> bool:
        self.should_exit = self.should_exit or time.monotonic() >= self.ends
        return await super().on_tick(counter)


def serve(observed: Observed, bound: socket.socket, said: str, operating: Operating) -> int:
    """Prints what was said once the socket is there, serves, and ends without a word; the exit code."""
    sys.stdout.write(said)
    sys.stdout.flush()
    for ending in (signal.SIGINT, signal.SIGTERM):  # uvicorn ends in order, then raises the signal once more
        signal.signal(ending, lambda *_: None)
    gc.freeze()  # what is there at the start stays; to look for what of it is garbage takes 0.1 s, and finds no MB
    gc.set_threshold(20_000)  # an answer makes thousands of objects, nearly all of which go without the collector
    gc.enable()
    sys.setswitchinterval(SWITCH)
    if operating.workers == 1:
        serve_alone(observed, bound, operating.drain, None)
        return 0
    board, parent = observed.reported.board, os.getpid()

    def start(number: int) -> None:
        ids.begin_anew()
        board.take(number)
        serve_alone(observed, bound, operating.drain, parent)

    workers = Workers(operating.workers, start, lambda number: board.shown(ALIVE)[number], operating.drain + GRACE + 5)
    return workers.run()


def serve_alone(observed: Observed, bound: socket.socket, drain: int, parent: int | None) -> None:
    """In this process; `parent` is the one that ends it, if any does."""
    config = uvicorn.Config(
        observed,
        http=protocol(observed.refuse),
        ws="none",
        backlog=1,  # connections that are taken at once; see Listening
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # whom to believe is said by TRUSTED_PROXIES, not by the server
        h11_max_incomplete_event_size=INCOMPLETE,
        timeout_graceful_shutdown=GRACE,
    )
    Server(config, observed, drain, parent).run(sockets=[bound])
