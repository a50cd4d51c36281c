"""`make report`: measures what is reported and no gate, and writes REPORT.md. `--help` tells the rest."""

import argparse
import json
import os
import platform
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

from explorer import build
from seed.frus.importer import import_volume
from tests.conftest import loaded
from tests.databases import ROOT, Databases
from tests.explorer import page_types
from tests.explorer.browsing import ARGUMENTS
from tests.explorer.report import lighthouse, measures
from tests.explorer.report.lighthouse import HERE, Judged
from tests.explorer.report.words import Figures, written
from tests.processes import serving

JUDGED = [
    "/",
    "/search?q=stalin",
    "/events/stalin-cable-precautions",
    "/disputes/sochi-why-refusal",
    "/quotations/stalin-move-divisions",
    "/actors/joseph-stalin/knowledge?at=1950-10-05",
    "/documents/frus1949v99-d1",
    "/timeline",
    "/causal-links",
]
VOLUMES = sorted((ROOT / "tests" / "frus").glob("frus19*.xml"))


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.explorer.report",
        description="Measure the pages with Lighthouse, the clock, Back and paper; writes tests/explorer/REPORT.md.",
        epilog="example:\n  python -m tests.explorer.report --pdf /tmp/printed",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--pdf", type=Path, metavar="FOLDER", help="where the printed pages go, to be looked at")
    parser.add_argument("--only", nargs="*", metavar="PATH", help="the pages for Lighthouse; nothing is written then")
    return parser.parse_args()


@contextmanager
def served() -> Iterator[tuple[str, str]]:
    """The chapter and the made-up volumes: a server as it is run, and one that keeps nothing."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EXPORT_DIR"] = folder
        databases = Databases(Path(folder))
        url = loaded(databases, "sqlite", ROOT / "seed" / "data")
        for volume in VOLUMES:
            import_volume(volume, url)
        settings = {"DATABASE_URL": url, "UNLIMITED_CLIENTS": "127.0.0.1", "CONTACT_URL": "https://example.org/report"}
        with serving("api", **settings) as (_, kept), serving("api", CACHE_BYTES="0", **settings) as (_, bare):
            yield kept, bare
        databases.close()


def browser_of() -> str:
    found = shutil.which("chromium")
    if found is None:
        raise SystemExit("There is no Chromium on this machine; install the package chromium.")
    return found


def judged(chromium: str, base: str, paths: list[str]) -> list[Judged]:
    found = []
    for path in paths:
        found.append(lighthouse.judge(chromium, base, path))
        print(found[-1], flush=True)  # noqa: T201  (it takes minutes, and this is how far it is)
    return found


def measured(chromium: str, kept: str, bare: str, folder: Path) -> Figures:
    pace = measures.pace(bare, page_types.CHAPTER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        version, sizes = browser.version, measures.printed(browser, kept, folder)
        browser.close()
    package = json.loads((HERE / "package.json").read_text())["dependencies"]
    versions = {"Chromium": version, "Lighthouse": package["lighthouse"], "Python": platform.python_version()}
    return Figures(
        day=datetime.now(UTC).date(),
        versions=versions,
        cores=os.cpu_count() or 1,
        pace=pace,
        judged=judged(chromium, kept, JUDGED),
        back=measures.back(chromium, kept, JUDGED),
        printed=sizes,
    )


def main() -> None:
    asked, chromium = parsed(), browser_of()
    lighthouse.install()
    build.build(tests=True)
    with served() as (kept, bare), tempfile.TemporaryDirectory() as scratch:
        if asked.only:
            judged(chromium, kept, asked.only)
            return
        figures = measured(chromium, kept, bare, asked.pdf or Path(scratch))
    (HERE.parent / "REPORT.md").write_text(written(figures), encoding="utf-8")


if __name__ == "__main__":
    main()
