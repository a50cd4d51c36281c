"""The views over the record: knowledge, correspondence, timeline, days, threads, arguments, sub-lists."""

from datetime import date
from typing import Any

import pytest

from api.edtf import NO_LOWER, NO_UPPER
from api.v1.knowledge import under_way
from tests.api.conftest import Api

Record = dict[str, Any]
GROUPS = ("received", "possibly_received", "inferred", "in_transit", "withheld", "undated")


def ids(records: list[Record]) -> list[str]:
    return [record["id"] for record in records]


def informed(api: Api) -> list[str]:
    return sorted({to["id"] for record in api.all("/v1/transmissions") for to in record["to"]})


def test_knowledge_without_a_day_holds_everything(api: Api) -> None:
    actors = informed(api)
    assert actors
    for actor in actors:
        known = api.json(f"/v1/actors/{actor}/knowledge")
        found = sorted(item["transmission"]["id"] for group in GROUPS for item in known[group])
        assert found == sorted(ids(api.all(f"/v1/transmissions?to={actor}")))
        assert (known["later"], known["at"], known["possibly_received"], known["in_transit"]) == (0, None, [], [])


@pytest.mark.parametrize("at", ["1950", "1950-10", "1950-10-01/1950-10-01", "1950-10-01/..", "10-01", "1950-02-30"])
def test_knowledge_is_asked_for_a_day(api: Api, at: str) -> None:
    answer = api.get(f"/v1/actors/{informed(api)[0]}/knowledge?at={at}")
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, "at")


def expected_group(transmission: Record, documents: dict[str, Record], at: str) -> str | None:
    """The rules of the contract, said once more in the words of the JSON."""
    when = transmission["date"]
    undated = when is None or when["edtf"] is None
    earliest, latest = (None, None) if undated else (when["earliest"] or "0000", when["latest"] or "9999")
    if transmission["mode"] == "withheld":
        return "withheld" if earliest is None or earliest <= at else None
    if earliest is None or latest is None:
        return "undated"
    if earliest > at:
        sent = transmission["document"] and documents[transmission["document"]["id"]]["date"]
        ends = [sent[end] for end in ("earliest", "latest") if sent[end]] if sent else []
        return "in_transit" if any(day <= at for day in ends) else None
    if transmission["certainty"] != "stated":
        return "inferred"
    return "received" if latest <= at else "possibly_received"


def test_knowledge_at_every_day_that_matters(api: Api) -> None:
    documents = {record["id"]: record for record in api.all("/v1/documents")}
    days = {
        end
        for record in api.all("/v1/transmissions") + list(documents.values())
        for end in ((record["date"] or {}).get("earliest"), (record["date"] or {}).get("latest"))
        if end
    }
    seen = set()
    for actor in informed(api):
        transmissions = api.all(f"/v1/transmissions?to={actor}")
        for at in {day for one in days for day in neighbours(one)}:
            known = api.json(f"/v1/actors/{actor}/knowledge?at={at}")
            groups = {item["transmission"]["id"]: group for group in GROUPS for item in known[group]}
            expected = {t["id"]: expected_group(t, documents, at) for t in transmissions}
            assert groups == {key: group for key, group in expected.items() if group}
            assert known["later"] == sum(group is None for group in expected.values())
            seen |= set(groups.values())
    assert seen >= {"received", "in_transit", "withheld"}


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ((5, 7), "It was sent by that day and learnt later."),
        ((7, 8), "It may have been sent by that day; it was learnt later."),
        ((8, 8), None),
        ((NO_LOWER, 8), None),
        ((NO_LOWER, 7), "It was sent by that day and learnt later."),
        ((NO_UPPER, NO_UPPER), None),
        ((None, None), None),
    ],
)
def test_what_is_not_known_to_have_begun_by_then_is_not_under_way(sent: tuple[int, int], reason: str | None) -> None:
    found = under_way(*sent, 7)
    assert found == (reason and ("in_transit", reason))


def neighbours(day: str) -> list[str]:
    ordinal = date.fromisoformat(day).toordinal()
    return [date.fromordinal(ordinal + step).isoformat() for step in (-1, 0, 1)]


