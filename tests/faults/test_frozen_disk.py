"""A disk turns read-only while it is served: readers go on, a load changes nothing, a repair loses nothing."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import ROOT, absent
from tests.faults.disks import mounted

ALL = [200] * 4
NEEDED = ("mkfs.ext4", "e2fsck", "findmnt", "umount")

pytestmark = pytest.mark.long


@pytest.fixture
def folder() -> Iterator[Path]:
    """With a short name, for the socket that PostgreSQL makes in it, and open to its user."""
    if os.geteuid() != 0 or not Path("/dev/loop-control").exists() or not Path("/sys/fs/ext4").exists():
        pytest.skip("a disk that fails is not tested: root has to mount one (a loop device with ext4)")
    if missing := [program for program in NEEDED if shutil.which(program) is None]:
        absent(f"a disk that fails is not tested: {', '.join(missing)} not installed (apt-get install e2fsprogs mount)")
    made = Path(tempfile.mkdtemp(prefix="disk-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


def test_a_disk_that_turns_read_only(dialect: str, corpus: Path, folder: Path) -> None:
    folders = [str(folder), str(corpus), str(ROOT / "seed" / "data")]
    program = [sys.executable, "-W", "ignore", "-m", "tests.faults.frozen_disk", dialect, *folders]
    done = subprocess.run([*mounted('test -d "$0"', folder), *program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["before"] == ALL
    assert told["kept"][:3] == ALL[:3]
    if dialect == "sqlite":
        assert [told[when] for when in ("frozen", "kept", "then", "started")] == [ALL] * 4
        assert "nothing was changed: attempt to write a readonly database" in told["refused"]
        assert told["said"] == []
    else:  # it serves on the connections that there are, and takes no new ones
        assert {status for when in ("frozen", "then") for status in told[when]} <= {200, 503}
        assert "Read-only file system" in told["refused"]
        assert "***" in told["refused"]
        assert len(told["said"]) <= 3
    assert told["repaired"] == [{"status": "ready", "release": "1"}, ALL]
    assert told["release"] == 2
