"""The pages by their addresses: the explorer's table of contents."""

from litestar.handlers import HTTPRouteHandler

from explorer.pages import home, lists, other, records, views


def routes() -> list[HTTPRouteHandler]:
    return [*home.HANDLERS, *lists.HANDLERS, *records.HANDLERS, *views.HANDLERS, *other.HANDLERS]


def forwards() -> list[HTTPRouteHandler]:
    """Where the API is at another address and nothing in front of both: /v1 leads there."""
    return [other.to_api]
