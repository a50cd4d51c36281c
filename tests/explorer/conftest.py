"""The explorer on the corpus: over the API in the same process, and as a process of its own over a second one."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, cast

import httpx
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal

from api.app import create_api
from api.edge.release import Release, Watch
from api.edge.store import Store
from api.edge.terms import Shared
from api.settings import Settings as ApiSettings
from explorer import build
from explorer.__main__ import pages as edge_of_pages
from explorer.app import create_explorer
from explorer.assets import Assets
from explorer.settings import Settings
from seed.frus.importer import import_volume
from tests.conftest import loaded
from tests.databases import ROOT, Databases, absent
from tests.explorer import page_types
from tests.explorer.broken_api import in_front_of
from tests.explorer.browsing import ARGUMENTS
from tests.processes import serving

VOLUMES = [ROOT / "tests" / "frus" / f"{name}.xml" for name in ("frus1949v99", "frus1950v98")]
CONTACT = "https://example.org/report"
SETTINGS = {"PUBLIC_URL": "https://example.org", "CONTACT_URL": CONTACT}


class Pages:
    """A client of one explorer; redirects are answers like any other."""

    def __init__(self, get: Callable[..., httpx.Response]) -> None:
        self._get = get

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self._get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def text(self, path: str) -> str:
        answer = self.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.text[:500]}"
        return answer.text


class Served(NamedTuple):
    """An explorer on loopback, and the pages of it to look at."""

    base: str
    paths: list[str]


class Recorded(httpx.AsyncBaseTransport):
    """Passes requests on and keeps them."""

    def __init__(self, transport: httpx.AsyncBaseTransport) -> None:
        self.transport = transport
        self.requests: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return await self.transport.handle_async_request(request)


@pytest.fixture(scope="session")
def corpus_url(databases: Databases, corpus: Path) -> str:
    """The corpus on SQLite: what a page looks like does not depend on the database."""
    return loaded(databases, "sqlite", corpus)


@pytest.fixture(scope="session")
def volumes_url(databases: Databases, corpus: Path) -> str:
    """The corpus, and two made-up volumes beside it."""
    url = loaded(databases, "sqlite", corpus)
    for path in VOLUMES:
        import_volume(path, url)
    return url


@pytest.fixture(scope="session")
def chapter_url(databases: Databases) -> str:
    return chapter_and_volumes(databases)


def chapter_and_volumes(databases: Databases) -> str:
    """The curated chapter, and the two volumes beside it."""
    url = loaded(databases, "sqlite", ROOT / "seed" / "data")
    for path in VOLUMES:
        import_volume(path, url)
    return url


def client_of(portal: BlockingPortal, app: Any) -> Iterator[Pages]:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    client = httpx.AsyncClient(transport=transport, base_url="http://test")
    yield Pages(lambda path, headers: portal.call(partial(client.get, path, headers=headers)))
    portal.call(client.aclose)


@contextmanager
def exploring(
    transport: httpx.AsyncBaseTransport,
    assets: Assets | None = None,
    today: Callable[[], date] = lambda: date(1951, 3, 2),
) -> Iterator[Pages]:
    """An explorer of whatever answers as the API."""
    settings, files = Settings.from_env(SETTINGS), assets or Assets()
    app = create_explorer(settings, transport, files, today)
    edge = edge_of_pages(app, settings, files, Shared(Watch(unseen, 0), Store(0)), blind=True)
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(app.lifespan()):
        yield from client_of(portal, edge.inner)


async def unseen() -> Release:
    raise OSError("no release to be seen")


@contextmanager
def in_process(url: str) -> Iterator[tuple[Pages, Recorded]]:
    """API and explorer put together as `python -m api` does it; what the explorer asked is kept."""
    settings, assets = Settings.from_env(SETTINGS), Assets()
    api = create_api(ApiSettings.from_env({"DATABASE_URL": url, "UNLIMITED_CLIENTS": "127.0.0.1"}))
    recorded = Recorded(httpx.ASGITransport(app=cast(Any, api.edge.inner), raise_app_exceptions=False))
    app = create_explorer(settings, recorded, assets)
    shown = edge_of_pages(app, settings, assets, api.shared)

    async def together(scope: Any, receive: Any, send: Any) -> None:
        await (api.edge if scope["path"].startswith("/v1") else shown).outer(scope, receive, send)

    with start_blocking_portal() as portal, portal.wrap_async_context_manager(api.litestar.lifespan()):  # noqa: SIM117
        with portal.wrap_async_context_manager(app.lifespan()):
            for client in client_of(portal, together):
                yield client, recorded


@contextmanager
def two_processes(url: str) -> Iterator[Pages]:
    with (
        serving("api", DATABASE_URL=url, UNLIMITED_CLIENTS="127.0.0.1") as (_, api),
        serving("explorer", API_URL=api, CONTACT_URL=CONTACT, UNLIMITED_CLIENTS="127.0.0.1") as (_, address),
        httpx.Client(base_url=address) as client,
    ):
        yield Pages(client.get)


@pytest.fixture(scope="session")
def together(corpus_url: str) -> Iterator[tuple[Pages, Recorded]]:
    with in_process(corpus_url) as found:
        yield found


@pytest.fixture(scope="session", params=["in process", "over HTTP"])
def pages(request: pytest.FixtureRequest, corpus_url: str) -> Iterator[Pages]:
    """Each test that asks for it runs both ways."""
    if request.param == "in process":
        yield request.getfixturevalue("together")[0]
        return
    with two_processes(corpus_url) as found:
        yield found


@pytest.fixture(scope="session")
def site(together: tuple[Pages, Recorded]) -> Pages:
    """For what is the same both ways."""
    return together[0]


def fixed(answers: dict[str, tuple[int, Any]], **headers: str) -> httpx.MockTransport:
    """An API with these answers by path; all else is a 404."""

    def answer(request: httpx.Request) -> httpx.Response:
        status, body = answers.get(request.url.path, (404, {"type": "/problems/not-found", "detail": "", "errors": []}))
        return httpx.Response(status, json=body, headers=headers)

    return httpx.MockTransport(answer)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Not for longer than a module: the event loop that drives it would be in the way of tests that run their own."""
    path = shutil.which("chromium")
    if path is None:
        absent("there is no Chromium on this machine; install the package chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The engine's source; it is installed first. What is served is built, too: htmx and the fonts are tested here."""
    try:
        build.build(tests=True)
    except build.BuildError as error:
        absent(f"pages are not tested in the browser: {error}")
    return (build.PACKAGES / "axe-core" / "axe.min.js").read_text()


@pytest.fixture(scope="module")
def base(axe: str, corpus_url: str) -> Iterator[str]:
    with serving("api", DATABASE_URL=corpus_url, CONTACT_URL=CONTACT, UNLIMITED_CLIENTS="127.0.0.1") as (_, address):
        yield address


@pytest.fixture(scope="session")
def served(axe: str, chapter_url: str, corpus_url: str) -> Iterator[list[Served]]:
    """Every type of page: of the chapter and volumes, of the corpus, and over an API that refuses."""
    settings = {"CONTACT_URL": CONTACT, "UNLIMITED_CLIENTS": "127.0.0.1"}
    with (
        serving("api", DATABASE_URL=chapter_url, **settings) as (_, chapter),
        serving("api", DATABASE_URL=corpus_url, **settings) as (_, corpus),
        in_front_of(chapter) as refusing,
        serving("explorer", API_URL=refusing, **settings) as (_, broken),
    ):
        yield [
            Served(chapter, page_types.CHAPTER),
            Served(corpus, page_types.CORPUS),
            Served(broken, page_types.BROKEN),
        ]
