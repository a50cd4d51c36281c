"""The image's command, without an engine: as an unprivileged user, from a tree nobody can write to."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.databases import ROOT
from tests.processes import environment, free_port, tracked, wait_for

COPIED = ("api/", "explorer/", "migrations/", "seed/", "pyproject.toml")


@pytest.fixture
def tree() -> Iterator[Path]:
    """What the image holds, without a right to write, and a folder for data that anybody may write to."""
    folder = Path(tempfile.mkdtemp(prefix="image-"))
    for path in tracked():
        if path.startswith(COPIED):
            target = folder / "srv" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / path, target)
    (folder / "data").mkdir()
    compiling = re.search(r"^RUN /opt/venv/bin/python (-m compileall .*)$", (ROOT / "Dockerfile").read_text(), re.M)
    assert compiling
    subprocess.run([sys.executable, *compiling[1].split()], cwd=folder / "srv", check=True)
    subprocess.run(["chmod", "-R", "a-w,a+rX", str(folder / "srv")], check=True)
    subprocess.run(["chmod", "755", str(folder)], check=True)
    subprocess.run(["chmod", "777", str(folder / "data")], check=True)
    yield folder
    subprocess.run(["chmod", "-R", "u+w", str(folder)], check=True)
    shutil.rmtree(folder)


def command() -> list[str]:
    found = re.search(r"^CMD (\[.*\])$", (ROOT / "Dockerfile").read_text(), re.M)
    assert found
    words: list[str] = json.loads(found[1])
    return words


def unprivileged() -> list[str]:
    """As nobody, who may read wherever the interpreter lies (root's home is closed to others) and write nothing."""
    if os.geteuid() != 0:
        return []
    reading = ["--inh-caps=-all,+dac_read_search", "--ambient-caps=-all,+dac_read_search"]
    return ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *reading, "--no-new-privs"]


def test_the_images_command_serves(tree: Path) -> None:
    port = free_port()
    settings = environment(
        DATA_DIR=str(tree / "data"), PORT=str(port), PYTHONDONTWRITEBYTECODE="1", HOME=str(tree / "data")
    )
    settings["PATH"] = f"{Path(sys.executable).parent}:{settings['PATH']}"
    process = subprocess.Popen(
        [*unprivileged(), *command()],
        cwd=tree / "srv",
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}", process)
        assert httpx.get(f"http://127.0.0.1:{port}/readyz").json()["status"] == "ready"
        assert httpx.get(f"http://127.0.0.1:{port}/").status_code == 200
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=15)
        assert process.returncode == 0
        assert "Traceback" not in errors
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()
    assert (tree / "data" / "parallel38.db").exists()


def services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    return found


def test_the_image_runs_unprivileged_on_a_read_only_root() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert re.search(r"^USER (?!root)", dockerfile, re.M)
    assert dockerfile.index("\nUSER ") < dockerfile.index("\nCMD ")
    for name in ("seed", "api", "explorer"):
        service = services()[name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["tmpfs"] == ["/tmp"]  # noqa: S108
        assert not {"privileged", "cap_add", "user", "ports"} & set(service)
    assert services()["api"]["volumes"] == ["data:/var/lib/parallel38:ro"]


def test_secrets_come_from_the_environment_alone() -> None:
    """None in the image, none on a command line; only the database's own services know its password."""
    assert not re.search(r"(?i)password|secret|token", (ROOT / "Dockerfile").read_text())
    for name, service in services().items():
        assert "PASSWORD" not in str(service.get("command", "")), name
        knows = "POSTGRES_PASSWORD" in str(service.get("environment", ""))
        assert knows == (name in {"database", "seed", "api"}), name


def test_only_the_proxy_can_be_reached_from_outside() -> None:
    assert [name for name, service in services().items() if "ports" in service] == ["proxy"]


def test_compose_puts_the_services_in_order() -> None:
    found = services()
    assert found["seed"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert found["api"]["depends_on"] == {"seed": {"condition": "service_completed_successfully"}}
    assert found["explorer"]["environment"]["API_URL"] == "http://api:8000"
    assert "DATABASE_URL" not in found["explorer"]["environment"]
    assert "@api path /v1 /v1/* /healthz /readyz\\nreverse_proxy @api api:8000" in found["proxy"]["command"][2]


def test_compose_file_is_valid() -> None:
    """By Debian's docker-compose, which needs no engine for that."""
    program = shutil.which("docker-compose")
    if program is None:
        from tests.databases import absent

        absent("the compose file is not checked: docker-compose is not installed")
    done = subprocess.run([program, "config", "-q"], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
