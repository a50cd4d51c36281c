"""Imports of volumes: their pace beside parsing and bare inserts of the same rows, and whether it lasts."""

import json
import multiprocessing
import resource
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy.engine import make_url

from seed.frus.importer import import_volume
from seed.frus.reader import read
from seed.frus.tei.safe import Limits
from seed.frus.volume import Findings
from tests.bench.table import Row, alternating, at_least, at_most
from tests.bench.tei import copies, write_volume
from tests.bench.volumes import volumes
from tests.databases import Databases

COPIED = 350_000_000  # bytes of copies of real volumes, where these are there
APART = 5  # volumes at each end that are compared


def made(folder: Path, paragraphs: int) -> list[Path]:
    return [write_volume(volume, folder) for volume in volumes(paragraphs)]


def rows_of(url: str) -> dict[str, tuple[int, list[tuple[Any, ...]]]]:
    """All rows of all tables, with the number of their columns."""
    with closing(sqlite3.connect(make_url(url).database or "")) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%fts5%'")
        names = [name for (name,) in found if not name.startswith(("sqlite_", "search_text", "alembic"))]
        tables = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}  # noqa: S608
    return {name: (len(rows[0]), rows) for name, rows in tables.items() if rows}


def bare(databases: Databases, file: Path, rows: dict[str, tuple[int, list[tuple[Any, ...]]]]) -> float:
    """Seconds to parse a file and to insert rows as they are into a migrated database, with its keys and triggers."""
    url = databases.migrated("sqlite")
    begun = time.process_time()
    for _ in read(file, Limits(), Findings()):
        pass
    with closing(sqlite3.connect(make_url(url).database or "")) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN IMMEDIATE")
        for name, (width, found) in rows.items():
            connection.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * width)})', found)  # noqa: S608
        connection.commit()
    return time.process_time() - begun


def pace(databases: Databases, folder: Path, rounds: int) -> list[Row]:
    (file, *_) = made(folder, 8000)
    filled = databases.migrated("sqlite")
    import_volume(file, filled)
    rows = rows_of(filled)

    def ours() -> float:
        url = databases.migrated("sqlite")
        begun = time.process_time()
        import_volume(file, url)
        return time.process_time() - begun

    alone, whole = alternating(rounds, lambda: bare(databases, file, rows), ours)
    return [
        at_least("import, of parsing and bare inserts of the same rows", 100 * alone / whole, 60),
        Row("import of a made volume", "", f"{file.stat().st_size / 1e6 / whole:.1f} MB/s"),
    ]


def lasting(databases: Databases, folder: Path, sources: Path | None) -> list[Row]:
    """Volume after volume into one database, in a process of their own."""
    if sources is None:
        return [Row("import of 350 MB of copies", "flat per volume", "not measured: PARALLEL38_SOURCES is not set")]
    url = databases.migrated("sqlite")
    found = apart(url, sources, folder)
    per_mb = [seconds / size for seconds, size, _ in found]
    early, late = median(per_mb[1 : 1 + APART]), median(per_mb[-APART:])
    return [
        at_most(f"import of {len(found)} volumes, time per MB: the last over the first", late / early, 1.5, "x"),
        at_most("import, most memory to the last volume, over that to the first", found[-1][2] / found[0][2], 1.3, "x"),
    ]


def apart(url: str, sources: Path, folder: Path) -> list[list[float]]:
    """Seconds, MB and peak memory of each import."""
    result = folder / "lasting.json"
    process = multiprocessing.get_context("spawn").Process(target=import_all, args=(url, sources, folder, result))
    process.start()
    process.join()
    if process.exitcode != 0:
        raise RuntimeError(f"the imports ended with {process.exitcode}")
    found: list[list[float]] = json.loads(result.read_text())
    return found


def import_all(url: str, sources: Path, folder: Path, result: Path) -> None:
    result.write_text(json.dumps(list(imports(url, sources, folder))))


def imports(url: str, sources: Path, folder: Path) -> Iterator[list[float]]:
    whole = [path for path in sorted((sources / "frus").glob("*.xml")) if "excerpt" not in path.name]
    for path in copies(whole, folder, COPIED):
        size, begun = path.stat().st_size / 1e6, time.perf_counter()
        import_volume(path, url)
        yield [time.perf_counter() - begun, size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000]
        path.unlink()
        sys.stderr.write(".")
