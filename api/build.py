"""A digest of the code that serves: an answer of a fixed deployment is never mistaken for one of the old."""

import hashlib
from pathlib import Path


def digest(*folders: Path) -> str:
    """Over every Python file and template below the folders, with its path."""
    found = hashlib.sha256()
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.suffix in {".py", ".html", ".css", ".js"}):
            found.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:12]


BUILD = digest(Path(__file__).resolve().parent)
