"""Imported documents beside curated ones: one shape, the filters of volumes, neighbours, what records what."""

from itertools import pairwise
from typing import Any

import pytest

from tests.api import test_lists as lists
from tests.api.conftest import Api
from tests.api.volume_rows import RIGHTS, URL, VOLUME

Record = dict[str, Any]
FIRST, ATTACHED, NOTE, LAST = (f"{VOLUME}-{name}" for name in ("d1", "d1-at1", "d2", "d3"))
SHAPES = (
    lists.test_detail_equals_list_entry,
    lists.test_shape_is_the_same_for_all,
    lists.test_walk_by_one_meets_each_record_once_in_order,
    lists.test_nothing_is_an_empty_string,
    lists.test_every_reference_leads_to_its_record,
)


def ids(found: list[Record]) -> list[str]:
    return [one["id"] for one in found]


@pytest.mark.parametrize("resource", ["sources", "actors", "events", "documents", "quotations"])
@pytest.mark.parametrize("shape", SHAPES)
def test_lists_keep_their_promises(volumes: Api, resource: str, shape: Any) -> None:
    shape(volumes, resource)


@pytest.mark.parametrize("resource", ["sources", "actors", "events", "documents", "quotations"])
def test_number_of_queries_does_not_depend_on_the_page(archive: Api, resource: str) -> None:
    assert queries(archive, f"/v1/{resource}?limit=3") == queries(archive, f"/v1/{resource}?limit=97") <= 14


def queries(api: Api, path: str) -> int:
    """Statements of a request that no other test sends, so that it is not answered from what is kept."""
    with api.statements() as seen:
        api.json(path)
    assert seen
    return len(seen)


def test_what_a_volume_says_of_a_document(archive: Api) -> None:
    found = archive.json(f"/v1/documents/{FIRST}")
    assert found["volume"]["id"] == VOLUME
    assert found["section"] == {"id": "2", "kind": "chapter", "title": "The lights"}
    assert (found["number"], found["pages"]) == ("1", {"first": "7", "last": "8"})
    assert (found["printed_place"], found["classification"], found["source_note"]) == ("Port Larn", "secret", "Lot 5")
    assert found["timing"] == {
        "rule": "range",
        "precision": "minute",
        "local_time": "09:30",
        "earliest": "1949-06-20T00:00:00Z",
        "latest": "1949-06-20T00:00:59Z",
    }
    assert (found["url"], found["licence"]) == (f"{URL}/{VOLUME}/d1", RIGHTS)
    assert (ids(found["attachments"]), found["part_of"]) == ([ATTACHED], None)


def test_what_it_does_not_say_is_null(archive: Api) -> None:
    note, last = (archive.json(f"/v1/documents/{one}") for one in (NOTE, LAST))
    assert (note["kind"], last["kind"]) == ("editorial-note", None)
    assert (note["timing"], note["pages"], note["date"], last["licence"]) == (None, None, None, None)
    assert last["pages"] == {"first": "9", "last": "9"}
    curated = archive.json("/v1/documents/weir-note")
    assert {
        curated[name] for name in ("volume", "number", "part_of", "source_note", "url", "licence", "printed_place")
    } == {None}
    assert (curated["section"], curated["attachments"], curated["paragraph_count"], curated["records"]) == (
        None,
        [],
        0,
        [],
    )


def test_an_attachment_is_a_document_of_its_own(archive: Api) -> None:
    found = archive.json(f"/v1/documents/{ATTACHED}")
    assert (found["part_of"]["id"], found["date"]["edtf"]) == (FIRST, "1949-06-01")
    assert found["url"] == f"{URL}/{VOLUME}/d1"
    assert ATTACHED in ids(archive.all("/v1/documents"))


def test_records_and_volumes_name_each_other(archive: Api) -> None:
    """Whether the volume was imported or not; the other way only from what was."""
    event, report = archive.json("/v1/events/closing-vote"), archive.json("/v1/documents/council-report")
    named = [(one["xml_id"], one["document"] and one["document"]["id"], one["url"]) for one in event["recorded_in"]]
    assert named == [("d1", FIRST, f"{URL}/{VOLUME}/d1")]
    others = [(one["volume_id"], one["document"] and one["document"]["id"]) for one in report["recorded_in"]]
    assert others == [(VOLUME, LAST), ("frus1949v87", None)]
    assert ids(archive.json(f"/v1/documents/{FIRST}")["records"]) == ["closing-vote"]
    assert ids(archive.json(f"/v1/documents/{LAST}")["records"]) == ["council-report"]


def test_links_into_volumes_that_are_not_there(api: Api) -> None:
    (named,) = api.json("/v1/events/closing-vote")["recorded_in"]
    assert (named["document"], named["url"]) == (None, f"{URL}/{VOLUME}/d1")


