"""Claims by who makes them, what they are about and what they rest on; and what lists of claims can be counted by."""

from sqlalchemy import ColumnElement, or_, select

from api import params
from api.counting import SOURCES, Refs, Words, refs
from api.errors import bad_parameter
from api.facets import Facets
from api.models.claim import Evidence, Interpretation, InterpretationActor, PositionInterpretation
from api.models.quotation import Quotation
from api.models.record import About, table
from api.models.vocabulary import AboutRole, InterpretationRole, RecordType

about, quotation, in_position = table(About), table(Quotation), table(PositionInterpretation)
interpretation, person, evidence = table(Interpretation), table(InterpretationActor), table(Evidence)
IS_ABOUT = about.c.role == AboutRole.ABOUT  # an analogy's other side and what a counterfactual undoes are not


def by_person(role: InterpretationRole, name: str, value: str | None) -> params.Conditions:
    actors = params.among(person.c.actor_id, name, value, RecordType.ACTOR)
    found = select(person.c.interpretation_id).where(person.c.role == role, *actors)
    return [interpretation.c.id.in_(found)] if actors else []


def by_target(value: str | None) -> params.Conditions:
    targets = params.among(about.c.target_id, "about", value)
    return [interpretation.c.id.in_(select(about.c.record_id).where(IS_ABOUT, *targets))] if targets else []


def by_dispute(value: str | None) -> params.Conditions:
    disputes = params.among(in_position.c.dispute_id, "dispute", value, RecordType.DISPUTE)
    return [interpretation.c.id.in_(select(in_position.c.interpretation_id).where(*disputes))] if disputes else []


def by_evidence(value: str | None) -> params.Conditions:
    """A document also stands for its quotations and for what was said in it; `none` is for neither kind."""
    if value is None:
        return []
    if value == "none":
        quoted = evidence.c.target_type.in_([RecordType.QUOTATION, RecordType.DOCUMENT])
        told = select(interpretation.c.id).where(interpretation.c.said_in_type == RecordType.DOCUMENT)
        resting = select(evidence.c.interpretation_id).where(or_(quoted, evidence.c.target_id.in_(told)))
        return [interpretation.c.id.not_in(resting), interpretation.c.id.not_in(told)]
    if "none" in value.split(","):
        raise bad_parameter("evidence", "`none` stands alone; leave the ids out, or leave `none` out")
    keys = params.keys("evidence", value)
    told = select(interpretation.c.id).where(interpretation.c.said_in_id.in_(keys))
    words = select(quotation.c.id).where(quotation.c.document_id.in_(keys))
    resting = select(evidence.c.interpretation_id).where(
        or_(*(evidence.c.target_id.in_(found) for found in (keys, words, told)))
    )
    return [or_(interpretation.c.id.in_(resting), interpretation.c.id.in_(told))]


def by_expectation(value: str | None) -> list[ColumnElement[bool]]:
    return [] if value is None else [interpretation.c.expectation.is_(params.boolean("expectation", value))]


def on_record(name: str, slug: str, kind: RecordType) -> params.Conditions:
    """Claims about the record, or told in it."""
    keys = params.keys(name, slug, kind)
    targeting = select(about.c.record_id).where(IS_ABOUT, about.c.target_id.in_(keys))
    return [or_(interpretation.c.id.in_(targeting), interpretation.c.said_in_id.in_(keys))]


def with_actor(slug: str) -> params.Conditions:
    """Claims that the actor wrote or holds, or that are about him or his thoughts."""
    keys = params.keys("actor", slug, RecordType.ACTOR)
    named = select(person.c.interpretation_id).where(person.c.actor_id.in_(keys))
    targeting = select(about.c.record_id).where(IS_ABOUT, about.c.target_id.in_(keys))
    return [or_(interpretation.c.id.in_(named), interpretation.c.id.in_(targeting))]


def people(role: InterpretationRole) -> Refs:
    return refs(person.c.actor_id, person.c.interpretation_id, person.c.role == role, kind=RecordType.ACTOR)


FACETS: Facets = {
    "author": people(InterpretationRole.AUTHOR),
    "held_by": people(InterpretationRole.HOLDER),
    "mind_of": people(InterpretationRole.MIND),
    "about": refs(about.c.target_id, about.c.record_id, IS_ABOUT),
    "said_in": refs(interpretation.c.said_in_id, interpretation.c.id),
    "kind": Words(interpretation.c.kind, interpretation.c.id),
    "modality": Words(interpretation.c.modality, interpretation.c.id),
    "dispute": refs(in_position.c.dispute_id, in_position.c.interpretation_id, kind=RecordType.DISPUTE),
    "expectation": Words(interpretation.c.expectation, interpretation.c.id, several=False),
    "certainty": Words(interpretation.c.certainty, interpretation.c.id),
    **SOURCES,
}
