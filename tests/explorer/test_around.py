"""The text around a quotation, where it may be shown; elsewhere what is recorded next to it."""

from typing import Any

import httpx
import pytest

from explorer.passages import Piece, pieces, quotation_on
from tests.explorer.conftest import Pages, exploring
from tests.explorer.html import Page
from tests.explorer.test_pages import check_markup

PATH = "/quotations/weir-shelves-damp"
DOCUMENT = {"id": "frus1931v01-d1", "type": "document", "label": "Minutes", "href": "/v1/documents/frus1931v01-d1"}


def block(paragraph: int | None, text: str, *quoted: tuple[int, int], footnote: int | None = None) -> dict[str, Any]:
    spans = [{"start": start, "end": end} for start, end in quoted]
    page = "12" if paragraph in (4, 5) else "13"
    return {
        "paragraph": paragraph,
        "footnote": footnote,
        "kind": "paragraph",
        "page": page,
        "text": text,
        "quoted": spans,
    }


BLOCKS = [block(4, "The sky was <clear>."), block(5, "He said: it rains. It rains.", (9, 17)), block(6, "All left.")]
NOTED = [block(120, "Here."), block(None, "See: it rains.", (5, 13), footnote=7)]


def around(site: Pages, *passages: list[dict[str, Any]], path: str = PATH) -> tuple[Page, list[str]]:
    """The page where the API knows of such passages, and what it was asked."""
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.raw_path.decode())
        found = site.get(asked[-1])
        body = found.json()
        if "/context" in asked[-1]:
            shown = [{"document": DOCUMENT, "licence": "Public domain.", "blocks": blocks} for blocks in passages]
            body = body | {"passages": shown, "text_shown": False}
        return httpx.Response(found.status_code, json=body, headers={"Parallel38-Release": "1"})

    with exploring(httpx.MockTransport(answer)) as pages:
        page = Page(pages.text(path))
    check_markup(page)
    return page, asked


def test_the_words_are_marked_between_their_paragraphs(site: Pages) -> None:
    page, asked = around(site, BLOCKS)
    assert f"/v1{PATH}/context?paragraphs=1" in asked
    section = page.one("section", aria_labelledby="around")
    shown = " ".join(section.text.split())
    assert "[p. 12] The sky was <clear>. He said: it rains. It rains. [p. 13] All left." in shown
    assert "Rights: Public domain." in shown
    assert [mark.text for mark in page.all("mark")] == ["it rains"]
    assert {f"{PATH}?paragraphs=5#around", "/documents/frus1931v01-d1#p5"} <= set(page.links())


def test_more_text_is_a_page_of_its_own(site: Pages) -> None:
    page, asked = around(site, BLOCKS, path=f"{PATH}?paragraphs=5")
    assert f"/v1{PATH}/context?paragraphs=5" in asked
    assert f"{PATH}#around" in page.links()
    assert f"{PATH}?paragraphs=5#around" not in page.links()
    assert ", with 5 paragraphs around them" in page.one("title").text


def test_words_in_a_footnote(site: Pages) -> None:
    page, _ = around(site, NOTED, BLOCKS)
    assert "Footnote 7: See: it rains." in page.classed("footnote")
    assert "/documents/frus1931v01-d1?note=7" in page.links()
    assert len(page.all("mark")) == 2


def test_nothing_is_shown_around_what_is_under_copyright(site: Pages) -> None:
    page, _ = around(site, path=f"{PATH}?paragraphs=5")
    assert page.all("section", aria_labelledby="around") == page.all("mark") == []
    assert "is under copyright and is not shown" in page.text


@pytest.mark.parametrize("asked", ["0", "6", "x", "1.5", "-1", "%C2%B2"])
def test_no_other_number_of_paragraphs(site: Pages, asked: str) -> None:
    answer = site.get(f"{PATH}?paragraphs={asked}")
    assert answer.status_code == 400
    assert "is no number of paragraphs to show. It can be: 1, 2, 3, 4 and 5." in Page(answer.text).text


def test_the_document_says_what_it_answers(site: Pages) -> None:
    facts = " ".join(Page(site.text(PATH)).classed("facts"))
    assert "Received 9 April 1931" in facts
    assert "Answers nothing on record" in facts


def test_the_nearest_quotations(site: Pages) -> None:
    page = Page(site.text("/quotations/brandt-until-roof-mended"))
    assert page.one("nav", aria_label="Quotations before and after").text.split()[0] in ("Earlier", "Later")
    near = [{"side": side, "record": {"id": f"{n}", "type": "quotation" if n % 2 else "event"}}
            for n, side in enumerate(("before", "before", "before", "before", "within", "after", "after"))]  # fmt: skip
    assert [(quotation_on(near, side) or {}).get("id") for side in ("before", "after")] == ["3", "5"]
    assert quotation_on(near[:1], "before") is None


def test_the_text_stays_whole_and_in_order() -> None:
    found = pieces(block(1, "ab cd ef", (0, 2), (6, 8)))
    assert found == [Piece("ab", True), Piece(" cd ", False), Piece("ef", True)]
    assert pieces(block(1, "ab")) == [Piece("ab", False)]
