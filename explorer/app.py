"""The explorer's only wiring: `create_explorer(settings)`."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from typing import Any

import httpx
from litestar import Litestar
from litestar.datastructures import MutableScopeHeaders
from litestar.di import Provide
from litestar.types import Message, Scope

from explorer.assets import Assets
from explorer.client import Api
from explorer.errors import handlers, looking
from explorer.pages import forwards, routes
from explorer.settings import Settings, SettingsError
from explorer.site import CSP, Site, environment

HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}


def utc_day() -> date:
    return datetime.now(UTC).date()


def create_explorer(
    settings: Settings,
    transport: httpx.AsyncBaseTransport | None = None,
    assets: Assets | None = None,
    today: Callable[[], date] = utc_day,
) -> Litestar:
    """Reads the API in the same process through a transport, else the one at `API_URL`."""
    if transport is None and settings.api_url is None:
        raise SettingsError("API_URL is not set; set it to the address of the API, such as http://127.0.0.1:8000.")
    found = assets or Assets()
    api = Api(settings.api_url or settings.public_url, transport)
    site = Site(settings, api, found, environment(settings, found), today)

    @asynccontextmanager
    async def closing(app: Litestar) -> AsyncIterator[None]:
        yield
        await api.close()

    alone = transport is None
    return Litestar(
        route_handlers=[*routes(), *(forwards() if alone else [])],
        dependencies={"site": Provide(lambda: site, sync_to_thread=False, use_cache=True)},
        exception_handlers=handlers(site),
        after_exception=[looking(site)],
        before_send=[protect],
        lifespan=[closing],
        openapi_config=None,
        logging_config=None,
        debug=False,
    )


async def protect(message: Message, scope: Scope) -> None:
    """Every answer carries the policy, errors and files included."""
    if message["type"] == "http.response.start":
        headers: Any = MutableScopeHeaders.from_message(message)
        for name, value in HEADERS.items():
            headers[name] = value
