"""Fills a migrated database with made records: so many paragraphs of volumes, so many curated records of each kind."""

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
    return rows.count
