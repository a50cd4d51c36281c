"""Under which terms everything here stands."""

from collections.abc import Iterable
from typing import Annotated

import msgspec
from msgspec import Meta


class Licence(msgspec.Struct, frozen=True):
    applies_to: Annotated[str, Meta(description="What stands under it.")]
    name: Annotated[str, Meta(description="The licence, or who holds the rights.")]
    identifier: Annotated[str | None, Meta(description="SPDX identifier, where there is one.")]


CODE = Licence("code", "Apache License 2.0", "Apache-2.0")
DATA = [
    Licence("records: statements, summaries, titles, dates, links", "Creative Commons Attribution 4.0", "CC-BY-4.0"),
    Licence("coordinates of places: GeoNames", "Creative Commons Attribution 4.0", "CC-BY-4.0"),
    Licence("quotations", "The words belong to their sources; see `licence` of each source.", None),
    Licence(
        "texts of archive volumes: Foreign Relations of the United States",
        "Public domain; see `licence` of each volume.",
        None,
    ),
]
"""Of what an export holds."""
LICENCES = [CODE, *DATA]


def in_words(licences: Iterable[Licence]) -> str:
    """One line for each."""
    return "\n".join(f"{one.applies_to}: {one.name}" for one in licences)
