"""Words, citations and settings, apart from pages."""

from typing import Any

import pytest

from explorer import accounts, citing, filters, words
from explorer.settings import Settings, SettingsError


def quotation(text: str, lacuna: str | None = None) -> dict[str, Any]:
    return {"text": text, "lacuna": lacuna}


@pytest.mark.parametrize(
    ("text", "lacuna", "shown"),
    [
        ("as it is", None, "as it is"),
        ("a [...] b", None, 'a <span class="inserted">[...]</span> b'),
        ("could pose [but] so", None, 'could pose <span class="inserted">[but]</span> so'),
        ("a < b & c", None, "a &lt; b &amp; c"),
        ("[<b>]", None, '<span class="inserted">[&lt;b&gt;]</span>'),
        ("one [...] two", "between-parts", f"one {citing.LOST} two"),
        ("the rest", "start", f"{citing.LOST} the rest"),
        ("the rest", "end", f"the rest {citing.LOST}"),
    ],
)
def test_reading(text: str, lacuna: str | None, shown: str) -> None:
    assert str(citing.reading(quotation(text, lacuna))) == shown


def cited(source: str, start: int | None, end: int | None, locator: str | None = None, **more: Any) -> dict[str, Any]:
    return {
        "source": {"id": source},
        "document": None,
        "paragraph": None,
        "start": start,
        "end": end,
        "locator": locator,
    } | more


def test_passages_are_told_by_work() -> None:
    found = citing.passages([cited("a", 1, 2, "p. 3"), cited("b", None, None, paragraph=4), cited("a", 7, 9, "p. 3")])
    assert [one.where for one in found] == ["p. 3, characters 1\u20132, 7\u20139", "paragraph 4"]


def test_descriptions_end_with_a_whole_word() -> None:
    assert citing.cut("one two  three", 9) == "one two…"
    assert citing.cut("one\n two", 9) == "one two"


def test_links_to_lists_and_their_first_pages() -> None:
    assert citing.list_page("/v1/quotations?speaker=mao&limit=6") == "/quotations?speaker=mao"
    assert citing.without_cursor("/events?kind=war&cursor=x") == "/events?kind=war"


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ([], "no evidence named"),
        (["quotation"], "1 quotation"),
        (["quotation", "document", "quotation"], "2 quotations and 1 document"),
        (["interpretation", "event", "document"], "1 claim, 1 event and 1 document"),
    ],
)
def test_what_a_claim_rests_on(kinds: list[str], said: str) -> None:
    assert words.rests_on([{"record": {"type": kind}} for kind in kinds]) == said


def test_a_new_value_is_shown_as_it_is_written() -> None:
    assert words.words("half-remembered", "fidelity") == "half remembered"


def test_verbs_agree() -> None:
    assert (words.verb("argues", [1]), words.verb("argues", [1, 2])) == ("argues", "argue")


def test_counts_in_the_words_of_the_list() -> None:
    assert [words.counted(number, "actors") for number in (0, 1, 1200)] == [
        "No people and bodies",
        "1 person or body",
        "1,200 people and bodies",
    ]
    assert words.counted(1, "causal-links") == "1 causal link"


@pytest.mark.parametrize(
    ("edtf", "plain"), [("1950", True), ("1950-21", False), ("1950-10-05", True), ("1950~", False), (None, False)]
)
def test_dates_that_html_takes(edtf: str | None, plain: bool) -> None:
    assert words.machine_date(edtf) is plain


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "more"),
    [
        ("1950-10-05", "1950-10-05", "1950-10-05", False),
        ("1950-10-09/1950-10-10", "1950-10-09", "1950-10-10", False),
        ("1950-10-09/1950-10-10", "1950-10-09", "1950-10-09", False),
        ("1950-10", "1950-10-01", "1950-10-31", True),
        ("1950-10/", "1950-10-01", None, True),
        (None, None, None, False),
    ],
)
def test_bounds_that_add_something(edtf: str | None, earliest: str | None, latest: str | None, more: bool) -> None:
    assert words.says_more({"edtf": edtf, "earliest": earliest, "latest": latest}) is more


def test_what_a_form_sends_for_empty_fields() -> None:
    assert filters.tidy([("kind", ""), ("date_match", "within"), ("place", " sochi ")]) == [("place", "sochi")]
    assert filters.tidy([("date", "1950"), ("date_match", "within")]) == [("date", "1950"), ("date_match", "within")]


def claim(held_by: str, evidence: tuple[str, ...] = ()) -> dict[str, Any]:
    people = [{"id": held_by}] if held_by else []
    found = [{"record": {"id": one}, "stance": "for"} for one in evidence]
    return {"held_by": people, "authors": [{"id": "author"}], "evidence": found}


def test_accounts_have_a_column_for_each_voice() -> None:
    disputes = [
        {"positions": [{"claims": [claim("a", ("q", "d")), claim("a", ("q",))]}, {"claims": [claim("b")]}]},
        {"positions": [{"claims": [claim("author")]}, {"claims": [claim("")]}]},
    ]
    table = accounts.table(disputes)
    assert [[one["id"] for one in voice.held_by] for voice in table.voices] == [["a"], ["b"], ["author"], []]
    assert [voice.own for voice in table.voices] == [False, False, True, False]
    assert [["".join(one.letter for one in cell) for cell in row.cells] for row in table.rows] == [
        ["AA", "B", "", ""],
        ["", "", "A", "B"],
    ]
    assert [[one["record"]["id"] for one in column] for column in table.evidence] == [["q", "d"], [], [], []]
    assert accounts.table([]).voices == []


def test_settings_by_default() -> None:
    found = Settings.from_env({})
    assert (found.api_url, found.public_url, found.contact_url) == (None, "http://127.0.0.1:8000", None)
    assert Settings.from_env({"HOST": "::1", "PORT": "81"}).public_url == "http://[::1]:81"


def test_where_readers_find_the_api() -> None:
    api = {"API_URL": "http://api:8000/"}
    assert Settings.from_env(api).api_public_url == "http://api:8000"
    assert Settings.from_env(api | {"PUBLIC_URL": "https://example.org/"}).api_public_url == "https://example.org"
    assert Settings.from_env({"PUBLIC_URL": "https://example.org"}).api_public_url == "https://example.org"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "http"),
        ("API_URL", "api:8000"),
        ("API_URL", "http://[half"),
        ("PUBLIC_URL", "example.org"),
        ("PUBLIC_URL", "https://example.org/?x=1"),
        ("CONTACT_URL", "javascript:alert(1)"),
        ("CONTACT_URL", "mailto:nobody"),
    ],
)
def test_a_setting_that_cannot_be_used(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"^{name} is .*set it to "):
        Settings.from_env({name: value})
