"""What is logged: one JSON object a line, nothing that names a reader, and no line that a client wrote."""

import json
import logging
import socket
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from api.db import Database
from api.edge.logs import JsonLines
from tests.processes import serving

FIELDS = {"at", "level", "process", "logger", "request", "message"}
OF_REQUESTS = FIELDS | {"method", "route", "status", "milliseconds", "bytes", "release"}
HOSTILE = [
    "GET /v1/events/x%0d%0a{%22level%22:%22forged%22} HTTP/1.1\r\nHost: a",
    "GET /v1/events?q=%1b[31mred%0aforged-query HTTP/1.1\r\nHost: a",
    "GET /v1/search?q=secret-search-of-a-reader HTTP/1.1\r\nHost: a",
    "GET /v1/\x1b[2J\u2028forged HTTP/1.1\r\nHost: a",
    "GET /v1/%ED%A0%80%00 HTTP/1.1\r\nHost: a",
    "FORGED /v1 HTTP/1.1\r\nHost: a",
    "GET /v1 HTTP/1.1\r\nHost: a\r\nUser-Agent: forged-agent\r\nX-Forwarded-For: 198.51.100.77\r\nX-Request-Id: forged",
    "GET /v1 HTTP/1.1\r\nHost: a\r\nX: a\n forged: header",
]


def lines(errors: str) -> list[dict[str, Any]]:
    assert errors.isascii(), "a terminal would obey what is logged"
    return [json.loads(line) for line in errors.splitlines()]


def send(address: str, request: str) -> bytes:
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(f"{request}\r\nConnection: close\r\n\r\n".encode())
        received = b""
        while part := connection.recv(65536):
            received += part
    return received


def test_nothing_of_a_client_is_logged(loaded_url: str) -> None:
    with serving("api", DATABASE_URL=loaded_url, LOG_LEVEL="info") as (process, address):
        assert all(send(address, request).startswith(b"HTTP/1.1 ") for request in HOSTILE)
        process.terminate()
        _, errors = process.communicate(timeout=15)
    told = [line for line in lines(errors) if line["logger"] == "parallel38.requests"]
    assert len(told) > len(HOSTILE) - 3  # beside those that are no HTTP, and with the tests' own
    assert all(set(line) == OF_REQUESTS for line in told)
    assert len({line["request"] for line in told}) == len(told)
    for word in ("forged", "secret-search", "198.51.100.77", "127.0.0.1", "%1b", "\\u001b"):
        assert word not in errors.lower(), word
    assert {line["route"] for line in told} >= {"/v1/events/{id}", "/v1/events", "/v1/search", "/v1", "other"}
    assert {line["method"] for line in told} >= {"GET", "other"}
    (kept,) = (line for line in told if line["route"] == "/v1/search")
    assert (kept["status"], kept["release"]) == (200, 1)
    assert kept["bytes"] > 100


def test_a_failure_is_found_by_the_id_that_its_answer_gives(tmp_path: Path) -> None:
    """The traceback's lines stay in one line; what is not our fault has no id, for caches may keep it."""
    with serving("tests.operating.slow", FOLDER=str(tmp_path), LOG_LEVEL="warning") as (process, address):
        fine, failed = httpx.get(f"{address}/x"), httpx.get(f"{address}/fails")
        process.terminate()
        _, errors = process.communicate(timeout=15)
    assert "request-id" not in fine.headers
    assert failed.status_code == 500
    (line,) = lines(errors)
    assert set(line) == FIELDS | {"traceback"}
    assert (line["level"], line["request"]) == ("error", failed.headers["request-id"])
    assert 'RuntimeError: at /fails\n{"forged": 1}\n' in line["traceback"]


def test_what_is_no_http_is_nobodys_business(loaded_url: str) -> None:
    """Strangers could fill a disk with it."""
    with serving("api", DATABASE_URL=loaded_url) as (process, address):
        for request in (
            "forged\x1b[31m",
            "GET /v1 HTTP/9.x\r\nHost: a",
            "GET /v1 HTTP/1.1\r\nHost: a\r\nUpgrade: forged",
        ):
            send(address, request)
        process.terminate()
        _, errors = process.communicate(timeout=15)
    assert errors == ""


def test_failures_tell_nothing_of_a_client_either(own_loaded_url: str) -> None:
    engine = create_engine(own_loaded_url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with serving("api", DATABASE_URL=own_loaded_url, LOG_LEVEL="info") as (process, address):
        with engine.connect() as connection:
            connection.exec_driver_sql("ALTER TABLE record RENAME COLUMN label TO name")
        asked = [*HOSTILE, *(one.replace("/v1/search", "/search") for one in HOSTILE)]
        assert any(b" 503 " in send(address, request)[:20] for request in asked)
        process.terminate()
        _, errors = process.communicate(timeout=15)
    assert any(line["level"] == "error" for line in lines(errors))
    for word in ("forged", "secret-search", "198.51.100.77", "%1b", "\\u001b"):
        assert word not in errors.lower(), word


def test_quiet_unless_asked(loaded_url: str) -> None:
    with serving("api", DATABASE_URL=loaded_url) as (process, address):
        httpx.get(f"{address}/v1/events")
        process.terminate()
        _, errors = process.communicate(timeout=15)
    assert errors == ""


@pytest.mark.parametrize("hostile", ["a\r\nb", "\x1b[31m", "\ud800", "\u2028", 'x", "level": "none'])
def test_what_is_in_a_message_is_escaped(hostile: str) -> None:
    record = logging.LogRecord("n", logging.ERROR, __file__, 1, "at %s", (hostile,), None)
    line = JsonLines().format(record)
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["message"] == f"at {hostile}"
    try:
        raise ValueError(hostile)
    except ValueError:
        record.exc_info = sys.exc_info()
    line = JsonLines().format(record)
    assert line.isascii()
    assert line.isprintable()


def test_what_a_reader_searched_for_is_in_no_report_of_the_database(loaded_url: str) -> None:
    engine = Database(loaded_url).engine
    with pytest.raises(SQLAlchemyError) as failed, engine.connect() as connection:
        connection.execute(text("SELECT nothing FROM nowhere WHERE words = :words"), {"words": "secret-search"})
    engine.dispose()
    assert "secret-search" not in str(failed.value)
