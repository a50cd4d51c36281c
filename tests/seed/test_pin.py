"""Words become numbers, in place, or nothing is written."""

import hashlib
from pathlib import Path

import pytest

from seed.reading.files import read
from seed.text.pin import pin
from seed.text.texts import TextError, load

TEXT = (
    "The ledger left Alder. The ledger came back.\n\n"
    "He said, \u201cIt was damp,\u201d and then, \u201cIt was not\u201d.\n"
)
SOURCE = """papers:
  cite: {cite}
  kind: anthology
  short_title: Papers
  text:
    sha256: "{sha256}"
    length: {length}
  csl: {{}}
  licence: none
"""


class Case:
    """A text, its source, and more files of records."""

    def __init__(self, tmp_path: Path) -> None:
        self.text = tmp_path / "text.txt"
        self.text.write_bytes(TEXT.encode())
        self.data = tmp_path / "data"
        self.source("[{find: left Alder}]")

    def source(self, cite: str) -> None:
        digest = hashlib.sha256(TEXT.encode()).hexdigest()
        self.file("sources", SOURCE.format(cite=cite, sha256=digest, length=len(TEXT)))

    def file(self, name: str, text: str) -> Path:
        path = self.data / "papers" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def pin(self, *, first: bool = False) -> tuple[int, list[str]]:
        data, problems = read(self.data)
        assert problems == []
        count, problems = pin(data, load(data, [self.text]), first=first)
        return count, [f"{problem.path.name}:{problem.line}: {problem.message}" for problem in problems]

    def line(self, name: str, start: str) -> str:
        text = (self.data / "papers" / f"{name}.yaml").read_text("utf-8")
        return next(line.strip() for line in text.splitlines() if line.strip().startswith(start))


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case(tmp_path)


def span(words: str, nth: int = 1) -> str:
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    digest = hashlib.sha256(words.encode()).hexdigest()[:4]
    return f'[{start}, {start + len(words)}, "{digest}"]'


@pytest.mark.parametrize(
    ("cite", "pinned"),
    [
        ("{find: left Alder}", span("left Alder")),
        ('{find: "left \u2026 came"}', span("left Alder. The ledger came")),
        ("{find: The ledger, nth: 2}", span("The ledger", 2)),
        ('{find: "The \u2026 ledger", nth: 2}', span("The ledger", 2)),
        ("{find: back. He said}", span("back.\n\nHe said")),
        ("{find: '\"It was damp'}", span("\u201cIt was damp")),
    ],
)
def test_pinned(case: Case, cite: str, pinned: str) -> None:
    case.source(f"[{cite}]")
    assert case.pin() == (1, [])
    assert case.line("sources", "cite") == f"cite: [{pinned}]"


def test_only_what_is_not_pinned_changes(case: Case) -> None:
    case.source(f"[{span('Alder')}, {{find: came back}}]")
    assert case.pin() == (1, [])
    assert case.line("sources", "cite") == f"cite: [{span('Alder')}, {span('came back')}]"
    before = case.data.joinpath("papers", "sources.yaml").read_bytes()
    assert case.pin() == (0, [])
    assert case.data.joinpath("papers", "sources.yaml").read_bytes() == before


def test_rival_dates_are_pinned(case: Case) -> None:
    date = "date: {edtf: '1931', basis: container}"
    rival = f"[{{{date}, given_by: x, cite: {{find: came back}}}}]"
    case.file("events", f"e:\n  cite: [{span('left')}]\n  title: E\n  kind: journey\n  other_dates: {rival}\n")
    assert case.pin() == (2, [])
    text = (case.data / "papers" / "events.yaml").read_text("utf-8")
    assert f"      cite: {span('came back')}\n" in text


def quote(*parts: str) -> str:
    return f"q:\n  parts: [{', '.join(parts)}]\n  fidelity: original\n"


def test_parts_are_pinned_by_their_words(case: Case) -> None:
    case.file("quotations", quote('{exact: "It was damp,"}', "{exact: It was not}"))
    assert case.pin() == (2, [])
    text = (case.data / "papers" / "quotations.yaml").read_text("utf-8")
    assert f"cite: {span('It was damp,')}" in text
    assert f"cite: {span('It was not')}" in text


