"""The views over the record: timeline, days, correspondence."""

import re
from collections.abc import Mapping

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from explorer import days, filters, letters, months
from explorer.client import Answer, call
from explorer.drawings import lanes
from explorer.drawings import reading as drawn
from explorer.filters import VIEWS, Pairs, address, cursor_of, without
from explorer.pages.lists import narrowing
from explorer.pages.records import ALL, is_id
from explorer.site import PageRequest, Site, Trouble, path_of, redirect

MOMENTS = 60  # of a page of the timeline
WHOLE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
DAY = re.compile(r"(\d{4}-)?\d{2}-\d{2}", re.ASCII)
JSON = ".json"


def untidy(request: PageRequest) -> Response[str] | None:
    """A form's empty fields are dropped first, so that what is shared is the short address."""
    sent = filters.read(request.url.query)
    pairs = filters.tidy(sent)
    return redirect(address(path_of(request), pairs)) if pairs != sent else None


@get("/timeline", before_request=untidy)
async def show_timeline(request: PageRequest, site: NamedDependency[Site]) -> Response[str]:
    pairs = filters.read(request.url.query)
    size = [] if "limit" in dict(pairs) else [("limit", str(MOMENTS))]
    moments = address("/v1/timeline", [*pairs, *size])
    answers = await site.ask(moments=moments, vocabularies="/v1/vocabularies")
    found, following = answers["moments"].data["results"], answers["moments"].data["next"]

    def to(name: str, value: str) -> str:
        """The page with another value of a parameter, or without it."""
        return address("/timeline", [*without(pairs, name, "cursor"), *([(name, value)] if value else [])])

    return site.render(
        request,
        "timeline.html",
        answers,
        shown=drawn.shown(answers["moments"], lanes.shown(pairs, answers["vocabularies"]), pairs),
        lanes=lanes.toggles(pairs, answers["vocabularies"]),
        groups=months.by_month(found),
        zoom=months.zoom(dict(pairs).get("date"), found, more=following is not None),
        to=to,
        following=to("cursor", cursor_of(following)) if following else None,
        **narrowing("timeline", VIEWS["timeline"], pairs, answers["moments"]),
    )


@get("/days/{on:str}")
async def show_day(request: PageRequest, site: NamedDependency[Site], on: FromPath[str]) -> Response[str]:
    day = on.removesuffix(JSON)
    if not DAY.fullmatch(day):
        raise Trouble(Answer("", 404))
    found = call("/v1/on-this-day", on=day)
    if day != on:
        return redirect(found)
    answers = await site.ask(found=found)
    around = [days.step(day, by) for by in (-1, 1)] if WHOLE_DAY.fullmatch(day) else []
    return site.render(request, "day.html", answers, on=day, around=around)


@get("/days")
async def to_day(request: PageRequest) -> Response[str]:
    """Where the form of a day's page leads; without a day, to today's."""
    on = dict(filters.tidy(filters.read(request.url.query))).get("on")
    if on is None:
        return redirect("/on-this-day")
    if not DAY.fullmatch(on):
        fault = {"parameter": "on", "reason": f"{on!r} is not a day; write YYYY-MM-DD or MM-DD", "allowed": []}
        raise Trouble(Answer("", 400, {"errors": [fault]}))
    return redirect(f"/days/{on}")


@get("/correspondence", before_request=untidy)
async def show_correspondence(request: PageRequest, site: NamedDependency[Site]) -> Response[str]:
    pairs = filters.read(request.url.query)
    answers = await site.ask(letters=address("/v1/correspondence", pairs), vocabularies="/v1/vocabularies")
    used = narrowing("correspondence", VIEWS["correspondence"], pairs)
    return site.render(request, "correspondence.html", answers, days=address("", pairs), **used)


@get("/correspondence/{one:str}/{other:str}", before_request=untidy)
async def show_exchange(
    request: PageRequest, site: NamedDependency[Site], one: FromPath[str], other: FromPath[str]
) -> Response[str]:
    """Both orders of the two lead to one page."""
    pairs = filters.read(request.url.query)
    two = (one, other.removesuffix(JSON))
    if not all(is_id(id) for id in two):
        raise Trouble(Answer("", 404))
    documents = address("/v1/documents", [("between", ",".join(two)), *pairs])
    if other.endswith(JSON):
        return redirect(documents)
    if letters.exchange(*two) != request.url.path:
        return redirect(address(letters.exchange(*two), pairs))
    answers = await site.ask(**exchange_calls(two, pairs))
    now = [current(answers[name], id) for name, id in zip(("one", "other"), two, strict=True)]
    if now != [*two]:
        return redirect(address(letters.exchange(*now), pairs), 308)
    used = narrowing(request.url.path.strip("/"), VIEWS["correspondence"], pairs)
    a, b = known(answers["one"], two[0]), known(answers["other"], two[1])
    return site.render(request, "exchange.html", answers, a=a, b=b, **used)


def exchange_calls(two: tuple[str, str], pairs: Pairs) -> dict[str, str]:
    """Words are asked for whoever speaks: hardly anybody writes to himself."""
    both = ",".join(two)
    size = ("limit", str(ALL))
    return {
        "documents": address("/v1/documents", [("between", both), *pairs, size]),
        "quotations": address("/v1/quotations", [("speaker", both), ("addressee", both), *pairs, size]),
        "counts": address(f"/v1/actors/{two[0]}/correspondents", pairs),
        "one": f"/v1/actors/{two[0]}",
        "other": f"/v1/actors/{two[1]}",
        "vocabularies": "/v1/vocabularies",
    }


def current(actor: Answer, id: str) -> str:
    """The id under which the API knows the actor; Trouble if there is none."""
    if actor.status == 308 and actor.location:
        return actor.location.rpartition("/")[2]
    if actor.status in (404, 410):
        raise Trouble(actor)
    return id


def known(actor: Answer, id: str) -> Mapping[str, str]:
    """What the page calls the actor: by the id, where nothing else could be loaded."""
    unnamed = {"id": id, "name": id, "label": id, "href": f"/v1/actors/{id}"}
    return actor.data if actor.ok else unnamed


@get(["/timeline.json", "/correspondence.json"])
async def to_view_json(request: PageRequest) -> Response[str]:
    path = request.url.path.removesuffix(JSON)
    return redirect(address(f"/v1{path}", filters.read(request.url.query)))


HANDLERS: list[HTTPRouteHandler] = [
    show_timeline,
    show_day,
    to_day,
    show_correspondence,
    show_exchange,
    to_view_json,
]
