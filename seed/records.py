"""What a curator may write: one Struct for each kind of record, read strictly from the YAML under `seed/data/`.

Slugs are keys, not fields. A reference is the slug of another record; where several kinds fit, the slug alone decides,
for curated slugs are unique across kinds. A field with a default may be left out; the canonical form leaves it out.
"""

from typing import Any

import msgspec

from api.models.vocabulary import (
    ActorKind,
    Capital,
    CausalKind,
    Certainty,
    DateBasis,
    DocumentKind,
    EventKind,
    EvidenceStance,
    Fidelity,
    InterpretationKind,
    InterpretationLacuna,
    Knowledge,
    Modality,
    NameKind,
    ParticipantRole,
    QuotationLacuna,
    RecordType,
    RelationKind,
    SourceKind,
    TransmissionMode,
)


class Part(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Anything a record owns."""


class Find(Part, kw_only=True):
    """Words to be pinned: "first words … last words", or all of them; `nth` (from 1) if they occur more than once."""

    find: str
    nth: int | None = None


# Start and end (code points of the text) and the first four hex digits of the SHA-256 of the characters between them.
Span = tuple[int, int, str]
Cite = Span | Find


class Date(Part, kw_only=True):
    """`edtf` as the editor gives it, `printed` as the source has it, `basis` of any inference.

    `earliest` and `latest` (YYYY-MM-DD) only where the source bounds the date more closely than the EDTF does.
    """

    edtf: str | None = None
    printed: str | None = None
    basis: DateBasis
    calendar_place: str | None = None
    earliest: str | None = None
    latest: str | None = None


class Entry(Part, kw_only=True):
    """What every record has. `cite`: the passages that carry it. `remark`: for curators, never published."""

    cite: list[Cite]
    remark: str | None = None


class Text(Part, kw_only=True):
    """The text that offsets refer to: the SHA-256 of the file's bytes, its length in code points."""

    sha256: str
    length: int


class Silence(Part, kw_only=True):
    """A passage that by the rules of curation gives no record, and why."""

    cite: Cite
    reason: str


class Source(Entry, kw_only=True):
    """A work. The one whose text is held has `text`; works printed within it have `part_of` and `span`."""

    kind: SourceKind
    title: str | None = None
    short_title: str
    authors: list[str] = []
    part_of: str | None = None
    text: Text | None = None
    span: tuple[int, int] | None = None
    csl: dict[str, Any]
    licence: str
    text_shown: bool = False
    silent: list[Silence] = []


class Name(Part, kw_only=True):
    name: str
    kind: NameKind
    used: str | None = None
    date: Date | None = None


class Role(Part, kw_only=True):
    """An office (`title`), a membership (`body` alone), or an office in a body."""

    title: str | None = None
    body: str | None = None
    date: Date | None = None


class Identifier(Part, kw_only=True):
    scheme: str
    value: str
    locator: str


class Actor(Entry, kw_only=True):
    name: str
    kind: ActorKind
    summary: str | None = None
    names: list[Name] = []
    roles: list[Role] = []
    identifiers: list[Identifier] = []


class PlaceName(Part, kw_only=True):
    name: str
    kind: NameKind


class Place(Entry, kw_only=True):
    name: str
    name_now: str | None = None
    summary: str | None = None
    names: list[PlaceName] = []
    within: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    gazetteer: str | None = None


class Participant(Part, kw_only=True):
    actor: str
    role: ParticipantRole
    matter: str | None = None
    quotations: list[str] = []


class OtherDate(Part, kw_only=True):
    """A rival date, who gives it, and where."""

    date: Date
    given_by: str
    cite: Cite


class Event(Entry, kw_only=True):
    """`summary`: the core that no account denies. `claimed_by`: the interpretations whose judgement a condition is.

    `recorded_in`: archival documents that record this very event, as volume/document: frus1950v07/d86.
    """

    title: str
    kind: EventKind
    date: Date | None = None
    other_dates: list[OtherDate] = []
    capital: Capital | None = None
    place: str | None = None
    part_of: str | None = None
    summary: str | None = None
    participants: list[Participant] = []
    claimed_by: list[str] = []
    lost: str | None = None
    recorded_in: list[str] = []


class Party(Part, kw_only=True):
    """A known actor, a name as printed, or both."""

    actor: str | None = None
    printed: str | None = None


class Document(Entry, kw_only=True, rename={"from_": "from"}):
    """`date` is the day it was sent, `received` the day it arrived.

    `recorded_in`: where archival volumes print this very document, as volume/document: frus1950v07/d86.
    """

    title: str
    kind: DocumentKind
    knowledge: Knowledge
    summary: str | None = None
    from_: list[Party] = []
    to: list[Party] = []
    via: list[Party] = []
    copies: list[Party] = []
    date: Date | None = None
    received: Date | None = None
    language: str | None = None
    signed_as: str | None = None
    channel: str | None = None
    occasion: str | None = None
    answers: list[str] = []
    forwards: list[str] = []
    recorded_in: list[str] = []


class QuotedPart(Part, kw_only=True):
    """One unbroken run of quoted words, exactly as printed."""

    exact: str
    cite: Cite | None = None


class Emendation(Part, kw_only=True):
    printed: str
    reading: str
    reason: str


class Speaker(Part, kw_only=True):
    actor: str
    certainty: Certainty = Certainty.STATED


class Quotation(Part, kw_only=True):
    """Cited by its parts. Reading text: the parts, emended, joined by a space, or by " [...] " across a lacuna."""

    parts: list[QuotedPart]
    emendations: list[Emendation] = []
    lacuna: QuotationLacuna | None = None
    fidelity: Fidelity
    translated: bool | None = None
    speakers: list[Speaker] = []
    addressees: list[str] = []
    quoted_by: list[str] = []
    ascribed_to: list[str] = []
    document: str | None = None
    event: str | None = None
    date: Date | None = None
    same_words: list[str] = []
    remark: str | None = None


class Evidence(Part, kw_only=True):
    record: str
    stance: EvidenceStance = EvidenceStance.FOR


class Relation(Part, kw_only=True):
    to: str
    kind: RelationKind


class Interpretation(Entry, kw_only=True):
    """One claim.

    `authors` left out: those of the source it is cited from. `held_by` left out: the authors if they assert, infer,
    argue or suggest, nobody if they raise; what they report or reject must name its holders (an empty list for
    hearsay).
    """

    statement: str
    kind: InterpretationKind
    modality: Modality
    words: list[str] = []
    authors: list[str] | None = None
    held_by: list[str] | None = None
    holder_modality: Modality | None = None
    certainty: Certainty = Certainty.STATED
    said_in: str | None = None
    mind_of: list[str] = []
    expectation: bool = False
    about: list[str] = []
    compared_with: list[str] = []
    antecedent: str | None = None
    antecedent_about: list[str] = []
    consequent: str | None = None
    chain: list[str] = []
    evidence: list[Evidence] = []
    relations: list[Relation] = []
    lacuna: InterpretationLacuna | None = None
    lost: str | None = None


class Position(Part, kw_only=True):
    summary: str
    interpretations: list[str]


class Dispute(Entry, kw_only=True):
    """Rival answers to one question. `agreed`, and the citations, are for what all of them grant."""

    question: str
    agreed: str | None = None
    about: list[str] = []
    presupposes: list[str] = []
    positions: list[Position]


class CausalLink(Entry, kw_only=True):
    cause: str
    effect: str
    kind: CausalKind
    asserted_by: list[str]
    disputed_by: list[str] = []


class Transmission(Entry, kw_only=True, rename={"from_": "from"}):
    """`content`: what was learnt, in our words. `date`: when. In `withheld`, `from` kept it and `to` did not get it."""

    content: str
    mode: TransmissionMode
    certainty: Certainty = Certainty.STATED
    to: list[str]
    from_: list[str] = []
    via: list[str] = []
    document: str | None = None
    event: str | None = None
    date: Date | None = None
    about: list[str] = []
    asserted_by: str | None = None


KINDS: dict[RecordType, type[Part]] = {
    RecordType.SOURCE: Source,
    RecordType.ACTOR: Actor,
    RecordType.PLACE: Place,
    RecordType.EVENT: Event,
    RecordType.DOCUMENT: Document,
    RecordType.QUOTATION: Quotation,
    RecordType.INTERPRETATION: Interpretation,
    RecordType.DISPUTE: Dispute,
    RecordType.CAUSAL_LINK: CausalLink,
    RecordType.TRANSMISSION: Transmission,
}
