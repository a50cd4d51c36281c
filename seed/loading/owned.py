"""Which table holds each list that a record owns, and what stands in the columns that the list does not name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import SQLModel

from api.models.actor import ActorIdentifier, ActorName, ActorRole, PlaceName, SourceAuthor
from api.models.claim import (
    CausalAssertion,
    CounterfactualChain,
    DisputePosition,
    DisputePresupposition,
    Evidence,
    InterpretationActor,
    PositionInterpretation,
    Relation,
    TransmissionParty,
)
from api.models.corpus import ExternalLink
from api.models.document import DocumentParty
from api.models.event import EventClaim, EventDate, EventParticipant, ParticipantQuotation
from api.models.quotation import QuotationEmendation, QuotationParty, QuotationSameWords, QuotationSelector
from api.models.record import About
from api.models.vocabulary import (
    AboutRole,
    AssertionStance,
    Certainty,
    DocumentRole,
    InterpretationRole,
    QuotationRole,
    RecordType,
    TransmissionRole,
)


@dataclass(frozen=True, slots=True)
class Owned:
    """The table of a list.

    `points_at`: the key (without `_id`) that a slug fills, if the items are slugs or have it in the field `slug_in`.
    `split`: the columns that an item's parts, which a slash divides, fill instead.
    `always`: columns that are the same in each row. `nested`: what each item owns in turn.
    """

    model: type[SQLModel]
    points_at: str = ""
    slug_in: str = ""
    split: tuple[str, ...] = ()
    always: Mapping[str, Any] = field(default_factory=dict)
    nested: "Nested | None" = None


@dataclass(frozen=True, slots=True)
class Nested:
    """The list in an item's field `name`; `item_seq` is the column that holds the item's number."""

    name: str
    model: type[SQLModel]
    points_at: str
    item_seq: str


def about(role: AboutRole) -> Owned:
    return Owned(About, "target", always={"role": role})


def correspondent(role: DocumentRole) -> Owned:
    return Owned(DocumentParty, always={"role": role})


RECORDED = Owned(ExternalLink, split=("volume", "xml_id"))


def named(role: QuotationRole) -> Owned:
    return Owned(QuotationParty, "actor", always={"role": role, "certainty": Certainty.STATED})


def claimant(role: InterpretationRole) -> Owned:
    return Owned(InterpretationActor, "actor", always={"role": role})


def informed(role: TransmissionRole) -> Owned:
    return Owned(TransmissionParty, "actor", always={"role": role})


def claim(stance: AssertionStance) -> Owned:
    return Owned(CausalAssertion, "interpretation", always={"stance": stance})


OWNED: dict[RecordType, dict[str, Owned]] = {
    RecordType.SOURCE: {"authors": Owned(SourceAuthor, "actor")},
    RecordType.ACTOR: {
        "names": Owned(ActorName),
        "roles": Owned(ActorRole),
        "identifiers": Owned(ActorIdentifier),
    },
    RecordType.PLACE: {"names": Owned(PlaceName)},
    RecordType.EVENT: {
        "other_dates": Owned(EventDate),
        "participants": Owned(
            EventParticipant, nested=Nested("quotations", ParticipantQuotation, "quotation", "participant_seq")
        ),
        "claimed_by": Owned(EventClaim, "interpretation"),
        "recorded_in": RECORDED,
    },
    RecordType.DOCUMENT: {
        "from_": correspondent(DocumentRole.FROM),
        "to": correspondent(DocumentRole.TO),
        "via": correspondent(DocumentRole.VIA),
        "copies": correspondent(DocumentRole.COPY),
        "answers": about(AboutRole.ANSWERS),
        "forwards": about(AboutRole.FORWARDS),
        "recorded_in": RECORDED,
    },
    RecordType.QUOTATION: {
        "parts": Owned(QuotationSelector),
        "emendations": Owned(QuotationEmendation),
        "speakers": Owned(QuotationParty, always={"role": QuotationRole.SPEAKER}),
        "addressees": named(QuotationRole.ADDRESSEE),
        "quoted_by": named(QuotationRole.QUOTED_BY),
        "ascribed_to": named(QuotationRole.ASCRIBED_TO),
        "same_words": Owned(QuotationSameWords, "other"),
    },
    RecordType.INTERPRETATION: {
        "authors": claimant(InterpretationRole.AUTHOR),
        "held_by": claimant(InterpretationRole.HOLDER),
        "mind_of": claimant(InterpretationRole.MIND),
        "about": about(AboutRole.ABOUT),
        "compared_with": about(AboutRole.COMPARED_WITH),
        "antecedent_about": about(AboutRole.ANTECEDENT),
        "chain": Owned(CounterfactualChain, "causal_link"),
        "evidence": Owned(Evidence, "target", "record"),
        "relations": Owned(Relation, "other", "to"),
    },
    RecordType.DISPUTE: {
        "about": about(AboutRole.ABOUT),
        "presupposes": Owned(DisputePresupposition, "interpretation"),
        "positions": Owned(
            DisputePosition,
            nested=Nested("interpretations", PositionInterpretation, "interpretation", "position_seq"),
        ),
    },
    RecordType.CAUSAL_LINK: {
        "asserted_by": claim(AssertionStance.ASSERTS),
        "disputed_by": claim(AssertionStance.DISPUTES),
    },
    RecordType.TRANSMISSION: {
        "to": informed(TransmissionRole.TO),
        "from_": informed(TransmissionRole.FROM),
        "via": informed(TransmissionRole.VIA),
        "about": about(AboutRole.ABOUT),
    },
}
