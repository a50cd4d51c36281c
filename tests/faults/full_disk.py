"""Loads onto a disk that becomes full, while readers are served from it, and again when there is room.

`python -m tests.faults.full_disk DIALECT DISK SMALL LARGE`, where DISK is a small disk of its own, and SMALL and LARGE
are folders of records. Prints what happened, as JSON.
"""

import json
import sys
from pathlib import Path

import httpx

from seed.loading.load import LoadError, load
from tests import databases
from tests.conftest import read_clean
from tests.faults.clusters import begun
from tests.processes import serving

ADDRESSES = ("/v1/quotations?limit={}", "/v1/events?limit={}", "/v1/search?q=ledger&limit={}", "/readyz")


def fill(disk: Path) -> Path:
    """A file that takes all the room there is."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as opened:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    opened.write(b"\0" * size)
            except OSError:
                continue
    return filler


def statuses(address: str, limit: int) -> list[int]:
    return [httpx.get(address + path.format(limit)).status_code for path in ADDRESSES]


def happened(url: str, disk: Path, small: Path, large: Path) -> dict[str, object]:
    databases.migrate(url)
    load(read_clean(small), url)
    told: dict[str, object] = {}
    with serving("api", DATABASE_URL=url, UNLIMITED_CLIENTS="127.0.0.1") as (_, address):
        told["before"] = statuses(address, 7)
        kept = databases.contents(url)
        filler = fill(disk)
        try:
            load(read_clean(large), url, allow_removals=True)
        except LoadError as error:
            told["refused"] = str(error)
        told["changed"] = databases.contents(url) != kept
        told["kept"], told["read"] = statuses(address, 7), statuses(address, 8)
        with serving("api", DATABASE_URL=url) as (_, another):
            told["started"] = statuses(another, 7)
        filler.unlink()
        told["release"] = load(read_clean(large), url, allow_removals=True).release
        told["after"] = httpx.get(f"{address}/readyz").json()
    return told


def main() -> None:
    dialect, *folders = sys.argv[1:]
    disk, small, large = map(Path, folders)
    if dialect == "sqlite":
        told = happened(f"sqlite:///{disk / 'one.db'}", disk, small, large)
    else:
        databases.MEMORY, databases.ROOM = disk, 0
        cluster = begun()
        try:
            told = happened(cluster.url, disk, small, large)
        finally:
            cluster.remove()
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
