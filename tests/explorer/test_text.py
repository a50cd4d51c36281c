"""A paragraph as HTML: verbatim text, links that never nest, footnotes beside their anchors, tables in their rows."""

import re
from typing import Any

import pytest
from markupsafe import Markup

from explorer.marking import marked
from explorer.places import part_of, parts, text_address
from explorer.snippets import parted, snippet
from explorer.tables import Table
from explorer.text import Line, text_of
from tests.explorer.html import Page
from tests.explorer.volume import (
    FIRST,
    FOOTNOTES,
    MOSS,
    OTHER_MOSS,
    PARAGRAPHS,
    WREN,
    footnote,
    mention,
    paragraph,
    reference,
    span,
)


def anchor(number: int) -> Markup:
    return Markup("[{}]").format(number)


def said(html: str) -> str:
    """The text without tags and marks."""
    bare = re.sub(r"\[\d+\]", "", html)
    return Page(f"<p>{bare}</p>").elements[0].text


@pytest.mark.parametrize("one", PARAGRAPHS, ids=lambda one: str(one["number"]))
def test_no_character_is_lost_or_added(one: dict[str, Any]) -> None:
    assert said(marked(one, anchor)) == one["text"]
    assert Page(f"<p>{marked(one, anchor)}</p>").faults == []


def test_who_is_named_and_how_sure_that_is() -> None:
    text = "Ada Wren, Mr. Moss and Moss of Reedham; Nobody."
    found = marked(
        paragraph(
            1,
            text,
            mentions=[
                mention(text, "Ada Wren", "certain", WREN),
                mention(text, "Mr. Moss", "suggested", MOSS),
                mention(text, "Moss of Reedham", "ambiguous", MOSS, OTHER_MOSS),
                mention(text, "Nobody", "printed"),
            ],
        ),
        anchor,
    )
    links = Page(f"<p>{found}</p>").all("a")
    assert [link.attributes["href"] for link in links] == [
        "/actors/frus1949v77-p-wa1",
        "/actors/frus1949v77-p-mj1",
        "#people",
    ]
    assert [link.attributes.get("aria-label") for link in links] == [
        None,
        "Mr. Moss, suggested by name alone: Moss, Jory",
        "Moss of Reedham, may be any of: Moss, Jory or Moss, Lil",
    ]


def test_links_never_nest_and_marks_stand_after_them() -> None:
    text = "Letter of Ada Wren (RWB) to all"
    found = marked(
        paragraph(
            1,
            text,
            mentions=[mention(text, "Ada Wren", "certain", WREN)],
            references=[reference(text, "Letter of Ada Wren (RWB)", record=FIRST, paragraph=3)],
            terms=[
                span(text, "RWB", name="RWB", expansion="Board"),
                span(text, "(RWB) to", name="x", expansion="crosses the border"),
            ],
            footnotes=[{"number": 1, "offset": 12}, {"number": 2, "offset": 2}],
        ),
        anchor,
    )
    assert found == (
        '<a href="/documents/frus1949v77-d1#p3">Letter of Ada Wren (<abbr title="Board">RWB</abbr>)</a>[1][2] to all'
    )


def test_offsets_are_code_points() -> None:
    one = paragraph(1, "🜁🜁 Wren", mentions=[{**mention("🜁🜁 Wren", "Wren", "certain", WREN)}])
    assert "🜁🜁 <a" in marked(one, anchor)


def test_a_reference_to_nothing_known_is_text() -> None:
    found = marked(paragraph(1, "See page 9", references=[reference("See page 9", "page 9")]), anchor)
    assert found == "See page 9"


def test_titles_are_escaped() -> None:
    one = paragraph(1, '<b> & "', terms=[{"start": 0, "end": 3, "name": "b", "expansion": '"><script>'}])
    assert marked(one, anchor) == '<abbr title="&#34;&gt;&lt;script&gt;">&lt;b&gt;</abbr> &amp; &#34;'


def test_notes_stand_after_what_they_hang_on() -> None:
    text = text_of(PARAGRAPHS, FOOTNOTES)
    assert [(block.kind, [note.number for note in block.notes]) for block in text.blocks] == [
        ("head", [1]),
        ("opener", []),
        ("dateline", []),
        ("table", [2]),
        ("paragraph", [3, 4]),
        ("list", [5]),
        ("list", []),
        ("quote", []),
        ("signed", []),
    ]
    assert (text.before, [note.number for note in text.after]) == ([], [6])


