"""Dates: what is printed, the local days, and instants only where they are known."""

from datetime import date
from pathlib import Path

import pytest

from api import edtf
from api.models.vocabulary import DateBasis, DatePrecision, DateRule
from seed.frus.tei.moments import encoded, encoded_range, moment
from seed.frus.tei.received import when
from seed.frus.volume import Findings, When
from tests.frus.volumes import FIRST, documents, named, one

MINUTE, DAY, MONTH, RANGE = DatePrecision.MINUTE, DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.RANGE


@pytest.mark.parametrize(
    ("text", "days", "precision", "time", "instants"),
    [
        ("1950-06-25", "1950-06-25", DAY, None, None),
        ("1950-06-25-04:00", "1950-06-25", DAY, None, (-616_017_600, -615_931_201)),
        ("1950-06-25T18:00:00", "1950-06-25", MINUTE, "18:00", None),
        ("1950-06-25T18:00", "1950-06-25", MINUTE, "18:00", None),
        ("1950-06-25T18:00:00Z", "1950-06-25", MINUTE, "18:00", None),
        ("1950-06-25T10:00:00+10:00", "1950-06-25", MINUTE, "10:00", (-616_032_000, -616_032_000)),
        ("1950-06-25T24:00:00", "1950-06-25", DAY, None, None),
        ("1950-06-25T23:59:60", "1950-06-25", DAY, None, None),
        ("1950-06-25T25:00", "1950-06-25", DAY, None, None),
        ("1950-06-25T10:00+99:99", "1950-06-25", DAY, None, None),
        ("1950-06-25T10:00+05:60", "1950-06-25", DAY, None, None),
        ("1950-06-25-99:99", "1950-06-25", DAY, None, None),
        ("1950-06", "1950-06", MONTH, None, None),
        ("1950", "1950", RANGE, None, None),
    ],
)
def test_moments(
    text: str, days: str, precision: DatePrecision, time: str | None, instants: tuple[int, int] | None
) -> None:
    found = moment(text)
    assert found
    assert (found.edtf, found.precision, found.time, found.instants) == (days, precision, time, instants)


@pytest.mark.parametrize(
    "text",
    ["", "1950-02-30", "1950-13", "1950-6-5", "1950-02-30T10:00", "0000-01-01", "June"],
)
def test_no_moments(text: str) -> None:
    assert moment(text) is None


@pytest.mark.parametrize(
    ("attributes", "days"),
    [
        ({"from": "1950-06-25", "to": "1950-06-27"}, "1950-06-25/1950-06-27"),
        ({"from": "1950-06-25T10:00", "to": "1950-06-25T12:00"}, "1950-06-25"),
        ({"from": "1950-05", "to": "1950-06"}, "1950-05/1950-06"),
        ({"from": "1950-06-25"}, "1950-06-25/"),
        ({"to": "1950-06-25"}, "/1950-06-25"),
        ({"notBefore": "1950-06-25", "notAfter": "1950-06-27"}, "[1950-06-25..1950-06-27]"),
        ({"notAfter": "1950-06-27"}, "[..1950-06-27]"),
        ({"from": "1950-06-27", "to": "1950-06-25"}, None),
        ({"from": "1950-06-27", "to": "soon"}, None),
        ({}, None),
    ],
)
def test_periods(attributes: dict[str, str], days: str | None) -> None:
    found = encoded(attributes)
    assert (found and found.edtf) == days
    if days:
        assert edtf.bounds(days)


@pytest.mark.parametrize(
    ("least", "most", "days", "precision"),
    [
        ("1950-06-24T19:00:00-05:00", "1950-06-24T19:00:00-05:00", "1950-06-24", MINUTE),
        ("1950-06-25T00:00:00-05:00", "1950-06-25T23:59:59-05:00", "1950-06-25", DAY),
        ("1950-06-25T10:00:00-05:00", "1950-06-25T12:00:00-05:00", "1950-06-25", RANGE),
        ("1950-06-01T00:00:00-05:00", "1950-06-30T23:59:59-05:00", "1950-06", MONTH),
        ("1950-06-24T00:00:00-05:00", "1950-06-30T23:59:59-05:00", "1950-06-24/1950-06-30", RANGE),
        ("1950-06-25", "1950-06-25", "1950-06-25", DAY),
        ("1950-06-30T00:00:00-05:00", "1950-06-24T23:59:59-05:00", None, None),
        ("1950-06-30T00:00:00-05:00", "", None, None),
    ],
)
def test_encoded_ranges(least: str, most: str, days: str | None, precision: DatePrecision | None) -> None:
    found = encoded_range({"frus:doc-dateTime-min": least, "frus:doc-dateTime-max": most})
    assert (found and found.edtf, found and found.precision) == (days, precision)


