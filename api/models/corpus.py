"""Whole volumes of published archives: their sections, and the text of their documents in addressable paragraphs.

Keys within a volume are the file's own (`volume`, `xml_id`); what points at one of them is resolved when it is read, so
that a volume imported later answers the references of those before it.
"""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, CheckConstraint, Column, DateTime, Index, Text, text
from sqlmodel import Field, SQLModel

from api.models.record import enum_column, key, key_text, long_text, number, said, slug_column, table
from api.models.vocabulary import (
    DatePrecision,
    DateRule,
    MentionCertainty,
    MentionMethod,
    ParagraphKind,
    RecordType,
    ReferenceKind,
    SectionKind,
    VerificationState,
)

OF_PARAGRAPH = text("paragraph_id IS NOT NULL")


class Volume(SQLModel, table=True):
    """A source that was imported from a file. `importer` is the version of the code that read it."""

    source_id: int = Field(sa_column=key("source.id", owned=True, primary=True))
    url: str = Field(sa_column=long_text())
    file_sha256: str = Field(max_length=64)
    file_size: int = Field(sa_column=Column(BigInteger, nullable=False))
    importer: int
    imported_at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))
    __table_args__ = (CheckConstraint("file_size > 0", name="file_size"),)


class Origin(SQLModel, table=True):
    """Which part of which file a record is: a volume, a document, an entry of a list of persons."""

    record_id: int = Field(sa_column=key("record.id", owned=True, primary=True))
    volume: str = Field(sa_column=Column("volume", key_text(), nullable=False))
    xml_id: str = Field(sa_column=Column("xml_id", key_text(), nullable=False))
    __table_args__ = (Index("uq_origin_volume_xml_id", "volume", "xml_id", unique=True),)


class Section(SQLModel, table=True):
    """A compilation, chapter or subchapter; `seq` is its place in the volume, `prose` what stands before documents."""

    id: int = Field(sa_column=number())
    source_id: int = Field(sa_column=key("source.id", owned=True))
    parent_id: int | None = Field(default=None, sa_column=key("section.id", nullable=True, index=True))
    seq: int
    xml_id: str | None = Field(default=None, sa_column=Column("xml_id", key_text(), nullable=True))
    kind: SectionKind = Field(sa_column=enum_column(SectionKind, "kind"))
    title: str | None = Field(default=None, sa_column=long_text(nullable=True))
    prose: str | None = Field(default=None, sa_column=long_text(nullable=True))
    __table_args__ = (
        said("title", "prose"),
        CheckConstraint("parent_id <> id", name="parent_other"),
        Index("uq_section_source_id_seq", "source_id", "seq", unique=True),
    )


class VolumeDocument(SQLModel, table=True):
    """How a volume prints a document; attachments have a `part_of_id`.

    `position` is the place in the volume's order of reading, attachments after what they are attached to. `number` is
    the printed one. The instants are seconds since 1970 (UTC), where the volume says enough to know them; `local_time`
    is HH:MM as encoded at the place of writing.
    """

    __tablename__ = "volume_document"
    document_id: int = Field(sa_column=key("document.id", owned=True, primary=True))
    volume_id: int = Field(sa_column=key("source.id"))
    section_id: int | None = Field(default=None, sa_column=key("section.id", nullable=True))
    part_of_id: int | None = Field(default=None, sa_column=key("document.id", nullable=True, index=True))
    position: int
    number: str | None = None
    source_note: str | None = Field(default=None, sa_column=long_text(nullable=True))
    classification: str | None = Field(default=None, sa_column=long_text(nullable=True))
    place: str | None = Field(default=None, sa_column=long_text(nullable=True))
    first_page: str | None = None
    last_page: str | None = None
    date_rule: DateRule | None = Field(default=None, sa_column=enum_column(DateRule, "date_rule", nullable=True))
    date_precision: DatePrecision | None = Field(
        default=None, sa_column=enum_column(DatePrecision, "date_precision", nullable=True)
    )
    local_time: str | None = Field(default=None, max_length=5)
    instant_lo: int | None = Field(default=None, sa_column=Column(BigInteger, nullable=True))
    instant_hi: int | None = Field(default=None, sa_column=Column(BigInteger, nullable=True))
    __table_args__ = (
        said("number", "source_note", "classification", "place", "first_page", "last_page", "local_time"),
        CheckConstraint("part_of_id <> document_id", name="part_of_other"),
        CheckConstraint("(date_rule IS NULL) = (date_precision IS NULL)", name="date_rule_precision"),
        CheckConstraint("(instant_lo IS NULL) = (instant_hi IS NULL)", name="both_instants"),
        CheckConstraint("instant_lo <= instant_hi", name="instants"),
        Index("uq_volume_document_position", "volume_id", "position", unique=True),
        Index("ix_volume_document_section", "section_id", "position"),
    )


