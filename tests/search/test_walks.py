"""Pages of a search: walks, bounds, cursors, the deadline."""

from dataclasses import replace
from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest

from api import db
from api.search import ranking
from seed.loading.load import writing
from tests.api.conftest import Api, serving
from tests.search.asking import found, search


def walk(api: Api, path: str) -> list[Any]:
    pages = [api.json(path)]
    while pages[-1]["next"]:
        pages.append(api.json(pages[-1]["next"]))
    return pages


def test_a_walk_gives_the_same_as_one_page(archive: Api) -> None:
    whole = found(search(archive, "weir", "&limit=100"))
    assert len(whole) > 20
    pages = walk(archive, "/v1/search?q=weir&limit=7")
    assert [one for page in pages for one in found(page)] == whole
    assert {page["total"] for page in pages} == {len(whole)}
    assert archive.get("/v1/search?q=weir&limit=7").headers["link"] == f'<{pages[0]["next"]}>; rel="next"'


@pytest.fixture
def bounded(archive: Api, monkeypatch: pytest.MonkeyPatch) -> Api:
    """As where too many match: seven are counted, and compared at a time."""
    for name, engine in ranking.ENGINES.items():
        monkeypatch.setitem(ranking.ENGINES, name, replace(engine, most=7, most_begun=7))
    return archive


def test_where_too_many_match_it_says_so(archive_url: str, bounded: Api) -> None:
    with serving(archive_url) as api:  # of its own: nothing that another test asked for is remembered
        page = search(api, "weir", "&limit=3&facets=type")
    most = ranking.ENGINES[bounded.database.engine.dialect.name].most
    assert (page["total"], page["total_exact"], page["ranking"]) == (most, False, "bounded")
    assert all(not facet["exact"] for facet in page["facets"]["type"])
    assert sum(facet["count"] for facet in page["facets"]["type"]) == most


@pytest.mark.parametrize("limit", [1, 3, 7, 20])
def test_a_walk_through_too_many_meets_each_once(archive_url: str, bounded: Api, limit: int) -> None:
    with serving(archive_url) as api:
        pages = walk(api, f"/v1/search?q=weir%20-nosuch&limit={limit}")
        walked = [one for page in pages for one in found(page)]
    with pytest.MonkeyPatch.context() as patched:
        for name, engine in ranking.ENGINES.items():
            patched.setitem(ranking.ENGINES, name, replace(engine, most=1000, most_begun=1000))
        with serving(archive_url) as api:
            whole = found(search(api, "weir -nosuch", "&limit=100"))
    assert len(walked) == len(set(walked))
    assert set(walked) == set(whole)


def test_cursors_are_bound_to_their_search(archive: Api) -> None:
    following = search(archive, "weir", "&limit=2")["next"]
    cursor = following.partition("cursor=")[2].partition("&")[0]
    assert archive.get(f"/v1/search?q=brandt&limit=2&cursor={cursor}").status_code == 400
    assert archive.get(f"/v1/search?q=weir&type=event&cursor={cursor}").status_code == 400
    assert archive.get("/v1/search?q=weir&cursor=garbled").status_code == 400
    assert archive.get(f"/v1/search?q=weir&limit=2&cursor={cursor}").status_code == 200


def test_a_cursor_of_another_release_is_gone(own_archive_url: str) -> None:
    with serving(own_archive_url) as api:
        following = search(api, "weir", "&limit=2")["next"]
        with writing(own_archive_url) as connection:
            connection.exec_driver_sql(
                "INSERT INTO release (id, series, content_sha256, created_at, counts) "
                "SELECT id + 1, series, 'other', created_at, counts FROM release ORDER BY id DESC LIMIT 1"
            )
        later = serving(own_archive_url)
        with later as fresh:
            answer = fresh.get(following)
    assert (answer.status_code, answer.json()["type"]) == (410, "/problems/release-changed")


def test_beyond_its_deadline_it_is_a_503_that_says_what_to_do(
    archive_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clock on which each look takes a second."""
    ticks = count(1.0)
    with serving(archive_url) as api:
        assert api.get("/v1/search?q=weir").status_code == 200
        monkeypatch.setattr("api.v1.search.DEADLINE", 3.0)
        monkeypatch.setattr(db, "time", SimpleNamespace(monotonic=lambda: next(ticks)))
        answer = api.get("/v1/search?q=weir%20brandt")
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/too-slow")
    assert answer.headers["retry-after"] == "1"
    assert "filter" in answer.json()["detail"]
