"""The API's only wiring: `create_api(settings)`."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from typing import NamedTuple, cast

import msgspec
from litestar import Litestar, Response, get
from litestar.di import NamedDependency, Provide
from litestar.handlers import HTTPRouteHandler
from litestar.plugins import PluginProtocol
from litestar.plugins.core import MsgspecDIPlugin

from api import openapi
from api.accept import acceptable
from api.build import BUILD, BUILT
from api.db import Database
from api.edge.answer import App
from api.edge.clients import Clients
from api.edge.kind import Kind
from api.edge.release import Watch
from api.edge.stack import Edge, around
from api.edge.store import Store
from api.edge.terms import Shared, Terms
from api.errors import HANDLERS
from api.inline import one_by_one
from api.offers import JSON, types_by_path
from api.refusals import QUOTA, refusal
from api.replicas import opened
from api.settings import VERSION, Settings
from api.strict import strict_query
from api.v1 import router

OUTSIDE = frozenset({"/healthz", "/readyz", "/metrics"})
FREE = frozenset({"/v1/search", "/v1/suggest"})
PASSING = Kind(kept=False)
LISTING = Kind(kept=False, types=(JSON,))  # of files, which come after their release
DOCUMENT = Kind(released=False, types=(JSON,))


class Health(msgspec.Struct):
    status: str


class Readiness(msgspec.Struct):
    status: str
    release: str


@get("/healthz", include_in_schema=False, guards=[strict_query])
async def healthz() -> Response[Health]:
    """The process answers."""
    return Response(Health("ok"), headers={"Cache-Control": "no-store"})


@get("/readyz", include_in_schema=False, guards=[strict_query])
async def readyz(database: NamedDependency[Database]) -> Response[Readiness]:
    """The database answers too, and holds a release."""
    release = await database.read(lambda snapshot: snapshot.release)
    ready = release > 0
    return Response(
        Readiness("ready" if ready else "empty", str(release)),
        status_code=200 if ready else 503,
        headers={"Cache-Control": "no-store"} | ({} if ready else {"Retry-After": "5"}),
    )


def openapi_handler(settings: Settings, dependencies: dict[str, Provide]) -> HTTPRouteHandler:
    made: list[bytes] = []

    @get("/v1/openapi.json", include_in_schema=False, guards=[strict_query, acceptable])
    async def get_openapi() -> Response[bytes]:
        """The OpenAPI document, made when it is first asked for."""
        if not made:
            made.append(openapi.encoded(router(), dependencies, settings.public_url, VERSION))
        return Response(made[0], media_type="application/json")

    return get_openapi


def kinds(types: Callable[[str], tuple[str, ...]]) -> Callable[[str], Kind]:
    """What the edge must know of the addresses of the API; `types` says in which media types they answer."""

    def kind(path: str) -> Kind:
        if path in OUTSIDE or path.startswith("/v1/exports/"):
            return PASSING
        if path == "/v1/exports":
            return LISTING
        if path == "/v1/openapi.json":
            return DOCUMENT
        return record(types(path), path in FREE)

    return kind


@cache
def record(types: tuple[str, ...], free: bool) -> Kind:
    return Kind(types=types, free=free)


class Lean(Litestar):
    """Without the framework's plugins for other libraries' models: 3 MB that no answer of ours is made with."""

    @staticmethod
    def _get_default_plugins(plugins: list[PluginProtocol]) -> list[PluginProtocol]:
        return [*plugins, MsgspecDIPlugin()]


class Served(NamedTuple):
    """The application, what it reads, and the edge around it; `shared` is for others in the same process."""

    litestar: Litestar
    database: Database
    shared: Shared
    edge: Edge


def create_api(settings: Settings, every: float | None = None) -> Served:
    """The API in its parts. `every`: seconds from one look for a new release to the next."""
    database, newest = opened(settings.database_url, settings.read_database_urls)

    @asynccontextmanager
    async def connected(app: Litestar) -> AsyncIterator[None]:
        yield
        newest.close()
        database.engine.dispose()

    dependencies = {
        "database": Provide(lambda: database, sync_to_thread=False, use_cache=True),
        "public_url": Provide(lambda: settings.public_url, sync_to_thread=False, use_cache=True),
        "export_dir": Provide(lambda: settings.export_dir, sync_to_thread=False, use_cache=True),
    }
    litestar = Lean(
        route_handlers=[router(), openapi_handler(settings, dependencies), healthz, readyz],
        dependencies=dependencies,
        exception_handlers=HANDLERS,
        openapi_config=None,
        lifespan=[connected],
        logging_config=None,
        debug=False,
    )
    one_by_one(litestar.routes)
    watch = Watch(newest, newest.every if every is None else every)
    clients = Clients(settings.trusted_proxies, settings.unlimited_clients)
    shared = Shared(watch, Store(settings.cache_bytes), clients)
    kind = kinds(types_by_path(litestar.routes))
    terms = Terms(f"{BUILD} {settings.public_url}", BUILT, kind, refusal, QUOTA, OUTSIDE)
    return Served(litestar, database, shared, around(cast(App, litestar), terms, shared))
