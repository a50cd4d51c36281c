"""The commands that need a database, as they are run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.databases import ROOT
from tests.seed.commands import edit


def seed(url: str, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "seed", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )


def test_load_and_diff(database_url: str, data: Path) -> None:
    assert seed(database_url, "diff", "--quiet", "--data", data).returncode == 1
    before = seed(database_url, "diff", "--data", data)
    assert before.returncode == 0
    lines = before.stdout.splitlines()
    assert len(lines) == 61
    assert "created transmission weir-learns-of-closure" in lines
    assert lines[-1] == "60 changes"
    loaded = seed(database_url, "--data", data)
    assert (loaded.returncode, loaded.stdout, loaded.stderr) == (0, "release 1: 60 created\n", "")
    again = seed(database_url, "load", "--data", data)
    assert (again.returncode, again.stdout) == (0, "release 1: nothing changed\n")
    assert seed(database_url, "diff", "--quiet", "--data", data).returncode == 0
    edit(data, "places.yaml", "name_now: Alder-on-the-Hill", "name_now: Alder-on-the-Water")
    quiet = seed(database_url, "diff", "--quiet", "--data", data)
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (1, "", "")
    changed = seed(database_url, "diff", "--data", data)
    assert changed.stdout == "updated place alder: name_now\n1 change\n"


def test_load_of_what_cannot_be_read(sqlite_url: str, data: Path) -> None:
    edit(data, "places.yaml", "name_now: Alder", "name_new: Alder")
    refused = seed(sqlite_url, "load", "--data", data)
    assert refused.returncode == 1
    assert "unknown field `name_new`; did you mean `name_now`?" in refused.stdout


def test_diff_of_what_a_load_would_refuse(sqlite_url: str, data: Path) -> None:
    edit(data, "documents.yaml", "actor: karl-lund", "actor: carl-lund")
    refused = seed(sqlite_url, "diff", "--data", data)
    assert refused.returncode == 1
    assert "there is no record `carl-lund`; did you mean `karl-lund`?" in refused.stdout
    assert refused.stderr == "1 problem\na load would refuse these records; correct them, and ask again\n"


def test_load_and_diff_say_what_may_be_a_rename(database_url: str, data: Path) -> None:
    seed(database_url, "load", "--data", data)
    edit(data, "events.yaml", "cellar-search:", "search-of-cellar:")
    hint = "the new search-of-cellar cites the same; if this is a rename, write it in moved.yaml: the old id is never"
    changes = seed(database_url, "diff", "--data", data)
    assert f"deleted event cellar-search: {hint} used again\n" in changes.stdout
    refused = seed(database_url, "load", "--data", data)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert hint in refused.stderr


def test_a_release_that_changes_no_record_says_so(database_url: str, data: Path) -> None:
    seed(database_url, "load", "--data", data)
    edit(data, "moved.yaml", "  removal-of-ledgers:", "  removal: ledger-removal\n  removal-of-ledgers:")
    loaded = seed(database_url, "load", "--data", data)
    assert loaded.stdout == "release 2: no record changed, only how some are stored\n"


@pytest.mark.parametrize("command", ["load", "diff"])
def test_database_that_cannot_be_used(tmp_path: Path, data: Path, command: str) -> None:
    absent = seed(f"sqlite:///{tmp_path / 'none.db'}", command, "--data", data)
    assert absent.returncode == 3
    assert absent.stderr.startswith(f"No database at {tmp_path / 'none.db'}; create it with `alembic upgrade head`")
    wrong = seed("mysql://x/y", command, "--data", data)
    assert wrong.returncode == 2
    assert wrong.stderr.startswith("DATABASE_URL names 'mysql', which is not supported; set it to")
