"""The pages by their addresses: the explorer's table of contents."""

from litestar.handlers import HTTPRouteHandler

from explorer.pages import (
    about,
    changes,
    cite,
    compare,
    crawlers,
    developers,
    documents,
    feeds,
    home,
    knowledge,
    lists,
    maps,
    other,
    quotations,
    records,
    search,
    views,
    volumes,
)


def routes() -> list[HTTPRouteHandler]:
    of_records = [*records.HANDLERS, *quotations.HANDLERS, *documents.HANDLERS, *volumes.HANDLERS]
    on_records = [*cite.HANDLERS, *changes.HANDLERS]
    of_us = [*about.HANDLERS, *developers.HANDLERS, *feeds.HANDLERS, *crawlers.HANDLERS, *other.HANDLERS]
    seen = [*views.HANDLERS, *knowledge.HANDLERS, *maps.HANDLERS, *compare.HANDLERS]
    return [*home.HANDLERS, *search.HANDLERS, *lists.HANDLERS, *of_records, *on_records, *seen, *of_us]


def forwards() -> list[HTTPRouteHandler]:
    """Where the API is at another address and nothing in front of both: /v1 leads there."""
    return [other.to_api]
