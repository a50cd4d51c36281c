"""HTTP by hand: bytes to a socket, and what comes back, however it was asked."""

import socket
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from urllib.parse import urlsplit

SECONDS = 20


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def header(self, name: str) -> str:
        return self.headers.get(name.lower(), "")


def connected(address: str) -> socket.socket:
    parts = urlsplit(address)
    return socket.create_connection((parts.hostname, parts.port), timeout=SECONDS)


def read(connection: socket.socket, method: str = "GET") -> Answer | None:
    """The next answer; None where the connection was closed instead."""
    response = HTTPResponse(connection, method=method)
    try:
        response.begin()
        body = response.read()
    except (ConnectionError, HTTPException):
        return None
    finally:
        response.close()
    return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, body)


def get(target: bytes, *headers: bytes, method: bytes = b"GET", body: bytes = b"") -> bytes:
    """A request as bytes, whose connection stays open."""
    lines = [method + b" " + target + b" HTTP/1.1", b"Host: test", *headers]
    return b"\r\n".join([*lines, b"", body])


HARMLESS = get(b"/v1/meta", b"Connection: close")


def send(address: str, request: bytes, method: str = "GET") -> Answer | None:
    """The first answer to some bytes."""
    with closing(connected(address)) as connection:
        connection.sendall(request)
        return read(connection, method)


def answers(address: str, request: bytes) -> list[Answer]:
    """All answers to some bytes, until the server closes; the client says that nothing more comes."""
    with closing(connected(address)) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return split(everything(connection))


def everything(connection: socket.socket) -> bytes:
    parts = []
    while part := connection.recv(65536):
        parts.append(part)
    return b"".join(parts)


def split(data: bytes) -> list[Answer]:
    """The answers in what a server sent, which all tell their length."""
    found = []
    while data:
        head, _, rest = data.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        status, length = int(first.split(" ")[1]), int(headers.get("content-length", "0"))
        body, data = rest[:length], rest[length:]
        if status != 100:
            found.append(Answer(status, headers, body))
    return found