def test_knowledge_about_a_subject(api: Api) -> None:
    subjects = {(to["id"], about["id"]) for t in api.all("/v1/transmissions") for to in t["to"] for about in t["about"]}
    assert subjects
    for actor, subject in subjects:
        known = api.json(f"/v1/actors/{actor}/knowledge?about={subject}")
        found = [item for group in GROUPS for item in known[group]]
        assert found
        assert all(subject in ids(item["about"]) for item in found)
        assert ids(known["about"]) == [subject]


def test_expectations_are_told_with_whose_they_are(api: Api) -> None:
    forecasts = api.all("/v1/interpretations?expectation=true")
    assert forecasts
    for claim in forecasts:
        for actor in {one["id"] for one in claim["held_by"] + claim["mind_of"]}:
            known = api.json(f"/v1/actors/{actor}/knowledge")
            assert claim["id"] in [one["claim"]["interpretation"]["id"] for one in known["expected"]]


@pytest.mark.parametrize("days", ["", "date=1931", "date=1931&date_match=within", "date=1931-04&date_quality=exact"])
def test_a_pair_leads_to_the_documents_it_counts(api: Api, days: str) -> None:
    """Those of the days asked for, and no others; and no pair ends before it begins."""
    found = api.json(f"/v1/correspondence?{days}" if days else "/v1/correspondence")
    assert (found["total"], found["total_exact"]) == (len(found["pairs"]), True)
    for pair in found["pairs"]:
        assert api.json(pair["href"])["total"] == pair["document_count"], pair
        assert None in (pair["earliest"], pair["latest"]) or pair["earliest"] <= pair["latest"]


def test_correspondence(api: Api) -> None:
    documents = api.all("/v1/documents")
    pairs: dict[tuple[str, str], set[str]] = {}
    for document in documents:
        for one in document["from"]:
            for other in document["to"]:
                if one["actor"] and other["actor"]:
                    pairs.setdefault((one["actor"]["id"], other["actor"]["id"]), set()).add(document["id"])
    found = api.json("/v1/correspondence")["pairs"]
    assert {(pair["from"]["id"], pair["to"]["id"]): pair["document_count"] for pair in found} == {
        key: len(value) for key, value in pairs.items()
    }
    for pair in found:
        assert ids(api.all(pair["href"])) == [
            d["id"] for d in documents if d["id"] in pairs[pair["from"]["id"], pair["to"]["id"]]
        ]
        via = {b["actor"]["id"] for d in api.all(pair["href"]) for b in d["via"] if b["actor"]}
        assert {one["actor"]["id"] for one in pair["via"]} == via
    for actor in {one for pair in pairs for one in pair}:
        own = api.json(f"/v1/actors/{actor}/correspondents")["pairs"]
        assert own == [pair for pair in found if actor in (pair["from"]["id"], pair["to"]["id"])]


def test_timeline_holds_dated_events_and_documents(api: Api) -> None:
    lasting = ("war", "policy", "condition")
    events, documents = api.all("/v1/events"), api.all("/v1/documents")
    dated = [r for r in events + documents if r["date"] and r["date"]["edtf"] and r["kind"] not in lasting]
    moments = api.all("/v1/timeline")
    assert sorted(m["record"]["id"] for m in moments) == sorted(ids(dated))
    assert [m["record"]["id"] for m in api.all("/v1/timeline", limit=1)] == [m["record"]["id"] for m in moments]
    by_id = {record["id"]: record for record in dated}
    for moment in moments:
        record = by_id[moment["record"]["id"]]
        assert (moment["date"], moment["kind"]) == (record["date"], record["kind"])
        assert moment["other_dates"] == record.get("other_dates", [])
        assert moment["other_dates"] == record.get("other_dates", [])
        assert moment["capital"] == record.get("capital")
    disputed = [m["record"]["id"] for m in api.all("/v1/timeline?date_quality=disputed")]
    assert disputed == [m["record"]["id"] for m in moments if m["other_dates"]]


@pytest.mark.parametrize("kind", ["condition", "meeting", "telegram,letter", "war"])
def test_timeline_by_kind(api: Api, kind: str) -> None:
    records = api.all("/v1/events") + api.all("/v1/documents")
    expected = {r["id"] for r in records if r["date"] and r["date"]["edtf"] and r["kind"] in kind.split(",")}
    assert {m["record"]["id"] for m in api.all(f"/v1/timeline?kind={kind}")} == expected


