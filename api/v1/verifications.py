"""`quotations/{id}/verification`: how the words were checked, told so that whoever has the text can do it again."""

from typing import Annotated

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from msgspec import Meta

from api import params
from api.db import Database, Snapshot
from api.errors import DETAIL_RESPONSES
from api.models import quotation as model
from api.models.record import table
from api.models.vocabulary import QuotationLacuna, RecordType, VerificationState
from api.paging import RELEASE_HEADER
from api.quoted import ELSEWHERE, Elsewhere, Emendation, elsewhere_of
from api.records import find, ref_of, rows_of
from api.refs import Links, Owned, Ref, owned

quotation, emendation = table(model.Quotation), table(model.QuotationEmendation)
selector = table(model.QuotationSelector)
ROWS = rows_of(quotation)
EMENDATIONS, PARTS = owned(emendation.c.quotation_id), owned(selector.c.quotation_id)
WORDS = {
    VerificationState.EXACT: "The words stand in the source's text, at the offsets given, character by character.",
    VerificationState.NORMALISED: "The words stand in the source's text at the offsets given, equal but for what "
    "`normalised` lists.",
    VerificationState.EMENDED: "The words as printed stand in the source's text at the offsets given; the reading "
    "differs from print only by the emendations listed.",
    VerificationState.LACUNA: "What there is of the words stands in the source's text at the offsets given; a page "
    "break swallowed the rest, which stays missing.",
    VerificationState.SOURCE_NOT_HELD: "The source's text is not held, so that the words were not compared with it.",
}
NORMALISED = {
    "soft-hyphens": "A soft hyphen, with the line break after it, counts as nothing.",
    "line-breaks": "Line breaks, with the spaces before and after them, count as one space.",
    "curly-quotes": "Curved quotation marks and apostrophes count as straight ones.",
}


class Normalised(msgspec.Struct):
    name: Annotated[str, Meta(description="Its name in the table of normalisations.")]
    words: Annotated[str, Meta(description="What it lets count as equal.")]


class Part(msgspec.Struct):
    source: Annotated[Ref, Meta(description="The work in whose text the offsets count.")]
    start: Annotated[int, Meta(ge=0, description="First code point.")]
    end: Annotated[int, Meta(ge=1, description="Code point after the last.")]
    exact: Annotated[str, Meta(description="The words as printed.")]


class QuotationVerification(msgspec.Struct):
    quotation: Annotated[Ref, Meta(description="The quotation.")]
    state: Annotated[VerificationState, Meta(description="What the check found.")]
    words: Annotated[str, Meta(description="The same in a sentence.")]
    normalised: Annotated[list[Normalised], Meta(description="What had to be normalised for it; nothing where exact.")]
    emendations: Annotated[list[Emendation], Meta(description="Every place where the reading differs from print.")]
    lacuna: Annotated[QuotationLacuna | None, Meta(description="Where words are missing from the text.")]
    version: Annotated[int, Meta(ge=1, description="Version of the table of normalisations.")]
    date: Annotated[str, Meta(description="The day of the check, YYYY-MM-DD.")]
    sha256: Annotated[
        str | None, Meta(description="SHA-256 of the text compared with (UTF-8); null where none is held.")
    ]
    parts: Annotated[list[Part], Meta(description="Where the words stand, one for each unbroken part.")]
    also_in: Annotated[list[Elsewhere], Meta(description="Where else they stand, in the text of whole volumes.")]
    release: Annotated[str, Meta(description="The release of the data that this shows.")]


def read_verification(snapshot: Snapshot, slug: str) -> QuotationVerification:
    row = find(snapshot, RecordType.QUOTATION, slug, ROWS)
    emended, parts, others = (Owned(snapshot, statement, [row.id]) for statement in (EMENDATIONS, PARTS, ELSEWHERE))
    links = Links(snapshot, parts.ids("source_id") | others.ids("document_id"))
    return QuotationVerification(
        quotation=ref_of(row),
        state=row.verification_state,
        words=WORDS[row.verification_state],
        normalised=[Normalised(name, NORMALISED[name]) for name in row.verification_normalisations],
        emendations=[Emendation(one.printed, one.reading, one.reason) for one in emended.of(row.id)],
        lacuna=row.lacuna,
        version=row.verification_version,
        date=row.verification_date.isoformat(),
        sha256=row.verification_sha256,
        parts=[Part(links.refs[one.source_id], one.start, one.end, one.exact) for one in parts.of(row.id)],
        also_in=[elsewhere_of(one, links) for one in others.of(row.id)],
        release=str(snapshot.release),
    )


@get(
    "/quotations/{id:str}/verification",
    operation_id="get_quotation_verification",
    summary="See how a quotation was checked",
    tags=["quotations"],
    responses=DETAIL_RESPONSES,
)
async def get_quotation_verification(
    database: NamedDependency[Database], id: params.Id
) -> Response[QuotationVerification]:
    """How the words were compared with the source's text, and where they stand in it: enough to do it again."""
    found = await database.read(lambda snapshot: read_verification(snapshot, id))
    return Response(found, headers={RELEASE_HEADER: found.release})


HANDLERS = (get_quotation_verification,)
