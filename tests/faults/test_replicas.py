"""Two streaming replicas of a primary that are stopped, started and paused while readers ask all the time."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from api.releases import EVERY
from seed.loading.load import load
from tests.conftest import read_clean
from tests.databases import migrate
from tests.edits import Edited
from tests.faults.clusters import Cluster, begun
from tests.faults.reading import Readers, messages, metric, reading
from tests.operating.waiting import wait_until
from tests.processes import seed, serving

pytestmark = pytest.mark.long


class Clusters(NamedTuple):
    primary: Cluster
    replicas: list[Cluster]

    @property
    def settings(self) -> dict[str, str]:
        return {
            "DATABASE_URL": self.primary.url,
            "READ_DATABASE_URLS": ",".join(one.url for one in self.replicas),
        }


@pytest.fixture(scope="module")
def clusters(corpus: Path) -> Iterator[Clusters]:
    primary = begun()
    made = [primary]
    try:
        migrate(primary.url)
        load(read_clean(corpus), primary.url)
        primary.ask("ALTER SYSTEM SET wal_retrieve_retry_interval = '200ms'")  # for replicas that lost their primary
        made += [primary.replica(), primary.replica()]
        yield Clusters(primary, made[1:])
    finally:
        for one in reversed(made):
            one.remove()


class Served:
    """What a test sees of the server."""

    def __init__(self, address: str, readers: Readers) -> None:
        self.address, self.readers = address, readers

    def shows(self, release: int) -> None:
        wait_until(lambda: self.readers.answers[-1].release == release, f"nobody sees release {release}")

    def in_use(self, count: int) -> None:
        """Waits until so many replicas are read from, and then for answers that began since."""
        wait_until(lambda: metric(self.address, "parallel38_replicas_in_use") == count, f"not {count} replicas in use")
        self.goes_on()

    def goes_on(self) -> None:
        before = len(self.readers.answers)
        wait_until(lambda: len(self.readers.answers) > before + 50, "nothing is answered any more")

    def reads(self, where: str) -> float:
        return metric(self.address, f"parallel38_{where}_reads_total")


def transactions(cluster: Cluster) -> int:
    """That a server has seen end, as far as its statistics know."""
    return int(cluster.ask("SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = 'postgres'"))


class Loading:
    """Makes releases, each of another name for one place."""

    def __init__(self, edited: Edited, url: str) -> None:
        self.edited, self.url, self.name = edited, url, "Alder"

    def load(self, name: str) -> None:
        self.edited.replace("places.yaml", f"  name: {self.name}\n", f"  name: {name}\n")
        self.name = name
        seed("load", "--no-export", data=self.edited.folder, url=self.url)


def used_alike(served: Served, clusters: Clusters) -> None:
    before = served.reads("primary")
    counts = [transactions(one) for one in clusters.replicas]
    wait_until(
        lambda: all(transactions(one) > count + 20 for one, count in zip(clusters.replicas, counts, strict=True)),
        "a replica is not read from",
    )
    assert served.reads("primary") == before, "the primary is read from though replicas are there"


def lost_and_back(served: Served, clusters: Clusters) -> None:
    """One ends, the other says nothing any more; each comes back."""
    first, second = clusters.replicas
    first.stop()
    served.in_use(1)
    first.start()
    served.in_use(2)
    second.pause()
    served.in_use(1)
    second.resume()
    served.in_use(2)


def late_and_back(served: Served, clusters: Clusters, loading: Loading) -> None:
    """One lags behind a load, then both do, and the primary serves."""
    first, second = clusters.replicas
    first.ask("SELECT pg_wal_replay_pause()")
    loading.load("Town of Alder")
    served.shows(2)
    served.in_use(1)
    second.ask("SELECT pg_wal_replay_pause()")
    before = served.reads("primary")
    loading.load("City of Alder")
    served.shows(3)
    served.in_use(0)
    assert served.reads("primary") > before
    for one in clusters.replicas:
        one.ask("SELECT pg_wal_replay_resume()")
    served.in_use(2)


def without_the_primary(served: Served, clusters: Clusters, loading: Loading) -> None:
    """Replicas serve alone, then the primary alone."""
    clusters.primary.stop()
    time.sleep(3 * EVERY["postgresql"])  # so long that it was asked how it is, and readers asked on
    served.goes_on()
    clusters.primary.start()
    loading.load("Borough of Alder")
    served.shows(4)
    served.in_use(2)
    for one in clusters.replicas:
        one.stop()
    served.in_use(0)
    for one in clusters.replicas:
        one.start()
    served.in_use(2)


def test_readers_notice_nothing(clusters: Clusters, edited: Edited) -> None:
    """No error, no broken connection, no answer older than one before it; and a few lines in the log."""
    settings = {"CACHE_BYTES": "0", "UNLIMITED_CLIENTS": "127.0.0.1", **clusters.settings}
    loading = Loading(edited, clusters.primary.url)
    with serving("api", **settings) as (process, address):
        with reading(address) as readers:
            served = Served(address, readers)
            served.in_use(2)
            used_alike(served, clusters)
            lost_and_back(served, clusters)
            late_and_back(served, clusters, loading)
            without_the_primary(served, clusters, loading)
            used_alike(served, clusters)
        process.send_signal(signal.SIGTERM)
        said = messages(process.communicate(timeout=30)[1])
    assert (process.returncode, readers.failed(), readers.broken, readers.older()) == (0, [], [], [])
    assert {answer.release for answer in readers.answers} == {1, 2, 3, 4}
    assert 2 * 5 <= len(said) <= 2 * 5 + 2, said
    assert sum("is left out" in one for one in said) == sum("is read from again" in one for one in said)


def test_where_none_answers_what_is_kept_is_served(clusters: Clusters) -> None:
    """And a server starts, and serves, with whichever answers."""
    first, second = clusters.replicas
    clusters.primary.stop()
    second.stop()
    try:
        with serving("api", **clusters.settings) as (_, address):
            kept = httpx.get(f"{address}/v1/events?limit=3")
            assert kept.status_code == 200
            first.stop()
            wait_until(lambda: httpx.get(f"{address}/v1/events?limit=4").status_code == 503, "it is still served")
            refused = httpx.get(f"{address}/v1/events?limit=5")
            assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
            assert refused.json()["type"] == "/problems/unavailable"
            assert httpx.get(f"{address}/readyz").status_code == 503
            assert httpx.get(f"{address}/v1/events?limit=3").content == kept.content
            second.start()
            wait_until(lambda: httpx.get(f"{address}/v1/events?limit=6").status_code == 200, "it is not served again")
    finally:
        for one in (clusters.primary, first):
            one.start()


def test_what_is_no_replica_of_the_primary_is_not_read_from(clusters: Clusters) -> None:
    """Another server, and one that has no tables: each is named in the log, and the primary serves."""
    other = begun()
    try:
        settings = {**clusters.settings, "READ_DATABASE_URLS": f"{other.url},{clusters.primary.url}"}
        with serving("api", **settings) as (process, address):
            assert httpx.get(f"{address}/v1/events").status_code == 200
            wait_until(lambda: metric(address, "parallel38_primary_reads_total") > 0, "the primary is not read from")
            assert metric(address, "parallel38_replicas_in_use") == 0
            process.send_signal(signal.SIGTERM)
            said = messages(process.communicate(timeout=30)[1])
    finally:
        other.remove()
    assert any("has no schema" in one for one in said)
    assert any("it is no replica" in one for one in said)
