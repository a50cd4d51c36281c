"""Sentences of a text, the records that cite them, and the reasons of those that give none."""

from itertools import pairwise
from pathlib import Path

import pytest

from seed.reading.files import read
from seed.text.coverage import coverage, sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("He said, “No.” She left.", ["He said, “No.”", "She left."]),
        ('He left ("at once"). Then', ['He left ("at once").', "Then"]),
        ("In the U.S. Congress N. V. Roshchin sat. So", ["In the U.S. Congress N. V. Roshchin sat.", "So"]),
        ("It went on. . . . Then more. So", ["It went on. . . . Then more.", "So"]),
        ("first line\n\n  second, no stop\r\nthird.", ["first line", "second, no stop", "third."]),
        ("and so on, etc. but not here", ["and so on, etc. but not here"]),
        (" \n", []),
    ],
)
def test_sentences(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == found


def test_every_character_that_is_no_blank_is_in_one_sentence(corpus: Path) -> None:
    text = (corpus.parent / "text.txt").read_text("utf-8")
    spans = sentences(text)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    outside = "".join(text[a:b] for (_, a), (b, _) in zip([(0, 0), *spans], [*spans, (len(text), 0)], strict=True))
    assert outside.strip() == ""


def test_coverage_of_the_corpus(corpus: Path) -> None:
    data, problems = read(corpus)
    assert problems == []
    text = (corpus.parent / "text.txt").read_text("utf-8")
    listed = coverage(data, "alder-papers", sentences(text))
    assert [(one.start, one.end) for one in listed] == [tuple(pair) for pair in data.sentences["alder-papers"]]
    cited = next(one for one in listed if one.start <= 178 < one.end)
    assert "clerk-keep-door-shut" in cited.cited_by
    assert all(one.cited_by or one.reason for one in listed)