FILTERS = {
    "section=2": [ATTACHED, FIRST, NOTE],
    f"section=comp1&source={VOLUME}": [LAST],
    f"section=comp1,2&source={VOLUME}": [LAST, ATTACHED, FIRST, NOTE],
    "section=comp1&source=alder-papers": [],
    "section=nothing": [],
    "number=1,3": [LAST, FIRST],
    f"number=2&source={VOLUME}": [NOTE],
    f"mentions={VOLUME}-p-ze1": [FIRST],
    "mentions=karl-lund": [FIRST],
    "mentions=anna-weir": [FIRST],
    "mentions=otto-brandt": [],
    "kind=editorial-note": [NOTE],
    "kind=telegram": [FIRST],
    "date=1949": [ATTACHED, FIRST],
    f"source={VOLUME}": [LAST, ATTACHED, FIRST, NOTE],
}


@pytest.mark.parametrize("query", FILTERS)
def test_filters_of_volumes(archive: Api, query: str) -> None:
    assert ids(archive.all(f"/v1/documents?{query}", limit=2)) == FILTERS[query]


@pytest.mark.parametrize("query", ["section=a%20b", "number=,", "section=" + "a,b," * 12, "sort=size", "mentions=A_B"])
def test_refused_filters(archive: Api, query: str) -> None:
    answer = archive.get(f"/v1/documents?{query}")
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, query.partition("=")[0])


def test_sections_lead_to_their_documents(volumes: Api) -> None:
    sections = 0
    for source in volumes.all("/v1/sources?kind=archival-volume"):
        found = volumes.all(f"/v1/sources/{source['id']}/sections", limit=1)
        known: dict[str, int] = {}
        for section in found:
            assert section["level"] == 1 + (known[section["parent"]] if section["parent"] else 0)
            known[section["id"]] = section["level"]
            documents = volumes.all(section["href"])
            assert len([one for one in documents if not one["part_of"]]) == section["document_count"]
            assert len([one for one in documents if one["part_of"]]) == section["attachment_count"]
            assert ids(documents)[:1] == ([section["first"]["id"]] if section["first"] else [])
            assert {one["section"]["id"] for one in documents} <= {section["id"]}
        sections += len(found)
    assert sections > 1


def test_by_position_curated_documents_come_first_then_each_volume_in_its_order(archive: Api) -> None:
    every = archive.json("/v1/documents?facets=source&limit=1")["facets"]["source"]
    both = ",".join(one["value"] for one in every)
    walked = archive.all(f"/v1/documents?sort=position&source={both}", limit=1)
    assert len(walked) == archive.json(f"/v1/documents?source={both}")["total"] > 4
    assert ids(walked)[-4:] == [FIRST, ATTACHED, NOTE, LAST]
    starts = [min(one["start"] for one in document["citations"]) for document in walked[:-4]]
    assert starts == sorted(starts)
    of_source = archive.all(f"/v1/sources/{VOLUME}/documents?sort=position", limit=1)
    assert ids(of_source) == [FIRST, ATTACHED, NOTE, LAST]


def test_neighbours_walk_a_volume_past_its_attachments(volumes: Api) -> None:
    for source in volumes.all("/v1/sources?kind=archival-volume"):
        documents = volumes.all(f"/v1/sources/{source['id']}/documents?sort=position")
        around = {one["id"]: volumes.json(f"{one['href']}/neighbours") for one in documents}
        assert all(found["volume"]["id"] == source["id"] for found in around.values())
        positions = [around[one["id"]]["position"] for one in documents]
        assert positions == sorted(positions)
        whole = [one["id"] for one in documents if not one["part_of"]]
        for one, other in pairwise(whole):
            assert (around[one]["next"]["id"], around[other]["previous"]["id"]) == (other, one)
        if whole:
            assert (around[whole[0]]["previous"], around[whole[-1]]["next"]) == (None, None)
        for one in (document for document in documents if document["part_of"]):
            assert around[one["id"]]["previous"]["id"] == one["part_of"]["id"]


def test_neighbours_of_curated_documents_are_those_of_their_list(archive: Api) -> None:
    curated = [one for one in archive.all("/v1/documents") if one["volume"] is None]
    around = [archive.json(f"{one['href']}/neighbours") for one in curated]
    assert [found["next"] and found["next"]["id"] for found in around] == [*ids(curated)[1:], None]
    assert [found["previous"] and found["previous"]["id"] for found in around] == [None, *ids(curated)[:-1]]
    assert {(found["volume"], found["position"]) for found in around} == {(None, None)}


def test_views_take_imported_documents_too(archive: Api) -> None:
    thread = archive.json(f"/v1/documents/{FIRST}/thread")["thread"]
    assert [one["document"]["id"] for one in thread] == [FIRST]
    assert archive.json(f"/v1/documents/{FIRST}/quotations")["total"] == 0
    moments = [one["record"]["id"] for one in archive.all("/v1/timeline")]
    assert {FIRST, ATTACHED, LAST} <= set(moments)
    assert NOTE not in moments
