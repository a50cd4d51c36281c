"""Rules that no key can hold, asked of the database within the load's transaction: one query each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select

from api.models.claim import InterpretationActor, TransmissionParty
from api.models.corpus import Mention
from api.models.document import DocumentParty
from api.models.event import EventDate, EventParticipant
from api.models.quotation import Quotation, QuotationParty
from api.models.record import Citation
from seed.loading import offenders as find

Found = Select[Any] | Callable[[Connection, str], Iterator[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`says`: what is wrong with the records that `found` yields."""

    name: str
    says: str
    found: Found


def broken(connection: Connection, series: str) -> list[str]:
    """A line for each record that breaks a rule."""
    return [
        f"{kind} {name}: {rule.says} (rule {rule.name})"
        for rule in RULES
        for kind, name in sorted(offenders(rule, connection, series))
    ]


def offenders(rule: Rule, connection: Connection, series: str) -> set[tuple[str, str]]:
    if isinstance(rule.found, Select):
        rows = connection.execute(rule.found, {"series": series}).mappings()
        return {(row["type"].value, row["slug"]) for row in rows}
    return set(rule.found(connection, series))


RULES = (
    Rule("typed", "has no row in the table of its type", find.untyped()),
    Rule("cited", "cites no passage", find.uncited()),
    Rule("citation-in-source", "has a citation outside its source's text", find.outside(Citation, "record_id")),
    Rule("rival-date-in-source", "has a rival date outside its source's text", find.outside(EventDate, "event_id")),
    Rule("quotation-in-source", "stands outside its source's text", find.outside(Quotation, "id")),
    Rule("part-in-quotation", "has a part outside its own span", find.stray_parts()),
    Rule("text-of-parts", "reads otherwise than its parts and emendations", find.unlike_its_parts),
    Rule("checked", "was not checked against the text of its source", find.unchecked()),
    Rule("shared-text", "has a span, but not the text of the work it is part of", find.foreign_texts()),
    Rule("author", "has no author", find.unclaimed()),
    Rule("held-by", "is not held by those its modality says", find.ill_held()),
    Rule("rivals", "has not two positions with different holders", find.held_alike()),
    Rule("position-filled", "has a position without an interpretation", find.empty_positions()),
    Rule("first-assertion", "is not asserted by the interpretation it names first", find.first_unasserted()),
    Rule("party-dates", "has a correspondent with another date than its own", find.misdated(DocumentParty)),
    Rule("mention-dates", "names somebody with another date than its own", find.misdated(Mention)),
    Rule("participant-dates", "has a participant with another date than its own", find.misdated(EventParticipant)),
    Rule("speaker-dates", "has a speaker or addressee with another date than its own", find.misdated(QuotationParty)),
    Rule("learnt-dates", "reaches somebody on another date than its own", find.misdated(TransmissionParty)),
    Rule("claim-actors", "has an actor under another slug than its own", find.misdated(InterpretationActor)),
    Rule("one-step-identity", "is the same as an actor that is the same as another", find.deep_identities()),
    Rule("recipient", "reaches nobody", find.unreceived()),
    Rule("same-words", "has the same words as a quotation that does not say so", find.one_sided()),
    Rule("slug-in-use", "has a slug that is moved or gone", find.risen()),
    Rule("slug-fate", "is a slug that no record has, neither moved nor gone", find.fateless),
)
