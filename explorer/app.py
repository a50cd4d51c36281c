"""The explorer's only wiring: `create_explorer(settings)`."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from typing import Any

import httpx
from litestar import Litestar
from litestar.datastructures import MutableScopeHeaders
from litestar.di import Provide
from litestar.plugins import PluginProtocol
from litestar.plugins.core import MsgspecDIPlugin
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from explorer.assets import Assets
from explorer.client import Api
from explorer.errors import handlers, looking
from explorer.filters import address, read, without
from explorer.pages import forwards, routes
from explorer.settings import Settings, SettingsError
from explorer.site import CSP, PageRequest, Site, environment, path_of, redirect

HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
MARK = re.compile(r"utm_\w+|fbclid|gclid|msclkid|mc_[ce]id", re.ASCII)  # by which others follow their readers


class Lean(Litestar):
    """Without the framework's plugins for other libraries' models: 3 MB that no page is made with."""

    @staticmethod
    def _get_default_plugins(plugins: list[PluginProtocol]) -> list[PluginProtocol]:
        return [*plugins, MsgspecDIPlugin()]


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
    return Lean(
        route_handlers=[*routes(), *(forwards() if alone else [])],
        dependencies={"site": Provide(lambda: site, sync_to_thread=False, use_cache=True)},
        exception_handlers=handlers(site),
        after_exception=[looking(site)],
        before_send=[protect],
        middleware=[untracked],
        lifespan=[closing],
        openapi_config=None,
        logging_config=None,
        debug=False,
    )


def untracked(app: ASGIApp) -> ASGIApp:
    """Leads whoever comes by a link that somebody else marked to the address without the mark.

    Lists would refuse it as a filter that they do not know, and search engines take it for another page.
    """

    async def arrive(scope: Scope, receive: Receive, send: Send) -> None:
        marks = {name for name, _ in read(scope["query_string"].decode("latin-1")) if MARK.fullmatch(name)}
        if not marks:
            await app(scope, receive, send)
            return
        request = PageRequest(scope)
        found = redirect(address(path_of(request), without(read(request.url.query), *marks)))
        await found.to_asgi_response(None, request)(scope, receive, send)

    return arrive


async def protect(message: Message, scope: Scope) -> None:
    """Every answer carries the policy, errors and files included."""
    if message["type"] == "http.response.start":
        headers: Any = MutableScopeHeaders.from_message(message)
        for name, value in HEADERS.items():
            headers[name] = value
