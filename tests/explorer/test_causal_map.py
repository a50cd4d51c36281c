"""The causal map: every pair once, all that is written legible, nothing in time that has none."""

from typing import Any

import pytest

from explorer.drawings import causal, curves
from explorer.drawings.causal import Drawing, Line
from tests.explorer.causes import END, dated, link, many


def drawn(*links: dict[str, Any], most: int = causal.MOST) -> Drawing:
    found = causal.draw(list(links), most=most)
    assert found is not None
    return found


def only(found: Drawing) -> Line:
    (line,) = found.lines
    return line


def test_nothing_is_drawn_of_nothing() -> None:
    assert causal.draw([]) is None


def test_every_pair_is_drawn_once() -> None:
    links = many(40, 70)
    found = drawn(*links, most=70)
    pairs = [(line.cause.record["id"], line.effect.record["id"]) for line in found.lines]
    assert len(pairs) == 70
    assert sorted(pairs) == sorted({(one["cause"]["id"], one["effect"]["id"]) for one in links})
    assert len(found.nodes) == len({node.record["href"] for node in found.nodes}) == 40
    assert len({line.curve and line.curve.path for line in found.lines}) == 70


@pytest.mark.parametrize("words", ["Kim", "An event whose name is as long as names can be, and then some more of it"])
@pytest.mark.parametrize(("nodes", "links"), [(2, 1), (12, 14), (40, 70)])
def test_nothing_written_covers_anything_else_written(nodes: int, links: int, words: str) -> None:
    found = drawn(*many(nodes, links, words), most=links)
    labels = [node.placed.text for node in found.nodes]
    assert not list(curves.overlapping(labels))
    numbers = [curves.target(line.curve.badge, line.curve.width) for line in found.lines if line.curve]
    assert not list(curves.overlapping(numbers))
    for left, top, right, bottom in labels:
        assert left >= 0
        assert top >= causal.HEAD
        assert right <= found.width
        assert bottom <= found.height


def test_what_is_said_is_counted_by_claims_and_by_stance() -> None:
    line = only(drawn(link("a", "b", says=3, disputes=1)))
    assert line.tally == "3 say so, 1 disputes it"
    assert line.text == line.tally
    assert only(drawn(link("a", "b"))).tally == "1 says so"
    assert only(drawn(link("a", "b", says=0, disputes=2))).tally == "0 say so, 2 dispute it"


def test_two_kinds_of_one_pair_are_one_line_that_leads_to_both() -> None:
    both = link("a", "b", id="one", kind="enabled"), link("a", "b", id="other", kind="motivated")
    line = only(drawn(*both))
    assert line.kinds == ["enabled", "motivated"]
    assert line.says == 2
    assert line.address == "/causal-links?cause=a&effect=b"
    assert only(drawn(both[0])).address == "/causal-links/one"


def test_the_other_way_round_is_another_line() -> None:
    assert len(drawn(link("a", "b"), link("b", "a")).lines) == 2


def test_time_runs_from_left_to_right_and_lanes_are_capitals() -> None:
    found = drawn(
        link("early", "late", dated("cause", "1950-01-05", "moscow"), dated("effect", "1950-06-25", "pyongyang")),
        link("early", "unsaid", dated("cause", "1950-01-05", "moscow"), dated("effect", "1950-03-01", None)),
    )
    x = {node.record["id"]: node.x for node in found.nodes}
    assert x["early"] < x["unsaid"] < x["late"]
    assert [lane.name for lane in found.lanes] == ["Moscow", "Pyongyang", "No one capital"]
    assert found.apart is None
    assert [line.curve.way for line in found.lines if line.curve] == [1, 1]


def test_an_effect_before_its_cause_is_reached_from_behind() -> None:
    late, early = dated("cause", "1950-12-01"), dated("effect", "1950-01-05")
    line = only(drawn(link("later", "earlier", late, early)))
    assert line.curve
    assert line.curve.way == -1
    assert line.curve.points[0][0] > line.curve.points[3][0]


