"""Every rule of `seed check` by itself: one change to the corpus that it, and no other rule, reports."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.models.vocabulary import RecordType
from seed.check import NEEDS, NEEDS_IN_PART, RULES, check, waiting
from seed.reading.files import BESIDE, Problem, read
from tests.seed import cases_of_claims, cases_of_records
from tests.seed.changes import Change
from tests.seed.commands import edit
from tests.seed.mutants import Mutant, intact

WAITED_FOR = {*(f"{kind}s.yaml" for kind in RecordType), "counts.yaml", "verified.yaml"}
CASES = cases_of_records.CASES + cases_of_claims.CASES


@pytest.mark.parametrize(
    ("rule", "change", "fragment"),
    [pytest.param(rule, change, fragment, id=f"{rule} {name}".strip()) for rule, name, change, fragment in CASES],
)
def test_rule(rule: str, change: Change, fragment: str, corpus: Path, tmp_path: Path) -> None:
    mutant = Mutant(corpus)
    change(mutant)
    data = mutant.write(tmp_path)
    found = {name: [str(problem) for problem in one(data)] for name, one in RULES.items()}
    assert [name for name, problems in found.items() if problems] == [rule]
    assert any(fragment in problem for problem in found[rule]), found[rule]


def test_every_rule_has_a_case() -> None:
    assert RULES.keys() <= {rule for rule, _, _, _ in CASES}
    assert NEEDS.keys() | NEEDS_IN_PART.keys() <= RULES.keys()


def test_corpus_has_no_problem(corpus: Path) -> None:
    data, problems = read(corpus)
    assert [*map(str, problems), *map(str, check(data))] == []


def test_written_mutant_is_the_corpus(corpus: Path, tmp_path: Path) -> None:
    """What the cases change is all that differs: without a change, nothing does."""
    data = Mutant(corpus).write(tmp_path)
    assert check(data) == []


def wrong_in_three_files(mutant: Mutant) -> None:
    mutant.records["alder"]["name_now"] = ""
    mutant.records["weir-note"]["from"] = [{"actor": "nobody"}]
    mutant.records["damp-to-removal"]["asserted_by"] = []


def test_all_problems_at_once_by_file_and_line(corpus: Path, tmp_path: Path) -> None:
    mutant = Mutant(corpus)
    wrong_in_three_files(mutant)
    data = mutant.write(tmp_path)
    found = check(data)
    assert found == sorted(found, key=lambda problem: (str(problem.path), problem.line))
    assert {str(problem) for problem in found} == {str(one) for rule in RULES.values() for one in rule(data)}


def test_a_record_that_cannot_be_read_makes_no_other_problem(corpus: Path, tmp_path: Path) -> None:
    """References to it stand, and no rule about all records misses it."""
    Mutant(corpus).write(tmp_path)
    path = next(tmp_path.rglob("transmissions.yaml"))
    path.write_text(path.read_text("utf-8").replace("mode: written", "mode: spoken"), "utf-8")
    data, problems = read(tmp_path)
    assert [problem.message for problem in problems] == [
        "weir-reads-reply: `spoken` is not in the vocabulary; write one of "
        "written, told, relayed, observed, public, withheld"
    ]
    assert check(data) == []


def copied(corpus: Path, folder: Path) -> Path:
    return shutil.copytree(corpus, folder / "data")


@pytest.mark.parametrize("name", sorted(f"{kind}s.yaml" for kind in RecordType) + sorted(BESIDE))
@pytest.mark.parametrize(
    ("content", "problem"),
    [(b"a: [\n", ":2: not YAML: "), (b"\xff", ":1: not UTF-8; "), (b"", ":1: not a mapping of slugs")],
)
def test_a_file_that_cannot_be_read_is_the_one_problem(
    corpus: Path, tmp_path: Path, name: str, content: bytes, problem: str
) -> None:
    path = next(copied(corpus, tmp_path).rglob(name))
    path.write_bytes(content)
    data, problems = read(tmp_path / "data")
    (found,) = [*map(str, problems), *map(str, check(data))]
    assert found.startswith(f"{path}{problem}")
    assert [line.split(":")[0] for line in waiting(data)] == ([str(path)] if name in WAITED_FOR else [])


def test_every_record_that_cannot_be_read_is_its_own_only_problem(corpus: Path, tmp_path: Path) -> None:
    folder = copied(corpus, tmp_path)
    for slug, entry in intact(corpus).entries.items():
        path = folder / entry.path.relative_to(corpus)
        before = path.read_text("utf-8")
        path.write_text(before.replace(f"{slug}:\n", f"{slug}:\n  zzz: x\n"), "utf-8")
        data, problems = read(folder)
        assert [*map(str, problems)] == [str(Problem(path, entry.lines[()] + 1, problems[0].message))]
        assert [*map(str, check(data)), *waiting(data)] == []
        path.write_text(before, "utf-8")


def test_other_rules_do_not_wait(corpus: Path, tmp_path: Path) -> None:
    """References to other kinds, the counts of other kinds, and what a record says itself are judged all the same."""
    folder = copied(corpus, tmp_path)
    edit(folder, "documents.yaml", "actor: karl-lund", "actor: carl-lund")
    edit(folder, "counts.yaml", "actor: 15", "actor: 16")
    edit(folder, "interpretations.yaml", "  words: [must have]\n", "")
    next(folder.rglob("events.yaml")).write_text("a: [\n", "utf-8")
    data, problems = read(folder)
    assert len(problems) == 1
    assert [problem.message.split(";")[0] for problem in check(data)] == [
        "weir-to-brandt-1931-04: there is no record `carl-lund`",
        "weir-expected-refusal: modality infers rests on the author's own words",
        "16 expected, 15 there",
    ]
    (line,) = waiting(data)
    assert line.endswith("events.yaml: 5 rules about other records wait until this file can be read")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("counts.yaml", "place: 3", "place: many"),
        ("counts.yaml", "place: 3", "plce: 3"),
        ("verified.yaml", "state: lacuna", "state: lakuna"),
        ("sentences.yaml", "[0, ", "[x, "),
    ],
)
def test_a_wrong_value_beside_is_the_one_problem(corpus: Path, tmp_path: Path, name: str, old: str, new: str) -> None:
    edit(copied(corpus, tmp_path), name, old, new)
    data, problems = read(tmp_path / "data")
    assert len([*problems, *check(data)]) == 1


def paragraphs(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.yaml")):
        yield from path.read_text("utf-8").split("\n\n")


def test_corpus_covers_what_is_hard(corpus: Path) -> None:
    """The shapes that other tests rely on to be in the corpus."""
    shapes = ["lacuna:", "emendations:", "quoted_by:", "other_dates:", "/..", "~", "-22", "part_of:", "claimed_by:"]
    shapes += ["via:", "copies:", "answers:", "received:", "presupposes:", "chain:", "compared_with:", "disputed_by:"]
    shapes += ["mode: withheld", "certainty: implied", "unnamed-voice", "expectation: true", "lost:"]
    everything = "\n".join(paragraphs(corpus))
    assert [shape for shape in shapes if shape not in everything] == []
