"""The questions that the record must answer, each asked of the curated data with one request (one of them two).

Answers are compared with the text of the source, so these tests run where it is held.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import Api, serving


@pytest.fixture(scope="module")
def api(curated_url: str) -> Iterator[Api]:
    with serving(curated_url) as found:
        yield found


@pytest.fixture(scope="module")
def text(sources: Path) -> str:
    return (sources / "source" / "major-problems-korea.txt").read_bytes().decode("utf-8")


def cited(record: dict[str, Any], text: str) -> str:
    """The words of the source that carry a record."""
    return " … ".join(text[c["start"] : c["end"]] for c in record["citations"])


def ids(records: list[dict[str, Any]]) -> list[str]:
    return [record["id"] for record in records]


def test_1_what_stalin_wrote_to_mao_in_october_1950(api: Api, text: str) -> None:
    page = api.json("/v1/quotations?speaker=joseph-stalin&addressee=mao-zedong&date=1950-10&sort=position&limit=100")
    assert page["next"] is None
    words = [quotation["selectors"][0]["exact"] for quotation in page["results"]]
    assert len(words) == 9
    starts = [text.index(exact) for exact in words]
    assert starts == sorted(starts)
    for quotation in page["results"]:
        assert "via" in quotation
        assert quotation["document"]["id"] in {"stalin-to-mao-zhou-1950-10", "stalin-to-mao-1950-10-05"}
        assert all(text[s["start"] : s["end"]] == s["exact"] for s in quotation["selectors"])
    gap = next(quotation for quotation in page["results"] if quotation["lacuna"])
    assert "than the United States and [...] war is inevitable" in gap["text"]


@pytest.mark.parametrize(
    ("at", "received", "inferred"),
    [
        ("1950-02-01", 1, {"the American monopoly on atomic weapons", "withdrawal from South Korea"}),
        ("1950-10-01", 2, {"to obtain international approval"}),
    ],
)
def test_2_what_had_reached_stalin_about_american_intentions(
    api: Api, text: str, at: str, received: int, inferred: set[str]
) -> None:
    known = api.json(f"/v1/actors/joseph-stalin/knowledge?at={at}&about=united-states")
    assert len(known["received"]) == received
    assert known["received"][0]["date"]["edtf"] == "1950-01-28"
    told = " ".join(cited(api.json(item["transmission"]["href"]), text) for item in known["inferred"])
    assert all(words in told for words in inferred)
    assert all(item["claim"]["modality"] for item in known["inferred"])


def test_3_who_objected_to_ground_troops_at_blair_house(api: Api, text: str) -> None:
    events = api.json("/v1/events?place=blair-house")["results"]
    objections = {
        (event["id"], participant["actor"]["id"]): [quotation["label"] for quotation in participant["quotations"]]
        for event in events
        for participant in event["participants"]
        if participant["role"] == "objected"
    }
    first, second = "blair-house-meeting-1", "blair-house-meeting-2"
    assert set(objections) == {
        (first, "omar-bradley"), (first, "frank-pace"), (first, "louis-johnson"),
        (second, "omar-bradley"), (second, "lawton-collins"),
    }  # fmt: skip
    assert objections[first, "omar-bradley"] == ["“the advisability”"]
    assert 'he questioned "the advisability"' in text


def test_4_what_happened_at_sochi(api: Api) -> None:
    accounts = api.json("/v1/events/sochi-talks/accounts")
    held = [
        [{one["id"] for claim in position["claims"] for one in claim["held_by"]} for position in dispute["positions"]]
        for dispute in accounts["disputes"]
    ]
    chinese, soviet = "chinese-sources-zubok-pleshakov", "soviet-records-zubok-pleshakov"
    assert [{chinese, "mao-zedong"}, {soviet}] in held
    explanations = next(d for d in accounts["disputes"] if len(d["positions"]) == 3)
    assert explanations["presupposes"]
    assert {"vladislov-zubok", "constantine-pleshakov"} in [
        {one["id"] for claim in position["claims"] for one in claim["held_by"]}
        for position in explanations["positions"]
    ]


def test_5_why_stalin_backed_the_invasion(api: Api, text: str) -> None:
    links = api.json("/v1/events/stalin-support-for-invasion-plan/causes?limit=100")["results"]
    causes = {link["cause"]["id"]: link for link in links}
    assert {"sino-soviet-treaty", "end-of-us-atomic-monopoly", "us-statements-on-defense-perimeter"} <= set(causes)
    treaty = causes["sino-soviet-treaty"]["assertions"][0]["claim"]
    assert (treaty["modality"], treaty["words"]) == ("infers", ["must have been"])
    assert "must have been the biggest cause" in text


def test_6_what_would_have_happened_according_to_christensen(api: Api) -> None:
    found = api.json("/v1/interpretations?kind=counterfactual&author=thomas-j-christensen")["results"]
    argued = next(claim for claim in found if claim["modality"] == "argues")
    assert len(argued["chain"]) == 2
    assert argued["consequent"]
    assert {"us-nonrecognition-of-beijing"} <= set(ids(argued["antecedent_about"]))


def test_7_what_followed_from_the_war(api: Api) -> None:
    links = api.json("/v1/events/korean-war/consequences?reach=all&limit=100")["results"]
    effects = {link["effect"]["id"] for link in links}
    assert {
        "soviet-setback",
        "west-german-rearmament",
        "us-military-budget-quadrupling",
        "stalin-mao-friendship",
    } <= effects
    assert all(assertion["claim"]["held_by"] for link in links for assertion in link["assertions"])


def test_8_possibly_and_certainly_in_early_october(api: Api) -> None:
    possibly = set(ids(api.all("/v1/events?date=1950-10-01/1950-10-15")))
    certainly = set(ids(api.all("/v1/events?date=1950-10-01/1950-10-15&date_match=within")))
    assert "sochi-talks" in certainly
    assert certainly < possibly
    assert "yalu-crossing" not in possibly


def test_9_everything_on_13_october(api: Api) -> None:
    day = api.json("/v1/on-this-day?on=1950-10-13")
    assert {"mao-to-stalin-1950-10-13", "stalin-to-kim-1950-10-13"} <= {
        one["record"]["id"] for one in day["certain"] + day["possible"]
    }
    any_year = api.json("/v1/on-this-day?on=10-13")
    assert set(ids([one["record"] for one in any_year["certain"]])) == set(
        ids([one["record"] for one in day["certain"]])
    )


def test_10_where_a_quotation_stands_and_who_uses_it(api: Api, text: str) -> None:
    context = api.json("/v1/quotations/stalin-let-war-happen-now/context")
    uses = api.json("/v1/quotations/stalin-let-war-happen-now/uses")
    assert text[context["citations"][0]["start"] :].startswith("Of course I had to reckon")
    assert {one["side"] for one in context["neighbours"]} == {"before", "within", "after"}
    assert uses["uses"]


def test_11_who_wrote_to_whom(api: Api) -> None:
    pairs = {(p["from"]["id"], p["to"]["id"]): p for p in api.json("/v1/correspondence")["pairs"]}
    asked = pairs["mao-zedong", "joseph-stalin"]
    assert asked["document_count"] >= 3
    assert {one["actor"]["id"] for one in asked["via"]} >= {"zhou-enlai"}
    assert any(pair["delay"] for pair in pairs.values())


def test_12_which_claims_rest_on_the_cable_of_5_october(api: Api) -> None:
    page = api.json("/v1/interpretations?evidence=stalin-to-mao-1950-10-05&limit=100")
    assert page["total"] >= 5
    for claim in page["results"]:
        own = {evidence["record"]["id"] for evidence in claim["evidence"]}
        assert own or claim["said_in"]["id"] == "stalin-to-mao-1950-10-05"


def test_13_which_claims_rest_on_nothing(api: Api) -> None:
    for claim in api.all("/v1/interpretations?evidence=none"):
        kinds = {evidence["record"]["type"] for evidence in claim["evidence"]}
        assert not kinds & {"quotation", "document"}


# A reader's questions of fact: at most three requests each, and what the answer must hold.
FACTS = [
    ("/v1/events/end-of-us-atomic-monopoly", "1949-08-29"),
    ("/v1/documents?from=mao-zedong&to=joseph-stalin&date=1950-05", "zhou-enlai"),
    ("/v1/quotations?speaker=mao-zedong&addressee=joseph-stalin", "Comrade Filippov"),
    ("/v1/documents?from=joseph-stalin&to=mao-zedong&date=1950-10", "Pheng Xi"),
    ("/v1/quotations/stalin-move-divisions", "at least five or six divisions to the 38th parallel"),
    ("/v1/interpretations/zhou-brought-refusal", "soviet-records-zubok-pleshakov"),
    ("/v1/transmissions?to=kim-il-sung&on=1950-10-12", "stalin-to-kim-1950-10-12"),
    ("/v1/documents/mao-to-stalin-1950-10-13", "1950-10-13"),
    ("/v1/events/yalu-crossing", "1950-10-19"),
    ("/v1/events?participant=united-states&kind=development", "budget"),
    ("/v1/places?within=kuriles", "Habomai"),
]


@pytest.mark.parametrize(("path", "holds"), FACTS, ids=[path for path, _ in FACTS])
def test_facts(api: Api, path: str, holds: str) -> None:
    answer = api.get(path)
    assert answer.status_code == 200
    assert holds in answer.text


def test_every_sentence_is_accounted_for(api: Api) -> None:
    coverage = api.json("/v1/sources/major-problems-korea/coverage")
    assert coverage["open"] == 0
    assert coverage["cited"] > 190
    assert all(one["reason"] for one in coverage["uncited"])
