"""What an imported volume brings with it: its contents, the people and the terms that it lists."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from explorer import filters
from explorer.filters import address, cursor_of
from explorer.pages.records import ALL, check_id
from explorer.site import PageRequest, Site, path_of, redirect

LISTS = {"contents": "sections", "people": "people", "terms": "terms"}


@get([f"/sources/{{id:str}}/{name}" for name in LISTS], before_request=check_id)
async def show_volume_list(request: PageRequest, site: NamedDependency[Site], id: FromPath[str]) -> Response[str]:
    """All of a list, or as much as one call gives, and the way to the rest."""
    name = request.url.path.rpartition("/")[2]
    pairs = filters.tidy(filters.read(request.url.query))
    size = [] if "limit" in dict(pairs) else [("limit", str(ALL))]
    answers = await site.ask(
        record=f"/v1/sources/{id}", found=address(f"/v1/sources/{id}/{LISTS[name]}", [*pairs, *size])
    )
    found = answers["found"]
    more = found.ok and found.data["next"]
    return site.render(
        request,
        f"volume_{name}.html",
        answers,
        following=address(path_of(request), [("cursor", cursor_of(more))]) if more else None,
        continued="cursor" in dict(pairs),
    )


@get([f"/sources/{{id:str}}/{name}.json" for name in LISTS], before_request=check_id)
async def to_json(request: PageRequest, id: FromPath[str]) -> Response[str]:
    name = request.url.path.rpartition("/")[2].removesuffix(".json")
    return redirect(address(f"/v1/sources/{id}/{LISTS[name]}", filters.read(request.url.query)))


HANDLERS: list[HTTPRouteHandler] = [show_volume_list, to_json]
