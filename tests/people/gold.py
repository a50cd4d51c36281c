"""The persons of the publisher's own index, by which joins are measured: test data, never part of the product.

Each entry of a volume's list belongs to one person's record there. Its licence is not stated, so that nothing of it may
stand in the repo, not even a name.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from seed.people.entries import Entry, Key

FILE = Path("frus") / "people.json.gz"
ENTRY = re.compile(r"/historicaldocuments/([^/]+)/persons#(.+)$")


def read(sources: Path) -> dict[Key, tuple[Entry, str]]:
    """Each entry, with no more than its volume and the name as printed, and the id of the person whose it is."""
    records = json.loads(gzip.decompress((sources / FILE).read_bytes()))
    return {entry.key: (entry, person) for person, entry in listed(records)}


def listed(records: Iterable[dict[str, Any]]) -> Iterator[tuple[str, Entry]]:
    for record in records:
        for original in record["originals"]:
            for address in original["urls"]:
                if match := ENTRY.search(address):
                    yield record["id"], Entry(match[1], match[2], original["name"])


def is_reported(person: str) -> bool:
    """The half of the persons that is only reported on; the rule was made with the other half before its eyes."""
    return hashlib.sha256(f"parallel-38/{person}".encode()).digest()[0] % 2 == 1
