"""Each record's `citation`: how to cite it, in six forms: the source of the words first, then the record itself."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from msgspec import Meta
from sqlalchemy import func, select

from api import params
from api.db import Database, Snapshot
from api.errors import DETAIL_RESPONSES
from api.formats import bibliography, exchange
from api.models.actor import Source
from api.models.corpus import Origin, Volume, VolumeDocument
from api.models.document import Document
from api.models.record import Citation as CitationTable
from api.models.record import Record as RecordTable
from api.models.record import table
from api.models.vocabulary import RecordType
from api.offers import Offer, Wanted, answer_as, offering
from api.paging import RELEASE_HEADER
from api.records import find, ref_of
from api.refs import Ref

record, source, citation = table(RecordTable), table(Source), table(CitationTable)
origin, volume, printed, document = table(Origin), table(Volume), table(VolumeDocument), table(Document)
cited, held = record.alias("cited"), record.alias("held")
SITE = "Parallel 38"


class Chicago(msgspec.Struct):
    note: Annotated[str, Meta(description="A note, the source of the words first.")]
    bibliography: Annotated[list[str], Meta(description="Entries of a bibliography, in the same order.")]


class Cite(msgspec.Struct):
    record: Annotated[Ref, Meta(description="The record that is cited.")]
    chicago: Annotated[Chicago, Meta(description="Chicago Manual of Style: a note, and entries of a bibliography.")]
    mla: Annotated[list[str], Meta(description="MLA: entries of a list of works cited.")]
    apa: Annotated[list[str], Meta(description="APA: entries of a list of references.")]
    bibtex: Annotated[str, Meta(description="BibTeX (UTF-8).")]
    ris: Annotated[str, Meta(description="RIS.")]
    csl_json: Annotated[list[dict[str, Any]], Meta(description="CSL-JSON: the sources, then the record.")]
    release: Annotated[str, Meta(description="The release that the citation names.")]


RECORDS = select(record.c.id, record.c.type, record.c.slug, record.c.label)
IN = func.coalesce(citation.c.document_id, citation.c.record_id)  # the document of a volume, where it is one
# An attachment has no id in its file: it is found where the document is that it is attached to.
AT = func.coalesce(printed.c.part_of_id, printed.c.document_id)
SOURCES = (
    select(
        *(cited.c.slug, source.c.csl, source.c.short_title, citation.c.locator, volume.c.url, origin.c.xml_id),
        *(printed.c.number, printed.c.first_page, printed.c.last_page),
        held.c.slug.label("document"),
        document.c.title,
    )
    .select_from(citation)
    .join(source, source.c.id == citation.c.source_id)
    .join(cited, cited.c.id == source.c.id)
    .outerjoin(volume, volume.c.source_id == source.c.id)
    .outerjoin(printed, (printed.c.document_id == IN) & (printed.c.volume_id == source.c.id))
    .outerjoin(held, held.c.id == printed.c.document_id)
    .outerjoin(document, document.c.id == printed.c.document_id)
    .outerjoin(origin, origin.c.record_id == AT)
    .order_by(citation.c.seq)
)


def source_item(row: Any) -> dict[str, Any]:
    """The source's bibliographic data; a title that the source lost is told in brackets."""
    item: dict[str, Any] = {"id": row.slug, "type": "book", "title": f"[{row.short_title}]"} | row.csl
    if "volume" in item:
        item["volume"] = str(item["volume"]).removeprefix("Volume ")
    if row.url is not None:
        item["URL"] = row.url
    if row.document is not None:
        item |= of_document(row, item)
    return item | ({"locator": row.locator} if row.locator else {})


def of_document(row: Any, volume: dict[str, Any]) -> dict[str, Any]:
    """What turns a volume into one document of it."""
    pages = "-".join(dict.fromkeys(filter(None, (row.first_page, row.last_page)))) if row.first_page else ""
    found = {
        "id": row.document,
        "type": "chapter",
        "title": row.title,
        "container-title": volume["title"],
        "number": row.number,
        "page": pages,
        "URL": f"{row.url}/{row.xml_id}" if row.xml_id else row.url,
    }
    return {name: value for name, value in found.items() if value}


