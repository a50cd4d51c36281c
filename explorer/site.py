"""What every page needs: the API to ask, the templates to fill, and how an answer to a reader is made of both."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import MediaType, Request, Response
from litestar.datastructures import State

from explorer import (
    accounts,
    citing,
    comparing,
    days,
    knowing,
    letters,
    linked,
    passages,
    places,
    reasoning,
    reporting,
    searching,
    snippets,
    words,
)
from explorer.assets import Assets
from explorer.client import RELEASE_HEADER, Answer, Api
from explorer.drawings import causal, plan
from explorer.settings import Settings

PageRequest = Request[Any, Any, State]

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
NOT_KEPT = "public, max-age=0, must-revalidate"
NEWEST = "parallel38.release"  # the layers in front tell the `number` of the newest one under this name
FILTERS = {
    "page": citing.page,
    "passages": citing.passages,
    "reading": citing.reading,
    "cut": citing.cut,
    "works": citing.works,
    "words": words.words,
    "capital": words.capital,
    "verb": words.verb,
    "counted": words.counted,
    "rests_on": words.rests_on,
    "joined": words.joined,
    "machine_date": words.machine_date,
    "says_more": words.says_more,
    "grouped": words.grouped,
    "degrees": words.degrees,
    "list_page": citing.list_page,
    "without_cursor": citing.without_cursor,
    "accounts_table": accounts.table,
    "letter": accounts.letter,
    "hinges": accounts.hinges,
    "groundless": accounts.groundless,
    "day": days.in_words,
    "span": days.span,
    "narrowest": days.narrowest,
    "by_date": days.by_date,
    "matrix": letters.matrix,
    "correspondents": letters.correspondents,
    "between": letters.between,
    "letters": letters.letters,
    "elsewhere": letters.elsewhere,
    "exchange": letters.exchange,
    "pieces": passages.pieces,
    "home": passages.home,
    "quotation_on": passages.quotation_on,
    "grounds": reasoning.grounds,
    "alike": comparing.alike,
    "bonds": comparing.bonds,
    "common_grounds": comparing.grounds,
    "causal_map": causal.draw,
    "locator": plan.locator,
    "causal_reading": causal.reading,
    "contested": causal.contested,
    "ties": reasoning.ties,
    "knowers": knowing.knowers,
    "by_claim": knowing.by_claim,
    "middle_day": knowing.middle_day,
    "text_address": places.text_address,
    "first_mention": places.first_mention,
    "part_address": places.part_address,
    "snippet": snippets.snippet,
    "parted": snippets.parted,
    "hit_address": searching.hit_address,
    "place_name": searching.place_name,
    "search_page": searching.search_page,
    "facet_name": searching.facet_name,
    "record_page": reporting.record_page,
}


class Trouble(Exception):
    """The API's answer, or our own refusal, because of which a page cannot be shown."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(f"{answer.call}: {answer.status}")
        self.answer = answer
        self.near: Sequence[Mapping[str, Any]] = ()  # records that may be meant instead


def environment(settings: Settings, assets: Assets) -> Environment:
    found = Environment(
        loader=FileSystemLoader(Path(__file__).resolve().parent / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.filters |= FILTERS
    found.globals |= {"settings": settings, "asset": assets.url, "count": words.count}
    found.globals |= {"kinds": words.KINDS, "paths": words.PATHS}
    found.globals |= {"report": reporter(settings), "linked_data": partial(linked.linked_data, settings.public_url)}
    found.globals |= {"published": places.PUBLISHED, "facet_headings": searching.FACETS, "part_size": places.PART}
    return found


def reporter(settings: Settings) -> Callable[[str, str | None], str] | None:
    """The link to report an error, of an address and a release; None where there is nobody to report to."""
    contact = settings.contact_url
    return None if contact is None else partial(reporting.report, contact, settings.public_url)


@dataclass(frozen=True, slots=True)
class Site:
    """`today` says the day; nothing else here has a clock."""

    settings: Settings
    api: Api
    assets: Assets
    templates: Environment
    today: Callable[[], date]

    async def ask(self, **calls: str) -> dict[str, Answer]:
        """The answers by name; the first decides whether there is a page at all, and raises Trouble if not."""
        answers = await self.api.all(calls)
        first = next(iter(answers.values()))
        if not first.ok:
            raise Trouble(first)
        return answers

    async def show(self, request: PageRequest, template: str, **calls: str) -> Response[str]:
        """A page of nothing but these calls, which its template knows by their names."""
        return self.render(request, template, await self.ask(**calls))

    def render(
        self,
        request: PageRequest,
        template: str,
        answers: Mapping[str, Answer],
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **context: Any,
    ) -> Response[str]:
        release = release_of(answers.values()) if answers else newest(request)
        path = request.url.path
        text = self.templates.get_template(template).render(
            path=path,
            address=address_of(request),
            calls=[answer.call for answer in answers.values()],
            release=release,
            **answers,
            **context,
        )
        whole = release and status == 200 and not any(answer.hurried for answer in answers.values())
        kept = {RELEASE_HEADER: str(release)} if whole else {"Cache-Control": NOT_KEPT}
        if status == 200 and not answers and not release:
            kept = {}
        return Response(text, status_code=status, media_type=MediaType.HTML, headers={**kept, **(headers or {})})


def address_of(request: PageRequest) -> str:
    """Path and query as they can stand in a link; the framework gives the path decoded."""
    path, query = path_of(request), request.url.query
    return f"{path}?{query}" if query else path


def path_of(request: PageRequest) -> str:
    return quote(request.url.path, safe="/-._~")


def release_of(answers: Iterable[Answer]) -> str | None:
    """The one release that all answers show. None if a part is missing or of another: then a cache must ask again."""
    found = {answer.release if answer.ok else None for answer in answers}
    return found.pop() if len(found) == 1 else None


def newest(request: PageRequest) -> str | None:
    """The release of the data as the layers in front know it, for pages that ask for none of it."""
    told = (request.scope.get("extensions") or {}).get(NEWEST)
    return None if told is None else str(told["number"])


def redirect(address: str, status: int = 302) -> Response[str]:
    return Response("", status_code=status, media_type=MediaType.TEXT, headers={"Location": address})
