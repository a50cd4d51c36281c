"""The table of glyphs: the form of a date shows its doubt."""

import pytest

from explorer.drawings.glyphs import FADE, LEAST, SAMPLES, SIGNS, Glyph, glyph, legend
from explorer.drawings.time import Axis
from tests.explorer.moments import Json, dated, plain

AXIS = Axis("1950-01-01", "1950-12-31", 0, 730)  # two units a day
APRIL = ("1950-04-01", "1950-04-30")


@pytest.mark.parametrize(
    ("when", "shape", "ends", "fading", "signs"),
    [
        (plain("1950-06-25"), "dot", ("closed", "closed"), None, {"day"}),
        (dated("1950-03-03?", "1950-03-03", "1950-03-03"), "dot", ("closed", "closed"), None, {"day", "uncertain"}),
        (dated("1950-04", *APRIL), "hatched", ("closed", "closed"), None, {"part"}),
        (dated("1950-04-XX", *APRIL), "hatched", ("closed", "closed"), None, {"part"}),
        (dated("1950-04?", *APRIL), "hatched", ("closed", "closed"), None, {"part", "uncertain"}),
        (dated("1950-10-09/1950-10-30", "1950-10-09", "1950-10-30"), "bar", ("closed", "closed"), None, {"interval"}),
        (dated("[1950-01..1950-03]", "1950-01-01", "1950-03-31"), "bracketed", ("closed", "closed"), None, {"one-of"}),
        (dated("1950-04~", "1950-03-17", "1950-05-15"), "bar", ("faded", "faded"), "both", {"about"}),
        (dated("1950-04%", "1950-03-17", "1950-05-15"), "bar", ("faded", "faded"), "both", {"both"}),
        (
            dated("1950-03-30/..", "1950-03-30", None, latest_is="ongoing"),
            "bar",
            ("closed", "arrow"),
            None,
            {"interval", "going-on"},
        ),
        (
            dated("1950-03-30/", "1950-03-30", None, latest_is="unknown"),
            "bar",
            ("closed", "faded"),
            "out",
            {"interval", "unknown"},
        ),
        (
            dated("[..1950-04]", None, "1950-04-30", earliest_is="unknown"),
            "bracketed",
            ("faded", "closed"),
            "in",
            {"one-of", "unknown"},
        ),
        (dated("1941/1953", "1941-01-01", "1953-12-31"), "bar", ("cut", "cut"), None, {"interval"}),
    ],
)
def test_the_form_of_a_date(when: Json, shape: str, ends: tuple[str, str], fading: str | None, signs: set[str]) -> None:
    found = glyph(when, AXIS)
    assert (found.shape, (found.start, found.end), found.fading, found.signs) == (shape, ends, fading, signs)


def test_a_bar_covers_its_days() -> None:
    found = glyph(dated("1950-04", *APRIL), AXIS)
    assert (found.left, found.right) == (AXIS.x("1950-04-01"), AXIS.end("1950-04-30"))
    assert glyph(plain("1950-04-01"), AXIS).middle == AXIS.middle("1950-04-01")


def test_a_short_bar_can_be_seen_even_at_the_edge() -> None:
    for when in (("1950-01-01", "1950-01-02"), ("1950-06-01", "1950-06-02"), ("1950-12-30", "1950-12-31")):
        found = glyph(dated("/".join(when), *when), AXIS)
        assert found.width == LEAST
        assert found.left >= 0
        assert found.right <= 730


def test_what_goes_on_runs_to_the_edge_and_what_is_unknown_does_not() -> None:
    going = glyph(dated("1950-03-30/..", "1950-03-30", None, latest_is="ongoing"), AXIS)
    unknown = glyph(dated("1950-03-30/", "1950-03-30", None, latest_is="unknown"), AXIS)
    assert (going.right, unknown.width) == (730, FADE)


def test_a_legend_has_what_is_used_each_with_a_sample() -> None:
    assert set(SAMPLES) == set(SIGNS)
    assert [entry.sign for entry in legend({"rival", "day"})] == ["day", "rival"]
    for sign, (_, drawn) in SAMPLES.items():
        assert sign in {"rival", "cluster", "outside"} or any(sign in one.signs for one in drawn), sign


def test_a_glyph_is_measured() -> None:
    assert (Glyph("bar", 10, 30).middle, Glyph("bar", 10, 30).width) == (20, 20)
