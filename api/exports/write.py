"""The whole record as files: per resource NDJSON and CSV, all of it as SQLite, with their digests in a manifest.

They are made of the API's own shapes in one snapshot, so a line of a file is what the API answers. A release's folder
appears when it is complete; the files that were finished before an interruption are used again.
"""

import fcntl
import hashlib
import os
import shutil
import typing
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import IO, Any

import msgspec
from sqlalchemy import BindParameter, bindparam, select

from api.build import BUILD
from api.db import Database, Snapshot
from api.exports.manifest import KEPT, MANIFEST, Export, File, instant, read_manifest
from api.exports.stored import exports
from api.exports.whole import SQLITE, write_whole
from api.formats import tables
from api.licences import DATA, in_words
from api.models.record import Record, Release, table
from api.v1 import RESOURCES

BATCH = 500  # records
MEDIA_TYPES = {
    ".ndjson": "application/x-ndjson",
    ".csv": "text/csv; charset=utf-8",
    ".sqlite": "application/vnd.sqlite3",
}
record, release = table(Record), table(Release)
IDS: BindParameter[Any] = bindparam("ids", expanding=True)
Progress = Callable[[str, int, int], None]  # the file, how many records of it are written, and how many it will have


class Busy(Exception):
    """Another process is writing exports into the same folder."""


@dataclass(frozen=True, slots=True)
class Writing:
    """One run: the snapshot that all is read from, and the folder of what is not complete yet."""

    snapshot: Snapshot
    folder: Path
    progress: Progress


def plural(module: ModuleType) -> str:
    return f"{module.KIND}s"


def shape(module: ModuleType) -> type[msgspec.Struct]:
    """The Struct that a resource's records are on the wire."""
    found: type[msgspec.Struct] = typing.get_args(typing.get_type_hints(module.assemble)["return"])[0]
    return found


def export(
    database: Database, folder: Path, progress: Progress = lambda name, done, total: None
) -> tuple[Path, Export] | None:
    """Writes `folder/<release>/` unless it is there, and removes all but the last three; None before the first load.

    Raises OSError where the folder cannot be written to, Busy where somebody else does.
    """
    with unhurried(database) as snapshot:
        if not snapshot.release or snapshot.released_at is None:
            return None
        target = folder / str(snapshot.release)
        folder.mkdir(parents=True, exist_ok=True)
        with alone(folder):
            found = read_manifest(target)
            if found is None or not is_of(found, snapshot.released_at):
                found = write(snapshot, snapshot.released_at, target, progress)
            keep_last(snapshot, folder)
    return target, found


@contextmanager
def unhurried(database: Database) -> Iterator[Snapshot]:
    """A snapshot that may take its time: readers of the API have a deadline, an export has none."""
    with database.engine.connect().execution_options(until=float("inf")) as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        yield Snapshot(connection)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One export at a time; the lock goes with the process that holds it."""
    with (folder / ".lock").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(f"another export is writing to {folder}") from None
        yield


def is_of(found: Export, released_at: datetime) -> bool:
    """Whether an export is of this very release, and written by this code."""
    return found.released_at == instant(released_at) and found.build == BUILD


def write(snapshot: Snapshot, released_at: datetime, target: Path, progress: Progress) -> Export:
    at = instant(released_at)
    unfinished = begun(target.with_name(f"{target.name}.partial"), f"{at} {BUILD}\n")
    writing = Writing(snapshot, unfinished, progress)
    counts: dict[str, int] = snapshot.scalar(select(release.c.counts).where(release.c.id == snapshot.release))
    files: list[File] = []
    for module in RESOURCES:
        files += resource(writing, module, counts.get(module.KIND, 0))
    lists = [(plural(module), shape(module), unfinished / f"{plural(module)}.ndjson") for module in RESOURCES]
    about = {"release": str(snapshot.release), "released_at": at, "licence": in_words(DATA)}
    total = sum(counts.values())
    write_whole(unfinished / SQLITE, lists, about, lambda done: progress(SQLITE, done, total))
    files.append(described(unfinished / SQLITE, None, sum(one.record_count for one in files if is_lines(one.name))))
    manifest = Export(str(snapshot.release), at, BUILD, DATA, files)
    with replacing(unfinished / MANIFEST) as file:
        file.write(msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")
    (unfinished / STATE).unlink()
    put_in_place(unfinished, target)
    return manifest


STATE = "state"  # of an unfinished export, what it is of


def begun(folder: Path, state: str) -> Path:
    """The folder of an export under way; what is there of another state, or of none that is known, is removed."""
    marker = folder / STATE
    if folder.exists() and not (marker.is_file() and marker.read_text("utf-8") == state):
        shutil.rmtree(folder)
    if not folder.exists():
        folder.mkdir()
        with replacing(marker) as file:
            file.write(state.encode())
    return folder


def put_in_place(unfinished: Path, target: Path) -> None:
    """A folder is not replaced in one step: the old one is out of the way for a moment."""
    old = target.with_name(f"{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        os.replace(target, old)
    os.replace(unfinished, target)
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file that is there, whole and on the disk, when the block ends, or not at all."""
    new = path.with_name(f"{path.name}.new")
    with new.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, path)


def is_lines(name: str) -> bool:
    return name.endswith(".ndjson")


def resource(writing: Writing, module: ModuleType, total: int) -> list[File]:
    """The two files of a resource, as they were written before or now."""
    paths = [writing.folder / f"{plural(module)}{suffix}" for suffix in (".ndjson", ".csv")]
    if not all(path.is_file() for path in paths):
        write_resource(writing, module, paths, total)
    with paths[0].open("rb") as lines:
        count = sum(1 for _ in lines)
    return [described(path, plural(module), count) for path in paths]


def write_resource(writing: Writing, module: ModuleType, paths: Sequence[Path], total: int) -> None:
    done, kind = 0, shape(module)
    writing.progress(plural(module), done, total)
    with replacing(paths[0]) as lines, replacing(paths[1]) as table_file:
        table_file.write(tables.as_csv(kind, []))
        for batch in records(writing.snapshot, module):
            lines.write(tables.as_ndjson(batch))
            table_file.write(tables.as_csv(kind, batch, header_row=False))
            done += len(batch)
            writing.progress(plural(module), done, total)


def records(snapshot: Snapshot, module: ModuleType) -> Iterator[list[Any]]:
    """All records of a resource in the order of its list, a batch at a time: of the rest only the keys are held."""
    in_order = module.ROWS.with_only_columns(record.c.id).order_by(*module.ORDER)
    keys = array("q", (row[0] for row in snapshot.execute(in_order, {}).yield_per(10_000)))
    some = module.ROWS.where(record.c.id.in_(IDS))
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH].tolist()
        rows = {row.id: row for row in snapshot.all(some, ids=batch)}
        yield module.assemble(snapshot, [rows[key] for key in batch])


def described(path: Path, resource_name: str | None, count: int) -> File:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return File(path.name, resource_name, MEDIA_TYPES[path.suffix], path.stat().st_size, digest, count)


def keep_last(snapshot: Snapshot, folder: Path) -> None:
    """Removes what is of older releases than the last three, or of no release of this database, finished or not."""
    kept = [path.name for path, _ in exports(snapshot, folder)][:KEPT]
    for path in folder.iterdir():
        if path.is_dir() and path.name.partition(".")[0].isdigit() and path.name not in kept:
            shutil.rmtree(path)
