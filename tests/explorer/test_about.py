"""What the pages about these pages say, where it hangs on the API."""

from typing import Any

from explorer.pages.about import CHAPTERS
from tests.explorer.conftest import Pages, exploring, fixed
from tests.explorer.html import Page, banned

DIGEST = "0123456789abcdef" * 4
FILE: dict[str, Any] = {
    "name": "quotations.ndjson",
    "href": "/v1/exports/2/quotations.ndjson",
    "resource": "quotations",
    "media_type": "application/x-ndjson",
    "size": 2_345_678,
    "sha256": DIGEST,
    "record_count": 160,
}
WHOLE: dict[str, Any] = {
    **FILE,
    "name": "parallel38.sqlite",
    "href": "/v1/exports/2/parallel38.sqlite",
    "resource": None,
}
LICENCE = {"applies_to": "records", "name": "CC BY 4.0", "identifier": "CC-BY-4.0"}
EXPORT = {"release": "2", "released_at": "2026-01-02T03:04:05Z", "licences": [LICENCE], "files": [FILE, WHOLE]}


def answers(meta: int = 200) -> dict[str, tuple[int, Any]]:
    return {
        "/v1/exports": (200, {"exports": [EXPORT], "release": "2"}),
        "/v1/meta": (meta, {"counts": dict.fromkeys(COUNTED, 7)}),
    }


COUNTED = ("dispute", "event", "actor", "document", "quotation", "interpretation", "causal-link", "transmission",
           "place", "source")  # fmt: skip


def test_files_are_listed_with_size_and_digest() -> None:
    with exploring(fixed(answers(), **{"Parallel38-Release": "2"})) as pages:
        answer = pages.get("/about/data")
        assert pages.get("/about/data.json").headers["location"] == "/v1/exports"
    page = Page(answer.text)
    assert (page.faults, banned(page)) == ([], [])
    assert answer.headers["cache-control"] == "public, max-age=0, must-revalidate"  # files come after their release
    assert {FILE["href"], WHOLE["href"]} <= {*page.links(nofollow=True)}
    names, held = page.all("dt"), [" ".join(one.text.split()) for one in page.all("dd")]
    assert [one.text for one in names] == ["Quotations", "All lists"]
    assert held == ["160 records: quotations.ndjson 2.3 MB", "160 records: parallel38.sqlite 2.3 MB"]
    assert page.all("pre")[0].text == f"{DIGEST}  quotations.ndjson\n{DIGEST}  parallel38.sqlite\n"
    assert "Release 2, 2 January 2026" in page.text
    assert "Records: CC BY 4.0." in page.text


def test_counts_that_cannot_be_had_do_not_take_the_files_away() -> None:
    with exploring(fixed(answers(meta=503))) as pages:
        text = pages.text("/about/data")
    assert FILE["href"] in text
    assert "The counts could not be loaded just now" in text


def test_every_chapter_leads_to_every_other(site: Pages) -> None:
    addresses = {f"/about/{name}" for name in CHAPTERS}
    for path in ("/about", *addresses):
        page = Page(site.text(path))
        assert addresses - {path} <= {*page.links()}
        assert page.one("h1").text


def test_every_page_leads_to_what_is_said_about_them(site: Pages) -> None:
    for path in ("/", "/events/ledger-removal", "/nothing"):
        links = {*Page(site.get(path).text).links()}
        assert {"/about", "/about/rights", "/about/accessibility", "/about/data", "/changes"} <= links
