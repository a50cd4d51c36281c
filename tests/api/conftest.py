"""The API as it is served, on a database of each kind, asked through HTTP without a socket."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from sqlalchemy import event

from api.app import create_api
from api.db import Database
from api.settings import Settings
from tests.api.volume_rows import add_volumes, import_volumes
from tests.conftest import loaded
from tests.databases import Databases


class Api:
    """A client of one API; `queries` counts the statements of a request."""

    def __init__(self, portal: BlockingPortal, client: httpx.AsyncClient, database: Database) -> None:
        self.portal, self.client, self.database = portal, client, database

    def request(self, method: str, path: str, **headers: str) -> httpx.Response:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.portal.call(partial(self.client.request, method, path, headers=names))

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.request("GET", path, **headers)

    def json(self, path: str) -> Any:
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def all(self, path: str, limit: int = 100) -> list[dict[str, Any]]:
        """The records of a list, walked to its end."""
        found: list[dict[str, Any]] = []
        following: str | None = f"{path}{'&' if '?' in path else '?'}limit={limit}"
        while following:
            page = self.json(following)
            found += page["results"]
            following = page["next"]
        return found

    @contextmanager
    def statements(self) -> Iterator[list[str]]:
        seen: list[str] = []

        def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
            seen.append(statement)

        event.listen(self.database.engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(self.database.engine, "before_cursor_execute", note)


@contextmanager
def serving(url: str, **settings: str) -> Iterator[Api]:
    """To a client without a quota, with no delay in which a new release would go unseen, and with nothing kept: each
    request asks the database, and its statements can be counted.
    """
    environment = {"DATABASE_URL": url, "PUBLIC_URL": "https://example.org", "UNLIMITED_CLIENTS": "127.0.0.1"}
    environment["CACHE_BYTES"] = "0"
    served = create_api(Settings.from_env(environment | settings), every=0)
    transport = httpx.ASGITransport(app=cast(Any, served.edge.outer), raise_app_exceptions=False)
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(served.litestar.lifespan()):
        client = httpx.AsyncClient(transport=transport, base_url="http://test")
        yield Api(portal, client, served.database)
        portal.call(client.aclose)


@pytest.fixture(scope="session")
def api(loaded_url: str) -> Iterator[Api]:
    """On the corpus; each test that asks for it runs on both databases."""
    with serving(loaded_url) as found:
        yield found


@pytest.fixture(scope="session")
def archive(databases: Databases, dialect: str, corpus: Path) -> Iterator[Api]:
    """On the corpus and two made-up volumes, written row by row."""
    url = loaded(databases, dialect, corpus)
    add_volumes(url)
    with serving(url) as found:
        yield found


@pytest.fixture(scope="session", params=[add_volumes, import_volumes])
def volumes(request: pytest.FixtureRequest, databases: Databases, dialect: str, corpus: Path) -> Iterator[Api]:
    """For what must hold of every volume, however it came into the database."""
    url = loaded(databases, dialect, corpus)
    request.param(url)
    with serving(url) as found:
        yield found
