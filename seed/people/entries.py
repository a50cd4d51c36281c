"""What is joined: entries of volumes' lists of persons, and curated persons."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

YEARS = re.compile(r"frus(\d{4})(?:-(\d{4}|\d{2}))?", re.IGNORECASE)


class Key(NamedTuple):
    """An entry: ids of persons are unique only within a volume."""

    volume: str
    xml_id: str


class Entry(NamedTuple):
    """An entry as printed; `role` is the rest of it."""

    volume: str
    xml_id: str
    printed: str
    role: str | None = None

    @property
    def key(self) -> Key:
        return Key(self.volume, self.xml_id)


class Curated(NamedTuple):
    """A curated person: `names` in full, as one says them; `years`, the first and last in which the record has him."""

    slug: str
    names: tuple[str, ...]
    offices: tuple[str, ...] = ()
    years: tuple[int, int] | None = None


Identity = Key | str  # an entry, or a curated person by slug


@lru_cache(maxsize=1024)
def years(volume: str) -> tuple[int, int]:
    """The years a volume's id names: (1955, 1957) for "frus1955-57v23p2"; (0, 0) where it names none."""
    match = YEARS.match(volume)
    if match is None:
        return 0, 0
    first = int(match[1])
    last = int(match[1][:2] + match[2] if len(match[2]) == 2 else match[2]) if match[2] else first
    return first, max(first, last)


def shown_years(volumes: Iterable[str]) -> str:
    """The years of one or several volumes, for readers: "1955-57" or "1943 to 1957"."""
    found = [years(volume) for volume in volumes]
    first, last = min(found)[0], max(end for _, end in found)
    if first == last:
        return str(first)
    one = len(set(found)) == 1 and first // 100 == last // 100
    return f"{first}-{last % 100:02}" if one else f"{first} to {last}"
