"""What the subcommands of `python -m seed` do that need a database; every one returns the exit code."""

import argparse

from seed.check import check as broken_rules
from seed.commands import ERRORS, FINE, PROBLEMS, configured, database_url, dataset, report_all, say, waiting
from seed.frus.known import FOLDER, volumes
from seed.loading.current import is_current
from seed.loading.export import ExportError, is_due
from seed.loading.export import export as write_files


def diff(options: argparse.Namespace) -> int:
    if options.quiet:
        here = configured()
        loaded = is_current(options.data, here.database_url, volumes(here.data_dir / FOLDER))
        return FINE if loaded and not is_due(here.database_url, here.export_dir) else PROBLEMS
    from seed.loading.diff import diff as differences
    from seed.loading.load import LoadError

    data, problems = dataset(options)
    if problems or broken_rules(data):
        code = report_all(data, problems)
        ERRORS.print("a load would refuse these records; correct them, and ask again")
        return code
    try:
        found = differences(data, database_url())
    except LoadError as error:
        ERRORS.print(str(error))
        return PROBLEMS
    for one in found:
        more = one.hint or ", ".join(one.fields)
        say(f"{one.action} {one.type} {one.slug}{': ' if more else ''}{more}")
    say(f"{len(found)} change{'' if len(found) == 1 else 's'}")
    return FINE


def load(options: argparse.Namespace) -> int:
    from seed.loading.load import LoadError
    from seed.loading.load import load as bring

    data, problems = dataset(options)
    if problems:
        return report_all(data, problems)
    try:
        url = database_url()
        with waiting("Loading"):
            loaded = bring(data, url, allow_removals=options.allow_removals)
    except LoadError as error:
        ERRORS.print(str(error))
        return PROBLEMS
    counts = {name: getattr(loaded, name) for name in ("created", "updated", "moved", "deleted")}
    changes = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    changes = changes or ("no record changed, only how some are stored" if loaded.is_new else "nothing changed")
    say(f"release {loaded.release}: {changes}")
    if options.export:
        export_after(url)
    return FINE


def export(options: argparse.Namespace) -> int:
    url = database_url()
    try:
        found = write_files(url, configured().export_dir, ERRORS)
    except ExportError as error:
        ERRORS.print(f"no files were written: {error}")
        return PROBLEMS
    if found is None:
        ERRORS.print("nothing is loaded, so there is nothing to export; run `python -m seed`")
        return PROBLEMS
    folder, one = found
    size = sum(file.size for file in one.files) / 1e6
    say(f"release {one.release}: {len(one.files)} files, {size:.1f} MB, in {folder}")
    return FINE


def export_after(url: str) -> None:
    """The export at the end of a load or an import; if it fails, what was loaded is served all the same."""
    try:
        write_files(url, configured().export_dir, ERRORS)
    except ExportError as error:
        ERRORS.print(
            f"what is loaded is served, but its files were not written: {error}. Then run `python -m seed export`."
        )
