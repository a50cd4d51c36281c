"""PostgreSQL is stopped, started, and says nothing: what readers get, what is logged, and that it comes back."""

import signal
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.engines import PATIENCE
from seed.loading.load import load
from tests.conftest import read_clean
from tests.databases import migrate
from tests.faults.clusters import Cluster, begun
from tests.faults.reading import messages
from tests.operating.waiting import wait_until
from tests.processes import serving


@pytest.fixture(scope="module")
def cluster(corpus: Path) -> Iterator[Cluster]:
    found = begun()
    try:
        migrate(found.url)
        load(read_clean(corpus), found.url)
        yield found
    finally:
        found.remove()


def status(address: str, path: str) -> int:
    """Fails where it takes twice as long as a server that says nothing may keep anybody waiting."""
    return httpx.get(address + path, timeout=2 * PATIENCE).status_code


def test_what_is_kept_is_served_while_it_is_away(cluster: Cluster) -> None:
    with serving("api", DATABASE_URL=cluster.url, UNLIMITED_CLIENTS="127.0.0.1") as (process, address):
        kept = httpx.get(f"{address}/v1/events?limit=3")
        page = httpx.get(f"{address}/")
        cluster.stop()
        wait_until(lambda: status(address, "/v1/events?limit=4") == 503, "it is still served")
        for number in range(50):
            refused = httpx.get(f"{address}/v1/events?limit={number + 5}")
            assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
            assert refused.json()["type"] == "/problems/unavailable"
            assert status(address, "/readyz") == 503
        assert httpx.get(f"{address}/v1/events?limit=3").content == kept.content
        assert httpx.get(f"{address}/").content == page.content
        assert status(address, "/healthz") == 200
        held = httpx.get(f"{address}/v1/events?limit=3", headers={"If-None-Match": kept.headers["etag"]})
        assert held.status_code == 304
        cluster.start()
        wait_until(lambda: status(address, "/v1/events?limit=4") == 200, "it is not served again")
        assert httpx.get(f"{address}/readyz").json() == {"status": "ready", "release": "1"}
        process.send_signal(signal.SIGTERM)
        said = messages(process.communicate(timeout=30)[1])
    assert process.returncode == 0
    assert sum("cannot see which release is the newest, keeping the last" in one for one in said) == 1
    assert sum("can see which release is the newest again" in one for one in said) == 1
    assert len(said) <= 5, said


@pytest.mark.long
def test_one_that_says_nothing_holds_nobody_for_long(cluster: Cluster) -> None:
    """Its connections stay open: only we can know that it takes too long."""
    with serving("api", DATABASE_URL=cluster.url, UNLIMITED_CLIENTS="127.0.0.1") as (process, address):
        assert status(address, "/v1/events?limit=3") == 200
        cluster.pause()
        try:
            assert {status(address, f"/v1/events?limit={number}") for number in range(4, 7)} == {503}
            assert status(address, "/readyz") == 503
            assert status(address, "/v1/events?limit=3") == 200
        finally:
            cluster.resume()
        wait_until(lambda: status(address, "/v1/events?limit=4") == 200, "it is not served again")
        process.send_signal(signal.SIGTERM)
        said = messages(process.communicate(timeout=30)[1])
    assert process.returncode == 0
    assert len(said) <= 5, said
