"""Fills a migrated database with made records: so many paragraphs of volumes, so many curated records of each kind."""

from api.engines import make_engine
from seed.loading.letters import count_letters
from tests.bench.archive import Archive
from tests.bench.bulk import filling
from tests.bench.curated import Curated
from tests.bench.volumes import USUAL, Shape, volumes


def generate(
    url: str,
    paragraphs: int,
    *,
    curated: int = 100,
    searched: bool = True,
    shape: Shape = USUAL,
    seed: int = 1,
) -> int:
    """How many rows were written; `searched`: whether search finds the curated records too."""
    with filling(url) as rows:
        archive = Archive(rows, 1, Curated(rows, curated, seed, searched).write())
        for volume in volumes(paragraphs, shape, seed):
            archive.write(volume)
    count_all_letters(url)
    return rows.count


def count_all_letters(url: str) -> None:
    """As each load does at its end."""
    engine = make_engine(url, read_only=False)
    with engine.connect() as connection:
        count_letters(connection)
        connection.commit()
    engine.dispose()
