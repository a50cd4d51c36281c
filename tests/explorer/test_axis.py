"""Days along a line: where they stand, and which of them are named."""

from itertools import pairwise

import pytest

from explorer.drawings.extent import Extent, beyond, bounds, extent, trimmed
from explorer.drawings.time import ROOM, Axis
from tests.explorer.moments import dated, heap, many, moment, plain

YEAR = Axis("1950-01-01", "1950-12-31", 0, 365)


def test_a_day_has_a_width_and_a_middle() -> None:
    assert (YEAR.x("1950-01-01"), YEAR.middle("1950-01-01"), YEAR.end("1950-01-01")) == (0, 0.5, 1)
    assert (YEAR.x("1950-03-01"), YEAR.end("1950-12-31")) == (59, 365)


def test_nothing_stands_beyond_the_ends() -> None:
    assert (YEAR.x("1949-12-31"), YEAR.end("1951-01-01")) == (0, 365)


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("1950-06-25", "1950-06-25", ["25 Jun 1950"]),
        ("1950-10-01", "1950-10-31", ["1 Oct 1950", "6", "11", "16", "21", "26"]),
        ("1950-12-29", "1951-01-03", ["29 Dec 1950", "30", "31", "1 Jan 1951", "2", "3"]),
        ("1950-11-20", "1950-12-20", ["21 Nov 1950", "26", "1 Dec", "6", "11", "16"]),
        ("1950-01-01", "1950-06-30", ["Jan 1950", "Feb", "Mar", "Apr", "May", "Jun"]),
        ("1950-08-15", "1951-05-20", ["Sep 1950", "Oct", "Nov", "Dec", "Jan 1951", "Feb", "Mar", "Apr", "May"]),
        ("1949-01-01", "1951-12-31", ["Jan 1949", "Jul", "Jan 1950", "Jul", "Jan 1951", "Jul"]),
        ("1887-01-01", "1931-06-30", [str(year) for year in range(1890, 1931, 5)]),
        ("1000-01-01", "9999-12-31", [str(year) for year in range(1000, 9001, 1000)]),
        ("9999-12-30", "9999-12-31", ["30 Dec 9999", "31"]),
    ],
)
def test_ticks_go_by_days_months_or_years(first: str, last: str, labels: list[str]) -> None:
    ticks = Axis(first, last, 14, 976 if len(labels) > 6 else 700).ticks()
    assert [label for _, label in ticks] == labels


@pytest.mark.parametrize("last", ["1950-01-02", "1950-01-20", "1950-03-03", "1950-11-30", "1953-07-27", "1999-12-31"])
@pytest.mark.parametrize("width", [200, 500, 962, 2000])
def test_ticks_have_room(last: str, width: int) -> None:
    places = [x for x, _ in Axis("1950-01-01", last, 0, width).ticks()]
    assert places == sorted(places)
    assert all(after - before >= ROOM * 0.75 for before, after in pairwise(places))


# Which days a drawing shows


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("1950", "1950-01-01", "1950-12-31"),
        ("1950-02", "1950-02-01", "1950-02-28"),
        ("1950-10-13", "1950-10-13", "1950-10-13"),
        ("1950-01/1950-06", "1950-01-01", "1950-06-30"),
        ("1951/1950-06-25", "1950-06-25", "1951-12-31"),
        ("../1950", None, "1950-12-31"),
        ("1950-06/..", "1950-06-01", None),
    ],
)
def test_the_days_of_a_range(asked: str, first: str | None, last: str | None) -> None:
    assert bounds(asked) == (first, last)


def test_all_that_was_asked_for_is_shown_though_little_is_in_it() -> None:
    assert extent(heap(1), "1949/1951") == Extent("1949-01-01", "1951-12-31")


def test_a_part_of_a_list_is_shown_as_far_as_it_goes() -> None:
    later = many(80)[40:]
    assert extent(later, "1950", whole=False) == Extent("1950-01-01", "1950-03-21")
    assert extent(later, "1950", begins=False, whole=False) == Extent("1950-02-10", "1950-03-21")


def test_without_a_range_the_moments_say_which_days() -> None:
    assert extent(many(10, days=30)) == Extent("1950-01-01", "1950-09-30")
    assert extent(heap(1)) == Extent("1950-06-25", "1950-06-25")
    assert extent([moment("a", dated("[..1950-04]", None, "1950-04-30"))]) == Extent("1950-04-30", "1950-04-30")
    assert extent([]) is None
    assert extent(heap(1), "1951/..") == Extent("1951-01-01", "1951-01-01")


def test_a_few_far_away_do_not_push_the_rest_together() -> None:
    far = [moment("old", dated("18XX", "1800-01-01", "1899-12-31")), moment("late", plain("1989-11-09"))]
    assert extent([*far, *many(30)]) == Extent("1950-01-01", "1950-01-30")
    assert trimmed(["1900-01-01", "1950-01-01"]) == ["1900-01-01", "1950-01-01"]


@pytest.mark.parametrize(
    ("when", "side"),
    [
        (plain("1949-12-31"), "before"),
        (plain("1950-01-01"), ""),
        (plain("1951-01-01"), "after"),
        (dated("1941/1953", "1941-01-01", "1953-12-31"), ""),
        (dated("[..1951-06]", None, "1951-06-30", earliest_is="unknown"), "after"),
        (dated("../1951-06", None, "1951-06-30", earliest_is="open"), ""),
        (dated("1945/", "1945-01-01", None, latest_is="unknown"), "before"),
        (dated("1945/..", "1945-01-01", None, latest_is="ongoing"), ""),
    ],
)
def test_what_lies_beyond_the_days_shown(when: dict[str, str], side: str) -> None:
    assert beyond(when, "1950-01-01", "1950-12-31") == side
