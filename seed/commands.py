"""What each subcommand of `python -m seed` does; every one returns the exit code."""

import argparse
import contextlib
import datetime
import difflib
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import track

from api.models.vocabulary import RecordType
from api.settings import Settings, SettingsError
from seed import skeleton
from seed.check import check as broken_rules
from seed.check import waiting as waiting_rules
from seed.reading.files import Dataset, Problem, canonical_file, read, shown, write
from seed.records import KINDS
from seed.show import side_by_side
from seed.text import overlap, pin, texts
from seed.text.coverage import Sentence, coverage, sentences
from seed.text.verify import Verification, verify

T = TypeVar("T")
FINE, PROBLEMS, USAGE, UNREADABLE = 0, 1, 2, 3
ROOT = Path(__file__).resolve().parent.parent
ERRORS = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)


class Unreadable(Exception):
    """A file, a text or the database cannot be read; the message says what to do."""


class Misused(Exception):
    """An argument or a setting makes no sense; the message says what to write."""


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def steps(items: Sequence[T], doing: str) -> Iterable[T]:
    """The items, with a bar of how many are done, on a terminal only."""
    return track(items, doing, console=ERRORS, transient=True) if ERRORS.is_terminal else items


def waiting(doing: str) -> contextlib.AbstractContextManager[object]:
    return ERRORS.status(doing) if ERRORS.is_terminal else contextlib.nullcontext()


def report(problems: Iterable[Problem], fine: str) -> int:
    """Prints every problem, or that there is none; the exit code."""
    found = sorted(problems, key=lambda problem: (str(problem.path), problem.line))
    for problem in found:
        say(str(problem))
    if found:
        ERRORS.print(f"{len(found)} problem{'s' if len(found) > 1 else ''}")
        return PROBLEMS
    say(fine)
    return FINE


def dataset(options: argparse.Namespace) -> tuple[Dataset, list[Problem]]:
    if not options.data.is_dir():
        raise Unreadable(f"no folder {options.data}; give the folder of the curated data with --data")
    try:
        return read(options.data)
    except OSError as error:
        raise Unreadable(f"cannot read {error.filename}: {error.strerror}; make it readable") from None


def check(options: argparse.Namespace) -> int:
    data, problems = dataset(options)
    return report_all(data, problems, f"{len(data.entries)} records, no problem")


def report_all(data: Dataset, problems: Iterable[Problem], fine: str = "") -> int:
    """The problems in reading the data, those of all rules, and how many rules could not be asked."""
    code = report([*problems, *broken_rules(data)], fine)
    for line in waiting_rules(data):
        say(line)
    return code


def fmt(options: argparse.Namespace) -> int:
    data, problems = dataset(options)
    unlike = [path for path, text in data.files.items() if text != canonical_file(data, path)]
    for path in unlike:
        if not options.check:
            path.write_text(canonical_file(data, path), "utf-8")
        say(f"{shown(path)}: {'not in canonical form; run `python -m seed fmt`' if options.check else 'rewritten'}")
    code = report(problems, f"{len(data.files)} files, {len(unlike)} {'to rewrite' if options.check else 'rewritten'}")
    return PROBLEMS if options.check and unlike else code


def run_pin(options: argparse.Namespace) -> int:
    data, problems = dataset(options)
    if problems:
        return report(problems, "")
    count, problems = pin.pin(data, texts.load(data, options.source), first=options.first)
    if not problems:
        raise_counts(data)
    return report(problems, f"{count} record{'' if count == 1 else 's'} pinned")


def raise_counts(data: Dataset) -> None:
    """New records are expected from now on; that one is gone is never taken for granted."""
    found = Counter(entry.kind for entry in data.entries.values())
    raised = {kind.value: max(found[kind], data.counts.get(kind, 0)) for kind in RecordType}
    if raised != data.counts:
        write(data.folder / "counts.yaml", raised)


def run_verify(options: argparse.Namespace) -> int:
    data, problems = dataset(options)
    if problems:
        return report(problems, "")
    held = texts.load(data, options.source)
    found = verify(data, held, datetime.date.today())
    comparing = partial(steps, doing="Comparing files")
    judged = replace(data, receipts=found.receipts)
    problems += [*found.problems, *overlap.shared(judged, held, tracked(), comparing)]
    if options.check:
        problems += changed_receipts(data, found)
    elif found.receipts != data.receipts:
        write(data.folder / "verified.yaml", found.receipts)
    return report(problems, f"{len(found.receipts)} quotations and all citations verified")


