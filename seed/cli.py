"""The command line of `python -m seed`."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from api.models.vocabulary import RecordType
from seed import backups, commands, database_commands
from seed.commands import ERRORS, ROOT, UNREADABLE, USAGE, Misused, Unreadable
from seed.frus import command as frus
from seed.rules.slugs import PATTERN
from seed.text.texts import TextError

EXIT_CODES = """\
exit codes: 0 fine; 1 problems, printed as path:line: what is wrong; what to write instead; 2 wrong use of the command;
3 a file, a source's text or the database cannot be read"""
IMPORT_EPILOG = """\
example: python -m seed import frus frus1950v07.xml --dry-run

exit codes: 0 imported, or nothing to do, warnings included; 1 a file was refused, or the database did not take it;
2 wrong use of the command; 3 a file or the database cannot be read"""
KINDS = [kind.value for kind in RecordType]
Run = Callable[[argparse.Namespace], int]
WITHOUT_RECORDS = (commands.new, commands.schema, database_commands.export, backups.backup, backups.restore)


def main(arguments: Sequence[str] | None = None) -> int:
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help")):
        words.insert(0, "load")
    options = parser().parse_args(words)
    run: Run = options.run
    try:
        code = run(options)
        sys.stdout.flush()
        return code
    except (Unreadable, TextError) as error:
        ERRORS.print(str(error))
        return UNREADABLE
    except Misused as error:
        ERRORS.print(str(error))
        return USAGE
    except BrokenPipeError:  # whoever read the output has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        ERRORS.print(f"{error.filename or 'the system'}: {error.strerror}; mend that and try again")
        return UNREADABLE
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="python -m seed",
        description="Checks the curated records and loads them into the database; without a subcommand: load.",
        epilog=f"example: python -m seed load\n\n{EXIT_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands_of = top.add_subparsers(title="subcommands", metavar="COMMAND", required=True)

    def add(name: str, run: Run, does: str, example: str) -> argparse.ArgumentParser:
        command = commands_of.add_parser(
            name,
            help=does,
            description=does[:1].upper() + does[1:] + ".",
            epilog=f"example: python -m seed {example}\n\n{EXIT_CODES}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.set_defaults(run=run)
        if run not in WITHOUT_RECORDS:
            command.add_argument(
                "--data", type=Path, default=ROOT / "seed" / "data", metavar="FOLDER", help="default: seed/data"
            )
        return command

    add_database_commands(add)
    add_imports(commands_of)
    add_source_commands(add)
    add_writing_commands(add)
    return top


Add = Callable[[str, Run, str, str], argparse.ArgumentParser]


def add_database_commands(add: Add) -> None:
    command = add(
        "load", database_commands.load, "check the records, make the database equal to them", "load --allow-removals"
    )
    command.add_argument("--allow-removals", action="store_true", help="remove however many records are gone")
    add_no_export(command)
    add("export", database_commands.export, "write the files of the newest release, unless they are there", "export")
    saved = add(
        "backup", backups.backup, "write the whole database into a file, also while it is served", "backup one.backup"
    )
    saved.add_argument("file", metavar="FILE", help="a new file")
    again = add(
        "restore", backups.restore, "make the database that of a backup; stop the servers first", "restore one.backup"
    )
    again.add_argument("file", metavar="FILE", help="what backup wrote")
    again.add_argument("--replace", action="store_true", help="even if the database holds records")
    diff = add("diff", database_commands.diff, "list what a load would change in the database", "diff")
    diff.add_argument(
        "--quiet",
        action="store_true",
        help="print nothing; exit code 1 if a load, an import of DATA_DIR/frus or an export has anything to do",
    )


def add_no_export(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--no-export", dest="export", action="store_false", help="write no files; `python -m seed export` does later"
    )


def add_imports(commands_of: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """A subcommand for each archive whose volumes can be imported."""
    told: dict[str, Any] = {"epilog": IMPORT_EPILOG, "formatter_class": argparse.RawDescriptionHelpFormatter}
    archives = commands_of.add_parser("import", help="import published volumes of an archive", **told)
    of = archives.add_subparsers(title="archives", metavar="ARCHIVE", required=True)
    does = "import volumes of the Foreign Relations of the United States (TEI XML), each in a transaction of its own"
    volumes = of.add_parser("frus", help=does, description=f"{does[:1].upper()}{does[1:]}.", **told)
    frus.add_arguments(volumes)
    add_no_export(volumes)
    volumes.set_defaults(run=frus.run)


def add_source_commands(add: Add) -> None:
    pin = add("pin", commands.run_pin, "turn the words of every find: into numbers, in place", "pin --source text.txt")
    pin.add_argument("--first", action="store_true", help="take the first place of words that occur again without nth")
    verify = add(
        "verify",
        commands.run_verify,
        "check quotations and citations against the texts, write the receipts, find words shared with them elsewhere",
        "verify --source text.txt --check",
    )
    verify.add_argument("--check", action="store_true", help="write nothing; a receipt that would change is a problem")
    show = add("show", commands.show, "print a record beside what it cites", "show sochi-talks --source text.txt")
    show.add_argument("slug", metavar="SLUG")
    covered = add(
        "coverage",
        commands.run_coverage,
        "list every sentence of a text with the records that cite it, and those that none cites",
        "coverage --source text.txt --uncited",
    )
    covered.add_argument("--uncited", action="store_true", help="list only the sentences that no record cites")
    covered.add_argument(
        "--check", action="store_true", help="write nothing; other sentences than recorded are a problem"
    )
    for command in (pin, verify, show, covered):
        command.add_argument(
            "--source",
            type=Path,
            action="append",
            required=True,
            metavar="FILE",
            help="the text of a source, known by its SHA-256; once for each text",
        )


def add_writing_commands(add: Add) -> None:
    add("check", commands.check, "report every problem of the records that shows without a source's text", "check")
    fmt = add("fmt", commands.fmt, "rewrite the files in their one canonical form", "fmt --check")
    fmt.add_argument("--check", action="store_true", help="rewrite nothing; a file in another form is a problem")
    new = add("new", commands.new, "print a commented skeleton of a record", "new actor pak-hong-yong")
    new.add_argument("kind", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    new.add_argument("slug", type=slug, metavar="SLUG")
    schema = add("schema", commands.schema, "print the JSON Schema of a kind's file, for editors", "schema actor")
    schema.add_argument("kind", nargs="?", choices=KINDS, metavar="KIND", help="all kinds if left out")


def slug(word: str) -> str:
    if not PATTERN.fullmatch(word):
        raise argparse.ArgumentTypeError(f"{word!r} is not a slug; write lower-case words divided by hyphens")
    return word
