"""The views over the record: timeline, days, correspondence, knowledge, and what record pages take from them."""

from typing import Any

import httpx
import pytest

from explorer.knowing import GROUPS
from tests.explorer.conftest import Pages, exploring, fixed
from tests.explorer.html import Page
from tests.explorer.test_pages import check_markup


def page(site: Pages, path: str) -> Page:
    return Page(site.text(path))


def ids(found: Page, tag: str = "h2") -> list[str]:
    return [element.attributes["id"] or "" for element in found.all(tag) if "id" in element.attributes]


# Knowledge at a date


def test_what_had_reached_somebody_by_a_day(site: Pages) -> None:
    found = page(site, "/actors/otto-brandt/knowledge?at=1931-04-09")
    assert found.one("h1").text == "What had reached Otto Brandt by 9 April 1931?"
    news = found.classed("item")[0]
    assert news.startswith("9 April 1931 relayed through others Weir wants the ledgers moved out of the damp.")
    assert "from Anna Weir through Karl Lund by Letter of Weir to Brandt on the damp about Damp in the archive" in news
    assert not found.classed("reason"), "what is the same for all is said once, above them"
    assert "/transmissions/brandt-reads-letter" in found.links()


def test_groups_come_in_order_and_say_how_many(site: Pages) -> None:
    found = page(site, "/actors/anna-weir/knowledge?at=1931-04-12")
    assert ids(found) == ["received", "possibly_received", "expected", "undated", "silent"]
    assert [group.name for group in GROUPS if group.name in ids(found)] == ids(found)[:-1]
    counts = [words for words in found.classed("chosen")[0].split() if words.isdigit()]
    assert counts == ["1", "1", "1"]
    assert "Nothing on record under: had reached them; inferred; written, not yet received; kept" in found.text
    assert "Nothing is on record as having reached them by then." in found.classed("empty")


@pytest.mark.parametrize(
    ("path", "group", "said"),
    [
        ("/actors/otto-brandt/knowledge?at=1931-04-05", "in_transit", "It may have been sent by that day"),
        ("/actors/alder-council/knowledge?at=1931-04-12", "withheld", "kept back by Otto Brandt"),
        ("/actors/anna-weir/knowledge?at=1931-04-12", "undated", "Weir understood from the closing of the room"),
        ("/actors/anna-weir/knowledge?at=1931-04-12", "expected", "infer “must have”"),
    ],
)
def test_a_group_says_whose_word_it_is(site: Pages, path: str, group: str, said: str) -> None:
    assert said in page(site, path).one("section", aria_labelledby=group).text


def test_forecasts_of_no_day_are_told_apart(site: Pages) -> None:
    found = page(site, "/actors/anna-weir/knowledge?at=1931-04-12")
    assert found.classed("ranged")[0].startswith("1 forecast of which the source does not say when Mira Halden")
    assert "open" in found.all("details", class_="ranged")[0].attributes


def test_a_silent_record_is_not_ignorance(site: Pages) -> None:
    found = page(site, "/actors/anna-weir/knowledge?at=1931-01-01")
    assert "ignorance: no document that they sent, received or carried is on record for January 1931." in found.text
    assert "1 piece of information that came later is left out here." in found.text
    assert "/transmissions?to=anna-weir&date=1931-01-02/.." in found.links()
    counted = page(site, "/actors/anna-weir/knowledge?at=1931-04-12")
    assert "2 documents that they sent, received or carried are on record for April 1931. Which" in counted.text
    assert "/documents?party=anna-weir&date=1931-04" in counted.links()


def test_the_days_are_links_and_a_form(site: Pages) -> None:
    here = "/actors/anna-weir/knowledge"
    found = page(site, f"{here}?at=1931-04-12&about=otto-brandt")
    assert [found.one("a", rel=f"{way} nofollow").attributes["href"] for way in ("prev", "next")] == [
        f"{here}?at=1931-04-05&about=otto-brandt",
        f"{here}?at=1931-04-19&about=otto-brandt",
    ]
    assert found.one("form", action=here, method="get")
    assert found.one("input", name="at").attributes["value"] == "1931-04-12"
    options = {option.attributes["value"]: "selected" in option.attributes for option in found.all("option")}
    assert options == {"": False, "room-closure": False, "otto-brandt": True, "ledger-removal": False}
    assert found.one("title").text.startswith("What had reached Anna Weir by 12 April 1931, about Otto Brandt ·")
    assert site.get(f"{here}?at=1931-04-12&about=").headers["location"] == f"{here}?at=1931-04-12"


