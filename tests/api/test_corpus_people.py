"""Entries of lists of persons, the identities they belong to, and what volumes say of themselves."""

from collections import Counter
from typing import Any

import pytest

from tests.api.conftest import Api
from tests.api.test_corpus_documents import queries
from tests.api.volume_rows import OTHER, RIGHTS, URL, VOLUME

Record = dict[str, Any]
WEIR, LUND, ZELL, IDENTITY = f"{VOLUME}-p-wa1", f"{VOLUME}-p-lk1", f"{VOLUME}-p-ze1", f"{OTHER}-p-ze1"
FIRST = f"{VOLUME}-d1"


def ids(found: list[Record]) -> list[str]:
    return [one["id"] for one in found]


def test_entries_and_identities(archive: Api) -> None:
    curated, entry = archive.json("/v1/actors/anna-weir"), archive.json(f"/v1/actors/{WEIR}")
    assert (ids(curated["entries"]), curated["same_as"], curated["same_as_reason"]) == ([WEIR], None, None)
    assert (entry["same_as"]["id"], entry["entries"]) == ("anna-weir", [])
    assert entry["same_as_reason"] == "Same name, same office."
    assert ids(archive.json(f"/v1/actors/{IDENTITY}")["entries"]) == [ZELL]
    assert [role["title"] for role in entry["roles"]] == ["Archivist of Alder"]


def test_doubts_are_told_at_both_ends(archive: Api) -> None:
    for one, other in ((LUND, "karl-lund"), ("karl-lund", LUND)):
        (found,) = archive.json(f"/v1/actors/{one}")["possibly_same"]
        assert (found["actor"]["id"], found["reason"]) == (other, "Same surname and initial.")


def test_levels(archive: Api) -> None:
    entries = set(ids(archive.all("/v1/actors?level=entry")))
    identities = set(ids(archive.all("/v1/actors")))
    assert entries == {WEIR, ZELL}
    assert {LUND, IDENTITY, "anna-weir"} <= identities
    assert set(ids(archive.all("/v1/actors?level=any"))) == entries | identities


@pytest.mark.parametrize("name", ["from", "party", "mentions"])
def test_an_identity_stands_for_its_entries(archive: Api, name: str) -> None:
    assert FIRST in ids(archive.all(f"/v1/documents?{name}=anna-weir"))
    assert ids(archive.all(f"/v1/documents?{name}={WEIR}")) == [FIRST]


def test_an_identity_stands_for_its_entries_between_two(archive: Api) -> None:
    assert ids(archive.all(f"/v1/documents?between=anna-weir,{IDENTITY}")) == [FIRST]
    assert ids(archive.all(f"/v1/documents?between=anna-weir,{ZELL}")) == [FIRST]
    assert ids(archive.all(f"/v1/documents?to={IDENTITY}&from={WEIR}")) == [FIRST]


@pytest.mark.parametrize("query", ["/v1/documents?via=", "/v1/quotations?speaker=", "/v1/interpretations?about="])
def test_an_entry_stands_for_itself_alone(archive: Api, query: str) -> None:
    known = "karl-lund" if "via" in query else "anna-weir"
    assert archive.json(query + known)["total"] > 0
    assert archive.json(query + WEIR)["total"] == 0


def test_lists_under_an_actor(archive: Api) -> None:
    assert FIRST in ids(archive.all("/v1/actors/anna-weir/documents"))
    assert ids(archive.all(f"/v1/actors/{IDENTITY}/documents")) == [FIRST]
    assert ids(archive.all(f"/v1/actors/{WEIR}/documents")) == [FIRST]
    assert archive.json(f"/v1/actors/{LUND}/documents")["total"] == 0


def pairs(found: Record) -> list[tuple[str, str]]:
    return [(pair["from"]["id"], pair["to"]["id"]) for pair in found["pairs"]]


def test_correspondence_is_that_of_the_curated_actors(archive: Api, api: Api) -> None:
    whole = archive.json("/v1/correspondence")
    assert pairs(whole) == pairs(api.json("/v1/correspondence"))
    assert whole["total"] == len(whole["pairs"])