def test_counterfactuals_are_on_no_timeline(api: Api) -> None:
    counterfactual = set(ids(api.all("/v1/interpretations?kind=counterfactual")))
    assert counterfactual
    assert not counterfactual & {m["record"]["id"] for m in api.all("/v1/timeline?date=0/..".replace("0/", "1000/"))}
    assert {m["record"]["type"] for m in api.all("/v1/timeline")} <= {"event", "document"}


def test_on_this_day(api: Api) -> None:
    exact = next(m["date"]["edtf"] for m in api.all("/v1/timeline") if len(m["date"]["edtf"]) == 10)
    day = api.json(f"/v1/on-this-day?on={exact}")
    for resource in ("events", "documents", "quotations", "transmissions"):
        listed = ids(
            [r for r in api.all(f"/v1/{resource}?on={exact}") if r.get("kind") not in ("war", "policy", "condition")]
        )
        shown = [d["record"]["id"] for d in day["certain"] + day["possible"] if f"{d['record']['type']}s" == resource]
        assert sorted(shown) == sorted(listed)
    assert all(d["date"]["edtf"] == exact for d in day["certain"])
    any_year = api.json(f"/v1/on-this-day?on={exact[5:]}")
    assert any_year["possible"] == []
    assert day["certain"][0] in any_year["certain"]
    today = api.get("/v1/on-this-day")
    assert (today.status_code, today.headers["cache-control"]) == (307, "no-store")
    assert api.get(today.headers["location"]).status_code == 200


def test_thread_follows_answers_both_ways(api: Api) -> None:
    answering = [
        d for d in api.all("/v1/documents") if any(a["type"] == "document" for a in d["answers"] + d["forwards"])
    ]
    assert answering
    for document in answering:
        thread = api.json(f"/v1/documents/{document['id']}/thread")["thread"]
        members = [message["document"]["id"] for message in thread]
        for other in document["answers"] + document["forwards"]:
            if other["type"] == "document":
                assert other["id"] in members
                assert api.json(f"/v1/documents/{other['id']}/thread")["thread"] == thread
        answered = {a["id"] for message in thread for a in message["answers"]}
        assert [m["answered"] for m in thread] == [m["document"]["id"] in answered for m in thread]


def test_evidence_leads_down_to_the_words(api: Api) -> None:
    claims = {claim["id"]: claim for claim in api.all("/v1/interpretations")}
    quotations = {q["id"]: q for q in api.all("/v1/quotations")}
    for claim in claims.values():
        argument = api.json(f"/v1/interpretations/{claim['id']}/evidence")
        own = [step for step in argument["steps"] if step["depth"] == 1]
        assert [(s["record"], s["stance"]) for s in own] == [(e["record"], e["stance"]) for e in claim["evidence"]]
        for step in argument["steps"]:
            assert step["citations"]
            if step["record"]["type"] == "quotation":
                assert step["text"] == quotations[step["record"]["id"]]["text"]
            if step["record"]["type"] == "interpretation":
                under = [s["record"] for s in argument["steps"] if s["under"] == step["record"]]
                assert under == [e["record"] for e in claims[step["record"]["id"]]["evidence"]]


def test_graph_holds_all_ties(api: Api) -> None:
    for claim in api.all("/v1/interpretations"):
        graph = api.json(f"/v1/interpretations/{claim['id']}/graph")
        ends = {end["id"] for edge in graph["edges"] for end in (edge["from"], edge["to"])} | {claim["id"]}
        assert {node["id"] for node in graph["nodes"]} == ends
        tied = {r["interpretation"]["id"] for r in claim["relations"]} | {e["record"]["id"] for e in claim["evidence"]}
        assert tied | {d["id"] for d in claim["disputes"]} <= ends


SUBLISTS = [
    ("actors/{}/events", "events", lambda r: [p["actor"]["id"] for p in r["participants"]]),
    (
        "actors/{}/documents",
        "documents",
        lambda r: [p["actor"]["id"] for n in ("from", "to", "via", "copies") for p in r[n] if p["actor"]],
    ),
    ("actors/{}/quotations", "quotations", lambda r: [s["actor"]["id"] for s in r["speakers"]]),
    ("documents/{}/quotations", "quotations", lambda r: [r["document"]["id"]] if r["document"] else []),
    ("disputes/{}/interpretations", "interpretations", lambda r: ids(r["disputes"])),
    ("events/{}/causes", "causal-links", lambda r: [r["effect"]["id"]]),
    ("events/{}/consequences", "causal-links", lambda r: [r["cause"]["id"]]),
]


