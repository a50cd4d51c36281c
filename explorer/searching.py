"""What a search found, as its page tells it: hits by kind of record, and the ways to narrow them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from explorer.citing import page
from explorer.filters import address, read, without
from explorer.places import text_address
from explorer.words import KINDS, words

Json = Mapping[str, Any]

FACETS = {
    "type": "Kind of record",
    "source": "Source",
    "actor": "Person or body",
    "year": "Year",
    "kind": "Kind",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A record, and where in it the words were found, the best place first."""

    places: list[Json]

    @property
    def best(self) -> Json:
        return self.places[0]


@dataclass(frozen=True, slots=True)
class Group:
    """Records of one kind, best first; `type` as the API names it."""

    type: str
    found: list[Found]

    @property
    def heading(self) -> str:
        return KINDS[f"{self.type}s"]


def groups(hits: Sequence[Json]) -> list[Group]:
    """In the order of the best hit of each; the hits in one record together."""
    kinds: dict[str, dict[str, list[Json]]] = {}
    for hit in hits:
        kinds.setdefault(hit["record"]["type"], {}).setdefault(hit["record"]["id"], []).append(hit)
    return [Group(kind, [Found(places) for places in records.values()]) for kind, records in kinds.items()]


def hit_address(hit: Json) -> str:
    """The record's page, at the paragraph or footnote that holds the words."""
    href: str = hit["record"]["href"]
    if hit["paragraph"] or hit["footnote"]:
        return text_address(href, hit["paragraph"], hit["footnote"])
    return page(href)


def place_name(hit: Json) -> str | None:
    if hit["footnote"]:
        return f"footnote {hit['footnote']}"
    return f"paragraph {hit['paragraph']}" if hit["paragraph"] else None


def search_page(href: str) -> str:
    """The page of a search, from its address in the API; which facets to count is no reader's matter."""
    path, _, query = href.partition("?")
    return address(page(path), without(read(query), "facets"))


def facet_name(value: Json, facet: str) -> str:
    """What readers call a value of a facet: for kinds our words, for records and years the API's label."""
    if facet == "type":
        return KINDS[f"{value['value']}s"]
    label: str = value["label"]
    return words(value["value"], "kind") if facet == "kind" else label
