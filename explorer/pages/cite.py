"""How to cite a record: a page with every form, and the forms of reference managers as files."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from explorer.client import RELEASE_HEADER
from explorer.pages.records import check_id
from explorer.site import PageRequest, Site, redirect
from explorer.words import KINDS


@dataclass(frozen=True, slots=True)
class Form:
    """A form that a program reads; `written` makes the file of the API's answer."""

    name: str
    media_type: str
    written: Callable[[Any], str]


FORMS = {
    "bib": Form("BibTeX", "application/x-bibtex", lambda found: found["bibtex"]),
    "ris": Form("RIS", "application/x-research-info-systems", lambda found: found["ris"]),
    "csl.json": Form(
        "CSL-JSON",
        "application/vnd.citationstyles.csl+json",
        lambda found: json.dumps(found["csl_json"], ensure_ascii=False, indent=1),
    ),
}


def asked(request: PageRequest, id: str) -> str:
    """The call for the citation of the record that the address names."""
    return f"/v1/{request.url.path.split('/')[1]}/{id}/citation"


@get([f"/{kind}/{{id:str}}/cite" for kind in KINDS], before_request=check_id)
async def show_citation(request: PageRequest, site: NamedDependency[Site], id: FromPath[str]) -> Response[str]:
    answers = await site.ask(citation=asked(request, id))
    return site.render(request, "cite.html", answers, forms=FORMS)


@get([f"/{kind}/{{id:str}}/cite.{ending}" for kind in KINDS for ending in FORMS], before_request=check_id)
async def give_citation(request: PageRequest, site: NamedDependency[Site], id: FromPath[str]) -> Response[str]:
    citation = (await site.ask(citation=asked(request, id)))["citation"]
    ending = request.url.path.rpartition("/cite.")[2]
    headers = {"Content-Disposition": f'attachment; filename="parallel38-{id}.{ending}"'}
    if citation.release:
        headers[RELEASE_HEADER] = citation.release
    return Response(FORMS[ending].written(citation.data), media_type=FORMS[ending].media_type, headers=headers)


@get([f"/{kind}/{{id:str}}/cite.json" for kind in KINDS], before_request=check_id)
async def to_json(request: PageRequest, id: FromPath[str]) -> Response[str]:
    return redirect(asked(request, id))


HANDLERS: list[HTTPRouteHandler] = [show_citation, give_citation, to_json]