def test_the_ends_of_the_calendar_have_no_further_week(site: Pages) -> None:
    assert page(site, "/actors/anna-weir/knowledge?at=9999-12-31").all("a", rel="next nofollow") == []
    assert page(site, "/actors/anna-weir/knowledge?at=1000-01-01").all("a", rel="prev nofollow") == []


def test_without_a_day_all_that_is_on_record(site: Pages) -> None:
    found = page(site, "/actors/anna-weir/knowledge")
    assert found.one("h1").text == "What had reached Anna Weir?"
    assert found.classed("chosen") == ["Had reached them 1 Expected 1 Date not known 1"]
    assert "by then" not in found.text
    assert found.classed("reason") == []
    assert "3 documents that they sent, received or carried are on record." in found.text


def test_a_day_that_is_none_is_explained(site: Pages) -> None:
    for at in ("yesterday", "1931-04", "1931-04-09/1931-04-09", "%00"):
        answer = site.get(f"/actors/anna-weir/knowledge?at={at}")
        assert answer.status_code == 400
        assert "is not a day; write YYYY-MM-DD" in Page(answer.text).text


def test_the_door_of_the_first_page(site: Pages) -> None:
    form = page(site, "/").one("form", action="/knowledge", method="get")
    assert "Otto Brandt" in form.text
    answer = site.get("/knowledge?actor=otto-brandt&at=1931-04-12")
    assert (answer.status_code, answer.headers["location"]) == (302, "/actors/otto-brandt/knowledge?at=1931-04-12")
    assert site.get("/knowledge?actor=..%2fx&at=1931-04-12").status_code == 404


def test_knowledge_without_its_other_parts(site: Pages) -> None:
    """The page is told without what the month holds, and without the subjects beside the one asked about."""
    known = "/v1/actors/anna-weir/knowledge"
    body = site.get(f"{known}?at=1931-04-12&about=otto-brandt").json()

    def answer(request: httpx.Request) -> httpx.Response:
        fine = request.url.path == known and "about" in request.url.params
        return httpx.Response(200, json=body) if fine else httpx.Response(503)

    with exploring(httpx.MockTransport(answer)) as pages:
        found = Page(pages.text("/actors/anna-weir/knowledge?at=1931-04-12&about=otto-brandt"))
    check_markup(found)
    missing = [text.split(" could not")[0] for text in found.classed("notice")]
    assert missing == ["How many documents are on record", "The other subjects"]
    assert "Brandt will not have the ledgers moved yet." in found.text


# Correspondence


def test_the_matrix_of_who_wrote_to_whom(site: Pages) -> None:
    found = page(site, "/correspondence")
    rows = [" ".join(row.text.split()) for row in found.all("tr")]
    assert rows[1:] == [
        "Anna Weir – to Otto Brandt 1 through Karl Lund",  # noqa: RUF001
        "Otto Brandt to Anna Weir 1 –",  # noqa: RUF001
    ]
    assert found.links().count("/correspondence/anna-weir/otto-brandt") == 2
    assert "A number says of how many documents we hold word, not how many were sent;" in found.classed("hint")[1]


def test_the_matrix_of_some_days(site: Pages) -> None:
    found = page(site, "/correspondence?date=1931-04-12&date_match=within")
    assert found.classed("reading")[0].startswith("Documents dated certainly within 1931-04-12.")
    assert [" ".join(row.text.split()) for row in found.all("tr")][1:] == ["Otto Brandt to Anna Weir 1"]
    assert "/correspondence/anna-weir/otto-brandt?date=1931-04-12&date_match=within" in found.links()
    none = page(site, "/correspondence?date=1700")
    assert "That our record is silent does not mean that nothing was written." in none.classed("empty")[0]


