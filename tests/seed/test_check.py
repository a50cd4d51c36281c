"""Every rule of `seed check` by itself: one change to the corpus that it, and no other rule, reports."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from seed.check import RULES, RULES_OF_ALL, check
from seed.files import read
from tests.seed import cases_of_claims, cases_of_records
from tests.seed.changes import Change
from tests.seed.mutants import Mutant

ALL_RULES = {**RULES, **RULES_OF_ALL}
CASES = cases_of_records.CASES + cases_of_claims.CASES


@pytest.mark.parametrize(
    ("rule", "change", "fragment"),
    [pytest.param(rule, change, fragment, id=f"{rule} {name}".strip()) for rule, name, change, fragment in CASES],
)
def test_rule(rule: str, change: Change, fragment: str, corpus: Path, tmp_path: Path) -> None:
    mutant = Mutant(corpus)
    change(mutant)
    data = mutant.write(tmp_path)
    found = {name: [str(problem) for problem in one(data)] for name, one in ALL_RULES.items()}
    assert [name for name, problems in found.items() if problems] == [rule]
    assert any(fragment in problem for problem in found[rule]), found[rule]


def test_every_rule_has_a_case() -> None:
    assert ALL_RULES.keys() <= {rule for rule, _, _, _ in CASES}


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
    assert {str(problem) for problem in found} == {str(one) for rule in ALL_RULES.values() for one in rule(data)}


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
