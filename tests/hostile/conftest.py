"""A served process of ours, on each database, that must come out of all of it as it went in."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.api.conftest import api as api
from tests.hostile import wire
from tests.processes import serving

MEMORY = 350 * 1024 * 1024  # bytes that a process may hold, whatever was sent to it
GROWTH = 120 * 1024 * 1024  # bytes that it may hold more than when it was warm


@dataclass(frozen=True, slots=True)
class Target:
    """Where it listens, and as what process."""

    address: str
    pid: int

    def memory(self) -> int:
        """Bytes in memory."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmRSS:")).split()[1]) * 1024

    def is_well(self) -> bool:
        found = wire.send(self.address, wire.HARMLESS)
        return found is not None and found.status == 200


@pytest.fixture(scope="session")
def target(loaded_url: str) -> Iterator[Target]:
    """API and explorer in one process. At the end it is nearly as small as it was, and has complained of nothing."""
    with serving("api", DATABASE_URL=loaded_url, UNLIMITED_CLIENTS="127.0.0.1") as (process, address):
        found = Target(address, process.pid)
        for path in (b"/v1/events", b"/v1/search?q=ledgers", b"/", b"/developers/reference", b"/timeline"):
            warm = wire.send(address, wire.get(path, b"Connection: close"))
            assert warm is not None
            assert warm.status == 200
        before = found.memory()
        yield found
        assert found.is_well()
        after = found.memory()
        process.terminate()
        _, errors = process.communicate(timeout=30)
    assert after < MEMORY
    assert after - before < GROWTH
    assert errors == ""
    assert process.returncode == 0
