"""`python -m tests.soak`: a server under mixed load while records are loaded; says what was not as it should be.

Each answer is compared with the release that was committed a second before its request began: an older one is stale.
What says its release in its body must say the same as its header. Memory is weighed, and must not grow once two minutes
are over.
"""

import argparse
import asyncio
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.conftest import loaded
from tests.databases import ROOT, Databases
from tests.edits import Edited
from tests.operating.waiting import workers_of
from tests.processes import environment, serving

CONNECTIONS = 64
SETTLED = 120.0  # seconds from the start after which memory must not grow
MOST_GROWTH = 0.05  # of the memory of the moment before, and of it 5 MB at least
FLOOR = 5 * 1024
NAMED = re.compile(r'"release": ?"(\d+)"')
PATHS = (
    *(f"/v1/{kind}?limit={limit}" for kind in ("events", "quotations", "actors", "documents") for limit in (2, 5, 100)),
    *(f"/v1/{kind}?facets=year" for kind in ("events", "quotations", "documents")),
    "/v1/search?q=alder", "/v1/search?q=council&facets=type", "/v1/search?q=no*", "/v1/suggest?q=ald",
    "/v1", "/v1/meta", "/v1/changes", "/v1/exports", "/v1/timeline", "/v1/correspondence", "/v1/openapi.json",
    "/", "/events", "/quotations", "/actors", "/search?q=alder", "/timeline", "/changes", "/sources",
)  # fmt: skip


@dataclass
class Seen:
    """What was found so far."""

    committed: list[tuple[float, int]] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    memory: list[tuple[float, int]] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)

    def least(self, at: float) -> int:
        """The newest release that was committed a second before."""
        return max((release for when, release in self.committed if when <= at - 1), default=0)

    def check(self, path: str, begun: float, answer: httpx.Response) -> None:
        self.statuses[answer.status_code] += 1
        self.kinds[kind(path, answer.status_code)] += 1
        named = answer.headers.get("parallel38-release")
        if path.startswith("/v1/exports/") and answer.status_code in {200, 304, 404}:
            return  # a file is of its own release, and goes with it
        kept = answer.headers.get("cache-control", "")
        hurried = "no-store" in kept or "max-age=0" in kept  # by its own word of no release
        if answer.status_code not in {200, 304}:
            self.faults[f"{answer.status_code} at {path}: {answer.text[:300]}"] += 1
        elif named is None and not hurried and "openapi" not in path:
            self.faults[f"no release at {path}"] += 1
        elif named is not None and int(named) < self.least(begun):
            self.faults[f"stale at {path}"] += 1
        elif answer.status_code == 200 and path.startswith("/v1/") and "changes" not in path:
            inside = set(NAMED.findall(answer.text[-200:]))
            if inside - {named}:
                self.faults[f"mixed at {path}"] += 1


def kind(path: str, status: int) -> str:
    """What sort of answer it is."""
    if status == 304:
        return "not modified"
    if not path.startswith("/v1"):
        return "page"
    if path.startswith(("/v1/search", "/v1/suggest")):
        return "search"
    if path.startswith("/v1/exports/"):
        return "export"
    return "detail" if path.count("/") > 2 else "list or view"


async def reader(address: str, seen: Seen, until: float, number: int, pause: float) -> None:
    """One connection: some address, some coding, half of the time with the tag of the time before, then a pause."""
    choose, tags = random.Random(number), dict[str, str]()  # noqa: S311
    paths = list(PATHS)
    async with httpx.AsyncClient(base_url=address, timeout=30) as client:
        while time.monotonic() < until:
            await asyncio.sleep(choose.random() * 2 * pause)
            path = choose.choice(paths)
            headers = {"Accept-Encoding": choose.choice(("br", "gzip", "identity"))}
            key = f"{path} {headers['Accept-Encoding']}"
            if key in tags and choose.random() < 0.5:
                headers["If-None-Match"] = tags[key]
            begun = time.monotonic()
            try:
                answer = await client.get(path, headers=headers)
            except httpx.HTTPError as error:
                seen.faults[f"{type(error).__name__} at {path}"] += 1
                continue
            seen.check(path, begun, answer)
            tags[key] = answer.headers.get("etag", "")
            paths += more(path, answer, len(paths))


def more(path: str, answer: httpx.Response, known: int) -> list[str]:
    """Records and files that an answer leads to."""
    if answer.status_code != 200 or not path.startswith("/v1/") or known > 400:
        return []
    if path == "/v1/exports":
        return re.findall(r'"href":"(/v1/exports/[^"]+)"', answer.text)[-3:]
    return re.findall(r'"href":"(/v1/(?:events|quotations|actors)/[a-z0-9-]+)"', answer.text)[:5]


