"""What a client accepts (RFC 9110, 12.5.1): the API answers in what there is at the address, or says 406."""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from api.edge.negotiate import media_type
from api.errors import FieldError, ProblemError
from api.offers import accepted, types_of


async def acceptable(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """A guard: refuses a request whose Accept leaves out all there is; none at all accepts everything.

    At files, which have one type each, it makes no difference.
    """
    if handler.opt.get("files"):
        return
    there = types_of(handler)
    if media_type(accepted(connection.scope), there) is None:
        error = FieldError(parameter="Accept", reason="leaves out what there is", allowed=list(there))
        raise ProblemError("not-acceptable", f"Accept: ask for {' or '.join(there)}, or send no Accept.", [error])
