"""Serving an application on a socket of its own, until SIGTERM or Ctrl-C."""

import signal
import socket
import sys
from typing import Any

import uvicorn

GRACE = 10  # seconds for running requests at the end


class CannotListen(Exception):
    """The address is taken or not of this machine; the message is one line that says what to do."""


def listen(host: str, port: int) -> socket.socket:
    """A bound socket; raises CannotListen."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # asyncio sets TCP_NODELAY on named TCP alone
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
        found.listen(2048)
    except OSError as error:
        found.close()
        raise CannotListen(
            f"Cannot listen on {host}:{port}: {error.strerror or error}. "
            "Set PORT to a free port, or HOST to an address of this machine."
        ) from None
    return found


def serve(app: Any, bound: socket.socket, said: str) -> None:
    """Prints what was said once the socket is there, serves, and ends without a word."""
    sys.stdout.write(said)
    sys.stdout.flush()
    for ending in (signal.SIGINT, signal.SIGTERM):  # uvicorn ends in order, then raises the signal once more
        signal.signal(ending, lambda *_: None)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=GRACE
    )
    uvicorn.Server(config).run(sockets=[bound])
