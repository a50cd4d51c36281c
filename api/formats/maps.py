"""Places and events as GeoJSON (RFC 7946): what has no coordinates has no geometry, and is there all the same."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from api.refs import Ref

Coordinates = Mapping[str, tuple[float, float]]  # latitude and longitude, by the id of a place


def feature(record: Any, where: tuple[float, float] | None) -> dict[str, Any]:
    """The record as a feature; its properties are the record's JSON."""
    point = {"type": "Point", "coordinates": [where[1], where[0]]} if where else None
    return {"type": "Feature", "id": record.id, "geometry": point, "properties": msgspec.to_builtins(record)}


def collection(records: Iterable[Any], known: Coordinates) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": [feature(one, where_of(one, known)) for one in records]}


def where_of(record: Any, known: Coordinates) -> tuple[float, float] | None:
    """A place's own coordinates; an event's are its place's."""
    place: Ref | None = getattr(record, "place", None)
    return known.get(record.id if place is None and hasattr(record, "latitude") else place.id if place else "")
