"""How serving ends: what runs is finished, readiness says so before, and nobody is left behind."""

import os
import signal
import threading
from pathlib import Path

import httpx
import pytest

from tests.operating.waiting import wait_until, workers_of
from tests.processes import serving

SLOW = "tests.operating.slow"


class Asking(threading.Thread):
    """A request on a connection of its own; `answer` is what came, or None while nothing has."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        self.address = address
        self.answer: httpx.Response | Exception | None = None
        self.start()

    def run(self) -> None:
        try:
            self.answer = httpx.get(self.address, timeout=30)
        except httpx.HTTPError as error:
            self.answer = error


def status(asking: Asking) -> int:
    asking.join(30)
    assert isinstance(asking.answer, httpx.Response), asking.answer
    return asking.answer.status_code


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("workers", ["1", "2"])
def test_running_requests_are_finished(tmp_path: Path, workers: str, ending: signal.Signals) -> None:
    with serving(SLOW, FOLDER=str(tmp_path), WORKERS=workers) as (process, address):
        asking = [Asking(f"{address}/slow?{name}") for name in "abcd"]
        wait_until(lambda: all((tmp_path / f"{name}.begun").exists() for name in "abcd"), "not every request began")
        serving_then = workers_of(process)
        assert len(serving_then) == (2 if workers == "2" else 0)
        for told in (process.pid, *serving_then):  # Ctrl-C reaches all of them
            if told == process.pid or ending == signal.SIGINT:
                os.kill(told, ending)
        wait_until(lambda: refused(address), "new connections are still taken")
        assert process.poll() is None
        for name in "abcd":
            (tmp_path / f"{name}.go").touch()
        assert [status(one) for one in asking] == [200] * 4
        _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (0, "")


def refused(address: str) -> bool:
    """A listener may be closed with a connection waiting for it, which is then reset."""
    try:
        httpx.get(f"{address}/healthz", timeout=1)
    except httpx.TransportError:
        return True
    return False


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_process_that_drains_is_not_ready_and_still_answers(workers: str) -> None:
    with serving(SLOW, WORKERS=workers, DRAIN_SECONDS="2") as (process, address):
        assert httpx.get(f"{address}/readyz").status_code == 200
        process.send_signal(signal.SIGTERM)
        wait_until(lambda: httpx.get(f"{address}/readyz").status_code == 503, "readiness does not tell")
        unready = httpx.get(f"{address}/readyz")
        assert (unready.status_code, unready.headers["retry-after"]) == (503, "5")
        assert httpx.get(f"{address}/slow-or-not").status_code == 200
        _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (0, "")


def test_a_second_signal_ends_the_drain() -> None:
    with serving(SLOW, DRAIN_SECONDS="600") as (process, address):
        process.send_signal(signal.SIGTERM)
        wait_until(lambda: httpx.get(f"{address}/readyz").status_code == 503, "readiness does not tell")
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (0, "")


def test_workers_do_not_outlive_who_started_them() -> None:
    with serving(SLOW, WORKERS="2") as (process, _):
        left = workers_of(process)
        assert len(left) == 2
        process.kill()
        process.wait()
        wait_until(lambda: not any(alive(worker) for worker in left), "workers are left behind")


def alive(process: int) -> bool:
    stat = Path(f"/proc/{process}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"
