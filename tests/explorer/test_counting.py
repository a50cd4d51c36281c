"""Days, months, letters, arguments and news, apart from pages."""

from typing import Any

import pytest

from explorer import days, knowing, letters, months, reasoning


@pytest.mark.parametrize(
    ("day", "said"),
    [("1950-10-13", "13 October 1950"), ("1950-02", "February 1950"), ("1950", "1950"), ("06-25", "25 June")],
)
def test_days_in_words(day: str, said: str) -> None:
    assert days.in_words(day) == said


@pytest.mark.parametrize(
    ("day", "by", "then"),
    [
        ("1950-03-01", -1, "1950-02-28"),
        ("1949-12-28", 7, "1950-01-04"),
        ("9999-12-31", 1, None),
        ("1000-01-01", -7, None),
        ("0001-01-01", -7, None),
    ],
)
def test_steps_end_with_the_calendar(day: str, by: int, then: str | None) -> None:
    assert days.step(day, by) == then


def when(earliest: str | None, latest: str | None = None, edtf: str = "x") -> dict[str, Any]:
    return {"edtf": edtf, "earliest": earliest, "latest": latest or earliest}


@pytest.mark.parametrize(
    ("sent", "received", "said"),
    [
        (when("1950-10-13"), when("1950-10-13"), "the same day"),
        (when("1950-10-13"), when("1950-10-14"), "1 day"),
        (when("1950-10-02"), when("1950-10-02", "1950-10-05"), "0 to 3 days"),
        (when("1950-10-01", "1950-10-02"), when("1950-10-01", "1950-10-02"), "0 to 1 day"),
        (when("1950-10-01"), when("1950-10-04", "1950-10-05"), "3 to 4 days"),
        (when("1950-10-01"), None, None),
        (when("1950-10-01"), {"edtf": "1950-10-02/..", "earliest": "1950-10-02", "latest": None}, None),
    ],
)
def test_how_long_it_was_under_way(sent: Any, received: Any, said: str | None) -> None:
    assert days.took(sent, received) == said


def test_medians_in_words() -> None:
    assert [days.span(value) for value in (0.0, 1.0, 2.5)] == ["the same day", "1 day", "2.5 days"]


def test_what_leaves_least_room_comes_first() -> None:
    dates = [when(None, "1950-10-01"), when("1950", "1950"), when("1950-05-13", "1950-06-26"), when("1950-06-25")]
    dates[1] |= {"earliest": "1950-01-01", "latest": "1950-12-31"}
    found = days.narrowest([{"date": one} for one in dates])
    assert [one["date"]["earliest"] for one in found] == ["1950-06-25", "1950-05-13", "1950-01-01", None]


@pytest.mark.parametrize(
    ("before", "after", "between"),
    [
        (when("1950-10-05"), when("1950-10-13"), 7),
        (when("1950-10-05"), when("1950-10-12"), None),
        (when("1950-10-01", "1950-10-12"), when("1950-10-13"), None),
        (None, when("1950-10-13"), None),
        (when(None), when("1950-10-13"), None),
    ],
)
def test_long_silences(before: Any, after: Any, between: int | None) -> None:
    assert days.silence(before, after) == between


@pytest.mark.parametrize(
    ("date", "month"),
    [
        (when("1950-10-13", edtf="1950-10-13"), "1950-10"),
        (when("1950-10-10", "1950-10-16", edtf="1950-10-13?"), "1950-10"),
        (when("1950-03-16", "1950-05-15", edtf="1950-04~"), "1950-04"),
        (when("1950-10-09", "1950-10-10", edtf="1950-10-09/1950-10-10"), "1950-10"),
        (when("1950-04-01", "1950-04-30", edtf="1950-04-XX"), "1950-04"),
        (when("1950-05-01", "1950-07-31", edtf="[1950-05..1950-07]"), "1950"),
        (when("1950-06-01", "1950-08-31", edtf="1950-22"), "1950"),
        (when("1950-01-01", "1950-12-31", edtf="1950"), "1950"),
        (when("1949-11-01", "1950-02-28", edtf="1949-11/1950-02"), "1949+"),
        ({"edtf": "[1950-09..]", "earliest": "1950-09-01", "latest": None}, "1950+"),
        ({"edtf": "[..1950-06-26]", "earliest": None, "latest": "1950-06-26"}, months.OPEN),
    ],
    ids=lambda value: value["edtf"] if isinstance(value, dict) else None,
)
def test_a_month_is_named_only_where_the_date_lies_in_it(date: Any, month: str) -> None:
    assert months.month_of(date) == month


