"""What an application tells the edge about itself, and what all applications of a process share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from api.edge.answer import Scope
from api.edge.clients import Clients
from api.edge.kind import Kind
from api.edge.release import Watch
from api.edge.security import NOTHING
from api.edge.store import Store

# Scope, status and seconds to wait (None: no use) to media type and body.
Refusal = Callable[[Scope, int, int | None], tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Terms:
    """`build` differs where the same data would be answered otherwise: other code, other settings; `built` is since
    when. `quota` is how many requests a client has in a minute, those for the paths in `uncounted` aside. `blind`:
    whether the application is asked where it cannot be seen which release is the newest.
    """

    build: str
    built: datetime
    kind: Callable[[str], Kind]
    refusal: Refusal
    quota: int
    uncounted: frozenset[str] = frozenset()
    policy: bytes = NOTHING
    blind: bool = False


@dataclass(frozen=True, slots=True)
class Shared:
    """A new release empties the store."""

    watch: Watch
    store: Store
    clients: Clients = field(default_factory=Clients)

    def __post_init__(self) -> None:
        self.watch.then.append(self.store.clear)
