"""What tests of served processes wait for, and who the workers of a process are."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 30.0  # seconds; a test that waits longer fails


def wait_until(holds: Callable[[], object], said: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, said
        time.sleep(0.02)


def workers_of(process: "subprocess.Popen[str]") -> set[int]:
    """The processes that serve for another."""
    found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return set(map(int, found.split()))
