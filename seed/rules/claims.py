"""Interpretations: who holds them, in which words, and the fields that belong to each kind."""

from collections.abc import Iterator

from api.models.vocabulary import InterpretationKind, Modality, RelationKind
from seed.reading.files import Dataset, Problem
from seed.records import CausalLink, Event, Interpretation
from seed.text.citations import HELD_BY_AUTHOR, authors, spans

HEDGED = {Modality.INFERS, Modality.ARGUES, Modality.SUGGESTS}
TOLD = {Modality.REPORTS, Modality.REJECTS}
SYMMETRIC = {RelationKind.CONTRADICTS, RelationKind.ALTERNATIVE_TO}
EXPLAINING = {InterpretationKind.CAUSAL, InterpretationKind.MOTIVE}


def author(data: Dataset) -> Iterator[Problem]:
    for entry, claim in data.of(Interpretation):
        if any(spans(claim)) and not authors(data, entry, claim):
            yield entry.problem((), "the work it is cited from names no author; write `authors` here or in the source")


def held_by_author(data: Dataset) -> Iterator[Problem]:
    for entry, claim in data.of(Interpretation):
        if claim.modality not in HELD_BY_AUTHOR or claim.held_by is None:
            continue
        if missing := [slug for slug in authors(data, entry, claim) if slug not in claim.held_by]:
            message = f"who {claim.modality} a claim holds it; add {', '.join(missing)}, or leave `held_by` out"
            yield entry.problem(("held_by",), message)


def held_by_others(data: Dataset) -> Iterator[Problem]:
    for entry, claim in data.of(Interpretation):
        own = set(authors(data, entry, claim)).intersection(claim.held_by or [])
        if claim.modality in TOLD and own:
            message = f"an author who {claim.modality} a claim does not hold it; take out {', '.join(sorted(own))}"
            yield entry.problem(("held_by",), message)


def held_by_nobody(data: Dataset) -> Iterator[Problem]:
    for entry, claim in data.of(Interpretation):
        if claim.modality == Modality.RAISES and claim.held_by:
            message = "nobody holds a claim that is only raised; leave `held_by` out, or write modality reports"
            yield entry.problem(("held_by",), message)


def held_by_said(data: Dataset) -> Iterator[Problem]:
    for entry, claim in data.of(Interpretation):
        if claim.modality in TOLD and claim.held_by is None:
            message = f"{claim.modality} whose claim? write `held_by`, [] for hearsay that is reported"
            yield entry.problem(("modality",), message)


def rejected_holder(data: Dataset) -> Iterator[Problem]:
    for entry, claim in data.of(Interpretation):
        if claim.modality == Modality.REJECTS and claim.held_by == []:
            yield entry.problem(("held_by",), "what an author rejects somebody holds; name him, or an unnamed voice")


def words(data: Dataset) -> Iterator[Problem]:
    for entry, claim in data.of(Interpretation):
        if claim.modality in HEDGED and not claim.words:
            message = f"modality {claim.modality} rests on the author's own words; write them, `words: [must have]`"
            yield entry.problem(("modality",), message)


def holder_modality(data: Dataset) -> Iterator[Problem]:
    for entry, claim in data.of(Interpretation):
        if claim.holder_modality and not (claim.modality in TOLD and claim.held_by != []):
            message = "`holder_modality` grades the holder of a claim that is reported or rejected; leave it out here"
            yield entry.problem(("holder_modality",), message)


def said_in(data: Dataset) -> Iterator[Problem]:
    for entry, claim in data.of(Interpretation):
        if claim.said_in and claim.kind != InterpretationKind.CONTENT:
            yield entry.problem(("said_in",), f"`said_in` is for kind content, not {claim.kind}; leave it out")


def expectation(data: Dataset) -> Iterator[Problem]:
    for entry, claim in data.of(Interpretation):
        if claim.expectation and claim.kind not in {InterpretationKind.BELIEF, InterpretationKind.CONTENT}:
            message = f"only a belief or content looks ahead of its date, not kind {claim.kind}; leave it out"
            yield entry.problem(("expectation",), message)


