"""What comes before a handler is called, with no more ado than it needs.

The framework copies the handler for every guard, and runs dependencies that do not need each other as tasks side by
side. Ours wait for nothing: copies and tasks cost more than what they do.
"""

from collections.abc import Iterable
from typing import Any

from litestar import Request
from litestar.routes import BaseRoute, HTTPRoute

from api.accept import acceptable
from api.strict import strict_query


async def checked(request: Request[Any, Any, Any]) -> None:
    """Refuses what the guards refuse, before the framework reads any parameter."""
    handler: Any = request.route_handler
    await strict_query(request, handler)
    await acceptable(request, handler)


def one_by_one(routes: Iterable[BaseRoute]) -> None:
    """Takes the batches of every handler's dependencies apart, in their order."""
    for route in routes:
        if isinstance(route, HTTPRoute):
            for _, model in route.route_handler_map.values():
                model.dependency_batches = [{one} for batch in model.dependency_batches for one in batch]
