"""What browsers load: pinned, built once, and nothing that the pages cannot do without."""

import hashlib
import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from explorer import build
from explorer.assets import BUILT, STATIC, STYLE, Assets
from tests.databases import ROOT, absent
from tests.explorer.conftest import exploring, fixed
from tests.explorer.html import Page

HTMX = "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130"


@pytest.fixture(scope="module")
def built() -> Assets:
    if not (BUILT / "manifest.json").is_file():
        absent("the browser assets are not built; run `python -m explorer.build`")
    return Assets()


FOLDERS = [ROOT / "explorer", ROOT / "tests" / "explorer" / "report"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_the_lock_has_hashes_and_no_hosts(folder: Path) -> None:
    lock = json.loads((folder / "package-lock.json").read_text())
    packages = [package for path, package in lock["packages"].items() if path]
    assert len(packages) > 3
    assert all(package["integrity"].startswith("sha512-") for package in packages)
    assert "://" not in json.dumps(lock)


def test_every_package_is_pinned() -> None:
    packages = [json.loads((folder / "package.json").read_text()) for folder in FOLDERS]
    kinds = ("dependencies", "devDependencies", "overrides")
    versions = [version for package in packages for kind in kinds for version in package.get(kind, {}).values()]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)
    package = packages[0]
    assert set(package["devDependencies"]) == {"axe-core", "html-validate"}


def test_htmx_is_the_one_we_know(built: Assets) -> None:
    file = built.files[built.names["htmx.js"]]
    assert hashlib.sha256(file.body).hexdigest() == HTMX


def test_names_hold_the_hash_of_the_content(built: Assets) -> None:
    for name, file in built.files.items():
        assert hashlib.sha256(file.body).hexdigest()[:10] in name
        assert file.immutable


def test_the_fonts_are_ours_by_name_and_come_with_their_licence(built: Assets) -> None:
    from fontTools.ttLib import TTFont

    for name in ("serif.woff2", "serif-romanised.woff2"):
        font = TTFont(BUILT / built.names[name])
        assert font["name"].getBestFamilyName() == "Parallel Serif"
        assert "Source Serif" not in " ".join(str(font["name"].getName(n, 3, 1, 0x409) or "") for n in (1, 3, 4, 6, 16))
    assert b"SIL OPEN FONT LICENSE Version 1.1" in built.files[built.names["OFL.txt"]].body
    assert {ord("e"), ord("\u201c"), ord("\u2026")} <= set(TTFont(BUILT / built.names["serif.woff2"]).getBestCmap())
    assert {ord("\u014f"), ord("\u016b")} <= set(TTFont(BUILT / built.names["serif-romanised.woff2"]).getBestCmap())


def test_the_style_names_the_fonts_that_are_served(built: Assets) -> None:
    fonts = {built.names["serif.woff2"], built.names["serif-romanised.woff2"]}
    for name in STYLE:
        style = built.files[built.names[name]].body.decode()
        assert set(re.findall(r'url\("/static/([^"]+)"\)', style)) == fonts


def test_a_built_file_is_kept_for_good(built: Assets) -> None:
    with exploring(fixed({})) as pages:
        answer = pages.get(built.url("site.css") or "")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "text/css; charset=utf-8"


def test_pages_without_a_build(tmp_path: Path) -> None:
    """No htmx and no font; the style and the script as they stand."""
    plain = Assets(STATIC, tmp_path)
    assert plain.url("site.css") == "/static/site.css"
    assert (plain.url("htmx.js"), plain.url("serif.woff2")) == (None, None)
    with exploring(fixed({}), assets=plain) as pages:
        page = Page(pages.text("/problems/gone"))
        assert [link.attributes["href"] for link in page.all("link", rel="stylesheet")] == ["/static/guide.css"]
        assert page.all("link", rel="preload") == []
        answer = pages.get("/static/guide.css")
    assert answer.status_code == 200
    assert "immutable" not in answer.headers["cache-control"]


class Npm:
    """Stands for npm: notes what it was asked, and answers with a code and words."""

    def __init__(self, code: int = 0, stderr: str = "") -> None:
        self.code, self.stderr, self.asked = code, stderr, list[list[str]]()

    def __call__(self, command: Sequence[str]) -> "subprocess.CompletedProcess[str]":
        self.asked.append(list(command))
        return subprocess.CompletedProcess(command, self.code, "", self.stderr)


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(build, "PACKAGES", tmp_path)
    return tmp_path


def test_packages_are_installed_once(packages: Path) -> None:
    npm = Npm()
    build.install(tests=False, run=npm)
    build.install(tests=False, run=npm)
    assert [asked[-2:] for asked in npm.asked] == [["ci", "--omit=dev"]]
    build.install(tests=True, run=npm)
    assert npm.asked[1][-1] == "ci"
    build.install(tests=False, run=npm)
    assert len(npm.asked) == 2


def test_a_failing_npm_is_one_line_that_helps(packages: Path) -> None:
    said = "npm warn old\nnpm error code E404\nnpm error 404 Not Found - htmx.org\n"
    said += "npm error A complete log of this run: x.log\n"
    with pytest.raises(build.BuildError) as failed:
        build.install(tests=False, run=Npm(1, said))
    assert str(failed.value).startswith("npm ci failed: 404 Not Found - htmx.org. Check the network")
    assert "\n" not in str(failed.value)
    assert not (packages / ".installed").exists()


def test_a_silent_npm(packages: Path) -> None:
    with pytest.raises(build.BuildError, match="npm ci failed: it gave no reason"):
        build.install(tests=False, run=Npm(1))


def test_an_npm_that_cannot_run(packages: Path) -> None:
    def broken(command: Sequence[str]) -> "subprocess.CompletedProcess[str]":
        raise OSError("no such file")

    with pytest.raises(build.BuildError, match="npm ci could not run: no such file"):
        build.install(tests=False, run=broken)