def test_correspondents_of_identities_and_entries(archive: Api) -> None:
    """Letters of an entry are its identity's; asked for itself, it has its own alone."""
    own = archive.json("/v1/actors/anna-weir/correspondents")
    assert ("anna-weir", IDENTITY) in pairs(own)
    assert ("anna-weir", "otto-brandt") in pairs(own)
    assert pairs(archive.json(f"/v1/actors/{WEIR}/correspondents")) == [(WEIR, IDENTITY)]
    assert pairs(archive.json(f"/v1/actors/{IDENTITY}/correspondents")) == [("anna-weir", IDENTITY)]
    for actor in ("anna-weir", WEIR, ZELL, IDENTITY):
        for pair in archive.json(f"/v1/actors/{actor}/correspondents")["pairs"]:
            assert len(archive.all(pair["href"])) == pair["document_count"]


def test_knowledge_names_the_subject_and_not_its_entries(archive: Api) -> None:
    (about,) = archive.json("/v1/actors/otto-brandt/knowledge?about=anna-weir")["about"]
    assert about["id"] == "anna-weir"


def test_a_volume_says_where_it_is_from(archive: Api) -> None:
    found = archive.json(f"/v1/sources/{VOLUME}")
    assert (found["kind"], found["licence"], found["url"]) == ("archival-volume", RIGHTS, f"{URL}/{VOLUME}")
    assert found["file"] == {"sha256": "f" * 64, "size": 1234, "imported_at": "2025-03-04T05:06:07Z"}
    assert [one["locator"] for one in found["citations"]] == ["title page"]
    assert {archive.json("/v1/sources/alder-papers")[name] for name in ("url", "file")} == {None}
    assert archive.json(f"/v1/sources/{VOLUME}/coverage")["uncited"] == []


def mentions(api: Api, source: str) -> Counter[str]:
    """How often the documents of a volume name each actor."""
    found: Counter[str] = Counter()
    for document in api.all(f"/v1/sources/{source}/documents"):
        people = api.all(f"{document['href']}/people")
        found.update({one["actor"]["id"]: one["mention_count"] for one in people if one["actor"]})
    return found


def test_whom_a_volume_lists(volumes: Api) -> None:
    listed = 0
    for source in volumes.all("/v1/sources?kind=archival-volume"):
        people = volumes.all(f"/v1/sources/{source['id']}/people", limit=1)
        named = mentions(volumes, source["id"])
        actors = [volumes.json(one["actor"]["href"]) for one in people]
        assert ids([one["actor"] for one in people]) == sorted(ids(actors))
        for one, actor in zip(people, actors, strict=True):
            assert (one["name"], one["identity"]) == (actor["name"], actor["same_as"])
            assert one["role"] == next((role["title"] for role in actor["roles"]), None)
            assert [cited["source"]["id"] for cited in actor["citations"]] == [source["id"]]
            assert one["mention_count"] == named[actor["id"]]
        listed += len(people)
    assert listed > 2
    assert volumes.json("/v1/sources/alder-papers/people")["total"] == 0


def test_terms_of_a_volume(archive: Api) -> None:
    found = archive.all(f"/v1/sources/{VOLUME}/terms", limit=1)
    assert found == [
        {"id": "t_LSC1", "name": "LSC", "expansion": "Larn Strait Commission", "use_count": 1},
        {"id": "t_NO1", "name": "NO", "expansion": None, "use_count": 0},
    ]
    assert archive.json("/v1/sources/alder-papers/terms")["total"] == 0


@pytest.mark.parametrize("name", ["sections", "people", "terms"])
def test_number_of_queries_does_not_depend_on_the_page(archive: Api, name: str) -> None:
    path = f"/v1/sources/{VOLUME}/{name}?limit="
    assert queries(archive, f"{path}2") == queries(archive, f"{path}98") <= 8
    assert archive.get(f"/v1/sources/no-such-source/{name}").status_code == 404


def test_meta_counts_without_counting(archive: Api) -> None:
    with archive.statements() as seen:
        meta = archive.json("/v1/meta")
    assert seen
    assert meta["archive"] == {"volume_count": 2, "imported_at": "2025-03-04T05:06:07Z"}
    assert meta["counts"]["document"] == archive.json("/v1/documents")["total"]
    assert meta["counts"]["actor"] == archive.json("/v1/actors?level=any")["total"]
    assert not [statement for statement in seen if "FROM record" in statement]