async def loader(url: str, edited: Edited, exports: Path, seen: Seen, until: float, every: float) -> None:
    """Changes a record and loads, again and again."""
    number = 1
    while time.monotonic() + every < until:
        await asyncio.sleep(every)
        number += 1
        text = edited.file("places.yaml").read_text()
        edited.file("places.yaml").write_text(
            re.sub(r"^  name: Alder.*$", f"  name: Alder {number}", text, count=1, flags=re.M)
        )
        code, printed = await run_seed(url, exports, "load", "--no-export", "--data", str(edited.folder))
        committed = time.monotonic()
        if not code:
            seen.committed.append((committed, int(printed.split()[1].rstrip(":"))))
            code, printed = await run_seed(url, exports, "export")
        if code:
            seen.faults[f"a load failed: {printed[-300:]}"] += 1


async def run_seed(url: str, exports: Path, *words: str) -> tuple[int | None, str]:
    """The exit code, and what was printed."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "seed", *words),
        cwd=ROOT,
        env=environment(DATABASE_URL=url, EXPORT_DIR=str(exports)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    printed, _ = await process.communicate()
    return process.returncode, printed.decode()


async def weigher(process: "subprocess.Popen[str]", seen: Seen, until: float) -> None:
    """Memory of all processes that is their own, in KiB."""
    while time.monotonic() < until:
        await asyncio.sleep(5)
        seen.memory.append((time.monotonic(), sum(map(own_memory, {process.pid, *workers_of(process)}))))


def own_memory(process: int) -> int:
    text = Path(f"/proc/{process}/smaps_rollup").read_text()
    return int(re.findall(r"^Pss: +(\d+)", text, re.M)[0])


def growth(memory: list[tuple[float, int]], begun: float) -> tuple[int, int]:
    """The middle of the first and of the last third of what was weighed once all was settled."""
    late = [found for when, found in memory if when > begun + SETTLED]
    third = len(late) // 3
    if not third:
        return 0, 0
    return sorted(late[:third])[third // 2], sorted(late[-third:])[third // 2]


async def soak(url: str, edited: Edited, options: argparse.Namespace, exports: Path) -> dict[str, Any]:
    seen = Seen(committed=[(time.monotonic(), 1)])
    settings = {"WORKERS": str(options.workers), "UNLIMITED_CLIENTS": "127.0.0.1", "EXPORT_DIR": str(exports)}
    with serving("api", DATABASE_URL=url, **settings) as (process, address):
        begun = time.monotonic()
        until = begun + options.minutes * 60
        readers = [reader(address, seen, until, number, options.pause) for number in range(options.connections)]
        await asyncio.gather(
            loader(url, edited, exports, seen, until, options.every), weigher(process, seen, until), *readers
        )
        process.terminate()
        printed = process.communicate(timeout=30)[1]
    before, after = growth(seen.memory, begun)
    if after - before > max(FLOOR, before * MOST_GROWTH):
        seen.faults["memory grew"] += 1
    if printed or process.returncode:
        seen.faults[f"the server ended with {process.returncode} and said: {printed[-500:]}"] += 1
    return {
        "requests": sum(seen.statuses.values()),
        "per second": round(sum(seen.statuses.values()) / (options.minutes * 60)),
        "statuses": dict(seen.statuses),
        "kinds": dict(seen.kinds),
        "releases": seen.committed[-1][1],
        "memory in MiB, all processes": {"highest": max(found for _, found in seen.memory) // 1024}
        | {"when settled": before // 1024, "at the end": after // 1024},
        "faults": dict(seen.faults.most_common(20)),
    }


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.soak", description=__doc__.partition("\n")[0] if __doc__ else ""
    )
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--connections", type=int, default=CONNECTIONS)
    parser.add_argument("--every", type=float, default=60.0, metavar="SECONDS", help="from one load to the next")
    parser.add_argument("--pause", type=float, default=0.25, metavar="SECONDS", help="of each connection, in the mean")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="soak-") as made:
        folder = Path(made)
        folder.chmod(0o755)
        (folder / "databases").mkdir()
        databases = Databases(folder / "databases")
        corpus = ROOT / "tests" / "corpus" / "data"
        try:
            url = loaded(databases, options.database, corpus)
            found = asyncio.run(soak(url, Edited(corpus, folder / "data"), options, folder / "exports"))
        finally:
            databases.close()
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    return 1 if found["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
