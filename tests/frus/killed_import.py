"""Imports a volume into databases, in a process for each that kills itself on the way: see `tests.killed_load`.

`python -m tests.frus.killed_import VOLUME URL MOMENT [URL MOMENT]...`: statements that copy rows (PostgreSQL) are not
counted. Prints the signal that ended each.
"""

import sys
from pathlib import Path

from seed.frus.importer import import_volume
from tests.killed_load import killed


def main() -> None:
    volume, *pairs = sys.argv[1:]
    for url, moment in zip(pairs[::2], pairs[1::2], strict=True):
        sys.stdout.write(f"{killed(lambda target: import_volume(Path(volume), target), url, moment)}\n")


if __name__ == "__main__":
    main()
