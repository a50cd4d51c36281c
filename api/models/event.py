"""What happened or was the case, which no account in the source denies."""

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, Integer
from sqlmodel import Field, SQLModel

from api.models.record import (
    LATER,
    Dated,
    dated,
    enum_column,
    key,
    kind_column,
    long_text,
    said,
    slug_column,
    typed,
)
from api.models.vocabulary import Capital, EventKind, ParticipantRole, RecordType


class Event(Dated, SQLModel, table=True):
    """An event or a condition. `summary` is the core no account denies; `lost` says what a page break took."""

    id: int = Field(primary_key=True)
    type: str = Field(sa_column=kind_column(RecordType.EVENT))
    slug: str = Field(sa_column=slug_column())
    title: str = Field(sa_column=long_text())
    kind: EventKind = Field(sa_column=enum_column(EventKind, "kind"))
    capital: Capital | None = Field(default=None, sa_column=enum_column(Capital, "capital", nullable=True))
    place_id: int | None = Field(default=None, sa_column=key("place.id", nullable=True))
    part_of_id: int | None = Field(default=None, sa_column=key("event.id", nullable=True, index=True))
    summary: str | None = Field(default=None, sa_column=long_text(nullable=True))
    lost: str | None = Field(default=None, sa_column=long_text(nullable=True))
    __table_args__ = typed(
        RecordType.EVENT,
        said("title", "summary", "lost"),
        CheckConstraint("part_of_id <> id", name="part_of_other"),
        *dated("event"),
        *(Index(f"ix_event_{column}", column, "lo", "hi", "slug") for column in ("kind", "capital", "place_id")),
    )


class EventParticipant(SQLModel, table=True):
    __tablename__ = "event_participant"
    event_id: int = Field(sa_column=key("event.id", owned=True, primary=True))
    seq: int = Field(primary_key=True)
    actor_id: int = Field(sa_column=key("actor.id"))
    role: ParticipantRole = Field(sa_column=enum_column(ParticipantRole, "role"))
    matter: str | None = Field(default=None, sa_column=long_text(nullable=True))
    lo: int
    hi: int
    slug: str = Field(sa_column=slug_column())
    __table_args__ = (
        said("matter"),
        Index("ix_event_participant_actor_id", "actor_id", "lo", "hi", "slug", "event_id"),
    )


class ParticipantQuotation(SQLModel, table=True):
    """The words in which a participant did his part."""

    __tablename__ = "participant_quotation"
    event_id: int = Field(primary_key=True)
    participant_seq: int = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    quotation_id: int = Field(sa_column=key("quotation.id", index=True))
    __table_args__ = (
        ForeignKeyConstraint(
            ["event_id", "participant_seq"],
            ["event_participant.event_id", "event_participant.seq"],
            name="fk_participant_quotation_participant",
            ondelete="CASCADE",
            **LATER,
        ),
    )


class EventDate(Dated, SQLModel, table=True):
    """A rival date and who gives it."""

    __tablename__ = "event_date"
    event_id: int = Field(sa_column=key("event.id", owned=True, primary=True))
    seq: int = Field(primary_key=True)
    given_by_id: int = Field(sa_column=key("actor.id", index=True))
    source_id: int = Field(sa_column=key("source.id", index=True))
    start: int = Field(sa_column=Column("start", Integer, nullable=False))
    end: int = Field(sa_column=Column("end", Integer, nullable=False))
    __table_args__ = (
        CheckConstraint('start >= 0 AND start < "end"', name="span"),
        CheckConstraint("edtf IS NOT NULL", name="says_when"),
        *dated("event_date", sorts=False),
    )


class EventClaim(SQLModel, table=True):
    """The interpretation whose judgement a condition is."""

    __tablename__ = "event_claim"
    event_id: int = Field(sa_column=key("event.id", owned=True, primary=True))
    seq: int = Field(primary_key=True)
    interpretation_id: int = Field(sa_column=key("interpretation.id"))
    __table_args__ = (Index("uq_event_claim_interpretation_id", "interpretation_id", "event_id", unique=True),)
