"""What a client prefers, in a word: the many ways of writing a header come down to the few things there are."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

PART = re.compile(r'(?:[^,"]|"(?:\\.|[^"\\])*"?)+')  # what stands between commas that are in no quotation marks
PARAMETER = re.compile(r';\s*([^\s=;,"]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^\s;,"]*))')
WEIGHT = re.compile(r"0(\.\d*)?|1(\.0*)?")
CODINGS = ("br", "gzip")


class Wish(NamedTuple):
    """One element of a header, in lower case but for the values of its parameters."""

    name: str
    parameters: Mapping[str, str]
    weight: float


def wishes(header: bytes) -> list[Wish]:
    """What a header lists. A weight that is none counts as 0, a refusal."""
    found = []
    for part in PART.findall(header.decode("latin-1")):
        name, divider, rest = part.partition(";")
        parameters = {key.lower(): quoted or plain for key, quoted, plain in PARAMETER.findall(divider + rest)}
        weight = parameters.pop("q", "1")
        found.append(Wish(name.strip().lower(), parameters, float(weight) if WEIGHT.fullmatch(weight) else 0.0))
    return found


@lru_cache(maxsize=256)
def coding(header: bytes) -> str:
    """`br` or `gzip` by Accept-Encoding (RFC 9110, 12.5.3); nothing where the body goes best as it is.

    So it goes also to a client that refuses whatever there is, `identity` included: that is better than nothing.
    """
    weights = {wish.name: wish.weight for wish in wishes(header)}
    best, best_weight = "", weights.get("identity", 0.0)
    for name in CODINGS:
        weight = weights.get(name, weights.get("*", 0.0))
        if weight > best_weight:
            best, best_weight = name, weight
    return best


@lru_cache(maxsize=256)
def media_type(header: bytes, offered: tuple[str, ...]) -> str | None:
    """The best of what is offered by Accept (RFC 9110, 12.5.1), the first of equals; None where none is wanted."""
    if not header.strip():
        return offered[0]
    wanted = wishes(header)
    weights = {candidate: weight_of(wishes(candidate.encode())[0], wanted) for candidate in offered}
    best = max(offered, key=lambda candidate: weights[candidate])
    return best if weights[best] > 0 else None


def weight_of(candidate: Wish, wanted: Sequence[Wish]) -> float:
    """The weight of the most specific range that covers the candidate; of equally specific ones the greatest."""
    fits = [(closeness(wish, candidate), wish.weight) for wish in wanted]
    return max((fit for fit in fits if fit[0] >= 0), default=(0, 0.0))[1]


def closeness(wish: Wish, candidate: Wish) -> int:
    """How specific a range is that covers the candidate; -1 if it does not. A charset makes no difference."""
    if wish.name == candidate.name:
        named = {key: found for key, found in wish.parameters.items() if key != "charset"}
        return 2 + len(named) if named.items() <= candidate.parameters.items() else -1
    if wish.name == f"{candidate.name.partition('/')[0]}/*":
        return 1
    return 0 if wish.name == "*/*" else -1
