"""What is stored of a document, as digests of its fields: the same content has the same digests, whatever its ids."""

from collections.abc import Sequence
from typing import Any

from api.models.vocabulary import ParagraphKind
from seed.frus.storing.resolved import Resolved
from seed.frus.storing.who import Named
from seed.frus.volume import Block, Document, Party, Person
from seed.loading.compare import sha256

SHORT = 16  # hex digits of a field's digest
UNMET = "unmet"  # beside the digests: where names stand that fit nobody, for actors to come


def of_document(document: Document, resolved: Resolved, section: str | None, locator: str | None) -> dict[str, str]:
    """By the names that the fields have in the API; `section` is what the section is known by."""
    content: dict[str, Any] = {
        "title": document.title,
        "kind": document.kind,
        "number": document.number,
        "citations": locator,
        "section": section,
        "date": document.sent,
        "received": document.received,
        "place": document.place,
        "classification": document.classification,
        "source_note": document.source_notes,
        "from": [parties(document.senders, resolved)],
        "to": [parties(document.recipients, resolved)],
        "pages": [document.first_page, document.last_page, sorted(resolved.anchors)],
        "paragraphs": [block for block in document.blocks if not block.is_note],
        "footnotes": [block for block in document.blocks if block.is_note],
        "people": people(resolved.named),
        "terms": resolved.uses,
        "references": document.references,
    }
    return {name: short(value) for name, value in content.items()} | unmet(resolved.unmet)


def unmet(names: Sequence[Named]) -> dict[str, str]:
    """The places of names that fit nobody, as `is_note.number.start.end.method`; nothing where there are none."""
    told = [f"{one.is_note:d}.{one.number}.{one.start}.{one.end}.{one.method.value}" for one in names]
    return {UNMET: " ".join(told)} if told else {}


def people(named: Sequence[Named]) -> list[Any]:
    return [[*one[:4], one.actor.slug if one.actor else None, *one[5:]] for one in named]


def parties(found: Sequence[Party], resolved: Resolved) -> list[Any]:
    return [[party.printed, party.xml_id in resolved.who.listed and party.xml_id] for party in found]


def of_person(person: Person) -> dict[str, str]:
    return {"name": short(person.name), "roles": short(person.role)}


def short(value: Any) -> str:
    return sha256(value)[:SHORT]


def source_note(document: Document) -> str | None:
    return "\n".join(document.source_notes) or None


def is_footnote(block: Block) -> bool:
    """A note other than those that say where the document was found."""
    return block.is_note and block.kind is not ParagraphKind.SOURCE_NOTE
