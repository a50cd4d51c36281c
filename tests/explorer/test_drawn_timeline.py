"""The timeline drawn: nothing left out, nothing over another, whatever there is to draw."""

import gzip
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pytest

from explorer.assets import STATIC, Assets, style
from explorer.build import squeezed
from explorer.client import Answer
from explorer.drawings.extent import extent
from explorer.drawings.marks import APART, MOST, ROWS, TARGET, WIDTH
from explorer.drawings.reading import Shown, narrower, shown
from explorer.drawings.timeline import LETTER, Drawing, draw
from tests.explorer.conftest import Pages, exploring, fixed
from tests.explorer.html import Page, banned
from tests.explorer.moments import CAPITALS, CASES, LONG, OPEN, Json, answer, dated, heap, many, moment, plain
from tests.explorer.test_pages import check_markup


def drawn(moments: Sequence[Json], asked: str | None = None) -> Drawing:
    days = extent(moments, asked)
    assert days is not None
    return draw(moments, CAPITALS, days)


@pytest.mark.parametrize("case", CASES)
def test_every_moment_is_drawn_once(case: str) -> None:
    found = Counter(one["record"]["id"] for one in drawn(CASES[case]).moments)
    assert found == Counter(one["record"]["id"] for one in CASES[case])


@pytest.mark.parametrize("case", CASES)
def test_marks_are_few_and_apart(case: str) -> None:
    drawing = drawn(CASES[case])
    assert sum(len(lane.marks) for lane in drawing.lanes) <= MOST
    for lane in drawing.lanes:
        assert lane.rows <= ROWS
        for row in range(lane.rows):
            marks = sorted((one for one in lane.marks if one.row == row), key=lambda one: one.left)
            for before, after in pairwise(marks):
                assert before.right <= after.left + 0.1


@pytest.mark.parametrize("case", CASES)
def test_marks_can_be_pointed_at_and_lie_inside(case: str) -> None:
    drawing = drawn(CASES[case])
    tops = [lane.top for lane in drawing.lanes]
    assert tops == sorted(tops)
    for lane in drawing.lanes:
        for one in lane.marks:
            assert one.width >= TARGET - 0.11
            assert one.left >= 0
            assert one.right <= WIDTH + 0.1
            assert lane.top <= lane.middle(one) - TARGET / 2
            assert lane.middle(one) + TARGET / 2 <= lane.top + lane.height


@pytest.mark.parametrize("case", CASES)
def test_titles_meet_nothing(case: str) -> None:
    for lane in drawn(CASES[case]).lanes:
        for one in lane.marks:
            if not one.text:
                continue
            width = len(one.text) * LETTER
            left, right = (one.text_at - width, one.text_at) if one.before else (one.text_at, one.text_at + width)
            assert left >= 0
            assert right <= WIDTH
            assert all(
                other is one or other.row != one.row or other.right <= left or other.left >= right
                for other in lane.marks
            )


def test_there_are_titles_where_there_is_room() -> None:
    (lane,) = [lane for lane in drawn(many(1)).lanes if lane.marks]
    assert [one.text for one in lane.marks] == ["What is called event-0"]
    assert all(one.text.endswith("\u2026") for lane in drawn(LONG).lanes for one in lane.marks if one.text)


def test_a_bar_without_room_beside_it_has_its_title_on_top() -> None:
    whole = moment("whole", dated("1950-06", "1950-06-01", "1950-06-30"))
    (lane,) = [lane for lane in drawn([whole], "1950-06").lanes if lane.marks]
    (mark,) = lane.marks
    assert (mark.above, mark.text, mark.before) == (True, "What is called whole", False)
    assert mark.left <= mark.text_at < mark.text_at + len(mark.text) * LETTER <= mark.right
    assert not drawn(many(1)).lanes[0].marks[0].above


def test_a_heap_is_a_number() -> None:
    (one,) = drawn(heap(60)).lanes[0].marks
    assert (len(one.moments), one.glyphs, one.signs) == (60, [], {"cluster"})
    assert [len(mark.glyphs) for mark in drawn(heap(APART)).lanes[0].marks] == [1] * APART


