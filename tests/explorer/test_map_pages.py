"""What is drawn on pages: the causal map and the map of places, each with its twin, with none, one and many."""

import gzip
import re
from typing import Any

import httpx
import pytest

from explorer import mapping
from explorer.client import Answer
from explorer.drawings import causal
from tests.explorer.causes import link, many
from tests.explorer.conftest import Pages, Recorded, exploring, fixed
from tests.explorer.html import Page
from tests.explorer.overlay import failing, giving
from tests.explorer.test_pages import check_markup

MOST = 15 * 1024  # bytes of a drawing, packed
VOCABULARIES: dict[str, Any] = {"vocabularies": {"causal-kind": []}}
SVG = re.compile(r'<svg class="drawing" role="group".*?</svg>', re.DOTALL)


def page(site: Pages, path: str) -> Page:
    return Page(site.text(path))


def listed(results: list[Any]) -> dict[str, Any]:
    shape = {"results": results, "total": len(results), "total_exact": True, "next": None}
    return {**shape, "facets": {}, "filters": {}, "release": "1"}


def of_links(links: list[Any]) -> httpx.MockTransport:
    return fixed({"/v1/causal-links": (200, listed(links)), "/v1/vocabularies": (200, VOCABULARIES)})


def checked(found: Page) -> None:
    check_markup(found)
    assert not [one for one in found.elements if "style" in one.attributes]
    for region in found.all("div", class_="pane"):
        assert region.attributes["tabindex"] == "0"
        assert region.attributes["role"] == "region"
    for drawing in SVG.findall(found.source):
        for anchor in re.findall(r"<a [^>]*>", drawing):
            assert 'aria-label="' in anchor
    ids = {one.attributes.get("id") for one in found.elements}
    for skip in re.findall(r'<p class="past"><a href="#([^"]+)"', found.source):
        assert skip in ids


# The causal map


def test_the_links_are_drawn_and_every_claim_is_in_the_table(pages: Pages) -> None:
    found = page(pages, "/causal-links")
    assert "1 line between 2 events and documents." in found.source
    assert "1 says so, 1 disputes it" in found.source
    assert "somebody disputes it" in found.one("ul", class_="legend").text
    table = found.all("table")[0].text
    assert "Weir acted because the archive was damp." in table
    assert "The damp had nothing to do with the removal." in table
    assert "/causal-links/damp-to-removal" in found.links()
    checked(found)


@pytest.mark.parametrize("count", [1, 41, 70])
def test_a_drawing_stays_small_and_each_line_leads_to_its_claims(count: int) -> None:
    links = many(40 if count > 1 else 2, count)
    with exploring(of_links(links)) as site:
        found = page(site, "/causal-links")
    (drawing,) = SVG.findall(found.source)
    assert len(gzip.compress(drawing.encode())) <= MOST
    ids = {f"/causal-links/{one['id']}" for one in links}
    drawn = re.findall(r'href="(/causal-links/[^"]+)"', drawing)
    assert 0 < len(drawn) == len(set(drawn)) <= causal.MOST
    assert set(drawn) <= ids <= set(found.links())
    checked(found)


def test_of_many_lines_other_drawings_are_a_link_away() -> None:
    links = [*(link(f"cause-{number}", "hub") for number in range(9)), *(link("far", f"end-{n}") for n in range(8))]
    with exploring(of_links(links)) as site:
        found = page(site, "/causal-links?kind=motivated")
        assert [href for href in found.links() if "event=" in href] == [
            "/causal-links?kind=motivated&event=hub",
            "/causal-links?kind=motivated&event=far",
        ]
    with exploring(of_links(links[:3])) as site:
        assert not [href for href in page(site, "/causal-links").links() if "event=" in href]


def test_what_is_not_disputed_is_drawn_without_a_sign_for_disputes() -> None:
    with exploring(of_links([link("a", "b")])) as site:
        text = site.text("/causal-links")
    assert 'stroke-dasharray="6 4"' not in text
    assert "how many claims say so: not how strong the cause was" in text
    with exploring(of_links([link("a", "b", disputes=1)])) as site:
        assert 'stroke-dasharray="6 4"' in site.text("/causal-links")


def test_names_are_written_as_text_however_they_are_spelt() -> None:
    named = link("a", "b", {"cause": {"label": '<b>"R&D"</b> ' + "supercalifragilistic" * 6}})
    with exploring(of_links([named])) as site:
        found = page(site, "/causal-links")
    assert "<b>" not in found.source
    checked(found)


def test_with_nothing_found_nothing_is_drawn(site: Pages) -> None:
    found = page(site, "/causal-links?cause=room-closure")
    assert not SVG.findall(found.source)
    assert "That our record is silent" in found.one("div", class_="empty").text


def test_filters_narrow_what_is_drawn_and_the_next_page_follows(site: Pages) -> None:
    found = page(site, "/causal-links?effect=removal-of-ledgers&held_by=one-critic-halden-reeve")
    assert "1 line between" in found.source
    rest = {**listed([link("a", "b")]), "total": 61, "next": "/v1/causal-links?kind=motivated&cursor=xyz&limit=60"}
    answers = {"/v1/causal-links": (200, rest), "/v1/vocabularies": (200, VOCABULARIES)}
    with exploring(fixed(answers)) as paged:
        assert "/causal-links?kind=motivated&cursor=xyz" in page(paged, "/causal-links?kind=motivated").links()


def test_an_event_shows_what_led_there_and_what_followed(pages: Pages) -> None:
    found = page(pages, "/events/ledger-removal")
    assert "led" in [one.attributes["id"] for one in found.all("h2") if "id" in one.attributes]
    checked(found)


