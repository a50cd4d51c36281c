"""A digest of the code that serves: an answer of a fixed deployment is never mistaken for one of the old."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

SERVED = {".py", ".html", ".css", ".js", ".json"}


def files(folder: Path) -> list[Path]:
    """Every Python file, template, style, script and example below it."""
    return sorted(path for path in folder.rglob("*") if path.suffix in SERVED)


def digest(folder: Path) -> str:
    """Over the files with their paths."""
    found = hashlib.sha256()
    for path in files(folder):
        found.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:12]


def newest(folder: Path) -> datetime:
    """When the last of the files was put in place; never in the future."""
    latest = max(path.stat().st_mtime for path in files(folder))
    return min(datetime.fromtimestamp(latest, UTC), datetime.now(UTC))


HERE = Path(__file__).resolve().parent
BUILD = digest(HERE)
BUILT = newest(HERE)
