"""The board in the text format of Prometheus, version 0.0.4."""

from collections.abc import Iterable, Iterator, Mapping

from api.edge.board import BEYOND, COUNTER, FIRST_BUCKET, LIMITS, OTHER, STATUSES, SUM, Board

CONTENT_TYPE = b"text/plain; version=0.0.4; charset=utf-8"
REQUESTS, SECONDS = "parallel38_requests_total", "parallel38_request_duration_seconds"


def rendered(board: Board, labels: Mapping[str, str]) -> bytes:
    """Counters of all workers together, gauges of each; `labels` are those of the build."""
    board.show()
    lines = [*requests(board), *durations(board)]
    for name, found in board.gauges.items():
        lines += gauge(name, found.text, board.shown(name))
    lines += described("parallel38_workers", "gauge", "Processes that serve.", [("", float(board.workers))])
    lines += described("parallel38_build_info", "gauge", "What is served, as labels.", [(labelled(labels), 1.0)])
    return ("\n".join(lines) + "\n").encode()


def requests(board: Board) -> Iterator[str]:
    yield from head(REQUESTS, "counter", "Requests by route and status, of all workers.")
    for route, cells in board.counted():
        for status, found in zip((*map(str, STATUSES), "other"), cells[: OTHER + 1], strict=True):
            if found:
                yield f"{REQUESTS}{labelled({'route': route, 'status': status})} {number(found)}"


def durations(board: Board) -> Iterator[str]:
    yield from head(SECONDS, "histogram", "Time to the end of the answer by route, of all workers.")
    for route, cells in board.counted():
        total = 0.0
        buckets = cells[FIRST_BUCKET : FIRST_BUCKET + BEYOND + 1]
        for limit, found in zip((*map(str, LIMITS), "+Inf"), buckets, strict=True):
            total += found
            yield f"{SECONDS}_bucket{labelled({'route': route, 'le': limit})} {number(total)}"
        yield f"{SECONDS}_sum{labelled({'route': route})} {cells[SUM]}"
        yield f"{SECONDS}_count{labelled({'route': route})} {number(total)}"


def gauge(name: str, text: str, found: list[float]) -> Iterator[str]:
    if name.endswith(COUNTER):
        return described(name, "counter", text, [("", sum(found))])
    each = ((labelled({"worker": str(worker)}), value) for worker, value in enumerate(found))
    return described(name, "gauge", text, each)


def described(name: str, kind: str, text: str, series: Iterable[tuple[str, float]]) -> Iterator[str]:
    yield from head(name, kind, text)
    for labels, value in series:
        yield f"{name}{labels} {number(value)}"


def head(name: str, kind: str, text: str) -> Iterator[str]:
    yield f"# HELP {name} {text}"
    yield f"# TYPE {name} {kind}"


def labelled(labels: Mapping[str, str]) -> str:
    return "{" + ",".join(f'{name}="{escaped(value)}"' for name, value in labels.items()) + "}"


def escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def number(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)
