"""Events and places as GeoJSON: the offer of what lies somewhere."""

from typing import Any

import msgspec
from sqlalchemy import select

from api.db import Snapshot
from api.formats import maps
from api.lists import Found
from api.models.actor import Place
from api.models.record import Record, table
from api.models.vocabulary import RecordType
from api.offers import Offer, Wanted

record, place = table(Record), table(Place)
PLACED = (
    select(*(record.c.slug, place.c.latitude, place.c.longitude))
    .join_from(record, place, place.c.id == record.c.id)
    .where(record.c.type == RecordType.PLACE, place.c.latitude.is_not(None))
)


def coordinates(snapshot: Snapshot, events: Any) -> maps.Coordinates:
    """Those of the places of events, by the ids of the places."""
    ids = sorted({found.id for event in events if (found := getattr(event, "place", None))})
    if not ids:
        return {}
    rows = snapshot.all(PLACED.where(record.c.slug.in_(ids)))
    return {row.slug: (row.latitude, row.longitude) for row in rows}


def encode(snapshot: Snapshot, found: Found, wanted: Wanted) -> bytes:
    known = coordinates(snapshot, found.records)
    features = [
        maps.feature(one, known, msgspec.to_builtins(shown))
        for one, shown in zip(found.records, found.shown(), strict=True)
    ]
    return msgspec.json.encode(features[0] if found.page is None else maps.collection(features))


MAP = Offer(
    "application/geo+json",
    encode,
    "GeoJSON (RFC 7946): each record as a feature, with the record's JSON as its properties. A place lies where its "
    "gazetteer has it, an event where its place does; without coordinates the geometry is null.",
    {"type": "object", "required": ["type"], "properties": {"type": {"enum": ["Feature", "FeatureCollection"]}}},
)
