"""A document with what the lists of its volume say of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from seed.frus.storing.who import Named, Who
from seed.frus.volume import TermUse


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the lists of the volume say of a document.

    `unmet`: names that fit nobody. `anchors`: the ids of the file that stand in it and nowhere before. `uses`: those of
    terms that are listed, whose numbers `terms` has.
    """

    named: Sequence[Named]
    unmet: Sequence[Named]
    who: Who
    anchors: frozenset[str]
    uses: Sequence[TermUse]
    terms: Mapping[str, int]
