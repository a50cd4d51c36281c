"""Where the references of a volume lead, as far as what is imported can tell."""

from sqlalchemy import Connection, and_, case, exists, func, or_, select

from api.models.corpus import Anchor, Origin, Reference, VolumeDocument
from api.models.record import table
from api.models.vocabulary import ReferenceKind

reference, printed, origin, anchor = table(Reference), table(VolumeDocument), table(Origin), table(Anchor)


def links(connection: Connection, volume: str, source_id: int) -> dict[str, int]:
    """How many there are of each: within the volume, to others, and dangling ones."""
    mine = reference.c.target_volume == volume
    whole = func.coalesce(reference.c.target_xml_id, reference.c.target_volume)
    places = [(origin.c.volume, origin.c.xml_id), (anchor.c.volume, anchor.c.xml_id)]
    found = or_(*(exists().where(at == reference.c.target_volume, name == whole) for at, name in places))
    imported = exists().where(origin.c.volume == reference.c.target_volume, origin.c.xml_id == origin.c.volume)
    nowhere = or_(reference.c.target_volume.is_(None), and_(or_(mine, imported), ~found))
    where = case((nowhere, "dangling"), (mine, "volume"), (imported, "imported"), else_="not_imported")
    joined = reference.join(printed, printed.c.document_id == reference.c.document_id)
    each = (
        select(where.label("where"))
        .select_from(joined)
        .where(printed.c.volume_id == source_id, reference.c.kind != ReferenceKind.OTHER)
        .subquery()
    )
    counted = select(each.c.where, func.count()).group_by(each.c.where)
    counts = {row[0]: row[1] for row in connection.execute(counted)}
    found_in = {name: counts.get(name, 0) for name in ("volume", "imported", "not_imported", "dangling")}
    return {**found_in, "other": found_in["imported"] + found_in["not_imported"]}
