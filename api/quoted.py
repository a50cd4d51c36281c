"""The parts of a quotation on the wire: who speaks, where the words stand, and how they were checked."""

from dataclasses import replace
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from sqlalchemy import select

from api.db import Snapshot
from api.errors import bad_parameter
from api.formats import annotations
from api.lists import Found
from api.models.corpus import Paragraph, QuotationElsewhere
from api.models.record import table
from api.models.vocabulary import Certainty, VerificationState
from api.offers import Offer, Wanted
from api.paging import DEFAULT_LIMIT
from api.refs import IDS, Links, Ref

elsewhere, paragraph = table(QuotationElsewhere), table(Paragraph)


class Emendation(msgspec.Struct):
    printed: Annotated[str, Meta(description="As the scan has it.")]
    reading: Annotated[str, Meta(description="As `text` reads it.")]
    reason: Annotated[str, Meta(description="Why.")]


class Speaker(msgspec.Struct):
    actor: Annotated[Ref, Meta(description="Whose words they are.")]
    certainty: Annotated[Certainty, Meta(description="How sure that is.")]


class Bearer(msgspec.Struct):
    actor: Annotated[Ref | None, Meta(description="Who relayed or handed over the document, where we know the actor.")]
    printed: Annotated[str | None, Meta(description="The name as the source has it.")]


class Selector(msgspec.Struct):
    source: Annotated[Ref, Meta(description="The work in whose text the offsets count.")]
    start: Annotated[int, Meta(ge=0, description="First code point.")]
    end: Annotated[int, Meta(ge=1, description="Code point after the last.")]
    exact: Annotated[str, Meta(description="The words as printed.")]
    prefix: Annotated[str | None, Meta(description="What stands before, where the source's text may be shown.")]
    suffix: Annotated[str | None, Meta(description="What stands after, where the source's text may be shown.")]


class Verification(msgspec.Struct):
    state: Annotated[
        VerificationState, Meta(description="What the check of the words against the source's text found.")
    ]
    normalisations: Annotated[list[str], Meta(description="What had to be normalised for it.")]
    version: Annotated[int, Meta(ge=1, description="Version of the table of normalisations.")]
    date: Annotated[str, Meta(description="The day of the check, YYYY-MM-DD.")]
    sha256: Annotated[str | None, Meta(description="SHA-256 of the text it was checked against.")]


class Elsewhere(msgspec.Struct):
    document: Annotated[Ref, Meta(description="A document of a volume in which the same words stand.")]
    paragraph: Annotated[int | None, Meta(description="The paragraph; null if they stand in a footnote.")]
    footnote: Annotated[int | None, Meta(description="The footnote, counted from 1.")]
    start: Annotated[int, Meta(ge=0, description="First code point, in the paragraph or footnote.")]
    end: Annotated[int, Meta(ge=1, description="Code point after the last.")]
    state: Annotated[VerificationState, Meta(description="What the check of the words against it found.")]
    normalisations: Annotated[
        list[str], Meta(description="What had to be normalised for it; `initial-letter`: the case of the first letter.")
    ]


ELSEWHERE = (
    select(elsewhere, paragraph.c.is_note, paragraph.c.number)
    .join(paragraph, paragraph.c.id == elsewhere.c.paragraph_id)
    .where(elsewhere.c.quotation_id.in_(IDS))
    .order_by(elsewhere.c.quotation_id, elsewhere.c.seq)
)


def verification_of(row: Any) -> Verification:
    return Verification(
        row.verification_state,
        row.verification_normalisations,
        row.verification_version,
        row.verification_date.isoformat(),
        row.verification_sha256,
    )


def elsewhere_of(row: Any, links: Links) -> Elsewhere:
    return Elsewhere(
        document=links.refs[row.document_id],
        paragraph=None if row.is_note else row.number,
        footnote=row.number if row.is_note else None,
        start=row.start,
        end=row.end,
        state=row.state,
        normalisations=row.normalisations,
    )


def annotated(snapshot: Snapshot, found: Found, wanted: Wanted) -> bytes:
    """Annotations are whole: `fields` has nothing to leave out of them."""
    if found.parts.only is not None:
        raise bad_parameter("fields", "has no meaning for annotations; leave it out, or ask for application/json")
    if found.page is None or found.asked is None:
        return msgspec.json.encode(annotations.annotation(found.records[0], wanted.public_url))
    page, asked = found.page, found.asked
    here, whole = asked.address(asked.cursor), replace(asked, limit=DEFAULT_LIMIT).address(None)
    told = annotations.page(found.records, wanted.public_url, here, whole, page.total, page.next)
    return msgspec.json.encode(told)


ANNOTATIONS = Offer(
    annotations.MEDIA_TYPE,
    annotated,
    "W3C Web Annotations: the words, and where they stand in which text; a page of a list is an AnnotationPage.",
    {
        "type": "object",
        "required": ["@context", "id", "type"],
        "properties": {"@context": {}, "id": {"type": "string"}, "type": {}},
    },
)
