"""What crawlers ask for: where they may go, and which pages there are."""

import re

from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from explorer import sitemaps
from explorer.client import RELEASE_HEADER, Answer
from explorer.site import PageRequest, Site, Trouble, path_of, redirect, release_of
from explorer.words import KINDS

CLOSED = ("/_f/", "/developers/try")  # parts of pages; an endless number of addresses
NAME = re.compile(rf"({'|'.join(KINDS)})-([1-9]\d?)\.xml", re.ASCII)


@get("/robots.txt")
async def serve_robots(site: NamedDependency[Site]) -> Response[str]:
    lines = ["User-agent: *", "Allow: /", *(f"Disallow: {path}" for path in CLOSED)]
    lines += ["", f"Sitemap: {site.settings.public_url}/sitemap.xml", ""]
    return Response("\n".join(lines), media_type=MediaType.TEXT)


def served(body: bytes, release: str | None) -> Response[bytes]:
    headers = {RELEASE_HEADER: release} if release else {}
    return Response(body, media_type=f"{sitemaps.MEDIA_TYPE}; charset=utf-8", headers=headers)


@get("/sitemap.xml")
async def serve_index(site: NamedDependency[Site]) -> Response[bytes]:
    """The files of all lists."""
    lists = await site.ask(**{kind: sitemaps.first_of(kind) for kind in KINDS})
    if failed := [answer for answer in lists.values() if not answer.ok]:
        raise Trouble(failed[0])
    numbered = [f"{kind}-{number + 1}" for kind in KINDS for number in range(sitemaps.files(lists[kind].data["total"]))]
    addresses = [f"{site.settings.public_url}/sitemaps/{name}.xml" for name in ("pages", *numbered)]
    return served(sitemaps.index(addresses), release_of(lists.values()))


@get("/sitemaps/pages.xml")
async def serve_places(site: NamedDependency[Site]) -> Response[bytes]:
    """What is no record."""
    return served(sitemaps.pages((site.settings.public_url + path, None) for path in sitemaps.PLACES), None)


def check_bare(request: PageRequest) -> Response[str] | None:
    """What takes many calls is made once, whatever stands behind its address."""
    return redirect(path_of(request)) if request.url.query else None


@get("/sitemaps/{name:str}", before_request=check_bare)
async def serve_chunk(site: NamedDependency[Site], name: FromPath[str]) -> Response[bytes]:
    """Some thousands of the records of a list."""
    asked = NAME.fullmatch(name)
    if asked is None:
        raise Trouble(Answer("", 404))
    first = (await site.ask(first=sitemaps.first_of(asked[1])))["first"]
    if int(asked[2]) > sitemaps.files(first.data["total"]):
        raise Trouble(Answer("", 404))
    last, found = await sitemaps.chunk(site.api, first, int(asked[2]))
    if not last.ok:
        raise Trouble(last)
    addresses = ((site.settings.public_url + path, changed) for path, changed in found)
    return served(sitemaps.pages(addresses), release_of([first, last]))


HANDLERS = [serve_robots, serve_index, serve_places, serve_chunk]
