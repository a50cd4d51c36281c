"""An nginx of one's own in front of a server, set up as `api/OPERATING.md` says."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.databases import ROOT, absent
from tests.operating.waiting import wait_until
from tests.processes import free_port


def program() -> str:
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if found is None:
        absent("an HTTP cache in front is not tested: nginx is not installed (apt-get install nginx-light)")
    return found


def documented(origin: str, port: int, folder: Path) -> str:
    """The settings that the guide gives, with addresses and folders of ours."""
    found = re.search(r"```nginx\n(.*?)```", (ROOT / "api" / "OPERATING.md").read_text(), re.S)
    assert found
    text = found[1].replace("http://127.0.0.1:8000", origin).replace("listen 80;", f"listen 127.0.0.1:{port};")
    return text.replace("/var/cache/nginx/parallel38", str(folder / "kept"))


@contextmanager
def nginx(origin: str) -> Iterator[str]:
    """Its address; what it writes is removed afterwards."""
    folder, port = Path(tempfile.mkdtemp(prefix="nginx-")), free_port()
    folder.chmod(0o755)
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user} pid {folder}/pid; error_log {folder}/errors; worker_processes 1; daemon off; events {{}}\n"
        f"http {{ access_log off; keepalive_requests 1000000; {temporary}\n{documented(origin, port, folder)}}}\n"
    )
    process = subprocess.Popen([program(), "-e", f"{folder}/errors", "-c", f"{folder}/nginx.conf"])
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: answers(address) or process.poll() is not None, "nginx does not answer")
        assert process.poll() is None, (folder / "errors").read_text()
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
        shutil.rmtree(folder)


def answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/healthz").status_code > 0
    except httpx.TransportError:
        return False