SENT = date(1950, 6, 25), date(1950, 6, 25)


@pytest.mark.parametrize(
    ("said", "sent", "days", "time", "basis"),
    [
        ("June 24—9:26 p. m.", SENT, "1950-06-24", "21:26", DateBasis.YEAR_IMPLIED),
        ("5:17 p.m.", SENT, "1950-06-25", "17:17", DateBasis.RELATIVE),
        ("12:05 a. m.", SENT, "1950-06-25", "00:05", DateBasis.RELATIVE),
        ("July 3—noon.", SENT, "1950-07-03", "12:00", DateBasis.YEAR_IMPLIED),
        ("January 21, 1951.", SENT, "1951-01-21", None, DateBasis.PRINTED),
        ("January 2.", SENT, "1951-01-02", None, DateBasis.YEAR_IMPLIED),
        ("December 31—11 p. m.", (date(1951, 1, 1),) * 2, "1950-12-31", "23:00", DateBasis.YEAR_IMPLIED),
        ("Sept. 1", SENT, "1950-09-01", None, DateBasis.YEAR_IMPLIED),
        ("June 4", SENT, None, None, DateBasis.UNRESOLVED),
        ("June 31", SENT, None, None, DateBasis.UNRESOLVED),
        ("Brumaire 8", SENT, None, None, DateBasis.UNRESOLVED),
        ("December 16 (17?)—3:33 a.m.", SENT, None, None, DateBasis.UNRESOLVED),
        ("5 p. m.", (date(1950, 6, 25), date(1950, 6, 27)), None, None, DateBasis.UNRESOLVED),
        ("July 3", None, None, None, DateBasis.UNRESOLVED),
        ("", SENT, None, None, DateBasis.UNRESOLVED),
    ],
)
def test_received(
    said: str, sent: tuple[date, date] | None, days: str | None, time: str | None, basis: DateBasis
) -> None:
    found = when(f"Received {said}", said, sent)
    assert (found.edtf, found.local_time, found.basis) == (days, time, basis)
    assert found.printed == f"Received {said}"


def test_the_local_day_is_that_of_the_dateline() -> None:
    sent = named(FIRST, "d1").sent
    assert sent == When(
        *("1949-06-21", "June 21, 1949—9:30 a. m.", DateBasis.PRINTED, DateRule.RANGE, MINUTE, "09:30"),
        *(-647_911_800, -647_911_800),
    )


def test_an_editorial_note_narrates() -> None:
    sent = named(FIRST, "d3").sent
    assert sent
    assert (sent.edtf, sent.printed, sent.basis) == ("1949-07-02/1949-07-09", None, DateBasis.NARRATED)


def test_every_date_is_one_that_can_be_bounded() -> None:
    for whole in documents(FIRST):
        for document in (whole, *whole.attachments):
            for found in (document.sent, document.received):
                assert found is None or found.edtf is None or edtf.bounds(found.edtf)


def test_an_attachment_keeps_its_date() -> None:
    document = named(FIRST, "d4")
    assert [attachment.sent and attachment.sent.edtf for attachment in document.attachments] == ["1949-05-01", None]
    assert document.sent
    assert document.sent.edtf == "1949-07-11"


def test_a_date_in_a_quotation_is_not_the_documents(tmp_path: Path) -> None:
    quoted = '<quote><dateline><placeName>Rome</placeName>, <date when="1948-01-01">1948</date></dateline></quote>'
    document = one(
        tmp_path, quoted + '<dateline><placeName>Oslo</placeName>, <date when="1949-02-01">1949</date></dateline>'
    )
    assert document.sent
    assert (document.sent.edtf, document.place) == ("1949-02-01", "Oslo")


def test_dates_of_several_sorts(tmp_path: Path) -> None:
    document = one(
        tmp_path,
        '<dateline><date type="publication-date" when="1949-03-01">March 1</date>'
        '<date type="creation-date" when="1949-02-01">February 1</date>'
        '<date type="received-date" when="1949-02-03">February 3</date></dateline>',
    )
    assert document.sent
    assert document.received
    assert (document.sent.edtf, document.received.edtf) == ("1949-02-01", "1949-02-03")


