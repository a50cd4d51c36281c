"""The first page: the questions on which accounts differ, a strip of the timeline, the doors, and one quotation."""

from collections.abc import Mapping, Sequence
from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency

from explorer.client import call
from explorer.drawings import reading as drawn
from explorer.filters import address
from explorer.site import PageRequest, Site

SHORTEST, LONGEST = 40, 240  # characters of the quotation shown
SPOKEN = "original,reported-speech,translation"
GLANCE = [("date", "1950-01/1950-06")]
GLANCE_HEADING = "January to June 1950 at a glance"
CAPITALS = ("moscow", "beijing", "pyongyang", "seoul", "washington")
MOST = 100  # moments of one call


@get("/")
async def show_home(request: PageRequest, site: NamedDependency[Site]) -> Response[str]:
    answers = await site.ask(
        disputes=call("/v1/disputes", limit=6),
        quotations=call("/v1/quotations", fidelity=SPOKEN, limit=30),
        meta="/v1/meta",
        glance=address("/v1/timeline", [*GLANCE, ("capital", ",".join(CAPITALS)), ("limit", str(MOST))]),
        transmissions=call("/v1/transmissions", limit=100),
    )
    quotations = answers["quotations"]
    quotation = representative(quotations.data["results"]) if quotations.ok else None
    return site.render(
        request,
        "home.html",
        answers,
        quotation=quotation,
        shown=drawn.shown(answers["glance"], CAPITALS, GLANCE),
        glance_heading=GLANCE_HEADING,
        glance_page=address("/timeline", GLANCE),
    )


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
