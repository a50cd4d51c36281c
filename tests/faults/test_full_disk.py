"""A load onto a full disk changes nothing, says so, and readers go on; with room it is done again."""

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
from tests.faults.disks import small

SIZES = {"sqlite": 8 << 20, "postgresql": 96 << 20}
ALL = [200] * 4

pytestmark = pytest.mark.long


@pytest.fixture
def disk() -> Iterator[Path]:
    """A folder with a short name, for the socket that PostgreSQL makes in it."""
    folder = Path(tempfile.mkdtemp(prefix="disk-"))
    yield folder
    for made in (folder, folder.with_suffix(".kept")):
        shutil.rmtree(made, ignore_errors=True)


def test_a_full_disk(dialect: str, corpus: Path, disk: Path) -> None:
    if dialect == "postgresql" and os.geteuid() != 0:
        absent("a full disk is not tested with PostgreSQL: who mounts it has to be root, and its server may not be")
    folders = [str(disk), str(corpus), str(ROOT / "seed" / "data")]
    program = [sys.executable, "-W", "ignore", "-m", "tests.faults.full_disk", dialect, *folders]
    command = [*small(disk, SIZES[dialect]), *program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert "and nothing was changed" in told["refused"]
    assert "Make room on its disk, and do it again." in told["refused"]
    assert told["changed"] is False
    assert [told[when] for when in ("before", "kept", "read", "started")] == [ALL] * 4
    assert (told["release"], told["after"]) == (2, {"status": "ready", "release": "2"})
