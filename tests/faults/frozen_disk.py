"""A disk that turns read-only while readers are served from it, as Linux does where a disk fails; and its repair.

`python -m tests.faults.frozen_disk DIALECT FOLDER SMALL LARGE`, by root, where nobody else sees what is mounted. FOLDER
is where the disk is made: a file with ext4 on it. SMALL and LARGE are folders of records. Prints what happened, as
JSON.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import httpx

from seed.loading.load import LoadError, load
from tests import databases
from tests.conftest import read_clean
from tests.faults.clusters import Cluster, begun
from tests.faults.full_disk import statuses
from tests.faults.reading import messages
from tests.operating.waiting import wait_until
from tests.processes import serving

SIZE = 256 << 20


def run(*words: str | Path) -> str:
    return subprocess.run(list(map(str, words)), check=True, capture_output=True, text=True).stdout.strip()


class Disk:
    """A file that is mounted as a disk."""

    def __init__(self, folder: Path) -> None:
        self.file, self.place = folder / "file", folder / "disk"
        self.place.mkdir()
        with self.file.open("wb") as made:
            made.truncate(SIZE)
        run("mkfs.ext4", "-q", "-F", self.file)
        self.mount()

    def mount(self) -> None:
        run("mount", "-o", "loop,errors=remount-ro", self.file, self.place)
        self.place.chmod(0o755)

    def fail(self) -> None:
        """The kernel is told that it found an error; it writes nothing more."""
        os.sync()
        device = Path(run("findmnt", "--noheadings", "--output", "SOURCE", self.place)).name
        Path(f"/sys/fs/ext4/{device}/trigger_fs_error").write_text("a test")

    def repair(self) -> None:
        """Once nobody uses it any more."""
        wait_until(self.unmounted, "it is in use")
        subprocess.run(["e2fsck", "-f", "-y", self.file], capture_output=True, check=False)  # 1: it mended something
        self.mount()

    def unmounted(self) -> bool:
        return subprocess.run(["umount", self.place], capture_output=True, check=False).returncode == 0


@contextmanager
def cluster(place: Path) -> Iterator[Cluster]:
    """A server of PostgreSQL whose files are on the disk, which says when they really are."""
    databases.MEMORY, databases.ROOM = place, 0
    found = begun()
    found.ask("ALTER SYSTEM SET fsync = on")
    found.ask("SELECT pg_reload_conf()")
    try:
        yield found
    finally:
        found.remove()


def happened(url: str, bad: Disk, server: Cluster | None, small: Path, large: Path) -> dict[str, Any]:
    databases.migrate(url)
    load(read_clean(small), url)
    told: dict[str, Any] = {}
    with serving("api", DATABASE_URL=url, UNLIMITED_CLIENTS="127.0.0.1") as (process, address):
        told["before"] = statuses(address, 7)
        bad.fail()
        told["frozen"] = statuses(address, 8)
        try:
            load(read_clean(large), url, allow_removals=True)
        except LoadError as error:
            told["refused"] = str(error)
        told["kept"], told["then"] = statuses(address, 7), statuses(address, 9)
        if server is None:
            with serving("api", DATABASE_URL=url) as (_, another):
                told["started"] = statuses(another, 7)
        process.send_signal(signal.SIGTERM)
        told["said"] = messages(process.communicate(timeout=30)[1])
    if server is not None:
        server.kill()
    bad.repair()
    if server is not None:
        for lock in ("postmaster.pid", ".s.PGSQL.5432.lock"):  # the dead are taken for a server until they are buried
            (server.folder / lock).unlink()
        server.start()
    with serving("api", DATABASE_URL=url) as (_, address):
        told["repaired"] = [httpx.get(f"{address}/readyz").json(), statuses(address, 7)]
        told["release"] = load(read_clean(large), url, allow_removals=True).release
    return told


def main() -> None:
    dialect, *folders = sys.argv[1:]
    folder, small, large = map(Path, folders)
    bad = Disk(folder)
    with cluster(bad.place) if dialect == "postgresql" else nullcontext(None) as server:
        url = server.url if server else f"sqlite:///{bad.place / 'one.db'}"
        told = happened(url, bad, server, small, large)
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
