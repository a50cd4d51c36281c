"""An API over the corpus and a made-up archive, on a database of each kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from seed.loading.load import load
from tests.api.conftest import Api, serving
from tests.conftest import read_clean
from tests.databases import Databases, migrate
from tests.search.rows import add_archive


@pytest.fixture(scope="session", autouse=True)
def patience() -> Iterator[None]:
    """Tests know no clock: however busy the machine, no search is too slow."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("api.v1.search.DEADLINE", 60.0)
        patched.setattr("api.v1.search.SHARE", 60.0)
        patched.setattr("api.v1.suggest.DEADLINE", 60.0)
        patched.setattr("api.db.MOST_WAIT", 60.0)
        yield


def with_archive(databases: Databases, dialect: str, corpus: Path) -> str:
    """A copy of a database with the corpus and the archive."""

    def fill(url: str) -> None:
        migrate(url)
        load(read_clean(corpus), url)
        add_archive(url)

    return databases.copy(databases.template(dialect, "archive", fill))


@pytest.fixture(scope="session")
def archive_url(databases: Databases, dialect: str, corpus: Path) -> str:
    """Not to be written to."""
    return with_archive(databases, dialect, corpus)


@pytest.fixture
def own_archive_url(databases: Databases, dialect: str, corpus: Path) -> Iterator[str]:
    """The test's own."""
    url = with_archive(databases, dialect, corpus)
    yield url
    databases.drop(url)


@pytest.fixture(scope="session")
def archive(archive_url: str) -> Iterator[Api]:
    with serving(archive_url) as found:
        yield found
