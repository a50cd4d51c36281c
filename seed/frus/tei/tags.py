"""What the elements of a document do to its text."""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from api.models.vocabulary import ParagraphKind

ATTACHMENT = "frus:attachment"
LIST = re.compile(r"(?:list[-_]?of[-_]?)?(?:persons?|people|names|terms|abbreviations|glossary)[-_.]?\d*", re.I)
ROLL = re.compile(
    r"\W*(?:participants?|(?:those |also |members |persons )?present|(?:in )?attendance)\b"
    r"\s*(?:[:\u2014\u2013-].*)?\W*",
    re.I,
)

# A block of its own, of this kind.
BLOCKS = {
    "head": ParagraphKind.HEAD,
    "opener": ParagraphKind.OPENER,
    "dateline": ParagraphKind.DATELINE,
    "salute": ParagraphKind.SALUTE,
    "label": ParagraphKind.LABEL,
    "item": ParagraphKind.ITEM,
    "cell": ParagraphKind.CELL,
    "quote": ParagraphKind.QUOTE,
    "figure": ParagraphKind.FIGURE,
    "closer": ParagraphKind.CLOSER,
    "signed": ParagraphKind.SIGNED,
    "postscript": ParagraphKind.POSTSCRIPT,
}
# Blocks of the kind of what they stand in: "p" in an item is an item.
PARTS = frozenset(
    {
        *("p", "ab", "div", "list", "table", "row", "lg", "l", "sp", "speaker", "address", "addrLine", "argument"),
        *("byline", "epigraph", "trailer", "floatingText", "text", "front", "body", "back", "group", "titlePage"),
        *("docTitle", "titlePart", "docAuthor", "docImprint", "docDate", "figDesc", "castList", "castItem", "stage"),
        *("listBibl", "listPerson", "person", "listEvent", "event", "desc", "xhtml:div", "xhtml:p", "xhtml:ul"),
        *("xhtml:ol", "xhtml:li", "xhtml:dl", "xhtml:dt", "xhtml:dd", "xhtml:table", "xhtml:tr", "xhtml:td"),
        *("xhtml:th", "xhtml:h1", "xhtml:h2", "xhtml:h3", "xhtml:h4", "xhtml:h5", "xhtml:h6", "xhtml:blockquote"),
        "xhtml:pre",
    }
)
# Looked at again once the text is known: what they mark in it.
MARKED = frozenset({"persName", "gloss", "ref", "hi", "date", "placeName", "term"})
SPACES = frozenset({"lb", "cb", "space", "xhtml:br"})
INLINE = frozenset(
    {
        *("abbr", "add", "addName", "affiliation", "anchor", "bibl", "choice", "corr", "del", "email", "emph"),
        *("expan", "foreign", "formula", "forename", "fw", "g", "gap", "genName", "geogName", "graphic", "ident"),
        *("idno", "imprint", "lang", "measure", "media", "mentioned", "milestone", "name", "nameLink", "num"),
        *("orgName", "orig", "q", "reg", "region", "roleName", "rs", "s", "said", "seg", "settlement", "sic"),
        *("soCalled", "street", "subst", "supplied", "surname", "time", "title", "unclear"),
    }
)
ENTRIES = frozenset({"item", "p", "row"})  # one of a list of persons or terms stands in each
KNOWN = {tag for tag in BLOCKS.keys() | PARTS | SPACES if ":" not in tag} | MARKED | INLINE | {"note", "pb", ATTACHMENT}


def is_document(tag: str, attributes: Mapping[str, str]) -> bool:
    return tag == "div" and attributes.get("type") == "document"


def is_list(attributes: Mapping[str, str]) -> bool:
    """Whether a division is, by its id, the list of the volume's persons or of its terms."""
    return bool(LIST.fullmatch(attributes.get("xml:id", "")))


def stands_apart(element: Element, parent: Element) -> bool:
    """Whether the text of an element is no part of the running text around it."""
    tag = element.tag
    if tag == "quote":
        return element.get("rend") != "inline"
    return tag in PARTS or tag in BLOCKS or tag in {"note", ATTACHMENT} or (tag == "seg" and parent.tag == "opener")


def width(cell: Element) -> int:
    columns = cell.get("cols", "1")
    return int(columns) if columns.isascii() and columns.isdigit() and 1 <= int(columns) <= 100 else 1


def kind_of_note(note: Element) -> ParagraphKind:
    if note.get("type") == "source":
        return ParagraphKind.SOURCE_NOTE
    if note.get("n") or note.get("xml:id") or note.get("place"):
        return ParagraphKind.FOOTNOTE
    return ParagraphKind.NOTE


def is_roll(element: Element, before: str) -> bool:
    """Whether a list or table names those present: it says so, or the text right before it does."""
    if element.get("type") == "participants" or ROLL.fullmatch(before):
        return True
    tags = {"head"} if element.tag == "list" else {"head", "cell"}
    return any(child.tag in tags and ROLL.fullmatch((child.text or "").strip()) for child in element.iter())
