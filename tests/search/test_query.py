"""The language of `q`."""

import pytest

from api.search.query import MOST_WORDS, Phrase, Query, parse


def wanted(query: Query) -> list[str]:
    """What is looked for, each phrase in quotation marks, an open one with a star."""
    return [shown(phrase) for phrase in query.phrases]


def shown(phrase: Phrase) -> str:
    return " ".join(phrase.words) + ("*" if phrase.prefix else "")


CASES = [
    ("stalin mao", ["stalin", "mao"], []),
    ('"blair house" -truman', ["blair house"], ["truman"]),
    ("\u201cblair house\u201d", ["blair house"], []),
    ("Chou En-lai", ["chou", "en lai"], []),
    ("P'yŏngyang", ["pyongyang"], []),
    ("U. S. S. R. troops", ["ussr", "troops"], []),
    ("ameri* -pre*", ["ameri*"], ["pre"]),
    ('"blair hou*"', ["blair hou*"], []),
    ('"blair hou"*', ["blair hou*"], []),
    ("am*", ["am"], []),
    ("* a*b", ["a b"], []),
    ('"no other half', ["no other half"], []),
    ('-"no entry" sign', ["sign"], ["no entry"]),
    ("--double - lone", ["lone"], ["double"]),
    ("same SAME sàme", ["same"], []),
    ("NEAR(a b) OR title:x NOT y", ["near a", "b", "or", "title x", "not", "y"], []),
    ("a & b | !c <-> d:*", ["a", "b", "c", "d"], []),
    ('{title} : "a" + ^b\'; DROP TABLE x; --', ["title", "a", "b", "drop", "table", "x"], []),
    ("-only", [], ["only"]),
    ("", [], []),
    ('"" "\u201d - \x00 \ud800 …', [], []),
]


@pytest.mark.parametrize(("text", "found", "excluded"), CASES, ids=[ascii(text) for text, *_ in CASES])
def test_parses(text: str, found: list[str], excluded: list[str]) -> None:
    query = parse(text)
    assert wanted(query) == found
    assert [shown(phrase) for phrase in query.unwanted] == excluded


def test_so_many_words_and_no_more() -> None:
    words = [f"w{number}" for number in range(40)]
    query = parse(" ".join(words))
    assert wanted(query) == words[:MOST_WORDS]
    assert list(query.ignored) == words[MOST_WORDS:]


def test_of_a_phrase_too_long_the_beginning() -> None:
    words = [f"w{number}" for number in range(40)]
    assert wanted(parse(f'"{" ".join(words)}"')) == [" ".join(words[:MOST_WORDS])]


def test_a_word_without_end_is_cut_and_open() -> None:
    assert wanted(parse("x" * 10_000)) == ["x" * 80 + "*"]


def test_one_open_word_and_no_more() -> None:
    assert wanted(parse("stal* trum* mao*")) == ["stal*", "trum", "mao"]
