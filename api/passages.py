"""What a stretch of a volume's text means: who is named there, which terms, and what is referred to."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from sqlalchemy import and_, func

from api.archive import address, origin
from api.db import Snapshot
from api.models import corpus
from api.models.record import table
from api.models.vocabulary import MentionCertainty, MentionMethod, ReferenceKind
from api.refs import Links, Owned, Ref, owned

paragraph, mention, anchor = table(corpus.Paragraph), table(corpus.Mention), table(corpus.Anchor)
term, term_use, reference = table(corpus.Term), table(corpus.TermUse), table(corpus.Reference)

Start = Annotated[int, Meta(ge=0, description="First code point.")]
End = Annotated[int, Meta(ge=0, description="Code point after the last.")]


class Mention(msgspec.Struct):
    start: Start
    end: End
    surface: Annotated[str, Meta(description="The words by which somebody is named.")]
    method: Annotated[MentionMethod, Meta(description="How the mention was found.")]
    certainty: Annotated[MentionCertainty, Meta(description="How sure it is who is meant.")]
    actors: Annotated[list[Ref], Meta(description="Who is meant, or may be: several only where it is ambiguous.")]


class TermUse(msgspec.Struct):
    start: Start
    end: End
    name: Annotated[str, Meta(description="The term as the volume lists it.")]
    expansion: Annotated[str | None, Meta(description="What it stands for.")]


class Reference(msgspec.Struct):
    start: Start
    end: End
    kind: Annotated[ReferenceKind, Meta(description="What is referred to.")]
    target: Annotated[str, Meta(description="The target as the volume's markup has it.")]
    record: Annotated[Ref | None, Meta(description="What it refers to, where that was imported.")]
    paragraph: Annotated[int | None, Meta(description="The paragraph of that document.")]
    footnote: Annotated[int | None, Meta(description="The footnote of that document.")]
    url: Annotated[str | None, Meta(description="Where the publisher has it.")]


def in_text(child: Any) -> Any:
    """The rows of a child of paragraphs, by paragraph and place."""
    return owned(child.c.paragraph_id, by="start").order_by(child.c.end, child.c.seq)


MENTIONS = in_text(mention)
TERMS = in_text(term_use).add_columns(term.c.name, term.c.expansion).join(term, term.c.id == term_use.c.term_id)
# A reference to a whole volume is one to the record that the volume itself is.
TO_RECORD = and_(
    origin.c.volume == reference.c.target_volume,
    origin.c.xml_id == func.coalesce(reference.c.target_xml_id, reference.c.target_volume),
)
TO_PLACE = and_(anchor.c.volume == reference.c.target_volume, anchor.c.xml_id == reference.c.target_xml_id)
REFERENCES = (
    in_text(reference)
    .add_columns(
        func.coalesce(origin.c.record_id, anchor.c.document_id).label("found"), paragraph.c.is_note, paragraph.c.number
    )
    .outerjoin_from(reference, origin, TO_RECORD)
    .outerjoin(anchor, TO_PLACE)
    .outerjoin(paragraph, paragraph.c.id == anchor.c.paragraph_id)
)


class Meanings:
    """All that is marked in some paragraphs and footnotes; four queries, whatever their number."""

    def __init__(self, snapshot: Snapshot, ids: Sequence[int]) -> None:
        self.mentions, self.terms, self.references = (
            Owned(snapshot, statement, ids) for statement in (MENTIONS, TERMS, REFERENCES)
        )
        self.links = Links(snapshot, self.mentions.ids("actor_id") | self.references.ids("found"))

    def of(self, row: Any) -> dict[str, Any]:
        """The fields `mentions`, `terms` and `references` of the paragraph or footnote in a row."""
        return {
            "mentions": self.named(row),
            "terms": [TermUse(t.start, t.end, t.name, t.expansion) for t in self.terms.of(row.id)],
            "references": [self.referred(found) for found in self.references.of(row.id)],
        }

    def named(self, row: Any) -> list[Mention]:
        """A mention for each place and way of finding it; its rows are the candidates."""
        candidates: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        for found in self.mentions.of(row.id):
            who = candidates[found.start, found.end, found.method, found.certainty]
            who += [] if found.actor_id is None else [found.actor_id]
        return [
            Mention(start, end, row.text[start:end], method, certainty, self.links.many(who))
            for (start, end, method, certainty), who in candidates.items()
        ]

    def referred(self, row: Any) -> Reference:
        return Reference(
            start=row.start,
            end=row.end,
            kind=row.kind,
            target=row.target,
            record=self.links.one(row.found),
            paragraph=None if row.is_note else row.number,
            footnote=row.number if row.is_note else None,
            url=public_address(row),
        )


def public_address(row: Any) -> str | None:
    """A footnote is found on its document's page, and what points out of the archive is its own address."""
    if row.target_volume is None:
        return row.target if re.match("https?://", row.target) else None
    return address(row.target_volume, re.sub(r"fn\d+$", "", row.target_xml_id or "") or None)
