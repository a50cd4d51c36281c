"""What a load would change, without changing it."""

from api.engines import make_engine
from seed.loading.compare import Difference, compare
from seed.loading.load import require_usable
from seed.reading.files import Dataset


def diff(dataset: Dataset, url: str) -> list[Difference]:
    """One difference for each change of a record; raises LoadError if the database cannot be read."""
    require_usable(url)
    engine = make_engine(url, read_only=True)
    try:
        with engine.connect() as connection:
            return compare(connection, dataset).differences
    finally:
        engine.dispose()
