"""Letters counted by sender and recipient: the statements by which a load counts all, and a request counts some."""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    cast,
    func,
    select,
)

from api.archive import CURATED
from api.edtf import NO_LOWER, NO_UPPER
from api.models.actor import Actor
from api.models.document import Document, DocumentParty
from api.models.record import Record, table
from api.models.vocabulary import DocumentRole

record, actor, document, party = table(Record), table(Actor), table(Document), table(DocumentParty)
sender, recipient = party.alias("sender"), party.alias("recipient")
writer, reader = actor.alias("writer"), actor.alias("reader")
ENTRY = bindparam("entry", None, Integer)  # an entry of a list of persons that is asked for itself
DAYS_KNOWN = and_(
    document.c.lo == document.c.hi,
    document.c.lo < NO_UPPER,
    document.c.received_lo == document.c.received_hi,
    document.c.received_lo < NO_UPPER,
)


def who(one: FromClause) -> ColumnElement[int]:
    """The identity; the entry itself, if it is the one that is asked for."""
    return case((one.c.id == ENTRY, ENTRY), else_=func.coalesce(one.c.same_as_id, one.c.id))


def letters(among: Subquery | None = None) -> Select[Any]:
    """Each document once for each of its pairs, with its days and how long it took; `among`: these documents alone."""
    source: FromClause = document if among is None else among.join(document, document.c.id == among.c.id)
    source = source.join(sender, and_(sender.c.document_id == document.c.id, sender.c.role == DocumentRole.FROM)).join(
        recipient, and_(recipient.c.document_id == document.c.id, recipient.c.role == DocumentRole.TO)
    )
    source = source.join(writer, writer.c.id == sender.c.actor_id).join(reader, reader.c.id == recipient.c.actor_id)
    return (
        select(
            document.c.id.label("document_id"),
            who(writer).label("sender_id"),
            who(reader).label("recipient_id"),
            case((document.c.lo < NO_UPPER, document.c.lo)).label("lo"),
            case((document.c.lo < NO_UPPER, document.c.hi)).label("hi"),
            case((DAYS_KNOWN, document.c.received_lo - document.c.lo)).label("days"),
        )
        .select_from(source)
        .distinct()
    )


def medians(letter: CTE) -> Subquery:
    """How long the documents of a pair took: the one in the middle, or the mean of the two there."""
    pair = (letter.c.sender_id, letter.c.recipient_id)
    numbered = (
        select(
            *pair,
            letter.c.days,
            func.row_number().over(partition_by=pair, order_by=letter.c.days).label("place"),
            func.count().over(partition_by=pair).label("known"),
        )
        .where(letter.c.days.is_not(None))
        .subquery("numbered")
    )
    middle = 2 * numbered.c.place - numbered.c.known
    return (
        select(
            numbered.c.sender_id,
            numbered.c.recipient_id,
            func.avg(cast(numbered.c.days, Integer)).label("median_days"),
            func.max(numbered.c.known).label("delays"),
        )
        .where(middle.between(0, 2))
        .group_by(numbered.c.sender_id, numbered.c.recipient_id)
        .subquery("delay")
    )


def pairs(found: Select[Any]) -> Select[Any]:
    """The pairs of letters, as `letter_pair` has them, in no order."""
    letter = found.cte("letter")
    delay, one, other = medians(letter), record.alias("one"), record.alias("other")
    counted = (
        select(
            letter.c.sender_id,
            letter.c.recipient_id,
            func.count().label("documents"),
            func.coalesce(func.min(letter.c.lo), NO_LOWER).label("lo"),
            func.coalesce(func.max(letter.c.hi), NO_UPPER).label("hi"),
        )
        .group_by(letter.c.sender_id, letter.c.recipient_id)
        .subquery("counted")
    )
    most = (counted.c.documents.desc(), one.c.slug, other.c.slug)
    of_pair = and_(delay.c.sender_id == counted.c.sender_id, delay.c.recipient_id == counted.c.recipient_id)
    return select(
        counted.c.sender_id,
        counted.c.recipient_id,
        func.row_number().over(order_by=most).label("place"),
        and_(one.c.series == CURATED, other.c.series == CURATED).label("curated"),
        counted.c.documents,
        counted.c.lo,
        counted.c.hi,
        delay.c.median_days,
        func.coalesce(delay.c.delays, 0).label("delays"),
    ).select_from(
        counted.join(one, one.c.id == counted.c.sender_id)
        .join(other, other.c.id == counted.c.recipient_id)
        .outerjoin(delay, of_pair)
    )


def bearers(found: Select[Any]) -> Select[Any]:
    """Through whom the letters of each pair went, as `letter_bearer` has it, in no order."""
    letter = found.cte("letter")
    return (
        select(letter.c.sender_id, letter.c.recipient_id, party.c.actor_id, func.count().label("documents"))
        .join_from(letter, party, party.c.document_id == letter.c.document_id)
        .where(party.c.role == DocumentRole.VIA, party.c.actor_id.is_not(None))
        .group_by(letter.c.sender_id, letter.c.recipient_id, party.c.actor_id)
    )
