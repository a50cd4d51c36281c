"""The served process: what it prints, how it ends, and one line for whatever keeps it from starting."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from sqlalchemy import NullPool, create_engine

from tests.databases import ROOT, Databases, absent
from tests.processes import environment, free_port, serving, wait_for


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


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_taken_port_is_told(loaded_url: str, workers: str) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        code, lines = started(DATABASE_URL=loaded_url, PORT=port, WORKERS=workers)
    assert code == 1
    assert len(lines) == 1
    assert f"Cannot listen on 127.0.0.1:{port}" in lines[0]
    assert "Set PORT" in lines[0]


CANNOT_START = [
    ({"PORT": "http"}, "PORT is 'http'; set it to a number from 1 to 65535"),
    ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL names 'mysql', which is not supported"),
    ({"CACHE_BYTES": "64MiB"}, "CACHE_BYTES is '64MiB'; set it to a number of bytes"),
    ({"WORKERS": "0"}, "WORKERS is '0'; set it to a number from 1 to 64"),
    ({"LOG_LEVEL": "loud"}, "LOG_LEVEL is 'loud'; set it to info"),
    ({"DRAIN_SECONDS": "-1"}, "DRAIN_SECONDS is '-1'"),
    ({"TRUSTED_PROXIES": "10.0.0.1/8"}, "TRUSTED_PROXIES has '10.0.0.1/8' (10.0.0.1/8 has host bits set)"),
    ({"UNLIMITED_CLIENTS": "explorer"}, "UNLIMITED_CLIENTS has 'explorer'"),
    ({"DATABASE_URL": "nonsense"}, "DATABASE_URL is not a URL"),
    ({"PUBLIC_URL": "example.org"}, "PUBLIC_URL is 'example.org'"),
    ({"PUBLIC_URL": 'https://x"><script>'}, "PUBLIC_URL is"),
    ({"HOST": "m\u00fcnchen..de"}, "HOST is"),
    ({"DATA_DIR": "~nosuch/x"}, "DATA_DIR is '~nosuch/x'"),
    ({"DATABASE_URL": "postgresql://u:p@host:port/x"}, "DATABASE_URL is not a URL"),
    ({"DATABASE_URL": "postgresql:///x?foo=bar"}, "Cannot reach postgresql"),
    ({"DATABASE_URL": "postgresql://me:secret@127.0.0.1:9/none"}, "Cannot reach postgresql"),
    ({"DATA_DIR": "/proc/none"}, "No database at /proc/none/parallel38.db"),
]


@pytest.mark.parametrize(("settings", "said"), CANNOT_START, ids=[str(settings) for settings, _ in CANNOT_START])
def test_what_keeps_it_from_starting_is_one_line(settings: dict[str, str], said: str) -> None:
    code, lines = started(**settings)
    assert code == 1
    assert len(lines) == 1, lines
    assert said in lines[0]
    assert "secret" not in lines[0]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("HOST", "203.0.113.1", "Cannot listen on 203.0.113.1"),
        ("CONTACT_URL", "javascript:x", "CONTACT_URL is 'javascript:x'"),
    ],
)
def test_a_setting_that_only_serving_needs(loaded_url: str, name: str, value: str, said: str) -> None:
    code, lines = started(DATABASE_URL=loaded_url, **{name: value})
    assert (code, len(lines)) == (1, 1), lines
    assert said in lines[0]


CANNOT_MIGRATE = [
    ({"DATABASE_URL": "postgresql:///x?foo=bar"}, "Cannot migrate postgresql"),
    ({"DATABASE_URL": "postgresql://me:secret@127.0.0.1:9/none"}, "Start it, or correct DATABASE_URL"),
    ({"DATABASE_URL": "mysql://x/y"}, "which is not supported"),
    ({"DATA_DIR": "/proc/none"}, "Cannot write to DATA_DIR /proc/none"),
]


@pytest.mark.parametrize(("settings", "said"), CANNOT_MIGRATE, ids=[said for _, said in CANNOT_MIGRATE])
def test_what_keeps_it_from_migrating_is_one_line(settings: dict[str, str], said: str) -> None:
    code, lines = run("alembic", "--quiet", "upgrade", "head", **settings)
    assert code == 1
    assert len(lines) == 1, lines
    assert said in lines[0]
    assert "secret" not in lines[0]


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "garbage.db").write_bytes(b"no database" * 99)
    code, lines = run("alembic", "--quiet", "upgrade", "head", DATABASE_URL=f"sqlite:///{tmp_path}/garbage.db")
    assert (code, len(lines)) == (1, 1)
    assert "file is not a database" in lines[0]


def test_a_database_of_newer_code_is_told(databases: Databases, dialect: str) -> None:
    url = databases.migrated(dialect)
    run_statement(url, "UPDATE alembic_version SET version_num = '9999'")
    for code, lines in (started(DATABASE_URL=url), run("alembic", "--quiet", "upgrade", "head", DATABASE_URL=url)):
        assert (code, len(lines)) == (1, 1), lines
        assert "update this checkout" in lines[0]


def run_statement(url: str, statement: str) -> None:
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def run(*words: str, **settings: str) -> tuple[int, list[str]]:
    """Exit code and lines of a program of the virtual environment."""
    command = [str(Path(sys.executable).parent / words[0]), *words[1:]]
    done = subprocess.run(command, cwd=ROOT, env=environment(**settings), capture_output=True, text=True, timeout=60)
    return done.returncode, done.stderr.splitlines()


def test_make_run_serves_and_says_what_keeps_it_from_it(tmp_path: Path) -> None:
    """From the set-up tree: migrated, seeded and served; again at once; and one line for a bad setting."""
    if not (ROOT / ".venv" / "installed").exists():
        absent("make has not set this tree up; run `make test`")
    for _ in range(2):
        port = free_port()
        process = subprocess.Popen(
            ["make", "-s", "run"],
            cwd=ROOT,
            env=environment(PORT=str(port), DATA_DIR=str(tmp_path)),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}", process)
            assert httpx.get(f"http://127.0.0.1:{port}/readyz").json() == {"status": "ready", "release": "1"}
        finally:
            os.killpg(process.pid, signal.SIGINT)
            _, errors = process.communicate(timeout=15)
        assert "Traceback" not in errors
    done = subprocess.run(
        ["make", "-s", "run"], cwd=ROOT, env=environment(PORT="x"), capture_output=True, text=True, timeout=60
    )
    assert done.returncode != 0
    assert [line for line in done.stderr.splitlines() if "PORT" in line] == [done.stderr.splitlines()[0]]


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
