"""Citations of all kinds of record, in six forms, together and each by itself."""

import json
from types import SimpleNamespace
from typing import Any

import pytest

from api.models.quotation import LOADABLE
from api.models.vocabulary import RecordType
from api.v1 import citations, verifications
from seed.text import passages
from tests.api.conftest import Api, serving

KINDS = [kind.value for kind in RecordType]
FORMS = {
    "application/vnd.citationstyles.csl+json": lambda cite: cite["csl_json"],
    "application/x-bibtex": lambda cite: cite["bibtex"],
    "application/x-research-info-systems": lambda cite: cite["ris"],
    "text/x-bibliography; style=chicago": lambda cite: cite["chicago"]["bibliography"],
    "text/x-bibliography; style=mla": lambda cite: cite["mla"],
    "text/x-bibliography; style=apa": lambda cite: cite["apa"],
}
EVENT = "/v1/events/ledger-removal/citation"


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_can_be_cited(volumes: Api, kind: str) -> None:
    """With the volumes' documents, persons and sources: the words' source first, this record with its release last."""
    for one in volumes.all(f"/v1/{kind}s"):
        cite = volumes.json(f"{one['href']}/citation")
        assert cite["record"]["id"] == one["id"]
        *works, record = cite["csl_json"]
        assert works
        assert record["URL"] == f"https://example.org/{kind}s/{one['id']}"
        assert record["version"] == f"release {cite['release']}"
        assert all(len(cite[style]) == len(cite["csl_json"]) for style in ("mla", "apa"))
        assert cite["chicago"]["note"].endswith(f"{record['URL']}.")
        assert cite["ris"].count("ER  - \r\n") == cite["bibtex"].count("@") == len(cite["csl_json"])


@pytest.mark.parametrize("media_type", FORMS)
def test_each_form_by_itself(api: Api, media_type: str) -> None:
    wanted: Any = FORMS[media_type](api.json(EVENT))
    answer = api.get(EVENT, accept=media_type)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media_type)
    assert answer.headers["content-type"].count("charset") == (not media_type.endswith("json"))
    assert answer.headers["vary"] == "Accept, Accept-Encoding"
    if media_type.endswith("json"):
        assert json.loads(answer.text) == wanted
    else:
        assert answer.text == (wanted if isinstance(wanted, str) else "\n".join(wanted) + "\n")


def test_forms_are_told_apart_by_caches(api: Api) -> None:
    tags = {api.get(EVENT, accept=media_type).headers["etag"] for media_type in FORMS}
    assert len(tags | {api.get(EVENT).headers["etag"]}) == len(FORMS) + 1
    tag = api.get(EVENT, accept="application/x-bibtex").headers["etag"]
    assert api.get(EVENT, accept="application/x-bibtex", if_none_match=tag).status_code == 304
    assert api.get(EVENT, accept="application/json", if_none_match=tag).status_code == 200


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("text/*", "text/x-bibliography; style=chicago"),
        ("text/x-bibliography", "text/x-bibliography; style=chicago"),
        ("TEXT/X-Bibliography;STYLE=mla", "text/x-bibliography; style=mla"),
        ('text/x-bibliography; style="apa"', "text/x-bibliography; style=apa"),
        ("text/html, application/x-bibtex;q=0.2", "application/x-bibtex"),
        ("application/json;q=0.1, application/x-research-info-systems;q=0.5", "application/x-research-info-systems"),
    ],
)
def test_what_is_liked_best(api: Api, accept: str, given: str) -> None:
    assert api.get(EVENT, accept=accept).headers["content-type"].startswith(given)


@pytest.mark.parametrize("accept", ["text/csv", "text/x-bibliography; style=harvard", "application/x-bibtex;q=0"])
def test_what_there_is_not(api: Api, accept: str) -> None:
    answer = api.get(EVENT, accept=accept)
    assert (answer.status_code, answer.headers["content-type"]) == (406, "application/problem+json")
    assert answer.json()["errors"][0]["allowed"] == ["application/json", *FORMS]
    assert "Accept" in answer.headers["vary"]


