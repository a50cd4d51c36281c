"""`recorded_in`: documents of archival volumes, named as their publisher names them."""

import re
from collections.abc import Iterator

from seed.reading.files import Dataset, Entry, Problem
from seed.records import Document, Event

ADDRESS = re.compile(r"frus\d[A-Za-z0-9-]*/[A-Za-z_][A-Za-z0-9_.-]*")


def recorded(data: Dataset) -> Iterator[tuple[Entry, list[str]]]:
    for entry, event in data.of(Event):
        yield entry, event.recorded_in
    for entry, document in data.of(Document):
        yield entry, document.recorded_in


def address(data: Dataset) -> Iterator[Problem]:
    for entry, addresses in recorded(data):
        for place, one in enumerate(addresses):
            if not ADDRESS.fullmatch(one):
                message = f"`{one}` names no document of a volume; write volume/document, `frus1950v07/d86`"
                yield entry.problem(("recorded_in", place), message)


def repeated(data: Dataset) -> Iterator[Problem]:
    for entry, addresses in recorded(data):
        for place, one in enumerate(addresses):
            if one in addresses[:place]:
                yield entry.problem(("recorded_in", place), f"`{one}` is named twice; name it once")


RULES = {"archive-address": address, "archive-repeated": repeated}
