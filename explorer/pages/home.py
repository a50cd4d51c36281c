"""The first page: the questions on which accounts differ, one quotation, and the doors to the lists."""

from collections.abc import Mapping, Sequence
from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency

from explorer.client import call
from explorer.site import PageRequest, Site

SHORTEST, LONGEST = 40, 240  # characters of the quotation shown
SPOKEN = "original,reported-speech,translation"


@get("/")
async def show_home(request: PageRequest, site: NamedDependency[Site]) -> Response[str]:
    answers = await site.ask(
        disputes=call("/v1/disputes", limit=6),
        quotations=call("/v1/quotations", fidelity=SPOKEN, limit=30),
        meta="/v1/meta",
        transmissions=call("/v1/transmissions", limit=100),
    )
    quotations = answers["quotations"]
    shown = representative(quotations.data["results"]) if quotations.ok else None
    return site.render(request, "home.html", answers, quotation=shown)


def representative(quotations: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The longest that still reads at a glance: found in its source, without a gap, its speaker stated."""
    fitting = [
        found
        for found in quotations
        if SHORTEST <= len(found["text"]) <= LONGEST
        and found["verification"]["state"].startswith("verified")
        and found["lacuna"] is None
        and any(speaker["certainty"] == "stated" for speaker in found["speakers"])
    ]
    return max(fitting, key=lambda found: len(found["text"]), default=None)


HANDLERS = [show_home]
