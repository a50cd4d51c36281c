"""The file of the embedded database on a disk that can only be read, damaged, and of another revision."""

import itertools
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.conftest import loaded
from tests.databases import ROOT, Databases
from tests.faults.disks import readable
from tests.faults.reading import messages
from tests.operating.waiting import wait_until
from tests.processes import environment, serving

PAGE = 4096


@pytest.fixture
def file(databases: Databases, corpus: Path, tmp_path: Path) -> Path:
    """A loaded database as it lies in DATA_DIR when nobody has it open."""
    folder = tmp_path / "data"
    folder.mkdir()
    source = sqlite3.connect(loaded(databases, "sqlite", corpus).removeprefix("sqlite:///"))
    copied = sqlite3.connect(folder / "parallel38.db")
    source.backup(copied)
    copied.execute("PRAGMA journal_mode=WAL")
    source.close()
    copied.close()
    assert [one.name for one in folder.iterdir()] == ["parallel38.db"]
    return folder / "parallel38.db"


def start(folder: Path) -> subprocess.CompletedProcess[str]:
    """`python -m api` where it cannot start."""
    return subprocess.run(
        [sys.executable, "-m", "api"],
        cwd=ROOT,
        env=environment(DATA_DIR=str(folder)),
        capture_output=True,
        text=True,
        timeout=30,
    )


def ended(process: "subprocess.Popen[str]") -> list[str]:
    """What it logged; it must end in order."""
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 0
    return messages(errors)


def test_a_disk_that_can_only_be_read_serves(file: Path) -> None:
    within = readable(file.parent)
    with serving("api", within=within, DATA_DIR=str(file.parent)) as (process, address):
        assert httpx.get(f"{address}/readyz").json() == {"status": "ready", "release": "1"}
        for path in ("/v1/quotations", "/v1/search?q=the", "/v1/exports", "/", "/quotations"):
            assert httpx.get(address + path).status_code == 200, path
        assert ended(process) == []
    assert [one.name for one in file.parent.iterdir()] == ["parallel38.db"]


def test_what_cannot_be_written_is_said(file: Path) -> None:
    data = ["--data", str(ROOT / "tests" / "corpus" / "data")]
    done = subprocess.run(
        [*readable(file.parent), sys.executable, "-m", "seed", "load", *data],
        cwd=ROOT,
        env=environment(DATA_DIR=str(file.parent)),
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert f"Cannot write to sqlite:///{file}, and nothing was changed" in done.stderr
    assert "Set DATA_DIR to a folder of yours" in done.stderr


def damage(file: Path) -> None:
    """Noise over every page but the first, which says what the file is."""
    size = file.stat().st_size
    with file.open("r+b") as opened:
        opened.seek(PAGE)
        opened.write(b"\xa5" * (size - PAGE))


def test_a_file_damaged_while_it_is_served(file: Path) -> None:
    """What is kept is served, what must be read is a 503, and with the backup everything is there again."""
    kept_file = file.read_bytes()
    with serving("api", DATA_DIR=str(file.parent), UNLIMITED_CLIENTS="127.0.0.1") as (process, address):
        kept = httpx.get(f"{address}/v1/events?limit=3")
        assert kept.status_code == 200
        damage(file)
        for number in range(20):
            refused = httpx.get(f"{address}/v1/quotations?limit={number + 1}")
            assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
            assert refused.json()["type"] == "/problems/unavailable"
        assert httpx.get(f"{address}/v1/events?limit=3").content == kept.content
        assert httpx.get(f"{address}/healthz").status_code == 200
        said = ended(process)
    assert any("damaged" in one and "restore a backup" in one for one in said), said
    assert len(said) <= 3, said
    for left in file.parent.glob("parallel38.db-*"):
        left.unlink()
    file.write_bytes(kept_file)
    with serving("api", DATA_DIR=str(file.parent)) as (process, address):
        assert httpx.get(f"{address}/v1/events?limit=3").content == kept.content
        assert ended(process) == []


@pytest.mark.parametrize("first", [0, PAGE])
def test_a_damaged_file_is_not_served(file: Path, first: int) -> None:
    with file.open("r+b") as opened:
        opened.seek(first)
        opened.write(b"\xa5" * (file.stat().st_size - first))
    done = start(file.parent)
    assert done.returncode == 1
    assert done.stderr.startswith("Cannot reach sqlite:///")
    assert len(done.stderr.splitlines()) == 1


def test_another_revision_that_appears_while_served(file: Path) -> None:
    """New code migrates: old code answers nothing but what it has, and says what to do, until that is undone."""
    with serving("api", DATA_DIR=str(file.parent), UNLIMITED_CLIENTS="127.0.0.1") as (process, address):
        kept = httpx.get(f"{address}/v1/events?limit=3")
        before = revised(file, "9999")
        limits = itertools.count(4)
        wait_until(lambda: status(address, next(limits)) == 503, "it is still served")
        assert httpx.get(f"{address}/v1/events?limit=90").headers["retry-after"] == "5"
        assert httpx.get(f"{address}/v1/events?limit=3").content == kept.content
        revised(file, before)
        wait_until(lambda: status(address, 90) == 200, "it is not served again")
        lost, found = ended(process)
    assert "is at revision 9999, of newer code; update this checkout" in lost
    assert "can see which release is the newest again" in found


def status(address: str, limit: int) -> int:
    return httpx.get(f"{address}/v1/events?limit={limit}").status_code


def revised(file: Path, revision: str) -> str:
    """Writes a revision into a database; the one before."""
    with sqlite3.connect(file) as connection:
        (before,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    connection.close()
    return str(before)
