"""`python -m explorer`: the pages by themselves, over an API at another address. `--help` tells more."""

import gc
import signal
import sys
from typing import Any, cast

if __name__ == "__main__":  # before the imports below
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C during them ends them without a traceback
    gc.disable()  # until the server runs: what is imported stays
    modules: dict[str, Any] = sys.modules
    modules["rich"] = None  # httpx brings its own command along where it finds this

import argparse
import os

from litestar import Litestar

from api.edge import kind
from api.edge.clients import Clients
from api.edge.logs import log_as_json
from api.edge.observe import Observed, reporting
from api.edge.operating import Operating, OperatingError
from api.edge.release import Release, Watch
from api.edge.server import CannotListen, listen, serve
from api.edge.stack import Edge, around
from api.edge.store import Store
from api.edge.terms import Shared, Terms
from explorer import serving
from explorer.app import create_explorer
from explorer.assets import Assets
from explorer.settings import Settings, SettingsError
from explorer.site import CSP

EXAMPLES = """\
settings, from the environment:
  API_URL           where the API is; it must be set
  HOST, PORT        where to listen (127.0.0.1, 8000)
  PUBLIC_URL        the address readers use, if a proxy in front serves the API at its /v1 as well
  CONTACT_URL       where readers may report an error
  WORKERS           how many processes serve (1), each with a cache and quotas of its own
  CACHE_BYTES       how much memory ready pages may take in each process (67108864)
  TRUSTED_PROXIES   networks of proxies whose X-Forwarded-For counts
  UNLIMITED_CLIENTS networks of clients without a quota
  LOG_LEVEL         what is logged: info (every request), warning or error (warning)
  DRAIN_SECONDS     how long to go on at the end before running requests are finished (0)

example:
  API_URL=http://127.0.0.1:8000 PORT=8001 python -m explorer
"""


def pages(
    explorer: Litestar, settings: Settings, assets: Assets, shared: Shared, *, build: str = "", blind: bool = False
) -> Edge:
    """The edge around the pages. `build` is of what else they are made by; `blind` as in Terms."""
    terms = Terms(
        f"{serving.build(settings)} {build}",
        serving.built(),
        kind.pages(serving.FILES, serving.FREE),
        serving.Refusals(settings, assets),
        serving.QUOTA,
        policy=CSP.encode(),
        blind=blind,
    )
    return around(cast(Any, explorer), terms, shared)


def alone(settings: Settings, workers: int = 1) -> Observed:
    """The pages over an API at another address; where that does not answer, they say so themselves."""
    newest, assets = serving.Newest(settings), Assets()
    explorer = create_explorer(settings, assets=assets)
    explorer.on_shutdown.append(newest.close)

    async def look() -> Release:
        return Release(*await newest())

    clients = Clients(settings.trusted_proxies, settings.unlimited_clients)
    shared = Shared(Watch(look, serving.EVERY), Store(settings.cache_bytes), clients)
    edge = pages(explorer, settings, assets, shared, blind=True)
    templates = [route.path for route in explorer.routes]
    reported = reporting(templates, shared, serving.build(settings), workers)
    return Observed(edge.outer, edge.refuse, reported, edge.outer.at_once)


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m explorer",
        description="Serve the explorer by itself, over an API at another address.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.parse_args()
    try:
        settings, operating = Settings.from_env(), Operating.from_env(os.environ)
        log_as_json(operating.log_level)
        observed = alone(settings, operating.workers)
        said = f"Explorer  {settings.public_url}/\nAPI       {settings.api_url}/v1\n"
        with listen(settings.host, settings.port) as bound:
            return serve(observed, bound, said, operating)
    except (SettingsError, OperatingError, CannotListen) as error:
        sys.stderr.write(f"{error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