def test_groups_come_in_the_order_of_time() -> None:
    dates = ["1950-10-01", "1950", "[..1949]", "1950-02~", "[1950..]"]
    moments: list[Any] = [{"date": {"edtf": edtf, "earliest": "1950-01-01", "latest": "1950-12-31"}} for edtf in dates]
    moments[2]["date"] |= {"earliest": None}
    moments[4]["date"] |= {"latest": None}
    groups = months.by_month(moments)
    assert [group.heading for group in groups] == [
        "First possible day not known",
        "1950, in no single month",
        "1950 or later",
        "February 1950",
        "October 1950",
    ]
    assert [group.anchor for group in groups] == ["in-open", "in-1950", "in-1950-or-later", "in-1950-02", "in-1950-10"]


def test_a_range_is_called_by_its_words() -> None:
    called = [months.zoom(date, []).here for date in (None, "1950", "1950-10", "1950-07/1950-12", "1950/1951")]
    assert called == [None, "1950", "October 1950", "Jul\u2013Dec 1950", None]


@pytest.mark.parametrize(
    ("date", "wider", "earlier", "later", "closer"),
    [
        (None, None, None, None, ["1949", "1950"]),
        ("1950", None, "1949", "1951", ["Jan\u2013Jun", "Jul\u2013Dec", *(month[:3] for month in days.MONTHS)]),
        ("1950-12", "1950", "November 1950", "January 1951", []),
        ("1950-01-01", "January 1950", "31 December 1949", "2 January 1950", []),
        ("1950-01/1950-06", "1950", "Jul\u2013Dec 1949", "Jul\u2013Dec 1950", [month[:3] for month in days.MONTHS[:6]]),
        ("1950-07/1950-12", "1950", "Jan\u2013Jun 1950", "Jan\u2013Jun 1951", [month[:3] for month in days.MONTHS[6:]]),
        ("1950-01/1950-07", None, None, None, []),
        ("9999", None, "9998", None, ["Jan\u2013Jun", "Jul\u2013Dec", *(month[:3] for month in days.MONTHS)]),
        ("9999-07/9999-12", "9999", "Jan\u2013Jun 9999", None, [month[:3] for month in days.MONTHS[6:]]),
        ("1000-01", "1000", None, "February 1000", []),
    ],
)
def test_ranges_to_go_to(date: str | None, wider: str, earlier: str, later: str, closer: list[str]) -> None:
    moments = [{"date": when("1950-10-01", edtf="1950-10-01")}, {"date": when("1949-01-01", "1949-02-02")}]
    found = months.zoom(date, moments)
    assert [found.wider and found.wider.label, found.earlier and found.earlier.label] == [wider, earlier]
    assert [found.later and found.later.label, [one.label for one in found.closer]] == [later, closer]


def test_a_list_that_goes_on_offers_the_years_that_it_is_about_and_all_around_them() -> None:
    moments = [{"date": when("1941-06-01", edtf="1941-06-01")}, {"date": when("1949-01-01", "1949-02-02")}]
    found = months.zoom(None, moments, more=True)
    years = ["1949", "1950", "1951", "1952", "1953"]
    assert [one.label for one in found.closer] == ["before 1949", *years, "after 1953"]
    assert (found.closer[0].date, found.closer[-1].date) == ("../1948", "1954/..")


def pair(one: str, other: str, documents: int) -> dict[str, Any]:
    return {"from": {"id": one, "label": one}, "to": {"id": other, "label": other}, "document_count": documents}


PAIRS = [pair("a", "b", 3), pair("b", "a", 2), pair("c", "b", 2), pair("c", "a", 2), pair("a", "d", 1)]


