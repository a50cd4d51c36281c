"""The layers that every request passes; their order is written here alone."""

import time
from collections.abc import Callable
from typing import NamedTuple

from api.edge.answer import App
from api.edge.cache import Cache
from api.edge.finish import Finish
from api.edge.gate import Gate
from api.edge.limit import Limit
from api.edge.refuse import Refuse
from api.edge.terms import Shared, Terms


class Edge(NamedTuple):
    """Two ways in: for everybody, and for what is asked in the same process, below the limits and above the cache.

    `refuse` is for what the server cannot even read.
    """

    outer: Gate
    inner: App
    refuse: Refuse


def around(app: App, terms: Terms, shared: Shared, now: Callable[[], float] = time.monotonic) -> Edge:
    """`now` is the time in seconds by which quotas are counted."""
    finish = Finish(terms)
    refuse = Refuse(finish, shared.watch)
    inner = Cache(app, finish, shared, refuse)
    return Edge(Gate(inner, Limit(terms, shared.clients, now), refuse), inner, refuse)
