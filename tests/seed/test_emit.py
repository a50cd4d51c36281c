"""The canonical form: one text for the same values, which reads back as these values."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seed.reading.emit import WIDTH, document
from seed.reading.strict import parse

WORDS = "The committee of the archive, having met at length, put the matter off until its members had seen the roof."
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200) | st.from_regex(
    r"[A-Za-z\-#:'\"\\&*!|>%@\[\]{},? ]{0,300}", fullmatch=True
)
SCALARS = TEXTS | st.integers() | st.booleans() | st.none()
KEYS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
LISTS = st.recursive(st.lists(SCALARS, max_size=5), lambda inner: st.lists(inner, max_size=3), max_leaves=6)
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS | LISTS,
    lambda inner: st.dictionaries(KEYS, inner, max_size=4) | st.lists(st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=3))
def test_reads_back(values: dict[str, Any]) -> None:
    text = document(values)
    parsed = parse(text)
    assert parsed.faults == []
    assert parsed.value == values
    assert document(parsed.value) == text


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ([[134, 224, "9f3a"]], 'a: [[134, 224, "9f3a"]]'),
        ([134, 224, "abcd"], 'a: [134, 224, "abcd"]'),
        (["mira-halden", "jonas-reeve"], "a: [mira-halden, jonas-reeve]"),
        (["must have", "a, b"], 'a: [must have, "a, b"]'),
        ([], "a: []"),
        ({}, "a: {}"),
        ("plain words, with a comma", "a: plain words, with a comma"),
        ("1950-04", 'a: "1950-04"'),
        ("no", 'a: "no"'),
        ("y", 'a: "y"'),
        ("null", 'a: "null"'),
        ("b: c", 'a: "b: c"'),
        ("b #c", 'a: "b #c"'),
        ("ends:", 'a: "ends:"'),
        ("[Kim]", 'a: "[Kim]"'),
        ('he said "so"', 'a: he said "so"'),
        ('"so"', 'a: "\\"so\\""'),
        ("two\nlines", 'a: "two\\nlines"'),
        ("so\u00adft", 'a: "so\\u00adft"'),
        ("abc123", 'a: "abc123"'),
        ("letter-1950", "a: letter-1950"),
        ("", 'a: ""'),
        (None, "a: null"),
        (True, "a: true"),
        (-0.25, "a: -0.25"),
    ],
)
def test_one_line(value: object, line: str) -> None:
    assert document({"a": value}) == f"{line}\n"


def test_long_text_is_folded_as_full_as_it_can_be() -> None:
    lines = document({"a": {"text": f"{WORDS} {WORDS}"}}).splitlines()
    assert lines[0] == "a:"
    assert all(len(line) <= WIDTH for line in lines)
    assert lines[2].startswith("    ")
    first = lines[2].split()[0]
    assert len(f"{lines[1]} {first}") > WIDTH


def test_long_list_stands_in_lines() -> None:
    assert document({"a": {"b": ["x" * 60, "y" * 60]}}) == f"a:\n  b:\n    - {'x' * 60}\n    - {'y' * 60}\n"


def test_mappings_in_a_list() -> None:
    values = {"a": {"names": [{"name": "Weir", "spans": [[1, 2, "abcd"]]}, {"name": "Lund"}]}}
    assert document(values) == ('a:\n  names:\n    - name: Weir\n      spans: [[1, 2, "abcd"]]\n    - name: Lund\n')


def test_blank_line_between_records_and_below_the_heading() -> None:
    assert document({"a": {"b": 1}, "c": {"d": 2}}, "# about") == "# about\n\na:\n  b: 1\n\nc:\n  d: 2\n"
    assert document({"event": 1, "actor": 2}) == "event: 1\nactor: 2\n"
