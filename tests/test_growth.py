"""The work of a page does not grow with the list: from ten thousand records to a hundred thousand, less than twice.

Counted in steps of SQLite's virtual machine, past the cache. A total is counted to ten thousand and no further, so
filters that match very many are measured without it, and the count apart.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal

from api.app import Served, create_api
from api.paging import COUNTED, Asked, encode_cursor
from api.settings import Settings
from tests.bench.generate import count_all_letters, generate
from tests.bench.multiply import multiply
from tests.bench.volumes import Shape
from tests.databases import Databases
from tests.growing import (
    ARCHIVE,
    BOUNDED,
    CURATED,
    DAYS_OF_CURATED,
    MANY_OF_ARCHIVE,
    MANY_OF_CURATED,
    OF_ONE_MATTER,
    STEPS_LOOKED_AT,
)
from tests.steps import Work, steps

BUSIEST = """
SELECT {0} FROM document WHERE month_day IS NOT NULL GROUP BY {0} ORDER BY count(*) DESC, {0} LIMIT 1"""
SMALL, LARGE = 10, 100  # times a thousand records of each kind
FEW = Shape(documents=1000, persons=1000, paragraphs=1, words=12, years=50)
SLOTS_A_RECORD = 25  # steps to count one match, where matches may repeat


@dataclass(frozen=True, slots=True)
class Grown:
    """The API on one database, asked without a socket and without a cache."""

    served: Served
    portal: BlockingPortal
    client: httpx.AsyncClient
    path: Path

    def work(self, address: str) -> Work:
        """Of the second time: the first opens a connection and reads the schema."""
        self.get(address)
        with steps(self.served.database.engine) as work:
            self.get(address)
        return work

    def get(self, address: str) -> Any:
        answer = self.portal.call(partial(self.client.get, address))
        assert answer.status_code == 200, answer.text
        return answer.json()

    def rows(self, statement: str) -> list[Any]:
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(statement).fetchall()

    def filled(self, address: str) -> str:
        """The address with days that many documents are of in the place of braces."""
        ((month,),) = self.rows(BUSIEST.format("substr(edtf, 1, 7)"))
        ((day,),) = self.rows(BUSIEST.format("substr(edtf, 6, 5)"))
        return address.format(month=month, day=day, year=month[:4])


@contextmanager
def serving(path: Path) -> Iterator[Grown]:
    served = create_api(Settings.from_env({"DATABASE_URL": f"sqlite:///{path}"}))
    transport = httpx.ASGITransport(app=cast(Any, served.litestar))
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(served.litestar.lifespan()):
        client = httpx.AsyncClient(transport=transport, base_url="http://test")
        yield Grown(served, portal, client, path)
        portal.call(client.aclose)


def grown(databases: Databases, folder: Path, paragraphs: int, curated: int) -> Iterator[tuple[Grown, Grown]]:
    url = databases.migrated("sqlite")
    generate(url, paragraphs, curated=curated, searched=False, shape=FEW)
    small, large = folder / "small.db", folder / "large.db"
    for target, times in ((small, SMALL), (large, LARGE)):
        multiply(Path(url.removeprefix("sqlite:///")), target, times)
        count_all_letters(f"sqlite:///{target}")
    with serving(small) as one, serving(large) as other:
        yield one, other


@pytest.fixture(scope="module")
def archive(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Grown, Grown]]:
    """Ten thousand documents of volumes and as many persons; ten times as many."""
    yield from grown(databases, tmp_path_factory.mktemp("archive"), 1000, 10)


@pytest.fixture(scope="module")
def curated(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Grown, Grown]]:
    """Ten thousand curated records of each kind; ten times as many."""
    yield from grown(databases, tmp_path_factory.mktemp("curated"), 1, 1000)


def check_typical(pair: tuple[Grown, Grown], address: str) -> None:
    small, large = (one.work(one.filled(address)).all() for one in pair)
    assert 0 < large < 2 * small, (small, large)


def check_many(pair: tuple[Grown, Grown], address: str) -> None:
    small, large = (one.work(one.filled(address)) for one in pair)
    assert 0 < large.reading() < 2 * small.reading(), (small.reading(), large.reading())
    assert large.counting() < SLOTS_A_RECORD * COUNTED, large.counting()


@pytest.mark.parametrize("address", ARCHIVE)
def test_archive(archive: tuple[Grown, Grown], address: str) -> None:
    check_typical(archive, address)


@pytest.mark.parametrize("address", MANY_OF_ARCHIVE)
def test_filters_that_match_much_of_the_archive(archive: tuple[Grown, Grown], address: str) -> None:
    check_many(archive, address)


@pytest.mark.long
@pytest.mark.parametrize("address", CURATED)
def test_curated(curated: tuple[Grown, Grown], address: str) -> None:
    check_typical(curated, address)


@pytest.mark.long
@pytest.mark.parametrize("address", MANY_OF_CURATED)
def test_filters_that_match_many_curated(curated: tuple[Grown, Grown], address: str) -> None:
    check_many(curated, address)


@pytest.mark.long
@pytest.mark.parametrize("address", DAYS_OF_CURATED)
def test_days_of_curated_records(curated: tuple[Grown, Grown], address: str) -> None:
    small, large = (one.work(one.filled(address)) for one in curated)
    assert 0 < large.reading() < 3 * small.reading(), (small.reading(), large.reading())
    assert large.counting() < SLOTS_A_RECORD * COUNTED, large.counting()


@pytest.mark.long
@pytest.mark.parametrize("address", BOUNDED)
def test_views_look_at_as_much_as_totals_count(curated: tuple[Grown, Grown], address: str) -> None:
    work = curated[1].work(curated[1].filled(address)).all()
    assert 0 < work < STEPS_LOOKED_AT * COUNTED, work


@pytest.mark.long
@pytest.mark.parametrize("address", OF_ONE_MATTER)
def test_lists_of_one_matter_look_at_what_belongs_to_it(curated: tuple[Grown, Grown], address: str) -> None:
    total = curated[1].get(address)["total"]
    assert 1000 < total < 20_000
    assert 0 < curated[1].work(address).all() < STEPS_LOOKED_AT * total


DAYS = "lo, hi, slug"
LISTS = {"documents": ("document", DAYS), "actors": ("actor", "slug"), "sources": ("source", "slug")}
LISTS_OF_CURATED = {
    "places": ("place", "slug"),
    "events": ("event", DAYS),
    "quotations": ("quotation", DAYS),
    "interpretations": ("interpretation", "slug"),
    "disputes": ("dispute", "slug"),
    "causal-links": ("causal_link", "slug"),
    "transmissions": ("transmission", DAYS),
}


def deep(one: Grown, name: str, table: str, order: str) -> str:
    """The address of the page that begins after 99 of a hundred records."""
    ((count,),) = one.rows(f"SELECT count(*) FROM {table}")  # noqa: S608
    (key,) = one.rows(f"SELECT {order} FROM {table} ORDER BY {order} LIMIT 1 OFFSET {count * 99 // 100}")  # noqa: S608
    ((release,),) = one.rows("SELECT max(id) FROM release")
    asked = Asked(f"/v1/{name}", [], 20, None)
    return asked.address(encode_cursor(release, asked.fingerprint(), key))


def check_depth(one: Grown, name: str, table: str, order: str) -> None:
    first, last = one.work(f"/v1/{name}").all(), one.work(deep(one, name, table, order)).all()
    assert last < 1.25 * first, (first, last)


@pytest.mark.parametrize("name", LISTS)
def test_depth(archive: tuple[Grown, Grown], name: str) -> None:
    check_depth(archive[1], name, *LISTS[name])


@pytest.mark.long
@pytest.mark.parametrize("name", LISTS_OF_CURATED)
def test_depth_of_curated(curated: tuple[Grown, Grown], name: str) -> None:
    check_depth(curated[1], name, *LISTS_OF_CURATED[name])