def run_coverage(options: argparse.Namespace) -> int:
    data, problems = dataset(options)
    if problems:
        return report(problems, "")
    held = texts.load(data, options.source)
    made = {slug: sentences(text.text) for slug, text in held.items()}
    for slug, found in made.items():
        listed = coverage(data, slug, found)
        problems += uncovered(data, slug, listed)
        show_coverage(listed, held[slug].text, uncited_only=options.uncited)
    if {**data.sentences, **made} != data.sentences:
        if options.check:
            message = "the sentences are not those of the text; run `python -m seed coverage --source FILE`"
            problems.append(Problem(data.folder / "sentences.yaml", 1, message))
        else:
            write(data.folder / "sentences.yaml", {**data.sentences, **made})
    return report(problems, "every sentence is cited, or it is said why not")


def uncovered(data: Dataset, slug: str, listed: Sequence[Sentence]) -> Iterator[Problem]:
    for sentence in listed:
        if not sentence.cited_by and sentence.reason is None:
            message = (
                f"no record cites the sentence {sentence.start}-{sentence.end}; cite it, or give a reason in silent:"
            )
            yield Problem(data.entries[slug].path, data.entries[slug].lines[()], message)


def show_coverage(listed: Sequence[Sentence], text: str, *, uncited_only: bool) -> None:
    for sentence in listed:
        if sentence.cited_by and uncited_only:
            continue
        by = ", ".join(sentence.cited_by) or f"no record: {sentence.reason or 'NOT SAID WHY'}"
        say(f"{sentence.start}-{sentence.end} {text[sentence.start : sentence.end]}\n  {by}")
    cited = sum(bool(sentence.cited_by) for sentence in listed)
    silent = sum(not sentence.cited_by and sentence.reason is not None for sentence in listed)
    left = len(listed) - cited - silent
    say(f"{len(listed)} sentences: {cited} cited, {silent} rightly without a record, {left} open")


def changed_receipts(data: Dataset, found: Verification) -> Iterator[Problem]:
    for slug in sorted(found.receipts.keys() | data.receipts.keys()):
        if found.receipts.get(slug) != data.receipts.get(slug):
            message = f"the receipt of `{slug}` is not what the text gives; run `python -m seed verify --source FILE`"
            yield data.beside("verified.yaml", (slug,), message)


def tracked() -> list[Path]:
    try:
        return overlap.tracked(ROOT)
    except (OSError, subprocess.CalledProcessError):
        raise Unreadable(f"git does not list the files of {ROOT}; run this in a clone of the repository") from None


def show(options: argparse.Namespace) -> int:
    data, _ = dataset(options)
    if (entry := data.entries.get(options.slug)) is None:
        near = difflib.get_close_matches(options.slug, data.entries, n=1)
        advice = f"did you mean `{near[0]}`?" if near else "write the slug of a record"
        raise Misused(f"there is no record `{options.slug}`; {advice}")
    held = texts.load(data, options.source)
    if entry.text not in held:
        raise Unreadable(f"`{options.slug}` cites the text of `{entry.text}`; give that file with --source")
    Console().print(side_by_side(data, entry, held[entry.text]))
    return FINE


def new(options: argparse.Namespace) -> int:
    sys.stdout.write(skeleton.skeleton(RecordType(options.kind), options.slug))
    return FINE


def schema(options: argparse.Namespace) -> int:
    kinds = {RecordType(options.kind): KINDS[RecordType(options.kind)]} if options.kind else KINDS
    say(json.dumps(skeleton.schema(kinds), indent=2))
    return FINE


def configured() -> Settings:
    try:
        return Settings.from_env()
    except SettingsError as error:
        raise Misused(str(error)) from None


def database_url() -> str:
    """The database of the settings, which is there and migrated. (Imported here, for it takes half a second.)"""
    from api.db import DatabaseUnusable, check_usable

    url = configured().database_url
    try:
        check_usable(url)
    except DatabaseUnusable as error:
        raise Unreadable(str(error)) from None
    return url
