"""What is measured beside Lighthouse: rendering, Back, and pages on paper."""

import json
import subprocess
import time
from pathlib import Path
from statistics import quantiles
from typing import Any, NamedTuple

import httpx

from tests.explorer.report.lighthouse import HERE, node

ROUNDS = 20
PRINTED = {
    "event": "/events/stalin-cable-precautions",
    "quotation": "/quotations/stalin-move-divisions",
    "dispute": "/disputes/sochi-why-refusal",
}


class Pace(NamedTuple):
    """Milliseconds from the request to the whole page."""

    path: str
    median: float
    p95: float


def pace(base: str, paths: list[str]) -> list[Pace]:
    """Each page again and again, by a server that keeps none of them."""
    with httpx.Client(base_url=base, timeout=30) as client:
        return [paced(client, path) for path in paths]


def paced(client: httpx.Client, path: str) -> Pace:
    client.get(path)
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        client.get(path)
        times.append((time.perf_counter() - begun) * 1000)
    cuts = quantiles(times, n=20)
    return Pace(path, cuts[9], cuts[18])


def back(chromium: str, base: str, paths: list[str]) -> dict[str, bool]:
    """Whether the browser kept each page as it was left."""
    command = [node(), str(HERE / "back.mjs"), chromium, *(base + path for path in paths)]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=300)
    if done.returncode:
        raise SystemExit(f"The script of Back failed: {done.stderr.strip()[-500:]}")
    lines = map(json.loads, done.stdout.splitlines())
    return {line["address"].removeprefix(base): line["persisted"] for line in lines}


def printed(browser: Any, base: str, folder: Path) -> dict[str, int]:
    """Writes a PDF of each for people to look at; how many bytes each has."""
    folder.mkdir(parents=True, exist_ok=True)
    page = browser.new_page()
    sizes = {}
    for name, path in PRINTED.items():
        page.goto(base + path, wait_until="load")
        page.pdf(path=str(folder / f"{name}.pdf"), format="A4", print_background=False)
        sizes[name] = (folder / f"{name}.pdf").stat().st_size
    page.close()
    return sizes