def test_what_may_have_been_any_day_is_not_gathered_with_one_of_them() -> None:
    """Else the number would stand at a day that nothing names."""
    month = moment("month", dated("1950-06", "1950-06-01", "1950-06-30"))
    starts = [moment(f"start-{n}", dated(f"1950-06-01/0{n}", "1950-06-01", f"1950-06-0{n}")) for n in range(2, 10)]
    found = drawn([month, *starts, moment("talks", plain("1950-06-14"))], "1950-06").lanes[0].marks
    gathered = [[one["record"]["id"] for one in mark.moments] for mark in found if len(mark.moments) > 1]
    assert gathered == [["start-2", "start-3"]]


def test_lanes_are_the_capitals_and_what_has_none_if_there_is_any() -> None:
    assert [lane.name for lane in drawn(heap(1)).lanes] == ["Moscow", "Beijing", "Seoul"]
    others = [
        moment("a", plain("1950-06-25"), None),
        *heap(1, type="document"),
        moment("b", plain("1950-06-25"), "tokyo"),
    ]
    names = [lane.name for lane in drawn(others).lanes]
    assert names == ["Moscow", "Beijing", "Seoul", "No one capital", "Documents", "Tokyo"]


def test_rival_dates_are_joined_and_those_far_away_are_told() -> None:
    (one,) = drawn(CASES["rivals"], "1950-06").lanes[0].marks
    assert [part.shape for part in one.glyphs] == ["dot", "dot", "bar"]
    assert one.joined is not None
    assert "rival" in one.signs
    name = shown_of(CASES["rivals"]).name(one, drawn(CASES["rivals"]).lanes[0])
    assert name.endswith(
        "others say words of 1950-06-26, others say words of 1899-01-01, others say words of 1941/1953"
    )


def shown_of(moments: Sequence[Json], total: int | None = None, asked: str | None = None) -> Shown:
    found = shown(Answer("", 200, answer(moments, total)), CAPITALS, [("date", asked)] if asked else [])
    assert found is not None
    return found


def test_there_is_no_drawing_of_nothing() -> None:
    assert shown(Answer("", 200, answer([])), CAPITALS, []) is None
    assert shown(Answer("", 503, {}), CAPITALS, []) is None


def test_the_whole_in_words() -> None:
    far = moment("far", plain("1899-01-01"))
    words = shown_of([far, *many(60)], 900).reading
    assert words.startswith(
        "61 events, drawn from 1 January 1950 to 1 March 1950: Moscow 16, Beijing 15, Seoul 15, no one"
    )
    assert "61 of them are dated to a single day. Of 1 of them the only known days lie before or after: it" in words
    assert words.endswith("The drawing shows what this page lists, 61 of 900.")
    assert shown_of(heap(1)).reading.endswith(
        "1 of them is dated to a single day. Nothing is recorded here for Beijing and Seoul."
    )


@pytest.mark.parametrize(
    ("moments", "pairs", "leads"),
    [
        (heap(60), [("date", "1950")], "/timeline?date=1950-06-25&capital=moscow"),
        (heap(60), [("date", "1950-06-25")], "/timeline?date=1950-06-25&capital=moscow"),
        (heap(60), [("date", "1950-06-25"), ("capital", "moscow")], "#in-1950-06"),
        (heap(60, type="document"), [("date", "1950"), ("kind", "letter")], "/timeline?kind=letter&date=1950-06-25"),
        (heap(60, type="document"), [("date", "1950-06-25")], "#in-1950-06"),
        ([*OPEN[:1] * 9], [("date", "1950-04"), ("limit", "9")], "/timeline?date=1950-03-30&capital=moscow"),
    ],
)
def test_where_a_number_leads(moments: list[Json], pairs: list[tuple[str, str]], leads: str) -> None:
    drawing = drawn(moments, dict(pairs)["date"])
    (lane,) = [lane for lane in drawing.lanes if lane.marks]
    assert narrower(lane.marks[0], lane, drawing, pairs) == leads


# As a page


def page_of(moments: Sequence[Json], total: int | None = None, query: str = "") -> tuple[str, Page]:
    capitals = [{"value": capital} for capital in CAPITALS]
    kinds: Json = {name: [] for name in ("event-kind", "document-kind", "date-quality")}
    vocabularies = {"vocabularies": {"capital": capitals, **kinds}}
    answers = {"/v1/timeline": (200, answer(moments, total)), "/v1/vocabularies": (200, vocabularies)}
    with exploring(fixed(answers, Release="1")) as pages:
        text = pages.text(f"/timeline{query}")
    return text, Page(text)