def test_what_has_no_date_stands_apart_in_the_order_of_the_claims() -> None:
    found = drawn(
        link("known", "open", dated("cause", "1950-01-05"), END),
        link("open", "next", END, END),
    )
    nodes = {node.record["id"]: node for node in found.nodes}
    assert found.apart is not None
    assert found.axis is not None
    assert nodes["known"].right < found.axis.right < found.apart <= nodes["open"].x < nodes["next"].x
    assert nodes["open"].words == "no date on record"
    assert found.undated == 2
    assert "2 of them have no date on record and stand apart." in causal.reading(found)


def test_without_any_date_there_are_no_days() -> None:
    found = drawn(link("a", "b", END, END), link("b", "a", END, END))
    assert found.axis is None
    assert found.ticks == []
    assert "Drawn from" not in causal.reading(found)


def test_a_day_far_from_all_others_does_not_stretch_the_rest() -> None:
    links = [
        link(f"c{number}", f"e{number}", dated("cause", f"1950-0{number}-01"), dated("effect", f"1950-0{number}-15"))
        for number in range(1, 9)
    ]
    found = drawn(*links, link("war", "memory", dated("cause", "1950-06-25"), dated("effect", "1999-01-01")))
    assert found.axis is not None
    assert found.axis.last < "1952"
    (far,) = [node for node in found.nodes if node.side]
    assert (far.record["id"], far.side, far.glyph) == ("memory", "after", None)


def test_documents_have_a_lane_of_their_own() -> None:
    found = drawn(link("a", "b", {**dated("cause", "1950-01-05"), "cause": {"type": "document"}}))
    assert [lane.name for lane in found.lanes] == ["No one capital", "Documents"]


def pairs_of(found: Drawing) -> list[tuple[str, str]]:
    return [(line.cause.record["id"], line.effect.record["id"]) for line in found.lines]


def test_of_too_many_lines_those_nearest_to_one_event_are_drawn() -> None:
    """First its own, then what these lead to; what hangs together with none of it is left out, and that is told."""
    star = [link(f"cause-{number}", "hub") for number in range(8)]
    chain = [link("hub", "next"), link("next", "last")]
    apart = [link(f"one-{number}", f"other-{number}") for number in range(9)]
    found = drawn(*apart, *reversed(chain), *star)
    ends = [(one["cause"]["id"], one["effect"]["id"]) for one in (*star, *chain)]
    assert sorted(pairs_of(found)) == sorted(ends)
    assert pairs_of(found)[-1] == ("next", "last")
    assert "9 more lines are not drawn, to keep these apart; what is claimed of them stands below." in causal.reading(
        found
    )


def test_a_record_of_ones_own_is_drawn_before_what_most_lines_lead_to() -> None:
    links = [*(link(f"cause-{number}", "hub") for number in range(20)), link("mine", "yours")]
    about = links[-1]["cause"]["href"]
    found = causal.draw(links, about)
    assert found is not None
    assert pairs_of(found) == [("mine", "yours")]
    assert found.left_out == 20


def test_as_many_lines_as_can_be_followed_are_drawn_of_one_event_too() -> None:
    links = [*(link(f"cause-{number}", "hub") for number in range(40)), link("best", "hub", says=2)]
    found = drawn(*links)
    assert len(found.lines) == causal.MOST
    assert pairs_of(found)[0] == ("best", "hub")


def test_the_events_of_most_lines_come_first() -> None:
    pairs = causal.paired([link("a", "c"), link("b", "c"), link("c", "d")])
    assert next((hub.record["id"], hub.number) for hub in causal.hubs(pairs)) == ("c", 3)


@pytest.mark.parametrize(("says", "disputes", "expected"), [(2, 0, False), (1, 1, True), (0, 0, False)])
def test_what_is_disputed_is_contested(says: int, disputes: int, expected: bool) -> None:
    assert causal.contested(link("a", "b", says=says, disputes=disputes)["assertions"]) is expected


def test_the_reading_names_what_most_lines_lead_to_and_what_is_disputed() -> None:
    found = drawn(link("a", "c"), link("b", "c", disputes=1))
    said = causal.reading(found)
    assert said.startswith("2 lines between 3 events and documents. Drawn from ")
    assert "Most lines, 2, lead to: C." in said
    assert said.endswith("1 line is disputed.")
    assert causal.reading(drawn(link("a", "b"))).endswith("None is disputed by anybody on record.")
