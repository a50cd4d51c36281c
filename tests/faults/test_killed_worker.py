"""kill -9 of a worker under load: what it was answering breaks, all else goes on, and another takes its place."""

import os
import signal

import httpx

from tests.faults.reading import messages, reading
from tests.operating.waiting import wait_until, workers_of
from tests.processes import serving

KILLED = 3


def test_readers_of_the_others_notice_nothing(loaded_url: str) -> None:
    settings = {"DATABASE_URL": loaded_url, "WORKERS": "2", "UNLIMITED_CLIENTS": "127.0.0.1", "CACHE_BYTES": "100000"}
    with serving("api", **settings) as (process, address):
        with reading(address) as readers:
            for _ in range(KILLED):
                before = len(readers.answers)
                wait_until(lambda: len(readers.answers) > before + 50, "nothing is answered")  # noqa: B023
                workers = workers_of(process)
                os.kill(min(workers), signal.SIGKILL)
                wait_until(lambda: len(workers_of(process) & workers) == 1, "it lives on")  # noqa: B023
                wait_until(lambda: len(workers_of(process)) == 2, "nobody takes its place")
        assert httpx.get(f"{address}/readyz").json()["release"] == "1"
        process.send_signal(signal.SIGTERM)
        said = messages(process.communicate(timeout=30)[1])
    assert process.returncode == 0
    assert readers.failed() == []
    assert len(readers.broken) <= KILLED * 4, "no more than one answer a connection is lost"
    assert sum("was ended by signal 9; another takes its place" in one for one in said) == KILLED
    assert len(said) == KILLED, said
