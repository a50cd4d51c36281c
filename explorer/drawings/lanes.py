"""The capitals as lanes: which of them a page shows, and how to have others."""

from collections.abc import Mapping
from dataclasses import dataclass

from explorer.client import Answer
from explorer.filters import Pairs


@dataclass(frozen=True, slots=True)
class Toggle:
    """A capital, whether it is chosen, and the value of the parameter once it is the other way."""

    capital: str
    chosen: bool
    then: str


def known(vocabularies: Answer) -> list[str]:
    """The capitals in the order of the API; none if it could not say."""
    terms: list[Mapping[str, str]] = vocabularies.data["vocabularies"]["capital"] if vocabularies.ok else []
    return [term["value"] for term in terms]


def chosen(pairs: Pairs) -> list[str]:
    return [value for value in dict(pairs).get("capital", "").split(",") if value]


def shown(pairs: Pairs, vocabularies: Answer) -> list[str]:
    """Those asked for, or all."""
    asked, all = chosen(pairs), known(vocabularies)
    return [capital for capital in all if capital in asked or not asked] or asked


def toggles(pairs: Pairs, vocabularies: Answer) -> list[Toggle]:
    asked, all = chosen(pairs), known(vocabularies)
    return [
        Toggle(one, one in asked, ",".join(other for other in all if (other in asked) != (other == one))) for one in all
    ]
