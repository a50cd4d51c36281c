"""Who claims what on which evidence: interpretations, disputes, causal links, transmissions."""

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    String,
)
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
    typed_target,
)
from api.models.vocabulary import (
    AssertionStance,
    CausalKind,
    Certainty,
    EvidenceStance,
    InterpretationKind,
    InterpretationLacuna,
    InterpretationRole,
    Modality,
    RecordType,
    RelationKind,
    TransmissionMode,
    TransmissionRole,
)

EVIDENCE_FITS = (RecordType.QUOTATION, RecordType.DOCUMENT, RecordType.EVENT, RecordType.INTERPRETATION)
CAUSAL_FITS = (RecordType.EVENT, RecordType.DOCUMENT)


class Interpretation(SQLModel, table=True):
    """One claim, in our words. `words` are the author's own hedges; `lost` says what a page break took."""

    id: int = Field(primary_key=True)
    type: str = Field(sa_column=kind_column(RecordType.INTERPRETATION))
    slug: str = Field(sa_column=slug_column())
    statement: str = Field(sa_column=long_text())
    kind: InterpretationKind = Field(sa_column=enum_column(InterpretationKind, "kind"))
    modality: Modality = Field(sa_column=enum_column(Modality, "modality"))
    words: list[str] = Field(sa_column=Column(JSON, nullable=False))
    holder_modality: Modality | None = Field(
        default=None, sa_column=enum_column(Modality, "holder_modality", nullable=True)
    )
    certainty: Certainty = Field(sa_column=enum_column(Certainty, "certainty"))
    said_in_id: int | None = None
    said_in_type: str | None = Field(default=None, sa_column=Column("said_in_type", String(20), nullable=True))
    expectation: bool
    antecedent: str | None = Field(default=None, sa_column=long_text(nullable=True))
    consequent: str | None = Field(default=None, sa_column=long_text(nullable=True))
    lacuna: InterpretationLacuna | None = Field(
        default=None, sa_column=enum_column(InterpretationLacuna, "lacuna", nullable=True)
    )
    lost: str | None = Field(default=None, sa_column=long_text(nullable=True))
    __table_args__ = typed(
        RecordType.INTERPRETATION,
        Index("ix_interpretation_slug", "slug"),
        *(Index(f"ix_interpretation_{column}", column, "slug") for column in ("kind", "modality", "said_in_id")),
        said("statement", "antecedent", "consequent", "lost"),
        CheckConstraint("holder_modality IS NULL OR modality IN ('reports', 'rejects')", name="graded_holder"),
        *typed_target("said_in", (RecordType.EVENT, RecordType.DOCUMENT), optional=True),
        CheckConstraint(
            "(kind = 'counterfactual') = (antecedent IS NOT NULL AND consequent IS NOT NULL)", name="counterfactual"
        ),
        CheckConstraint("(antecedent IS NULL) = (consequent IS NULL)", name="antecedent_consequent"),
        CheckConstraint("said_in_id IS NULL OR kind = 'content'", name="said_in_content"),
        CheckConstraint("NOT expectation OR kind IN ('belief', 'content')", name="expectation"),
        CheckConstraint("(lacuna IS NULL) = (lost IS NULL)", name="lacuna_lost"),
    )


class InterpretationActor(SQLModel, table=True):
    """Author, holder, or the mind the claim is about."""

    __tablename__ = "interpretation_actor"
    interpretation_id: int = Field(sa_column=key("interpretation.id", owned=True, primary=True))
    seq: int = Field(primary_key=True)
    actor_id: int = Field(sa_column=key("actor.id"))
    role: InterpretationRole = Field(sa_column=enum_column(InterpretationRole, "role"))
    slug: str = Field(sa_column=slug_column())
    __table_args__ = (
        Index("uq_interpretation_actor_actor_id_role", "actor_id", "role", "slug", "interpretation_id", unique=True),
    )


class Evidence(SQLModel, table=True):
    """What the author uses for or against the claim."""

    interpretation_id: int = Field(sa_column=key("interpretation.id", owned=True, primary=True))
    seq: int = Field(primary_key=True)
    target_id: int = Field(index=True)
    target_type: str = Field(sa_column=Column("target_type", String(20), nullable=False))
    stance: EvidenceStance = Field(sa_column=enum_column(EvidenceStance, "stance"))
    __table_args__ = (
        *typed_target("target", EVIDENCE_FITS),
        CheckConstraint("interpretation_id <> target_id", name="other"),
        Index("uq_evidence_interpretation_id_target_id", "interpretation_id", "target_id", unique=True),
    )


class Relation(SQLModel, table=True):
    """What one claim does to another."""

    interpretation_id: int = Field(sa_column=key("interpretation.id", owned=True, primary=True))
    seq: int = Field(primary_key=True)
    other_id: int = Field(sa_column=key("interpretation.id", index=True))
    kind: RelationKind = Field(sa_column=enum_column(RelationKind, "kind"))
    __table_args__ = (
        CheckConstraint("interpretation_id <> other_id", name="other"),
        Index("uq_relation_interpretation_id_other_id_kind", "interpretation_id", "other_id", "kind", unique=True),
    )


class CounterfactualChain(SQLModel, table=True):
    """The causal links that a counterfactual would have changed."""

    __tablename__ = "counterfactual_chain"
    interpretation_id: int = Field(sa_column=key("interpretation.id", owned=True, primary=True))
    seq: int = Field(primary_key=True)
    causal_link_id: int = Field(sa_column=key("causal_link.id"))
    __table_args__ = (
        Index("uq_counterfactual_chain_causal_link_id", "causal_link_id", "interpretation_id", unique=True),
    )


