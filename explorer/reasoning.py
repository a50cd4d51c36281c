"""Arguments and what surrounds them: a claim's evidence as a tree down to the words, its ties by kind."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]
OWN_EVIDENCE = ("evidence-for", "evidence-against")


@dataclass(frozen=True, slots=True)
class Ground:
    """A step of an argument and what it rests on in its turn; `above` where that was told before."""

    step: Json
    grounds: list["Ground"]
    above: bool


def grounds(argument: Json) -> list[Ground]:
    """What a claim rests on, step by step; each claim is opened once, so a circle ends."""
    steps: dict[str, list[Json]] = defaultdict(list)
    for step in argument["steps"]:
        steps[step["under"]["id"]].append(step)
    return open_claim(argument["interpretation"]["id"], steps, set())


def open_claim(id: str, steps: Mapping[str, Sequence[Json]], opened: set[str]) -> list[Ground]:
    opened.add(id)
    found = []
    for step in steps.get(id, ()):
        below = step["record"]["id"]
        above = below in opened
        found.append(Ground(step, [] if above else open_claim(below, steps, opened), above))
    return found


@dataclass(frozen=True, slots=True)
class Tie:
    kind: str
    direction: str  # `to`: from the claim to the others; `from`: the other way round
    records: list[Json]


def ties(graph: Json) -> list[Tie]:
    """All that a claim is tied to but for its own evidence, by the kind of tie."""
    me = graph["interpretation"]["id"]
    found: dict[tuple[str, str], list[Json]] = defaultdict(list)
    for edge in graph["edges"]:
        outward = edge["from"]["id"] == me
        if not (outward and edge["kind"] in OWN_EVIDENCE):
            found[edge["kind"], "to" if outward else "from"].append(edge["to"] if outward else edge["from"])
    return [Tie(kind, direction, records) for (kind, direction), records in found.items()]
