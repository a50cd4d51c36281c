"""The views over the record: timeline, days, correspondence, and what had reached somebody by a day."""

import re

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from explorer import days, filters, knowing, letters, months
from explorer.client import Answer, call
from explorer.filters import VIEWS, Pairs, address, cursor_of, without
from explorer.pages.lists import narrowing
from explorer.pages.records import ALL, check_id, is_id
from explorer.site import PageRequest, Site, Trouble, path_of, redirect

MOMENTS = 60  # of a page of the timeline
WEEK = 7
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
        return address("/timeline", [*without(pairs, name, "cursor"), (name, value)])

    return site.render(
        request,
        "timeline.html",
        answers,
        groups=months.by_month(found),
        zoom=months.zoom(dict(pairs).get("date"), found),
        to=to,
        following=to("cursor", cursor_of(following)) if following else None,
        **narrowing("timeline", VIEWS["timeline"], pairs),
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
    return site.render(request, "exchange.html", answers, **used)


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
    if not actor.ok:
        raise Trouble(actor)
    return id


def check_knowledge(request: PageRequest) -> Response[str] | None:
    """What looks like no day is refused here, for a page counts days from it."""
    at = dict(filters.tidy(filters.read(request.url.query))).get("at")
    if at and not WHOLE_DAY.fullmatch(at):
        fault = {"parameter": "at", "reason": f"{at!r} is not a day; write YYYY-MM-DD", "allowed": []}
        raise Trouble(Answer("", 400, {"errors": [fault]}))
    return check_id(request) or untidy(request)


@get("/actors/{id:str}/knowledge", before_request=check_knowledge)
async def show_knowledge(request: PageRequest, site: NamedDependency[Site], id: FromPath[str]) -> Response[str]:
    """Without a day, all that is on record to have reached the actor."""
    pairs = filters.read(request.url.query)
    here, at, about = f"/actors/{id}/knowledge", dict(pairs).get("at"), dict(pairs).get("about")
    month = {"date": at[:7]} if at else {}
    calls = {
        "known": address(f"/v1{here}", pairs),
        "documents": call("/v1/documents", party=id, limit=1, **month),
        **({"whole": address(f"/v1{here}", without(pairs, "about"))} if about else {}),
    }
    answers = await site.ask(**calls)
    whole = answers.get("whole", answers["known"])
    return site.render(
        request,
        "knowledge.html",
        answers,
        here=here,
        at=at,
        asked=about,
        groups=knowing.GROUPS,
        subjects=knowing.subjects((whole if whole.ok else answers["known"]).data),
        weeks=[at and dated(here, pairs, days.step(at, by)) for by in (-WEEK, WEEK)],
        later=address("/transmissions", [("to", id), ("date", f"{days.step(at, 1)}/..")]) if at else None,
    )


def dated(here: str, pairs: Pairs, at: str | None) -> str | None:
    return at and address(here, [("at", at), *without(pairs, "at")])


@get("/actors/{id:str}/knowledge.json", before_request=check_id)
async def to_knowledge_json(request: PageRequest, id: FromPath[str]) -> Response[str]:
    return redirect(address(f"/v1/actors/{id}/knowledge", filters.read(request.url.query)))


@get("/knowledge")
async def to_knowledge(request: PageRequest) -> Response[str]:
    """Where the form of the first page leads, which cannot put an id into a path."""
    pairs = filters.tidy(filters.read(request.url.query))
    actor = dict(pairs).get("actor", "")
    if not is_id(actor):
        raise Trouble(Answer("", 404))
    return redirect(address(f"/actors/{actor}/knowledge", without(pairs, "actor")))


@get(["/timeline.json", "/correspondence.json"])
async def to_view_json(request: PageRequest) -> Response[str]:
    path = request.url.path.removesuffix(JSON)
    return redirect(address(f"/v1{path}", filters.read(request.url.query)))


HANDLERS: list[HTTPRouteHandler] = [
    show_timeline,
    show_day,
    show_correspondence,
    show_exchange,
    show_knowledge,
    to_knowledge_json,
    to_knowledge,
    to_view_json,
]
