"""`python -m tests.operating.slow`: the server around an application whose answers wait for a file, for tests.

`/slow?<name>` begins by making the file `<name>.begun` in the folder `FOLDER` and answers once `<name>.go` is there;
`/busy` lets its process do nothing else for a moment.
"""

import asyncio
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from api.edge.clients import Clients
from api.edge.kind import Kind
from api.edge.logs import log_as_json
from api.edge.observe import Observed, reporting
from api.edge.operating import Operating
from api.edge.release import Release, Watch
from api.edge.server import listen, serve
from api.edge.stack import around
from api.edge.store import Store
from api.edge.terms import Shared, Terms
from tests.edge.serving import refusal, whole

FOLDER = Path(os.environ.get("FOLDER") or ".")


async def application(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        for stage in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{stage}.complete"})
        return
    if scope["path"] == "/slow":
        name = scope["query_string"].decode()
        (FOLDER / f"{name}.begun").touch()
        while not (FOLDER / f"{name}.go").exists():
            await asyncio.sleep(0.01)
    if scope["path"] == "/busy":
        time.sleep(0.02)
    if scope["path"] == "/fails":
        raise RuntimeError(f'at {scope["path"]}\n{{"forged": 1}}')
    await whole(send, 200, b'{"process": %d}' % os.getpid(), [(b"Content-Type", b"application/json")])


async def look() -> Release:
    return Release(1, datetime(2026, 5, 1, tzinfo=UTC))


def main() -> int:
    operating = Operating.from_env(os.environ)
    log_as_json(operating.log_level)
    shared = Shared(Watch(look, 1.0), Store(0), Clients(unlimited=["127.0.0.1"]))
    kind = Kind(kept=False)
    edge = around(application, Terms("build", datetime(2026, 5, 1, tzinfo=UTC), lambda _: kind, refusal, 1), shared)

    async def served(scope: Any, receive: Any, send: Any) -> None:
        await (edge.outer if scope["type"] == "http" else application)(scope, receive, send)

    reported = reporting(["/slow", "/healthz", "/readyz", "/items/{id:str}"], shared, "build", operating.workers)
    with listen("127.0.0.1", int(os.environ["PORT"])) as bound:
        return serve(Observed(served, edge.refuse, reported), bound, "serving\n", operating)


if __name__ == "__main__":
    sys.exit(main())
