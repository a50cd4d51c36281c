"""What the values of the API's vocabularies are called on a page. A new value is shown as it is written."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

KINDS = {
    "disputes": "Disputes",
    "events": "Events",
    "actors": "People and bodies",
    "documents": "Documents",
    "quotations": "Quotations",
    "interpretations": "Interpretations",
    "causal-links": "Causal links",
    "transmissions": "Transmissions",
    "places": "Places",
    "sources": "Sources",
}

# where an error page leads back
PATHS = {
    **KINDS,
    "timeline": "Timeline",
    "correspondence": "Who wrote to whom",
    "compare": "Compare two claims",
    "map": "Map",
    "search": "Search",
    "changes": "What changed",
}

SINGULAR = {"actors": "person or body"}

WORDS: dict[str, dict[str, str]] = {
    "type": {
        "source": "source",
        "actor": "person or body",
        "interpretation": "claim",
        "causal-link": "causal link",
    },
    "change-action": {"created": "added", "updated": "changed", "moved": "renamed", "deleted": "withdrawn"},
    "certainty": {
        "stated": "stated in the source",
        "implied": "implied by the context",
        "claimed": "so one party claims",
        "disputed": "accounts differ, or the author rejects it",
        "unattributed": "no speaker is named",
    },
    "fidelity": {
        "term": "a term",
        "historian-quoted": "one historian quoted by another",
        "reported-speech": "reported speech",
        "translation": "translation",
        "original": "original words",
    },
    "knowledge": {
        "held": "its text is here",
        "quoted": "known from words quoted of it",
        "paraphrased": "known from a paraphrase",
        "mentioned": "only mentioned",
    },
    "interpretation-kind": {
        "content": "what was said",
        "belief": "what somebody thought",
        "motive": "why somebody acted",
        "causal": "why it came about",
        "factual": "what was so",
        "evaluation": "a judgement",
        "source-critical": "on the evidence",
        "counterfactual": "what would have been",
        "analogy": "likeness to another case",
    },
    "causal-kind": {
        "motivated": "gave a reason for",
        "enabled": "made possible",
        "provoked": "provoked",
        "deterred": "held back",
        "prevented": "prevented",
        "resulted-in": "resulted in",
    },
    "transmission-mode": {
        "written": "in writing",
        "told": "told",
        "relayed": "relayed through others",
        "observed": "observed",
        "public": "publicly known",
        "withheld": "withheld",
    },
    "participant-role": {
        "decided": "Decided",
        "proposed": "Proposed",
        "supported": "Supported",
        "objected": "Objected",
        "advised": "Advised",
        "requested": "Requested",
        "carried-out": "Carried it out",
        "spoke": "Spoke",
        "messenger": "Brought it for another",
        "party": "Party to it",
        "present": "Present",
        "absent": "Absent",
        "subject": "Whom it concerned",
        "target": "To or for whom it was done",
    },
    "date-basis": {
        "printed": "the source prints it",
        "year-implied": "the year follows from the text before",
        "relative": "counted from a day that the same voice gives",
        "answered": "bounded by the reply",
        "container": "from the whole it belongs to, or from its parts",
        "other-source": "from another source",
        "encoded": "the markup of the volume says so",
        "narrated": "what the note tells of",
        "unresolved": "it could not be resolved",
        "lost": "lost at a page break",
        "none": "the source gives none",
    },
    "date-quality": {
        "exact": "exact",
        "approximate": "approximate",
        "uncertain": "uncertain",
        "disputed": "others date it otherwise",
    },
    "told": {
        "asserts": "asserted",
        "infers": "inferred",
        "argues": "argued",
        "suggests": "suggested",
        "raises": "raised",
        "reports": "reported",
        "rejects": "rejected",
    },
    "held-as": {
        "asserts": "as an assertion",
        "infers": "as an inference",
        "argues": "as an argument",
        "suggests": "as a suggestion",
        "raises": "as a question",
        "reports": "as a report",
        "rejects": "as a denial",
    },
    "tie-to": {
        "supports": "Supports",
        "contradicts": "Contradicts",
        "alternative-to": "Alternative to",
        "qualifies": "Qualifies",
        "answers": "Answers",
        "asserts": "Asserts",
        "disputes": "Disputes",
        "answers-in": "Is an answer in",
    },
    "tie-from": {
        "supports": "Supported by",
        "contradicts": "Contradicted by",
        "alternative-to": "Alternative to",
        "qualifies": "Qualified by",
        "answers": "Answered by",
        "evidence-for": "Used as evidence for",
        "evidence-against": "Used as evidence against",
    },
    "tie-between": {
        "supports": "supports",
        "contradicts": "contradicts",
        "alternative-to": "is an alternative to",
        "qualifies": "qualifies",
        "answers": "answers",
        "evidence-for": "is used as evidence for",
        "evidence-against": "is used as evidence against",
    },
    "lacuna": {
        "before": "The sentence begins on a page that is missing.",
        "within": "A page break took words out of the sentence.",
        "after": "The sentence ends on a page that is missing.",
    },
    "verification": {
        "verified-exact": "verified: exact",
        "verified-normalised": "verified: equal but for line breaks and the form of marks",
        "verified-emended": "verified: equal but for the declared emendations",
        "lacuna": "verified on both sides of the gap",
        "source-not-held": "not checked: the text of the source is not held",
        "ambiguous": "found in more than one place",
        "misattributed": "found in another source",
        "not-found": "not found in the source",
    },
    "name-kind": {
        "short": "short form",
        "alternative": "another name",
        "metonym": "stands for it",
        "as-printed": "as the scan prints it",
    },
    "language": {"en": "English", "ru": "Russian", "zh": "Chinese", "ko": "Korean"},
    "source-kind": {"archival-volume": "archival volume"},
    "mention-certainty": {
        "certain": "marked up by the volume",
        "printed": "as printed",
        "suggested": "suggested by the name",
        "ambiguous": "one of several whom the name fits",
    },
    "mention-method": {
        "markup": "in its markup",
        "head": "in the head",
        "participants": "in a list of participants",
        "small-capitals": "in small capitals",
    },
    "date-rule": {"range": "the range encoded for the whole document", "dateline": "its dateline"},
    "elsewhere": {
        "verified-exact": "letter by letter",
        "verified-normalised": "but for line breaks, the form of marks or the case of the first letter",
        "verified-emended": "but for emendations",
    },
}
WORDS["record-type"] = WORDS["type"]


# of any type of record, where a search counts them together
ANY_KIND = {value: said for name, known in WORDS.items() if name.endswith("-kind") for value, said in known.items()}


def words(value: str | None, vocabulary: str) -> str:
    """Null, where nothing says, is `kind not stated`."""
    if value is None:
        return "kind not stated"
    known = ANY_KIND if vocabulary == "kind" else WORDS.get(vocabulary, {})
    return known.get(value) or value.replace("-", " ")


def capital(text: str) -> str:
    """With a capital first, the rest as it is."""
    return text[:1].upper() + text[1:]


def verb(modality: str, people: Sequence[object]) -> str:
    """`asserts` for one author, `assert` for two."""
    return modality.removesuffix("s") if len(people) > 1 else modality


def count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def counted(number: int, kind: str) -> str:
    """`8 events`, in the words of the list."""
    if number == 0:
        return f"No {KINDS[kind].lower()}"
    return count(number, SINGULAR.get(kind) or kind[:-1].replace("-", " "), KINDS[kind].lower())


def rests_on(evidence: Sequence[Mapping[str, Mapping[str, str]]]) -> str:
    """`2 quotations and 1 document`; that it is none is a finding, and said."""
    kinds = [found["record"]["type"] for found in evidence]
    counted = [count(kinds.count(kind), words(kind, "type")) for kind in dict.fromkeys(kinds)]
    return joined(counted) if counted else "no evidence named"


def joined(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def machine_date(edtf: str | None) -> bool:
    """Whether HTML's `datetime` takes it: a plain year, month or day, not a season."""
    return edtf is not None and re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?", edtf) is not None


def says_more(date: Mapping[str, Any]) -> bool:
    """Whether the bounds tell a reader anything that the date as it is written does not."""
    edges = [date["earliest"], date["latest"]]
    return edges != [None, None] and any(edge is None or edge not in (date["edtf"] or "") for edge in edges)


def grouped(records: Sequence[Mapping[str, Any]], name: str) -> dict[str, list[Mapping[str, Any]]]:
    """Records by the value of a field, in the order in which the values first come."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for record in records:
        found.setdefault(record[name], []).append(record)
    return found


def degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):g}° {positive if value >= 0 else negative}"
