"""What every process tells of its cache, of the release that it serves, and that it is well."""

import time

from api.edge.board import Gauge
from api.edge.release import Watch
from api.edge.terms import Shared

ALIVE = "parallel38_worker_alive_seconds"


def gauges(shared: Shared) -> dict[str, Gauge]:
    watch, store = shared.watch, shared.store
    return {
        "parallel38_cache_hits_total": Gauge("Answers from memory, to pages' calls too.", lambda: store.hits),
        "parallel38_cache_misses_total": Gauge("Answers that were not in memory.", lambda: store.misses),
        "parallel38_cache_bytes": Gauge("Memory that ready answers take.", lambda: store.size),
        "parallel38_release": Gauge("The release that is served.", lambda: number(watch)),
        "parallel38_release_age_seconds": Gauge("Time since that release was loaded.", lambda: age(watch)),
        "parallel38_release_seen": Gauge("Whether the last look for a new release succeeded.", lambda: watch.sees),
        ALIVE: Gauge("The machine's monotonic clock when the process last told of itself.", time.monotonic),
    }


def number(watch: Watch) -> float:
    return watch.release.number if watch.release else 0


def age(watch: Watch) -> float:
    at = watch.release.at if watch.release else None
    return max(0.0, time.time() - at.timestamp()) if at else 0.0
