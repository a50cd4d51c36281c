"""Fixtures that many tests share: the corpus, the source text, and databases of both kinds."""

import dataclasses
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from seed.loading.load import load
from seed.reading.files import Dataset, read
from tests.databases import DIALECTS, ROOT, Databases, absent, migrate
from tests.edits import Edited


@pytest.fixture(scope="session", autouse=True)
def export_dir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where commands that tests start write exports: never beside what is served from this checkout."""
    folder = tmp_path_factory.mktemp("exports")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPORT_DIR", str(folder))
        yield folder


@pytest.fixture(scope="session")
def corpus() -> Path:
    """About thirty true records of all kinds, over a text of our own."""
    return ROOT / "tests" / "corpus" / "data"


@pytest.fixture(scope="session")
def corpus_data(corpus: Path) -> Dataset:
    return read_clean(corpus)


@pytest.fixture
def edited(corpus: Path, tmp_path: Path) -> Edited:
    """The test's own copy of the corpus, to be changed."""
    return Edited(corpus, tmp_path / "data")


@pytest.fixture
def altered(corpus_data: Dataset) -> Callable[..., Dataset]:
    """The corpus with other values in some fields of a record."""

    def change(slug: str, **fields: Any) -> Dataset:
        entry = corpus_data.entries[slug]
        other = dataclasses.replace(entry, record=replace(entry.record, **fields))
        return dataclasses.replace(corpus_data, entries={**corpus_data.entries, slug: other})

    return change


@pytest.fixture(scope="session")
def sources() -> Path:
    """The folder of the source texts, which stay out of the repo."""
    folder = Path(os.environ.get("PARALLEL38_SOURCES") or ROOT.parent / "shared")
    if not folder.is_dir():
        absent(f"the source texts are not at {folder}; set PARALLEL38_SOURCES to their folder")
    return folder


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    found = Databases(tmp_path_factory.mktemp("databases"))
    yield found
    found.close()


@pytest.fixture(scope="session", params=DIALECTS)
def dialect(request: pytest.FixtureRequest) -> str:
    """Each test that asks for it, or for a database, runs on both."""
    return str(request.param)


@pytest.fixture(scope="session")
def sqlite_url(databases: Databases) -> str:
    """Migrated and empty; not to be written to."""
    return databases.migrated("sqlite")


@pytest.fixture(scope="session")
def postgres_url(databases: Databases) -> str:
    """Migrated and empty; not to be written to."""
    return databases.migrated("postgresql")


@pytest.fixture
def database_url(databases: Databases, dialect: str) -> Iterator[str]:
    """The test's own: migrated, empty."""
    url = databases.migrated(dialect)
    yield url
    databases.drop(url)


@pytest.fixture(scope="session")
def loaded_url(databases: Databases, dialect: str, corpus: Path) -> str:
    """Migrated and loaded with the corpus; not to be written to."""
    return loaded(databases, dialect, corpus)


@pytest.fixture
def own_loaded_url(databases: Databases, dialect: str, corpus: Path) -> Iterator[str]:
    """The test's own copy of `loaded_url`."""
    url = loaded(databases, dialect, corpus)
    yield url
    databases.drop(url)


@pytest.fixture(scope="session")
def curated_url(databases: Databases, dialect: str) -> str:
    """Migrated and loaded with the curated data; not to be written to."""
    return loaded(databases, dialect, ROOT / "seed" / "data")


def loaded(databases: Databases, dialect: str, folder: Path) -> str:
    """A copy of a database that the production loader filled with the records of a folder."""

    def fill(url: str) -> None:
        migrate(url)
        load(read_clean(folder), url)

    return databases.copy(databases.template(dialect, str(folder), fill))


def read_clean(folder: Path) -> Dataset:
    dataset, problems = read(folder)
    assert not problems, "\n".join(map(str, problems))
    return dataset
