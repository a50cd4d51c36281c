"""Documents by who writes to whom and on what occasion; and what lists of documents can be counted by."""

from sqlalchemy import and_, or_, select

from api import params
from api.counting import SOURCES, Refs, Words, dated, refs
from api.errors import bad_parameter
from api.facets import Facets
from api.models.document import Document, DocumentParty
from api.models.record import About, table
from api.models.vocabulary import AboutRole, DocumentRole, RecordType
from api.volume_filters import mention

about, document, party = table(About), table(Document), table(DocumentParty)


def by_party(name: str, value: str | None, *roles: DocumentRole) -> params.Conditions:
    """Documents in which one of these actors has one of these roles, or any role if none is given."""
    if value is None:
        return []
    actors = params.among(party.c.actor_id, name, value, RecordType.ACTOR)
    role = [party.c.role.in_(roles)] if roles else []
    return [document.c.id.in_(select(party.c.document_id).where(*actors, *role))]


def exchanged(value: str | None) -> params.Conditions:
    """Documents from one of two actors to the other."""
    if value is None:
        return []
    pair = params.slugs("between", value)
    if len(set(pair)) != 2 or len(pair) != 2:
        raise bad_parameter("between", "takes two ids, not twice the same, with a comma between them")
    ways = [
        and_(*by_party("between", sender, DocumentRole.FROM), *by_party("between", other, DocumentRole.TO))
        for sender, other in (pair, reversed(pair))
    ]
    return [or_(*ways)]


def around(event: str) -> params.Conditions:
    """Documents that go with an event or answer it."""
    keys = params.keys("event", event, RecordType.EVENT)
    answering = select(about.c.record_id).where(about.c.role == AboutRole.ANSWERS, about.c.target_id.in_(keys))
    return [or_(document.c.occasion_id.in_(keys), document.c.id.in_(answering))]


OF_DATES: Facets = {**dated(document), **SOURCES}


def parties(*roles: DocumentRole) -> Refs:
    """Who has one of these roles in the documents, or any role if none is given."""
    role = [party.c.role.in_(roles)] if roles else []
    return refs(party.c.actor_id, party.c.document_id, *role, kind=RecordType.ACTOR)


FACETS: Facets = {
    "from": parties(DocumentRole.FROM),
    "to": parties(DocumentRole.TO),
    "via": parties(DocumentRole.VIA),
    "party": parties(),
    "kind": Words(document.c.kind, document.c.id),
    "knowledge": Words(document.c.knowledge, document.c.id),
    "occasion": refs(document.c.occasion_id, document.c.id),
    "mentions": refs(mention.c.actor_id, mention.c.document_id, kind=RecordType.ACTOR),
    **OF_DATES,
}
