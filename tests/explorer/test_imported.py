"""The pages over a volume that was really imported: what they ask for is what the API gives."""

from collections.abc import Iterator
from typing import Any

import pytest

from explorer.places import text_address
from tests.explorer.conftest import VOLUMES, Pages, exploring, fixed, in_process
from tests.explorer.html import Page
from tests.explorer.test_errors import copied
from tests.explorer.test_pages import check_markup
from tests.explorer.volume import ref

VOLUME = "/sources/frus1949v99"
SHOWN = [
    VOLUME,
    f"{VOLUME}/contents",
    f"{VOLUME}/people",
    f"{VOLUME}/terms",
    "/documents?source=frus1949v99&sort=position",
    "/actors/frus1949v99-p-ha1",
    "/search?q=lights",
    "/search?q=xyzzy",
    "/search",
]


@pytest.fixture(scope="module")
def site(volumes_url: str) -> Iterator[Pages]:
    with in_process(volumes_url) as (pages, _):
        yield pages


def records(site: Pages, path: str) -> list[Any]:
    found: list[Any] = site.get(path).json()["results"]
    return found


@pytest.mark.parametrize("path", SHOWN)
def test_a_page(site: Pages, path: str) -> None:
    check_markup(Page(site.text(path)))


def test_every_document_shows_its_whole_text(site: Pages) -> None:
    documents = [one for path in VOLUMES for one in records(site, f"/v1/documents?source={path.stem}&limit=100")]
    assert len(documents) > 10
    for document in documents:
        page = Page(site.text(document["href"].removeprefix("/v1")))
        check_markup(page)
        shown = " ".join(page.text.split())
        for part in ("paragraphs", "footnotes"):
            for one in records(site, f"{document['href']}/{part}?limit=100"):
                if not one.get("footnotes"):
                    assert one["text"] in shown, (document["id"], part, one["number"])
        assert document["licence"] in shown
        assert len(page.all("a", role="doc-backlink")) == len(page.all("a", role="doc-noteref"))


def test_every_link_of_a_volume_resolves(site: Pages) -> None:
    links = {link for path in SHOWN[:6] for link in Page(site.text(path)).links()}
    within = {link for link in links if "frus19" in link}
    links |= {link for path in within if path.startswith("/documents/") for link in Page(followed(site, path)).links()}
    assert len(links) > 60
    for link in links:
        answer = site.get(link.partition("#")[0])
        assert answer.status_code in {200, 302}, link


def followed(site: Pages, path: str) -> str:
    answer = site.get(path.partition("#")[0])
    return site.text(answer.headers["location"].partition("#")[0]) if answer.is_redirect else answer.text


def test_hits_are_where_they_say(site: Pages) -> None:
    hits = records(site, "/v1/search?q=lights")
    assert any(hit["paragraph"] for hit in hits)
    for hit in hits:
        if hit["paragraph"]:
            path, _, anchor = text_address(hit["record"]["href"], hit["paragraph"]).partition("#")
            (place,) = [e for e in Page(site.text(path)).elements if e.attributes.get("id") == anchor]
            assert "light" in place.text.lower()


def changed(site: Pages, path: str, **fields: Any) -> Page:
    """The page of a record with these fields; its other parts fail."""
    answers = copied(site, f"/v1{path}")
    answers[f"/v1{path}"][1].update(fields)
    with exploring(fixed(answers)) as pages:
        page = Page(pages.text(path))
    check_markup(page)
    return page


ELSEWHERE = {"volume_id": "frus1949v98", "xml_id": "d7", "url": "https://history.state.gov/x/d7", "document": None}
HERE = {**ELSEWHERE, "document": ref("document", "frus1949v99-d1", "The Ambassador in Larnia")}


@pytest.mark.parametrize("path", ["/events/ledger-removal", "/documents/weir-note"])
def test_what_is_recorded_in_the_archive(site: Pages, path: str) -> None:
    page = changed(site, path, recorded_in=[ELSEWHERE, HERE])
    assert "frus1949v98, d7 at the publisher’s; the volume is not imported here" in page.text  # noqa: RUF001
    assert "/documents/frus1949v99-d1" in page.links()
    assert "The Ambassador in Larnia in full here" in page.text


def test_who_may_be_the_same_and_why(site: Pages) -> None:
    other = ref("actor", "frus1949v99-p-ha1", "Harwick, Alma T.")
    page = changed(
        site,
        "/actors/anna-weir",
        entries=[other],
        possibly_same=[{"actor": other, "reason": "the surnames agree, the given names do not"}],
    )
    assert "Possibly the same as Harwick, Alma T. the surnames agree, the given names do not" in page.text
    assert "As volumes list them" in page.text
    assert page.one("section", aria_labelledby="named").text.split()[:4] == ["Named,", "or", "perhaps", "named,"]


def test_where_words_also_stand(site: Pages) -> None:
    where = {"document": HERE["document"], "start": 3, "end": 9, "state": "verified-normalised"}
    page = changed(
        site,
        "/quotations/weir-ledgers-safe",
        also_in=[{**where, "paragraph": 120, "footnote": None}, {**where, "paragraph": None, "footnote": 2}],
    )
    assert "These words also stand in The Ambassador in Larnia paragraph 120, characters 3–9: but for line" in page.text  # noqa: RUF001
    assert {"/documents/frus1949v99-d1?part=2#p120", "/documents/frus1949v99-d1?note=2"} <= set(page.links())


def test_a_record_that_holds_nothing_of_archives_says_nothing_of_them(site: Pages) -> None:
    assert "Recorded in the archive" not in site.text("/documents/weir-note")
    assert "Possibly the same as" not in site.text("/actors/anna-weir")
