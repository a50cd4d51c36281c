"""What a client accepts (RFC 9110, 12.5.1): the API answers JSON, or says 406."""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from api.errors import FieldError, ProblemError

OFFERED = "application/json"
RANGES = ("*/*", "application/*", OFFERED)


def quality(header: str) -> float:
    """How much the client wants JSON: the weight of the most specific range that covers it; 0 if none does."""
    weights = dict(weighed(part) for part in header.split(",") if part.strip())
    return next((weights[name] for name in reversed(RANGES) if name in weights), 0.0)


def weighed(part: str) -> tuple[str, float]:
    name, *parameters = (word.strip().lower() for word in part.split(";"))
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                return name, float(value)
            except ValueError:
                return name, 0.0
    return name, 1.0


def acceptable(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """A guard: refuses a request whose Accept leaves JSON out; none at all accepts everything."""
    header = ", ".join(connection.headers.getall("accept", []))
    if header.strip() and quality(header) <= 0:
        error = FieldError(parameter="Accept", reason="leaves out what there is", allowed=[OFFERED])
        raise ProblemError("not-acceptable", f"Accept: ask for {OFFERED}, or send no Accept.", [error])
