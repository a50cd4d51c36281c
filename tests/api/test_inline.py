"""Dependencies run one after the other in the request's own task, which rests on the framework's own parts."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar, Request, Response, get
from litestar.di import NamedDependency, Provide
from litestar.exceptions import NotAuthorizedException
from litestar.routes import HTTPRoute
from litestar.testing import TestClient

from api.app import create_api
from api.inline import one_by_one
from api.settings import Settings

Log = list[tuple[str, Any]]  # what ran, and in which task


class Fault(Exception):
    """Not one of the framework's."""


def told(request: Request[Any, Any, Any], fault: Fault) -> Response[str]:
    return Response(str(fault), status_code=418, media_type="text/plain")


def application(log: Log, fault: Exception | None = None) -> Litestar:
    """`last` needs `middle`, which needs `first`; `aside` needs nothing, and fails where there is a fault."""

    def note(name: str) -> str:
        log.append((name, asyncio.current_task()))
        return name

    async def first() -> str:
        return note("first")

    async def aside() -> str:
        note("aside")
        if fault is not None:
            raise fault
        return "aside"

    async def middle(first: NamedDependency[str]) -> str:
        return f"{first} {note('middle')}"

    async def last(middle: NamedDependency[str]) -> str:
        return f"{middle} {note('last')}"

    @get("/")
    async def handler(aside: NamedDependency[str], last: NamedDependency[str]) -> str:
        return f"{last}, {aside}, {note('handler')}"

    dependencies = {one.__name__: Provide(one) for one in (first, middle, last, aside)}
    return Litestar([handler], dependencies=dependencies, exception_handlers={Fault: told}, openapi_config=None)


def models(app: Litestar) -> Iterator[Any]:
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            yield from (model for _, model in route.route_handler_map.values())


@pytest.fixture
def log() -> Log:
    return []


def test_each_runs_once_after_what_it_needs_and_in_the_task_of_the_request(log: Log) -> None:
    app = application(log)
    one_by_one(app.routes)
    with TestClient(app) as client:
        assert client.get("/").text == "first middle last, aside, handler"
    names = [name for name, _ in log]
    assert sorted(names) == ["aside", "first", "handler", "last", "middle"]
    assert [name for name in names if name != "aside"] == ["first", "middle", "last", "handler"]
    assert len({task for _, task in log}) == 1


def test_the_framework_would_run_them_side_by_side(log: Log) -> None:
    """If it no longer does, `one_by_one` may go."""
    with TestClient(application(log)) as client:
        assert client.get("/").text == "first middle last, aside, handler"
    assert len({task for _, task in log}) > 1


def test_what_the_framework_refuses_is_answered_as_without(log: Log) -> None:
    app = application(log, NotAuthorizedException("not you"))
    one_by_one(app.routes)
    with TestClient(app) as client:
        answer = client.get("/")
    assert (answer.status_code, answer.json()["detail"]) == (401, "not you")
    assert "handler" not in [name for name, _ in log]


def test_any_other_fault_comes_out_as_it_is(log: Log) -> None:
    app = application(log, Fault("a dependency failed"))
    one_by_one(app.routes)
    with TestClient(app) as client:
        answer = client.get("/")
    assert (answer.status_code, answer.text) == (418, "a dependency failed")


def test_what_is_not_as_it_was_in_the_framework_is_an_error() -> None:
    """Silence would bring the tasks back unseen."""
    app = application([])
    for model in models(app):
        del model.dependency_batches
    with pytest.raises(AttributeError, match="dependency_batches"):
        one_by_one(app.routes)


def test_the_api_is_served_so(tmp_path: Path) -> None:
    served = create_api(Settings.from_env({"DATABASE_URL": f"sqlite:///{tmp_path}/none.db"}))
    batches = [batch for model in models(served.litestar) for batch in model.dependency_batches]
    assert batches
    assert {len(batch) for batch in batches} == {1}
