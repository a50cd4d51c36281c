"""Words as they stand in a source, and how they were checked against it."""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, Column, Index, Integer
from sqlmodel import Field, SQLModel

from api.models.record import (
    Dated,
    dated,
    enum_column,
    key,
    kind_column,
    long_text,
    slug_column,
    typed,
)
from api.models.vocabulary import (
    Certainty,
    Fidelity,
    QuotationLacuna,
    QuotationRole,
    RecordType,
    VerificationState,
)

LOADABLE = (
    VerificationState.EXACT,
    VerificationState.NORMALISED,
    VerificationState.EMENDED,
    VerificationState.LACUNA,
    VerificationState.SOURCE_NOT_HELD,
)


class Quotation(Dated, SQLModel, table=True):
    """`text` is the reading text; `as_printed` differs from it only by declared emendations.

    `start` and `end` embrace all selectors. The date is its own, else its document's, else its event's.
    """

    id: int = Field(primary_key=True)
    type: str = Field(sa_column=kind_column(RecordType.QUOTATION))
    slug: str = Field(sa_column=slug_column())
    text: str = Field(sa_column=long_text())
    as_printed: str | None = Field(default=None, sa_column=long_text(nullable=True))
    lacuna: QuotationLacuna | None = Field(
        default=None, sa_column=enum_column(QuotationLacuna, "lacuna", nullable=True)
    )
    fidelity: Fidelity = Field(sa_column=enum_column(Fidelity, "fidelity"))
    translated: bool | None = None
    document_id: int | None = Field(default=None, sa_column=key("document.id", nullable=True))
    event_id: int | None = Field(default=None, sa_column=key("event.id", nullable=True))
    source_id: int = Field(sa_column=key("source.id"))
    start: int = Field(sa_column=Column("start", Integer, nullable=False))
    end: int = Field(sa_column=Column("end", Integer, nullable=False))
    verification_state: VerificationState = Field(sa_column=enum_column(VerificationState, "verification_state"))
    verification_normalisations: list[str] = Field(sa_column=Column(JSON, nullable=False))
    verification_version: int
    verification_date: date
    verification_sha256: str | None = Field(default=None, max_length=64)
    __table_args__ = typed(
        RecordType.QUOTATION,
        CheckConstraint("text <> ''", name="text"),
        CheckConstraint("fidelity <> 'translation' OR translated IS NULL OR translated", name="translation"),
        CheckConstraint('start >= 0 AND start < "end"', name="span"),
        CheckConstraint(
            f"verification_state IN ({', '.join(repr(state.value) for state in LOADABLE)})", name="loadable"
        ),
        CheckConstraint(
            "verification_state = 'source-not-held' OR verification_sha256 IS NOT NULL", name="checked_against"
        ),
        Index("ix_quotation_source_start", "source_id", "start"),
        *dated("quotation"),
        *(Index(f"ix_quotation_{c}", c, "lo", "hi", "slug") for c in ("fidelity", "document_id", "event_id")),
        Index("ix_quotation_start", "start", "slug"),
    )


class QuotationParty(SQLModel, table=True):
    """Speaker, addressee, who quotes the words, to whom they are ascribed."""

    __tablename__ = "quotation_party"
    quotation_id: int = Field(sa_column=key("quotation.id", owned=True, primary=True))
    seq: int = Field(primary_key=True)
    actor_id: int = Field(sa_column=key("actor.id"))
    role: QuotationRole = Field(sa_column=enum_column(QuotationRole, "role"))
    certainty: Certainty = Field(sa_column=enum_column(Certainty, "certainty"))
    lo: int
    hi: int
    slug: str = Field(sa_column=slug_column())
    __table_args__ = (
        Index("uq_quotation_party_actor_id_role", "actor_id", "role", "lo", "hi", "slug", "quotation_id", unique=True),
    )


class QuotationEmendation(SQLModel, table=True):
    __tablename__ = "quotation_emendation"
    quotation_id: int = Field(sa_column=key("quotation.id", owned=True, primary=True))
    seq: int = Field(primary_key=True)
    printed: str = Field(sa_column=long_text())
    reading: str = Field(sa_column=long_text())
    reason: str = Field(sa_column=long_text())
    __table_args__ = (CheckConstraint("printed <> reading AND reason <> ''", name="differs"),)


class QuotationSelector(SQLModel, table=True):
    """One part of the words in its source; prefix and suffix only where the source's text may be shown."""

    __tablename__ = "quotation_selector"
    quotation_id: int = Field(sa_column=key("quotation.id", owned=True, primary=True))
    seq: int = Field(primary_key=True)
    source_id: int = Field(sa_column=key("source.id"))
    start: int = Field(sa_column=Column("start", Integer, nullable=False))
    end: int = Field(sa_column=Column("end", Integer, nullable=False))
    exact: str = Field(sa_column=long_text())
    prefix: str | None = Field(default=None, sa_column=long_text(nullable=True))
    suffix: str | None = Field(default=None, sa_column=long_text(nullable=True))
    __table_args__ = (
        CheckConstraint('start >= 0 AND start < "end"', name="span"),
        CheckConstraint("exact <> ''", name="exact"),
        Index("ix_quotation_selector_source_start", "source_id", "start"),
    )


class QuotationSameWords(SQLModel, table=True):
    """The same words in another form, in another source."""

    __tablename__ = "quotation_same_words"
    quotation_id: int = Field(sa_column=key("quotation.id", owned=True, primary=True))
    other_id: int = Field(sa_column=key("quotation.id", primary=True, index=True))
    __table_args__ = (CheckConstraint("quotation_id <> other_id", name="other"),)
