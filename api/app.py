"""The API's only wiring: `create_app(settings)`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
from litestar import Litestar, Response, get
from litestar.di import NamedDependency, Provide
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp

from api import openapi
from api.accept import acceptable
from api.build import BUILD
from api.db import Database
from api.edge.stack import public
from api.errors import HANDLERS
from api.settings import VERSION, Settings
from api.strict import strict_query
from api.v1 import router


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


def create_api(settings: Settings) -> tuple[Litestar, Database]:
    """The Litestar application without its edge, and the database it reads."""
    database = Database(settings.database_url)

    @asynccontextmanager
    async def connected(app: Litestar) -> AsyncIterator[None]:
        yield
        database.engine.dispose()

    dependencies = {"database": Provide(lambda: database, sync_to_thread=False, use_cache=True)}
    app = Litestar(
        route_handlers=[router(), openapi_handler(settings, dependencies), healthz, readyz],
        dependencies=dependencies,
        exception_handlers=HANDLERS,
        openapi_config=None,
        lifespan=[connected],
        logging_config=None,
        debug=False,
    )
    return app, database


def create_app(settings: Settings) -> ASGIApp:
    """The API as it is served."""
    return public(create_api(settings)[0], BUILD)  # type: ignore[no-any-return]
