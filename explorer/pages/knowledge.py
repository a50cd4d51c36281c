"""What had reached somebody by a day: a page, its step to another day, and the way there from the first page."""

import re
from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from explorer import days, filters, knowing
from explorer.client import Answer, call
from explorer.filters import Pairs, address, without
from explorer.pages.lists import VARY
from explorer.pages.records import check_id, is_id
from explorer.pages.views import untidy
from explorer.site import PageRequest, Site, Trouble, redirect

WEEK = 7
WHOLE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def check_day(request: PageRequest) -> Response[str] | None:
    """What looks like no day is refused here, for a page counts days from it."""
    at = dict(filters.tidy(filters.read(request.url.query))).get("at")
    if at and not WHOLE_DAY.fullmatch(at):
        fault = {"parameter": "at", "reason": f"{at!r} is not a day; write YYYY-MM-DD", "allowed": []}
        raise Trouble(Answer("", 400, {"errors": [fault]}))
    if not is_id(request.path_params["id"]):
        raise Trouble(Answer("", 404))
    return None


def check_knowledge(request: PageRequest) -> Response[str] | None:
    return check_id(request) or check_day(request) or untidy(request)


@get("/actors/{id:str}/knowledge", before_request=check_knowledge)
async def show_knowledge(request: PageRequest, site: NamedDependency[Site], id: FromPath[str]) -> Response[str]:
    """Without a day, all that is on record to have reached the actor."""
    pairs = filters.read(request.url.query)
    answers = await site.ask(**calls(id, pairs))
    return site.render(request, "knowledge.html", answers, **context(id, pairs, answers))


@get("/_f/actors/{id:str}/knowledge", before_request=check_day)
async def show_step(request: PageRequest, site: NamedDependency[Site], id: FromPath[str]) -> Response[str]:
    """Another day in place, for htmx; whoever opens the address gets the whole page."""
    pairs = filters.tidy(filters.read(request.url.query))
    here = address(f"/actors/{id}/knowledge", pairs)
    if request.headers.get("hx-request-type") != "partial":
        return redirect(here)
    answers = await site.ask(**calls(id, pairs))
    headers = {**VARY, "X-Robots-Tag": "noindex", "HX-Push-Url": here}
    return site.render(request, "fragments/stepped.html", answers, headers=headers, **context(id, pairs, answers))


def calls(id: str, pairs: Pairs) -> dict[str, str]:
    """All subjects are asked for beside the one that was chosen, so that another can be."""
    here, sent = f"/v1/actors/{id}/knowledge", dict(pairs)
    month = {"date": sent["at"][:7]} if "at" in sent else {}
    return {
        "known": address(here, pairs),
        "documents": call("/v1/documents", party=id, limit=1, **month),
        **({"whole": address(here, without(pairs, "about"))} if "about" in sent else {}),
    }


def context(id: str, pairs: Pairs, answers: dict[str, Answer]) -> dict[str, Any]:
    here, at = f"/actors/{id}/knowledge", dict(pairs).get("at")
    whole = answers.get("whole", answers["known"])
    return {
        "here": here,
        "at": at,
        "asked": dict(pairs).get("about"),
        "groups": knowing.GROUPS,
        "subjects": knowing.subjects((whole if whole.ok else answers["known"]).data),
        "weeks": [at and dated(here, pairs, days.step(at, by)) for by in (-WEEK, WEEK)],
        "later": address("/transmissions", [("to", id), ("date", f"{days.step(at, 1)}/..")]) if at else None,
    }


def dated(here: str, pairs: Pairs, at: str | None) -> str | None:
    return at and address(here, [("at", at), *without(pairs, "at")])


@get("/actors/{id:str}/knowledge.json", before_request=check_id)
async def to_json(request: PageRequest, id: FromPath[str]) -> Response[str]:
    return redirect(address(f"/v1/actors/{id}/knowledge", filters.read(request.url.query)))


@get("/knowledge")
async def to_knowledge(request: PageRequest) -> Response[str]:
    """Where the form of the first page leads, which cannot put an id into a path."""
    pairs = filters.tidy(filters.read(request.url.query))
    actor = dict(pairs).get("actor", "")
    if not is_id(actor):
        raise Trouble(Answer("", 404))
    return redirect(address(f"/actors/{actor}/knowledge", without(pairs, "actor")))


HANDLERS: list[HTTPRouteHandler] = [show_knowledge, show_step, to_json, to_knowledge]
