"""Disks of a test's own, seen by nobody else: small ones, and ones that can only be read."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.databases import absent

# Nobody need be root to mount where only he sees it.
ALONE = ("unshare", "--mount", *(() if os.geteuid() == 0 else ("--user", "--map-root-user")))


def mounted(command: str, *arguments: str | Path) -> list[str]:
    """What becomes a program that finds something mounted: `command` mounts, with the arguments as $0, $1, ..."""
    words = [*ALONE, "sh", "-c", f'{command} && shift {max(len(arguments) - 1, 0)} && exec "$@"', *map(str, arguments)]
    if shutil.which(ALONE[0]) is None or subprocess.run([*ALONE, "true"], check=False, capture_output=True).returncode:
        absent("disks are not tested: `unshare --mount` is not possible here")
    return words


def readable(folder: Path) -> list[str]:
    """Where a folder can only be read."""
    return mounted('mount --bind "$0" "$0" && mount -o remount,bind,ro "$0"', folder)


def small(folder: Path, size: int) -> list[str]:
    """Where a folder is a disk of so many bytes, with what is in the folder now on it."""
    copy = 'cp -a "$0" "$0.kept" && mount -t tmpfs -o size="$1" none "$0" && cp -a "$0.kept/." "$0"'
    return mounted(copy, folder, str(size))