@pytest.mark.parametrize(("path", "resource", "owners"), SUBLISTS, ids=[path for path, _, _ in SUBLISTS])
def test_sublist_is_the_list_of_its_owner(api: Api, path: str, resource: str, owners: Any) -> None:
    records = api.all(f"/v1/{resource}")
    for owner in ids(api.all(f"/v1/{path.split('/')[0]}")):
        assert api.all(f"/v1/{path.format(owner)}") == [r for r in records if owner in owners(r)]
    assert api.get(f"/v1/{path.format('no-such-record')}").status_code == 404


@pytest.mark.parametrize("path", ["events/{}/documents", "events/{}/quotations", "events/{}/interpretations"])
def test_sublists_of_events(api: Api, path: str) -> None:
    total = sum(len(api.all(f"/v1/{path.format(event)}")) for event in ids(api.all("/v1/events")))
    assert total > 0
    assert api.get(f"/v1/{path.format('no-such-record')}").status_code == 404


def test_accounts_of_an_event_side_by_side(api: Api) -> None:
    claims = {claim["id"]: claim for claim in api.all("/v1/interpretations")}
    disputes = [d for d in api.all("/v1/disputes") if any(a["type"] == "event" for a in d["about"])]
    assert disputes
    for dispute in disputes:
        event = next(a for a in dispute["about"] if a["type"] == "event")
        accounts = api.json(f"/v1/events/{event['id']}/accounts")
        shown = next(d for d in accounts["disputes"] if d["dispute"]["id"] == dispute["id"])
        for position, full in zip(shown["positions"], dispute["positions"], strict=True):
            assert [c["interpretation"] for c in position["claims"]] == full["interpretations"]
            for claim in position["claims"]:
                own = claims[claim["interpretation"]["id"]]
                assert all(claim[name] == own[name] for name in ("statement", "modality", "held_by", "evidence"))


def test_quotations_in_context_and_use(api: Api) -> None:
    used = {e["record"]["id"] for c in api.all("/v1/interpretations") for e in c["evidence"]}
    for quotation in api.all("/v1/quotations"):
        context = api.json(f"{quotation['href']}/context")
        starts = [n["start"] for n in context["neighbours"]]
        assert starts == sorted(starts)
        assert context["citations"] == quotation["citations"]
        first = quotation["selectors"][0]["start"]
        last = quotation["selectors"][-1]["end"]
        for near in context["neighbours"]:
            side = "before" if near["start"] < first else "within" if near["start"] < last else "after"
            assert near["side"] == side
        uses = api.json(f"{quotation['href']}/uses")["uses"]
        if quotation["id"] in used:
            assert uses


def test_coverage_of_sources(api: Api) -> None:
    whole = api.json("/v1/sources/alder-papers/coverage")
    assert (whole["sentence_count"], whole["cited"], whole["silent"], whole["open"]) == (28, 27, 1, 0)
    assert [one["reason"] for one in whole["uncited"]] == ["running header"]
    parts = [api.json(f"{part['href']}/coverage") for part in api.json("/v1/sources/alder-papers")["parts"]]
    assert all(0 < part["cited"] <= part["sentence_count"] < 28 for part in parts)
    assert api.get("/v1/sources/no-such-work/coverage").status_code == 404


@pytest.mark.parametrize(("view", "near", "far"), [("causes", "effect", "cause"), ("consequences", "cause", "effect")])
def test_causes_and_consequences_to_the_end(api: Api, view: str, near: str, far: str) -> None:
    links, events = api.all("/v1/causal-links"), api.all("/v1/events")
    for event in events:
        known, frontier = {event["id"]}, {event["id"]}
        while frontier:
            parts = {e["id"] for e in events if e["part_of"] and e["part_of"]["id"] in frontier}
            frontier = (parts | {one[far]["id"] for one in links if one[near]["id"] in frontier}) - known
            known |= frontier
        expected = [one["id"] for one in links if one[near]["id"] in known]
        assert ids(api.all(f"/v1/events/{event['id']}/{view}?reach=all")) == expected
    assert api.get(f"/v1/events/{events[0]['id']}/{view}?reach=far").status_code == 400
