"""The served process: what it prints, how it ends, and one line for whatever keeps it from starting."""

import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.databases import ROOT, Databases
from tests.processes import environment, serving


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_serves_and_ends_quietly(loaded_url: str, ending: signal.Signals) -> None:
    with serving("api", DATABASE_URL=loaded_url) as (process, address):
        with httpx.Client(base_url=address) as client:
            assert client.get("/v1/events").json()["total"] > 0
            assert client.get("/readyz").json()["status"] == "ready"
            page = client.get("/")
            assert page.status_code == 200
            assert page.headers["content-type"].startswith("text/html")
        process.send_signal(ending)
        printed, errors = process.communicate(timeout=15)
    assert process.returncode == 0
    assert f"{address}/v1" in printed
    assert errors == ""


def started(**settings: str) -> tuple[int, list[str]]:
    """Exit code and lines of a start that fails."""
    done = subprocess.run(
        [sys.executable, "-m", "api"], cwd=ROOT, env=environment(**settings), capture_output=True, text=True, timeout=60
    )
    assert done.stdout == ""
    return done.returncode, done.stderr.splitlines()


def test_a_taken_port_is_told(loaded_url: str) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        code, lines = started(DATABASE_URL=loaded_url, PORT=port)
    assert code == 1
    assert len(lines) == 1
    assert f"Cannot listen on 127.0.0.1:{port}" in lines[0]
    assert "Set PORT" in lines[0]


CANNOT_START = [
    ({"PORT": "http"}, "PORT is 'http'; set it to a number from 1 to 65535"),
    ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL names 'mysql', which is not supported"),
    ({"DATABASE_URL": "nonsense"}, "DATABASE_URL is not a URL"),
    ({"PUBLIC_URL": "example.org"}, "PUBLIC_URL is 'example.org'"),
    ({"DATABASE_URL": "postgresql://me:secret@127.0.0.1:9/none"}, "Cannot reach postgresql"),
    ({"DATA_DIR": "/proc/none"}, "No database at /proc/none/parallel38.db"),
]


@pytest.mark.parametrize(("settings", "said"), CANNOT_START, ids=lambda value: value if isinstance(value, str) else "")
def test_what_keeps_it_from_starting_is_one_line(settings: dict[str, str], said: str) -> None:
    code, lines = started(**settings)
    assert code == 1
    assert len(lines) == 1, lines
    assert said in lines[0]
    assert "secret" not in lines[0]


def test_an_unmigrated_database_is_told(databases: Databases, dialect: str, tmp_path: Path) -> None:
    url = databases.empty(dialect)
    if dialect == "sqlite":
        Path(url.removeprefix("sqlite:///")).touch()
    code, lines = started(DATABASE_URL=url)
    assert code == 1
    assert len(lines) == 1, lines
    assert "run `alembic upgrade head`" in lines[0]


@pytest.mark.parametrize("module", ["api", "explorer", "seed"])
def test_help_has_an_example(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", module, "--help"],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0
    assert "example" in done.stdout
    assert f"python -m {module}" in done.stdout
