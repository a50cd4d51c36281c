"""The text of imported documents: paragraphs, footnotes, and what is marked in them, held against each other."""

from collections import Counter
from typing import Any

import pytest

from tests.api.conftest import Api
from tests.api.test_corpus_documents import queries
from tests.api.volume_rows import BODY, HEAD, NOTE, OTHER, URL, VOLUME

Record = dict[str, Any]
FIRST = f"/v1/documents/{VOLUME}-d1"


def ids(found: list[Record]) -> list[str]:
    return [one["id"] for one in found]


def blocks(api: Api, document: str) -> list[tuple[str, Record]]:
    """All paragraphs and footnotes of a document, with which of the two each is."""
    names = {"paragraph": "paragraphs", "footnote": "footnotes"}
    return [(one, block) for one, path in names.items() for block in api.all(f"/v1/documents/{document}/{path}")]


def test_paragraphs_as_stored(archive: Api) -> None:
    head, body, cell = archive.json(f"{FIRST}/paragraphs")["results"]
    assert [found["text"] for found in (head, body, cell)] == [HEAD, BODY, "Weir"]
    assert [found["number"] for found in (head, body, cell)] == [1, 2, 3]
    assert (head["kind"], head["page"], head["grid"], cell["grid"]) == ("head", "7", None, [1, 2, 1])
    assert (head["footnotes"], body["footnotes"]) == ([], [{"number": 1, "offset": 16}])
    assert [(found["name"], found["expansion"]) for found in body["terms"]] == [("LSC", "Larn Strait Commission")]


def test_footnotes_as_stored(archive: Api) -> None:
    (note,) = archive.json(f"{FIRST}/footnotes")["results"]
    own = {name: value for name, value in note.items() if name not in {"mentions", "terms", "references"}}
    assert own == {
        "number": 1,
        "id": "d1fn1",
        "kind": "footnote",
        "mark": "1",
        "page": "7",
        "paragraph": 2,
        "offset": 16,
        "text": NOTE,
    }


def test_a_mention_has_all_candidates(archive: Api) -> None:
    _, body, cell = archive.json(f"{FIRST}/paragraphs")["results"]
    found = [(one["surface"], one["method"], one["certainty"], ids(one["actors"])) for one in body["mentions"]]
    assert found == [
        ("Mr. Lund", "small-capitals", "ambiguous", [f"{VOLUME}-p-lk1", "karl-lund"]),
        ("Weir", "markup", "certain", [f"{VOLUME}-p-wa1"]),
    ]
    assert [one["certainty"] for one in cell["mentions"]] == ["suggested"]
    (dangling,) = archive.json(f"{FIRST}/footnotes")["results"][0]["mentions"]
    assert (dangling["actors"], dangling["certainty"]) == ([], "printed")


def test_references_lead_where_they_can(archive: Api) -> None:
    body = archive.json(f"{FIRST}/paragraphs")["results"][1]
    (note,) = archive.json(f"{FIRST}/footnotes")["results"]
    (back,) = archive.json(f"/v1/documents/{VOLUME}-d2/paragraphs")["results"]
    found = [
        (one["kind"], one["record"] and one["record"]["id"], one["paragraph"], one["footnote"], one["url"])
        for block in (body, note, back)
        for one in block["references"]
    ]
    assert found == [
        ("page", f"{VOLUME}-d1", 1, None, f"{URL}/{VOLUME}/pg_7"),
        ("document", f"{VOLUME}-d2", None, None, f"{URL}/{VOLUME}/d2"),
        ("document", None, None, None, f"{URL}/{OTHER}/d12"),
        ("volume", OTHER, None, None, f"{URL}/{OTHER}"),
        ("footnote", f"{VOLUME}-d1", None, 1, f"{URL}/{VOLUME}/d1"),
    ]


