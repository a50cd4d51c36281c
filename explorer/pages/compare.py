"""Two claims row by row, and the ways to choose them."""

from collections.abc import Mapping
from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from explorer import comparing, filters, nearby
from explorer.client import Answer, call
from explorer.filters import address
from explorer.pages.records import ALL, is_id
from explorer.pages.views import current, untidy
from explorer.site import PageRequest, Site, Trouble, redirect

CLAIMS = ("a", "b")
WORKS = 2  # whose years are looked up
LONGEST = 80  # characters of what was sent that are repeated
OF_CLAIM = "write the id of a claim, the last part of its address"
HOW = {"a": OF_CLAIM, "b": OF_CLAIM, "dispute": "write the id of a dispute, the last part of its address"}


@get("/compare", before_request=untidy)
async def show_compare(request: PageRequest, site: NamedDependency[Site]) -> Response[str]:
    """Two claims; with fewer than two, the page to choose them on."""
    sent = dict(filters.read(request.url.query))
    for name, value in sent.items():
        if name in HOW and not is_id(value):
            raise refused(name, value)
    chosen = [sent[name] for name in CLAIMS if name in sent]
    if len(chosen) < len(CLAIMS):
        return await choose(request, site, sent)
    if chosen[0] == chosen[1]:
        return await choose(request, site, sent, status=400)
    answers = await site.api.all(calls(*chosen))
    found = [answers[name] for name in CLAIMS]
    unknown = next((answer for answer in found if answer.status == 404), None)
    if unknown is not None:
        return await offer(request, site, unknown)
    now = [current(answer, id) for answer, id in zip(found, chosen, strict=True)]
    if now != chosen:
        return redirect(address("/compare", list(zip(CLAIMS, now, strict=True))), 308)
    works = list(comparing.sources_of(*(answer.data for answer in found)))[:WORKS]
    told = await site.api.all({f"work{number}": f"/v1/sources/{id}" for number, id in enumerate(works)})
    years = {answer.data["id"]: comparing.year(answer.data) for answer in told.values() if answer.ok}
    return site.render(request, "compare.html", answers | told, years=years, twin=False)


def calls(one: str, other: str) -> dict[str, str]:
    found = {"a": f"/v1/interpretations/{one}", "b": f"/v1/interpretations/{other}"}
    return found | {f"{name}_rests": f"{here}/evidence" for name, here in found.items()}


def refused(name: str, value: str) -> Trouble:
    fault = {"parameter": name, "reason": f"{value[:LONGEST]!r} is not an id; {HOW[name]}", "allowed": []}
    return Trouble(Answer("", 400, {"errors": [fault]}))


async def offer(request: PageRequest, site: Site, unknown: Answer) -> Response[str]:
    """Where there is no such claim: the ones that may be meant."""
    wrong = unknown.call.rpartition("/")[2]
    near = await nearby.near(site.api, f"/interpretations/{wrong}")
    context: dict[str, Any] = {"wrong": wrong, "near": near, "same": False, "sent": {}, "twin": False}
    return site.render(request, "compare_choose.html", {}, status=404, **context)


async def choose(request: PageRequest, site: Site, sent: Mapping[str, str], status: int = 200) -> Response[str]:
    """A form with all answers in one dispute: the one asked for, else the first that the given claim answers."""
    dispute, answers = sent.get("dispute"), dict[str, Answer]()
    given = next((sent[name] for name in CLAIMS if name in sent), None)
    if given is not None:
        answers["claim"] = await site.api.get(f"/v1/interpretations/{given}")
        now = current(answers["claim"], given)
        if now != given:
            renamed = [(name, now if value == given else value) for name, value in sent.items()]
            return redirect(address("/compare", renamed), 308)
        answered = answers["claim"].data["disputes"]
        dispute = dispute or (answered[0]["id"] if answered else None)
    if dispute is not None:
        answers |= await site.ask(dispute=f"/v1/disputes/{dispute}")
    elif given is None:
        answers |= await site.ask(disputes=call("/v1/disputes", limit=ALL))
    context: dict[str, Any] = {"wrong": None, "near": [], "same": status == 400, "sent": sent, "twin": False}
    return site.render(request, "compare_choose.html", answers, status=status, **context)


HANDLERS: list[HTTPRouteHandler] = [show_compare]