def test_rows_and_columns_of_the_matrix_have_one_order_the_busiest_first() -> None:
    found = letters.matrix(PAIRS)
    assert [actor["id"] for actor in found.recipients] == ["a", "b", "d"]
    assert [(sender["id"], [cell and cell["document_count"] for cell in cells]) for sender, cells in found.rows] == [
        ("a", [None, 3, 1]),
        ("b", [2, None, None]),
        ("c", [2, 2, None]),
    ]


def test_correspondents_are_named_once() -> None:
    mine = [one for one in PAIRS if "a" in (one["from"]["id"], one["to"]["id"])]
    found = letters.correspondents({"actor": {"id": "a"}, "pairs": mine})
    counted = [
        (one.actor["id"], *(way and way["document_count"] for way in (one.sent, one.received)))
        for one in found
    ]  # fmt: skip
    assert counted == [("b", 3, 2), ("c", None, 2), ("d", 1, None)]


def word(id: str, document: str | None, start: int) -> dict[str, Any]:
    where = {"source": {"id": "essay"}, "start": start}
    return {"id": id, "document": document and {"id": document}, "citations": [where]}


def test_letters_carry_their_words_and_the_silence_before_them() -> None:
    documents: list[dict[str, Any]] = [
        {"id": "one", "date": when("1950-10-01"), "received": when("1950-10-03")},
        {"id": "two", "date": when("1950-10-20"), "received": None},
    ]
    words = [word("w", "two", 20), word("x", "two", 3), word("y", None, 1), word("z", "other", 2)]
    found = letters.letters(documents, words)
    assert [([one["id"] for one in letter.words], letter.took, letter.silence) for letter in found] == [
        ([], "2 days", None),
        (["x", "w"], None, 18),
    ]
    assert [one["id"] for one in letters.elsewhere(words, documents)] == ["y", "z"]


def test_an_exchange_has_one_address() -> None:
    assert letters.exchange("b", "a") == letters.exchange("a", "b") == "/correspondence/a/b"


def step(under: str, record: str) -> dict[str, Any]:
    return {"under": {"id": under}, "record": {"id": record}}


def outline(grounds: list[reasoning.Ground]) -> list[Any]:
    return [(one.step["record"]["id"], outline(one.grounds)) if one.grounds else one.step["record"]["id"]
            for one in grounds]  # fmt: skip


def test_an_argument_is_opened_once_and_ends() -> None:
    steps = [step("claim", "a"), step("claim", "b"), step("a", "b"), step("b", "words"), step("b", "a")]
    found = reasoning.grounds({"interpretation": {"id": "claim"}, "steps": steps})
    assert outline(found) == [("a", [("b", ["words", "a"])]), "b"]
    assert [found[0].above, found[1].above, found[0].grounds[0].grounds[1].above] == [False, True, True]


def test_ties_are_told_from_the_claim() -> None:
    ends = [("me", "evidence-for", "words"), ("other", "evidence-for", "me"), ("me", "supports", "x"),
            ("me", "supports", "y"), ("z", "contradicts", "me")]  # fmt: skip
    edges = [{"from": {"id": one}, "kind": kind, "to": {"id": other}} for one, kind, other in ends]
    found = reasoning.ties({"interpretation": {"id": "me"}, "edges": edges})
    assert [(tie.kind, tie.direction, [record["id"] for record in tie.records]) for tie in found] == [
        ("evidence-for", "from", ["other"]),
        ("supports", "to", ["x", "y"]),
        ("contradicts", "from", ["z"]),
    ]


def test_whom_one_can_ask_about_and_for_which_day() -> None:
    a, b = {"id": "a", "label": "A"}, {"id": "b", "label": "B"}
    news: list[dict[str, Any]] = [
        {"to": [a], "date": when("1950-10-05")},
        {"to": [b], "date": when("1950-10-09")},
        {"to": [a, b], "date": None},
        {"to": [b], "date": {"latest": None}},
    ]
    assert [one["id"] for one in knowing.knowers(news)] == ["b", "a"]
    assert knowing.middle_day(news) == "1950-10-09"
    assert knowing.middle_day(news[2:]) is None
