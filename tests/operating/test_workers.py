"""Several processes on one port: they agree, a load reaches all, and one that dies or hangs is replaced."""

import json
import os
import re
import signal
import socket
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import httpx

from api.edge.workers import Workers
from tests.edits import Edited
from tests.operating.waiting import wait_until, workers_of
from tests.processes import seed, serving

LIST = "/v1/quotations?limit=5"


def told(address: str) -> list[tuple[float, int, str]]:
    """When, by which release and with which tag requests on connections of their own were answered."""
    found = []
    for _ in range(8):
        begun = time.monotonic()
        answer = httpx.get(address + LIST)
        assert answer.status_code == 200
        assert answer.json()["release"] == answer.headers["parallel38-release"]
        found.append((begun, int(answer.headers["parallel38-release"]), answer.headers["etag"]))
    return found


def releases(address: str) -> list[int]:
    """The release of each worker, by whichever of them is asked."""
    text = httpx.get(f"{address}/metrics").text
    return [int(found) for found in re.findall(r'^parallel38_release\{worker="\d"\} (\d+)$', text, re.M)]


def test_a_load_reaches_all_workers_within_a_second(own_loaded_url: str, edited: Edited) -> None:
    """No client is sent back once all have the newer release, all give one tag, and who is not asked has it too."""
    with serving("api", DATABASE_URL=own_loaded_url, WORKERS="2", UNLIMITED_CLIENTS="127.0.0.1") as (process, address):
        assert len(workers_of(process)) == 2
        assert {release for _, release, _ in told(address)} == {1}
        edited.replace("places.yaml", "  name: Alder\n", "  name: Town of Alder\n")
        seed("load", "--no-export", data=edited.folder, url=own_loaded_url)
        committed = time.monotonic()
        seen: list[tuple[float, int, str]] = []
        with ThreadPoolExecutor(4) as pool:
            while time.monotonic() < committed + 2.5:
                seen += [one for some in pool.map(told, [address] * 4) for one in some]
        late = [one for one in seen if one[0] > committed + 1]
        assert {release for _, release, _ in late} == {2}
        assert len({tag for _, _, tag in late}) == 1
        wait_until(lambda: releases(address) == [2, 2], "a worker does not see the release")
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (0, "")


def test_a_worker_that_is_killed_is_replaced() -> None:
    with serving("tests.operating.slow", WORKERS="2", LOG_LEVEL="warning") as (process, address):
        before = workers_of(process)
        killed = min(before)
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: len(workers_of(process) - {killed}) == 2, "nobody takes the place of a dead worker")
        assert {httpx.get(f"{address}/x").status_code for _ in range(20)} == {200}
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=20)
    (line,) = errors.splitlines()
    assert "was ended by signal 9; another takes its place" in json.loads(line)["message"]
    assert process.returncode == 0


def shares(address: str, workers: set[int]) -> list[int]:
    """How many of twenty requests that all wait at the same moment each worker answers."""
    host, _, port = address.removeprefix("http://").partition(":")
    with ExitStack() as open_ones:
        for worker in workers:
            os.kill(worker, signal.SIGSTOP)
        waiting = [open_ones.enter_context(socket.create_connection((host, int(port)), timeout=30)) for _ in range(20)]
        for one in waiting:
            one.sendall(b"GET /busy HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        for worker in workers:
            os.kill(worker, signal.SIGCONT)
        taken = Counter(who(one) for one in waiting)
    return [taken[worker] for worker in workers]


def who(connection: socket.socket) -> int:
    """The process that answers there."""
    answer = connection.makefile("rb").read()
    return int(json.loads(answer.partition(b"\r\n\r\n")[2])["process"])


def test_no_worker_takes_all_who_wait() -> None:
    """One that took whatever is there as it wakes would leave the others without work."""
    with serving("tests.operating.slow", WORKERS="2") as (process, address):
        rounds = [shares(address, workers_of(process)) for _ in range(5)]
    assert all(min(taken) >= 7 for taken in rounds), rounds


def supervised(folder: Path, **waits: float) -> int:
    """The code of a process with one worker that never tells of itself, which is started again and again."""
    pid = os.fork()
    if pid == 0:
        os._exit(Workers(1, lambda number: sleeping(folder), lambda number: 0.0, 0.5, **waits).run())
    try:
        wait_until(lambda: len(list(folder.iterdir())) > 1, "a worker that hangs is not replaced")
    finally:
        os.kill(pid, signal.SIGTERM)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def sleeping(folder: Path) -> None:
    """What neither ends nor can be told to."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    (folder / str(os.getpid())).touch()
    time.sleep(600)


def test_a_worker_that_hangs_is_replaced_and_one_that_will_not_end_is_killed(tmp_path: Path) -> None:
    assert supervised(tmp_path, hung=0.3) == 1
    assert not any(Path(f"/proc/{worker.name}").exists() for worker in tmp_path.iterdir())


def test_workers_that_cannot_start_are_not_started_for_ever() -> None:
    pid = os.fork()
    if pid == 0:
        os._exit(Workers(2, lambda number: sys.exit(3), lambda number: 0.0, 0.5).run())
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 1
