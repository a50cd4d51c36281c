"""`python -m explorer`: the pages as a process of their own."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest

from api.edge.server import listen
from tests.databases import ROOT
from tests.processes import environment, serving


def started(**settings: str) -> tuple[int, list[str]]:
    """Exit code and lines of a start that fails."""
    done = subprocess.run(
        [sys.executable, "-m", "explorer"],
        cwd=ROOT,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout == ""
    return done.returncode, done.stderr.splitlines()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, "API_URL is not set; set it to the address of the API"),
        ({"API_URL": "api:8000"}, "API_URL is 'api:8000'; set it to an address"),
        ({"API_URL": "http://127.0.0.1:9", "PORT": "x"}, "PORT is 'x'; set it to a number"),
        ({"API_URL": "http://127.0.0.1:9", "CONTACT_URL": "me"}, "CONTACT_URL is 'me'; set it to"),
    ],
    ids=["no API", "bad API", "bad port", "bad contact"],
)
def test_what_keeps_it_from_starting_is_one_line(settings: dict[str, str], said: str) -> None:
    code, lines = started(**settings)
    assert code == 1
    assert len(lines) == 1, lines
    assert said in lines[0]


def test_a_taken_port_is_told() -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        code, lines = started(API_URL="http://127.0.0.1:9", PORT=port)
    assert (code, len(lines)) == (1, 1)
    assert f"Cannot listen on 127.0.0.1:{port}" in lines[0]
    assert "Set PORT" in lines[0]


@pytest.fixture(scope="module")
def alone() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Over an API that does not answer."""
    with serving("explorer", API_URL="http://127.0.0.1:9") as found:
        yield found


def test_it_serves_without_its_api_and_says_so(alone: tuple[subprocess.Popen[str], str]) -> None:
    answer = httpx.get(f"{alone[1]}/events")
    assert answer.status_code == 502
    assert answer.headers["retry-after"] == "10"
    assert "The record cannot be reached just now" in answer.text


def test_v1_leads_to_the_api(alone: tuple[subprocess.Popen[str], str]) -> None:
    answer = httpx.get(f"{alone[1]}/v1/events?kind=war")
    assert (answer.status_code, answer.headers["location"]) == (302, "http://127.0.0.1:9/v1/events?kind=war")
    assert httpx.get(f"{alone[1]}/v1").headers["location"] == "http://127.0.0.1:9/v1"
    split = httpx.get(f"{alone[1]}/v1/a%0D%0Ab%3Fc")
    assert split.headers["location"] == "http://127.0.0.1:9/v1/a%0D%0Ab%3Fc"


def test_answers_do_not_wait_for_acknowledgements() -> None:
    """asyncio sets TCP_NODELAY only on sockets that were made for TCP by name: else each answer takes 40 ms more."""
    with closing(listen("127.0.0.1", 0)) as bound:
        assert bound.proto == socket.IPPROTO_TCP


def test_its_edge(alone: tuple[subprocess.Popen[str], str]) -> None:
    """HEAD, compression and the policy, by the layers that the API has too."""
    address = f"{alone[1]}/problems/gone"
    full = httpx.get(address, headers={"Accept-Encoding": "gzip"})
    assert full.headers["content-encoding"] == "gzip"
    bare = httpx.head(address, headers={"Accept-Encoding": "gzip"})
    assert bare.content == b""
    assert {k: v for k, v in bare.headers.items() if k != "date"} == {
        k: v for k, v in full.headers.items() if k != "date"
    }
    posted = httpx.post(address)
    assert (posted.status_code, posted.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert "Pages can only be read" in posted.text


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_quietly(ending: signal.Signals) -> None:
    with serving("explorer", API_URL="http://127.0.0.1:9", CONTACT_URL="mailto:a@example.org") as (process, address):
        process.send_signal(ending)
        printed, errors = process.communicate(timeout=15)
    assert process.returncode == 0
    assert f"Explorer  {address}/" in printed
    assert [line for line in errors.splitlines() if "see which release" not in line] == []
