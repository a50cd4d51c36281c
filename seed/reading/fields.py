"""What the text fields of records hold: references, prose of ours, or words of others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from api.models.vocabulary import RecordType as R
from seed import records as r
from seed.reading.files import KEY

Field = tuple[type[msgspec.Struct], str]

ANY = tuple(R)
SAID_IN = (R.EVENT, R.DOCUMENT)
EVIDENCE = (R.QUOTATION, R.DOCUMENT, R.EVENT, R.INTERPRETATION)

# The kinds of record that each reference may name.
REFERENCES: Mapping[Field, tuple[R, ...]] = {
    (r.Source, "authors"): (R.ACTOR,),
    (r.Source, "part_of"): (R.SOURCE,),
    (r.Role, "body"): (R.ACTOR,),
    (r.Date, "calendar_place"): (R.PLACE,),
    (r.Place, "within"): (R.PLACE,),
    (r.Participant, "actor"): (R.ACTOR,),
    (r.Participant, "quotations"): (R.QUOTATION,),
    (r.OtherDate, "given_by"): (R.ACTOR,),
    (r.Event, "place"): (R.PLACE,),
    (r.Event, "part_of"): (R.EVENT,),
    (r.Event, "claimed_by"): (R.INTERPRETATION,),
    (r.Party, "actor"): (R.ACTOR,),
    (r.Document, "occasion"): SAID_IN,
    (r.Document, "answers"): SAID_IN,
    (r.Document, "forwards"): (R.DOCUMENT,),
    (r.Speaker, "actor"): (R.ACTOR,),
    (r.Quotation, "addressees"): (R.ACTOR,),
    (r.Quotation, "quoted_by"): (R.ACTOR,),
    (r.Quotation, "ascribed_to"): (R.ACTOR,),
    (r.Quotation, "document"): (R.DOCUMENT,),
    (r.Quotation, "event"): (R.EVENT,),
    (r.Quotation, "same_words"): (R.QUOTATION,),
    (r.Evidence, "record"): EVIDENCE,
    (r.Relation, "to"): (R.INTERPRETATION,),
    (r.Interpretation, "authors"): (R.ACTOR,),
    (r.Interpretation, "held_by"): (R.ACTOR,),
    (r.Interpretation, "said_in"): SAID_IN,
    (r.Interpretation, "mind_of"): (R.ACTOR,),
    (r.Interpretation, "about"): ANY,
    (r.Interpretation, "compared_with"): (R.ACTOR, R.EVENT, R.DOCUMENT),
    (r.Interpretation, "antecedent_about"): SAID_IN,
    (r.Interpretation, "chain"): (R.CAUSAL_LINK,),
    (r.Position, "interpretations"): (R.INTERPRETATION,),
    (r.Dispute, "about"): ANY,
    (r.Dispute, "presupposes"): (R.INTERPRETATION,),
    (r.CausalLink, "cause"): SAID_IN,
    (r.CausalLink, "effect"): SAID_IN,
    (r.CausalLink, "asserted_by"): (R.INTERPRETATION,),
    (r.CausalLink, "disputed_by"): (R.INTERPRETATION,),
    (r.Transmission, "to"): (R.ACTOR,),
    (r.Transmission, "from_"): (R.ACTOR,),
    (r.Transmission, "via"): (R.ACTOR,),
    (r.Transmission, "document"): (R.DOCUMENT,),
    (r.Transmission, "event"): (R.EVENT,),
    (r.Transmission, "about"): ANY,
    (r.Transmission, "asserted_by"): (R.INTERPRETATION,),
}

# Sentences and phrases of ours, which may not repeat a source's.
PROSE: frozenset[Field] = frozenset(
    {
        (r.Actor, "summary"),
        (r.Name, "used"),
        (r.Identifier, "locator"),
        (r.Place, "summary"),
        (r.Participant, "matter"),
        (r.Event, "title"),
        (r.Event, "summary"),
        (r.Event, "lost"),
        (r.Document, "title"),
        (r.Document, "summary"),
        (r.Document, "channel"),
        (r.Emendation, "reason"),
        (r.Silence, "reason"),
        (r.Interpretation, "statement"),
        (r.Interpretation, "antecedent"),
        (r.Interpretation, "consequent"),
        (r.Interpretation, "lost"),
        (r.Position, "summary"),
        (r.Dispute, "question"),
        (r.Dispute, "agreed"),
        (r.Transmission, "content"),
        *((kind, "remark") for kind in r.KINDS.values()),
    }
)

# Names, titles, words as printed, and codes.
OTHER: frozenset[Field] = frozenset(
    {
        (r.Find, "find"),
        (r.Date, "edtf"),
        (r.Date, "printed"),
        (r.Date, "earliest"),
        (r.Date, "latest"),
        (r.Text, "sha256"),
        (r.Source, "title"),
        (r.Source, "short_title"),
        (r.Source, "csl"),
        (r.Source, "licence"),
        (r.Name, "name"),
        (r.Role, "title"),
        (r.Identifier, "scheme"),
        (r.Identifier, "value"),
        (r.Actor, "name"),
        (r.PlaceName, "name"),
        (r.Place, "name"),
        (r.Place, "name_now"),
        (r.Place, "gazetteer"),
        (r.Party, "printed"),
        (r.Event, "recorded_in"),
        (r.Document, "recorded_in"),
        (r.Document, "language"),
        (r.Document, "signed_as"),
        (r.QuotedPart, "exact"),
        (r.Emendation, "printed"),
        (r.Emendation, "reading"),
        (r.Interpretation, "words"),
    }
)

# Those of them that repeat the source's own words, and must stand in it.
PRINTED: frozenset[Field] = frozenset(
    {(r.Date, "printed"), (r.Party, "printed"), (r.Document, "signed_as"), (r.Interpretation, "words")}
)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One text in a record: its path, the Struct and field it is in, and the text itself."""

    path: KEY
    field: Field
    text: str


@cache
def names(kind: type[msgspec.Struct]) -> tuple[tuple[str, str], ...]:
    """The fields of a Struct, by their names in Python and in YAML."""
    return tuple((field.name, field.encode_name) for field in msgspec.structs.fields(kind))


def leaves(record: msgspec.Struct, path: KEY = ()) -> Iterator[Leaf]:
    """Every text of a record that is not of a vocabulary and not a check digest."""
    for name, written in names(type(record)):
        yield from within(getattr(record, name), (*path, written), (type(record), name))


def within(value: Any, path: KEY, field: Field) -> Iterator[Leaf]:
    if isinstance(value, msgspec.Struct):
        yield from leaves(value, path)
    elif type(value) is str:
        yield Leaf(path, field, value)
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from within(item, (*path, place), field)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from within(item, (*path, key), field)


def references(record: msgspec.Struct) -> Iterator[tuple[Leaf, tuple[R, ...]]]:
    """Every reference of a record, with the kinds of record it may name."""
    for leaf in leaves(record):
        if fits := REFERENCES.get(leaf.field):
            yield leaf, fits
