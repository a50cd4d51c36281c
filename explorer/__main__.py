"""`python -m explorer`: the pages by themselves, over an API at another address. `--help` tells more."""

# ruff: noqa: E402
import signal

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C during the imports below ends them without a traceback

import argparse
import logging
import sys

from api.edge.server import CannotListen, listen, serve
from api.edge.stack import pages
from explorer.app import create_explorer
from explorer.assets import code_digest
from explorer.settings import Settings, SettingsError

EXAMPLES = """\
settings, from the environment:
  API_URL           where the API is; it must be set
  HOST, PORT        where to listen (127.0.0.1, 8000)
  PUBLIC_URL        the address readers use, if a proxy in front serves the API at its /v1 as well
  CONTACT_URL       where readers may report an error

example:
  API_URL=http://127.0.0.1:8000 PORT=8001 python -m explorer
"""


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m explorer",
        description="Serve the explorer by itself, over an API at another address.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.parse_args()
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.WARNING)
    try:
        settings = Settings.from_env()
        app = pages(create_explorer(settings), code_digest())
        with listen(settings.host, settings.port) as bound:
            serve(app, bound, f"Explorer  {settings.public_url}/\nAPI       {settings.api_url}/v1\n")
    except (SettingsError, CannotListen) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
