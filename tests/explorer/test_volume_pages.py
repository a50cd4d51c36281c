"""Documents with their text, and volumes with their contents, over an API that is answered by hand."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.explorer.conftest import Pages, Recorded, exploring, fixed
from tests.explorer.html import Page
from tests.explorer.test_pages import check_markup
from tests.explorer.volume import ANSWERS, LONG_TITLE, PARAGRAPHS, PUBLISHER, RIGHTS, answer

SECOND = "/documents/frus1949v77-d2"
FIRST = "/documents/frus1949v77-d1"
VOLUME = "/sources/frus1949v77"
ALL = [
    SECOND,
    FIRST,
    f"{FIRST}?part=3",
    f"{SECOND}-at1",
    VOLUME,
    f"{VOLUME}/contents",
    f"{VOLUME}/people",
    f"{VOLUME}/people?cursor=abc",
    f"{VOLUME}/terms",
    "/documents",
]


@pytest.fixture(scope="module")
def read() -> Iterator[tuple[Pages, Recorded]]:
    recorded = Recorded(httpx.MockTransport(answer))
    with exploring(recorded) as pages:
        yield pages, recorded


def page_of(read: tuple[Pages, Recorded], path: str) -> Page:
    return Page(read[0].text(path))


@pytest.mark.parametrize("path", ALL)
def test_a_page(read: tuple[Pages, Recorded], path: str) -> None:
    page = page_of(read, path)
    check_markup(page)
    ids = {element.attributes["id"] for element in page.elements if "id" in element.attributes}
    within = [a.attributes["href"] or "" for a in page.all("a") if (a.attributes.get("href") or "").startswith("#")]
    assert {link for link in within if link[1:] not in ids} == set()


def test_titles_differ(read: tuple[Pages, Recorded]) -> None:
    titles = [page_of(read, path).one("title").text for path in ALL]
    assert len(set(titles)) == len(ALL)


def test_a_text_is_shown_whole_with_its_rights(read: tuple[Pages, Recorded]) -> None:
    page = page_of(read, SECOND)
    for one in PARAGRAPHS:
        (shown,) = [e for e in page.elements if e.attributes.get("id") == f"p{one['number']}"]
        if not one["footnotes"]:
            assert shown.text.split()[-len(one["text"].split()) :] == one["text"].split()
    assert page.classed("rights") == [f"Rights: {RIGHTS}"]
    assert page.one("h1").text == LONG_TITLE.strip()
    assert page.classed("page-mark") == ["p. 12", "p. 13", "p. 14"]


def test_notes_and_text_lead_to_each_other(read: tuple[Pages, Recorded]) -> None:
    page = page_of(read, SECOND)
    marks, back = page.all("a", role="doc-noteref"), page.all("a", role="doc-backlink")
    assert [(a.attributes["id"], a.attributes["href"]) for a in marks] == [(f"r{n}", f"#n{n}") for n in range(1, 6)]
    assert [a.attributes["href"] for a in back] == [f"#r{n}" for n in range(1, 6)]
    assert [a.text for a in marks] == ["1", "1", "*", "4", "5"]
    assert len(page.all("div", role="doc-footnote")) == 6


def test_the_strip_says_from_whom_to_whom_and_when(read: tuple[Pages, Recorded]) -> None:
    strip = page_of(read, SECOND).classed("strip")[0]
    for part in ("From Wren, Ada “Wren”", "To “the Council”", "Place Reedham", "Classification secret", "10:00"):
        assert part in strip
    assert page_of(read, f"{SECOND}-at1").classed("strip") == ["Tells of not recorded"]


def test_people_say_how_sure_it_is_and_where(read: tuple[Pages, Recorded]) -> None:
    page = page_of(read, SECOND)
    people = page.classed("listing")[0]
    assert "Ada Wren listed in the volume as Wren, Ada Keeper of the Reeds, 1940-1951 1 time, first here" in people
    assert "Where no more is said, the volume’s markup says who is meant." in page.classed("hint")  # noqa: RUF001
    assert "suggested by the name in its markup and in small capitals; 2 times, first here" in people
    assert "The Council as printed in the head; 1 time" in people
    assert {f"{SECOND}#p9", f"{SECOND}?note=3", f"{SECOND}#p1"} <= set(page.links())
    assert page.classed("terms") == ["RWB Reed & Water Board X not explained in the volume"]


def test_ways_on(read: tuple[Pages, Recorded]) -> None:
    page = page_of(read, SECOND)
    assert [a.attributes["href"] for a in page.all("a", rel="prev")] == [FIRST, FIRST]
    assert {f"{SECOND}-at1", "/events/the-flood", f"{VOLUME}/contents"} <= set(page.links())
    assert "/documents?source=frus1949v77&section=ch1&sort=position" in page.links()
    assert f"{PUBLISHER}/d2" in {a.attributes["href"] for a in page.all("a", rel="external")}
    assert SECOND in page_of(read, f"{SECOND}-at1").links()


def test_no_more_than_eight_calls(read: tuple[Pages, Recorded]) -> None:
    pages, recorded = read
    recorded.requests.clear()
    pages.text(SECOND)
    assert len(recorded.requests) == 8


def test_a_long_text_comes_in_parts(read: tuple[Pages, Recorded]) -> None:
    whole = [page_of(read, f"{FIRST}?part={part}") for part in (1, 2, 3)]
    numbers = [page.classed("block") for page in whole]
    assert [len(texts) for texts in numbers] == [100, 100, 50]
    assert numbers[2][-1].endswith("Paragraph number 250.")
    assert "Part 2 of 3: paragraphs 101\u2013200 of 250" in whole[1].text
    assert [a.attributes["href"] for a in whole[1].all("a", rel="next")[1:2]] == [f"{FIRST}?part=3"]
    assert FIRST in whole[1].links()


@pytest.mark.parametrize("query", ["part=4", "part=0", "part=x", "part=9999999", "note=9", "note=-1"])
def test_what_is_in_no_part(read: tuple[Pages, Recorded], query: str) -> None:
    assert read[0].get(f"{FIRST}?{query}").status_code == 404


def test_a_footnote_is_found_in_its_part(read: tuple[Pages, Recorded]) -> None:
    assert read[0].get(f"{FIRST}?note=2").headers["location"] == f"{FIRST}?part=2#n2"
    assert page_of(read, f"{FIRST}?part=2").one("div", id="n2").text.split() == ["2", "Far", "down."]


def test_a_volume_and_what_it_holds(read: tuple[Pages, Recorded]) -> None:
    page = page_of(read, VOLUME)
    assert {f"{VOLUME}/contents", f"{VOLUME}/people", f"{VOLUME}/terms"} <= set(page.links())
    assert "/documents?source=frus1949v77&sort=position" in page.links()
    facts = page.classed("facts")[0]
    assert "1,234,567 bytes" in facts
    assert "on 2 January 2026, 03:04 UTC" in facts
    assert "ab" * 32 in facts
    assert RIGHTS in facts


def test_a_table_of_contents(read: tuple[Pages, Recorded]) -> None:
    page = page_of(read, f"{VOLUME}/contents")
    assert [h.text for h in page.all("h3")] == ["The reeds & the water", "Chapter without a title"]
    assert "/documents?section=ch1&sort=position&source=frus1949v77" in page.links()
    assert FIRST in page.links()
    assert "Reeds grow." in page.text


def test_lists_of_a_volume_go_on(read: tuple[Pages, Recorded]) -> None:
    first, second = page_of(read, f"{VOLUME}/people"), page_of(read, f"{VOLUME}/people?cursor=abc")
    assert first.one("a", rel="next").attributes["href"] == f"{VOLUME}/people?cursor=abc"
    assert f"{VOLUME}/people" in second.links()
    assert "/documents?mentions=frus1949v77-p-wa1" in first.links()
    assert read[0].get(f"{VOLUME}/contents.json").headers["location"] == "/v1/sources/frus1949v77/sections"


def test_an_empty_list_says_where_volumes_come_from(read: tuple[Pages, Recorded]) -> None:
    page = page_of(read, "/documents")
    assert {a.attributes["href"] for a in page.all("a", rel="external")} == {
        "https://github.com/HistoryAtState/frus",
        "https://history.state.gov/historicaldocuments",
    }
    assert page.classed("command") == ["python -m seed import frus VOLUME.xml"]


def failing(*paths: str) -> dict[str, tuple[int, Any]]:
    return {path: (200, body) for path, body in ANSWERS.items() if path in paths}


def test_a_text_without_its_secondary_calls() -> None:
    with exploring(fixed(failing(f"/v1{SECOND}"))) as pages:
        page = Page(pages.text(SECOND))
    check_markup(page)
    assert [text.split(" could not")[0] for text in page.classed("notice")] == [
        "What stands before and after it",
        "The footnotes", "The text", "Its people", "Its terms", "Claims that rest on it", "The citation",
    ]  # fmt: skip
    assert page.classed("rights") == [f"Rights: {RIGHTS}"]


def test_a_text_without_its_footnotes() -> None:
    with exploring(fixed(failing(f"/v1{SECOND}", f"/v1{SECOND}/paragraphs"))) as pages:
        page = Page(pages.text(SECOND))
    check_markup(page)
    assert page.all("a", role="doc-noteref") == []
    assert "Subject:" in page.text


@pytest.mark.parametrize("name", ["contents", "people", "terms"])
def test_a_volume_without_its_lists(name: str) -> None:
    with exploring(fixed(failing(f"/v1{VOLUME}"))) as pages:
        page = Page(pages.text(f"{VOLUME}/{name}"))
        whole = Page(pages.text(VOLUME))
    for found in (page, whole):
        check_markup(found)
        assert any("could not be loaded" in text for text in found.classed("notice"))