def record_item(row: Any, snapshot: Snapshot, public_url: str) -> dict[str, Any]:
    """The record as a page of this site at its release; of a quotation the words, which a form puts in marks."""
    day = snapshot.released_at
    title = row.label.removeprefix("\u201c").removesuffix("\u201d") if row.type == RecordType.QUOTATION else row.label
    item = {
        "id": f"parallel38-{row.slug}",
        "type": "webpage",
        "title": title,
        "container-title": SITE,
        "version": f"release {snapshot.release}",
        "URL": f"{public_url}/{row.type}s/{row.slug}",
    }
    return item | ({"issued": {"date-parts": [[day.year, day.month, day.day]]}} if day else {})


def note(items: Sequence[dict[str, Any]]) -> str:
    parts = [bibliography.chicago_note(item, item.get("locator")).removesuffix(".") for item in items]
    return "; ".join(parts) + "."


def read_citation(snapshot: Snapshot, kind: RecordType, slug: str, public_url: str) -> Cite:
    row = find(snapshot, kind, slug, RECORDS)
    works: dict[str, dict[str, Any]] = {}
    for one in map(source_item, snapshot.all(SOURCES.where(citation.c.record_id == row.id))):
        works.setdefault(one["id"], one)
    items = [*works.values(), record_item(row, snapshot, public_url)]
    return Cite(
        record=ref_of(row),
        chicago=Chicago(note(items), [bibliography.chicago(item) for item in items]),
        mla=[bibliography.mla(item) for item in items],
        apa=[bibliography.apa(item) for item in items],
        bibtex=exchange.bibtex(items),
        ris=exchange.ris(items),
        csl_json=items,
        release=str(snapshot.release),
    )


def alone(media_type: str, form: Callable[[Cite], str], description: str) -> Offer:
    """One of the forms as text."""
    return Offer(media_type, lambda snapshot, found, wanted: form(found).encode(), description)


def style(name: str, entries: Callable[[Cite], list[str]]) -> Offer:
    told = f"Entries of a bibliography in the style of {name}, one a line."
    return alone(f"text/x-bibliography; style={name.lower()}", lambda found: "\n".join(entries(found)) + "\n", told)


OFFERS = (
    Offer(
        "application/vnd.citationstyles.csl+json",
        lambda snapshot, found, wanted: msgspec.json.encode(found.csl_json),
        "CSL-JSON: the sources, then the record.",
        {"type": "array", "items": {"type": "object"}},
    ),
    alone("application/x-bibtex", lambda found: found.bibtex, "BibTeX."),
    alone("application/x-research-info-systems", lambda found: found.ris, "RIS."),
    style("Chicago", lambda found: found.chicago.bibliography),
    style("MLA", lambda found: found.mla),
    style("APA", lambda found: found.apa),
)


def of_record(kind: RecordType) -> HTTPRouteHandler:
    @get(
        f"/{kind}s/{{id:str}}/citation",
        operation_id=f"get_{kind.replace('-', '_')}_citation",
        summary=f"Cite {'an' if kind[0] in 'aei' else 'a'} {kind.replace('-', ' ')}",
        description="How to cite it in six forms: the source of the words first, then the record at its release. "
        "Each form by itself is there by Accept.",
        tags=[f"{kind}s"],
        responses=DETAIL_RESPONSES,
        opt=offering(*OFFERS),
    )
    async def get_citation(
        database: NamedDependency[Database],
        wanted: NamedDependency[Wanted],
        id: params.Id,
    ) -> Response[Cite]:
        return await answer_as(
            database,
            wanted,
            lambda snapshot: read_citation(snapshot, kind, id, wanted.public_url),
            lambda found: {RELEASE_HEADER: found.release},
        )

    return get_citation


HANDLERS = tuple(of_record(kind) for kind in RecordType)
