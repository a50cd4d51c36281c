"""What is no record: pages that explain the API's problems, the files of the pages, and ways to the API."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from explorer.client import Answer
from explorer.problems import PROBLEMS
from explorer.site import PageRequest, Site, Trouble, address_of, redirect

FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}


@get("/problems/{name:str}")
async def show_problem(request: PageRequest, site: NamedDependency[Site], name: FromPath[str]) -> Response[str]:
    if name not in PROBLEMS:
        raise Trouble(Answer("", 404))
    return site.render(request, "problem.html", {}, name=name, problem=PROBLEMS[name], problems=PROBLEMS)


@get("/static/{name:str}")
async def serve_file(site: NamedDependency[Site], name: FromPath[str]) -> Response[bytes]:
    """From memory; a name with a hash in it never changes."""
    file = site.assets.files.get(name)
    if file is None:
        raise Trouble(Answer("", 404))
    return Response(file.body, media_type=file.media_type, headers=FOREVER if file.immutable else None)


@get("/index.json")
async def to_contents() -> Response[str]:
    return redirect("/v1")


@get(["/v1", "/v1/{rest:path}"])
async def to_api(request: PageRequest, site: NamedDependency[Site]) -> Response[str]:
    """To the API itself, for links that a proxy in front would have led there."""
    return redirect(f"{site.settings.api_url}{address_of(request)}")


HANDLERS = [show_problem, serve_file, to_contents]
