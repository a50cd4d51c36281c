"""Words are found letter by letter, but for the table of normalisations."""

import hashlib

import pytest

from seed.text.passages import NAMES, TABLE, VERSION, nearest, needed, normal, occurrences, passages


def test_version_is_that_of_the_table() -> None:
    """Another table needs another version, so that receipts made by the old one are stale."""
    rows = [(name, pattern.pattern, replacement) for name, pattern, replacement in TABLE]
    digests = {1: "3f1e5e4a143b54d6"}
    assert hashlib.sha256(repr(rows).encode()).hexdigest()[:16] == digests[VERSION]


@pytest.mark.parametrize(
    ("words", "passage", "names"),
    [
        ("one two", "one two", []),
        ("one two", "one\ntwo", ["line-breaks"]),
        ("one two", "one \r\n\r\n  two", ["line-breaks"]),
        ("it's", "it\u2019s", ["curly-quotes"]),
        ("\u201cone\u201d", '"one"', ["curly-quotes"]),
        ("'one'", "\u2018one\u2019", ["curly-quotes"]),
        ("common", "com\u00admon", ["soft-hyphens"]),
        ("common", "com\u00ad\nmon", ["soft-hyphens"]),
        ("it's one", "it\u2019s\none", ["line-breaks", "curly-quotes"]),
        ("it's one common", "it\u2019s\none com\u00admon", list(NAMES)),
        ("one two", "one  two", None),
        ("one two", "One two", None),
        ("one two", "one too", None),
        ("one two", "one, two", None),
        ("one - two", "one \u2014 two", None),
        ("com-mon", "common", None),
        ("one two", "one ... two", None),
        ("one ... two", "one and two", None),
        ("one \u2026 two", "one and two", None),
    ],
)
def test_needed(words: str, passage: str, names: list[str] | None) -> None:
    assert needed(words, passage) == names
    assert needed(passage, words) == names


def test_places_are_those_of_the_text_as_it_is() -> None:
    text = "so\u00ad\nft, and \u201csoft\n\nwords\u201d here"
    assert [text[start:end] for start, end in occurrences(normal(text), "soft")] == ["so\u00ad\nft", "soft"]
    ((start, end),) = occurrences(normal(text), '"soft words"')
    assert text[start:end] == "\u201csoft\n\nwords\u201d"


def test_occurrences_may_overlap() -> None:
    assert occurrences(normal("aXaXa"), "aXa") == [(0, 3), (2, 5)]
    assert occurrences(normal("abc"), "") == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("b \u2026 c", ["b. c"]),
        ("a \u2026 c", ["a b. c"]),
        ("a \u2026 d", ["a b. c d", "a d"]),
        ("d \u2026 a", ["d a"]),
        ("d \u2026 b", []),
        ("x \u2026 d", []),
        ("a \u2026 x", []),
    ],
)
def test_first_and_last_words(words: str, found: list[str]) -> None:
    text = "a a b. c d a d"
    assert [text[start:end] for start, end in passages(normal(text), words)] == found


def test_each_last_word_belongs_to_the_nearest_first() -> None:
    text = "one two one three two four two"
    assert [text[start:end] for start, end in passages(normal(text), "one \u2026 two")] == ["one two", "one three two"]


def test_ellipsis_of_the_text_itself() -> None:
    assert passages(normal("he said a \u2026 b twice, a and b"), "a \u2026 b") == [(8, 13)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("the ledger sank", "the first 2 of its words stand at 4-14, where the text goes on ' moved.'"),
        ("the ledger sank \u2026 moved", "the first 2 of its words stand at 4-14, where the text goes on ' moved.'"),
        ("zebras moved", "not even its first word occurs"),
    ],
)
def test_nearest(words: str, told: str) -> None:
    assert nearest(normal("And the ledger moved."), words) == told
