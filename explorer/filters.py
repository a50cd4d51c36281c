"""The filters of each list, under the API's own parameter names, and how a form sends them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values of a vocabulary of the API, or of a second one."""

    name: str
    label: str
    vocabulary: str
    also: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A record, by its id; `types` are the lists it may come from."""

    name: str
    label: str
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """What is no record's id: as a volume prints or numbers it."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Link:
    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list is for, in a sentence, what it can be narrowed by, and which views show the same otherwise."""

    intro: str
    choices: tuple[Choice, ...]
    references: tuple[Reference | Word, ...]
    dated: bool = False
    orders: tuple[tuple[str, str], ...] = ()  # values of `sort`, the API's own order first
    of_source: bool = False  # whether the other order is that of one source, which must be named
    views: tuple[Link, ...] = ()


ACTOR, EVENT, DOCUMENT, PLACE, ANY = ("actors",), ("events",), ("documents",), ("places",), ()
SOURCE = Reference("source", "Cited from", ("sources",))
CERTAINTY = Choice("certainty", "How sure", "certainty")
CAPITAL = Choice("capital", "Whose story", "capital")
TIMELINE = Link("/timeline", "Timeline")
LETTERS = Link("/correspondence", "Who wrote to whom")

LISTINGS = {
    "disputes": Listing(
        "Questions on which accounts differ: what each side answers, who holds it, and on what.",
        (),
        (Reference("about", "About", ANY), Reference("held_by", "An answer held by", ACTOR), SOURCE),
    ),
    "events": Listing(
        "What happened or was the case, so far as no account denies it; oldest or open beginning first, undated last.",
        (Choice("kind", "Kind", "event-kind"), CAPITAL),
        (
            Reference("participant", "Who took part", ACTOR),
            Reference("place", "Where", PLACE),
            Reference("part_of", "Part of", EVENT),
            SOURCE,
        ),
        dated=True,
        views=(TIMELINE,),
    ),
    "actors": Listing(
        "Persons, states, bodies, armed forces, and the voices that a source leaves unnamed.",
        (Choice("kind", "Kind", "actor-kind"),),
        (Reference("member_of", "Member of", ACTOR), SOURCE),
        views=(LETTERS,),
    ),
    "documents": Listing(
        "Texts that somebody wrote or sent, and talks; oldest or open beginning first, undated last.",
        (Choice("kind", "Kind", "document-kind"), Choice("knowledge", "How we know it", "knowledge")),
        (
            Reference("from", "From", ACTOR),
            Reference("to", "To", ACTOR),
            Reference("via", "Handed over by", ACTOR),
            Reference("party", "Sent, received or carried by", ACTOR),
            Reference("between", "Between two, with a comma", ACTOR),
            Reference("occasion", "On the occasion of", (*EVENT, *DOCUMENT)),
            Reference("mentions", "Names in its text", ACTOR),
            SOURCE,
            Word("section", "Section of that source"),
            Word("number", "Printed number"),
        ),
        dated=True,
        orders=(("date", "by date"), ("position", "as in the volume")),
        of_source=True,
        views=(LETTERS, TIMELINE),
    ),
    "quotations": Listing(
        "Words as they stand in a source, each checked against it; oldest or open beginning first, undated last.",
        (Choice("fidelity", "How faithful", "fidelity"), CERTAINTY),
        (
            Reference("speaker", "Speaker", ACTOR),
            Reference("addressee", "Said or written to", ACTOR),
            Reference("document", "From the document", DOCUMENT),
            Reference("event", "Said at", EVENT),
            SOURCE,
        ),
        dated=True,
        orders=(("date", "by date"), ("position", "as in the source")),
    ),
    "interpretations": Listing(
        "Claims, one each: who makes it, how firmly, on what evidence. They are paraphrased here, never quoted.",
        (Choice("kind", "Kind", "interpretation-kind"), Choice("modality", "How firmly", "modality"), CERTAINTY),
        (
            Reference("author", "Written by", ACTOR),
            Reference("held_by", "Held by", ACTOR),
            Reference("mind_of", "On the thoughts of", ACTOR),
            Reference("about", "About", ANY),
            Reference("said_in", "Said in", (*DOCUMENT, *EVENT)),
            Reference("evidence", "Rests on (or none)", ANY),
            Reference("dispute", "Answers the dispute", ("disputes",)),
            SOURCE,
        ),
        orders=(("id", "by id"), ("position", "as in the source")),
        of_source=True,
    ),
    "causal-links": Listing(
        "That one thing brought about another: always somebody's claim, never ours.",
        (Choice("kind", "How it worked", "causal-kind"),),
        (
            Reference("cause", "Cause", (*EVENT, *DOCUMENT)),
            Reference("effect", "Effect", (*EVENT, *DOCUMENT)),
            Reference("event", "Cause or effect", (*EVENT, *DOCUMENT)),
            Reference("author", "Claimed in the work of", ACTOR),
            Reference("held_by", "Claimed by", ACTOR),
            SOURCE,
        ),
    ),
    "transmissions": Listing(
        "What reached whom, by whom and when, and what was kept from whom; by the day it was learnt, undated last.",
        (Choice("mode", "How it travelled", "transmission-mode"), CERTAINTY),
        (
            Reference("to", "Who learnt it", ACTOR),
            Reference("from", "From whom", ACTOR),
            Reference("via", "Through whom", ACTOR),
            Reference("about", "About", ANY),
            Reference("document", "By the document", DOCUMENT),
            Reference("event", "At", EVENT),
            SOURCE,
        ),
        dated=True,
        views=(Link("/#knew", "What did they know?"),),
    ),
    "places": Listing(
        "Where things happened, with their names then and now.",
        (),
        (Reference("within", "Within", PLACE), SOURCE),
        views=(Link("/map", "Map"),),
    ),
    "sources": Listing(
        "The works that everything here is cited from.",
        (Choice("kind", "Kind", "source-kind"),),
        (Reference("author", "Written by", ACTOR), Reference("part_of", "Printed in", ("sources",)), SOURCE),
    ),
}
QUALITY = Choice("date_quality", "How exact the date is", "date-quality")
VIEWS = {
    "timeline": Listing(
        "Events and documents in the order of their dates, each with the capital whose story it belongs to.",
        (Choice("kind", "Kind", "event-kind", also="document-kind"), CAPITAL),
        (Reference("place", "Where", PLACE), SOURCE),
        dated=True,
        views=(Link("/events", "Events"), Link("/documents", "Documents")),
    ),
    "correspondence": Listing(
        "Senders and recipients of all that we hold word of: how often, through whom, how long it took.",
        (),
        (),
        dated=True,
        views=(Link("/documents", "Documents"), TIMELINE),
    ),
}
CHANGES = Listing(
    "What became of records: added, changed, renamed, withdrawn; newest first.",
    (Choice("type", "Kind of record", "record-type"), Choice("action", "What became of it", "change-action")),
    (Word("since", "Since"),),
)


@dataclass(frozen=True, slots=True)
class Searching:
    """What a search can be narrowed by; the form of words keeps the filters in use."""

    listing: Listing
    kept: tuple[str, ...] = ("type", "source", "actor", "kind")


SEARCH = Searching(
    Listing(
        "Names and aliases, titles, quotations, claims, and the text and footnotes of imported volumes.",
        (Choice("type", "Kind of record", "type"), Choice("kind", "Kind", "kind")),
        (SOURCE, Reference("actor", "Person or body", ACTOR)),
        dated=True,
    )
)
Pairs = Sequence[tuple[str, str]]


def read(query: str) -> list[tuple[str, str]]:
    """The pairs of a query as they were sent."""
    return parse_qsl(query, keep_blank_values=True, errors="replace")


def tidy(pairs: Pairs) -> list[tuple[str, str]]:
    """Without what a form sends for fields that were left empty."""
    named = {name for name, value in pairs if value.strip()}
    return [
        (name, value.strip())
        for name, value in pairs
        if value.strip() and not (name == "date_match" and "date" not in named)
    ]


def write(pairs: Pairs) -> str:
    return urlencode(list(pairs), safe=",:/")


def address(path: str, pairs: Pairs) -> str:
    return f"{path}?{write(pairs)}" if pairs else path


def cursor_of(following: str) -> str:
    """From the address of the next page in the API: its size is ours, and not for readers."""
    return dict(read(following.partition("?")[2]))["cursor"]


def without(pairs: Pairs, *names: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in pairs if name not in names]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter in use: what it is called, its value as readers know it, and the list without it."""

    label: str
    value: str
    vocabulary: str | None
    without: str


