"""The explorer's only source of data: GET requests to the public API, plain JSON out."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

import httpx

logger = logging.getLogger("parallel38.explorer")

DEADLINE = 8.0  # seconds for all calls of a page; htmx gives up after 10
RETRY_AFTER = "10"
RELEASE_HEADER = "Parallel38-Release"


@dataclass(frozen=True, slots=True)
class Answer:
    """One call and what came of it; `status` is 502 where the API did not answer, or not as an API does."""

    call: str
    status: int
    data: Any = None
    release: str | None = None
    hurried: bool = False  # the API had no time for all of it, and says that nobody should keep this
    location: str | None = None
    retry_after: str | None = None

    @property
    def ok(self) -> bool:
        return self.status == 200


def call(path: str, **parameters: str | int) -> str:
    """A path of the API with its query."""
    query = urlencode(parameters, safe=",:/")
    return f"{path}?{query}" if query else path


class Api:
    """Reads an API at an address, or one in the same process through a transport."""

    def __init__(self, base_url: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        logging.getLogger("httpx").setLevel(logging.WARNING)
        headers = {"Accept": "application/json", "User-Agent": "parallel38-explorer"}
        if transport is not None:
            headers["Accept-Encoding"] = "identity"  # nothing travels, so nothing gains from being packed
        self.http = httpx.AsyncClient(base_url=base_url, transport=transport, headers=headers, timeout=DEADLINE)

    async def close(self) -> None:
        await self.http.aclose()

    async def all(self, calls: Mapping[str, str]) -> dict[str, Answer]:
        """The answers by the names of their calls, made at the same time."""
        answers = await asyncio.gather(*(self.get(address) for address in calls.values()))
        return dict(zip(calls, answers, strict=True))

    async def page(self, address: str, number: int) -> Answer:
        """That page of a list, from 1; cursors lead to it one by one. The last one where the list ends before."""
        found = await self.get(address)
        for _ in range(number - 1):
            if not found.ok or found.data["next"] is None:
                break
            found = await self.get(found.data["next"])
        return found

    async def whole(self, address: str, most: int) -> Answer:
        """All of a list as one answer, in so many calls at most; what fails on the way stands for all of it."""
        found = await self.get(address)
        last = found
        for _ in range(most - 1):
            if not last.ok or last.data["next"] is None:
                break
            last = await self.get(last.data["next"])
            if not last.ok:
                return last
            results = [*found.data["results"], *last.data["results"]]
            found = replace(found, data={**found.data, "results": results, "next": last.data["next"]})
        return found

    async def get(self, address: str) -> Answer:
        """Never raises for what the API or the network does: the answer says so."""
        try:
            async with asyncio.timeout(DEADLINE):
                response = await self.http.get(address)
            return read(address, response)
        except (httpx.HTTPError, TimeoutError, ValueError) as error:
            logger.warning("no usable answer to GET %s: %s", bare(address), type(error).__name__)
            return Answer(address, 502, retry_after=RETRY_AFTER)


def read(address: str, response: httpx.Response) -> Answer:
    """4xx and 503 are the API's own words; any other refusal means it is out of order. ValueError if not JSON."""
    found = response.status_code
    if found == 308:
        return Answer(address, found, location=response.headers.get("Location"))
    if found != 200 and found != 503 and not response.is_client_error:
        logger.warning("GET %s was answered with %d", bare(address), found)
        return Answer(address, 502, retry_after=RETRY_AFTER)
    spoken = found == 200 or "json" in response.headers.get("Content-Type", "")
    return Answer(
        address,
        found,
        response.json() if spoken else None,
        release=response.headers.get(RELEASE_HEADER),
        hurried="no-store" in response.headers.get("Cache-Control", ""),
        retry_after=response.headers.get("Retry-After"),
    )


def bare(address: str) -> str:
    """Without its query: what somebody looks for is nobody else's business."""
    return address.partition("?")[0]
