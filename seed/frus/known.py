"""Which files are imported already, found out without parsing one or declaring a table."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, text

IMPORTER = 3  # counted up when the code would store something else of the same file
FOLDER = "frus"  # in DATA_DIR: the volumes that are imported without being named
CHUNK = 1024 * 1024
# A volume may lie there in two editions or parts: each is known by its own import.
IMPORTED = text(
    "SELECT release.content_sha256 FROM release "
    "JOIN origin ON origin.volume = release.series AND origin.xml_id = release.series "
    "JOIN volume ON volume.source_id = origin.record_id WHERE volume.importer = :importer"
)


@dataclass(frozen=True, slots=True)
class File:
    """A volume's file: what it is known by."""

    path: Path
    sha256: str
    size: int


def fingerprint(path: Path) -> File:
    """Raises OSError where the file cannot be read."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return File(path, digest.hexdigest(), size)


def volumes(folder: Path) -> list[Path]:
    """The files of volumes in a folder, which need not be there."""
    return sorted(path for path in folder.glob("*.xml") if path.is_file())


def unknown(connection: Connection, paths: Iterable[Path]) -> list[Path]:
    """The files that were not imported as they are by this code."""
    found = list(paths)
    if not found:
        return []
    imported = set(connection.execute(IMPORTED, {"importer": IMPORTER}).scalars())
    return [path for path in found if fingerprint(path).sha256 not in imported]
