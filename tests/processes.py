"""Processes of ours for tests, and the files of the repo."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import httpx

from tests.databases import ROOT


def tracked() -> list[str]:
    """Every file of the repo, new ones included, ignored ones not."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for path in listed.stdout.splitlines() if (ROOT / path).is_file()]


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def environment(**settings: str) -> dict[str, str]:
    """What the process needs of ours, and its settings."""
    return {name: os.environ[name] for name in ("PATH", "HOME", "EXPORT_DIR") if name in os.environ} | settings


@contextmanager
def serving(module: str, *, within: Sequence[str] = (), **settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process of ours that answers on a port of its own; it is ended with the block. `within`: what becomes it."""
    port = free_port()
    process = subprocess.Popen(
        [*within, sys.executable, "-m", module],
        cwd=ROOT,
        env=environment(PORT=str(port), **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, process)
        yield process, address
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def wait_for(address: str, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        assert process.poll() is None, process.communicate()
        try:
            httpx.get(f"{address}/healthz", timeout=5)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the process did not answer within 30 seconds")


def seed(command: str, *arguments: str, data: Path, url: str) -> str:
    """What a subcommand of `python -m seed` prints; it must succeed."""
    done = subprocess.run(
        [sys.executable, "-m", "seed", command, "--data", str(data), *arguments],
        cwd=ROOT,
        env=environment(DATABASE_URL=url),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