def test_a_document_of_a_volume(volumes: Api) -> None:
    """By title, volume, number, pages, and where the publisher has it."""
    shown = next(one for one in volumes.all("/v1/documents") if one["number"] and one["pages"] and one["url"])
    address, (first, last) = f"{shown['href']}/citation", (shown["pages"]["first"], shown["pages"]["last"])
    pages = f"p. {first}" if first == last else f"pp. {first}-{last}"
    work = volumes.json(address)["csl_json"][0]
    assert (work["title"], work["number"], work["URL"]) == (shown["title"], shown["number"], shown["url"])
    assert work["page"] == pages.split()[-1]
    assert work["container-title"] == volumes.json(shown["volume"]["href"])["csl"]["title"]
    for style in ("chicago", "mla", "apa"):
        line = volumes.get(address, accept=f"text/x-bibliography; style={style}").text.splitlines()[0]
        assert f"Document {shown['number']}, {pages}" in line
        assert shown["url"] in line
    bibtex = volumes.get(address, accept="application/x-bibtex").text
    assert f"note = {{Document {shown['number']}}}" in bibtex
    assert f"pages = {{{work['page'].replace('-', '--')}}}" in bibtex
    assert f"SP  - {first}\r\n" in volumes.get(address, accept="application/x-research-info-systems").text


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [("7", "8", "7-8"), ("7", "7", "7"), ("7", None, "7"), (None, "8", None), (None, None, None)],
)
def test_pages_are_told_where_the_first_is_known(first: str | None, last: str | None, told: str | None) -> None:
    row = SimpleNamespace(
        document="frus1949v01-d5", title="Minutes", number="5", url="u", xml_id="d5", first_page=first, last_page=last
    )
    assert citations.of_document(row, {"title": "A volume"}).get("page") == told


def test_addresses_come_from_the_settings_alone(loaded_url: str) -> None:
    with serving(loaded_url, PUBLIC_URL="https://p38.example/base/") as api:
        answer = api.get(EVENT, host="evil.example", x_forwarded_host="evil.example")
        assert "evil" not in answer.text
        assert answer.json()["csl_json"][-1]["URL"] == "https://p38.example/base/events/ledger-removal"


def test_moved_gone_and_unknown(api: Api) -> None:
    moved = api.get("/v1/events/removal-of-ledgers/citation", accept="application/x-bibtex")
    assert (moved.status_code, moved.headers["location"]) == (308, EVENT)
    assert api.get("/v1/events/never-there/citation").status_code == 404


def test_curated_works_can_be_cited(curated_url: str) -> None:
    """Whatever bibliographic data curators give."""
    with serving(curated_url) as api:
        for one in api.all("/v1/sources"):
            cite = api.json(f"{one['href']}/citation")
            assert cite["csl_json"][0]["title"] in cite["chicago"]["note"]
            assert all(line.rstrip().endswith((".", one["id"])) for line in cite["apa"])


def test_verification_says_what_the_quotation_says(volumes: Api) -> None:
    for one in volumes.all("/v1/quotations"):
        found = volumes.json(f"{one['href']}/verification")
        shared = one["verification"]
        assert {name: found[name] for name in ("state", "version", "date", "sha256")} == {
            name: shared[name] for name in ("state", "version", "date", "sha256")
        }
        assert [name["name"] for name in found["normalised"]] == shared["normalisations"]
        assert found["words"].endswith(".")
        assert [(p["start"], p["end"], p["exact"]) for p in found["parts"]] == [
            (s["start"], s["end"], s["exact"]) for s in one["selectors"]
        ]
        assert (found["also_in"], found["emendations"]) == (one["also_in"], one["emendations"])
    assert volumes.get("/v1/quotations/never-there/verification").status_code == 404


def test_every_state_and_normalisation_has_its_words() -> None:
    assert set(verifications.WORDS) == set(LOADABLE)
    assert set(verifications.NORMALISED) == set(passages.NAMES)
