"""Places and events as GeoJSON (RFC 7946): what has no coordinates has no geometry, and is there all the same."""

from collections.abc import Mapping
from typing import Any

from api.refs import Ref

Coordinates = Mapping[str, tuple[float, float]]  # latitude and longitude, by the id of a place


def feature(record: Any, known: Coordinates, properties: Any) -> dict[str, Any]:
    """The record as a feature; its properties are what is shown of the record's JSON."""
    where = where_of(record, known)
    point = {"type": "Point", "coordinates": [where[1], where[0]]} if where else None
    return {"type": "Feature", "id": record.id, "geometry": point, "properties": properties}


def collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


def where_of(record: Any, known: Coordinates) -> tuple[float, float] | None:
    """A place's own coordinates; an event's are its place's."""
    if hasattr(record, "latitude"):
        return None if record.latitude is None else (record.latitude, record.longitude)
    place: Ref | None = record.place
    return known.get(place.id) if place else None
