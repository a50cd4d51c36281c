"""`make bench`: fills databases with made records, measures, and writes RESULTS.md. `--help` tells the rest."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench import importing, reading, searching, serving
from tests.bench.generate import generate
from tests.bench.servers import pin
from tests.bench.table import Row, write
from tests.databases import ROOT, Databases

Measure = Callable[[], list[Row]]


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description="Measure imports, lists, details, pages and search on made records; writes tests/bench/RESULTS.md.",
        epilog="example:\n  python -m tests.bench --paragraphs 100000 --only cached uncached",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--paragraphs", type=int, default=1_000_000, help="of the large database (1,000,000)")
    parser.add_argument("--rounds", type=int, default=5, help="of each comparison (5)")
    parser.add_argument("--seconds", type=float, default=2.0, help="of load in a round (2)")
    parser.add_argument("--only", nargs="*", default=[], help="the measures to take; nothing is written then")
    return parser.parse_args()


def measures(asked: argparse.Namespace, databases: Databases, folder: Path) -> tuple[dict[str, Measure], str]:
    small, large = databases.migrated("sqlite"), databases.migrated("sqlite")
    postgres = databases.migrated("postgresql")
    for url, paragraphs in ((small, 1000), (large, asked.paragraphs), (postgres, asked.paragraphs)):
        begun = time.perf_counter()
        rows = generate(url, paragraphs)
        tell(f"{paragraphs:,} paragraphs: {rows:,} rows in {time.perf_counter() - begun:.0f} s")
    bench = serving.Bench(large, folder, asked.rounds, asked.seconds)
    sources = Path(os.environ.get("PARALLEL38_SOURCES") or ROOT.parent / "shared")
    few, many = searching.words_of(large)
    return {
        "cached": lambda: serving.cached(bench),
        "uncached": lambda: serving.uncached(bench),
        "sql": lambda: reading.over_sql(large, asked.rounds),
        "growth": lambda: reading.depth_and_growth(small, large, asked.rounds),
        "search": lambda: searching.search(large),
        "overlap": lambda: searching.overlap(large, many),
        "beside": lambda: serving.beside(bench, many),
        "postgres": lambda: searching.on_postgres(postgres, few, many),
        "starting": lambda: serving.starting(bench),
        "pace": lambda: importing.pace(databases, folder, asked.rounds),
        "lasting": lambda: importing.lasting(databases, folder, sources if (sources / "frus").is_dir() else None),
    }, postgres


def told(name: str, rows: list[Row]) -> list[Row]:
    for row in rows:
        tell(f"{name}: {row.line().strip()}")
    return rows


def tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def main() -> None:
    asked = parsed()
    with tempfile.TemporaryDirectory(prefix="bench-", dir=os.environ.get("BENCH_DIR")) as made:
        folder = Path(made)
        databases = Databases(folder)
        pin(0, first=False)
        try:
            taken, postgres = measures(asked, databases, folder)
            rows = []
            for name, measure in taken.items():
                if not asked.only or name in asked.only:
                    rows += told(name, measure())
            if not asked.only:
                write(rows, asked.paragraphs, asked.rounds, postgres)
        finally:
            databases.close()


if __name__ == "__main__":
    main()
