"""The document in the hands of strangers: a strict linter, and clients generated from it that fetch real data."""

import json
import os
import re
import sys
from pathlib import Path

import httpx
import pytest

from tests.clients.conftest import HERE, node, run

pytestmark = pytest.mark.long

PYTHON = """
import json, sys
from parallel38_client import Client
from parallel38_client.api.events import get_event
from parallel38_client.api.quotations import get_quotation, list_quotations
from parallel38_client.models import Problem
from parallel38_client.types import UNSET

client = Client(base_url=sys.argv[1])
found, cursor = [], UNSET
while cursor is not None:
    page = list_quotations.sync(client=client, speaker="joseph-stalin", limit=5, cursor=cursor)
    found += page.results
    cursor = page.next_.rpartition("cursor=")[2] if page.next_ else None
one = get_quotation.sync(found[0].id, client=client)
problem = get_event.sync("no-such-event", client=client)
assert isinstance(problem, Problem)
print(json.dumps({"ids": [one.id for one in found], "text": one.text, "problem": problem.type_}))
"""


def expected(served: str) -> dict[str, object]:
    """What a client must have fetched."""
    page = httpx.get(f"{served}/v1/quotations?speaker=joseph-stalin&limit=100").json()
    ids = [one["id"] for one in page["results"]]
    assert len(ids) > 5, "the clients are to follow a cursor"
    return {"ids": ids, "text": page["results"][0]["text"], "problem": "/problems/not-found"}


def test_the_linter_has_nothing_to_say(packages: Path, document: Path) -> None:
    command = [node(), "node_modules/@redocly/cli/bin/cli.js", "lint", "--config", "redocly.yaml", "--format", "json"]
    found = json.loads(run([*command, str(document)], packages, REDOCLY_TELEMETRY="off"))
    assert found["totals"] == {"errors": 0, "warnings": 0, "ignored": 0}, found["problems"][:5]


def test_a_typescript_client(packages: Path, document: Path, served: str) -> None:
    run([node(), "node_modules/openapi-typescript/bin/cli.js", str(document), "-o", "schema.ts"], packages)
    run([node(), "node_modules/typescript/bin/tsc", "-p", "tsconfig.json"], packages)
    assert json.loads(run([node(), "built/fetch.js", served], packages)) == expected(served)


def test_a_python_client(generator: Path, document: Path, served: str, tmp_path: Path) -> None:
    variables = {"PYTHONPATH": str(generator), "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--path", str(document), "--meta", "none"]
    command += ["--output-path", str(tmp_path / "parallel38_client"), "--fail-on-warning"]
    run(command, tmp_path, PYTHONPATH=str(generator), PATH=f"{generator / 'bin'}:{os.environ['PATH']}")
    run([sys.executable, "-m", "compileall", "-q", "parallel38_client"], tmp_path, **variables)
    assert json.loads(run([sys.executable, "-c", PYTHON, served], tmp_path, **variables)) == expected(served)


@pytest.mark.parametrize("name", ["requirements.txt", "package-lock.json"])
def test_the_locks_have_hashes_and_no_hosts(name: str) -> None:
    lock = (HERE / name).read_text()
    assert "://" not in lock
    assert len(re.findall(r"sha256:|sha512-", lock)) > 20
