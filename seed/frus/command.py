"""What `python -m seed import frus` does. What takes long to load is loaded when there is something to import."""

import argparse
import contextlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seed.commands import ERRORS, FINE, PROBLEMS, UNREADABLE, configured, database_url, say
from seed.database_commands import export_after
from seed.frus.known import FOLDER, unknown, volumes

if TYPE_CHECKING:
    from seed.frus.importer import Progress
    from seed.frus.report import Report

PUBLISHED = "https://github.com/HistoryAtState/frus/tree/master/volumes"
SIZE = re.compile(r"(\d+)\s*([KMG]?)(i?B?)", re.IGNORECASE | re.ASCII)
UNITS = {"": 1, "K": 1024, "M": 1024**2, "G": 1024**3}
BYTES = 2.2  # of a file for each character of its documents' text, about


def add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("volumes", nargs="*", type=Path, metavar="VOLUME", help="default: the *.xml in DATA_DIR/frus")
    command.add_argument("--dry-run", action="store_true", help="read and report, and write nothing")
    command.add_argument("--json", action="store_true", help="print the reports as JSON, a line for each volume")
    command.add_argument(
        "--allow-removals", action="store_true", help="remove what is stored of a volume and not in its file"
    )
    limits = command.add_argument_group("limits: a file beyond one is refused")
    limits.add_argument("--max-size", type=size, default="64MiB", metavar="SIZE", help="of a file; default: 64MiB")
    limits.add_argument("--max-text", type=size, default="4MiB", metavar="SIZE", help="of a document; default: 4MiB")
    limits.add_argument("--max-depth", type=depth, default="64", metavar="N", help="of elements; default: 64")


def size(word: str) -> int:
    """Bytes or characters: a number, or one with K, M or G."""
    found = SIZE.fullmatch(word.strip())
    if not found or not int(found[1]):
        raise argparse.ArgumentTypeError(f"{word!r} is no size; write a number such as 100MiB")
    return int(found[1]) * UNITS[found[2].upper()]


def depth(word: str) -> int:
    if not (word.isascii() and word.isdigit() and 0 < int(word) < 10_000):
        raise argparse.ArgumentTypeError(f"{word!r} is no depth; write a number from 1 to 9999")
    return int(word)


def run(options: argparse.Namespace) -> int:
    """Imports each volume in a transaction of its own; one that is refused does not keep the others back."""
    url = database_url()
    paths = options.volumes or lying_there(url, asked_for_all=options.dry_run or options.allow_removals)
    code = FINE
    for place, path in enumerate(paths, 1):
        outcome = attempt(path, url, options, f"{path.name} ({place} of {len(paths)})")
        code = max(code, outcome.code)
        tell(outcome, as_json=options.json)
        if outcome.is_last:
            break
    if options.export and not options.dry_run:
        export_after(url)
    return code


def lying_there(url: str, *, asked_for_all: bool) -> Sequence[Path]:
    """The volumes in the data folder that are not imported as they are, or all of them."""
    from api.engines import make_engine

    folder = configured().data_dir / FOLDER
    found = volumes(folder)
    if not found:
        ERRORS.print(
            f"no volume in {folder}; volumes are published at {PUBLISHED}: put their XML files there, or name them"
        )
    if asked_for_all or not found:
        return found
    engine = make_engine(url, read_only=True)
    with engine.connect() as connection:
        new = unknown(connection, found)
    engine.dispose()
    if len(new) < len(found):
        ERRORS.print(f"{len(found) - len(new)} of {len(found)} volumes in {folder} were imported before as they are")
    return new


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: a report, or the reason why there is none. `is_last`: another would fare no better."""

    path: Path
    code: int = FINE
    report: "Report | None" = None
    reason: str = ""
    is_last: bool = False


def attempt(path: Path, url: str, options: argparse.Namespace, doing: str) -> Outcome:
    from seed.frus.importer import import_volume
    from seed.frus.reader import Limits, Refused
    from seed.loading.load import Busy, LoadError

    limits = Limits(options.max_size, options.max_depth, options.max_text)
    more: dict[str, Any] = {"dry_run": options.dry_run, "allow_removals": options.allow_removals, "limits": limits}
    try:
        with bar(path, doing) as progress:
            return Outcome(path, report=import_volume(path, url, progress=progress, **more))
    except Refused as error:
        return Outcome(path, PROBLEMS, reason=f"refused, nothing was changed: {error}")
    except OSError as error:
        return Outcome(path, UNREADABLE, reason=f"cannot read {path}: {error.strerror}; give the XML file of a volume")
    except LoadError as error:
        return Outcome(path, PROBLEMS, reason=str(error), is_last=isinstance(error, Busy))


@contextlib.contextmanager
def bar(path: Path, doing: str) -> Iterator["Progress | None"]:
    """Shows how much of the file is read, on a terminal only; gives what is to be told each document."""
    if not ERRORS.is_terminal or not path.is_file():
        yield None
        return
    from rich.progress import Progress as Bar

    total = path.stat().st_size
    with Bar(console=ERRORS, transient=True) as shown:
        task = shown.add_task(doing, total=total)
        yield advancing(lambda characters: shown.update(task, completed=min(characters * BYTES, total * 0.99)))


def advancing(show: Callable[[int], None]) -> "Progress":
    read = 0

    def more(document: Any) -> None:
        nonlocal read
        parts = (document, *document.attachments)
        read += sum(len(block.text) for part in parts for block in part.blocks)
        show(read)

    return more


def tell(outcome: Outcome, *, as_json: bool) -> None:
    """Reports go to the output, reasons to the error output; as JSON both go to the output."""
    if as_json:
        data = outcome.report.data() if outcome.report else {"file": str(outcome.path), "error": outcome.reason}
        say(json.dumps(data, ensure_ascii=False))
    elif outcome.report:
        say("\n".join([*outcome.report.lines(), ""]))
    if outcome.reason:
        ERRORS.print(f"{outcome.path.name}: {outcome.reason}")
