"""`python -m seed export`, and the export at the end of a load: what they write, say, and never undo."""

import subprocess
import sys
from pathlib import Path

import pytest

from api.settings import Settings, SettingsError
from tests.databases import ROOT
from tests.processes import environment


def seed(url: str, exports: Path, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "seed", *map(str, words)],
        cwd=ROOT,
        env=environment(DATABASE_URL=url, EXPORT_DIR=str(exports), DATA_DIR=str(exports.parent)),
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_load_exports_and_is_current_only_then(database_url: str, data: Path, tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    first = seed(database_url, exports, "load", "--data", data, "--no-export")
    assert (first.returncode, first.stdout, first.stderr) == (0, "release 1: 60 created\n", "")
    assert not exports.exists()
    assert seed(database_url, exports, "diff", "--quiet", "--data", data).returncode == 1
    again = seed(database_url, exports, "load", "--data", data)
    assert (again.returncode, again.stdout, again.stderr) == (0, "release 1: nothing changed\n", "")
    assert (exports / "1" / "index.json").is_file()
    assert seed(database_url, exports, "diff", "--quiet", "--data", data).returncode == 0
    once_more = seed(database_url, exports, "export")
    assert (once_more.returncode, once_more.stderr) == (0, "")
    assert once_more.stdout.startswith("release 1: 21 files, ")
    assert once_more.stdout.endswith(f" MB, in {exports / '1'}\n")


def test_an_export_that_fails_undoes_nothing_and_is_told(database_url: str, data: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    loaded = seed(database_url, blocked / "exports", "load", "--data", data)
    assert (loaded.returncode, loaded.stdout) == (0, "release 1: 60 created\n")
    assert loaded.stderr.startswith("what is loaded is served, but its files were not written: cannot write ")
    assert "set EXPORT_DIR to a folder of yours. Then run `python -m seed export`.\n" in loaded.stderr
    alone = seed(database_url, blocked / "exports", "export")
    assert alone.returncode == 1
    assert alone.stderr.startswith("no files were written: cannot write ")


def test_nothing_is_exported_of_nothing(database_url: str, tmp_path: Path) -> None:
    done = seed(database_url, tmp_path / "exports", "export")
    assert done.returncode == 1
    assert "nothing is loaded, so there is nothing to export; run `python -m seed`" in done.stderr


def test_an_import_exports_once_at_its_end(database_url: str, tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    volumes = [ROOT / "tests" / "frus" / f"{name}.xml" for name in ("frus1950v98", "frus1949v99")]
    dry = seed(database_url, exports, "import", "frus", "--dry-run", *volumes)
    assert dry.returncode == 0, dry.stderr
    assert not exports.exists()
    done = seed(database_url, exports, "import", "frus", *volumes)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in exports.iterdir() if path.is_dir()) == ["2"]


def test_the_folder_is_a_setting() -> None:
    assert Settings.from_env({"DATA_DIR": "/data"}).export_dir == Path("/data/exports")
    assert Settings.from_env({"EXPORT_DIR": "/files"}).export_dir == Path("/files")
    with pytest.raises(SettingsError, match="EXPORT_DIR is '~nosuch/x', the home of nobody here; set it to a folder"):
        Settings.from_env({"EXPORT_DIR": "~nosuch/x"})
