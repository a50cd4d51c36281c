"""Servers in processes of their own, and what they cost: processor time and memory, as Linux tells it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.databases import ROOT

PROCESSORS = sorted(os.sched_getaffinity(0))
START = 60  # seconds in which a server must answer


@dataclass(frozen=True, slots=True)
class Server:
    pid: int
    port: int
    started: float  # seconds from its start to its first answer

    def processor(self) -> float:
        """Seconds of processor time so far, of all its threads."""
        tasks = Path(f"/proc/{self.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9

    def memory(self) -> float:
        """MB that are its own now."""
        lines = Path(f"/proc/{self.pid}/smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1000


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(module: str, *arguments: str, **settings: str) -> Iterator[Server]:
    """The module as a process on the first processor; the rest is left to whoever asks it."""
    port = free_port()
    words = [word.format(port=port) for word in arguments]
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", module, *words], cwd=ROOT, env=environment | {"PORT": str(port)} | settings,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    pin(process.pid, first=True)
    try:
        wait_for(port, process)
        yield Server(process.pid, port, time.perf_counter() - begun)
    finally:
        process.terminate()
        process.wait(20)


def pin(pid: int, *, first: bool) -> None:
    """To the first of the processors there are, or to the others; to the one where there is but one."""
    os.sched_setaffinity(pid, PROCESSORS[:1] if first else PROCESSORS[1:] or PROCESSORS)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.perf_counter() + START
    while time.perf_counter() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=START) as line:
                line.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                if line.recv(12):
                    return
        except ConnectionRefusedError:
            time.sleep(0.005)
    raise RuntimeError(f"the server did not answer within {START} seconds")
