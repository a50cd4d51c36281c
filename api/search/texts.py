"""What a reader may find each record by: its own texts, and the records whose labels count as its words too.

One place for both uses: a load makes the index from it, and an answer takes its snippets from it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Column, select

from api.models import actor as actors
from api.models import claim as claims
from api.models import document as documents
from api.models import event as events
from api.models import quotation as quotations
from api.models.corpus import VolumeDocument
from api.models.record import About, table
from api.models.vocabulary import RecordType
from api.prepared import Prepared
from api.refs import IDS

GAP = " \u00b7 "  # between two texts of one record, in a snippet
MOST = 100_000  # characters of one record's texts
about = table(About)
source, source_author, place = table(actors.Source), table(actors.SourceAuthor), table(actors.Place)
actor, actor_name, actor_role = table(actors.Actor), table(actors.ActorName), table(actors.ActorRole)
place_name, document, document_party = (
    table(actors.PlaceName),
    table(documents.Document),
    table(documents.DocumentParty),
)
printed = table(VolumeDocument)
event, participant, event_date = table(events.Event), table(events.EventParticipant), table(events.EventDate)
quotation, quotation_party = table(quotations.Quotation), table(quotations.QuotationParty)
claim, claim_actor = table(claims.Interpretation), table(claims.InterpretationActor)
dispute, position = table(claims.Dispute), table(claims.DisputePosition)
answer, link = table(claims.PositionInterpretation), table(claims.CausalLink)
assertion = table(claims.CausalAssertion)
news, news_party = table(claims.Transmission), table(claims.TransmissionParty)


class Reading(Protocol):
    """A snapshot, or a load's transaction."""

    def all(self, statement: Prepared, **parameters: Any) -> Sequence[Any]: ...


@dataclass(frozen=True, slots=True)
class Searchable:
    """Statements whose first column is the record, bound to `ids`: its texts; the keys of what it refers to."""

    texts: tuple[Prepared, ...]
    refers: tuple[Prepared, ...]


def of(owner: Column[int], *columns: Column[Any]) -> Prepared:
    child = owner.table
    order = [child.c.seq] if "seq" in child.c else []
    return Prepared(select(owner, *columns).where(owner.in_(IDS)).order_by(owner, *order))


def holders(owner: Column[int], interpretation: Column[int]) -> Prepared:
    """Who makes or holds the claims that the rows point at."""
    found = select(owner, claim_actor.c.actor_id)
    return Prepared(found.where(owner.in_(IDS), claim_actor.c.interpretation_id == interpretation))


TARGETS = of(about.c.record_id, about.c.target_id)
SEARCHABLE = {
    RecordType.SOURCE: Searchable(
        (of(source.c.id, source.c.title, source.c.short_title),),
        (of(source_author.c.source_id, source_author.c.actor_id), of(source.c.id, source.c.part_of_id)),
    ),
    RecordType.ACTOR: Searchable(
        (
            of(actor.c.id, actor.c.name, actor.c.summary),
            of(actor_name.c.actor_id, actor_name.c.name, actor_name.c.used),
            of(actor_role.c.actor_id, actor_role.c.title, actor_role.c.printed),
        ),
        (of(actor_role.c.actor_id, actor_role.c.body_id),),
    ),
    RecordType.PLACE: Searchable(
        (of(place.c.id, place.c.name, place.c.name_now, place.c.summary), of(place_name.c.place_id, place_name.c.name)),
        (of(place.c.id, place.c.within_id),),
    ),
    RecordType.EVENT: Searchable(
        (
            of(event.c.id, event.c.title, event.c.summary, event.c.lost, event.c.printed),
            of(participant.c.event_id, participant.c.matter),
            of(event_date.c.event_id, event_date.c.printed),
        ),
        (
            of(event.c.id, event.c.place_id, event.c.part_of_id),
            of(participant.c.event_id, participant.c.actor_id),
            of(event_date.c.event_id, event_date.c.given_by_id),
        ),
    ),
    RecordType.DOCUMENT: Searchable(
        (
            of(document.c.id, document.c.title, document.c.summary, document.c.signed_as, document.c.channel),
            of(printed.c.document_id, printed.c.number, printed.c.place, printed.c.classification),
            of(printed.c.document_id, printed.c.source_note),
            of(document.c.id, document.c.printed, document.c.received_printed),
            of(document_party.c.document_id, document_party.c.printed),
        ),
        (
            of(document_party.c.document_id, document_party.c.actor_id),
            of(document.c.id, document.c.occasion_id),
            TARGETS,
        ),
    ),
    RecordType.QUOTATION: Searchable(
        (of(quotation.c.id, quotation.c.text, quotation.c.as_printed, quotation.c.printed),),
        (
            of(quotation_party.c.quotation_id, quotation_party.c.actor_id),
            of(quotation.c.id, quotation.c.document_id, quotation.c.event_id),
        ),
    ),
    RecordType.INTERPRETATION: Searchable(
        (of(claim.c.id, claim.c.statement, claim.c.antecedent, claim.c.consequent, claim.c.lost),),
        (
            of(claim_actor.c.interpretation_id, claim_actor.c.actor_id),
            of(claim.c.id, claim.c.said_in_id),
            TARGETS,
        ),
    ),
    RecordType.DISPUTE: Searchable(
        (of(dispute.c.id, dispute.c.question, dispute.c.agreed), of(position.c.dispute_id, position.c.summary)),
        (TARGETS, holders(answer.c.dispute_id, answer.c.interpretation_id)),
    ),
    RecordType.CAUSAL_LINK: Searchable(
        (),
        (
            of(link.c.id, link.c.cause_id, link.c.effect_id, link.c.interpretation_id),
            holders(assertion.c.causal_link_id, assertion.c.interpretation_id),
        ),
    ),
    RecordType.TRANSMISSION: Searchable(
        (of(news.c.id, news.c.content, news.c.printed),),
        (
            of(news_party.c.transmission_id, news_party.c.actor_id),
            of(news.c.id, news.c.document_id, news.c.event_id),
            TARGETS,
        ),
    ),
}


def texts_of(reading: Reading, kind: RecordType, ids: Sequence[int]) -> Mapping[int, str]:
    """The texts of each record as they are, none of them twice, with a dot between."""
    found: dict[int, list[str]] = defaultdict(list)
    for statement in SEARCHABLE[kind].texts:
        for row in reading.all(statement, ids=ids):
            found[row[0]] += filter(None, row[1:])
    return {key: cut(GAP.join(dict.fromkeys(texts))) for key, texts in found.items()}


def referred(reading: Reading, kind: RecordType, ids: Sequence[int]) -> Mapping[int, list[int]]:
    """The keys of what each record refers to, each once."""
    found: dict[int, list[int]] = defaultdict(list)
    for statement in SEARCHABLE[kind].refers:
        for row in reading.all(statement, ids=ids):
            found[row[0]] += filter(None, row[1:])
    return {key: list(dict.fromkeys(keys)) for key, keys in found.items()}


def cut(text: str) -> str:
    """The text, or as many whole words from its beginning as are searched."""
    return text if len(text) <= MOST else text[:MOST].rpartition(" ")[0] or text[:MOST]
