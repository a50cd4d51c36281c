"""The text around the words of a quotation, in the documents of volumes whose text may be shown."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from sqlalchemy import and_, bindparam, case, select

from api.db import Snapshot
from api.models import corpus
from api.models.actor import Source
from api.models.record import table
from api.models.vocabulary import ParagraphKind
from api.refs import Links, Ref

MOST = 20  # passages of one answer
elsewhere, paragraph = table(corpus.QuotationElsewhere), table(corpus.Paragraph)
printed, source = table(corpus.VolumeDocument), table(Source)


class Span(msgspec.Struct):
    start: Annotated[int, Meta(ge=0, description="First code point, in the `text` beside it.")]
    end: Annotated[int, Meta(ge=1, description="Code point after the last.")]


class Block(msgspec.Struct):
    paragraph: Annotated[int | None, Meta(description="Its number among the document's paragraphs; null: a footnote.")]
    footnote: Annotated[int | None, Meta(description="Its number among the document's footnotes, if it is one.")]
    kind: Annotated[ParagraphKind, Meta(description="What part of the document it is.")]
    page: Annotated[str | None, Meta(description="The page it begins on, as printed.")]
    text: Annotated[str, Meta(description="Its text, whole.")]
    quoted: Annotated[
        list[Span], Meta(description="Where in `text` the quotation's words stand, in order; empty around them.")
    ]


class Passage(msgspec.Struct):
    document: Annotated[Ref, Meta(description="The document in which the words stand.")]
    licence: Annotated[str, Meta(description="The licence of its text.")]
    blocks: Annotated[
        list[Block],
        Meta(
            description="The paragraph with the words and those before and after it, in order; or the footnote with "
            "the words, straight after the paragraph it hangs on, and the paragraphs before and after that."
        ),
    ]


home = paragraph.alias("home")
# A footnote is read where it hangs; one that hangs nowhere stands alone.
CENTRE = case((home.c.is_note, home.c.anchor_number), else_=home.c.number)
PLACES = (
    select(elsewhere.c.paragraph_id, elsewhere.c.start, elsewhere.c.end, elsewhere.c.document_id, source.c.licence)
    .add_columns(CENTRE.label("centre"), *(home.c[name] for name in ("is_note", "number", "kind", "page", "text")))
    .join(home, home.c.id == elsewhere.c.paragraph_id)
    .join(printed, printed.c.document_id == elsewhere.c.document_id)
    .join(source, and_(source.c.id == printed.c.volume_id, source.c.text_shown))
    .where(elsewhere.c.quotation_id == bindparam("quotation"))
    .order_by(elsewhere.c.seq)
    .limit(MOST)
)
AROUND = (
    select(paragraph.c.number, paragraph.c.kind, paragraph.c.page, paragraph.c.text)
    .where(
        paragraph.c.document_id == bindparam("document"),
        paragraph.c.is_note.is_(False),
        paragraph.c.number.between(bindparam("first"), bindparam("last")),
    )
    .order_by(paragraph.c.number)
)


class Passages:
    """The places of a volume's text where a quotation's words stand: one for each paragraph or footnote."""

    def __init__(self, snapshot: Snapshot, quotation: int) -> None:
        self.snapshot = snapshot
        self.places: dict[int, list[Any]] = defaultdict(list)
        for row in snapshot.all(PLACES, quotation=quotation):
            self.places[row.paragraph_id].append(row)

    def ids(self) -> set[int | None]:
        """What they point at, for `Links`."""
        return {rows[0].document_id for rows in self.places.values()}

    def shown(self, reach: int, links: Links) -> list[Passage]:
        """Each with so many paragraphs on either side."""
        return [
            Passage(links.refs[rows[0].document_id], rows[0].licence, list(self.blocks(rows, reach)))
            for rows in self.places.values()
        ]

    def blocks(self, places: Sequence[Any], reach: int) -> Iterable[Block]:
        place = places[0]
        spans = [Span(row.start, row.end) for row in places]
        note = Block(None, place.number, place.kind, place.page, place.text, spans) if place.is_note else None
        if note and place.centre is None:
            return [note]
        first, last = place.centre - reach, place.centre + reach
        found: list[Block] = []
        for row in self.snapshot.all(AROUND, document=place.document_id, first=first, last=last):
            here = row.number == place.centre
            found.append(Block(row.number, None, row.kind, row.page, row.text, spans if here and not note else []))
            found += [note] if note and here else []
        return found
