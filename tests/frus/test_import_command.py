"""`python -m seed import frus`: what it prints, where, and its exit codes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from seed.cli import main
from seed.frus.command import size
from tests.databases import ROOT, contents
from tests.frus.imports import edited
from tests.frus.volumes import FIRST, SECOND
from tests.seed.commands import Run


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Exit code, output and error output of an import."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))

    def command(*words: object) -> tuple[int, str, str]:
        try:
            code = main(["import", "frus", *map(str, words)])
        except SystemExit as end:  # argparse's own way out
            code = int(end.code or 0)
        return (code, *capsys.readouterr())

    return command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "frus"
    found.mkdir()
    return found


def test_the_report_of_a_volume(run: Run) -> None:
    code, out, err = run(FIRST)
    lines = out.strip().splitlines()
    assert (code, err) == (0, "")
    assert lines[1] == "sections 6 | documents 11 (d1..d11, no gap) | editorial notes 1 | attachments 2"
    assert lines[3] == "dated: doc-dateTime 4, dateline 6, none 1 | place 9 | from 3 | to 3"
    assert [line for line in lines if line.startswith("WARN date outside volume by >2 years: d9a")]
    assert lines[-2].startswith("inserted 20, updated 0, unchanged 0, missing from file 0 (kept), skipped 0; ")
    assert lines[-1] == "release 1"


def test_the_report_as_data(run: Run) -> None:
    code, out, err = run(FIRST, SECOND, "--json", "--dry-run")
    first, second = map(json.loads, out.splitlines())
    assert (code, err) == (0, "")
    assert (first["volume"], first["documents"], first["dry_run"], first["release"]) == ("frus1949v99", 11, True, 1)
    assert first["findings"]["far_dates"] == [["d9a", "January 5, 1949", "1979-01-05"]]
    assert (second["volume"], second["links"]["other"]) == ("frus1950v98", 4)


def test_a_refused_file_keeps_no_other_back(run: Run, tmp_path: Path, database_url: str) -> None:
    broken = edited(tmp_path / "volumes", FIRST, ("</TEI>", ""))
    code, out, err = run(SECOND, broken, FIRST)
    assert code == 1
    assert out.startswith("frus1950v98")
    assert f"{broken.name}: refused, nothing was changed: " in err
    assert [row["series"] for row in contents(database_url)["release"]] == ["frus1950v98", "frus1949v99"]
    code, out, err = run(broken, "--json")
    assert (code, json.loads(out)["file"]) == (1, str(broken))


def test_files_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    code, out, err = run(tmp_path / "nowhere.xml", SECOND)
    assert code == 3
    assert "cannot read" in err
    assert "frus1950v98" in out
    assert run(tmp_path)[0] in {1, 3}


def test_wrong_use(run: Run) -> None:
    assert run(FIRST, "--max-size", "big")[0] == 2
    assert run(FIRST, "--max-depth", "0")[0] == 2
    assert run("--no-such-option")[0] == 2


def test_limits(run: Run) -> None:
    code, _, err = run(FIRST, "--max-size", "1K")
    assert code == 1
    assert "more than the limit of 1,024" in err
    assert run(FIRST, "--max-depth", 4)[0] == 1
    assert run(FIRST, "--max-text", 50)[0] == 1
    assert run(FIRST, "--max-size", "1GiB", "--dry-run")[0] == 0


@pytest.mark.parametrize(("word", "expected"), [("7", 7), ("2K", 2048), ("64MiB", 64 * 1024**2), ("1gb", 1024**3)])
def test_sizes(word: str, expected: int) -> None:
    assert size(word) == expected


def test_no_volume_lies_there(run: Run, tmp_path: Path) -> None:
    code, out, err = run()
    assert (code, out) == (0, "")
    assert f"no volume in {tmp_path / 'frus'}; volumes are published at https://github.com/" in err


def test_the_volumes_that_lie_there(run: Run, folder: Path, database_url: str) -> None:
    for path in (FIRST, SECOND):
        shutil.copy(path, folder)
    (folder / "notes.txt").write_text("no volume")
    code, out, err = run()
    assert (code, err) == (0, "")
    assert out.index("frus1949v99") < out.index("frus1950v98")
    before = contents(database_url)
    code, out, err = run()
    assert (code, out) == (0, "")
    assert err == f"2 of 2 volumes in {folder} were imported before as they are\n"
    assert contents(database_url) == before


def test_two_files_of_one_volume_do_not_take_turns(run: Run, folder: Path, database_url: str) -> None:
    shutil.copy(FIRST, folder)
    edited(folder, FIRST, ("The oil was sent.", "The oil was not sent."))
    assert run()[0] == 0
    before = contents(database_url)
    assert run()[:2] == (0, "")
    assert contents(database_url) == before


def seed(data_dir: Path, url: str, *words: str) -> int:
    """The exit code of a command in a process of its own, as `make run` starts it."""
    settings = {**os.environ, "DATABASE_URL": url, "DATA_DIR": str(data_dir)}
    return subprocess.run([sys.executable, "-m", "seed", *words], cwd=ROOT, env=settings, check=False).returncode


def test_what_make_run_asks_first(own_loaded_url: str, corpus: Path, folder: Path) -> None:
    ask = ("diff", "--quiet", "--data", str(corpus))
    assert seed(folder.parent, own_loaded_url, "export") == 0
    assert seed(folder.parent, own_loaded_url, *ask) == 0
    shutil.copy(SECOND, folder)
    assert seed(folder.parent, own_loaded_url, *ask) == 1
    assert seed(folder.parent, own_loaded_url, "import", "frus") == 0
    assert seed(folder.parent, own_loaded_url, *ask) == 0
    edited(folder, SECOND, ("The lamp is lit.", "The lamp is out."))
    assert seed(folder.parent, own_loaded_url, *ask) == 1


def test_what_make_run_asks_loads_nothing_heavy() -> None:
    """It is asked at every start; the tables alone take a third of a second to declare."""
    code = (
        "import sys; from seed.cli import main; main(['diff', '--quiet']); "
        "sys.exit(any(name in sys.modules for name in ('sqlmodel', 'seed.frus.importer', 'xml.parsers.expat')))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_no_database(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    code, _, err = run(FIRST)
    assert code == 3
    assert "alembic upgrade head" in err
