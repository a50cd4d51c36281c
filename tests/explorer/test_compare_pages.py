"""Two claims side by side: what is compared, how they are chosen, and what is said where they cannot be."""

from typing import Any

import httpx
import pytest

from explorer import comparing
from tests.explorer.conftest import Pages, Recorded, exploring
from tests.explorer.html import Page
from tests.explorer.overlay import failing
from tests.explorer.test_pages import check_markup

TWO = "/compare?a=removal-by-weir-alone&b=removal-ordered-by-brandt"


def page(site: Pages, path: str) -> Page:
    return Page(site.text(path))


def rows(found: Page) -> dict[str, str]:
    """What stands in the rows of the tables, by their heads."""
    heads = [" ".join(head.text.split()) for head in found.all("th", scope="row")]
    lines = [" ".join(row.text.split()) for row in found.all("tr")]
    return {head: line for head in heads for line in lines if line.startswith(head)}


def test_two_claims_stand_row_by_row(pages: Pages) -> None:
    found = page(pages, TWO)
    assert found.one("h1").text == "Two claims compared"
    said = rows(found)
    assert "Weir took the ledgers away without anyone's order." in said["The claim"]
    assert "Brandt gave the order to take the ledgers away." in said["The claim"]
    assert "the same in both" in said["Kind the same in both"]
    assert "the same in both" in said["Answers the same in both"]
    held = next(text for head, text in said.items() if head.startswith("Held by"))
    assert "the same in both" not in held
    assert "as an assertion" in held
    assert [head.split(" the same")[0] for head in said][:8] == [
        "The claim", "Written by", "How firmly", "Held by", "Kind", "About", "Said in", "Answers",
    ]  # fmt: skip
    assert "The first claim contradicts the second." in pages.text(TWO)
    check_markup(found)


def test_turned_round_the_relation_is_told_from_the_other_end(site: Pages) -> None:
    text = site.text("/compare?a=removal-ordered-by-brandt&b=removal-by-weir-alone")
    assert "The second claim contradicts the first." in text


def test_evidence_is_told_apart_and_none_is_a_finding(site: Pages) -> None:
    text = site.text(TWO)
    assert "Nothing on record carries both." in text
    assert "/documents/council-minutes" in Page(text).links()
    assert "It names no evidence. That is a finding, not a gap in our record." in text


def test_a_comparison_has_no_twin_and_is_not_indexed(site: Pages) -> None:
    found = page(site, TWO)
    assert [one.attributes["content"] for one in found.all("meta", name="robots")] == ["noindex"]
    assert not found.all("link", type="application/json")
    assert "This page as JSON" not in found.source
    calls = [one.text for one in found.all("pre")]
    assert [one.partition("/v1/")[2].rstrip("'") for one in calls][:4] == [
        "interpretations/removal-by-weir-alone",
        "interpretations/removal-ordered-by-brandt",
        "interpretations/removal-by-weir-alone/evidence",
        "interpretations/removal-ordered-by-brandt/evidence",
    ]
    assert len(calls) <= 6


def test_two_are_chosen_by_way_of_a_dispute(pages: Pages) -> None:
    found = page(pages, "/compare")
    assert "/compare?dispute=who-ordered-removal" in found.links()
    chosen = page(pages, "/compare?dispute=who-ordered-removal")
    form = [one for one in chosen.all("form") if one.attributes["action"] == "/compare"]
    assert [one.attributes["method"] for one in form] == ["get"]
    assert [one.attributes["name"] for one in chosen.all("select")] == ["a", "b"]
    options = [one.attributes["value"] for one in chosen.all("option")]
    assert options == ["removal-ordered-by-brandt", "removal-by-weir-alone"] * 2
    selected = [one.attributes["value"] for one in chosen.all("option") if "selected" in one.attributes]
    assert selected == ["removal-by-weir-alone"]
    for one in (found, chosen):
        check_markup(one)


def test_one_claim_is_set_against_the_others_of_its_dispute(site: Pages) -> None:
    found = page(site, "/compare?a=removal-by-weir-alone")
    selected = [one.attributes["value"] for one in found.all("option") if "selected" in one.attributes]
    assert selected == ["removal-by-weir-alone"]
    assert "choose one" in found.source


def test_a_claim_of_no_dispute_leads_to_those_it_is_tied_to(site: Pages) -> None:
    found = page(site, "/compare?b=damp-played-no-part")
    assert "This claim is an answer in no dispute" in found.source
    assert "/compare?a=damp-played-no-part&b=damp-moved-weir" in found.links()


def test_empty_fields_of_the_form_are_dropped(site: Pages) -> None:
    answer = site.get("/compare?a=damp-moved-weir&b=")
    assert (answer.status_code, answer.headers["location"]) == (302, "/compare?a=damp-moved-weir")


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("a=damp-moved-weir&b=damp-moved-weir", 400, "Both are the same claim."),
        ("a=damp-moved-weir&b=damp-moved-wier", 404, "There is no claim <code>damp-moved-wier</code>"),
        ("a=nobody-said&b=damp-moved-weir", 404, "There is no claim <code>nobody-said</code>"),
        ("a=..%2Fmeta&b=damp-moved-weir", 400, "is not an id; write the id of a claim"),
        ("a=damp-moved-weir&b=%3Cb%3E", 400, "&#39;&lt;b&gt;&#39; is not an id"),
        ("dispute=A", 400, "write the id of a dispute"),
        ("dispute=nothing-of-it", 404, "There is no such page"),
        ("a=nobody-said", 404, "There is no such page"),
    ],
)
def test_what_cannot_be_compared_is_answered_with_a_way_on(site: Pages, query: str, status: int, said: str) -> None:
    answer = site.get(f"/compare?{query}")
    assert answer.status_code == status
    assert said in answer.text
    assert Page(answer.text).all("meta", name="robots")
    assert any(link.startswith(("/compare", "/search", "/")) for link in Page(answer.text).links())


