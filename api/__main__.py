"""`python -m api`: the API and the explorer in one process, the embedded default. `python -m api --help` tells more."""

# ruff: noqa: E402
import signal

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C during the imports below ends them without a traceback

import argparse
import logging
import sys
from contextlib import AsyncExitStack
from typing import Any, cast

import httpx
from litestar import Litestar

from api.app import OUTSIDE, create_api
from api.build import BUILD
from api.db import DatabaseUnusable, check_usable
from api.edge.server import CannotListen, listen, serve
from api.edge.stack import Edge
from api.settings import Settings, SettingsError
from explorer.__main__ import pages
from explorer.app import create_explorer
from explorer.assets import Assets
from explorer.settings import Settings as ExplorerSettings
from explorer.settings import SettingsError as ExplorerSettingsError

EXAMPLES = """\
settings, from the environment:
  HOST, PORT        where to listen (127.0.0.1, 8000)
  DATA_DIR          where the embedded database lives (.data)
  DATABASE_URL      another database: sqlite:///path/to/file.db or postgresql://user:password@host/name
  EXPORT_DIR        where the exported files are (exports in DATA_DIR)
  PUBLIC_URL        the address readers use, for links that leave this server
  CONTACT_URL       where readers may report an error
  CACHE_BYTES       how much memory ready answers may take (67108864)
  TRUSTED_PROXIES   networks of proxies whose X-Forwarded-For counts
  UNLIMITED_CLIENTS networks of clients without a quota

example:
  PORT=8080 python -m api
"""


def is_api(path: str) -> bool:
    return path == "/v1" or path.startswith("/v1/") or path in OUTSIDE


def combined(settings: Settings, own: ExplorerSettings) -> Edge:
    """One ASGI application: the API, and the explorer that reads it in process through httpx."""
    api = create_api(settings)
    transport = httpx.ASGITransport(app=cast(Any, api.edge.inner), raise_app_exceptions=False)
    assets = Assets()
    explorer = create_explorer(own, transport, assets)
    shown = pages(explorer, own, assets, api.shared, build=BUILD)

    async def application(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await lifespan(receive, send, api.litestar, explorer)
        else:
            await (api.edge if is_api(scope["path"]) else shown).outer(scope, receive, send)

    return Edge(application, api.edge.inner, api.edge.refuse)


async def lifespan(receive: Any, send: Any, *applications: Litestar) -> None:
    """Enters the lifespans of all applications before the first request and leaves them after the last."""
    await receive()
    async with AsyncExitStack() as stack:
        try:
            for application in applications:
                await stack.enter_async_context(application.lifespan())
        except Exception as error:
            logging.getLogger("parallel38").exception("cannot start")
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            return
        await send({"type": "lifespan.startup.complete"})
        await receive()
    await send({"type": "lifespan.shutdown.complete"})


def addresses(settings: Settings) -> str:
    at = f"http://{f'[{settings.host}]' if ':' in settings.host else settings.host}:{settings.port}"
    return f"Explorer  {at}/\nAPI       {at}/v1\nOpenAPI   {at}/v1/openapi.json\n"


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m api",
        description="Serve the API and the explorer in one process.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", nargs="?", choices=["serve", "settings"], default="serve", help="what to do (serve)")
    command = parser.parse_args().command
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.WARNING)
    try:
        settings = Settings.from_env()
        if command == "settings":
            sys.stdout.write(settings.shown())
            return 0
        check_usable(settings.database_url)
        edge = combined(settings, ExplorerSettings.from_env())
        with listen(settings.host, settings.port) as bound:
            serve(edge, bound, addresses(settings))
    except (SettingsError, ExplorerSettingsError, DatabaseUnusable, CannotListen) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
