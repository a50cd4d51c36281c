"""For those who build on the API: the guide, the reference made from the OpenAPI document, the request builder."""

from typing import Any
from urllib.parse import parse_qsl

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from explorer import example_app, guide, trying
from explorer.client import Answer
from explorer.problems import PROBLEMS
from explorer.site import NOT_KEPT, PageRequest, Site, Trouble, redirect

CHAPTERS = {
    "conventions": "Conventions: ids, dates, releases, caching, errors, limits",
    "lists": "Lists: paging, filters, facets, dates",
    "following": "Following, mirroring and citing",
}
DOCUMENT = "/v1/openapi.json"
JSON = ".json"
EXAMPLE = "/v1/quotations?speaker=joseph-stalin&limit=1"


def show(request: PageRequest, site: Site, template: str, **context: Any) -> Response[str]:
    api = site.settings.api_public_url
    return site.render(
        request,
        template,
        {},
        api=api,
        chapters=CHAPTERS,
        languages=guide.LANGUAGES,
        snippet=lambda name, language: guide.snippet(name, language, api),
        **context,
    )


@get("/developers")
async def show_guide(request: PageRequest, site: NamedDependency[Site]) -> Response[str]:
    return show(request, site, "developers.html", app=example_app.app(site.settings.api_public_url))


@get("/developers/{chapter:str}")
async def show_chapter(request: PageRequest, site: NamedDependency[Site], chapter: FromPath[str]) -> Response[str]:
    if chapter not in CHAPTERS:
        raise Trouble(Answer("", 404))
    return show(request, site, f"developers_{chapter}.html", problems=PROBLEMS)


@get("/developers/reference")
async def show_reference(request: PageRequest, site: NamedDependency[Site]) -> Response[str]:
    answers = await site.ask(document=DOCUMENT)
    document = answers["document"].data
    return site.render(request, "developers_reference.html", answers, tags=by_tag(document))


@get("/developers/reference.json")
async def to_document() -> Response[str]:
    return redirect(DOCUMENT)


@get("/developers/reference/{tag:str}")
async def show_operations(request: PageRequest, site: NamedDependency[Site], tag: FromPath[str]) -> Response[str]:
    if tag.endswith(JSON):
        return redirect(DOCUMENT)
    answers = await site.ask(document=DOCUMENT)
    document = answers["document"].data
    found = [(one, operations) for one, operations in by_tag(document) if one["name"] == tag]
    if not found:
        raise Trouble(Answer("", 404))
    named, operations = found[0]
    shown = [(path, one, parameters(document, one)) for path, one in operations]
    return site.render(request, "developers_operations.html", answers, tag=named, operations=shown)


def by_tag(document: Any) -> list[tuple[Any, list[tuple[str, Any]]]]:
    """The tags in their order, each with its operations by path."""
    operations = [(path, item["get"]) for path, item in document["paths"].items()]
    return [(tag, [one for one in operations if tag["name"] in one[1]["tags"]]) for tag in document["tags"]]


def parameters(document: Any, operation: Any) -> list[Any]:
    """Those of one operation; what all take is described once, in the guide."""
    return [one for one in operation["parameters"] if "$ref" not in one]


@get("/developers/try")
async def show_builder(request: PageRequest, site: NamedDependency[Site]) -> Response[str]:
    """The form alone, or with what the API answers to the address in it."""
    form = dict(parse_qsl(request.url.query))
    path, wanted = form.get("path", ""), form.get("accept", "")
    accept = wanted if wanted in trying.TYPES else "application/json"
    api = site.settings.api_public_url
    refused, tried, made = None, None, None
    if path:
        try:
            address = trying.target(path, [site.settings.public_url, api])
        except trying.Refused as error:
            refused = str(error)
        else:
            tried, made = await trying.ask(site.api, address, accept), trying.code(f"{api}{address}", accept)
            path = address
    return site.render(
        request,
        "developers_try.html",
        {},
        headers={"Cache-Control": NOT_KEPT} if path else None,
        wrote=path or EXAMPLE,
        sent=bool(path),
        accept=accept,
        types=trying.TYPES,
        languages=guide.LANGUAGES,
        refused=refused,
        tried=tried,
        made=made,
    )


HANDLERS: list[HTTPRouteHandler] = [
    show_guide,
    show_chapter,
    show_reference,
    to_document,
    show_operations,
    show_builder,
]
