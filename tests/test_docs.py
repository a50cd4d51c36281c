"""Documentation is tested: what it names exists, what exists is named, its examples run."""

import json
import re
import tomllib
from typing import Any

import pytest

from seed.cli import parser
from tests.api.conftest import serving
from tests.databases import ROOT
from tests.processes import tracked

README = (ROOT / "README.md").read_text()
SETTINGS = ("api/settings.py", "api/edge/operating.py", "explorer/settings.py")


def test_every_setting_is_documented() -> None:
    read = {
        name for path in SETTINGS for name in re.findall(r'env(?:\.get\(|\[)"([A-Z_]+)"', (ROOT / path).read_text())
    }
    assert read >= {"HOST", "PORT", "DATA_DIR", "DATABASE_URL", "PUBLIC_URL", "API_URL", "CONTACT_URL"}
    assert {name for name in read if f"`{name}`" not in README} == set()


def test_every_command_is_documented() -> None:
    commands = next(a.choices for a in parser()._actions if isinstance(a.choices, dict))
    assert {name for name in commands if f"`python -m seed {name}" not in README} == set()
    documented = set(re.findall(r"^\| `python -m seed ([a-z]+)", README, re.M))
    assert documented == set(commands)


def test_every_target_is_documented() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.M))
    assert targets >= {"run", "test", "test-all", "check"}
    for target in re.findall(r"`make ([a-z-]+)`", README):
        assert target in targets, target


def test_every_dependency_has_its_reason() -> None:
    project: Any = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"].values()
    wanted = [*project["project"]["dependencies"], *(name for group in groups for name in group)]
    names = {re.split(r"[\[<>=!~ ]", requirement)[0].lower() for requirement in wanted}
    table = README.partition("## Dependencies")[2].partition("##")[0].lower()
    assert {name for name in names if not re.search(rf"\b{re.escape(name)}\b", table)} == set()


def test_the_licence_is_what_meta_says(loaded_url: str) -> None:
    text = (ROOT / "LICENSE").read_text()
    with serving(loaded_url) as api:
        licences = api.json("/v1/meta")["licences"]
    assert "Creative Commons Attribution 4.0 International" in text
    assert "Apache License" in text
    assert all(licence["identifier"] in text for licence in licences if licence["identifier"] == "CC-BY-4.0")
    assert [licence["identifier"] for licence in licences] == ["Apache-2.0", "CC-BY-4.0", "CC-BY-4.0", None, None]
    assert "coordinates of places: GeoNames" in [licence["applies_to"] for licence in licences]
    assert "Coordinates of places come from GeoNames (CC BY 4.0)" in (ROOT / "README.md").read_text()


def test_every_view_is_in_the_changelog(loaded_url: str) -> None:
    with serving(loaded_url) as api:
        contents = api.json("/v1")
    changelog = (ROOT / "CHANGELOG.md").read_text()
    assert {view["name"] for view in contents["views"] if f"`{view['name']}`" not in changelog} == set()


def test_the_changelog_counts_the_records_of_today() -> None:
    counts = re.findall(r"^[a-z-]+: (\d+)$", (ROOT / "seed" / "data" / "counts.yaml").read_text(), re.M)
    assert f"{sum(map(int, counts))} records" in (ROOT / "CHANGELOG.md").read_text()


def test_every_file_named_exists() -> None:
    table = README.partition("## To change X")[2].partition("## ")[0]
    for path in re.findall(r"`((?:api|seed|explorer|tests|migrations)/[^`]*)`", table):
        assert list(ROOT.glob(path.replace("<resource>", "*").rstrip("/"))), path


def example() -> tuple[str, Any]:
    """The first request of README, as an address, and its answer."""
    section = README.partition("## A first request")[2].partition("\n## ")[0]
    address = re.search(r"curl -s 'http://127\.0\.0\.1:8000([^']+)'", section)
    answer = re.search(r"```json\n(.*?)```", section, re.S)
    assert address
    assert answer
    return address[1], json.loads(answer[1])


def cut_to(found: Any, shown: Any) -> Any:
    """The parts of an answer that README shows; it leaves fields out and changes none."""
    if isinstance(shown, dict):
        return {name: cut_to(found[name], value) for name, value in shown.items()}
    if isinstance(shown, list):
        return [cut_to(one, other) for one, other in zip(found[: len(shown)], shown, strict=True)]
    return found


def test_the_first_request_answers_as_shown(curated_url: str) -> None:
    path, shown = example()
    with serving(curated_url) as api:
        assert cut_to(api.json(path), shown) == shown


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "explorer/package-lock.json"])
def test_lock_files_record_no_hosts(name: str) -> None:
    assert "://" not in (ROOT / name).read_text()


def test_no_machine_paths() -> None:
    """Folders of the machine a change was made on have no place in the repo."""
    pattern = re.compile(r"(?<![\w.])/(?:root|work|home/\w+)/")
    for path in tracked():
        if path.startswith("tests/api/openapi") or path.endswith((".json", ".svg")):
            continue
        text = (ROOT / path).read_text(errors="replace")
        assert not pattern.search(text), path