def test_an_event_with_several_links_is_drawn(together: tuple[Pages, Recorded]) -> None:
    causes = listed([link("a", "ledger-removal"), link("b", "ledger-removal", disputes=2)])
    with exploring(giving(together[1].transport, "/causes", causes)) as site:
        found = page(site, "/events/ledger-removal")
    assert len(SVG.findall(found.source)) == 1
    assert 'class="subject"' in found.source
    checked(found)


def test_a_link_is_drawn_among_those_of_its_ends(pages: Pages) -> None:
    found = page(pages, "/causal-links/damp-to-removal")
    assert "No other link on record begins or ends at either." in found.source
    checked(found)


def test_a_link_among_others_is_the_thick_one(together: tuple[Pages, Recorded]) -> None:
    own = link("damp-shelves", "ledger-removal", id="damp-to-removal")
    around = listed([own, link("damp-shelves", "other")])
    with exploring(giving(together[1].transport, "/v1/causal-links", around)) as site:
        found = page(site, "/causal-links/damp-to-removal")
    (drawing,) = SVG.findall(found.source)
    assert re.findall(r'aria-current="true" href="([^"]+)"', drawing) == ["/causal-links/damp-to-removal"]
    checked(found)


def test_other_links_that_cannot_be_loaded_are_missed_in_place(together: tuple[Pages, Recorded]) -> None:
    with exploring(failing(together[1].transport, "/v1/causal-links")) as site:
        text = site.text("/causal-links/damp-to-removal")
    assert "Other links of the two could not be loaded just now." in text
    assert "Who says so" in text


# The map


def test_the_map_has_places_events_and_their_twin(pages: Pages) -> None:
    found = page(pages, "/map")
    (drawing,) = SVG.findall(found.source)
    assert 'href="/places/alder"' in drawing
    assert "Alder (Alder-on-the-Hill)" in drawing
    assert "38th parallel" in drawing
    assert "reading room" in found.source[found.source.index("Not on the map") :]
    assert "to the north-west" in found.source
    assert len(gzip.compress(drawing.encode())) <= MOST
    checked(found)


def test_a_day_counts_what_had_begun_by_then(pages: Pages) -> None:
    early, late = page(pages, "/map?date=1800"), page(pages, "/map?date=1931-04")
    assert early.one("h1").text == "Where it happened by 1800"
    assert late.one("h1").text == "Where it happened by April 1931"
    assert [one.attributes["content"] for one in late.all("meta", name="robots")] == ["noindex"]
    assert "/map?date=1931-03" in late.links()
    assert "/map?date=1931-05" in late.links()
    assert "No event on record has one of these places by 1800." in early.source
    checked(late)


@pytest.mark.parametrize("date", ["yesterday", "1950-13", "1950-1", "1950-10-01/1950-10-15", "1950-02-31", "0001"])
def test_what_is_no_date_is_refused_with_how_to_write_one(site: Pages, date: str) -> None:
    answer = site.get(f"/map?date={date}")
    assert answer.status_code == 400
    assert "<code>date</code>" in answer.text
    assert "YYYY" in answer.text or "calendar" in answer.text


def test_the_form_drops_an_empty_day_and_json_leads_to_the_places(site: Pages) -> None:
    assert site.get("/map?date=").headers["location"] == "/map"
    assert site.get("/map.json").headers["location"] == "/v1/places"


def test_events_that_cannot_be_loaded_are_missed_in_place(together: tuple[Pages, Recorded]) -> None:
    with exploring(failing(together[1].transport, "/v1/events")) as site:
        answer = site.get("/map")
    assert answer.status_code == 200
    assert "The events could not be loaded just now." in answer.text
    assert "not loaded" in answer.text
    assert 'href="/places/alder"' in answer.text


def test_without_any_place_that_is_said() -> None:
    with exploring(fixed({"/v1/places": (200, listed([])), "/v1/events": (200, listed([]))})) as site:
        text = site.text("/map")
    assert "No place on record has coordinates." not in text
    assert "No place is recorded yet." in text


def test_a_place_shows_where_it_lies_and_the_list_leads_to_the_map(pages: Pages) -> None:
    found = page(pages, "/places/alder")
    (drawing,) = SVG.findall(found.source)
    assert "Alder (Alder-on-the-Hill)" in drawing
    assert "/map" in found.links()
    checked(found)
    assert not SVG.findall(pages.text("/places/reading-room"))
    assert "/map" in page(pages, "/places").links()


@pytest.mark.parametrize(
    ("when", "before", "after"),
    [
        ("1950", "1949", "1951"),
        ("1950-01", "1949-12", "1950-02"),
        ("1950-12", "1950-11", "1951-01"),
        ("1950-03-03", "1950-02-24", "1950-03-10"),
        ("1000", None, "1001"),
        ("9999-12", "9999-11", None),
        ("9999-12-31", "9999-12-24", None),
    ],
)
def test_a_step_is_as_long_as_the_date_is_precise(when: str, before: str | None, after: str | None) -> None:
    assert (mapping.stepped(when, -1), mapping.stepped(when, 1)) == (before, after)


def test_events_are_gathered_by_place_those_with_the_most_first() -> None:
    places = [{"id": id, "name": id.upper(), "latitude": None} for id in ("a", "b", "c")]
    events = [{"place": {"id": "b"}}, {"place": None}, {"place": {"id": "b"}}, {"place": {"id": "c"}}]
    answer = Answer("", 200, {"results": events, "total": 9})
    found = mapping.gathered(places, answer)
    assert [(one.place["id"], len(one.events or [])) for one in found.places] == [("b", 2), ("c", 1), ("a", 0)]
    assert (len(found.nowhere), found.left_out) == (1, 5)
    assert found.numbers == {"a": 0, "b": 2, "c": 1}
    assert mapping.gathered(places, Answer("", 502)).numbers is None
