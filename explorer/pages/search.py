"""Search: one form, live where htmx is there, a plain page of results where it is not."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency

from explorer import filters
from explorer.client import Answer, call
from explorer.filters import SEARCH, Pairs, address, chosen, without
from explorer.pages.lists import VARY, other_reading
from explorer.searching import FACETS, groups
from explorer.site import PageRequest, Site, redirect

NAMES = 5  # nearest names to show


@get("/search")
async def show_search(request: PageRequest, site: NamedDependency[Site]) -> Response[str]:
    """Without words, the form alone. For htmx the results alone, and the short address to show for them."""
    sent = filters.read(request.url.query)
    pairs = filters.tidy(sent)
    partial = request.headers.get("hx-request-type") == "partial"
    if pairs != sent and not partial:
        return redirect(address("/search", pairs))
    answers = await ask(site, pairs) if "q" in dict(pairs) else {}
    headers = {**VARY, **({"HX-Replace-Url": address("/search", pairs)} if partial else {})}
    template = "fragments/found.html" if partial else "search.html"
    return site.render(request, template, answers, headers=headers, **context(answers, pairs))


async def ask(site: Site, pairs: Pairs) -> dict[str, Answer]:
    """Names are looked up only for the first page of results."""
    sent = dict(pairs)
    names = {} if "cursor" in sent else {"names": call("/v1/suggest", q=sent["q"], limit=NAMES)}
    return await site.ask(hits=asked(pairs), **names)


def asked(pairs: Pairs) -> str:
    """A cursor goes on only in the search that gave it out, facets included."""
    return address("/v1/search", [*pairs, ("facets", ",".join(FACETS))])


def context(answers: dict[str, Answer], pairs: Pairs) -> dict[str, Any]:
    found = answers["hits"].data if answers else {"results": [], "filters": {}}
    return {
        "sent": dict(pairs),
        "kept": [(name, value) for name, value in pairs if name in SEARCH.kept],
        "chosen": chosen(SEARCH.listing, "/search", pairs, found["filters"]),
        "groups": groups(found["results"]),
        **{name: None for name in ("hits", "names") if name not in answers},
        "first": address("/search", without(pairs, "cursor")),
        "undated": address("/search", without(pairs, "cursor", "date", "date_match")),
        "unfiltered": address("/search", [pair for pair in pairs if pair[0] == "q"]),
        "other_reading": address("/search", other_reading(pairs)),
    }


@get("/_f/search")
async def show_more_hits(request: PageRequest, site: NamedDependency[Site]) -> Response[str]:
    """The next hits alone, for htmx; whoever opens the address gets the whole page."""
    pairs = filters.tidy(filters.read(request.url.query))
    if request.headers.get("hx-request-type") != "partial":
        return redirect(address("/search", pairs))
    answers = await site.ask(hits=asked(pairs))
    headers = {**VARY, "X-Robots-Tag": "noindex"}
    return site.render(
        request, "fragments/hits.html", answers, headers=headers, groups=groups(answers["hits"].data["results"])
    )


@get("/search.json")
async def to_json(request: PageRequest) -> Response[str]:
    return redirect(address("/v1/search", filters.read(request.url.query)))


HANDLERS = [show_search, show_more_hits, to_json]