class Paragraph(SQLModel, table=True):
    """A block of a document's text, or (`is_note`) a footnote, each counted from 1.

    A footnote hangs on a place of a paragraph: `anchor_number` and the code point `anchor_offset` in it. `page` is the
    page that the block begins on, `mark` the printed mark of a note, `grid` table, row and column of a cell.
    """

    id: int = Field(sa_column=number())
    document_id: int = Field(sa_column=key("document.id", owned=True))
    is_note: bool
    number: int
    kind: ParagraphKind = Field(sa_column=enum_column(ParagraphKind, "kind"))
    page: str | None = None
    xml_id: str | None = None
    mark: str | None = None
    anchor_number: int | None = None
    anchor_offset: int | None = None
    grid: list[int] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=True))
    text: str = Field(sa_column=long_text())
    __table_args__ = (
        said("text", "page", "xml_id", "mark"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("(anchor_number IS NULL) = (anchor_offset IS NULL)", name="anchor"),
        CheckConstraint("anchor_offset >= 0", name="anchor_offset"),
        CheckConstraint("is_note OR anchor_number IS NULL", name="anchored_note"),
        Index("uq_paragraph_document_id_number", "document_id", "is_note", "number", unique=True),
    )


class Anchor(SQLModel, table=True):
    """Where an id of the file stands that is no record's: the beginning of a page, a footnote."""

    volume: str = Field(sa_column=Column("volume", key_text(), primary_key=True))
    xml_id: str = Field(sa_column=Column("xml_id", key_text(), primary_key=True))
    document_id: int = Field(sa_column=key("document.id", owned=True, index=True))
    paragraph_id: int | None = Field(default=None, sa_column=key("paragraph.id", nullable=True, index=True))


class Mention(SQLModel, table=True):
    """Somebody named in a document, one row a candidate. lo, hi, slug are the document's; `xml_id` is the file's."""

    document_id: int = Field(sa_column=key("document.id", owned=True, primary=True))
    seq: int = Field(primary_key=True)
    paragraph_id: int = Field(sa_column=key("paragraph.id", index=True))
    start: int
    end: int
    actor_id: int | None = Field(default=None, sa_column=key("actor.id", nullable=True))
    xml_id: str | None = None
    method: MentionMethod = Field(sa_column=enum_column(MentionMethod, "method"))
    certainty: MentionCertainty = Field(sa_column=enum_column(MentionCertainty, "certainty"))
    lo: int
    hi: int
    slug: str = Field(sa_column=slug_column())
    __table_args__ = (
        CheckConstraint('start >= 0 AND start < "end"', name="span"),
        CheckConstraint("actor_id IS NOT NULL OR certainty = 'printed'", name="somebody"),
        CheckConstraint("certainty <> 'certain' OR xml_id IS NOT NULL", name="certain"),
        Index("ix_mention_actor_id", "actor_id", "lo", "hi", "slug", "document_id"),
    )


class Term(SQLModel, table=True):
    """An abbreviation or term as a volume's list explains it."""

    id: int = Field(sa_column=number())
    source_id: int = Field(sa_column=key("source.id", owned=True))
    xml_id: str = Field(sa_column=Column("xml_id", key_text(), nullable=False))
    name: str = Field(sa_column=long_text())
    expansion: str | None = Field(default=None, sa_column=long_text(nullable=True))
    __table_args__ = (
        said("name", "expansion"),
        Index("uq_term_source_id_xml_id", "source_id", "xml_id", unique=True),
    )


class TermUse(SQLModel, table=True):
    __tablename__ = "term_use"
    document_id: int = Field(sa_column=key("document.id", owned=True, primary=True))
    seq: int = Field(primary_key=True)
    paragraph_id: int = Field(sa_column=key("paragraph.id", index=True))
    start: int
    end: int
    term_id: int = Field(sa_column=key("term.id", index=True))
    __table_args__ = (CheckConstraint('start >= 0 AND start < "end"', name="span"),)


class Reference(SQLModel, table=True):
    """A reference of the text to a page, document, footnote or volume; what it means is looked up when it is read."""

    document_id: int = Field(sa_column=key("document.id", owned=True, primary=True))
    seq: int = Field(primary_key=True)
    paragraph_id: int = Field(sa_column=key("paragraph.id", index=True))
    start: int
    end: int
    kind: ReferenceKind = Field(sa_column=enum_column(ReferenceKind, "kind"))
    target: str = Field(sa_column=long_text())
    target_volume: str | None = Field(default=None, sa_column=Column("target_volume", key_text(), nullable=True))
    target_xml_id: str | None = Field(default=None, sa_column=Column("target_xml_id", key_text(), nullable=True))
    __table_args__ = (
        CheckConstraint('start >= 0 AND start <= "end"', name="span"),
        CheckConstraint("target_xml_id IS NULL OR target_volume IS NOT NULL", name="target"),
        Index("ix_reference_target", "target_volume", "target_xml_id"),
    )


class ExternalLink(SQLModel, table=True):
    """A document of a volume, imported or not, that records what this record tells of."""

    __tablename__ = "external_link"
    record_id: int = Field(sa_column=key("record.id", owned=True, primary=True))
    seq: int = Field(primary_key=True)
    volume: str = Field(sa_column=Column("volume", key_text(), nullable=False))
    xml_id: str = Field(sa_column=Column("xml_id", key_text(), nullable=False))
    __table_args__ = (Index("uq_external_link_volume_xml_id", "volume", "xml_id", "record_id", unique=True),)


class PossiblySame(SQLModel, table=True):
    """An entry that may be the same person as another actor, and why it is not said for certain."""

    __tablename__ = "possibly_same"
    actor_id: int = Field(sa_column=key("actor.id", owned=True, primary=True))
    other_id: int = Field(sa_column=key("actor.id", primary=True, index=True))
    reason: str = Field(sa_column=long_text())
    __table_args__ = (
        CheckConstraint("actor_id <> other_id", name="other"),
        said("reason"),
    )


class QuotationElsewhere(SQLModel, table=True):
    """A place of an imported document where a quotation's words stand too, checked like the quotation itself."""

    __tablename__ = "quotation_elsewhere"
    quotation_id: int = Field(sa_column=key("quotation.id", owned=True, primary=True))
    seq: int = Field(primary_key=True)
    document_id: int = Field(sa_column=key("document.id", owned=True, index=True))
    paragraph_id: int = Field(sa_column=key("paragraph.id", index=True))
    start: int
    end: int
    state: VerificationState = Field(sa_column=enum_column(VerificationState, "state"))
    normalisations: list[str] = Field(sa_column=Column(JSON, nullable=False))
    __table_args__ = (CheckConstraint('start >= 0 AND start < "end"', name="span"),)


class NameKey(SQLModel, table=True):
    """A name of an actor, folded as search folds it: finds who is meant by a name in any of its forms."""

    __tablename__ = "name_key"
    folded: str = Field(sa_column=Column("folded", key_text(), primary_key=True))
    actor_id: int = Field(sa_column=key("actor.id", owned=True, primary=True, index=True))


class SearchEntry(SQLModel, table=True):
    """What search looks through: a record, or (`paragraph_id`) a paragraph of one; title and body are folded by us.

    The more important come first in the order of `id`, group by group (`rank`). The other columns are copies by which
    results are filtered and counted; `marks` has them as words, for the index (`api.search.marks`).
    """

    __tablename__ = "search_entry"
    id: int = Field(sa_column=number())
    record_id: int = Field(sa_column=key("record.id", owned=True, index=True))
    paragraph_id: int | None = Field(default=None, sa_column=key("paragraph.id", nullable=True, owned=True))
    title: str = Field(sa_column=Column(Text, nullable=False))
    body: str = Field(sa_column=Column(Text, nullable=False))
    rank: int
    type: RecordType = Field(sa_column=enum_column(RecordType, "type"))
    kind: str | None = None
    source_id: int | None = Field(default=None, sa_column=key("source.id", nullable=True, index=True))
    lo: int
    hi: int
    marks: str = Field(sa_column=Column(Text, nullable=False))
    __table_args__ = (
        Index("ix_search_entry_paragraph_id", "paragraph_id", sqlite_where=OF_PARAGRAPH, postgresql_where=OF_PARAGRAPH),
    )


TABLES = tuple(
    table(model)
    for model in (
        *(Volume, Origin, Section, VolumeDocument, Paragraph, Anchor, Mention, Term, TermUse, Reference),
        *(ExternalLink, PossiblySame, QuotationElsewhere, NameKey, SearchEntry),
    )
)
