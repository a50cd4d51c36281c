"""The pages by their addresses: the explorer's table of contents."""

from litestar.handlers import HTTPRouteHandler

from explorer.pages import documents, home, lists, other, records, search, views, volumes


def routes() -> list[HTTPRouteHandler]:
    of_records = [*records.HANDLERS, *documents.HANDLERS, *volumes.HANDLERS]
    return [*home.HANDLERS, *search.HANDLERS, *lists.HANDLERS, *of_records, *views.HANDLERS, *other.HANDLERS]


def forwards() -> list[HTTPRouteHandler]:
    """Where the API is at another address and nothing in front of both: /v1 leads there."""
    return [other.to_api]