Named = Mapping[str, Sequence[Mapping[str, Any]]]  # `filters` of an answer: what the ids of its filters name


def called(name: str, value: str, named: Named) -> str:
    """The records that a filter names, by their labels; an id that none has stands for itself."""
    found = [one["records"][0]["label"] if one["records"] else one["value"] for one in named.get(name, ())]
    return (" and " if name == "between" else " or ").join(found) or value


def chosen(listing: Listing, path: str, pairs: Pairs, named: Named) -> list[Chosen]:
    """The filters in use, that of `date` aside, which is told in a sentence."""
    labels: dict[str, tuple[str, str | None]] = {
        "on": ("On the day", None),
        "changed_since": ("Changed in our files since", None),
        "expectation": ("Looks ahead of its own date", None),
        "level": ("Level", None),
        "sort": ("In the order of", None),
    }
    labels |= {choice.name: (choice.label, choice.vocabulary) for choice in (*listing.choices, QUALITY)}
    labels |= {reference.name: (reference.label, None) for reference in listing.references}
    labels["between"] = ("Between", None)  # without how to write it
    ordered = {"source": "sort"} if listing.of_source else {}
    return [
        Chosen(
            label,
            called(name, value, named),
            vocabulary,
            address(path, without(pairs, name, ordered.get(name, name), "cursor")),
        )
        for name, value in pairs
        if name in labels
        for label, vocabulary in (labels[name],)
    ]
