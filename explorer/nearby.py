"""Records that may be meant by an address under which there is none: those whose names have the words of its id."""

import asyncio
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import Any

from explorer.client import Answer, Api, call
from explorer.reporting import record_page

Json = Mapping[str, Any]

MOST = 6  # records to show
EACH = 10  # of one question
WORDS = 3  # of an id that are looked for singly, the longest ones
ALIKE = 0.7  # from 0 to 1
SHORTEST = 3  # letters of a word that says something by itself


def asked(address: str) -> tuple[str, str] | None:
    """The kind of record and the id that an address names; None for what is no record's."""
    found = record_page(address)
    if found is None:
        return None
    _, kind, id = found.split("/")
    return kind.removesuffix("s"), id


def questions(kind: str, id: str) -> list[str]:
    """All the words of any type first, then of this type; then each long word by itself."""
    words = [word for word in id.split("-") if len(word) >= SHORTEST]
    longest = sorted(dict.fromkeys(words), key=len, reverse=True)[:WORDS]
    whole = id.replace("-", " ")
    alone = [call("/v1/suggest", q=word, type=kind, limit=EACH) for word in longest if word != whole]
    return [call("/v1/suggest", q=whole, limit=EACH), call("/v1/suggest", q=whole, type=kind, limit=EACH), *alone]


async def near(api: Api, address: str) -> list[Json]:
    """References to what is likest, by the letters of the id; nothing where the API does not answer."""
    named = asked(address)
    if named is None:
        return []
    answers = await asyncio.gather(*(api.get(one) for one in questions(*named)))
    return likest(*named, answers)


def likest(kind: str, id: str, answers: Iterable[Answer]) -> list[Json]:
    """Records of another kind only where the ids are much alike."""
    found = {one["record"]["href"]: one["record"] for answer in answers if answer.ok for one in answer.data["results"]}
    alike = [(likeness(id, record["id"]), record) for record in found.values()]
    kept = [one for one in alike if one[1]["type"] == kind or one[0] >= ALIKE]
    return [record for _, record in sorted(kept, key=lambda one: (-one[0], one[1]["id"]))[:MOST]]


def likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
