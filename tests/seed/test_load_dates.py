"""How a curator's date becomes the columns by which dates sort and are filtered."""

from datetime import date
from typing import Any

import pytest

from api.edtf import NO_UPPER
from api.models.vocabulary import DateBasis
from seed import records
from seed.loading import dates


def ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


DATES = [
    (
        records.Date(edtf="1950-10-05", printed="October 5", basis=DateBasis.YEAR_IMPLIED),
        ("1950-10-05", "1950-10-05", None, None, "exact", 1005),
    ),
    (
        records.Date(edtf="1950-04~", basis=DateBasis.RELATIVE),
        ("1950-03-17", "1950-05-15", None, None, "approximate", None),
    ),
    (
        records.Date(edtf="1950-21?", basis=DateBasis.PRINTED),
        ("1950-03-01", "1950-05-31", None, None, "uncertain", None),
    ),
    (
        records.Date(edtf="1950-10", basis=DateBasis.PRINTED, earliest="1950-10-03", latest="1950-10-20"),
        ("1950-10-03", "1950-10-20", None, None, "exact", None),
    ),
    (records.Date(edtf="1950-05/..", basis=DateBasis.PRINTED), ("1950-05-01", None, None, "ongoing", "exact", None)),
    (records.Date(edtf="1950-05/", basis=DateBasis.PRINTED), ("1950-05-01", None, None, "unknown", "exact", None)),
    (
        records.Date(edtf="1950-05/", basis=DateBasis.PRINTED, latest="1950-06-01"),
        ("1950-05-01", "1950-06-01", None, None, "exact", None),
    ),
    (
        records.Date(edtf="[..1950-10-01]", basis=DateBasis.ANSWERED, earliest="1950-09-01"),
        ("1950-09-01", "1950-10-01", None, None, "exact", None),
    ),
]


@pytest.mark.parametrize(("given", "expected"), DATES, ids=[f"{given.edtf} to {given.latest}" for given, _ in DATES])
def test_dates(given: records.Date, expected: tuple[Any, ...]) -> None:
    found = dates.columns(given, dict[str, int]().__getitem__)
    earliest, latest, *others = expected
    assert found["lo"] == ordinal(earliest)
    assert found["hi"] == (NO_UPPER if latest is None else ordinal(latest))
    assert [found[name] for name in ("lo_is", "hi_is", "quality", "month_day")] == others
    assert (found["edtf"], found["printed"], found["basis"]) == (given.edtf, given.printed, given.basis.value)


def test_no_date_sorts_last() -> None:
    for given in (None, records.Date(printed="undated", basis=DateBasis.NONE)):
        found = dates.columns(given, dict[str, int]().__getitem__, "received_")
        assert (found["received_lo"], found["received_hi"]) == (NO_UPPER, NO_UPPER)
        assert (found["received_basis"], found["received_quality"]) == ("none", None)
