"""Texts that somebody wrote or sent, and talks whose content is told."""

from sqlalchemy import CheckConstraint, Column, Index, String
from sqlmodel import Field, SQLModel

from api.models.record import (
    Dated,
    Received,
    dated,
    enum_column,
    key,
    kind_column,
    long_text,
    said,
    slug_column,
    typed,
    typed_target,
)
from api.models.vocabulary import DocumentKind, DocumentRole, Knowledge, RecordType


class Document(Dated, Received, SQLModel, table=True):
    """The date is the day it was sent; `received_*` the day it arrived."""

    id: int = Field(primary_key=True)
    type: str = Field(sa_column=kind_column(RecordType.DOCUMENT))
    slug: str = Field(sa_column=slug_column())
    title: str = Field(sa_column=long_text())
    kind: DocumentKind | None = Field(default=None, sa_column=enum_column(DocumentKind, "kind", nullable=True))
    knowledge: Knowledge = Field(sa_column=enum_column(Knowledge, "knowledge"))
    summary: str | None = Field(default=None, sa_column=long_text(nullable=True))
    language: str | None = None
    signed_as: str | None = None
    channel: str | None = Field(default=None, sa_column=long_text(nullable=True))
    occasion_id: int | None = None
    occasion_type: str | None = Field(default=None, sa_column=Column("occasion_type", String(20), nullable=True))
    __table_args__ = typed(
        RecordType.DOCUMENT,
        said("title", "summary", "language", "signed_as", "channel"),
        *typed_target("occasion", (RecordType.EVENT, RecordType.DOCUMENT), optional=True),
        *dated("document"),
        *(Index(f"ix_document_{column}", column, "lo", "hi", "slug") for column in ("kind", "occasion_id")),
        *dated("document", "received_"),
    )


class DocumentParty(SQLModel, table=True):
    """Sender, recipient, bearer or copy; `printed` is the name as the document has it; lo, hi, slug are its own."""

    __tablename__ = "document_party"
    document_id: int = Field(sa_column=key("document.id", owned=True, primary=True))
    seq: int = Field(primary_key=True)
    actor_id: int | None = Field(default=None, sa_column=key("actor.id", nullable=True))
    printed: str | None = None
    role: DocumentRole = Field(sa_column=enum_column(DocumentRole, "role"))
    lo: int
    hi: int
    slug: str = Field(sa_column=slug_column())
    __table_args__ = (
        said("printed"),
        CheckConstraint("actor_id IS NOT NULL OR printed IS NOT NULL", name="somebody"),
        Index("uq_document_party_actor_id", "actor_id", "lo", "hi", "slug", "role", "document_id", unique=True),
    )
