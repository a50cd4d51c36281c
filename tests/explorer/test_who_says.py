"""Words and claims are never shown without who says them, nor filters without what they name."""

import pytest

from tests.explorer.conftest import Pages
from tests.explorer.html import Page

PARTIAL = {"hx-request": "true", "hx-request-type": "partial"}


@pytest.mark.parametrize("headers", [{}, PARTIAL], ids=["page", "fragment"])
def test_a_search_tells_who_says_what_it_found(site: Pages, headers: dict[str, str]) -> None:
    found = Page(site.get("/search?q=roof", **headers).text)
    meta = found.classed("meta")
    assert any("Anna Weir and Karl Lund" in one for one in meta)
    assert any("Otto Brandt" in one for one in meta)


def test_what_is_claimed_of_a_speaker_is_told_as_claimed(site: Pages) -> None:
    found = Page(site.text("/search?q=drown"))
    assert any("Otto Brandt (so one party claims)" in one for one in found.classed("meta"))


def test_a_search_tells_who_makes_and_who_holds_a_claim(site: Pages) -> None:
    found = Page(site.text("/search?q=ledgers&type=interpretation"))
    claims = {claim["label"]: claim for claim in site.get("/v1/interpretations?limit=100").json()["results"]}
    items = found.all("li", class_="item")
    assert items
    for item in items:
        claim = next(claim for label, claim in claims.items() if label in item.text)
        assert all(author["label"] in item.text for author in claim["authors"])
        assert f"{claim['modality'].removesuffix('s')} it" in item.text
        assert ("held by" in item.text) == (claim["held_by"] != claim["authors"])
        assert all(holder["label"] in item.text for holder in claim["held_by"])


def test_a_day_tells_who_speaks(site: Pages) -> None:
    assert "quotation Otto Brandt" in Page(site.text("/days/1931-04-12")).text


def test_a_dispute_tells_on_how_many_words_its_answers_rest(site: Pages) -> None:
    disputes = site.get("/v1/disputes").json()["results"]
    for path in ("/", "/disputes"):
        assert Page(site.text(path)).text.count("no quotation") == sum(one["quotation_count"] == 0 for one in disputes)


@pytest.mark.parametrize(
    ("path", "used"),
    [
        ("/events?place=alder", "Where: Alder remove"),
        ("/events?place=nowhere", "Where: nowhere remove"),
        ("/quotations?speaker=anna-weir,otto-brandt", "Speaker: Anna Weir or Otto Brandt remove"),
        ("/documents?between=anna-weir,otto-brandt", "Between: Anna Weir and Otto Brandt remove"),
        ("/timeline?place=alder", "Where: Alder remove"),
        ("/causal-links?event=removal-of-ledgers", "Cause or effect: Removal of the ledgers remove"),
        ("/search?q=weir&actor=anna-weir", "Person or body: Anna Weir remove"),
        ("/interpretations?evidence=none", "Rests on (or none): none remove"),
    ],
)
def test_filters_in_use_are_named(site: Pages, path: str, used: str) -> None:
    found = Page(site.text(path))
    assert found.classed("chosen") == [used]
    label, _, value = used.removesuffix(" remove").partition(": ")
    assert f"{label.lower()} {value}" in found.all("title")[0].text
