"""Lighthouse, as it judges a page on a phone: the median of three runs of each page."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from explorer import build

HERE = Path(__file__).resolve().parent
PACKAGES = HERE / "node_modules"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
AUDITS = ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
RUNS = 3
SECONDS = 180


class Judged(NamedTuple):
    """Scores of 100 by category; times in milliseconds; what cost points, by the names of Lighthouse."""

    path: str
    scores: dict[str, int]
    timings: dict[str, float]
    lost: list[str]


def install() -> None:
    """The pinned packages, beside this file."""
    if PACKAGES.is_dir():
        return
    done = subprocess.run([*build.npm(), "ci"], cwd=HERE, capture_output=True, text=True, timeout=build.SECONDS)
    if done.returncode:
        raise SystemExit(f"npm ci failed: {build.reason(done.stderr)}. Check the network and try again.")


def node() -> str:
    """The program; the one that came with the Python packages is first where they have it."""
    found = build.npm()[0]
    return found if found.endswith("node") else "node"


def judge(chromium: str, base: str, path: str) -> Judged:
    runs = [run(chromium, base + path) for _ in range(RUNS)]
    scores = {name: round(median(one["categories"][name]["score"] for one in runs) * 100) for name in CATEGORIES}
    timings = {name: median(one["audits"][name]["numericValue"] for one in runs) for name in AUDITS}
    return Judged(path, scores, timings, sorted({name for one in runs for name in lost(one)}))


def lost(found: dict[str, Any]) -> Iterable[str]:
    """Audits below their best in the categories that shall be perfect."""
    for category in CATEGORIES[1:]:
        for one in found["categories"][category]["auditRefs"]:
            score = found["audits"][one["id"]]["score"]
            if one["weight"] and score is not None and score < 1:
                yield one["id"]


def run(chromium: str, address: str) -> dict[str, Any]:
    command = [node(), str(PACKAGES / "lighthouse" / "cli" / "index.js"), address, "--output=json", "--quiet"]
    flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
    done = subprocess.run(
        [*command, flags, f"--only-categories={','.join(CATEGORIES)}"],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        env={"CHROME_PATH": chromium, "PATH": "/usr/bin:/bin", "HOME": "/tmp"},  # noqa: S108  (a profile to throw away)
    )
    if done.returncode:
        raise SystemExit(f"Lighthouse failed on {address}: {done.stderr.strip()[-500:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found
