"""An API in front of a real one, which it passes on, save for what asks for trouble by name."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import unquote

import httpx

REFUSED = re.compile(r"refused-(\d{3})|(/us-intervention-decision/accounts)")
KEPT = ("content-type", "parallel38-release", "cache-control", "location")


def problem(status: int, path: str) -> dict[str, object]:
    """What the API says of itself; a cursor that came too late is another 410 than a record that was withdrawn."""
    name = {410: "release-changed" if "cursor" in path else "gone", 429: "rate-limited"}.get(status, "not-ready")
    found = {"type": f"/problems/{name}", "title": "Refused", "status": status}
    return {**found, "detail": "This was refused, as it was asked to be.", "errors": []}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    behind: httpx.Client

    def do_GET(self) -> None:
        found = REFUSED.search(unquote(self.path))
        if found is None:
            answer = self.behind.get(self.path, headers={"Accept": self.headers.get("Accept", "*/*")})
            self.answer(answer.status_code, answer.content, {k: answer.headers[k] for k in KEPT if k in answer.headers})
            return
        status = int(found[1] or 503)
        body = json.dumps(problem(status, self.path)).encode()
        headers = {"content-type": "application/problem+json", "cache-control": "no-store"}
        self.answer(status, body, headers | ({"retry-after": "30"} if status in (429, 503) else {}))

    def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "content-length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Refusals are what it is for; there is nothing to log."""


@contextmanager
def in_front_of(api: str, handler: type[Handler] = Handler, **given: object) -> Iterator[str]:
    """Its address, until the block ends. `given`: what the handler needs besides."""
    with httpx.Client(base_url=api, timeout=30) as behind:
        server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (handler,), {"behind": behind, **given}))
        server.daemon_threads = True
        running = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        running.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            server.server_close()
            running.join()
