"""What an export's folder holds: the files of one release, with their digests, as its manifest lists them."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from api.licences import Licence

MANIFEST = "index.json"
KEPT = 3  # releases


@dataclass(frozen=True, slots=True)
class File:
    """One file of an export; `size` is in bytes, `sha256` of them."""

    name: str
    resource: str | None
    media_type: str
    size: int
    sha256: str
    record_count: int


@dataclass(frozen=True, slots=True)
class Export:
    """`released_at` tells releases of the same number in different databases apart; `build` is the code's digest."""

    release: str
    released_at: str
    build: str
    licences: list[Licence]
    files: list[File]


def instant(at: datetime) -> str:
    """RFC 3339, UTC; what a database stores without a zone is UTC."""
    return (at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)).isoformat().replace("+00:00", "Z")


def read_manifest(folder: Path) -> Export | None:
    """None where there is none, or what there is is none: the export is not complete."""
    try:
        return msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Export)
    except (FileNotFoundError, NotADirectoryError, msgspec.DecodeError):
        return None


def complete(folder: Path) -> list[tuple[Path, Export]]:
    """The exports that are there, the newest release first."""
    return sorted(manifests(folder), key=lambda found: -int(found[1].release))


def manifests(folder: Path) -> Iterator[tuple[Path, Export]]:
    with contextlib.suppress(FileNotFoundError):
        for path in folder.iterdir():
            found = read_manifest(path) if path.name.isdigit() else None
            if found is not None and found.release == path.name:
                yield path, found
