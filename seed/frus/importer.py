"""Brings a volume's file into the database, in one transaction: all of it, or nothing."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from sqlalchemy import Connection

from api.models.vocabulary import RecordType
from seed.frus.known import IMPORTER, File, fingerprint
from seed.frus.reader import Limits, Refused, read
from seed.frus.report import Report, peak_mb
from seed.frus.storing.bringing import Bringing, Late
from seed.frus.volume import Document, Findings, Head, Part, Person, Term
from seed.loading import search
from seed.loading.assertions import broken
from seed.loading.letters import count_letters
from seed.loading.load import WAIT, LoadError, writing
from seed.people.joins import regroup

Progress = Callable[[Document], None]
HINT = "Take a new copy of the volume from its publisher; if it is refused as well, the importer lacks a rule"


@dataclass(frozen=True, slots=True)
class Options:
    """How a volume is imported; `progress` is told each document."""

    dry_run: bool = False
    allow_removals: bool = False
    limits: Limits = field(default_factory=Limits)
    progress: Progress | None = None
    wait: float = WAIT


def import_volume(
    path: Path,
    url: str,
    *,
    dry_run: bool = False,
    allow_removals: bool = False,
    limits: Limits | None = None,
    progress: Progress | None = None,
    wait: float = WAIT,
) -> Report:
    """Raises Refused for a file that is no volume, OSError for one that cannot be read, LoadError where the database
    does not take it; in each case nothing has changed.
    """
    began = time.monotonic()
    options = Options(dry_run, allow_removals, limits or Limits(), progress, wait)
    try:
        report = bring(path, url, options, [])
    except Late:
        lists: list[Part] = [part for part in read(path, options.limits, Findings()) if isinstance(part, Person | Term)]
        report = bring(path, url, options, lists)
    return replace(report, seconds=round(time.monotonic() - began, 1), peak_mb=peak_mb())


def bring(path: Path, url: str, options: Options, lists: list[Part]) -> Report:
    """`lists`: persons and terms that stand behind the documents which name them."""
    before, findings = seen(path), Findings()
    parts = read(path, options.limits, findings)
    head = first(parts)
    file = fingerprint(path)
    report = Report(head.volume, str(path), file.sha256, file.size, dry_run=options.dry_run)
    if lists:
        parts = chain(lists, (part for part in parts if not isinstance(part, Person | Term)))
    with writing(url, options.wait, hint=HINT, keep=not options.dry_run) as connection:
        bringing = Bringing(connection, head, file, report, remove=options.allow_removals)
        if is_imported(bringing, file) and not (options.dry_run or options.allow_removals):
            report.known = True
            return report
        bringing.begin()
        for part in told(parts, options.progress):
            bringing.take(part)
        bringing.finish(findings)
        if seen(path) != before:
            raise Refused(f"{path} was changed while it was read; import it again")
        complete(connection, report, persons=RecordType.ACTOR in bringing.work.touched)
    return report


def complete(connection: Connection, report: Report, *, persons: bool) -> None:
    """What follows from the new records for others; nothing if there are none, or no persons among them."""
    if report.release is None:
        return
    if persons:
        regroup(connection)
    count_letters(connection)
    search.settle(connection)
    if failed := broken(connection, report.volume):
        raise LoadError("\n".join(failed))


def seen(path: Path) -> tuple[int, ...]:
    """What changes with the file; raises OSError where it cannot be read."""
    if path.is_file():
        with path.open("rb"):
            pass
    found = os.stat(path)
    return found.st_ino, found.st_size, found.st_mtime_ns


def first(parts: Iterator[Part]) -> Head:
    head = next(parts)
    if not isinstance(head, Head):
        raise TypeError(f"a volume begins with its header, not with {head!r}")
    return head


def told(parts: Iterable[Part], progress: Progress | None) -> Iterator[Part]:
    for part in parts:
        yield part
        if progress and isinstance(part, Document):
            progress(part)


def is_imported(bringing: Bringing, file: File) -> bool:
    """Whether this very file is the one imported last, by this code."""
    stored = bringing.work.stored.file
    return stored is not None and (stored.file_sha256, stored.importer) == (file.sha256, IMPORTER)
