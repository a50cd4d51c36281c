"""YAML is read strictly: every fault with its line, and nothing taken for something else."""

import pytest

from seed.reading.strict import header, parse


def test_values() -> None:
    text = 'a:\n  text: some words\n  empty:\n  number: 12\n  list: [1.5, true, "no"]\n  day: 1950-10-05\n'
    parsed = parse(text)
    assert parsed.value == {
        "a": {"text": "some words", "empty": None, "number": 12, "list": [1.5, True, "no"], "day": "1950-10-05"}
    }
    assert parsed.faults == []


def test_lines_by_path() -> None:
    parsed = parse("# about\n\na:\n  - x\n  - b: 1\n    c:\n      d\n")
    assert parsed.lines == {(): 3, ("a",): 3, ("a", 0): 4, ("a", 1): 5, ("a", 1, "b"): 5, ("a", 1, "c"): 6}


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "the key `a` stands on line 1 already; keep one of the two"),
        ("a:\n  - b: 1\n    b: 2\n", 3, "the key `b` stands on line 2 already; keep one of the two"),
        ("a:\n\tb: 1\n", 2, "a tab; write spaces"),
        ("a: b\tc\n", 1, "a tab; write spaces"),
        ("a: b\r\nc: d\n", 1, "a carriage return; end lines with a line feed alone"),
        ("a: 1\nb: so\u00adft\n", 2, 'the character U+00AD; write "\\u00ad" in double quotes'),
        ("a: 1\nb: wi\u00a0de\n", 2, 'the character U+00A0; write "\\u00a0" in double quotes'),
        ("a: &x 1\n", 1, "an anchor (&x); write the value out where it is used"),
        ("a: &x [1]\nb: *x\n", 2, "an alias (*x); write the value out"),
        ("a: {b: 1}\nc:\n  <<: {d: 1}\n", 3, "a merge key (<<); write the fields out"),
        ("a: !!str 1\n", 1, "a tag (tag:yaml.org,2002:str); leave it out"),
        ("a: 1\n---\nb: 2\n", 2, "a second document; keep one in each file, without `---`"),
        ("a: 1\nno: 2\n", 2, 'the key no is not read as text; write "no" in double quotes'),
        ("a: 1\n1950: 2\n", 2, 'the key 1950 is not read as text; write "1950" in double quotes'),
        ("? [a, b]\n: 1\n", 1, "a key that is not a word; write `key: value`"),
        ("&k a: 1\n", 1, "a key with an anchor or a tag; leave that out"),
        ("a: 010\n", 1, '010 is read as something else (int); write "010" in double quotes'),
        ("a: 12:30\n", 1, '12:30 is read as something else (int); write "12:30" in double quotes'),
        ("a: 1_000\n", 1, '1_000 is read as something else (int); write "1_000" in double quotes'),
        ("a: .inf\n", 1, '.inf is read as something else (float); write ".inf" in double quotes'),
        ("a: 1\n# why\nb: 2\n", 2, "a comment inside the file; move it to the top of the file, or into `remark:`"),
        ("a: 1  # why\n", 1, "a comment inside the file; move it to the top of the file, or into `remark:`"),
        ("a: |  # why\n  b\n", 1, "a comment inside the file; move it to the top of the file, or into `remark:`"),
        ("a: [1,\n  # why\n  2]\n", 2, "a comment inside the file; move it to the top of the file, or into `remark:`"),
    ],
)
def test_fault(text: str, line: int, fault: str) -> None:
    assert (line, fault) in parse(text).faults


def test_every_fault_of_a_file() -> None:
    faults = parse("a: &x 1\nb: *x\nb: 010\n").faults
    assert [line for line, _ in faults] == [1, 2, 3, 3]


@pytest.mark.parametrize("text", ["a: [1\n", 'a: "b\n', "a: 1\n  b: 2\n", "a: b: c\n", "- a\nb\n"])
def test_not_yaml(text: str) -> None:
    (fault,) = parse(text).faults
    assert fault[1].startswith("not YAML: ")
    assert fault[1].endswith("; correct the indentation or quotes here or just above")


def test_hash_within_text_is_no_comment() -> None:
    parsed = parse('a: "x # y"\nb: x#y\nc: |\n  # z\n')
    assert parsed.faults == []
    assert parsed.value == {"a": "x # y", "b": "x#y", "c": "# z\n"}


def test_empty_file() -> None:
    assert parse("# nothing\n").value is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a: 1\n", ""), ("# x\n# y\n\na: 1\n", "# x\n# y"), ("\n# x\n\n# y\na: 1\n", "# x\n\n# y")],
)
def test_header(text: str, expected: str) -> None:
    assert header(text) == expected
