"""Exports a database into a folder and dies, as by kill -9, when a list is half written.

`python -m tests.killed_export URL FOLDER [LIST]`; without a list it lives.
"""

import os
import signal
import sys
from pathlib import Path

from api.db import Database
from api.exports.write import export


def main() -> None:
    url, folder, *last = sys.argv[1:]

    def die_in(name: str, done: int, total: int) -> None:
        if [name] == last and done:
            os.kill(os.getpid(), signal.SIGKILL)

    export(Database(url), Path(folder), die_in)


if __name__ == "__main__":
    main()
