"""What changed: of the whole record since a release, and of one record since the release that somebody cited."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from explorer import filters
from explorer.client import Answer
from explorer.filters import Pairs, address, cursor_of, without
from explorer.pages.records import check_id
from explorer.pages.views import untidy
from explorer.site import PageRequest, Site, path_of, redirect
from explorer.words import KINDS

EACH, NEWEST_FIRST = ("limit", "50"), ("sort", "newest")


def sized(pairs: Pairs) -> Pairs:
    return pairs if "limit" in dict(pairs) else [*pairs, EACH]


def following(path: str, pairs: Pairs, found: Answer) -> str | None:
    """The page of the next changes."""
    more = found.data["next"]
    return address(path, [*without(pairs, "cursor"), ("cursor", cursor_of(more))]) if more else None


@get("/changes", before_request=untidy)
async def show_changes(request: PageRequest, site: NamedDependency[Site]) -> Response[str]:
    """Unless asked otherwise, what the newest release changed; the newest change first."""
    sent = filters.read(request.url.query)
    asked: list[tuple[str, str]] = [*sent]
    if "sort" not in dict(sent):
        asked.append(NEWEST_FIRST)
    before: dict[str, Answer] = {}
    if not {"since", "cursor"} & {*dict(sent)}:
        before = await site.ask(meta="/v1/meta")
        asked.append(("since", str(max(0, int(before["meta"].data["release"]) - 1))))
    answers = await site.ask(changes=address("/v1/changes", sized(asked)), vocabularies="/v1/vocabularies")
    return site.render(
        request,
        "changes.html",
        {**answers, **before},
        sent=dict(sent),
        chosen=filters.chosen(filters.CHANGES, "/changes", sent, {}),
        choices=filters.CHANGES.choices,
        following=following("/changes", asked, answers["changes"]),
    )


@get("/changes.json")
async def to_json(request: PageRequest) -> Response[str]:
    return redirect(address("/v1/changes", filters.read(request.url.query)))


def check_history(request: PageRequest) -> Response[str] | None:
    return check_id(request) or untidy(request)


@get([f"/{kind}/{{id:str}}/changes" for kind in KINDS], before_request=check_history)
async def show_history(request: PageRequest, site: NamedDependency[Site], id: FromPath[str]) -> Response[str]:
    """A withdrawn record has a history still, and no page of its own."""
    kind, pairs = request.url.path.split("/")[1], filters.read(request.url.query)
    here = f"/v1/{kind}/{id}"
    answers = await site.ask(changes=address(f"{here}/changes", sized(pairs)), record=here)
    more = following(path_of(request), pairs, answers["changes"])
    label = label_of(answers["record"], answers["changes"]) or id
    return site.render(
        request, "history.html", answers, kind=kind, id=id, sent=dict(pairs), label=label, following=more
    )


def label_of(record: Answer, changes: Answer) -> str | None:
    """What the record is called, or was last."""
    if record.ok:
        return str(record.data["label"])
    results: list[Any] = changes.data["results"]
    return str(results[-1]["record"]["label"]) if results else None


@get([f"/{kind}/{{id:str}}/changes.json" for kind in KINDS], before_request=check_id)
async def to_history_json(request: PageRequest, id: FromPath[str]) -> Response[str]:
    kind = request.url.path.split("/")[1]
    return redirect(address(f"/v1/{kind}/{id}/changes", filters.read(request.url.query)))


HANDLERS: list[HTTPRouteHandler] = [show_changes, to_json, show_history, to_history_json]
