"""Who wrote to whom: the matrix of all pairs, an actor's correspondents, and one exchange in its order."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from explorer.days import silence, took

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows are senders, columns recipients, both in one order; no cell where nothing is on record."""

    recipients: list[Json]
    rows: list[tuple[Json, list[Json | None]]]


def matrix(pairs: Sequence[Json]) -> Matrix:
    cells = {(pair["from"]["id"], pair["to"]["id"]): pair for pair in pairs}
    actors = busiest(pairs)
    senders = [actor for actor in actors if any(actor["id"] == sender for sender, _ in cells)]
    recipients = [actor for actor in actors if any(actor["id"] == recipient for _, recipient in cells)]
    rows = [(one, [cells.get((one["id"], other["id"])) for other in recipients]) for one in senders]
    return Matrix(recipients, rows)


def busiest(pairs: Sequence[Json]) -> list[Json]:
    """All who wrote or were written to, those with the most documents first: letter and answer mirror each other."""
    actors = {pair[end]["id"]: pair[end] for pair in pairs for end in ("from", "to")}
    documents: dict[str, int] = defaultdict(int)
    for pair in pairs:
        for end in ("from", "to"):
            documents[pair[end]["id"]] += pair["document_count"]
    return sorted(actors.values(), key=lambda actor: (-documents[actor["id"]], actor["label"]))


@dataclass(frozen=True, slots=True)
class Correspondent:
    actor: Json
    sent: Json | None  # the pair from the actor asked for to this one
    received: Json | None


def correspondents(found: Json) -> list[Correspondent]:
    """By the other end of each pair, in the order in which the API gives them."""
    me = found["actor"]["id"]
    others: dict[str, Json] = {}
    for pair in found["pairs"]:
        other = pair["to"] if pair["from"]["id"] == me else pair["from"]
        others.setdefault(other["id"], other)
    return [
        Correspondent(actor, between(found["pairs"], me, id), between(found["pairs"], id, me))
        for id, actor in others.items()
    ]


def between(pairs: Sequence[Json], one: str, other: str) -> Json | None:
    """The pair from one actor to the other."""
    return next((pair for pair in pairs if (pair["from"]["id"], pair["to"]["id"]) == (one, other)), None)


@dataclass(frozen=True, slots=True)
class Letter:
    document: Json
    words: list[Json]
    took: str | None
    silence: int | None  # days before it of which nothing is on record, if they are many


def letters(documents: Sequence[Json], quotations: Sequence[Json]) -> list[Letter]:
    """The documents in their order, each with its words in theirs."""
    quotations = sorted(quotations, key=place)
    before: Json | None = None
    found = []
    for document in documents:
        words = [one for one in quotations if one["document"] and one["document"]["id"] == document["id"]]
        quiet = silence(before and before["date"], document["date"])
        found.append(Letter(document, words, took(document["date"], document["received"]), quiet))
        before = document
    return found


def place(quotation: Json) -> tuple[str, int]:
    """Where words stand: in which text, and from which character on."""
    places = [(one["source"]["id"], one["start"] or 0) for one in quotation["citations"]]
    return min(places, default=("", 0))


def elsewhere(quotations: Sequence[Json], documents: Sequence[Json]) -> list[Json]:
    """Words from one to the other that stand in none of the documents."""
    ids = {document["id"] for document in documents}
    return [one for one in quotations if one["document"] is None or one["document"]["id"] not in ids]


def exchange(one: str, other: str) -> str:
    """The page of an exchange: one address, whoever comes first."""
    return "/correspondence/" + "/".join(sorted((one, other)))
