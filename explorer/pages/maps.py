"""What is drawn of the record beside its timeline: who says that what led to what, and where things happened."""

import asyncio
import re

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from explorer import filters, mapping
from explorer.client import Answer, call
from explorer.drawings import causal, plan
from explorer.filters import LISTINGS, address, cursor_of, without
from explorer.pages.lists import narrowing
from explorer.pages.records import ALL, check_id
from explorer.pages.views import untidy
from explorer.site import PageRequest, Site, Trouble, redirect

LINKS = "causal-links"
DRAWN = 60  # links of a page
HUBS = 8  # ways to a drawing of fewer lines
CALLS = 3  # of ALL places or events each, at most
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
SHOWN = 40  # characters of what was sent that are repeated


@get(f"/{LINKS}", before_request=untidy)
async def show_causal_links(request: PageRequest, site: NamedDependency[Site]) -> Response[str]:
    """The links of one page of the list are what is drawn; of many, those about one event, with the ways to others."""
    pairs = filters.read(request.url.query)
    size = [] if "limit" in dict(pairs) else [("limit", str(DRAWN))]
    answers = await site.ask(records=address(f"/v1/{LINKS}", [*pairs, *size]), vocabularies="/v1/vocabularies")
    found = answers["records"].data
    map = causal.draw(found["results"])
    hubs = causal.hubs(causal.paired(found["results"]))[:HUBS] if map and map.left_out else []
    kept = without(pairs, "cursor", "cause", "effect", "event")
    onward = [("cursor", cursor_of(found["next"]))] if found["next"] else []
    return site.render(
        request,
        "causal_links.html",
        answers,
        map=map,
        hubs=[(one, address(f"/{LINKS}", [*kept, ("event", one.record["id"])])) for one in hubs if one.number > 1],
        following=address(f"/{LINKS}", [*without(pairs, "cursor"), *onward]) if onward else None,
        **narrowing(LINKS, LISTINGS[LINKS], pairs, answers["records"]),
    )


@get(f"/{LINKS}/{{id:str}}", before_request=check_id)
async def show_causal_link(request: PageRequest, site: NamedDependency[Site], id: FromPath[str]) -> Response[str]:
    """One link, drawn among all that its two ends are said to have led to or come from."""
    here = f"/v1/{LINKS}/{id}"
    answers = await site.ask(record=here, citation=f"{here}/citation")
    ends = (answers["record"].data[end]["id"] for end in ("cause", "effect"))
    answers |= await site.api.all({"around": call(f"/v1/{LINKS}", event=",".join(ends), limit=ALL)})
    return site.render(request, "causal_link.html", answers)


@get("/map", before_request=untidy)
async def show_map(request: PageRequest, site: NamedDependency[Site]) -> Response[str]:
    """All places, and the events to a day; without one, all events."""
    sent = dict(filters.read(request.url.query))
    date = sent.get("date")
    if date is not None and not DATE.fullmatch(date):
        raise refused(date)
    at = [("date", f"../{date}")] if date else []
    events = address("/v1/events", [*at, ("fields", "date,place"), ("limit", str(ALL))])
    whole = {"places": call("/v1/places", limit=ALL), "events": events}
    given = await asyncio.gather(*(site.api.whole(one, CALLS) for one in whole.values()))
    answers = dict(zip(whole, given, strict=True))
    for name, answer in answers.items():
        if not answer.ok and (name == "places" or answer.status == 400):
            raise Trouble(answer)
    found = mapping.gathered(answers["places"].data["results"], answers["events"])
    return site.render(
        request,
        "map.html",
        answers,
        date=date,
        found=found,
        plan=plan.draw([one.place for one in found.places], found.numbers),
        steps=[mapping.stepped(date, by) for by in (-1, 1)] if date else [],
    )


def refused(date: str) -> Trouble:
    reason = f"{date[:SHOWN]!r} is not a plain date; write YYYY, YYYY-MM or YYYY-MM-DD"
    return Trouble(Answer("", 400, {"errors": [{"parameter": "date", "reason": reason, "allowed": []}]}))


@get("/map.json")
async def to_map_json() -> Response[str]:
    return redirect("/v1/places")


HANDLERS: list[HTTPRouteHandler] = [show_causal_links, show_causal_link, show_map, to_map_json]