@pytest.mark.parametrize("case", CASES)
def test_a_drawing_is_proper_and_small(case: str) -> None:
    text, page = page_of(CASES[case], 900)
    check_markup(page)
    assert banned(page) == []
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    for svg in re.findall(r"<svg.*?</svg>", text, re.S):
        assert len(gzip.compress(svg.encode())) <= 15_000
    assert set(re.findall(r"url\(#([^)]*)\)", text)) <= set(ids)
    assert {link.removeprefix("#") for link in re.findall(r'href="(#[^"]*)"', text)} <= {f for f in ids if f}


def test_a_page_without_moments_has_no_drawing() -> None:
    _, page = page_of([])
    assert page.all("svg") == []


def test_fifty_events_with_all_they_need_are_small() -> None:
    text, page = page_of(many(50))
    parts = (text, squeezed(style("time.css")), (STATIC / "site.js").read_text())
    assert sum(len(gzip.compress(part.encode())) for part in parts) <= 20_000
    sheets = [link.attributes["href"] for link in page.all("link", rel="stylesheet")]
    assert sheets == [Assets().url("time.css")]


def test_one_can_go_through_a_drawing_and_past_it(pages: Pages) -> None:
    page = Page(pages.text("/timeline"))
    region = page.one("div", role="region")
    assert (region.attributes["tabindex"], region.attributes["aria-label"]) == (
        "0",
        "The chart, which scrolls sideways",
    )
    assert page.one("a", href="#past-chart").text == "Skip the chart"
    assert page.one("div", id="past-chart")
    assert len(page.all("g", role="listitem")) == len(page.classed("moment"))
    listed = {element.attributes["aria-label"] for element in page.all("g", role="list")}
    assert listed == {"Moscow", "Washington", "No one capital", "Documents"} & listed
    named = [a.attributes["aria-label"] or "" for a in page.all("a") if "aria-label" in a.attributes]
    assert any("Removal" in one and "others say" in one for one in named)


def test_a_legend_explains_what_is_drawn_and_no_more(site: Pages) -> None:
    page = Page(site.text("/timeline?capital=washington"))
    (legend,) = page.classed("legend")
    assert "accounts date it differently" in legend
    assert "it went on" not in legend
    assert "/about/uncertainty#glyphs" in page.links()
    about = Page(site.text("/about/uncertainty"))
    assert about.one("h2", id="glyphs")
    check_markup(about)


def test_capitals_are_toggles(site: Pages) -> None:
    links = Page(site.text("/timeline?capital=washington,moscow&date=1931")).links()
    assert {"/timeline?date=1931&capital=washington", "/timeline?date=1931&capital=moscow"} <= set(links)
    assert "/timeline?date=1931&capital=moscow,beijing,washington" in links
    assert "/timeline?date=1931" in links


def test_halves_of_a_year_lead_to_their_months(site: Pages) -> None:
    assert {"/timeline?date=1931-01/1931-06", "/timeline?date=1931-07/1931-12"} <= set(
        Page(site.text("/timeline?date=1931")).links()
    )
    links = Page(site.text("/timeline?date=1931-01/1931-06")).links()
    assert {"/timeline?date=1931", "/timeline?date=1931-06", "/timeline?date=1930-07/1930-12"} <= set(links)
    assert {"/timeline?date=1931-07/1931-12", "/timeline?date=1931-01"} <= set(links)
    assert "/timeline?date=1931-07" not in links


def test_the_first_page_has_a_strip_or_says_why_not(site: Pages) -> None:
    page = Page(site.text("/"))
    assert "Nothing is recorded yet of these months." in page.classed("empty")[0]
    assert {"/timeline?date=1950-01/1950-06", "/documents", "/developers"} <= set(page.links())
    answers = {"/v1/disputes": (200, answer([])), "/v1/timeline": (200, answer(many(100), 120))}
    with exploring(fixed(answers)) as pages:
        strip = Page(pages.text("/"))
    check_markup(strip)
    names = [lane.attributes["aria-label"] for lane in strip.all("g", role="list")]
    assert names[:3] == ["Moscow", "Beijing", "Seoul"]
    with exploring(fixed({"/v1/disputes": (200, answer([]))})) as pages:
        notices = Page(pages.text("/")).classed("notice")
    assert any(one.startswith("The timeline of these months could not be loaded") for one in notices)


def test_days_beyond_the_calendar_are_not_asked_for() -> None:
    assert date.max.isoformat() == drawn([moment("last", plain("9999-12-31"))]).axis.last
