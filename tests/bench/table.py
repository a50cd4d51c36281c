"""What was measured, beside what it should be, as RESULTS.md shows it."""

import platform
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from statistics import median

from sqlalchemy import create_engine, text

from tests.databases import ROOT

RESULTS = ROOT / "tests" / "bench" / "RESULTS.md"
PACKAGES = ("litestar", "msgspec", "sqlalchemy", "sqlmodel", "uvicorn", "httpx", "jinja2", "psycopg", "brotli")
HEAD = """# What was measured

`make bench` writes this file. The data are made ({size:,} paragraphs; `tests/bench/`); each figure is the median of
{rounds} rounds in which the sides of a comparison take turns. "Of raw" compares the server's processor time for each
request with that of an ASGI application that answers the same bytes on the same server. Nothing here is asserted by a
test; steps of SQLite's virtual machine are, in `tests/test_growth.py`.

{date}; Python {python}, SQLite {sqlite}{postgres}; {packages}.

| what | target | found | |
| --- | --- | --- | --- |
"""


@dataclass(frozen=True, slots=True)
class Row:
    """`met`: None for a figure that has no target."""

    what: str
    target: str
    found: str
    met: bool | None = None

    def line(self) -> str:
        told = {True: "met", False: "**not met**", None: ""}[self.met]
        return f"| {self.what} | {self.target} | {self.found} | {told} |\n"


def at_least(what: str, found: float, target: float) -> Row:
    """Percentages."""
    return Row(what, f">= {target:g} %", f"{found:.1f} %", found >= target)


def at_most(what: str, found: float, target: float, unit: str) -> Row:
    return Row(what, f"<= {target:g} {unit}", f"{found:.3g} {unit}", found <= target)


def alternating(rounds: int, *sides: Callable[[], float]) -> list[float]:
    """The median of each side over as many rounds; the first round, which fills caches, is not counted."""
    found = [[side() for side in sides] for _ in range(rounds + 1)][1:]
    return [median(values) for values in zip(*found, strict=True)]


def write(rows: Sequence[Row], size: int, rounds: int, postgres_url: str | None) -> None:
    head = HEAD.format(
        size=size,
        rounds=rounds,
        date=date.today(),
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        postgres=f", PostgreSQL {server_version(postgres_url)}" if postgres_url else "",
        packages=", ".join(f"{name} {version(name)}" for name in PACKAGES),
    )
    notes = ROOT / "tests" / "bench" / "NOTES.md"
    explained = "\n" + notes.read_text() if notes.exists() else ""
    RESULTS.write_text(head + "".join(row.line() for row in rows) + explained)


def server_version(url: str) -> str:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = str(connection.execute(text("SHOW server_version")).scalar())
    engine.dispose()
    return found.split()[0]
