"""How tests ask and read an answer."""

from typing import Any
from urllib.parse import quote

from tests.api.conftest import Api


def search(api: Api, q: str, more: str = "") -> Any:
    return api.json(f"/v1/search?q={quote(q, safe='')}{more}")


def found(page: Any) -> list[str]:
    """The ids of the results, with the number of a paragraph or footnote."""
    return [
        result["record"]["id"]
        + (f"#{result['paragraph']}" if result["paragraph"] else "")
        + (f"^{result['footnote']}" if result["footnote"] else "")
        for result in page["results"]
    ]
