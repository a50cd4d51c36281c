"""What this is, how the record is made, and on which terms it may be used."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from explorer.client import Answer
from explorer.drawings import glyphs
from explorer.linked import LICENCE
from explorer.site import NOT_KEPT, PageRequest, Site, Trouble, redirect

CHAPTERS = {
    "method": "How the record is made",
    "uncertainty": "Dates and doubt",
    "data": "Downloads",
    "rights": "Rights and licences",
    "accessibility": "Accessibility",
}


@get("/about")
async def show_about(request: PageRequest, site: NamedDependency[Site]) -> Response[str]:
    return site.render(request, "about.html", {}, chapters=CHAPTERS)


@get("/about/{chapter:str}")
async def show_chapter(request: PageRequest, site: NamedDependency[Site], chapter: FromPath[str]) -> Response[str]:
    if chapter not in CHAPTERS:
        raise Trouble(Answer("", 404))
    signs = glyphs.legend(set(glyphs.SIGNS))
    return site.render(request, f"about_{chapter}.html", {}, chapters=CHAPTERS, licence=LICENCE, signs=signs)


@get("/about/data")
async def show_data(request: PageRequest, site: NamedDependency[Site]) -> Response[str]:
    """Not kept for a release: its files come after it."""
    answers = await site.ask(exports="/v1/exports", meta="/v1/meta")
    return site.render(request, "about_data.html", answers, headers={"Cache-Control": NOT_KEPT}, chapters=CHAPTERS)


@get("/about/data.json")
async def to_json() -> Response[str]:
    return redirect("/v1/exports")


HANDLERS: list[HTTPRouteHandler] = [show_about, show_chapter, show_data, to_json]
