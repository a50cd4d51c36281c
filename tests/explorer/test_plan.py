"""The map: where places stand on it, and that all their names can be read."""

import math

import pytest

from explorer.drawings import curves, plan


def place(id: str, latitude: float | None, longitude: float | None, **fields: object) -> dict[str, object]:
    named = {"name": id.replace("-", " ").title(), "name_now": None}
    return {"id": id, "href": f"/v1/places/{id}", "latitude": latitude, "longitude": longitude, **named, **fields}


SEOUL = place("seoul", 37.566, 126.9784)
MOSCOW = place("moscow", 55.752, 37.618)
CROWD = [
    place(f"a-place-of-many-{number}", 37 + number % 6 * 0.3, 126 + number // 6 * 0.35, name=f"Old name {number}")
    for number in range(30)
]


def test_the_projection_has_the_values_of_the_textbook() -> None:
    """Snyder, Map Projections: a Working Manual (1987), page 295: his numerical example for the sphere."""
    cone = plan.Cone(33, 45, 23, -96)
    assert cone.n == pytest.approx(0.6304777, abs=1e-7)
    assert (cone.radius(23), cone.radius(35)) == pytest.approx((1.5071429, 1.2953636), abs=1e-7)
    assert cone.at(35, -75) == pytest.approx((0.2966785, 0.2462112), abs=1e-7)


def test_it_is_centred_and_true_on_its_parallels() -> None:
    assert plan.projected(*plan.CENTRE) == pytest.approx((0, 0), abs=1e-6)
    for latitude in plan.TRUE:
        one, other = plan.projected(latitude, 126.95), plan.projected(latitude, 127.05)
        along = plan.EARTH * math.cos(math.radians(latitude)) * math.radians(0.1)
        assert math.dist(one, other) == pytest.approx(along, rel=1e-4)


def test_the_net_lies_within_the_drawing_and_north_is_up() -> None:
    sheet = plan.Sheet(640)
    for latitude, longitude in plan.outline():
        x, y = sheet.at(latitude, longitude)
        assert plan.EDGE - 1 <= x <= 640 - plan.EDGE + 1
        assert plan.EDGE - 1 <= y <= sheet.height - plan.EDGE + 1
    assert sheet.at(50, 127)[1] < sheet.at(38, 127)[1]
    assert sheet.at(38, 115)[0] < sheet.at(38, 140)[0]


@pytest.mark.parametrize(
    ("latitude", "longitude", "way", "kilometres"),
    [
        (55.752, 37.618, "north-west", 6500),  # Moscow
        (38.895, -77.036, "north", 11000),  # Washington: over the pole
        (37.775, -122.419, "north-east", 8900),  # San Francisco
        (39, 100, "west", 2300),
        (-30, 127, "south", 7700),
    ],
)
def test_what_lies_beyond_is_at_the_edge_in_its_direction(
    latitude: float, longitude: float, way: str, kilometres: int
) -> None:
    found = plan.draw([place("far", latitude, longitude)])
    (spot,) = found.beyond
    assert spot.toward == f"{kilometres:,} km to the {way}"
    near = 2 * plan.ARROW + 1
    assert min(spot.x, spot.y, found.width - spot.x, found.height - spot.y) <= near
    x, y = spot.x - found.width / 2, spot.y - found.height / 2
    assert math.degrees(math.atan2(x, -y)) % 360 == pytest.approx(spot.turn, abs=0.2)


@pytest.mark.parametrize("events", [None, {}, {one["id"]: 1234 for one in CROWD}])
def test_no_name_covers_another_or_a_dot(events: dict[str, int] | None) -> None:
    found = plan.draw([*CROWD, MOSCOW, place("yalta", 44.5, 34.2), place("potsdam", 52.4, 13.1)], events)
    assert len(found.spots) == 33
    assert not list(curves.overlapping([spot.box for spot in found.spots]))
    for spot in found.spots:
        assert not [one for one in found.spots if one is not spot and curves.overlap(spot.box, plan.dot(one))]
        left, top, right, bottom = spot.box
        assert left >= 0
        assert top >= 0
        assert right <= found.width
        assert bottom <= found.height


def test_the_name_of_the_time_comes_first_and_the_number_after_it() -> None:
    mukden = place("mukden", 41.8, 123.4, name_now="Shenyang")
    one, other = plan.draw([mukden, SEOUL], {"mukden": 2}).spots
    assert (one.text, one.name) == ("Mukden (Shenyang) 2", "Mukden (Shenyang) 2 events")
    assert (other.text, other.name) == ("Seoul", "Seoul, 0 events")


def test_without_events_none_are_counted_and_without_coordinates_none_is_drawn() -> None:
    found = plan.draw([SEOUL, place("korea", None, None)])
    assert [spot.name for spot in found.spots] == ["Seoul"]
    assert plan.draw([]).spots == []


def test_a_locator_is_small_and_shows_one_place() -> None:
    found = plan.locator(SEOUL)
    assert found.width == plan.SMALL
    assert len(found.net) < len(plan.draw([SEOUL]).net)
    assert [spot.text for spot in found.spots] == ["Seoul"]
