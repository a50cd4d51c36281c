"""Dates: what bounds an EDTF date, how it reads, and the two readings of a filter."""

from datetime import date
from typing import Any

import pytest

from api import edtf
from api.edtf import NO_LOWER, NO_UPPER, EdtfError, bounds, words
from tests.api.conftest import Api

# EDTF, first day, last day, why there is none, how exact, in words. The bounds are those of the domain's table.
TABLE = [
    ("1950-06-25", "1950-06-25", "1950-06-25", "exact", "25 June 1950"),
    ("1950-04", "1950-04-01", "1950-04-30", "exact", "April 1950"),
    ("1950-04-XX", "1950-04-01", "1950-04-30", "exact", "April 1950, day unknown"),
    ("1950", "1950-01-01", "1950-12-31", "exact", "1950"),
    ("1950-XX", "1950-01-01", "1950-12-31", "exact", "1950, month unknown"),
    ("198X", "1980-01-01", "1989-12-31", "exact", "1980s"),
    ("18XX", "1800-01-01", "1899-12-31", "exact", "1800s"),
    ("1950-05-1X", "1950-05-10", "1950-05-19", "exact", "a day of 10-19 May 1950"),
    ("1950-02-2X", "1950-02-20", "1950-02-28", "exact", "a day of 20-28 February 1950"),
    ("1950-21", "1950-03-01", "1950-05-31", "exact", "spring 1950"),
    ("1950-23", "1950-09-01", "1950-11-30", "exact", "autumn 1950"),
    ("1950-24", "1950-12-01", "1951-02-28", "exact", "winter 1950"),
    ("1950-06-25~", "1950-06-22", "1950-06-28", "approximate", "about 25 June 1950"),
    ("1950-04~", "1950-03-17", "1950-05-15", "approximate", "about April 1950"),
    ("1950-23~", "1950-08-17", "1950-12-15", "approximate", "about autumn 1950"),
    ("1950~", "1949-10-01", "1951-03-31", "approximate", "about 1950"),
    ("1950-03-03?", "1950-03-03", "1950-03-03", "uncertain", "possibly 3 March 1950"),
    ("1950-03-03%", "1950-02-28", "1950-03-06", "uncertain", "possibly about 3 March 1950"),
    ("1950-10-09/1950-10-10", "1950-10-09", "1950-10-10", "exact", "9 to 10 October 1950"),
    ("1950-09-30/1950-10-02", "1950-09-30", "1950-10-02", "exact", "30 September to 2 October 1950"),
    ("1949-11/1950-02~", "1949-11-01", "1950-03-15", "approximate", "November 1949 to about February 1950"),
    ("[1950-01..1950-03]", "1950-01-01", "1950-03-31", "exact", "between January 1950 and March 1950"),
    ("[1949-01,1950-01]", "1949-01-01", "1950-01-31", "exact", "January 1949 or January 1950"),
    ("{1950,1951}", "1950-01-01", "1951-12-31", "exact", "1950 and 1951"),
    ("[..1950-10-01]", None, "1950-10-01", "exact", "1 October 1950 or earlier"),
    ("[1950-10-01..]", "1950-10-01", None, "exact", "1 October 1950 or later"),
    ("1950-05/..", "1950-05-01", None, "exact", "from May 1950, going on"),
    ("1950-05/", "1950-05-01", None, "exact", "from May 1950, end unknown"),
    ("../1950-05", None, "1950-05-31", "exact", "until May 1950"),
    ("/1950-05", None, "1950-05-31", "exact", "until May 1950"),
]


@pytest.mark.parametrize(("text", "first", "last", "quality", "said"), TABLE)
def test_bounds_and_words(text: str, first: str | None, last: str | None, quality: str, said: str) -> None:
    found = bounds(text)
    assert found.lo == (date.fromisoformat(first).toordinal() if first else NO_LOWER)
    assert found.hi == (date.fromisoformat(last).toordinal() if last else NO_UPPER)
    assert found.quality == quality
    assert words(text) == said


def test_open_and_unknown_ends_are_told_apart() -> None:
    assert (bounds("1950-05/..").hi_is, bounds("1950-05/").hi_is) == ("ongoing", "unknown")
    assert (bounds("../1950-05").lo_is, bounds("/1950-05").lo_is) == ("open", "unknown")
    assert bounds("1950").lo_is is bounds("1950").hi_is is None


def test_only_a_plain_day_is_of_a_day() -> None:
    assert bounds("1950-10-13").month_day == 1013
    assert {bounds(t).month_day for t in ("1950-10", "1950-10-13~", "1950-10-13?", "[1950-10-13,1950-10-14]")} == {None}


