"""Documents by what volumes say of them: by section and number, by who is named in them, in the order of reading."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, func, select

from api import params
from api.archive import SECTION_ID
from api.archive import section as section_table
from api.errors import bad_parameter
from api.models.corpus import Mention, VolumeDocument
from api.models.document import Document
from api.models.record import Citation, Record, table
from api.models.vocabulary import RecordType

record, document, citation = table(Record), table(Document), table(Citation)
printed, mention, volume = table(VolumeDocument), table(Mention), record.alias("volume")

# Documents of no volume come first, as they are cited; then each volume in its order of reading.
CITED_AT = select(func.min(citation.c.start)).where(citation.c.record_id == document.c.id).scalar_subquery()
VOLUME = func.coalesce(volume.c.slug, "").label("volume")
PLACE = func.coalesce(printed.c.position, CITED_AT, 0).label("position")
POSITION: params.Order = (VOLUME, PLACE, record.c.slug)


def ordered_in(source: str | None, sort: str, orders: Mapping[str, params.Order]) -> params.Order:
    """The order that `sort` names; a 400 for the order of a text where no text is named: nothing has one in all."""
    order = params.ordered(sort, orders)
    if sort == "position" and source is None:
        raise bad_parameter("sort", "`position` is the place in a source; name one in `source`, or leave `sort` out")
    return order


def placed(statement: Select[Any]) -> Select[Any]:
    """The statement with what `POSITION` sorts by."""
    joined = statement.outerjoin(printed, printed.c.document_id == document.c.id)
    return joined.outerjoin(volume, volume.c.id == printed.c.volume_id).add_columns(VOLUME, PLACE)


def in_volume(source: str | None, section: str | None, number: str | None) -> params.Conditions:
    """Documents that a volume prints in one of these sections, under one of these numbers; `source` says in which."""
    if section is None and number is None:
        return []
    found = select(printed.c.document_id)
    if source is not None:
        found = found.where(printed.c.volume_id.in_(params.keys("source", source, RecordType.SOURCE)))
    if section is not None:
        wanted = SECTION_ID.in_(params.written("section", section))
        found = found.where(printed.c.section_id.in_(select(section_table.c.id).where(wanted)))
    if number is not None:
        found = found.where(printed.c.number.in_(params.written("number", number)))
    return [document.c.id.in_(found)]


def naming(value: str | None) -> params.Conditions:
    """Documents in whose text one of these actors is named, or may be."""
    actors = params.among(mention.c.actor_id, "mentions", value, RecordType.ACTOR)
    return [document.c.id.in_(select(mention.c.document_id).where(*actors))] if actors else []
