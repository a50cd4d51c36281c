"""Exports from the command line: written after a load or an import is committed, and never able to undo it.

What the API's shapes need is imported when something is to be written.
"""

import contextlib
import math
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from api.exports.manifest import instant, read_manifest

if TYPE_CHECKING:
    from api.exports.manifest import Export
    from api.exports.write import Progress

NEWEST = text("SELECT id, created_at FROM release ORDER BY id DESC LIMIT 1")


class ExportError(Exception):
    """Why no files were written, and what to do. What is in the database stays as it is."""


def export(url: str, folder: Path, console: Console) -> "tuple[Path, Export] | None":
    """Writes the files of the newest release unless they are there; None where nothing is loaded.

    Shows on a terminal how far it is. Raises ExportError.
    """
    if (found := exported(url, folder)) is not None:
        return found
    from api.db import Database
    from api.engines import Line
    from api.exports import write

    database = Database(url, Line(math.inf))  # nobody waits for it
    try:
        with bar(console) as progress:
            return write.export(database, folder, progress)
    except write.Busy as error:
        raise ExportError(f"{error}; try again when it is done") from None
    except OSError as error:
        where = error.filename or folder
        reason = error.strerror or error
        raise ExportError(
            f"cannot write {where}: {reason}; make room or set EXPORT_DIR to a folder of yours"
        ) from error
    except DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise ExportError(f"the database did not answer while its records were read: {reason}") from error
    finally:
        database.engine.dispose()


@contextlib.contextmanager
def bar(console: Console) -> Iterator["Progress"]:
    """Tells of each file how many records are written, on a terminal only."""
    if not console.is_terminal:
        yield lambda name, done, total: None
        return
    from rich.progress import Progress as Bar

    with Bar(console=console, transient=True) as shown:
        task = shown.add_task("Exporting", total=None)
        yield lambda name, done, total: shown.update(
            task, description=f"Exporting {name}", completed=done, total=max(total, 1)
        )


def exported(url: str, folder: Path) -> "tuple[Path, Export] | None":
    """The export of the newest release, if it is there as this code writes it."""
    from api.build import BUILD

    newest = newest_release(url)
    found = read_manifest(folder / str(newest[0])) if newest else None
    if newest is None or found is None or (found.build, found.released_at) != (BUILD, newest[1]):
        return None
    return folder / str(newest[0]), found


def is_due(url: str, folder: Path) -> bool:
    """Whether there is a release whose files are not there."""
    return newest_release(url) is not None and exported(url, folder) is None


def newest_release(url: str) -> tuple[int, str] | None:
    """Its number and time; None where nothing is loaded, or nothing can be asked: whoever loads says why."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            row = connection.execute(NEWEST).first()
    except SQLAlchemyError:
        return None
    finally:
        engine.dispose()
    return None if row is None else (row.id, instant(as_time(row.created_at)))


def as_time(stored: datetime | str) -> datetime:
    """SQLite has text for it."""
    return datetime.fromisoformat(stored) if isinstance(stored, str) else stored
