"""The competing accounts of an event as a table: a row for each dispute, a column for each voice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Voice:
    """Who holds claims, and in whose telling; `held_by` is empty where the authors only raise them."""

    held_by: Sequence[Json]
    authors: Sequence[Json]

    @property
    def own(self) -> bool:
        """Whether the authors speak for themselves."""
        return ids(self.held_by) == ids(self.authors)


@dataclass(frozen=True, slots=True)
class Given:
    """A claim, and the answer to the row's question that it gives."""

    letter: str
    claim: Json


@dataclass(frozen=True, slots=True)
class Hinge:
    """A record that answers rest on, with the letter of each answer and whether it speaks for or against it."""

    record: Json
    uses: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Row:
    dispute: Json  # as `/v1/events/{id}/accounts` gives it
    cells: list[list[Given]]


@dataclass(frozen=True, slots=True)
class Table:
    voices: list[Voice]
    rows: list[Row]
    evidence: list[list[Json]]  # by voice: what all its claims rest on, each once

    @property
    def tellers(self) -> list[Sequence[Json]]:
        """The authors in whose telling the voices speak, each set of them once."""
        return list({ids(voice.authors): voice.authors for voice in self.voices}.values())


def ids(refs: Sequence[Json]) -> tuple[str, ...]:
    return tuple(ref["id"] for ref in refs)


def key(claim: Json) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return ids(claim["held_by"]), ids(claim["authors"])


def table(disputes: Sequence[Json]) -> Table:
    given = [answers(dispute) for dispute in disputes]
    voices = {key(one.claim): Voice(one.claim["held_by"], one.claim["authors"]) for row in given for one in row}
    rows = [
        Row(dispute, [[one for one in row if key(one.claim) == voice] for voice in voices])
        for dispute, row in zip(disputes, given, strict=True)
    ]
    columns = zip(*(row.cells for row in rows), strict=True)
    return Table(list(voices.values()), rows, [rested_on([one for cell in cells for one in cell]) for cells in columns])


def answers(dispute: Json) -> list[Given]:
    return [
        Given(letter(number), claim)
        for number, position in enumerate(dispute["positions"])
        for claim in position["claims"]
    ]


def letter(number: int) -> str:
    return LETTERS[number] if number < len(LETTERS) else str(number + 1)


def rested_on(given: Sequence[Given]) -> list[Json]:
    """The evidence of several claims, each record once."""
    found = {evidence["record"]["id"]: evidence for one in given for evidence in one.claim["evidence"]}
    return list(found.values())


def hinges(positions: Sequence[Json], claims: Sequence[Json]) -> list[Hinge]:
    """What the answers to a dispute rest on, what most of them rest on first.

    Claims that answer none of them, as a release between two calls may bring, are left out.
    """
    answered = {one["id"]: letter(at) for at, position in enumerate(positions) for one in position["interpretations"]}
    found: dict[str, Hinge] = {}
    for claim in (one for one in claims if one["id"] in answered):
        for evidence in claim["evidence"]:
            one = found.setdefault(evidence["record"]["href"], Hinge(evidence["record"], []))
            use = answered[claim["id"]], evidence["stance"]
            one.uses.extend([use] if use not in one.uses else [])
    return sorted(found.values(), key=lambda one: (-len(one.uses), min(one.uses)))


def groundless(positions: Sequence[Json], claims: Sequence[Json]) -> list[str]:
    """The letters of the answers for which no claim names evidence."""
    named = {claim["id"] for claim in claims if claim["evidence"]}
    return [
        letter(at)
        for at, position in enumerate(positions)
        if not named & {one["id"] for one in position["interpretations"]}
    ]