@pytest.mark.parametrize(
    ("cite", "pinned"),
    [
        ("{find: It was, nth: 2}", span("It was", 2)),
        ("{find: It was not}", span("It was", 2)),
        ('{find: "He said \u2026 damp"}', span("It was", 1)),
    ],
)
def test_part_that_occurs_again(case: Case, cite: str, pinned: str) -> None:
    """Told apart by its number, or by the words around it."""
    case.file("quotations", quote(f"{{exact: It was, cite: {cite}}}"))
    assert case.pin() == (2, [])
    assert case.line("quotations", "cite") == f"cite: {pinned}"


@pytest.mark.parametrize(
    ("cite", "problem"),
    [
        (
            "{find: The ledger}",
            "these words occur 2 times, which is not said; write one of nth: 1 at 0-10, nth: 2 at 23-33",
        ),
        (
            "{find: The ledger, nth: 3}",
            "these words occur 2 times, there is no nth: 3; write one of nth: 1 at 0-10, nth: 2 at 23-33",
        ),
        ("{find: left, nth: 0}", "these words occur 1 time, there is no nth: 0; write one of nth: 1 at 11-15"),
        (
            "{find: The ledger sank}",
            "these words are not in the text: the first 2 of its words stand at 0-10, where the text goes on "
            "' left Alder. The ledger came b'; copy them from the text, letter by letter",
        ),
    ],
)
def test_not_pinned(case: Case, cite: str, problem: str) -> None:
    case.source(f"[{cite}]")
    before = {path: path.read_bytes() for path in case.data.rglob("*.yaml")}
    assert case.pin() == (0, [f"sources.yaml:2: papers: {problem}"])
    assert {path: path.read_bytes() for path in case.data.rglob("*.yaml")} == before


def test_nothing_is_written_unless_all_resolve(case: Case) -> None:
    path = case.file("quotations", quote("{exact: sank}", "{exact: It was}"))
    before = (path.read_bytes(), case.data.joinpath("papers", "sources.yaml").read_bytes())
    _, problems = case.pin()
    assert [problem.split(";")[0] for problem in problems] == [
        "quotations.yaml:2: q: these words are not in the text: not even its first word occurs",
        "quotations.yaml:2: q: these words occur 2 times, which is not said",
    ]
    assert (path.read_bytes(), case.data.joinpath("papers", "sources.yaml").read_bytes()) == before


def test_words_around_a_part_that_do_not_hold_it(case: Case) -> None:
    case.file("quotations", quote("{exact: It was, cite: {find: left Alder}}"))
    problem = "quotations.yaml:2: q: its words are not in those of its `find:`; correct either"
    assert case.pin() == (0, [problem])


def test_first_takes_the_first_place_unless_nth_says_another(case: Case) -> None:
    case.source("[{find: The ledger}, {find: The ledger, nth: 2}]")
    assert case.pin(first=True) == (1, [])
    assert case.line("sources", "cite") == f"cite: [{span('The ledger')}, {span('The ledger', 2)}]"


def test_text_of_another_source(case: Case) -> None:
    case.text.write_text("another text", "utf-8")
    data, _ = read(case.data)
    with pytest.raises(TextError, match=r"is the text of no source: its SHA-256 begins .* expected papers"):
        load(data, [case.text])


def test_text_that_is_not_there_or_not_text(case: Case) -> None:
    data, _ = read(case.data)
    with pytest.raises(TextError, match=r"cannot read .*none\.txt: No such file or directory; give the file"):
        load(data, [case.text.with_name("none.txt")])
    case.text.write_bytes(b"\xff")
    with pytest.raises(TextError, match="is not UTF-8; give the file as it was when its SHA-256 was recorded"):
        load(data, [case.text])


def test_record_of_a_text_that_is_not_given(case: Case) -> None:
    case.source(f"[{span('Alder')}]")
    (case.data / "others").mkdir()
    (case.data / "others" / "places.yaml").write_text("p:\n  cite: [{find: x}]\n  name: P\n", "utf-8")
    assert case.pin() == (
        0,
        ["places.yaml:2: p: its words are in the text of `others`; give that text's file with --source too"],
    )