NO_DATES = (
    "", "1950-13", "1950-02-30", "1950-1", "about 1950", "/", "../..", "[..]", "1951/1950", "1950-10-10/1950-10-09",
    "[1950", "X950", "0000", "9999", "1950-05-1x", "19X0", "1950-10-13T04:00", "1950-99", "195X-05", "[]", "1950-25",
    "\uff11\uff19\uff15\uff10",
)  # fmt: skip


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_says_what_to_write(text: str) -> None:
    with pytest.raises(EdtfError, match=r"write|leave"):
        bounds(text)


def days(record: dict[str, Any]) -> tuple[int, int] | None:
    found = record["date"]
    if found is None or found["edtf"] is None:
        return None
    first, last = (date.fromisoformat(d).toordinal() if d else None for d in (found["earliest"], found["latest"]))
    return (NO_LOWER if first is None else first, NO_UPPER if last is None else last)


RANGES = [
    ("1931", "1931-01-01", "1931-12-31"),
    ("1931-03", "1931-03-01", "1931-03-31"),
    ("1931-03-03", "1931-03-03", "1931-03-03"),
    ("1931-02/1931-04-12", "1931-02-01", "1931-04-12"),
    ("1931-04-12/1931-02", "1931-02-01", "1931-04-12"),
    ("1932/..", "1932-01-01", None),
    ("../1930", None, "1930-12-31"),
]


@pytest.mark.parametrize("resource", ["events", "documents", "quotations", "transmissions"])
@pytest.mark.parametrize(("asked", "first", "last"), RANGES)
def test_both_readings(api: Api, resource: str, asked: str, first: str | None, last: str | None) -> None:
    start = date.fromisoformat(first).toordinal() if first else NO_LOWER
    end = date.fromisoformat(last).toordinal() if last else NO_UPPER
    dated = [(record, bounds_) for record in api.all(f"/v1/{resource}") if (bounds_ := days(record))]
    possibly = [r["id"] for r, (lo, hi) in dated if lo <= end and hi >= start]
    certainly = [
        r["id"]
        for r, (lo, hi) in dated
        if lo != NO_LOWER and hi != NO_UPPER and lo >= start and hi <= end and r["date"]["quality"] != "uncertain"
    ]
    assert [r["id"] for r in api.all(f"/v1/{resource}?date={asked}")] == possibly
    assert [r["id"] for r in api.all(f"/v1/{resource}?date={asked}&date_match=within")] == certainly


def test_on_a_day(api: Api) -> None:
    events = api.all("/v1/events")
    exact = next(r["date"]["edtf"] for r in events if r["date"] and r["date"]["edtf"] and len(r["date"]["edtf"]) == 10)
    ordinal = date.fromisoformat(exact).toordinal()
    possibly = [r["id"] for r in events if (d := days(r)) and d[0] <= ordinal <= d[1]]
    assert [r["id"] for r in api.all(f"/v1/events?on={exact}")] == possibly
    to_the_day = [r["id"] for r in events if r["date"] and (r["date"]["edtf"] or "").endswith(exact[4:])]
    assert [r["id"] for r in api.all(f"/v1/events?on={exact[5:]}")] == to_the_day


def test_quality_of_dates(api: Api) -> None:
    events = api.all("/v1/events")
    for quality in ("exact", "approximate", "uncertain"):
        expected = [r["id"] for r in events if r["date"] and r["date"]["quality"] == quality]
        assert [r["id"] for r in api.all(f"/v1/events?date_quality={quality}")] == expected
    disputed = [r["id"] for r in events if r["other_dates"]]
    assert disputed
    assert [r["id"] for r in api.all("/v1/events?date_quality=disputed")] == disputed


def test_long_spans_are_found_by_both_indexes(api: Api) -> None:
    """A span of more than 31 days is found from any day in it, one of less from days near its first."""
    spans = [(r, d) for r in api.all("/v1/events") if (d := days(r)) and d[0] > NO_LOWER and d[1] < NO_UPPER]
    assert any(hi - lo > 31 for _, (lo, hi) in spans)
    for record, (lo, hi) in spans:
        for ordinal in {lo, (lo + hi) // 2, hi}:
            asked = date.fromordinal(ordinal).isoformat()
            assert record["id"] in [r["id"] for r in api.all(f"/v1/events?date={asked}")]


def test_record_time_is_not_history(api: Api) -> None:
    assert api.json("/v1/events?date=2026")["total"] == sum(
        1 for r in api.all("/v1/events") if (d := days(r)) and d[1] >= date(2026, 1, 1).toordinal()
    )
    assert date.max.toordinal() < edtf.NO_UPPER
