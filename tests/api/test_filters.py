"""Every filter, held against what the unfiltered list shows."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Api

Record = dict[str, Any]


def ref(name: str) -> Callable[[Record], set[str]]:
    """The id in a field that holds one reference."""
    return lambda record: {record[name]["id"]} if record[name] else set()


def refs(name: str) -> Callable[[Record], set[str]]:
    """The ids in a field that holds several."""
    return lambda record: {item["id"] for item in record[name]}


def actors(*names: str) -> Callable[[Record], set[str]]:
    """The actors of fields that hold objects with an `actor`."""
    return lambda record: {item["actor"]["id"] for name in names for item in record[name] if item["actor"]}


def scalar(name: str) -> Callable[[Record], set[str]]:
    return lambda record: {str(record[name])} if record[name] is not None else set()


def people(role: str) -> Callable[[Record], set[str]]:
    return lambda record: {one["id"] for a in record["assertions"] for one in a["claim"][role]}


def speaking(record: Record) -> set[str]:
    return {speaker["certainty"] for speaker in record["speakers"]}


FILTERS = {
    "sources": {"kind": scalar("kind"), "author": refs("authors"), "part_of": ref("part_of")},
    "actors": {
        "kind": scalar("kind"),
        "member_of": lambda record: {role["body"]["id"] for role in record["roles"] if role["body"]},
    },
    "places": {"within": ref("within")},
    "events": {
        "kind": scalar("kind"),
        "place": ref("place"),
        "capital": scalar("capital"),
        "participant": actors("participants"),
        "part_of": ref("part_of"),
    },
    "documents": {
        "from": actors("from"),
        "to": actors("to"),
        "via": actors("via"),
        "party": actors("from", "to", "via", "copies"),
        "kind": scalar("kind"),
        "knowledge": scalar("knowledge"),
        "occasion": ref("occasion"),
    },
    "quotations": {
        "speaker": actors("speakers"),
        "addressee": refs("addressees"),
        "document": ref("document"),
        "event": ref("event"),
        "fidelity": scalar("fidelity"),
        "certainty": speaking,
    },
    "interpretations": {
        "author": refs("authors"),
        "held_by": refs("held_by"),
        "mind_of": refs("mind_of"),
        "about": refs("about"),
        "said_in": ref("said_in"),
        "kind": scalar("kind"),
        "modality": scalar("modality"),
        "dispute": refs("disputes"),
        "certainty": scalar("certainty"),
        "expectation": lambda record: {str(record["expectation"]).lower()},
    },
    "disputes": {
        "about": refs("about"),
        "held_by": lambda record: {one["id"] for p in record["positions"] for one in p["held_by"]},
    },
    "causal-links": {
        "cause": ref("cause"),
        "effect": ref("effect"),
        "event": lambda record: {record["cause"]["id"], record["effect"]["id"]},
        "kind": scalar("kind"),
        "author": people("authors"),
        "held_by": people("held_by"),
    },
    "transmissions": {
        "to": refs("to"),
        "from": refs("from"),
        "via": refs("via"),
        "about": refs("about"),
        "mode": scalar("mode"),
        "document": ref("document"),
        "event": ref("event"),
        "certainty": scalar("certainty"),
    },
}
ONE_VALUE = {"expectation"}
CASES = [(resource, name) for resource, filters in FILTERS.items() for name in filters]


@pytest.mark.parametrize(("resource", "name"), CASES)
def test_filter_by_field(api: Api, resource: str, name: str) -> None:
    values_of = FILTERS[resource][name]
    records = api.all(f"/v1/{resource}?level=any" if resource == "actors" else f"/v1/{resource}")
    values = sorted(set().union(*(values_of(record) for record in records)))
    assert values, f"the corpus has no {resource} with {name}"
    several = [] if name in ONE_VALUE else [",".join(values[:2])]
    for value in (*values, *several):
        wanted = set(value.split(","))
        expected = [record["id"] for record in records if values_of(record) & wanted]
        assert [record["id"] for record in api.all(f"/v1/{resource}?{name}={value}")] == expected


def test_every_declared_filter_is_held(api: Api) -> None:
    """A parameter that no case here or in the tests of its own names is a parameter nobody checks."""
    elsewhere = {
        "limit", "cursor", "source", "changed_since", "date", "date_match", "on", "date_quality",
        "level", "between", "evidence", "sort", "section", "number", "mentions", "facets", "fields",
    }  # fmt: skip
    document = api.json("/v1/openapi.json")
    for path, item in document["paths"].items():
        operation = item["get"]
        if path.removeprefix("/v1/") in FILTERS:
            declared = {p["name"] for p in operation["parameters"] if p.get("in") == "query"} - elsewhere
            assert declared == set(FILTERS[path.removeprefix("/v1/")])


def test_filter_between(api: Api) -> None:
    documents = api.all("/v1/documents")
    pairs = {
        (s["actor"]["id"], t["actor"]["id"])
        for d in documents
        for s in d["from"]
        for t in d["to"]
        if s["actor"] and t["actor"]
    }
    one, other = sorted(pairs)[0]
    expected = [
        d["id"]
        for d in documents
        if any(
            {s["actor"]["id"], t["actor"]["id"]} == {one, other}
            for s in d["from"]
            for t in d["to"]
            if s["actor"] and t["actor"]
        )
    ]
    assert expected
    for pair in (f"{one},{other}", f"{other},{one}"):
        assert [d["id"] for d in api.all(f"/v1/documents?between={pair}")] == expected
    assert api.get(f"/v1/documents?between={one}").status_code == 400


def test_filter_by_source_takes_parts_too(api: Api) -> None:
    for source in api.all("/v1/sources"):
        tree = {source["id"]} | {part["id"] for part in source["parts"]}
        for resource in FILTERS:
            found = [r["id"] for r in api.all(f"/v1/{resource}?source={source['id']}")]
            records = api.all(f"/v1/{resource}")
            assert found == [r["id"] for r in records if tree & {c["source"]["id"] for c in r["citations"]}]


def test_filter_by_change(api: Api) -> None:
    total = api.json("/v1/events")["total"]
    release = int(api.json("/v1/meta")["release"])
    assert api.json(f"/v1/events?changed_since={release - 1}")["total"] == total
    assert api.json(f"/v1/events?changed_since={release}")["total"] == 0
    assert api.json("/v1/events?changed_since=2020-01-01T00:00:00Z")["total"] == total
    assert api.json("/v1/events?changed_since=2999-01-01T00:00:00%2B01:00")["total"] == 0


def test_filter_by_evidence(api: Api) -> None:
    claims = api.all("/v1/interpretations")
    quotations = {q["id"]: q["document"] and q["document"]["id"] for q in api.all("/v1/quotations")}
    told = {c["id"]: c["said_in"]["id"] for c in claims if c["said_in"]}
    documents = {d["id"] for d in api.all("/v1/documents")}

    def rests_on(claim: Record) -> set[str]:
        own = {e["record"]["id"] for e in claim["evidence"]}
        return (
            own | {quotations.get(o) or "" for o in own} | {told.get(o, "") for o in own} | {told.get(claim["id"], "")}
        )

    for document in documents:
        expected = [c["id"] for c in claims if document in rests_on(c)]
        assert [c["id"] for c in api.all(f"/v1/interpretations?evidence={document}")] == expected
    expected = [c["id"] for c in claims if not rests_on(c) & (documents | set(quotations))]
    assert expected
    assert [c["id"] for c in api.all("/v1/interpretations?evidence=none")] == expected


def test_levels_of_actors(api: Api) -> None:
    totals = {level: api.json(f"/v1/actors?level={level}")["total"] for level in ("identity", "entry", "any")}
    assert totals["identity"] + totals["entry"] == totals["any"] == api.json("/v1/meta")["counts"]["actor"]
    assert api.json("/v1/actors")["total"] == totals["identity"]


def test_about_is_not_what_a_claim_is_compared_with(api: Api) -> None:
    """Nor what a counterfactual undoes: each is told in a field of its own."""
    claims = api.all("/v1/interpretations")
    others = {ref["id"] for claim in claims for ref in claim["compared_with"] + claim["antecedent_about"]}
    assert others
    for other in others:
        expected = [claim["id"] for claim in claims if other in {ref["id"] for ref in claim["about"]}]
        assert [claim["id"] for claim in api.all(f"/v1/interpretations?about={other}")] == expected


def test_an_id_that_no_record_has_matches_nothing(api: Api) -> None:
    """A deleted record's too: lists go on where it was."""
    for path in ("quotations?speaker=", "events?place=", "documents?from=", "causal-links?cause=", "search?q=&actor="):
        page = api.json(f"/v1/{path}no-such-record")
        assert (page["results"], page["total"], page["total_exact"], page["next"]) == ([], 0, True, None)
    some = api.json("/v1/quotations?speaker=anna-weir")["total"]
    assert some
    assert api.json("/v1/quotations?speaker=no-such-record,anna-weir")["total"] == some


def test_the_two_dates_of_an_interval_in_either_order(api: Api) -> None:
    one, other = (api.all(f"/v1/events?date={days}") for days in ("1930/1931-06", "1931-06/1930"))
    assert one == other
    assert one
