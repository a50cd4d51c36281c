"""So many requests a minute for each client, counted by each process for itself."""

import math
from collections.abc import Callable

from api.edge.answer import Headers, Scope
from api.edge.clients import Clients
from api.edge.terms import Terms

WINDOW = 60  # seconds
MOST = 50_000  # clients that are counted at a time


class Limit:
    """One window for all, after which all begin anew, so that what is counted is bounded."""

    def __init__(self, terms: Terms, clients: Clients, now: Callable[[], float]) -> None:
        self.quota, self.uncounted, self.clients, self.now = terms.quota, terms.uncounted, clients, now
        self.ends = float("-inf")
        self.counted: dict[str, int] = {}
        self.policy: Headers = [(b"ratelimit-policy", b'"default";q=%d;w=%d' % (terms.quota, WINDOW))]

    def wait(self, scope: Scope) -> int:
        """Counts a request; the seconds for which its client has to wait, 0 within the quota."""
        client = self.clients.of(scope)
        if client is None or scope["path"] in self.uncounted:
            return 0
        now = self.now()
        if now >= self.ends:
            self.ends, self.counted = now + WINDOW, {}
        elif client not in self.counted and len(self.counted) >= MOST:
            del self.counted[next(iter(self.counted))]
        count = self.counted[client] = self.counted.get(client, 0) + 1
        return max(1, math.ceil(self.ends - now)) if count > self.quota else 0
