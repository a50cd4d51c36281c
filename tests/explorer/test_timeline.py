"""The timeline and the days, and what record pages take from the views of the API."""

import pytest

from explorer import days
from tests.explorer.conftest import Pages, Recorded
from tests.explorer.test_views import ids, page


def test_the_timeline_is_a_list_by_month(site: Pages) -> None:
    found = page(site, "/timeline")
    assert [element.text for element in found.all("h3")] == [
        "1887, in no single month",
        "1931 or later",
        "March 1931",
        "April 1931",
        "June 1931",
    ]
    moments = found.classed("moment")
    assert len(moments) == 7
    assert moments[1] == "from March 1931, end unknown 1931-03/ Closing of the reading room development reading room"
    assert moments[3].endswith("Letter of Weir to Brandt on the damp letter document")
    removal = moments[5]
    assert "others date it otherwise 2 questions on which accounts differ" in removal
    assert removal.endswith("Washington")  # its lane
    assert moments[6].startswith("about June 1931 1931-06~")


def test_which_reading_the_timeline_used(site: Pages) -> None:
    found = page(site, "/timeline?date=1931-03&date_match=within")
    assert found.classed("reading")[0].startswith("Events and documents dated certainly within 1931-03.")
    assert [one.split()[0] for one in found.classed("moment")] == ["3"]
    assert "/timeline?date=1931-03&date_match=overlaps" in found.links()
    assert len(page(site, "/timeline?date=1931-03").classed("moment")) == 2


def test_every_filter_is_a_link_or_a_field(site: Pages) -> None:
    found = page(site, "/timeline?date=1931-04&place=alder")
    links = found.links(nofollow=True)
    assert {f"/timeline?place=alder&date={date}" for date in ("1931", "1931-03", "1931-05")} <= set(links)
    assert "/timeline?date=1931-04&place=alder&capital=washington" in links
    assert "/timeline?date=1931-04&place=alder&kind=war,policy,condition" in links
    fields = {element.attributes["name"] for name in ("input", "select") for element in found.all(name)}
    assert fields == {"date", "date_match", "date_quality", "kind", "capital", "place", "source", "q"}
    assert "/timeline?date=1931-12" in page(site, "/timeline?date=1931").links()


def test_what_lasts_is_shown_where_it_is_asked_for(site: Pages) -> None:
    found = page(site, "/timeline?kind=war,policy,condition")
    assert found.classed("moment")[0].startswith("from May 1931, going on 1931-05/.. Reading room unused")
    assert "too long to stand in a line" not in found.text


def test_the_timeline_has_pages(site: Pages) -> None:
    first = page(site, "/timeline?limit=4")
    more = first.one("a", rel="next").attributes["href"] or ""
    second = page(site, more)
    assert len(first.classed("moment")) + len(second.classed("moment")) == 7
    assert second.one("h2", id="found").text == "7 events and documents, continued"
    assert "/timeline?limit=4" in second.links()


def test_nothing_on_the_timeline_is_said_without_concluding(site: Pages) -> None:
    found = page(site, "/timeline?date=1700")
    assert "That our record is silent does not mean that nothing was." in found.classed("empty")[0]


def test_a_page_of_the_timeline_is_sixty_unless_asked(together: tuple[Pages, Recorded]) -> None:
    site, recorded = together
    recorded.requests.clear()
    site.get("/timeline?date=1931-01/1931-11")
    site.get("/timeline?limit=4&date=1930/1932")
    asked = [str(request.url.query, "ascii") for request in recorded.requests if request.url.path == "/v1/timeline"]
    assert asked == ["date=1931-01/1931-11&limit=60", "date=1930/1932&limit=4"]


def test_a_day_is_certain_or_possible(site: Pages) -> None:
    found = page(site, "/days/1931-04-09")
    assert found.one("h1").text == "9 April 1931"
    assert ids(found) == ["certain", "possible"]
    certain, *possible = found.classed("moment")
    assert certain == "9 April 1931 Weir wants the ledgers moved out of the damp. transmission"
    kinds = [meta.split(" · ")[0].split()[0] for meta in found.classed("meta")]
    assert kinds == ["transmission", "document", "quotation", "event"]
    assert len(possible) == 2
    assert {"/days/1931-04-08", "/days/1931-04-10", "/days/04-09"} <= set(found.links())


def test_a_day_in_any_year(site: Pages) -> None:
    found = page(site, "/days/04-09")
    assert found.one("h1").text == "9 April, in any year"
    assert ids(found) == ["certain"]
    assert "/days/1931-04-09" in found.links()
    assert "Nothing is dated to it." in page(site, "/days/02-29").classed("empty")[0]


