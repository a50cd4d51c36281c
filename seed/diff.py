"""What a load would change, without changing it."""

from api.db import make_engine
from seed.compare import Difference, compare
from seed.files import Dataset
from seed.load import require_usable


def diff(dataset: Dataset, url: str) -> list[Difference]:
    """One difference for each change of a record; raises LoadError if the database cannot be read."""
    require_usable(url)
    engine = make_engine(url, read_only=True)
    try:
        with engine.connect() as connection:
            return compare(connection, dataset).differences
    finally:
        engine.dispose()
