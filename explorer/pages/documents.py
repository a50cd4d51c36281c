"""The page of a document: with its text, if an imported volume gives it, else with the words quoted of it."""

import asyncio
import re
from collections.abc import Mapping
from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from explorer.citing import page
from explorer.client import Answer, call
from explorer.filters import read
from explorer.pages.records import ALL, FEW, check_id
from explorer.places import PART, part_address, part_of, parts
from explorer.site import PageRequest, Site, Trouble, redirect
from explorer.text import text_of

MOST_NOTES = 20  # calls for the footnotes of one document
NUMBER = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)


@get("/documents/{id:str}", before_request=check_id)
async def show_document(request: PageRequest, site: NamedDependency[Site], id: FromPath[str]) -> Response[str]:
    answers = await site.ask(record=f"/v1/documents/{id}")
    found = answers["record"].data
    if note := number_asked(request, "note"):
        return await to_note(site, found, note)
    if found["paragraph_count"]:
        return await show_text(request, site, id, answers)
    answers |= await site.api.all(
        {
            "citation": f"/v1/documents/{id}/citation",
            "thread": f"/v1/documents/{id}/thread",
            "neighbours": f"/v1/documents/{id}/neighbours",
            "quotations": call("/v1/quotations", document=id, limit=ALL),
            "claims": call(f"/v1/documents/{id}/interpretations", limit=FEW),
            "transmissions": call("/v1/transmissions", document=id, limit=FEW),
            "links": call("/v1/causal-links", event=id, limit=FEW),
        }
    )
    return site.render(request, "document.html", answers)


async def show_text(request: PageRequest, site: Site, id: str, answers: dict[str, Answer]) -> Response[str]:
    """One part of the text: what has no ties to other documents shows the claims that rest on it instead of them."""
    record, here = answers["record"].data, f"/v1/documents/{id}"
    part = part_asked(request, record["paragraph_count"])
    tied = bool(record["answers"] or record["answered_by"] or record["forwards"])
    calls = {
        "citation": f"{here}/citation",
        "neighbours": f"{here}/neighbours",
        "people": call(f"{here}/people", limit=ALL),
        "terms": call(f"{here}/terms", limit=ALL),
        **({"thread": f"{here}/thread"} if tied else {"claims": call(f"{here}/interpretations", limit=FEW)}),
    }
    paragraphs, footnotes, others = await asyncio.gather(
        site.api.page(call(f"{here}/paragraphs", limit=PART), part),
        site.api.whole(call(f"{here}/footnotes", limit=ALL), MOST_NOTES),
        site.api.all(calls),
    )
    answers |= {"paragraphs": paragraphs, "footnotes": footnotes, **others}
    notes = footnotes.data["results"] if footnotes.ok else None
    return site.render(
        request,
        "document_text.html",
        answers,
        text=text_of(paragraphs.data["results"], notes) if paragraphs.ok else None,
        part=part,
        parts=parts(record["paragraph_count"]),
        tied=tied,
    )


def part_asked(request: PageRequest, paragraphs: int) -> int:
    """Which part of the text the address asks for; Trouble where there is no such part."""
    part = number_asked(request, "part") or 1
    if part > parts(paragraphs):
        raise Trouble(Answer("", 404))
    return part


def number_asked(request: PageRequest, name: str) -> int | None:
    """A number from 1 in the address; Trouble for anything else under that name."""
    asked = dict(read(request.url.query)).get(name)
    if asked is None:
        return None
    if not NUMBER.fullmatch(asked):
        raise Trouble(Answer("", 404))
    return int(asked)


async def to_note(site: Site, document: Mapping[str, Any], number: int) -> Response[str]:
    """To the part of the text in which the paragraph stands that a footnote hangs on."""
    notes = await site.api.whole(call(f"{document['href']}/footnotes", limit=ALL), MOST_NOTES)
    if not notes.ok:
        raise Trouble(notes)
    found = next((note for note in notes.data["results"] if note["number"] == number), None)
    if found is None:
        raise Trouble(Answer("", 404))
    part = part_of(found["paragraph"]) if found["paragraph"] else 1
    return redirect(f"{part_address(page(document['href']), part)}#n{number}")


HANDLERS: list[HTTPRouteHandler] = [show_document]
