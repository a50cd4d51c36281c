"""Sitemaps (sitemaps.org): which pages there are, for crawlers; files of at most ten thousand addresses."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from explorer.citing import page
from explorer.client import Answer, Api, call
from explorer.feeds import document
from explorer.words import KINDS

XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
MEDIA_TYPE = "application/xml"
EACH = 100  # records of one call
MOST = 10_000  # addresses of a file
FILES = 20  # of one list at most: the way to the last begins at the first
PLACES = (
    "/", *(f"/{kind}" for kind in KINDS), "/timeline", "/correspondence", "/map", "/compare", "/changes", "/about",
    "/about/method", "/about/uncertainty", "/about/rights", "/about/data", "/about/accessibility", "/developers",
)  # fmt: skip


def files(total: int) -> int:
    """How many files hold so many records."""
    return min(FILES, -(-total // MOST))


def index(addresses: Iterable[str]) -> bytes:
    return written("sitemapindex", "sitemap", ((address, None) for address in addresses))


def pages(addresses: Iterable[tuple[str, str | None]]) -> bytes:
    """Addresses of pages, each with when it last changed, where that is known."""
    return written("urlset", "url", addresses)


def written(root: str, each: str, addresses: Iterable[tuple[str, str | None]]) -> bytes:
    found = Element(root, {"xmlns": XMLNS})
    for address, changed in addresses:
        one = SubElement(found, each)
        SubElement(one, "loc").text = address
        if changed:
            SubElement(one, "lastmod").text = changed
    return document(found)


def first_of(kind: str) -> str:
    """The call for the first records of a list, with no more of each than a sitemap needs."""
    return call(f"/v1/{kind}", limit=EACH, fields="updated_at")


async def chunk(api: Api, first: Answer, number: int) -> tuple[Answer, list[tuple[str, str | None]]]:
    """The addresses of a file by its number, from 1, and the last answer: what fails on the way stands for all.

    Cursors lead to a page of a list one by one, so that what stands before is passed over.
    """
    found: list[tuple[str, str | None]] = []
    start, end = (number - 1) * MOST, number * MOST
    seen, last = 0, first
    while last.ok:
        if seen >= start:
            found += [(page(one["href"]), one["updated_at"]) for one in last.data["results"]]
        seen += len(last.data["results"])
        if last.data["next"] is None or seen >= end:
            break
        last = await api.get(last.data["next"])
    return last, found
