"""How much goes over the wire, by what the browser counts: bytes with their headers, compressed."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.explorer.browsing import Tab, opened
from tests.explorer.conftest import Served

pytestmark = pytest.mark.browser

KB = 1024
LIMITS = {"Document": 20 * KB, "Stylesheet": 6 * KB, "Script": 17 * KB, "Font": 22 * KB, "Other": 15 * KB}
FIRST, LATER, DRAWN = 60 * KB, 25 * KB, 15 * KB
REQUESTS = 6
DRAWINGS = "[...document.querySelectorAll('svg')].map(svg => svg.outerHTML)"
SIGN = 1000  # characters: what is smaller is a sign in the text and no drawing


class Loads:
    """What one page asked for until it was loaded, by the kind of thing, in bytes."""

    def __init__(self, session: Any) -> None:
        self.kinds: dict[str, str] = {}
        self.sizes: dict[str, float] = {}
        session.send("Network.enable")
        session.on("Network.responseReceived", self.hear)
        session.on("Network.loadingFinished", self.end)

    def hear(self, event: Any) -> None:
        self.kinds[event["requestId"]] = event["type"]

    def end(self, event: Any) -> None:
        self.sizes[event["requestId"]] = event["encodedDataLength"]

    def by_kind(self) -> dict[str, float]:
        found: dict[str, float] = {}
        for request, size in self.sizes.items():
            found[self.kinds[request]] = found.get(self.kinds[request], 0) + size
        return found


@contextmanager
def counted(tab: Tab, path: str) -> Iterator[Loads]:
    session = tab.page.context.new_cdp_session(tab.page)
    loads = Loads(session)
    tab.page.goto(tab.base + path, wait_until="load")
    yield loads
    session.detach()


def drawings(tab: Tab) -> list[int]:
    """What the drawings of the page weigh, each packed by itself."""
    found: list[str] = tab.page.evaluate(DRAWINGS)
    return [len(gzip.compress(one.encode())) for one in found if len(one) > SIGN]


def in_first_load(tab: Tab, path: str) -> list[str]:
    """What is too much of a page for a reader who was never here."""
    with counted(tab, path) as loads:
        kinds, drawn = loads.by_kind(), drawings(tab)
    faults = [f"{sum(kinds.values()):,.0f} bytes"] if sum(kinds.values()) > FIRST else []
    faults += [f"a drawing of {size:,} bytes" for size in drawn if size > DRAWN]
    kinds["Document"] -= sum(drawn)  # which have a limit of their own
    faults += [f"{kind} {size:,.0f} bytes" for kind, size in kinds.items() if size > LIMITS[kind]]
    return faults + ([f"{len(loads.sizes)} requests"] if len(loads.sizes) > REQUESTS else [])


def test_first_loads_are_small(chromium: Any, served: list[Served]) -> None:
    """With an empty cache, each page by itself."""
    found = []
    for base, paths in served:
        for path in paths:
            with opened(chromium, base) as tab:
                found += [f"{path}: {fault}" for fault in in_first_load(tab, path)]
    assert "\n".join(found) == ""


def test_later_pages_are_smaller(chromium: Any, served: list[Served]) -> None:
    """By somebody who reads on, from the first page."""
    found = []
    for base, paths in served:
        with opened(chromium, base) as tab:
            tab.open("/")
            for path in paths:
                with counted(tab, path) as loads:
                    size = sum(loads.sizes.values())
                found += [f"{path}: {size:,.0f} bytes"] if size > LATER else []
    assert "\n".join(found) == ""
