"""Dependencies, as far as they can be audited without a network: pinned, hashed, wanted, and fitting together."""

import re
import subprocess
import sys
import tomllib
from typing import Any

import pytest

from tests.databases import ROOT

PROJECT: Any = tomllib.loads((ROOT / "pyproject.toml").read_text())
GROUPS = PROJECT["dependency-groups"]
LOCKS = {"requirements.txt": ["build"], "requirements-dev.txt": ["build", "dev"]}


def name(requirement: str) -> str:
    return re.split(r"[\[<>=!~; ]", requirement)[0].lower().replace("_", "-")


def locked(file: str) -> dict[str, tuple[str, int]]:
    """Version and number of hashes of each package; a line of any other form is an error."""
    text = (ROOT / file).read_text().replace("\\\n", " ")
    found: dict[str, tuple[str, int]] = {}
    for line in text.splitlines():
        package = re.fullmatch(r"([A-Za-z0-9._-]+)==(\S+)( ; [^-]*?)?((?: +--hash=sha256:[0-9a-f]{64})+) *", line)
        assert package, line[:80]
        found[name(package[1])] = package[2], package[4].count("--hash=")
    return found


@pytest.mark.parametrize("file", LOCKS)
def test_everything_is_pinned_with_hashes(file: str) -> None:
    found = locked(file)
    assert len(found) > 20
    assert all(hashes > 0 for _, hashes in found.values())


@pytest.mark.parametrize("file", LOCKS)
def test_what_is_declared_is_locked_within_its_bounds(file: str) -> None:
    from packaging.requirements import Requirement

    found = locked(file)
    wanted = [*PROJECT["project"]["dependencies"], *(one for group in LOCKS[file] for one in GROUPS[group])]
    for requirement in map(Requirement, wanted):
        version, _ = found[name(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement} is locked at {version}; run `make update`"


def test_both_files_agree() -> None:
    served, all_of_them = locked("requirements.txt"), locked("requirements-dev.txt")
    assert {one: version for one, (version, _) in served.items()}.items() <= {
        one: version for one, (version, _) in all_of_them.items()
    }.items()


def test_what_is_installed_fits_together() -> None:
    done = subprocess.run([sys.executable, "-m", "pip", "check"], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout


def test_make_update_writes_what_is_installed_from() -> None:
    """The same options for both, upgraded, without an index in the files."""
    told = subprocess.run(
        ["make", "--no-print-directory", "-n", "update"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout.replace("\\\n", " ")
    commands = [line.split() for line in told.splitlines() if line.strip()]
    assert [command[-1] for command in commands] == list(LOCKS)
    for command in commands:
        assert {"--upgrade", "--generate-hashes", "--universal", "--no-emit-index-url"} <= set(command)
