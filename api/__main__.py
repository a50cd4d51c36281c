"""`python -m api`: the API and the explorer in one process, the embedded default. `python -m api --help` tells more."""

import gc
import signal
import sys
from typing import Any, cast

if __name__ == "__main__":  # before the imports below
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C during them ends them without a traceback
    gc.disable()  # until the server runs: what is imported stays, and looking through it again and again takes time
    modules: dict[str, Any] = sys.modules
    modules["rich"] = None  # httpx brings its own command along where it finds this, and with it 3 MB that nobody uses

import argparse
import logging
from contextlib import AsyncExitStack

import httpx
from litestar import Litestar

from api.app import OUTSIDE, create_api
from api.build import BUILD
from api.db import DatabaseUnusable
from api.edge.answer import Ready
from api.edge.logs import log_as_json
from api.edge.observe import Observed, reporting
from api.edge.server import CannotListen, listen, serve
from api.replicas import check_any, gauges
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
  READ_DATABASE_URLS  streaming replicas of it, with commas between them, to read from
  EXPORT_DIR        where the exported files are (exports in DATA_DIR)
  PUBLIC_URL        the address readers use, for links that leave this server
  CONTACT_URL       where readers may report an error
  WORKERS           how many processes serve (1), each with a cache and quotas of its own
  CACHE_BYTES       how much memory ready answers may take in each process (67108864)
  TRUSTED_PROXIES   networks of proxies whose X-Forwarded-For counts
  UNLIMITED_CLIENTS networks of clients without a quota
  LOG_LEVEL         what is logged: info (every request), warning or error (warning)
  DRAIN_SECONDS     how long to go on at the end, with /readyz at 503, before running requests are finished (0)

example:
  PORT=8080 python -m api
"""


def is_api(path: str) -> bool:
    return path == "/v1" or path.startswith("/v1/") or path in OUTSIDE


def combined(settings: Settings, own: ExplorerSettings) -> Observed:
    """One ASGI application: the API, and the explorer that reads it in process through httpx."""
    api = create_api(settings)
    transport = httpx.ASGITransport(app=cast(Any, api.edge.inner), raise_app_exceptions=False)
    assets = Assets()
    explorer = create_explorer(own, transport, assets)
    shown = pages(explorer, own, assets, api.shared, build=BUILD)

    def at_once(scope: Any) -> Ready | None:
        return (api.edge if is_api(scope["path"]) else shown).outer.at_once(scope)

    async def application(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await lifespan(receive, send, api.litestar, explorer)
        else:
            await (api.edge if is_api(scope["path"]) else shown).outer(scope, receive, send)

    templates = [route.path for app in (api.litestar, explorer) for route in app.routes]
    reported = reporting(templates, api.shared, BUILD, settings.operating.workers, gauges(api.database))
    return Observed(application, api.edge.refuse, reported, at_once)


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
    try:
        settings, own = Settings.from_env(), ExplorerSettings.from_env()
        if command == "settings":
            sys.stdout.write(f"{settings.shown()}CONTACT_URL={own.contact_url or ''}\n")
            return 0
        log_as_json(settings.operating.log_level)
        check_any(settings.database_url, settings.read_database_urls)
        observed = combined(settings, own)
        with listen(settings.host, settings.port) as bound:
            return serve(observed, bound, addresses(settings), settings.operating)
    except (SettingsError, ExplorerSettingsError, DatabaseUnusable, CannotListen) as error:
        sys.stderr.write(f"{error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
