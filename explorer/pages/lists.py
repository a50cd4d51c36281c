"""The ten lists: plain GET forms with the API's own parameters, and pages that follow its cursors."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency

from explorer import filters
from explorer.client import Answer
from explorer.filters import LISTINGS, Listing, address, without
from explorer.site import PageRequest, Site, redirect
from explorer.words import KINDS

VARY = {"Vary": "HX-Request-Type"}


@get([f"/{kind}" for kind in KINDS if kind != "causal-links"])
async def show_list(request: PageRequest, site: NamedDependency[Site]) -> Response[str]:
    """A form's empty fields are dropped first, so that what is shared is the short address."""
    kind = request.url.path.strip("/")
    sent = filters.read(request.url.query)
    pairs = filters.tidy(sent)
    if pairs != sent:
        return redirect(address(f"/{kind}", pairs))
    listing = LISTINGS[kind]
    values = {"vocabularies": "/v1/vocabularies"} if listing.choices or listing.dated else {}
    answers = await site.ask(records=address(f"/v1/{kind}", pairs), **values)
    return site.render(request, "list.html", answers, **narrowing(kind, listing, pairs, answers["records"]))


def narrowing(kind: str, listing: Listing, pairs: filters.Pairs, found: Answer | None = None) -> dict[str, Any]:
    """What the form of a list and the sentence on its filters need; `kind` is the path of the list, and `found` names
    what its filters mean, where they may mean records.
    """
    return {
        "kind": kind,
        "listing": listing,
        "quality": filters.QUALITY,
        "sent": dict(pairs),
        "chosen": filters.chosen(listing, f"/{kind}", pairs, found.data["filters"] if found else {}),
        "first": address(f"/{kind}", without(pairs, "cursor")),
        "undated": address(f"/{kind}", without(pairs, "cursor", "date", "date_match")),
        "other_reading": address(f"/{kind}", other_reading(pairs)),
    }


def other_reading(pairs: filters.Pairs) -> filters.Pairs:
    """With the reading of dates that was not asked for."""
    read = dict(pairs).get("date_match")
    return [*without(pairs, "cursor", "date_match"), ("date_match", "overlaps" if read == "within" else "within")]


@get([f"/_f/{kind}" for kind in KINDS])
async def show_more(request: PageRequest, site: NamedDependency[Site]) -> Response[str]:
    """The next records alone, for htmx; whoever opens the address gets the whole page."""
    kind = request.url.path.removeprefix("/_f/").strip("/")
    pairs = filters.tidy(filters.read(request.url.query))
    if request.headers.get("hx-request-type") != "partial":
        return redirect(address(f"/{kind}", pairs))
    answers = await site.ask(records=address(f"/v1/{kind}", pairs))
    headers = {**VARY, "X-Robots-Tag": "noindex"}
    return site.render(request, "fragments/records.html", answers, kind=kind, headers=headers)


@get([f"/{kind}.json" for kind in KINDS])
async def to_json(request: PageRequest) -> Response[str]:
    path = request.url.path.removesuffix(".json")
    return redirect(address(f"/v1{path}", filters.read(request.url.query)))


HANDLERS = [show_list, show_more, to_json]
