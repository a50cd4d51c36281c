"""One page for each record: what it asks the API for. What it looks like is in the template of its name."""

import re

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from explorer import filters
from explorer.client import Answer, call
from explorer.site import PageRequest, Site, Trouble, redirect

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
LONGEST = 120
FEW, FEWER = 6, 4  # records of a neighbouring list; where there are many such lists
ALL = 100  # the most that one call gives


def check_id(request: PageRequest) -> Response[str] | None:
    """Nothing but an id becomes part of a path of the API; `.json` leads to the record itself."""
    found, name = request.path_params["id"], request.url.path.split("/")[1]
    if found.endswith(".json") and is_id(found.removesuffix(".json")):
        return redirect(f"/v1/{name}/{found.removesuffix('.json')}")
    if not is_id(found):
        raise Trouble(Answer("", 404))
    return None


def is_id(text: str) -> bool:
    return len(text) <= LONGEST and SLUG.fullmatch(text) is not None


@get("/events/{id:str}", before_request=check_id)
async def show_event(request: PageRequest, site: NamedDependency[Site], id: FromPath[str]) -> Response[str]:
    """With `reach=all` the causes of its causes, too, and what followed from what followed."""
    reach = {"reach": "all"} if ("reach", "all") in filters.read(request.url.query) else {}
    answers = await site.ask(
        record=f"/v1/events/{id}",
        citation=f"/v1/events/{id}/citation",
        accounts=f"/v1/events/{id}/accounts",
        quotations=call("/v1/quotations", event=id, limit=FEW),
        causes=call(f"/v1/events/{id}/causes", limit=ALL, **reach),
        consequences=call(f"/v1/events/{id}/consequences", limit=ALL, **reach),
        documents=call("/v1/documents", occasion=id, limit=FEW),
    )
    return site.render(request, "event.html", answers, chain=bool(reach))


@get("/disputes/{id:str}", before_request=check_id)
async def show_dispute(request: PageRequest, site: NamedDependency[Site], id: FromPath[str]) -> Response[str]:
    claims = call("/v1/interpretations", dispute=id, limit=ALL)
    here = f"/v1/disputes/{id}"
    return await site.show(request, "dispute.html", record=here, claims=claims, citation=f"{here}/citation")


@get("/interpretations/{id:str}", before_request=check_id)
async def show_interpretation(request: PageRequest, site: NamedDependency[Site], id: FromPath[str]) -> Response[str]:
    here = f"/v1/interpretations/{id}"
    return await site.show(
        request,
        "interpretation.html",
        record=here,
        argument=f"{here}/evidence",
        graph=f"{here}/graph",
        citation=f"{here}/citation",
    )


@get("/actors/{id:str}", before_request=check_id)
async def show_actor(request: PageRequest, site: NamedDependency[Site], id: FromPath[str]) -> Response[str]:
    return await site.show(
        request,
        "actor.html",
        record=f"/v1/actors/{id}",
        citation=f"/v1/actors/{id}/citation",
        letters=f"/v1/actors/{id}/correspondents",
        quotations=call("/v1/quotations", speaker=id, limit=FEWER),
        events=call("/v1/events", participant=id, limit=FEWER),
        documents=call("/v1/documents", party=id, limit=FEWER),
        held=call("/v1/interpretations", held_by=id, limit=FEWER),
        about=call("/v1/interpretations", about=id, limit=FEWER),
        named=call("/v1/documents", mentions=id, limit=FEWER),
    )


@get("/places/{id:str}", before_request=check_id)
async def show_place(request: PageRequest, site: NamedDependency[Site], id: FromPath[str]) -> Response[str]:
    return await site.show(
        request,
        "place.html",
        record=f"/v1/places/{id}",
        citation=f"/v1/places/{id}/citation",
        events=call("/v1/events", place=id, limit=FEW),
        places=call("/v1/places", within=id, limit=FEW),
    )


@get("/sources/{id:str}", before_request=check_id)
async def show_source(request: PageRequest, site: NamedDependency[Site], id: FromPath[str]) -> Response[str]:
    """A work of which passages are cited, or a volume imported from a file, with what it holds."""
    answers = await site.ask(record=f"/v1/sources/{id}")
    here, volume = f"/v1/sources/{id}", answers["record"].data["file"] is not None
    own = {
        "documents": call("/v1/documents", source=id, sort="position", limit=FEW),
        "people": call(f"{here}/people", limit=FEW),
        "terms": call(f"{here}/terms", limit=FEW),
    }
    answers |= await site.api.all(
        {
            "citation": f"{here}/citation",
            **(own if volume else {"coverage": f"{here}/coverage"}),
            "quotations": call("/v1/quotations", source=id, sort="position", limit=FEW),
            "claims": call("/v1/interpretations", source=id, sort="position", limit=FEW),
            "events": call("/v1/events", source=id, limit=FEW),
        }
    )
    return site.render(request, "source_volume.html" if volume else "source.html", answers)


@get("/transmissions/{id:str}", before_request=check_id)
async def show_transmission(request: PageRequest, site: NamedDependency[Site], id: FromPath[str]) -> Response[str]:
    """With the words of the document that brought it, if one did."""
    here = f"/v1/transmissions/{id}"
    answers = await site.ask(record=here, citation=f"{here}/citation")
    if document := answers["record"].data["document"]:
        answers |= await site.api.all({"quotations": call("/v1/quotations", document=document["id"], limit=FEWER)})
    return site.render(request, "transmission.html", answers)


HANDLERS: list[HTTPRouteHandler] = [
    show_event,
    show_dispute,
    show_interpretation,
    show_actor,
    show_place,
    show_source,
    show_transmission,
]