class Dispute(SQLModel, table=True):
    """A question on which accounts differ; `agreed`, and the record's citations, are for what all of them grant."""

    id: int = Field(primary_key=True)
    type: str = Field(sa_column=kind_column(RecordType.DISPUTE))
    slug: str = Field(sa_column=slug_column())
    question: str = Field(sa_column=long_text())
    agreed: str | None = Field(default=None, sa_column=long_text(nullable=True))
    __table_args__ = typed(RecordType.DISPUTE, said("question", "agreed"), Index("ix_dispute_slug", "slug"))


class DisputePosition(SQLModel, table=True):
    __tablename__ = "dispute_position"
    dispute_id: int = Field(sa_column=key("dispute.id", owned=True, primary=True))
    seq: int = Field(primary_key=True)
    summary: str = Field(sa_column=long_text())
    __table_args__ = (said("summary"),)


class PositionInterpretation(SQLModel, table=True):
    __tablename__ = "position_interpretation"
    dispute_id: int = Field(primary_key=True)
    position_seq: int = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    interpretation_id: int = Field(sa_column=key("interpretation.id"))
    __table_args__ = (
        ForeignKeyConstraint(
            ["dispute_id", "position_seq"],
            ["dispute_position.dispute_id", "dispute_position.seq"],
            name="fk_position_interpretation_position",
            ondelete="CASCADE",
            **LATER,
        ),
        Index(
            "uq_position_interpretation_interpretation_id",
            "interpretation_id",
            "dispute_id",
            "position_seq",
            unique=True,
        ),
    )


class DisputePresupposition(SQLModel, table=True):
    """A claim that every answer takes for granted."""

    __tablename__ = "dispute_presupposition"
    dispute_id: int = Field(sa_column=key("dispute.id", owned=True, primary=True))
    seq: int = Field(primary_key=True)
    interpretation_id: int = Field(sa_column=key("interpretation.id"))
    __table_args__ = (
        Index("uq_dispute_presupposition_interpretation_id", "interpretation_id", "dispute_id", unique=True),
    )


class CausalLink(SQLModel, table=True):
    """Cause and effect, one row a pair and kind; `interpretation_id` is the claim that asserts it first."""

    __tablename__ = "causal_link"
    id: int = Field(primary_key=True)
    type: str = Field(sa_column=kind_column(RecordType.CAUSAL_LINK))
    slug: str = Field(sa_column=slug_column())
    cause_id: int
    cause_type: str = Field(sa_column=Column("cause_type", String(20), nullable=False))
    effect_id: int = Field(index=True)
    effect_type: str = Field(sa_column=Column("effect_type", String(20), nullable=False))
    kind: CausalKind = Field(sa_column=enum_column(CausalKind, "kind"))
    interpretation_id: int = Field(sa_column=key("interpretation.id", index=True))
    __table_args__ = typed(
        RecordType.CAUSAL_LINK,
        Index("ix_causal_link_slug", "slug"),
        *typed_target("cause", CAUSAL_FITS),
        *typed_target("effect", CAUSAL_FITS),
        CheckConstraint("cause_id <> effect_id", name="other"),
        Index("uq_causal_link_cause_id_effect_id_kind", "cause_id", "effect_id", "kind", unique=True),
    )


class CausalAssertion(SQLModel, table=True):
    """Every claim that asserts or disputes the link, the first one included."""

    __tablename__ = "causal_assertion"
    causal_link_id: int = Field(sa_column=key("causal_link.id", owned=True, primary=True))
    interpretation_id: int = Field(sa_column=key("interpretation.id", primary=True, index=True))
    seq: int
    stance: AssertionStance = Field(sa_column=enum_column(AssertionStance, "stance"))


class Transmission(Dated, SQLModel, table=True):
    """Information that reached somebody, or was kept from him; the date is the day it was learnt."""

    id: int = Field(primary_key=True)
    type: str = Field(sa_column=kind_column(RecordType.TRANSMISSION))
    slug: str = Field(sa_column=slug_column())
    content: str = Field(sa_column=long_text())
    mode: TransmissionMode = Field(sa_column=enum_column(TransmissionMode, "mode"))
    certainty: Certainty = Field(sa_column=enum_column(Certainty, "certainty"))
    document_id: int | None = Field(default=None, sa_column=key("document.id", nullable=True, index=True))
    event_id: int | None = Field(default=None, sa_column=key("event.id", nullable=True, index=True))
    asserted_by_id: int | None = Field(default=None, sa_column=key("interpretation.id", nullable=True, index=True))
    __table_args__ = typed(
        RecordType.TRANSMISSION,
        said("content"),
        CheckConstraint("certainty = 'stated' OR asserted_by_id IS NOT NULL", name="asserted"),
        *dated("transmission"),
        Index("ix_transmission_mode", "mode", "lo", "hi", "slug"),
    )


class TransmissionParty(SQLModel, table=True):
    __tablename__ = "transmission_party"
    transmission_id: int = Field(sa_column=key("transmission.id", owned=True, primary=True))
    seq: int = Field(primary_key=True)
    actor_id: int = Field(sa_column=key("actor.id"))
    role: TransmissionRole = Field(sa_column=enum_column(TransmissionRole, "role"))
    lo: int
    hi: int
    slug: str = Field(sa_column=slug_column())
    __table_args__ = (
        Index(
            "uq_transmission_party_actor_id_role",
            *("actor_id", "role", "lo", "hi", "slug", "transmission_id"),
            unique=True,
        ),
    )
