"""`python -m tests.bench.growing`: what more workers, replicas and an HTTP cache in front give on this machine.

Whoever asks shares the processors with what is asked, so requests a second say little where there are few; processor
time for each request, and who was asked, say more. Records are those of the repo.
"""

import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from seed.loading.load import load
from tests.bench.load import drive, request
from tests.bench.servers import Server
from tests.conftest import read_clean
from tests.databases import ROOT, migrate
from tests.faults.clusters import begun
from tests.faults.reading import metric
from tests.operating.http_cache import nginx
from tests.operating.waiting import workers_of
from tests.processes import serving

SECONDS, ROUNDS = 4.0, 3
KINDS = ("events", "quotations", "documents", "actors")
ADDRESSES = [f"/v1/{kind}?limit={limit}" for limit in range(1, 51) for kind in KINDS]
PAGES = ["/", "/events", "/quotations", "/disputes", "/timeline", "/actors", "/sources", "/changes"]


class Measured(NamedTuple):
    """Requests a second, and microseconds of processor time for each."""

    rate: float
    cost: float


def port(address: str) -> int:
    return int(address.rpartition(":")[2])


def processor(pids: set[int]) -> float:
    return sum(Server(pid, 0, 0.0).processor() for pid in pids)


def middle(found: list[Measured]) -> Measured:
    return Measured(*(sorted(values)[len(values) // 2] for values in zip(*found, strict=True)))


def measure(address: str, pids: set[int], paths: list[str]) -> Measured:
    requests = [request(path) for path in paths]
    drive(port(address), requests, status=200, seconds=1.0)
    before = processor(pids)
    answered = drive(port(address), requests, status=200, seconds=SECONDS)
    count = len(answered.seconds)
    return Measured(count / SECONDS, (processor(pids) - before) / count * 1e6)


@contextmanager
def served(**settings: str) -> Iterator[tuple[str, set[int]]]:
    """Its address and its processes."""
    with serving("api", UNLIMITED_CLIENTS="127.0.0.1", **settings) as (process, address):
        yield address, {process.pid, *workers_of(process)}


def workers(url: str) -> list[str]:
    """In turn, so that whatever else the machine does meets both."""
    lines = []
    for name, kept in (("kept answers", str(64 << 20)), ("answers made anew", "0")):
        found: dict[str, list[Measured]] = {"1": [], "2": []}
        for _ in range(ROUNDS):
            for count, measured in found.items():
                with served(DATABASE_URL=url, WORKERS=count, CACHE_BYTES=kept) as (address, pids):
                    measured.append(measure(address, pids, ADDRESSES))
        one, two = middle(found["1"]), middle(found["2"])
        lines.append(
            f"| two workers, {name} | {two.rate / one.rate:.2f}x requests a second of one | "
            f"{two.cost / one.cost:.2f}x processor time a request |"
        )
    return lines


def replicas() -> str:
    """A primary and two replicas: who is asked."""
    primary = begun()
    made = [primary]
    try:
        migrate(primary.url)
        load(read_clean(ROOT / "seed" / "data"), primary.url)
        made += [primary.replica(), primary.replica()]
        urls = ",".join(one.url for one in made[1:])
        with served(DATABASE_URL=primary.url, READ_DATABASE_URLS=urls, CACHE_BYTES="0") as (address, pids):
            before = metric(address, "parallel38_primary_reads_total")
            measure(address, pids, ADDRESSES)
            reads = metric(address, "parallel38_replica_reads_total")
            there = metric(address, "parallel38_primary_reads_total") - before
    finally:
        for one in reversed(made):
            one.remove()
    return f"| a primary and two replicas | {reads:,.0f} reads of the replicas | {there:,.0f} of the primary |"


def in_front(url: str) -> str:
    """Readers who like some addresses better than others, as readers do."""
    choose = random.Random(38)  # noqa: S311
    known = [*PAGES, *ADDRESSES]
    paths = choose.choices(known, weights=[1 / (number + 1) for number in range(len(known))], k=5_000)
    with served(DATABASE_URL=url, TRUSTED_PROXIES="127.0.0.1") as (origin, pids):
        straight = measure(origin, pids, paths).cost
        with nginx(origin) as address:
            before, used = metric(origin, "parallel38_requests_total"), processor(pids)
            count = len(drive(port(address), [request(path) for path in paths], status=200, seconds=20.0).seconds)
            asked = metric(origin, "parallel38_requests_total") - before - 1  # the question how many
            cost = (processor(pids) - used) / count * 1e6
    return (
        f"| nginx in front, {len(set(paths))} addresses | {count:,} requests, {asked:,.0f} of which reached us "
        f"({100 - 100 * asked / count:.2f} % hits) | {cost / straight:.3f}x processor time a request of ours |"
    )


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="growing-") as folder:
        url = f"sqlite:///{Path(folder) / 'one.db'}"
        migrate(url)
        load(read_clean(ROOT / "seed" / "data"), url)
        say("| what | | |", "| --- | --- | --- |")
        say(in_front(url))
        say(replicas())
        say(*workers(url))


def say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