def test_a_label_goes_with_its_item() -> None:
    lists = [block for block in text_of(PARAGRAPHS, FOOTNOTES).blocks if block.kind == "list"]
    assert [[[line.number for line in lines] for lines in block.items] for block in lists] == [
        [[10, 11]],
        [[12, 13]],
    ]


def test_pages_are_named_where_they_begin() -> None:
    text = text_of(PARAGRAPHS, FOOTNOTES)
    lines = [line for block in text.blocks for line in block.lines]
    assert [(line.number, line.page) for line in lines if line.page] == [(1, "12"), (9, "13"), (15, "14")]


def test_source_notes_without_an_anchor_come_first() -> None:
    loose = [footnote(1, "1/2: Telegram", kind="source-note", mark=None), footnote(2, "Later.", mark=None)]
    text = text_of([paragraph(1, "Text")], loose)
    assert ([note.number for note in text.before], [note.number for note in text.after]) == ([1], [2])


def test_marks_of_footnotes_that_could_not_be_loaded_lead_nowhere() -> None:
    text = text_of(PARAGRAPHS, None)
    assert "<a" not in text.blocks[0].lines[0].text
    assert ">1</sup>" in text.blocks[0].lines[0].text


def numbers(table: Table[Line]) -> list[Any]:
    return [[[numbers(p) if isinstance(p, Table) else p.number for p in parts] for parts in row] for row in table.rows]


def cells(*grids: list[int]) -> Any:
    text = text_of([paragraph(n, str(n), "cell", grid=grid) for n, grid in enumerate(grids, 1)], [])
    return numbers(text.blocks[0].table)


def test_tables_have_rows_and_tables_within_them() -> None:
    assert cells([1, 1, 1], [1, 1, 2], [1, 2, 2]) == [[[1], [2]], [[], [3]]]
    assert cells([1, 1, 1], [2, 1, 1], [2, 2, 1], [1, 2, 3]) == [[[1], [], []], [[], [[[[2]], [[3]]]], [4]]]
    assert cells([1, 1, 1], [2, 1, 1]) == [[[1], [[[[2]]]]]]
    assert cells([3, 1, 1], [3, 1, 1]) == [[[1, 2]]]


@pytest.mark.parametrize(("paragraphs", "found"), [(0, 0), (1, 1), (100, 1), (101, 2), (250, 3)])
def test_parts(paragraphs: int, found: int) -> None:
    assert parts(paragraphs) == found
    assert paragraphs == 0 or part_of(paragraphs) == found


def test_addresses_in_a_text() -> None:
    href = "/v1/documents/x"
    assert [text_address(href, *at) for at in ((None,), (1,), (100,), (101,), (None, 7), (3, 7))] == [
        "/documents/x",
        "/documents/x#p1",
        "/documents/x#p100",
        "/documents/x?part=2#p101",
        "/documents/x?note=7",
        "/documents/x?note=7",
    ]


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("a <mark>b</mark> &amp; c", "a <mark>b</mark> &amp; c"),
        ("<mark>a", "<mark>a</mark>"),
        ("<mark><mark>a</mark></mark>b</mark>", "<mark>a</mark>b"),
        ("<b>a</b><mark onclick=x>", "&lt;b&gt;a&lt;/b&gt;&lt;mark onclick=x&gt;"),
        ("&lt;script&gt;", "&lt;script&gt;"),
        ("&lt;mark&gt;a", "&lt;mark&gt;a"),
    ],
)
def test_nothing_but_marks_comes_through_a_snippet(sent: str, shown: str) -> None:
    assert snippet(sent) == shown


@pytest.mark.parametrize(
    ("title", "sent", "marked", "rest"),
    [
        ("Ada's heron", "Ada&#x27;s <mark>heron</mark>", "Ada&#39;s <mark>heron</mark>", ""),
        ("Ada", "<mark>Ada</mark> · the <mark>heron</mark> …", "<mark>Ada</mark>", "the <mark>heron</mark> …"),
        ("Ada", "<mark>Ada</mark> · May 13", "<mark>Ada</mark>", ""),
        ("“a <b>”", "a <mark>&lt;b&gt;</mark> · said", "“a <mark>&lt;b&gt;</mark>”", ""),
        ("Ada & Co", "Ada &amp; Company <mark>x</mark>", "Ada &amp; Co", "Ada &amp; Company <mark>x</mark>"),
        ("A long tit…", "A long <mark>title</mark>", "A long tit…", "A long <mark>title</mark>"),
        ("Ada", "", "Ada", ""),
    ],
)
def test_a_title_is_not_said_twice(title: str, sent: str, marked: str, rest: str) -> None:
    found = parted({"title": title, "snippet": sent})
    assert (found.marked, found.rest) == (marked, rest)
