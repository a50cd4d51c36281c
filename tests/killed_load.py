"""Loads a folder of records into databases, in a process for each that kills itself on the way.

`python -m tests.killed_load FOLDER URL MOMENT [URL MOMENT]...`: a moment is the number of the statement before which
the process dies, or `commit`: after the last statement, before the commit. Prints the signal that ended each.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from seed.loading.load import load
from seed.reading.files import read


def die(*_: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_before(statement: int) -> None:
    sent = 0

    def count(*_: Any) -> None:
        nonlocal sent
        sent += 1
        if sent == statement:
            die()

    event.listen(Engine, "before_cursor_execute", count)


def killed(bring: Callable[[str], object], url: str, moment: str) -> int:
    """The signal that ended the process; 0 if what it was to bring came to its end."""
    child = os.fork()
    if child == 0:
        if moment == "commit":
            event.listen(Engine, "commit", die)
        else:
            die_before(int(moment))
        bring(url)
        os._exit(0)
    return os.WTERMSIG(os.waitpid(child, 0)[1])


def main() -> None:
    folder, *pairs = sys.argv[1:]
    dataset, _ = read(Path(folder))
    for url, moment in zip(pairs[::2], pairs[1::2], strict=True):
        sys.stdout.write(f"{killed(lambda target: load(dataset, target), url, moment)}\n")


if __name__ == "__main__":
    main()