def test_an_exchange_in_its_order(site: Pages) -> None:
    found = page(site, "/correspondence/anna-weir/otto-brandt")
    assert "1 document, dated between 1 April 1931 and 9 April 1931; through Karl Lund" in found.classed("strip")[0]
    first, second = found.classed("item")
    assert "received 9 April 1931 under way: 0 to 8 days" in first
    assert "“The shelves are damp, and the ledgers must go before the rains.”" in first
    assert "no answer" not in first
    assert "answers Letter of Weir to Brandt on the damp no answer to it is recorded" in second
    assert "“should be postponed until the roof is mended.”" in second


def test_an_exchange_has_one_page(site: Pages) -> None:
    answer = site.get("/correspondence/otto-brandt/anna-weir?date=1931-04&date_match=")
    assert answer.headers["location"] == "/correspondence/otto-brandt/anna-weir?date=1931-04"
    again = site.get(answer.headers["location"])
    assert (again.status_code, again.headers["location"]) == (302, "/correspondence/anna-weir/otto-brandt?date=1931-04")


def test_gaps_and_words_outside_the_letters() -> None:
    documents = [letter("one", "1950-10-01"), letter("two", "1950-10-21")]
    answers = exchange(documents, [words("said", None)])
    with exploring(fixed(answers)) as pages:
        found = Page(pages.text("/correspondence/a/b"))
    check_markup(found)
    assert found.classed("gap") == ["19 days of which no document between the two is on record"]
    assert "spoken" in ids(found)
    assert found.classed("item")[0].endswith("No words of it to the other are recorded.")


def test_an_exchange_without_its_other_parts() -> None:
    answers = exchange([letter("one", "1950-10-01")], [])
    del answers["/v1/quotations"], answers["/v1/actors/a/correspondents"]
    with exploring(fixed(answers)) as pages:
        found = Page(pages.text("/correspondence/a/b"))
    missing = [text.split(" could not")[0] for text in found.classed("notice")]
    assert missing == ["The counts and delays", "Their words"]
    assert len(found.classed("item")) == 1


def test_a_renamed_correspondent_leads_to_the_exchange() -> None:
    answers = exchange([], [])
    moved = httpx.Response(308, headers={"Location": "/v1/actors/z"})

    def answer(request: httpx.Request) -> httpx.Response:
        status, body = answers.get(request.url.path, (200, {}))
        return moved if request.url.path == "/v1/actors/a" else httpx.Response(status, json=body)

    with exploring(httpx.MockTransport(answer)) as pages:
        found = pages.get("/correspondence/a/b?date=1950")
    assert (found.status_code, found.headers["location"]) == (308, "/correspondence/b/z?date=1950")


def actor(id: str) -> dict[str, Any]:
    return {"id": id, "type": "actor", "label": id.upper(), "href": f"/v1/actors/{id}", "name": id.upper()}


def date(day: str) -> dict[str, Any]:
    return {"edtf": day, "printed": None, "earliest": day, "latest": day, "words": day}


def letter(id: str, day: str) -> dict[str, Any]:
    parties = {"from": [{"actor": actor("a"), "printed": None}], "to": [{"actor": actor("b"), "printed": None}]}
    record = {"id": id, "type": "document", "label": id, "href": f"/v1/documents/{id}", "summary": None}
    return record | parties | {"via": [], "date": date(day), "received": None, "answers": [], "answered_by": []}


def words(id: str, document: Any) -> dict[str, Any]:
    record = {"id": id, "type": "quotation", "label": id, "href": f"/v1/quotations/{id}", "text": id, "lacuna": None}
    return record | {
        "document": document,
        "speakers": [{"actor": actor("a"), "certainty": "stated"}],
        "addressees": [actor("b")],
        "date": None,
        "fidelity": "original",
        "translated": None,
        "emendations": [],
        "citations": [],
    }


def exchange(documents: list[Any], quotations: list[Any]) -> dict[str, tuple[int, Any]]:
    """The API's answers about the letters of two actors."""
    terms: dict[str, list[Any]] = {"date-quality": []}
    return {
        "/v1/documents": (200, {"results": documents, "total": len(documents)}),
        "/v1/quotations": (200, {"results": quotations, "total": len(quotations)}),
        "/v1/actors/a/correspondents": (200, {"actor": actor("a"), "pairs": []}),
        "/v1/actors/a": (200, actor("a")),
        "/v1/actors/b": (200, actor("b")),
        "/v1/vocabularies": (200, {"vocabularies": terms}),
    }
