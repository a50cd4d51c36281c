"""Pages for what went wrong, in the layout of all others: what it is, and how to go on."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from litestar import Response
from litestar.exceptions import HTTPException
from litestar.types import Scope

from explorer.citing import page
from explorer.client import Answer
from explorer.filters import read
from explorer.nearby import Json, asked, near
from explorer.reporting import record_page
from explorer.site import PageRequest, Site, Trouble, address_of, redirect
from explorer.words import PATHS

logger = logging.getLogger("parallel38.explorer")


@dataclass(frozen=True, slots=True)
class Explained:
    heading: str
    text: str


EXPLAINED = {
    400: Explained(
        "This address asks for something we do not understand", "The part named below cannot be used as it is."
    ),
    404: Explained(
        "There is no such page", "The address may have been mistyped, or the record never existed under it."
    ),
    405: Explained("Pages can only be read", "This address answers nothing but GET and HEAD."),
    410: Explained("This record was withdrawn", "Its address will not be used for anything else."),
    429: Explained("Too many requests from your address", "Please wait a little before you go on."),
    500: Explained("Something broke on our side", "The fault has been logged. Trying again later may help."),
    502: Explained(
        "The record cannot be reached just now",
        "These pages are made from the public API, which gave no usable answer.",
    ),
    503: Explained(
        "The record is resting for a moment", "The public API, from which these pages are made, is not available."
    ),
}
CHANGED = Explained(
    "The records changed while you were reading",
    "A new release came out after the first page of this list. To see each record once and none twice, start again.",
)
SLOW = Explained(
    "This would take too long",
    "The answer could not be found in the time that one request has. Rarer words or another filter may help.",
)
BY_TYPE = {"/problems/release-changed": CHANGED, "/problems/too-slow": SLOW}
MOST_PATIENT = 3600  # seconds


def on_trouble(site: Site) -> Callable[[PageRequest, Trouble], Response[str]]:
    def answer_trouble(request: PageRequest, trouble: Trouble) -> Response[str]:
        """What the API refused; a record that moved has its page at the new address."""
        answer = trouble.answer
        if answer.status == 308 and answer.location:
            return redirect(moved(address_of(request), answer.location), 308)
        return explain(site, request, answer, trouble.near)

    return answer_trouble


def looking(site: Site) -> Callable[[Exception, Scope], Awaitable[None]]:
    async def look_around(error: Exception, scope: Scope) -> None:
        """What may be meant instead of a record that the API does not know, or that was withdrawn."""
        if isinstance(error, Trouble) and error.answer.call and error.answer.status in (404, 410):
            error.near = await near(site.api, PageRequest(scope).url.path.removeprefix("/_f"))

    return look_around


def moved(address: str, location: str) -> str:
    """The same page of the record at its new address, of which the API tells its own."""
    old, new = record_page(address), record_page(page(location))
    return f"{new}{address.removeprefix(old)}" if old and new else page(location)


def on_http_exception(site: Site) -> Callable[[PageRequest, HTTPException], Response[str]]:
    def answer_exception(request: PageRequest, error: HTTPException) -> Response[str]:
        """What Litestar refuses by itself: unknown paths and other methods."""
        status = error.status_code if error.status_code in EXPLAINED else 400
        if error.status_code >= 500:
            logger.error("unhandled %s", type(error).__name__, exc_info=error)
            status = 500
        found = explain(site, request, Answer("", status))
        if status == 405:
            found.headers["Allow"] = "GET, HEAD, OPTIONS"
        return found

    return answer_exception


def on_unhandled(site: Site) -> Callable[[PageRequest, Exception], Response[str]]:
    def answer_unhandled(request: PageRequest, error: Exception) -> Response[str]:
        logger.error("unhandled %s", type(error).__name__, exc_info=error)
        return explain(site, request, Answer("", 500))

    return answer_unhandled


def explain(site: Site, request: PageRequest, answer: Answer, near: Sequence[Json] = ()) -> Response[str]:
    """The page, or for a fragment the alert that stands in its place."""
    status = answer.status if answer.status in EXPLAINED else 502
    problem = answer.data if isinstance(answer.data, dict) else {}
    changed = problem.get("type") == "/problems/release-changed"
    wait = seconds(answer.retry_after)
    live = request.url.path == "/search" and request.headers.get("hx-request-type") == "partial"
    fragment = live or request.url.path.startswith("/_f/")
    return site.render(
        request,
        "fragments/alert.html" if fragment else "error.html",
        {},
        status=status,
        headers={"Retry-After": str(wait)} if wait else None,
        code=status,
        explained=BY_TYPE.get(problem.get("type", ""), EXPLAINED[status]),
        changed=changed,
        problem=problem,
        wait=wait,
        kind=kind_of(request.url.path),
        near=near,
        sought=sought(request.url.path) or dict(read(request.url.query)).get("q", ""),
    )


def seconds(retry_after: str | None) -> int | None:
    """How long to wait; a date or nonsense is taken for nothing."""
    if retry_after and retry_after.isascii() and retry_after.isdigit():
        return min(int(retry_after[:6]), MOST_PATIENT)
    return None


def sought(path: str) -> str:
    """What to put into the search box: the words of the id that was asked for."""
    named = asked(path)
    return named[1].replace("-", " ") if named else ""


def kind_of(path: str) -> str | None:
    """The list or view that a path belongs to."""
    first = path.removeprefix("/_f").partition("/")[2].partition("/")[0]
    return first if first in PATHS else None


def handlers(site: Site) -> dict[Any, Any]:
    return {
        Trouble: on_trouble(site),
        HTTPException: on_http_exception(site),
        Exception: on_unhandled(site),
    }
