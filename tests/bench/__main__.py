"""`make bench`: fills databases with made records, measures, and writes RESULTS.md. `--help` tells the rest."""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.bench import importing, reading, searching, serving
from tests.bench.kept import Kept, elapsed, tell
from tests.bench.servers import pin
from tests.bench.table import Row, write
from tests.databases import ROOT, Databases

Measure = Callable[[], list[Row]]


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description="Measure imports, lists, details, pages and search on made records; writes tests/bench/RESULTS.md.",
        epilog="example:\n  python -m tests.bench --paragraphs 100000 --only cached uncached --keep /tmp/made",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--paragraphs", type=int, default=1_000_000, help="of the large database (1,000,000)")
    parser.add_argument("--rounds", type=int, default=5, help="of each comparison (5)")
    parser.add_argument("--seconds", type=float, default=2.0, help="of load in a round (2)")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where databases are kept for the next time")
    parser.add_argument("--only", nargs="*", default=[], help="the measures to take; nothing is written then")
    return parser.parse_args()


def measures(asked: argparse.Namespace, kept: Kept, databases: Databases, folder: Path) -> dict[str, Measure]:
    def on_server(measure: Callable[[serving.Bench], list[Row]]) -> list[Row]:
        return measure(serving.Bench(kept.large, folder, asked.rounds, asked.seconds))

    sources = Path(os.environ.get("PARALLEL38_SOURCES") or ROOT.parent / "shared")
    return {
        "cached": partial(on_server, serving.cached),
        "uncached": partial(on_server, serving.uncached),
        "sql": lambda: reading.over_sql(kept.large, asked.rounds),
        "growth": lambda: reading.depth_and_growth(kept.small, kept.large, asked.rounds),
        "search": lambda: searching.search(kept.large),
        "overlap": lambda: searching.overlap(kept.large),
        "beside": partial(on_server, serving.beside),
        "postgres": lambda: searching.on_postgres(kept.postgres, kept.large),
        "starting": partial(on_server, serving.starting),
        "pace": lambda: importing.pace(databases, folder, asked.rounds),
        "lasting": lambda: importing.lasting(databases, folder, sources if (sources / "frus").is_dir() else None),
    }


def told(name: str, measure: Measure) -> list[Row]:
    begun = time.perf_counter()
    rows = measure()
    for row in rows:
        tell(f"{name}: {row.line().strip()}")
    tell(f"{name}: took {elapsed(begun)}")
    return rows


def main() -> None:
    asked = parsed()
    with tempfile.TemporaryDirectory(prefix="bench-", dir=os.environ.get("BENCH_DIR")) as made:
        folder = Path(made)
        databases, kept = Databases(folder), Kept(asked.keep or folder / "kept", asked.paragraphs)
        pin(0, first=False)
        try:
            taken = measures(asked, kept, databases, folder)
            if unknown := set(asked.only) - set(taken):
                raise SystemExit(f"no such measure: {', '.join(sorted(unknown))}; there are: {', '.join(taken)}")
            rows = [row for name in asked.only or taken for row in told(name, taken[name])]
            if not asked.only:
                write(rows, asked.paragraphs, asked.rounds, kept.postgres)
        finally:
            kept.close()
            databases.close()


if __name__ == "__main__":
    main()
