"""nginx in front, as `api/OPERATING.md` sets it up: our headers alone make it keep, revalidate and let go."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from tests.conftest import loaded
from tests.databases import Databases
from tests.edits import Edited
from tests.faults.reading import metric
from tests.operating.http_cache import nginx
from tests.operating.waiting import wait_until
from tests.processes import seed, serving

LIST = "/v1/events?limit=5"


class Front(NamedTuple):
    """A cache, the server behind it and its database."""

    address: str
    origin: str
    url: str

    def get(self, path: str, **headers: str) -> tuple[str, httpx.Response]:
        """What the cache says it did, and the answer."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = httpx.get(self.address + path, headers=named)
        return answer.headers.get("x-cache", ""), answer

    def asked(self) -> float:
        """How often the server was asked so far."""
        return metric(self.origin, "parallel38_requests_total")


@pytest.fixture
def front(databases: Databases, corpus: Path) -> Iterator[Front]:
    url = databases.copy(loaded(databases, "sqlite", corpus))
    served = serving("tests.operating.brief", DATABASE_URL=url, TRUSTED_PROXIES="127.0.0.1")
    with served as (_, origin), nginx(origin) as address:
        yield Front(address, origin, url)


@pytest.mark.parametrize("path", [LIST, "/events", "/v1/search?q=ledger"])
def test_each_form_is_kept_for_itself(front: Front, path: str) -> None:
    """By `Vary`; the second time nobody asks us."""
    for coding in ("br", "gzip", "identity"):
        first, again = (front.get(path, accept_encoding=coding) for _ in range(2))
        assert (first[0], again[0]) == ("MISS", "HIT")
        assert again[1].content == first[1].content
        assert again[1].headers.get("content-encoding", "identity") == coding
        assert again[1].headers["etag"] == first[1].headers["etag"]
    held = front.get(path, accept_encoding="br", if_none_match=front.get(path, accept_encoding="br")[1].headers["etag"])
    assert (held[0], held[1].status_code) == ("HIT", 304)


def test_types_and_parts_of_pages_are_not_mixed(front: Front) -> None:
    for wanted in ("text/csv", "application/json", "application/x-ndjson"):
        for _ in range(2):
            assert front.get(LIST, accept=wanted)[1].headers["content-type"].startswith(wanted)
    page, part = (front.get("/search?q=ledger", **headers)[1].text for headers in ({}, {"hx_request_type": "partial"}))
    assert page.startswith("<!doctype html>")
    assert not part.startswith("<!doctype html>")


def test_what_is_old_is_asked_for_by_its_tag(front: Front) -> None:
    """The reader does not wait: he gets what is there, while we say with a 304 that it still holds."""
    assert front.get(LIST)[0] == "MISS"
    unchanged = 'parallel38_requests_total{route="/v1/events",status="304"}'
    wait_until(lambda: front.get(LIST)[0] == "STALE", "it never becomes old")
    wait_until(
        lambda: f"{unchanged} 1\n" in httpx.get(f"{front.origin}/metrics").text, "it is not asked for by its tag"
    )
    wait_until(lambda: front.get(LIST)[0] == "HIT", "what still holds is not kept on")


def test_a_release_passes_through(front: Front, edited: Edited) -> None:
    """Once what is kept is old, and then never the older one again."""
    assert front.get("/v1/places?limit=100")[1].headers["parallel38-release"] == "1"
    edited.replace("places.yaml", "  name: Alder\n", "  name: Town of Alder\n")
    seed("load", "--no-export", data=edited.folder, url=front.url)
    wait_until(lambda: "Town of Alder" in front.get("/v1/places?limit=100")[1].text, "the release does not pass")
    for _ in range(20):
        assert front.get("/v1/places?limit=100")[1].headers["parallel38-release"] == "2"


def test_refusals_and_what_is_not_for_all_are_not_kept(front: Front) -> None:
    for path, status in (("/v1/events?limit=x", 400), ("/healthz", 200), ("/readyz", 200)):
        before = front.asked()
        found = [front.get(path) for _ in range(3)]
        assert {(what, answer.status_code) for what, answer in found} <= {("MISS", status), ("BYPASS", status)}
        assert front.asked() >= before + 3
    assert front.get("/metrics")[1].status_code == 404


def test_readers_go_on_where_the_server_is_away(databases: Databases, corpus: Path) -> None:
    served = serving("tests.operating.brief", DATABASE_URL=loaded(databases, "sqlite", corpus))
    with served as (process, origin), nginx(origin) as address:
        kept = httpx.get(address + LIST)
        process.terminate()
        process.wait(20)
        time.sleep(2.5)
        assert httpx.get(address + LIST).content == kept.content
        assert httpx.get(f"{address}/v1/events?limit=6").status_code == 502
