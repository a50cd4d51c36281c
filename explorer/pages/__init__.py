"""The pages by their addresses: the explorer's table of contents."""

from litestar.handlers import HTTPRouteHandler

from explorer.pages import (
    about,
    changes,
    cite,
    crawlers,
    developers,
    documents,
    feeds,
    home,
    lists,
    other,
    records,
    search,
    views,
    volumes,
)


def routes() -> list[HTTPRouteHandler]:
    of_records = [*records.HANDLERS, *documents.HANDLERS, *volumes.HANDLERS, *cite.HANDLERS, *changes.HANDLERS]
    of_us = [*about.HANDLERS, *developers.HANDLERS, *feeds.HANDLERS, *crawlers.HANDLERS, *other.HANDLERS]
    return [*home.HANDLERS, *search.HANDLERS, *lists.HANDLERS, *of_records, *views.HANDLERS, *of_us]


def forwards() -> list[HTTPRouteHandler]:
    """Where the API is at another address and nothing in front of both: /v1 leads there."""
    return [other.to_api]