def test_days_that_follow_are_printed_with_the_first(tmp_path: Path) -> None:
    dateline = (
        '<dateline><date when="1949-01-06">January 6</date> and <date when="1949-01-07">7, 1949</date>.</dateline>'
    )
    document = one(tmp_path, dateline)
    assert document.sent
    assert (document.sent.edtf, document.sent.printed) == ("1949-01-06", "January 6 and 7, 1949")


@pytest.mark.parametrize(
    ("dateline", "printed", "basis"),
    [
        ("[<placeName>Oslo</placeName>, undated.]", "undated", DateBasis.NONE),
        ("[Date not indicated.]", "Date not indicated", DateBasis.NONE),
        ("<placeName>Oslo</placeName>, Easter", "Easter", DateBasis.UNRESOLVED),
        ('<date when="1949-02-30">February 30</date>', "February 30", DateBasis.UNRESOLVED),
    ],
)
def test_no_day(tmp_path: Path, dateline: str, printed: str, basis: DateBasis) -> None:
    document = one(tmp_path, f"<dateline>{dateline}</dateline>")
    assert document.sent == When(None, printed, basis)


def test_no_dateline_is_no_date(tmp_path: Path) -> None:
    assert one(tmp_path, "<p>May 1, 1949</p>").sent is None
    assert one(tmp_path, "<dateline><placeName>Oslo</placeName></dateline>").sent is None


def test_two_places(tmp_path: Path) -> None:
    dateline = "<dateline><placeName>Seoul</placeName> [<placeName>Suwon</placeName>], June 5</dateline>"
    assert one(tmp_path, dateline).place == "Seoul [Suwon]"


def test_wrong_dates_are_reported_and_kept(tmp_path: Path) -> None:
    findings = Findings()
    document = one(tmp_path, '<dateline><date when="1949-02-10">February 1, 1949</date></dateline>', findings=findings)
    assert document.sent
    assert document.sent.edtf == "1949-02-10"
    assert findings.unlike_dates == [("d1", "February 1, 1949", "1949-02-10")]
    findings = Findings()
    documents(FIRST, findings)
    assert findings.far_dates == [("d9a", "January 5, 1949", "1979-01-05")]
    assert findings.unlike_dates == findings.far_dates


def test_two_years_are_not_far(tmp_path: Path) -> None:
    findings = Findings()
    one(tmp_path, '<dateline><date when="1951-02-10">1951</date></dateline>', findings=findings)
    one(tmp_path, '<dateline><date when="1947-02-10">1947</date></dateline>', findings=findings)
    assert not findings.far_dates
    one(tmp_path, '<dateline><date when="1946-12-31">1946</date></dateline>', findings=findings)
    assert findings.far_dates == [("d1", "1946", "1946-12-31")]


def test_a_range_and_a_dateline_that_disagree(tmp_path: Path) -> None:
    findings = Findings()
    day = 'frus:doc-dateTime-min="1949-03-01T00:00:00-05:00" frus:doc-dateTime-max="1949-03-01T23:59:59-05:00"'
    document = one(tmp_path, '<dateline><date when="1949-02-01">February 1</date></dateline>', day, findings)
    assert document.sent
    assert document.sent.edtf == "1949-03-01"
    assert findings.unlike_dates == [("d1", "February 1", "1949-03-01")]


def test_a_range_that_is_none_gives_way(tmp_path: Path) -> None:
    findings = Findings()
    wrong = 'frus:doc-dateTime-min="1949-03-01" frus:doc-dateTime-max="1949-02-01"'
    document = one(tmp_path, '<dateline><date when="1949-02-01">February 1</date></dateline>', wrong, findings)
    assert document.sent
    assert (document.sent.edtf, document.sent.rule) == ("1949-02-01", DateRule.DATELINE)
    assert findings.unlike_dates == [("d1", "February 1", "1949-03-01 1949-02-01")]


def test_a_range_that_is_none_differs_from_nothing_where_nothing_is_printed(tmp_path: Path) -> None:
    findings = Findings()
    wrong = 'frus:doc-dateTime-min="1949-03-01" frus:doc-dateTime-max="1949-02-01"'
    assert one(tmp_path, "<p>Text</p>", wrong, findings).sent is None
    assert not findings.unlike_dates


def test_a_range_to_a_second_that_no_clock_has_keeps_its_day(tmp_path: Path) -> None:
    day = 'frus:doc-dateTime-min="1949-03-01T00:00:00-05:00" frus:doc-dateTime-max="1949-03-01T23:59:60-05:00"'
    document = one(tmp_path, "<p>Text</p>", day)
    assert document.sent
    assert (document.sent.edtf, document.sent.precision) == ("1949-03-01", DAY)