def test_a_claim_nearly_named_is_offered(site: Pages) -> None:
    answer = site.get("/compare?a=damp-moved-weir&b=damp-played-no-parts")
    assert "/interpretations/damp-played-no-part" in Page(answer.text).links()


def renaming(request: httpx.Request) -> httpx.Response:
    """An API that has renamed one claim, and knows no other."""
    if request.url.path.endswith("/old-name"):
        return httpx.Response(308, json={}, headers={"Location": "/v1/interpretations/new-name"})
    body = {"id": "other", "disputes": []} if request.url.path.endswith("/other") else {}
    return httpx.Response(200 if body else 404, json=body)


@pytest.mark.parametrize(
    ("query", "to"),
    [
        ("a=old-name&b=other", "/compare?a=new-name&b=other"),
        ("a=other&b=old-name", "/compare?a=other&b=new-name"),
        ("a=old-name", "/compare?a=new-name"),
    ],
)
def test_a_renamed_claim_leads_to_the_new_address(query: str, to: str) -> None:
    with exploring(httpx.MockTransport(renaming)) as site:
        answer = site.get(f"/compare?{query}")
    assert (answer.status_code, answer.headers["location"]) == (308, to)


def test_evidence_that_cannot_be_loaded_is_missed_in_place(together: tuple[Pages, Recorded]) -> None:
    with exploring(failing(together[1].transport, "/evidence")) as site:
        answer = site.get(TWO)
    assert answer.status_code == 200
    assert "What the first rests on could not be loaded just now." in answer.text
    assert "max-age=0" in answer.headers["cache-control"]
    assert "Brandt gave the order" in answer.text


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("/disputes/who-ordered-removal", None),
        ("/events/ledger-removal", "/compare?a=removal-ordered-by-brandt&b=removal-by-weir-alone"),
        ("/interpretations/removal-by-weir-alone", "/compare?a=removal-by-weir-alone&b=removal-ordered-by-brandt"),
        ("/interpretations/removal-by-weir-alone", "/compare?a=removal-by-weir-alone&dispute=who-ordered-removal"),
    ],
)
def test_other_pages_lead_there(site: Pages, path: str, link: str | None) -> None:
    found = page(site, path)
    if link is None:
        assert [one.attributes["name"] for one in found.all("select")] == ["a", "b"]
    else:
        assert link in found.links()
    check_markup(found)


def step(under: str, record: str, stance: str = "for") -> dict[str, Any]:
    return {"under": {"id": under}, "record": {"id": record, "href": f"/v1/x/{record}"}, "stance": stance}


def argument(claim: str, *steps: dict[str, Any]) -> dict[str, Any]:
    return {"interpretation": {"id": claim}, "steps": list(steps)}


def test_what_both_rest_on_is_found_at_any_depth() -> None:
    first = argument("one", step("one", "letter"), step("one", "between"), step("between", "minutes", "against"))
    second = argument("two", step("two", "minutes"), step("two", "one"), step("two", "own"))
    found = comparing.grounds(first, second)
    assert [ground.step["record"]["id"] for ground in found.shared] == ["minutes"]
    assert [use["stance"] for use in found.shared[0].first] == ["against"]
    assert [use["stance"] for use in found.shared[0].second] == ["for"]
    assert [ground.step["record"]["id"] for ground in found.first] == ["letter", "between"]
    assert [ground.step["record"]["id"] for ground in found.second] == ["own"]


def test_bonds_name_who_does_what_to_whom_once() -> None:
    one = {
        "id": "one",
        "relations": [
            {"kind": "contradicts", "direction": "to", "interpretation": {"id": "two"}},
            {"kind": "supports", "direction": "from", "interpretation": {"id": "two"}},
            {"kind": "answers", "direction": "to", "interpretation": {"id": "three"}},
        ],
        "evidence": [{"record": {"id": "two"}, "stance": "against"}],
    }
    two: dict[str, Any] = {"id": "two", "relations": [], "evidence": []}
    assert [(bond.subject, bond.kind) for bond in comparing.bonds(one, two)] == [
        ("The first claim", "contradicts"),
        ("The second claim", "supports"),
        ("The second claim", "evidence-against"),
    ]


@pytest.mark.parametrize(
    ("csl", "year"),
    [({"issued": {"date-parts": [[1991, 5]]}}, 1991), ({}, None), ({"issued": {"literal": "n.d."}}, None)],
)
def test_the_year_is_that_of_the_reference(csl: dict[str, Any], year: int | None) -> None:
    assert comparing.year({"csl": csl}) == year
