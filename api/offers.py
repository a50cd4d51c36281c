"""What an address offers beside JSON: declared at its handler, `opt=offering(...)`, and read by everybody from there.

The edge negotiates by it and keys its answers with the type, the guard says 406 by it, the document lists it, and the
handler answers with it: `wanted: NamedDependency[Wanted]`, and `answer_as` in place of a `Response` of its own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from litestar import Request, Response
from litestar.di import NamedDependency
from litestar.handlers.base import BaseRouteHandler
from litestar.routes import BaseRoute, HTTPRoute

from api.db import Database, Snapshot
from api.edge.negotiate import media_type

JSON = "application/json"
# Whose charset we tell: the framework tells that of text/*, but not where an answer is final when it is made.
TEXT = ("text/csv", "application/x-bibtex", "application/x-research-info-systems")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wanted:
    """How one request is answered. `address` is its path and query; `offer` is None for JSON."""

    address: str
    public_url: str
    offer: "Offer | None" = None

    def written(self, snapshot: Snapshot, found: Any) -> Any:
        """The answer as a body; JSON is left to the framework."""
        return found if self.offer is None else self.offer.encode(snapshot, found, self)

    @property
    def content_type(self) -> str:
        return JSON if self.offer is None else self.offer.content_type


Encode = Callable[[Snapshot, Any, Wanted], bytes]


@dataclass(frozen=True, slots=True)
class Offer:
    """A media type and what makes its bytes of an answer, within the snapshot that the answer was read from.

    `schema` and `description` are for the OpenAPI document.
    """

    media_type: str
    encode: Encode
    description: str
    schema: Mapping[str, Any] = field(default_factory=lambda: {"type": "string"})

    @property
    def content_type(self) -> str:
        return f"{self.media_type}; charset=utf-8" if self.media_type in TEXT else self.media_type


def offering(*offers: Offer) -> dict[str, Any]:
    """A handler's `opt`."""
    return {"offers": offers}


def offers_of(handler: BaseRouteHandler) -> Sequence[Offer]:
    found: Sequence[Offer] = handler.opt.get("offers", ())
    return found


def types_of(handler: BaseRouteHandler) -> tuple[str, ...]:
    """The media types of a handler, the default first."""
    return (JSON, *(offer.media_type for offer in offers_of(handler)))


def template(path: str) -> str:
    """The address of all records for one record's: the second part of a path below /v1 is an id."""
    parts = path.split("/")
    return "/".join([*parts[:3], "{id}", *parts[4:]]) if len(parts) > 3 else path


def types_by_path(routes: Iterable[BaseRoute]) -> Callable[[str], tuple[str, ...]]:
    """For the edge, which has an address before there is a handler: the media types there."""
    known = {
        route.path_format: types_of(handler)
        for route in routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        if offers_of(handler)
    }

    def types(path: str) -> tuple[str, ...]:
        return known.get(template(path)) or known.get(path) or (JSON,)

    return types


def accepted(scope: Any) -> bytes:
    """All that a request says it accepts."""
    return b", ".join([value for name, value in scope["headers"] if name == b"accept"])


def provide_wanted(request: Request[Any, Any, Any], public_url: NamedDependency[str]) -> Wanted:
    """What the client likes best of what there is; the guard has refused one that likes nothing."""
    handler = request.route_handler
    best = media_type(accepted(request.scope), types_of(handler))
    offer = next((offer for offer in offers_of(handler) if offer.media_type == best), None)
    path, query = request.scope["path"], request.scope["query_string"].decode("ascii")
    return Wanted(f"{path}?{query}" if query else path, public_url, offer)


async def answer_as(
    database: Database, wanted: Wanted, read: Callable[[Snapshot], T], headers: Callable[[T], dict[str, str]]
) -> Response[T]:
    """What `read` finds, in the type that is wanted; the headers follow from what is found."""

    def made(snapshot: Snapshot) -> tuple[Any, dict[str, str]]:
        found = read(snapshot)
        return wanted.written(snapshot, found), headers(found)

    body, named = await database.read(made)
    return Response(body, media_type=wanted.content_type, headers=named)