def mind_of(data: Dataset) -> Iterator[Problem]:
    for entry, claim in data.of(Interpretation):
        if claim.kind == InterpretationKind.BELIEF and not claim.mind_of:
            yield entry.problem(("kind",), "whose belief? write `mind_of`")


def counterfactual(data: Dataset) -> Iterator[Problem]:
    for entry, claim in data.of(Interpretation):
        if claim.kind == InterpretationKind.COUNTERFACTUAL and not (claim.antecedent and claim.consequent):
            message = "a counterfactual says what would have been if what; write `antecedent` and `consequent`"
            yield entry.problem(("kind",), message)


def only_counterfactual(data: Dataset) -> Iterator[Problem]:
    for entry, claim in data.of(Interpretation):
        if claim.kind != InterpretationKind.COUNTERFACTUAL:
            for name in ("antecedent", "antecedent_about", "consequent", "chain"):
                if getattr(claim, name):
                    yield entry.problem((name,), f"`{name}` is for kind counterfactual, not {claim.kind}; leave it out")


def never_event(data: Dataset) -> Iterator[Problem]:
    """What would have been never makes an event."""
    for entry, event in data.of(Event):
        for place, slug in enumerate(event.claimed_by):
            claim = data.find(slug, Interpretation)
            if claim and claim.kind == InterpretationKind.COUNTERFACTUAL:
                message = f"`{slug}` says what would have been, which no event can rest on; name another claim"
                yield entry.problem(("claimed_by", place), message)


def analogy(data: Dataset) -> Iterator[Problem]:
    for entry, claim in data.of(Interpretation):
        if (claim.kind == InterpretationKind.ANALOGY) != bool(claim.compared_with):
            message = "kind analogy and `compared_with` go together; write both or neither"
            yield entry.problem(("compared_with",) if claim.compared_with else ("kind",), message)


def about_effect(data: Dataset) -> Iterator[Problem]:
    """One request for what is said about an event finds every reason given for it."""
    for entry, link in data.of(CausalLink):
        for slug in link.asserted_by:
            claim = data.find(slug, Interpretation)
            if claim and claim.kind in EXPLAINING and link.effect not in claim.about:
                message = f"`about` lacks the effect of `{entry.slug}`, which it asserts; add {link.effect}"
                yield data.entries[slug].problem(("about",), message)


def lost(data: Dataset) -> Iterator[Problem]:
    for entry, claim in data.of(Interpretation):
        if (claim.lacuna is None) != (claim.lost is None):
            message = "`lacuna` says where words are lost and `lost` what; write both or neither"
            yield entry.problem(("lost",) if claim.lost else ("lacuna",), message)


def relation_repeated(data: Dataset) -> Iterator[Problem]:
    """A symmetric relation stands in one of its two claims."""
    seen: set[tuple[frozenset[str] | tuple[str, str], RelationKind]] = set()
    for entry, claim in data.of(Interpretation):
        for place, relation in enumerate(claim.relations):
            pair = (entry.slug, relation.to)
            key = (frozenset(pair) if relation.kind in SYMMETRIC else pair, relation.kind)
            if key in seen:
                message = f"that `{entry.slug}` {relation.kind} `{relation.to}` is said already; say it once"
                yield entry.problem(("relations", place), message)
            seen.add(key)


RULES = {
    "author": author,
    "held-by-author": held_by_author,
    "held-by-others": held_by_others,
    "held-by-nobody": held_by_nobody,
    "held-by-said": held_by_said,
    "rejected-holder": rejected_holder,
    "words": words,
    "holder-modality": holder_modality,
    "said-in": said_in,
    "expectation": expectation,
    "mind-of": mind_of,
    "counterfactual": counterfactual,
    "counterfactual-only": only_counterfactual,
    "counterfactual-event": never_event,
    "analogy": analogy,
    "about-effect": about_effect,
    "claim-lost": lost,
    "relation-repeated": relation_repeated,
}
