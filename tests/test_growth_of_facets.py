"""The work of counting by values is bounded: so many steps for each of the records that are looked at, and no more.

Counted in steps of SQLite's virtual machine, of lists with ten times as many records as are looked at.
"""

from collections.abc import Iterator

import pytest

from api.paging import COUNTED
from tests.databases import Databases
from tests.test_growth import Grown, grown

pytestmark = pytest.mark.long
STEPS = 120  # for each record: to find it, to read what it has, to sort that, to know it again
ARCHIVE = {
    "/v1/documents": "from,to,party,kind,knowledge,mentions,year,date_quality,source",
    "/v1/documents?kind=telegram": "kind,from,year",
    "/v1/documents?date=1945": "year,kind,source",
    "/v1/documents?party=bench0001-p-1": "party,kind",
    "/v1/documents?source=bench0001": "source,kind",
    "/v1/actors": "kind,member_of,source",
}
CURATED = {
    "/v1/events": "kind,place,capital,participant,part_of,year,date_quality,source",
    "/v1/quotations": "speaker,addressee,document,event,fidelity,certainty,year,date_quality,source",
    "/v1/interpretations": "author,held_by,mind_of,about,said_in,kind,modality,dispute,certainty,source",
    "/v1/disputes": "about,held_by,source",
    "/v1/causal-links": "cause,effect,kind,author,held_by,source",
    "/v1/transmissions": "to,from,via,about,mode,document,event,certainty,year,source",
    "/v1/sources": "kind,author,part_of,source",
    "/v1/places": "within,source",
}


@pytest.fixture(scope="module")
def archive(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Grown, Grown]]:
    yield from grown(databases, tmp_path_factory.mktemp("counted_archive"), 1000, 10)


@pytest.fixture(scope="module")
def curated(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Grown, Grown]]:
    yield from grown(databases, tmp_path_factory.mktemp("counted_curated"), 1, 1000)


def check(large: Grown, path: str, names: str) -> None:
    for name in names.split(","):
        address = f"{path}{'&' if '?' in path else '?'}limit=1&facets={name}"
        work = large.work(address).all()
        assert work < STEPS * COUNTED, (address, work)


@pytest.mark.parametrize("path", ARCHIVE)
def test_of_the_archive(archive: tuple[Grown, Grown], path: str) -> None:
    check(archive[1], path, ARCHIVE[path])


@pytest.mark.parametrize("path", CURATED)
def test_of_the_curated_record(curated: tuple[Grown, Grown], path: str) -> None:
    check(curated[1], path, CURATED[path])