@pytest.mark.parametrize(
    ("path", "twin"),
    [
        ("/timeline.json?date=1931", "/v1/timeline?date=1931"),
        ("/days/04-09.json", "/v1/on-this-day?on=04-09"),
        ("/correspondence.json?date=1931", "/v1/correspondence?date=1931"),
        ("/correspondence/anna-weir/otto-brandt.json", "/v1/documents?between=anna-weir,otto-brandt"),
        ("/actors/anna-weir/knowledge.json?at=1931-04-12", "/v1/actors/anna-weir/knowledge?at=1931-04-12"),
    ],
)
def test_json_twins_of_views(site: Pages, path: str, twin: str) -> None:
    answer = site.get(path)
    assert (answer.status_code, answer.headers["location"]) == (302, twin)
    assert site.get(twin).status_code == 200


def test_lists_lead_to_the_views(site: Pages) -> None:
    assert {"/correspondence", "/timeline"} <= set(page(site, "/documents").links())
    assert "/timeline?date=1931-04&date_match=within" in page(site, "/events?date=1931-04&date_match=within").links()
    assert "/timeline" in page(site, "/sources").links()


def test_a_list_can_come_in_the_order_of_the_source(site: Pages) -> None:
    found = page(site, "/quotations?sort=position")
    assert found.classed("chosen") == ["In the order of: position remove"]
    selected = [option.attributes["value"] for option in found.all("option") if "selected" in option.attributes]
    assert selected == ["position"]
    assert site.get("/quotations?sort=").headers["location"] == "/quotations"


def test_an_order_of_one_source_goes_with_the_source(site: Pages) -> None:
    assert page(site, "/interpretations").all("select", id="f-sort") == []
    found = page(site, "/interpretations?source=halden-reeve-ledger-moved&sort=position")
    assert found.one("select", id="f-sort")
    removing = [link.attributes["href"] for link in found.all("a", aria_label="Remove the filter Cited from")]
    assert removing == ["/interpretations"]


# What record pages take from the views


def test_a_document_shows_its_exchange_with_the_gaps(site: Pages) -> None:
    thread = page(site, "/documents/brandt-to-weir-1931-04-12").classed("thread")[0]
    assert "this document answers Letter of Weir to Brandt on the damp received: not recorded" in thread
    assert thread.endswith("no answer to it is recorded")
    assert thread.count("no answer to it is recorded") == 1
    alone = page(site, "/documents/weir-note")
    assert "It stands alone on record: neither what it answers nor an answer to it." in alone.classed("empty")


def test_what_led_to_an_event_names_who_says_so(site: Pages) -> None:
    found = page(site, "/events/ledger-removal")
    assert found.classed("causal")[0].startswith("Damp in the archive gave a reason for 1 says so, 1 disputes it")
    assert "Said to have followed Nobody is recorded as saying so." in found.text


def test_an_argument_goes_down_to_the_words(site: Pages) -> None:
    found = page(site, "/interpretations/damp-moved-weir")
    tree = found.classed("tree")[0]
    assert tree.startswith("for quotation “The shelves are damp, and the ledgers must go before the rains.”")
    where = "from Letter of Weir to Brandt on the damp; Halden and Reeve, Ledger, characters 398\u2013419, 434\u2013475"
    assert where in tree
    assert "In all it rests on 1 quotation and 1 document." in found.classed("hint")
    tied = found.classed("roles")[0]
    assert tied.startswith("Asserts causal link Damp in the archive")
    assert "Contradicted by claim The damp had nothing to do with the removal." in tied


def test_a_source_says_how_much_of_it_is_recorded(site: Pages) -> None:
    found = page(site, "/sources/halden-reeve-ledger-moved")
    assert found.classed("strip")[0] == "Sentences 25 Cited by a record 24 Rightly silent 1 Open 0"
    assert found.classed("ranged") == ["Running header 1 sentence characters 1133\u20131149"]
    assert "/interpretations?source=halden-reeve-ledger-moved&sort=position" in found.links()


def test_an_actor_has_correspondents_and_a_form_for_what_they_knew(site: Pages) -> None:
    found = page(site, "/actors/anna-weir")
    assert found.one("form", action="/actors/anna-weir/knowledge", method="get")
    assert found.one("input", name="at")
    assert found.classed("partners")[0].startswith("Otto Brandt the exchange written to them: 1 document, dated")
    assert "/correspondence/anna-weir/otto-brandt" in found.links()
    assert "No document to or from Karl Lund names both ends." in page(site, "/actors/karl-lund").classed("empty")


def test_dates_lead_to_their_day_and_month(site: Pages) -> None:
    assert {"/days/1931-04-20", "/timeline?date=1931-04"} <= set(page(site, "/events/ledger-removal").links())
    assert [link for link in page(site, "/events/room-closure").links() if link.startswith("/days/")] == []
    assert "/timeline?place=alder" in page(site, "/places/alder").links()


def test_what_is_of_one_date_stands_under_it_once() -> None:
    records = [{"id": id, "date": {"edtf": edtf}} for id, edtf in (("a", "1950-10"), ("b", "1950"), ("c", "1950-10"))]
    assert [[one["id"] for one in same] for same in days.by_date(records)] == [["a", "c"], ["b"]]
