"""Queries for records that break a rule which no key can hold: each yields their type and slug.

The parameter `series` says whose records are asked after.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    and_,
    bindparam,
    exists,
    func,
    not_,
    or_,
    select,
)
from sqlmodel import SQLModel

from api.models.actor import Actor, Source
from api.models.claim import (
    CausalAssertion,
    CausalLink,
    DisputePosition,
    InterpretationActor,
    PositionInterpretation,
    TransmissionParty,
)
from api.models.claim import Interpretation as InterpretationTable
from api.models.quotation import Quotation as QuotationTable
from api.models.quotation import QuotationEmendation, QuotationSameWords, QuotationSelector
from api.models.record import Citation, Record, Slug, table
from api.models.vocabulary import (
    AssertionStance,
    InterpretationRole,
    Modality,
    RecordType,
    TransmissionRole,
    VerificationState,
)
from seed.frus.storing.slugs import base
from seed.loading.compare import SERIES as CURATED
from seed.loading.rows import MODELS
from seed.records import Emendation, Quotation, QuotedPart
from seed.text.citations import HELD_BY_AUTHOR
from seed.text.receipts import reading_text

record, source, citation, slug = table(Record), table(Source), table(Citation), table(Slug)
quotation, selector, emendation = table(QuotationTable), table(QuotationSelector), table(QuotationEmendation)
claim, claim_actor = table(InterpretationTable), table(InterpretationActor)
link, assertion = table(CausalLink), table(CausalAssertion)
position, positioned = table(DisputePosition), table(PositionInterpretation)
SERIES: BindParameter[str] = bindparam("series")


def those(*conditions: ColumnElement[bool]) -> Select[Any]:
    """The records of the series for which all conditions hold."""
    return select(record.c.type, record.c.slug).where(record.c.series == SERIES, *conditions)


def without(owned: Table, owner: str, kind: RecordType, *conditions: ColumnElement[bool]) -> Select[Any]:
    """The records of a type that have no such row."""
    rows = exists().where(owned.c[owner] == record.c.id, *conditions)
    return those(record.c.type == kind, not_(rows))


def with_row(owned: Table, owner: str, *conditions: ColumnElement[bool]) -> Select[Any]:
    """The records that have such a row."""
    return those(exists().where(owned.c[owner] == record.c.id, *conditions))


def outside(model: type[SQLModel], owner: str) -> Select[Any]:
    """Spans beyond the work they are said to stand in; where its text is held as one there must be one."""
    place = table(model)
    start, end = func.coalesce(source.c.text_start, 0), func.coalesce(source.c.text_end, source.c.text_length)
    beyond = or_(place.c.start.is_(None), place.c.start < start, place.c.end > end)
    return with_row(place, owner, source.c.id == place.c.source_id, source.c.text_sha256.is_not(None), beyond)


def uncited() -> Select[Any]:
    return those(not_(exists().where(citation.c.record_id == record.c.id)))


def unclaimed() -> Select[Any]:
    is_author = claim_actor.c.role == InterpretationRole.AUTHOR
    return without(claim_actor, "interpretation_id", RecordType.INTERPRETATION, is_author)


def unreceived() -> Select[Any]:
    party = table(TransmissionParty)
    return without(party, "transmission_id", RecordType.TRANSMISSION, party.c.role == TransmissionRole.TO)


def untyped() -> Select[Any]:
    kinds = ((kind, table(model)) for kind, model in MODELS.items())
    missing = [and_(record.c.type == kind, not_(exists().where(own.c.id == record.c.id))) for kind, own in kinds]
    return those(or_(*missing))


def foreign_texts() -> Select[Any]:
    """Works with a span whose text is not that of the work they are part of."""
    whole = source.alias("whole")
    same = and_(whole.c.text_sha256 == source.c.text_sha256, whole.c.text_length == source.c.text_length)
    shared = exists().where(whole.c.id == source.c.part_of_id, same)
    return with_row(source, "id", source.c.text_start.is_not(None), not_(shared))


def unchecked() -> Select[Any]:
    not_held = VerificationState.SOURCE_NOT_HELD
    text = select(source.c.text_sha256).where(source.c.id == quotation.c.source_id).scalar_subquery()
    against = func.coalesce(quotation.c.verification_sha256, "")
    held = text.is_not(None)
    wrong = or_(
        and_(quotation.c.verification_state == not_held, held),
        and_(quotation.c.verification_state != not_held, against != func.coalesce(text, "-")),
    )
    return with_row(quotation, "id", wrong)


def stray_parts() -> Select[Any]:
    stray = or_(
        selector.c.source_id != quotation.c.source_id,
        selector.c.start < quotation.c.start,
        selector.c.end > quotation.c.end,
    )
    return with_row(quotation, "id", selector.c.quotation_id == quotation.c.id, stray)


def unlike_its_parts(connection: Connection, series: str) -> Iterator[tuple[str, str]]:
    """Quotations whose text cannot be made of their parts and emendations."""
    parts = owned_by(connection, selector, series)
    emendations = owned_by(connection, emendation, series)
    columns = (record.c.id, record.c.slug, quotation.c.text, quotation.c.as_printed)
    more = (quotation.c.lacuna, quotation.c.fidelity)
    joined = record.join(quotation, quotation.c.id == record.c.id)
    for row in connection.execute(select(*columns, *more).select_from(joined).where(record.c.series == series)):
        made = Quotation(
            parts=[QuotedPart(exact=part.exact) for part in parts.get(row.id, [])],
            emendations=[
                Emendation(printed=one.printed, reading=one.reading, reason=one.reason)
                for one in emendations.get(row.id, [])
            ],
            lacuna=row.lacuna,
            fidelity=row.fidelity,
        )
        if reading_text(made) != (row.text, row.as_printed):
            yield RecordType.QUOTATION, row.slug


def owned_by(connection: Connection, owned: Table, series: str) -> dict[int, list[Row[*tuple[Any, ...]]]]:
    """The rows of a table that quotations own, in order."""
    curated = select(record.c.id).where(record.c.series == series)
    statement = select(owned).where(owned.c.quotation_id.in_(curated)).order_by(owned.c.quotation_id, owned.c.seq)
    return {owner: list(rows) for owner, rows in groupby(connection.execute(statement), key=lambda row: row[0])}


def ill_held() -> Select[Any]:
    """The author holds exactly what he asserts, infers, argues or suggests; nobody holds what is only raised."""
    author, holder = claim_actor.alias("author"), claim_actor.alias("holder")
    is_author = and_(author.c.interpretation_id == claim.c.id, author.c.role == InterpretationRole.AUTHOR)
    is_holder = holder.c.role == InterpretationRole.HOLDER
    same = and_(holder.c.interpretation_id == author.c.interpretation_id, holder.c.actor_id == author.c.actor_id)
    holds = exists().where(is_holder, same)
    own = claim.c.modality.in_(sorted(HELD_BY_AUTHOR))
    unheld, held = exists().where(is_author, not_(holds)), exists().where(is_author, holds)
    somebody = exists().where(is_holder, holder.c.interpretation_id == claim.c.id)
    raised = and_(claim.c.modality == Modality.RAISES, somebody)
    return with_row(claim, "id", or_(and_(own, unheld), and_(not_(own), held), raised))


def held_alike() -> Select[Any]:
    """Disputes without two positions that are held, one of them by somebody who does not hold the other."""
    mine, other = positioned.alias("mine"), positioned.alias("other")
    holder, rival = claim_actor.alias("holder"), claim_actor.alias("rival")
    agreed, same = positioned.alias("agreed"), claim_actor.alias("same")
    both = exists().where(
        agreed.c.dispute_id == other.c.dispute_id,
        agreed.c.position_seq == other.c.position_seq,
        same.c.interpretation_id == agreed.c.interpretation_id,
        same.c.role == InterpretationRole.HOLDER,
        same.c.actor_id == holder.c.actor_id,
    )
    differ = exists().where(
        mine.c.dispute_id == record.c.id,
        other.c.dispute_id == record.c.id,
        mine.c.position_seq != other.c.position_seq,
        holder.c.interpretation_id == mine.c.interpretation_id,
        holder.c.role == InterpretationRole.HOLDER,
        rival.c.interpretation_id == other.c.interpretation_id,
        rival.c.role == InterpretationRole.HOLDER,
        not_(both),
    )
    return those(record.c.type == RecordType.DISPUTE, not_(differ))


def empty_positions() -> Select[Any]:
    same = and_(positioned.c.dispute_id == position.c.dispute_id, positioned.c.position_seq == position.c.seq)
    filled = exists().where(same)
    return with_row(position, "dispute_id", not_(filled))


def first_unasserted() -> Select[Any]:
    asserted = exists().where(
        assertion.c.causal_link_id == link.c.id,
        assertion.c.interpretation_id == link.c.interpretation_id,
        assertion.c.stance == AssertionStance.ASSERTS,
    )
    return with_row(link, "id", not_(asserted))


def misdated(model: type[SQLModel]) -> Select[Any]:
    """Records whose links, by which lists of them are filtered, have not their own days and slug."""
    link = table(model)
    owner = next(iter(link.primary_key))
    (listed,) = (key.column.table for key in owner.foreign_keys)
    copied = [name for name in ("lo", "hi", "slug") if name in link.c]
    differ = or_(*(link.c[name] != listed.c[name] for name in copied))
    return with_row(listed, "id", link.c[owner.name] == listed.c.id, differ)


def deep_identities() -> Select[Any]:
    actor = table(Actor)
    identity = actor.alias("identity")
    return with_row(actor, "id", identity.c.id == actor.c.same_as_id, identity.c.same_as_id.is_not(None))


def one_sided() -> Select[Any]:
    said = table(QuotationSameWords)
    back = said.alias("back")
    returned = exists().where(back.c.quotation_id == said.c.other_id, back.c.other_id == said.c.quotation_id)
    return with_row(said, "quotation_id", not_(returned))


def slug_of_record() -> ColumnElement[bool]:
    return and_(slug.c.type == record.c.type, slug.c.slug == record.c.slug)


def risen() -> Select[Any]:
    """Records under a slug that is moved or gone."""
    used_up = or_(slug.c.moved_to.is_not(None), slug.c.gone_in.is_not(None))
    return those(exists().where(slug_of_record(), used_up))


def fateless(connection: Connection, series: str) -> Iterator[tuple[str, str]]:
    """Slugs that no record has and of which nobody says what became: a volume's own, else those of no volume."""
    of_volumes = and_(slug.c.slug > "frus0", slug.c.slug < "frus:")  # a digit follows
    own = base(series)
    asked = ~of_volumes if series == CURATED else and_(slug.c.slug >= own, slug.c.slug < f"{own}.")
    in_use = exists().where(slug_of_record())
    no_fate = and_(slug.c.moved_to.is_(None), slug.c.gone_in.is_(None))
    statement = select(slug.c.type, slug.c.slug).where(slug.c.type.in_(RecordType), asked, no_fate, not_(in_use))
    for row in connection.execute(statement):
        yield row.type, row.slug
