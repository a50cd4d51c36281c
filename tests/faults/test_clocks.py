"""A wall clock that jumps: nothing that waits, expires or is counted goes by it; releases are not dated backwards."""

import ast
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.db import utc
from seed.loading import times
from seed.loading.load import load
from tests.api.conftest import serving
from tests.databases import ROOT, contents
from tests.edits import Edited

YEARS = 10 * 365 * 24 * 3600.0
WALL = {"time.time", "time.time_ns", "time.localtime", "datetime.now", "datetime.utcnow", "date.today"}
# Where it is read, and that what is made of it is a date that is told, never a moment that is waited for.
TELLING = {
    ("api/build.py", "datetime.now"),  # since when the code is there; at the start
    ("api/edge/gauges.py", "time.time"),  # how old the release is
    ("api/edge/logs.py", "time.time"),  # when something happened
    ("api/v1/timeline.py", "datetime.now"),  # which day is today
    ("explorer/app.py", "datetime.now"),
    ("explorer/serving.py", "datetime.now"),
}


def readings(path: Path) -> set[tuple[str, str]]:
    """Where a file names a function that reads the wall clock."""
    named = {ast.unparse(node) for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)}
    return {(path.relative_to(ROOT).as_posix(), name) for name in named & WALL}


def test_what_is_served_reads_the_wall_clock_only_to_tell_the_date() -> None:
    files = [path for folder in ("api", "explorer") for path in (ROOT / folder).rglob("*.py")]
    assert {one for path in files for one in readings(path)} == TELLING
    assert not {path for path in files if "from time import time" in path.read_text()}


@pytest.mark.parametrize("jump", [YEARS, -YEARS])
def test_readers_notice_nothing_of_a_jump(loaded_url: str, monkeypatch: pytest.MonkeyPatch, jump: float) -> None:
    """What was kept stays kept, and what has to be read is read within its deadline."""
    with serving(loaded_url, CACHE_BYTES="1000000") as api:
        before = api.get("/v1/events")
        now = time.time
        monkeypatch.setattr(time, "time", lambda: now() + jump)
        with api.statements() as sent:
            after = api.get("/v1/events")
        assert (after.content, after.headers["etag"]) == (before.content, before.headers["etag"])
        assert sent == []
        assert api.get("/v1/events", if_none_match=before.headers["etag"]).status_code == 304
        for path in ("/v1/search?q=the", "/v1/quotations?facets=speaker", "/v1/events?limit=3"):
            assert api.get(path).status_code == 200


def put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """The loader's clock, by ten years."""

    class Clock:
        @staticmethod
        def now(zone: object) -> datetime:
            return datetime.now(UTC) - timedelta(seconds=YEARS)

    monkeypatch.setattr(times, "datetime", Clock)


def test_releases_are_not_dated_backwards(own_loaded_url: str, edited: Edited, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks what changed since a time, or since `Last-Modified`, is told of what was loaded after the clock was put
    back.
    """
    with serving(own_loaded_url) as api:
        before = api.get("/v1/places")
        since = api.json("/v1/meta")["released_at"]
        put_back(monkeypatch)
        called = "Alder"
        for name in ("Town of Alder", "City of Alder"):
            edited.replace("places.yaml", f"  name: {called}\n", f"  name: {name}\n")
            called = name
            assert load(edited.read(), own_loaded_url).is_new
        assert len(api.json(f"/v1/changes?since={since}")["results"]) == 2
        assert api.get("/v1/places", if_modified_since=before.headers["last-modified"]).status_code == 200
    dates = [utc(row["created_at"]) for row in contents(own_loaded_url)["release"]]
    assert dates == sorted(set(dates))
    assert len({date.replace(microsecond=0) for date in dates}) == 3
