"""Two claims side by side: what each rests on, what both do, and what ties the one to the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Json = Mapping[str, Any]

ONE, OTHER = "The first claim", "the second"
ROLES = {"first": (ONE, OTHER), "second": ("The second claim", "the first")}


@dataclass(slots=True)
class Ground:
    """A record that claims rest on, with the steps of the two arguments that use it."""

    step: Json
    first: list[Json] = field(default_factory=list)
    second: list[Json] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Grounds:
    shared: list[Ground]
    first: list[Ground]
    second: list[Ground]


def grounds(first: Json, second: Json) -> Grounds:
    """What the arguments of two claims rest on down to the words, each record once; the two claims left out."""
    both = {first["interpretation"]["id"], second["interpretation"]["id"]}
    found: dict[str, Ground] = {}
    for step in first["steps"]:
        found.setdefault(step["record"]["href"], Ground(step)).first.append(step)
    for step in second["steps"]:
        found.setdefault(step["record"]["href"], Ground(step)).second.append(step)
    apart = [one for one in found.values() if one.step["record"]["id"] not in both]
    return Grounds(
        [one for one in apart if one.first and one.second],
        [one for one in apart if not one.second],
        [one for one in apart if not one.first],
    )


@dataclass(frozen=True, slots=True)
class Bond:
    """`subject` does to `object` what `kind` says."""

    subject: str
    kind: str
    object: str


def bonds(first: Json, second: Json) -> list[Bond]:
    """Relations between the two, each once, and whether the one is evidence for or against the other."""
    related = [
        Bond(*between("first" if one["direction"] == "to" else "second", one["kind"]))
        for one in first["relations"]
        if one["interpretation"]["id"] == second["id"]
    ]
    used = [
        Bond(*between(place, f"evidence-{one['stance']}"))
        for place, user, claim in (("second", first, second), ("first", second, first))
        for one in user["evidence"]
        if one["record"]["id"] == claim["id"]
    ]
    return list(dict.fromkeys([*related, *used]))


def between(place: str, kind: str) -> tuple[str, str, str]:
    subject, object = ROLES[place]
    return subject, kind, object


def alike(first: Sequence[Json], second: Sequence[Json]) -> list[Json]:
    """The references that both have."""
    there = {one["id"] for one in second}
    return [one for one in first if one["id"] in there]


def sources_of(*claims: Json) -> dict[str, Json]:
    """The works in which claims are made, by id."""
    return {one["source"]["id"]: one["source"] for claim in claims for one in claim["citations"]}


def year(source: Json) -> int | None:
    """When a work came out, where its reference says so."""
    parts: list[list[int]] = source["csl"].get("issued", {}).get("date-parts") or []
    return parts[0][0] if parts else None
