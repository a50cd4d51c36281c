"""`/metrics`: what is counted, by all workers together, in a format that Prometheus reads."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
import yaml

from api.edge.board import Board, Gauge
from api.edge.metrics import rendered
from api.edge.routes import matcher
from tests.conftest import loaded
from tests.databases import ROOT, Databases
from tests.operating.waiting import wait_until
from tests.processes import serving

SERIES = re.compile(r'([a-z_0-9]+)((?:\{(?:[a-z]+="(?:[^"\\]|\\.)*",?)*\})?) (-?[0-9.e+-]+)')


def read(text: str) -> dict[str, float]:
    """Every series with its labels; each line must be one, or HELP and TYPE of what follows."""
    found: dict[str, float] = {}
    named: list[str] = []
    for line in text.splitlines():
        if line.startswith("# "):
            named.append(line.split()[2])
            continue
        series = SERIES.fullmatch(line)
        assert series, line
        assert re.sub("_(bucket|sum|count)$", "", series[1]) in {named[-1], re.sub("_count$", "", named[-1])}
        assert series[1] + series[2] not in found, line
        found[series[1] + series[2]] = float(series[3])
    assert text.endswith("\n")
    return found


@pytest.fixture(scope="module")
def address(databases: Databases, request: pytest.FixtureRequest) -> Iterator[str]:
    url = loaded(databases, "sqlite", request.getfixturevalue("corpus"))
    with serving("api", DATABASE_URL=url, WORKERS="2") as (_, found):
        yield found


def metrics(address: str) -> dict[str, float]:
    answer = httpx.get(f"{address}/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    return read(answer.text)


def test_all_workers_are_counted_together(address: str) -> None:
    before = metrics(address)
    paths = ["/v1/events", "/v1/events/cellar-search", "/v1/events/nobody-knows", "/v1/eventz", "/", "/wp-login.php"]
    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda path: httpx.get(address + path).status_code, paths * 10))
    assert statuses == [200, 200, 404, 404, 200, 404] * 10

    def rose(series: str) -> float:
        return metrics(address).get(series, 0) - before.get(series, 0)

    def counted(route: str, status: int) -> float:
        return rose(f'parallel38_requests_total{{route="{route}",status="{status}"}}')

    assert [counted("/v1/events", 200), counted("/v1/events/{id}", 200), counted("/", 200)] == [10] * 3
    assert [counted("/v1/events/{id}", 404), counted("other", 404)] == [10, 20]
    seconds = "parallel38_request_duration_seconds"
    assert (
        rose(f'{seconds}_count{{route="/v1/events"}}')
        == rose(f'{seconds}_bucket{{route="/v1/events",le="+Inf"}}')
        == 10
    )
    assert rose(f'{seconds}_sum{{route="/v1/events"}}') > 0
    wait_until(lambda: rose("parallel38_cache_hits_total") >= 20, "hits of the other worker are not told")


def test_what_a_process_is(address: str) -> None:
    httpx.get(f"{address}/v1/events")
    wait_until(lambda: metrics(address)['parallel38_release{worker="1"}'] == 1, "a worker tells no release")
    found = metrics(address)
    assert found["parallel38_workers"] == 2
    assert found['parallel38_release{worker="0"}'] == found['parallel38_release_seen{worker="0"}'] == 1
    assert found['parallel38_release_age_seconds{worker="0"}'] > 0
    assert found['parallel38_pool_connections_in_use{worker="0"}'] == 0
    assert sum(value for name, value in found.items() if name.startswith("parallel38_cache_bytes")) > 0
    assert any(re.fullmatch(r'parallel38_build_info\{build="[0-9a-f]{12}"\}', name) for name in found)


def test_it_is_outside_the_limits_and_read_only(address: str) -> None:
    assert {httpx.get(f"{address}/metrics").status_code for _ in range(310)} == {200}
    assert httpx.head(f"{address}/metrics").content == b""
    assert httpx.post(f"{address}/metrics").status_code in {404, 405}


def test_the_proxy_does_not_pass_it_on() -> None:
    """Of the explorer neither, to which it passes whatever is not the API's."""
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    lines = services["proxy"]["command"][2].split("\\n")
    assert "respond /metrics* 404" in lines
    assert not any("/metrics" in line for line in lines if "reverse_proxy" in line or line.startswith("@api"))


def test_what_a_worker_counted_outlives_it() -> None:
    hits = 5.0
    board = Board(["/a"], {"x_total": Gauge("X.", lambda: hits)}, workers=2)
    board.count("/a", 200, 0.003)
    board.show()
    board.take(1)
    board.count("/a", 599, 20)
    board.before["x_total"] = 0.0
    board.show()
    board.take(0)
    board.before["x_total"] = 0.0  # another process in the first one's place
    hits = 2.0
    board.count("/a", 200, 0.003)
    found = read(rendered(board, {"build": 'a"b\\c\nd'}).decode())
    assert found['parallel38_requests_total{route="/a",status="200"}'] == 2
    assert found['parallel38_requests_total{route="/a",status="other"}'] == 1
    assert found["x_total"] == 5 + 5 + 2
    name = 'parallel38_request_duration_seconds_bucket{route="/a",le='
    assert [found[f'{name}"{limit}"}}'] for limit in ("0.0025", "0.005", "10.0", "+Inf")] == [0, 2, 2, 3]
    assert found['parallel38_build_info{build="a\\"b\\\\c\\nd"}'] == 1


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/v1", "/v1"),
        ("/v1/", "/v1"),
        ("/v1/events/x", "/v1/events/{id}"),
        ("/v1/events/geo", "/v1/events/geo"),
        ("/static/a/b.css", "/static/{file}"),
        ("/v1/events/x/y", "other"),
        ("/" + "a" * 600, "other"),
        ("", "other"),
    ],
)
def test_the_most_literal_route_is_told(path: str, route: str) -> None:
    known = ["/v1", "/v1/events/{id:str}", "/v1/events/geo", "/static/{file:path}"]
    assert matcher(known, "other")(path) == route
