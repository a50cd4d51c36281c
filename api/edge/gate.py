"""Before anything else: sizes, what a browser asks beforehand, and the quota of a client."""

from api.edge.answer import Ready, Receive, Scope, Send
from api.edge.bounds import beyond
from api.edge.cache import Cache
from api.edge.collect import start
from api.edge.cors import PREFLIGHT, is_preflight
from api.edge.limit import Limit
from api.edge.refuse import Refuse


class Gate:
    """In this order: what is too long counts no more than what a browser asks on its own account."""

    def __init__(self, app: Cache, limit: Limit, refuse: Refuse) -> None:
        self.app, self.limit, self.refuse = app, limit, refuse

    def at_once(self, scope: Scope) -> Ready | None:
        """The answer that is kept; None where a request has to go the whole way, to be answered or refused.

        Most requests end here: the layers one by one, each awaiting the next, take half as long again.
        """
        if scope["method"] != "GET" or beyond(scope):
            return None
        found = self.app.at_once(scope)
        if found is None or self.limit.wait(scope):
            return None
        self.app.store.hits += 1
        return found

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif status := beyond(scope):
            await self.refuse(scope, send, status)
        elif scope["method"] == "OPTIONS" and is_preflight(scope):
            await send(start(204, self.refuse.with_always(PREFLIGHT)))
            await send({"type": "http.response.body", "body": b""})
        elif wait := self.limit.wait(scope):
            await self.refuse(scope, send, 429, wait, self.limit.policy)
        else:
            await self.app(scope, receive, send)
