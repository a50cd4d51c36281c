"""The closed vocabularies: one enum each, a CHECK in the database, a list in `/v1/vocabularies`."""

from enum import StrEnum


class RecordType(StrEnum):
    SOURCE = "source"
    ACTOR = "actor"
    PLACE = "place"
    EVENT = "event"
    DOCUMENT = "document"
    QUOTATION = "quotation"
    INTERPRETATION = "interpretation"
    DISPUTE = "dispute"
    CAUSAL_LINK = "causal-link"
    TRANSMISSION = "transmission"


class ChangeAction(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    MOVED = "moved"
    DELETED = "deleted"


class SourceKind(StrEnum):
    ANTHOLOGY = "anthology"
    CHAPTER = "chapter"
    ESSAY = "essay"
    ARCHIVAL_VOLUME = "archival-volume"


class ActorKind(StrEnum):
    PERSON = "person"
    STATE = "state"
    BODY = "body"
    ORGANISATION = "organisation"
    ARMED_FORCE = "armed-force"
    PARTY = "party"
    GROUP = "group"
    UNNAMED_VOICE = "unnamed-voice"


class NameKind(StrEnum):
    SHORT = "short"
    TITLE = "title"
    ROMANISATION = "romanisation"
    ALTERNATIVE = "alternative"
    METONYM = "metonym"
    COVER_NAME = "cover-name"
    AS_PRINTED = "as-printed"


class EventKind(StrEnum):
    WAR = "war"
    MEETING = "meeting"
    JOURNEY = "journey"
    DECISION = "decision"
    STATEMENT = "statement"
    COMMUNICATION = "communication"
    TREATY = "treaty"
    MILITARY_OPERATION = "military-operation"
    POLICY = "policy"
    DEVELOPMENT = "development"
    CONDITION = "condition"


class Capital(StrEnum):
    """Whose story an event belongs to: the lanes of the timeline."""

    MOSCOW = "moscow"
    BEIJING = "beijing"
    PYONGYANG = "pyongyang"
    SEOUL = "seoul"
    WASHINGTON = "washington"
    TOKYO = "tokyo"


class ParticipantRole(StrEnum):
    DECIDED = "decided"
    PROPOSED = "proposed"
    SUPPORTED = "supported"
    OBJECTED = "objected"
    ADVISED = "advised"
    REQUESTED = "requested"
    CARRIED_OUT = "carried-out"
    SPOKE = "spoke"
    MESSENGER = "messenger"
    PARTY = "party"
    PRESENT = "present"
    ABSENT = "absent"
    SUBJECT = "subject"
    TARGET = "target"


class DocumentKind(StrEnum):
    TELEGRAM = "telegram"
    LETTER = "letter"
    MESSAGE = "message"
    REPORT = "report"
    STUDY = "study"
    RESOLUTION = "resolution"
    ORDER = "order"
    TREATY = "treaty"
    TALK = "talk"
    STATEMENT = "statement"
    MEMORANDUM = "memorandum"
    MEMORANDUM_OF_CONVERSATION = "memorandum-of-conversation"
    RECORDS = "records"
    EDITORIAL_NOTE = "editorial-note"


class Knowledge(StrEnum):
    """How a document is known: the best that holds."""

    HELD = "held"
    QUOTED = "quoted"
    PARAPHRASED = "paraphrased"
    MENTIONED = "mentioned"


class DocumentRole(StrEnum):
    FROM = "from"
    TO = "to"
    VIA = "via"
    COPY = "copy"


class QuotationRole(StrEnum):
    SPEAKER = "speaker"
    ADDRESSEE = "addressee"
    QUOTED_BY = "quoted-by"
    ASCRIBED_TO = "ascribed-to"


class Fidelity(StrEnum):
    TERM = "term"
    HISTORIAN_QUOTED = "historian-quoted"
    REPORTED_SPEECH = "reported-speech"
    TRANSLATION = "translation"
    ORIGINAL = "original"


class QuotationLacuna(StrEnum):
    START = "start"
    BETWEEN_PARTS = "between-parts"
    END = "end"


class VerificationState(StrEnum):
    EXACT = "verified-exact"
    NORMALISED = "verified-normalised"
    EMENDED = "verified-emended"
    LACUNA = "lacuna"
    AMBIGUOUS = "ambiguous"
    MISATTRIBUTED = "misattributed"
    NOT_FOUND = "not-found"
    SOURCE_NOT_HELD = "source-not-held"


class Certainty(StrEnum):
    STATED = "stated"
    IMPLIED = "implied"
    CLAIMED = "claimed"
    DISPUTED = "disputed"
    UNATTRIBUTED = "unattributed"


class InterpretationKind(StrEnum):
    CONTENT = "content"
    BELIEF = "belief"
    MOTIVE = "motive"
    CAUSAL = "causal"
    FACTUAL = "factual"
    EVALUATION = "evaluation"
    SOURCE_CRITICAL = "source-critical"
    COUNTERFACTUAL = "counterfactual"
    ANALOGY = "analogy"


class Modality(StrEnum):
    ASSERTS = "asserts"
    INFERS = "infers"
    ARGUES = "argues"
    SUGGESTS = "suggests"
    RAISES = "raises"
    REPORTS = "reports"
    REJECTS = "rejects"


class InterpretationRole(StrEnum):
    AUTHOR = "author"
    HOLDER = "held-by"
    MIND = "mind-of"


class InterpretationLacuna(StrEnum):
    BEFORE = "before"
    WITHIN = "within"
    AFTER = "after"


class RelationKind(StrEnum):
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    ALTERNATIVE_TO = "alternative-to"
    QUALIFIES = "qualifies"
    ANSWERS = "answers"


class EvidenceStance(StrEnum):
    FOR = "for"
    AGAINST = "against"


class CausalKind(StrEnum):
    MOTIVATED = "motivated"
    ENABLED = "enabled"
    PROVOKED = "provoked"
    DETERRED = "deterred"
    PREVENTED = "prevented"
    RESULTED_IN = "resulted-in"


class AssertionStance(StrEnum):
    ASSERTS = "asserts"
    DISPUTES = "disputes"


class TransmissionMode(StrEnum):
    WRITTEN = "written"
    TOLD = "told"
    RELAYED = "relayed"
    OBSERVED = "observed"
    PUBLIC = "public"
    WITHHELD = "withheld"


class TransmissionRole(StrEnum):
    TO = "to"
    FROM = "from"
    VIA = "via"


class AboutRole(StrEnum):
    """How a record is about another; `answers` and `forwards` are what documents do."""

    ABOUT = "about"
    COMPARED_WITH = "compared-with"
    ANTECEDENT = "antecedent"
    ANSWERS = "answers"
    FORWARDS = "forwards"


class DateBasis(StrEnum):
    PRINTED = "printed"
    YEAR_IMPLIED = "year-implied"
    RELATIVE = "relative"
    ANSWERED = "answered"
    CONTAINER = "container"
    OTHER_SOURCE = "other-source"
    ENCODED = "encoded"
    NARRATED = "narrated"
    UNRESOLVED = "unresolved"
    LOST = "lost"
    NONE = "none"


class DateQuality(StrEnum):
    """`disputed` is not stored: it is what rival dates make of a date."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    UNCERTAIN = "uncertain"
    DISPUTED = "disputed"


class SectionKind(StrEnum):
    """The parts of a volume's body; `section` is any other."""

    COMPILATION = "compilation"
    CHAPTER = "chapter"
    SUBCHAPTER = "subchapter"
    SECTION = "section"


class ParagraphKind(StrEnum):
    """What a block of a document is; text belongs to its innermost block."""

    HEAD = "head"
    OPENER = "opener"
    DATELINE = "dateline"
    SALUTE = "salute"
    PARAGRAPH = "paragraph"
    LABEL = "label"
    ITEM = "item"
    CELL = "cell"
    QUOTE = "quote"
    FIGURE = "figure"
    CLOSER = "closer"
    SIGNED = "signed"
    POSTSCRIPT = "postscript"
    NOTE = "note"
    SOURCE_NOTE = "source-note"
    FOOTNOTE = "footnote"


class MentionMethod(StrEnum):
    """How a mention was found: marked up, in the head, in a table of participants, or in small capitals."""

    MARKUP = "markup"
    HEAD = "head"
    PARTICIPANTS = "participants"
    SMALL_CAPITALS = "small-capitals"


class MentionCertainty(StrEnum):
    CERTAIN = "certain"
    PRINTED = "printed"
    SUGGESTED = "suggested"
    AMBIGUOUS = "ambiguous"


class ReferenceKind(StrEnum):
    PAGE = "page"
    DOCUMENT = "document"
    FOOTNOTE = "footnote"
    VOLUME = "volume"
    OTHER = "other"


class DateRule(StrEnum):
    """What gave an imported document its date: the encoded range of the document, or its dateline."""

    RANGE = "range"
    DATELINE = "dateline"


class DatePrecision(StrEnum):
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    RANGE = "range"
