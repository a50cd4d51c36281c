"""What a search answers where there is no time: what it found, neither compared nor counted, and never an error."""

import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from typing import Any, NoReturn

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from api.db import Database, Snapshot, TooSlow
from api.search import counting, ranking
from tests.api.conftest import Api, serving
from tests.search.asking import found, search

ENDLESS = text("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n")
ONE, NOWHERE = text("SELECT 1"), "SELECT * FROM nosuchtable"
SHARE = "api.v1.search.SHARE"


@pytest.fixture
def fresh(archive_url: str) -> Iterator[Api]:
    """Nothing that another test asked for is remembered."""
    with serving(archive_url) as api:
        yield api


def test_without_time_it_answers_what_it_finds(fresh: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = search(fresh, "weir", "&limit=100")
    monkeypatch.setattr(SHARE, 0.0)
    page = search(fresh, "weir", "&limit=7&facets=type,year")
    assert (page["ranking"], page["total"], page["total_exact"]) == ("bounded", 8, False)
    assert page["facets"] == {"type": [], "year": []}
    assert len(found(page)) == 7
    assert set(found(page)) < set(found(whole))
    assert page["results"][0].keys() == whole["results"][0].keys()


def test_few_that_match_are_counted_all_the_same(fresh: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SHARE, 0.0)
    page = search(fresh, "ussr envoys")
    assert (found(page), page["total"], page["total_exact"]) == (["alder1931v01-d1#1"], 1, True)


@pytest.mark.parametrize("q", ["", "-only", '"', "… \x00", "x" * 3_000, "stal* trum*", "a b c", "nosuchword"])
def test_no_text_is_an_error_even_so(fresh: Api, monkeypatch: pytest.MonkeyPatch, q: str) -> None:
    monkeypatch.setattr(SHARE, 0.0)
    for more in ("", "&date=1931", "&date=1931&date_match=within&facets=actor,source", "&type=event&actor=anna-weir"):
        assert isinstance(search(fresh, q, more)["results"], list)


def test_what_is_left_out_is_not_kept(fresh: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    path = "/v1/search?q=weir&limit=7&facets=type"
    with monkeypatch.context() as patched:
        patched.setattr(SHARE, 0.0)
        assert fresh.get(path).headers["cache-control"] == "no-store"
    answer = fresh.get(path)
    assert "no-store" not in answer.headers["cache-control"]
    assert answer.json()["facets"]["type"]
    assert answer.json()["total"] > 8


def test_without_time_for_facets_alone_the_results_are_the_same(fresh: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    path = "/v1/search?q=weir&limit=7&facets=type,kind"
    with monkeypatch.context() as patched:
        patched.setattr(counting, "matching", too_slow)
        hurried = fresh.get(path)
    whole = fresh.get(path)
    assert (hurried.status_code, hurried.headers["cache-control"]) == (200, "no-store")
    assert hurried.json() == whole.json() | {"facets": {"type": [], "kind": []}}


def too_slow(*_: Any) -> NoReturn:
    raise TooSlow


# Whether there is time for one page, and for the next, in turn.
@pytest.mark.parametrize("times", [(0.0,), (0.0, 60.0), (0.0, 0.0, 60.0)])
@pytest.mark.parametrize("bounded", [False, True])
def test_a_walk_meets_each_once(
    archive_url: str, monkeypatch: pytest.MonkeyPatch, times: tuple[float, ...], bounded: bool
) -> None:
    if bounded:
        for name, engine in ranking.ENGINES.items():
            monkeypatch.setitem(ranking.ENGINES, name, replace(engine, most=7, most_begun=7))
    with serving(archive_url) as api:
        whole, walked, following = found(search(api, "weir", "&limit=100")), list[str](), "/v1/search?q=weir&limit=3"
        for share in cycle(times):
            monkeypatch.setattr(SHARE, share)
            page = api.json(following)
            assert page["ranking"] == "bounded"
            walked += found(page)
            if (following := page["next"]) is None:
                break
    assert len(walked) == len(set(walked)) > 20
    assert set(walked) == set(whole)


def test_what_was_compared_goes_on_being_compared(archive_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(archive_url) as api:
        page = api.json("/v1/search?q=weir&limit=7")
        monkeypatch.setattr(SHARE, 0.0)
        following = api.json(page["next"])
        whole = search(api, "weir", "&limit=14")
    assert (page["ranking"], following["ranking"], whole["ranking"]) == ("exact", "exact", "bounded")
    assert not set(found(page)) & set(found(following))


def test_an_attempt_that_takes_too_long_leaves_the_snapshot_as_it_was(archive_url: str) -> None:
    """The statement would never end; whoever asks goes on, within its own time."""
    database = Database(archive_url)

    def read(snapshot: Snapshot) -> tuple[Any, Any, Any]:
        slow = snapshot.attempt(lambda: snapshot.scalar(ENDLESS), 0.05)
        return slow, snapshot.attempt(lambda: snapshot.scalar(ONE), 60.0), snapshot.scalar(ONE)

    assert database.bounded(read, 60.0) == (None, 1, 1)
    with pytest.raises(TooSlow):
        database.bounded(lambda snapshot: snapshot.scalar(ENDLESS), 0.05)
    database.engine.dispose()


def test_a_fault_in_an_attempt_is_a_fault(archive_url: str) -> None:
    database = Database(archive_url)
    with pytest.raises(SQLAlchemyError, match="nosuchtable"):
        database.bounded(lambda snapshot: snapshot.attempt(lambda: snapshot.scalar(text(NOWHERE)), 60.0), 60.0)
    database.engine.dispose()


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)  # SQLite has no connection that could be lost
def test_a_lost_connection_is_not_taken_for_a_slow_one(archive_url: str) -> None:
    """Though the share is over by then: whoever went on would ask a connection that is gone."""
    database, share = Database(archive_url), 0.5

    def lost(snapshot: Snapshot) -> None:
        try:
            snapshot.all(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        finally:
            time.sleep(1.2 * share)

    try:
        with pytest.raises(OperationalError):
            database.bounded(lambda snapshot: snapshot.attempt(lambda: lost(snapshot), share), 10)
    finally:
        database.engine.dispose()
