"""Snippets: of the original text, escaped, marked, whole words."""

import html
import re

from api.search.query import parse
from api.search.snippet import snippet

TEXT = (
    "Nothing of note was said for a while by those who had come. " * 6
    + "Then P\u2019yŏlgang <fell>, the Warden\u2019s envoys & the U.S.S.R. said; "
    + "nobody asked the warden of P\u2019yŏlgang. "
    + "Nothing of note was said for a while by those who had come. " * 6
)


def of(text: str, query: str) -> str:
    return snippet(text, parse(query).phrases)


def plain(marked: str) -> str:
    return html.unescape(re.sub("</?mark>", "", marked))


def test_marks_what_is_written_and_escapes_the_rest() -> None:
    found = of(TEXT, "pyolgang ussr")
    assert (
        "<mark>P\u2019yŏlgang</mark> &lt;fell&gt;, the Warden\u2019s envoys &amp; the <mark>U.S.S.R.</mark> said"
        in found
    )
    assert set(re.findall("<[^>]*>", found)) == {"<mark>", "</mark>"}


def test_is_a_stretch_of_whole_words() -> None:
    for query in ("pyolgang", "warden", '"asked the warden"', "come", "nosuch", "wardens env*"):
        found = plain(of(TEXT, query))
        inner = found.removeprefix("… ").removesuffix(" …")
        assert 120 < len(inner) <= 210, query
        assert f" {inner} " in f" {TEXT.strip()} ", query


def test_takes_the_place_where_most_stands() -> None:
    assert "<mark>envoys</mark>" in of(TEXT, "nothing envoys")
    assert of(TEXT, "nothing").startswith("<mark>Nothing</mark>")


def test_a_phrase_is_marked_as_one_and_only_as_one() -> None:
    assert "<mark>asked the warden</mark> of" in of(TEXT, '"asked the warden"')
    assert of("The envoys went. The warden stayed.", '"envoys stayed"') == "The envoys went. The warden stayed."


def test_a_beginning_marks_the_word() -> None:
    assert of("A warden and his wardens.", "war*") == "A <mark>warden</mark> and his <mark>wardens</mark>."


def test_what_overlaps_is_marked_once() -> None:
    assert of("the old warden came", '"the old" "old warden"') == "<mark>the old warden</mark> came"


def test_marks_that_stand_apart_from_their_letters() -> None:
    assert of("P\u2019yo\u0306lgang fell", "pyolgang") == "<mark>P\u2019yo\u0306lgang</mark> fell"


def test_a_word_without_end() -> None:
    assert len(plain(of("x" * 900, "y"))) < 210
    assert of("", "y") == ""