def test_offsets_count_in_the_text_beside_them(volumes: Api) -> None:
    spans = 0
    for document in volumes.all("/v1/documents?knowledge=held"):
        paragraphs = {one["number"]: one for one in volumes.all(f"{document['href']}/paragraphs")}
        for _, block in blocks(volumes, document["id"]):
            for span in block["mentions"] + block["terms"] + block["references"]:
                assert 0 <= span["start"] <= span["end"] <= len(block["text"])
                spans += 1
            assert all(block["text"][one["start"] : one["end"]] == one["surface"] for one in block["mentions"])
        for note in volumes.all(f"{document['href']}/footnotes"):
            if note["paragraph"] is not None:
                hung_on = paragraphs[note["paragraph"]]
                assert 0 <= note["offset"] <= len(hung_on["text"])
                assert {"number": note["number"], "offset": note["offset"]} in hung_on["footnotes"]
    assert spans > 5


def test_counts_are_those_of_the_lists(volumes: Api) -> None:
    for document in volumes.all("/v1/documents"):
        for name in ("paragraphs", "footnotes"):
            page = volumes.json(f"{document['href']}/{name}")
            numbers = [one["number"] for one in volumes.all(f"{document['href']}/{name}", limit=7)]
            assert page["total"] == document[f"{name.removesuffix('s')}_count"] == len(numbers)
            assert numbers == list(range(1, len(numbers) + 1))
        assert (document["licence"] is None) == (document["paragraph_count"] == 0)


def test_people_are_those_of_the_mentions(volumes: Api) -> None:
    named = 0
    for document in volumes.all("/v1/documents?knowledge=held"):
        expected: Counter[str] = Counter()
        for _, block in blocks(volumes, document["id"]):
            for mention in block["mentions"]:
                expected.update(ids(mention["actors"]) or [mention["surface"]])
        people = volumes.all(f"{document['href']}/people", limit=1)
        found = {one["actor"]["id"] if one["actor"] else one["printed"]: one["mention_count"] for one in people}
        assert found == expected
        assert len(people) == volumes.json(f"{document['href']}/people")["total"]
        named += len(people)
        for one in people:
            assert one["actor"] or one["certainty"] == "printed"
            assert (one["first"]["paragraph"] is None) != (one["first"]["footnote"] is None)
    assert named > 3


def test_people_with_role_certainty_and_first_place(archive: Api) -> None:
    weir, zell, *others, dangling = archive.json(f"{FIRST}/people")["results"]
    assert (weir["actor"]["id"], weir["identity"]["id"], weir["role"]) == (
        f"{VOLUME}-p-wa1",
        "anna-weir",
        "Archivist of Alder",
    )
    assert (weir["certainty"], weir["methods"], weir["mention_count"]) == (
        "certain",
        ["markup", "head", "participants"],
        3,
    )
    assert weir["first"] == {"paragraph": 1, "footnote": None}
    assert zell["identity"]["id"] == f"{OTHER}-p-ze1"
    assert [(one["actor"]["id"], one["identity"], one["role"], one["certainty"]) for one in others] == [
        (f"{VOLUME}-p-lk1", None, "Carrier", "ambiguous"),
        ("karl-lund", None, None, "ambiguous"),
    ]
    assert (dangling["actor"], dangling["printed"], dangling["certainty"]) == (None, "Weir", "printed")
    assert dangling["first"] == {"paragraph": None, "footnote": 1}


def test_terms_are_those_that_are_used(volumes: Api) -> None:
    total = 0
    for document in volumes.all("/v1/documents?knowledge=held"):
        used = Counter(term["name"] for _, block in blocks(volumes, document["id"]) for term in block["terms"])
        found = {one["name"]: one["use_count"] for one in volumes.all(f"{document['href']}/terms", limit=1)}
        assert found == used
        total += len(found)
    assert total


@pytest.mark.parametrize("name", ["paragraphs", "footnotes", "people", "terms"])
def test_number_of_queries_does_not_depend_on_the_page(archive: Api, name: str) -> None:
    assert queries(archive, f"{FIRST}/{name}?limit=2") == queries(archive, f"{FIRST}/{name}?limit=98") <= 12


@pytest.mark.parametrize("name", ["paragraphs", "footnotes", "people", "terms", "neighbours"])
def test_documents_without_a_text_and_without_a_record(archive: Api, name: str) -> None:
    assert archive.get(f"/v1/documents/no-such-document/{name}").status_code == 404
    assert archive.get(f"/v1/documents/council-report/{name}").json().get("results", []) == []
    answer = archive.get(f"/v1/documents/council-report/{name}?limits=3")
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, "limits")
