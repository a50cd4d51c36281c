"""Whole volumes of an archive as other records show them: where the publisher has them, and what records what."""

from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import quote

import msgspec
from msgspec import Meta
from sqlalchemy import String, and_, cast, func, select

from api.models import corpus
from api.models.record import table
from api.refs import IDS, Links, Owned, Ref

CURATED = "curated"  # the series of the records of our own
PUBLISHER = "https://history.state.gov/historicaldocuments"
volume, origin, section = table(corpus.Volume), table(corpus.Origin), table(corpus.Section)
external_link = table(corpus.ExternalLink)
# A section to which the file gives no id goes by its number, which no xml:id can be.
SECTION_ID = func.coalesce(section.c.xml_id, cast(section.c.seq, String))


class Recorded(msgspec.Struct):
    volume_id: Annotated[str, Meta(description="The volume, by the publisher's id.")]
    xml_id: Annotated[str, Meta(description="The document in it, by the publisher's id.")]
    document: Annotated[Ref | None, Meta(description="Its record here, where the volume was imported.")]
    url: Annotated[str, Meta(description="Where the publisher has it.")]


SAME_DOCUMENT = and_(origin.c.volume == external_link.c.volume, origin.c.xml_id == external_link.c.xml_id)
RECORDED_IN = (
    select(external_link.c.record_id, external_link.c.volume, external_link.c.xml_id, origin.c.record_id.label("found"))
    .outerjoin_from(external_link, origin, SAME_DOCUMENT)
    .where(external_link.c.record_id.in_(IDS))
    .order_by(external_link.c.record_id, external_link.c.seq)
)


def recorded_in(rows: Owned, owner: int, links: Links) -> list[Recorded]:
    """The documents of volumes that a record names, from the rows of `RECORDED_IN`."""
    return [
        Recorded(row.volume, row.xml_id, links.one(row.found), address(row.volume, row.xml_id))
        for row in rows.of(owner)
    ]


def address(volume_id: str, xml_id: str | None = None) -> str:
    """Where the publisher has a volume, or a document or page of it."""
    return "/".join([PUBLISHER, quote(volume_id), *([quote(xml_id)] if xml_id else [])])


def instant(seconds: int | None) -> str | None:
    """RFC 3339, UTC."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
