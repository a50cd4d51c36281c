"""Served over a socket: cached and uncached answers against raw ones, pages, start, memory, search beside details."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.bench.load import drive, request
from tests.bench.raw import write_answers
from tests.bench.searching import words_of
from tests.bench.servers import Server, running
from tests.bench.table import Row, alternating, at_least, at_most

OURS = {"UNLIMITED_CLIENTS": "127.0.0.1/32", "EXPORT_DIR": "/nonexistent", "PUBLIC_URL": "https://example.org"}
Asked = dict[str, tuple[str, dict[str, str]]]  # address and headers, by a name
PAGES = 100  # pages and records that are asked for in turn where nothing is cached


@dataclass(frozen=True, slots=True)
class Bench:
    """Where to measure what: the database, a folder for files, how long and how often."""

    url: str
    folder: Path
    rounds: int
    seconds: float

    def settings(self, *, cached: bool) -> dict[str, str]:
        return {"DATABASE_URL": self.url, "DATA_DIR": str(self.folder), **OURS} | (
            {} if cached else {"CACHE_BYTES": "0"}
        )


def cost(server: Server, requests: Sequence[bytes], status: int, seconds: float) -> float:
    """Processor seconds of the server for a request."""
    before = server.processor()
    answered = drive(server.port, requests, status=status, seconds=seconds)
    return (server.processor() - before) / len(answered.seconds)


def captured(server: Server, path: str, **headers: str) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    """An answer as raw bytes."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    with httpx.Client(base_url=f"http://127.0.0.1:{server.port}", headers={"accept-encoding": "identity"}) as client:
        with client.stream("GET", path, headers=names) as answer:
            body = b"".join(answer.iter_raw())
        kept = [(name.lower(), value) for name, value in answer.headers.raw if name.lower() != b"date"]
        return answer.status_code, kept, body


@contextmanager
def against_raw(bench: Bench, cached: bool, asked: Asked) -> Iterator[Sequence[Server]]:
    """Our server, and one that has the answers to what will be asked of ours; asked by the name of each."""
    with ExitStack() as stack:
        ours = stack.enter_context(running("api", **bench.settings(cached=cached)))
        answers = {f"/{name}": captured(ours, path, **headers) for name, (path, headers) in asked.items()}
        write_answers(bench.folder / "answers.json", answers)
        yield ours, stack.enter_context(running("tests.bench.raw", "{port}", str(bench.folder / "answers.json")))


def share(
    bench: Bench, ours: Server, raw: Server, name: str, asked: Sequence[bytes], status: int = 200, **headers: str
) -> float:
    """What share of raw's pace ours has, in percent; raw is sent the same headers, which any server has to read.

    A 304 is compared with the whole answer that it spares.
    """
    spared = "identity" if status == 304 else name
    sides = alternating(
        bench.rounds,
        lambda: cost(raw, [request(f"/{spared}", **headers)], 200, bench.seconds),
        lambda: cost(ours, asked, status, bench.seconds),
    )
    return 100 * sides[0] / sides[1]


def cached(bench: Bench) -> list[Row]:
    path = "/v1/documents"
    with running("api", **bench.settings(cached=True)) as server:
        tag = dict(captured(server, path)[1])[b"etag"].decode()
    asked: Asked = {
        "identity": (path, {}),
        "br": (path, {"accept_encoding": "br"}),
        "unchanged": (path, {"if_none_match": tag}),
        "page": ("/documents", {"accept": "text/html"}),
    }
    targets = {
        "identity": ("cached GET 200, identity, of raw", 90, 200),
        "br": ("cached GET 200, br, of raw", 95, 200),
        "unchanged": ("cached GET 304, of raw's 200", 100, 304),
        "page": ("explorer page, cached, of raw", 75, 200),
    }
    with against_raw(bench, True, asked) as (ours, raw):
        return [
            at_least(told, share(bench, ours, raw, name, [request(path, **headers)], status, **headers), target)
            for name, (told, target, status) in targets.items()
            for path, headers in (asked[name],)
        ]


def walk(server: Server, path: str, pages: int = PAGES) -> list[str]:
    """The addresses of as many pages from the first on."""
    found: list[str] = []
    following = path
    with httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=60) as client:
        while following and len(found) < pages:
            found.append(following)
            following = client.get(following).json()["next"]
    return found


def details(server: Server, path: str) -> list[str]:
    with httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=60) as client:
        return [record["href"] for record in client.get(f"{path}?limit={PAGES}").json()["results"]]


def uncached(bench: Bench) -> list[Row]:
    asked: Asked = {
        "list": ("/v1/documents", {}),
        "detail": ("/v1/documents/bench0001-d2", {}),
        "page": ("/documents", {}),
    }
    with against_raw(bench, False, asked) as (ours, raw):
        lists, records = walk(ours, "/v1/documents"), details(ours, "/v1/documents")
        sides = {
            "list": ("uncached list of 20 with refs, of raw", 11.0, [request(path) for path in lists]),
            "detail": ("uncached detail, of raw", 19.0, [request(path) for path in records]),
            "page": (
                "explorer page, uncached, of raw",
                2.5,
                [request("/documents"), request("/documents?kind=letter")],
            ),
        }
        return [
            at_least(told, share(bench, ours, raw, name, requests), target)
            for name, (told, target, requests) in sides.items()
        ]


def starting(bench: Bench) -> list[Row]:
    def start() -> float:
        with running("api", **bench.settings(cached=False)) as server:
            return server.started

    with running("api", **bench.settings(cached=False)) as server:
        drive(server.port, [request("/v1/documents")], status=200, seconds=bench.seconds)
        memory = server.memory()
    return [
        at_most("start to first 200", alternating(bench.rounds, start)[0], 0.65, "s"),
        at_most("worker memory without caches", memory, 85, "MB"),
    ]


def beside(bench: Bench) -> list[Row]:
    """Details alone, and while another process searches over two connections without a pause."""
    with running("api", **bench.settings(cached=False)) as server, ProcessPoolExecutor(1) as other:
        records = [request(path) for path in details(server, "/v1/documents")]
        searches = [request(f"/v1/search?q={word}") for word in words_of(bench.url)[1]]

        def alone() -> float:
            answered = drive(server.port, records, status=200, seconds=bench.seconds, connections=4)
            return answered.percentile(0.99)

        def together() -> float:
            searching = other.submit(
                drive, server.port, searches, status=200, seconds=bench.seconds + 0.5, connections=2
            )
            found = alone()
            searching.result()
            return found

        one, both = alternating(bench.rounds, alone, together)
    return [at_most("detail p99 beside search, over its p99 alone", both / one, 4, "x")]
