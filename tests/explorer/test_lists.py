"""Lists: forms with the API's own parameters, both readings of dates, cursors, fragments."""

from typing import Any
from urllib.parse import parse_qsl

import pytest

from explorer.filters import LISTINGS, QUALITY, VIEWS
from explorer.words import KINDS, WORDS
from tests.explorer.conftest import Pages, exploring, fixed
from tests.explorer.html import Page

OWN = {"limit", "cursor", "changed_since", "level", "expectation"}  # understood, but not offered in the form


@pytest.fixture(scope="module")
def document(site: Pages) -> Any:
    return site.get("/v1/openapi.json").json()


def parameters(document: Any, path: str) -> set[str]:
    shared = document["components"].get("parameters", {})
    named = document["paths"][path]["get"]["parameters"]
    found = [shared[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in named]
    return {one["name"] for one in found if one["in"] == "query"}


@pytest.mark.parametrize("kind", [*KINDS, *VIEWS])
def test_the_form_offers_what_the_api_takes(site: Pages, document: Any, kind: str) -> None:
    """An order of places is offered where one source is chosen."""
    taken = parameters(document, f"/v1/{kind}")
    ordered = kind in LISTINGS and LISTINGS[kind].orders
    form = Page(site.text(f"/{kind}{'?source=halden-reeve-ledger-moved' if ordered else ''}"))
    offered = {element.attributes["name"] for name in ("input", "select") for element in form.all(name)}
    offered.remove("q")  # the box of every page
    assert offered <= taken
    assert taken - offered <= OWN | {"on", "facets", "fields"}
    assert form.one("form", action=f"/{kind}", method="get")


def test_every_choice_comes_from_the_vocabularies(site: Pages) -> None:
    known = site.get("/v1/vocabularies").json()["vocabularies"]
    chosen = [choice for listing in (*LISTINGS.values(), *VIEWS.values()) for choice in (*listing.choices, QUALITY)]
    assert {choice.vocabulary for choice in chosen} | {choice.also for choice in chosen if choice.also} <= set(known)
    values = {term["value"] for term in known["event-kind"]}
    offered = {option.attributes["value"] for option in Page(site.text("/events")).all("option")}
    assert values <= offered


def test_our_words_are_for_values_that_exist(site: Pages) -> None:
    known = site.get("/v1/vocabularies").json()["vocabularies"]
    names = {"verification": "verification-state", "elsewhere": "verification-state"}
    ties = {"answers-in", "evidence-for", "evidence-against"} | {term["value"] for term in known["assertion-stance"]}
    names |= {"tie-to": "relation-kind", "tie-from": "relation-kind", "tie-between": "relation-kind"}
    names |= {"lacuna": "interpretation-lacuna", "told": "modality", "held-as": "modality", "type": "record-type"}
    for name, words in WORDS.items():
        if name != "language":
            values = {term["value"] for term in known[names.get(name, name)]}
            assert set(words) <= (values | ties if name.startswith("tie-") else values), name


def test_empty_fields_are_dropped(site: Pages) -> None:
    sent = "/events?date=&date_match=overlaps&date_quality=&kind=decision&capital=&participant=+"
    answer = site.get(sent)
    assert (answer.status_code, answer.headers["location"]) == (302, "/events?kind=decision")
    assert site.get("/events?kind=decision").status_code == 200


@pytest.mark.parametrize(
    ("query", "found", "read"),
    [
        ("date=1931-06", 3, "possibly within 1931-06"),
        ("date=1931-04&date_match=within", 1, "certainly within 1931-04"),
        ("date=1931-04/..&date_match=overlaps", 4, "possibly within 1931-04/.."),
    ],
)
def test_which_reading_of_dates_was_used(site: Pages, query: str, found: int, read: str) -> None:
    page = Page(site.text(f"/events?{query}"))
    assert page.one("h2", id="found").text.split()[0] == str(found)
    assert page.classed("reading")[0].startswith(f"Events dated {read}.")
    checked = [
        element.attributes["value"] for element in page.all("input", type="radio") if "checked" in element.attributes
    ]
    assert checked == ["within" if "certainly" in read else "overlaps"]


def test_filters_in_use_can_be_removed(site: Pages) -> None:
    page = Page(site.text("/quotations?fidelity=original&speaker=anna-weir"))
    assert page.classed("chosen") == ["How faithful: original words remove Speaker: Anna Weir remove"]
    assert {"/quotations?fidelity=original", "/quotations?speaker=anna-weir"} <= set(page.links())
    assert page.one("input", name="speaker").attributes["value"] == "anna-weir"
    assert "open" in page.all("details")[0].attributes


def test_nothing_found_is_said_without_concluding(site: Pages) -> None:
    page = Page(site.text("/events?kind=war"))
    assert page.one("h2", id="found").text == "No events"
    assert "That our record is silent does not mean that nothing was." in page.text


def test_a_fault_in_a_filter_is_explained(site: Pages) -> None:
    answer = site.get("/events?kind=decison")
    page = Page(answer.text)
    assert answer.status_code == 400
    assert "kind: 'decison' is not one of its values; did you mean decision?" in page.text
    assert "/events" in page.links()


def test_markup_in_a_query_stays_text(site: Pages) -> None:
    answer = site.get("/events?kind=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert answer.status_code == 400
    assert "<script>alert" not in answer.text


def test_pages_follow_the_cursor_to_the_end(site: Pages) -> None:
    """Each record once, without JavaScript."""
    seen: list[str] = []
    following = "/events?limit=3"
    while following:
        page = Page(site.text(following))
        seen += [link for link in page.links() if link.startswith("/events/") and link not in seen]
        further = page.all("a", rel="next")
        following = (further[0].attributes["href"] or "") if further else ""
    listed = site.get("/v1/events?limit=100").json()["results"]
    assert set(seen) == {record["href"].removeprefix("/v1") for record in listed}


def pairs_of(address: str) -> tuple[str, list[tuple[str, str]]]:
    """Path and query; the order of the query's pairs means nothing."""
    path, _, query = address.partition("?")
    return path, sorted(parse_qsl(query))


def test_more_is_a_fragment_for_htmx_and_a_page_for_all_others(site: Pages) -> None:
    more = Page(site.text("/events?limit=3")).one("a", rel="next")
    link, fragment = more.attributes["href"] or "", more.attributes["hx-get"] or ""
    assert fragment == f"/_f{link}"
    opened = site.get(fragment)
    assert opened.status_code == 302
    assert pairs_of(opened.headers["location"]) == pairs_of(link)
    partial = site.get(fragment, hx_request_type="partial")
    assert partial.headers["vary"].startswith("HX-Request-Type")
    assert partial.headers["x-robots-tag"] == "noindex"
    assert "<html" not in partial.text
    assert len(Page(f"<div>{partial.text}</div>").all("li", class_="item")) == 3


def test_a_fragment_that_fails_is_an_alert_with_a_way_on(site: Pages) -> None:
    answer = site.get("/_f/events?cursor=x", hx_request_type="partial")
    assert answer.status_code == 400
    alert = Page(answer.text)
    assert alert.one("div", role="alert").attributes["id"] == "more"
    assert alert.links() == ["/events?cursor=x"]


CHANGED = {"type": "/problems/release-changed", "title": "", "status": 410, "detail": "", "instance": "", "errors": []}


def test_a_cursor_of_another_release_leads_back_to_the_first_page() -> None:
    with exploring(fixed({"/v1/events": (410, CHANGED)})) as pages:
        answer = pages.get("/events?kind=war&cursor=abc")
        assert answer.status_code == 410
        page = Page(answer.text)
        assert page.one("h1").text == "The records changed while you were reading"
        assert "/events?kind=war" in page.links()
