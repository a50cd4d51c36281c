"""`python -m seed`."""

# ruff: noqa: E402
import signal

signal.signal(
    signal.SIGINT, signal.SIG_DFL
)  # Ctrl-C ends it without a traceback; a load that is cut off changes nothing

import sys

from seed.cli import main

if __name__ == "__main__":
    sys.exit(main())
