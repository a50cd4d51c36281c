"""Disputes, causal links, transmissions: what each needs to be one."""

from collections.abc import Iterator

from api.models.vocabulary import Certainty, InterpretationKind, TransmissionMode
from seed.reading.files import Dataset, Problem
from seed.records import CausalLink, Dispute, Document, Interpretation, Position, Transmission
from seed.text.citations import holders

NOT_CAUSAL = {InterpretationKind.ANALOGY, InterpretationKind.COUNTERFACTUAL}


def positions(data: Dataset) -> Iterator[Problem]:
    for entry, dispute in data.of(Dispute):
        if len(dispute.positions) < 2:
            yield entry.problem(("positions",), "a dispute has two positions or more; write the other, or no dispute")


def position_claim(data: Dataset) -> Iterator[Problem]:
    for entry, dispute in data.of(Dispute):
        for place, position in enumerate(dispute.positions):
            if not position.interpretations:
                message = "a position is taken in some interpretation; write it in `interpretations`"
                yield entry.problem(("positions", place), message)


def position_holders(data: Dataset) -> Iterator[Problem]:
    """Two of the positions are held, and not by the same; one that is only raised has no holder."""
    for entry, dispute in data.of(Dispute):
        held = {holders_of(data, position) for position in dispute.positions} - {frozenset()}
        whole = len(dispute.positions) > 1 and all(position.interpretations for position in dispute.positions)
        if whole and len(held) < 2:
            message = "no two positions have different holders; correct `held_by` of their claims, or write no dispute"
            yield entry.problem(("positions",), message)


def holders_of(data: Dataset, position: Position) -> frozenset[str]:
    claims = ((slug, data.find(slug, Interpretation)) for slug in position.interpretations)
    return frozenset(holder for slug, claim in claims if claim for holder in holders(data, data.entries[slug], claim))


def asserted(data: Dataset) -> Iterator[Problem]:
    for entry, link in data.of(CausalLink):
        if not link.asserted_by:
            message = "no causation without somebody claiming it; write the interpretation in `asserted_by`"
            yield entry.problem(("asserted_by",), message)


def assertion_kind(data: Dataset) -> Iterator[Problem]:
    for entry, link in data.of(CausalLink):
        for place, slug in enumerate(link.asserted_by):
            claim = data.find(slug, Interpretation)
            if claim and claim.kind in NOT_CAUSAL:
                message = f"`{slug}` is of kind {claim.kind}, which gives no causal link; name the claim that gives it"
                yield entry.problem(("asserted_by", place), message)


def both_ways(data: Dataset) -> Iterator[Problem]:
    for entry, link in data.of(CausalLink):
        for slug in sorted(set(link.asserted_by) & set(link.disputed_by)):
            yield entry.problem(("disputed_by",), f"`{slug}` asserts and disputes the link; take it out of one list")


def link_taken(data: Dataset) -> Iterator[Problem]:
    taken: dict[tuple[str, str, str], str] = {}
    for entry, link in data.of(CausalLink):
        first = taken.setdefault((link.cause, link.effect, link.kind), entry.slug)
        if first != entry.slug:
            message = f"`{first}` links the same two in the same way; add this one's claims to it, and drop this"
            yield entry.problem((), message)


def reaches_somebody(data: Dataset) -> Iterator[Problem]:
    for entry, transmission in data.of(Transmission):
        if not transmission.to:
            yield entry.problem(("to",), "who learned it, or did not? write `to`")


def withheld(data: Dataset) -> Iterator[Problem]:
    for entry, transmission in data.of(Transmission):
        if transmission.mode == TransmissionMode.WITHHELD and not transmission.from_:
            yield entry.problem(("mode",), "who withheld it? write `from`")


def news(data: Dataset) -> Iterator[Problem]:
    for entry, transmission in data.of(Transmission):
        if not transmission.about:
            yield entry.problem(("content",), "nobody can ask for this news; write whom and what it is `about`")


def claimed(data: Dataset) -> Iterator[Problem]:
    for entry, transmission in data.of(Transmission):
        if transmission.certainty != Certainty.STATED and not transmission.asserted_by:
            message = f"{transmission.certainty} by whom? write the interpretation, `asserted_by`"
            yield entry.problem(("certainty",), message)


def document_arrives(data: Dataset) -> Iterator[Problem]:
    told = {news.document for _, news in data.of(Transmission) if news.mode != TransmissionMode.WITHHELD}
    for entry, document in data.of(Document):
        if any(party.actor for party in document.to) and entry.slug not in told:
            message = f"its recipient is known, and no transmission says so; write one with `document: {entry.slug}`"
            yield entry.problem(("to",), message)


RULES = {
    "dispute-positions": positions,
    "position-claim": position_claim,
    "link-asserted": asserted,
    "link-kind": assertion_kind,
    "link-both-ways": both_ways,
    "link-taken": link_taken,
    "transmission-to": reaches_somebody,
    "transmission-withheld": withheld,
    "transmission-about": news,
    "transmission-asserted": claimed,
    "position-holders": position_holders,
    "document-arrives": document_arrives,
}
