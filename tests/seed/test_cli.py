"""The commands of `python -m seed`: what they print, what they write, how they exit."""

from pathlib import Path

import pytest

from seed.check import check
from seed.cli import parser
from seed.reading.files import read
from tests.seed.commands import Run, edit

SUBCOMMANDS = ["load", "diff", "pin", "verify", "show", "check", "fmt", "new", "schema"]


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_help_has_an_example_and_the_exit_codes(run: Run, name: str) -> None:
    code, out, _ = run(name, "--help")
    assert code == 0
    assert f"example: python -m seed {name}" in out
    assert "exit codes: 0 fine; 1 problems" in out


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_examples_are_commands(run: Run, name: str) -> None:
    _, out, _ = run(name, "--help")
    example = next(line for line in out.splitlines() if line.startswith("example: "))
    words = example.removeprefix("example: python -m seed ").split()
    assert parser().parse_args(words).run


def test_help_names_every_subcommand(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    assert [name for name in SUBCOMMANDS if f"\n    {name} " not in out] == []


@pytest.mark.parametrize(
    "words", [["nonsense"], ["pin"], ["show", "--source", "x"], ["new", "actor", "Kim"], ["--what"]]
)
def test_wrong_use(run: Run, words: list[str]) -> None:
    code, out, err = run(*words)
    assert code == 2
    assert out == ""
    assert err.startswith("usage: python -m seed")


def test_check(run: Run, data: Path) -> None:
    assert run("check", "--data", data) == (0, "60 records, no problem\n", "")


def test_check_reports_reading_and_rules_together(run: Run, data: Path) -> None:
    edit(data, "places.yaml", "name_now: Alder", "name_new: Alder")
    edit(data, "documents.yaml", "actor: karl-lund", "actor: carl-lund")
    edit(data, "documents.yaml", "title: Note of Weir on the ledgers", 'title: ""')
    found, problems = read(data)
    expected = {*map(str, problems), *map(str, check(found))}
    assert len(problems) == 1
    code, out, err = run("check", "--data", data)
    assert code == 1
    assert set(out.splitlines()) == expected
    assert err == f"{len(expected)} problem{'s' if len(expected) > 1 else ''}\n"


def test_paths_are_told_from_where_one_is(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(data, "places.yaml", "name_now: Alder", "name_new: Alder")
    monkeypatch.chdir(data.parent)
    _, out, _ = run("check", "--data", data)
    assert out.startswith("data/alder-papers/places.yaml:4: ")


def test_no_data(run: Run, tmp_path: Path) -> None:
    code, _, err = run("check", "--data", tmp_path / "none")
    assert code == 3
    assert err == f"no folder {tmp_path / 'none'}; give the folder of the curated data with --data\n"


def test_fmt(run: Run, data: Path, corpus: Path) -> None:
    path = edit(data, "places.yaml", "  name: Alder\n", '  name:   "Alder"\n')
    code, out, _ = run("fmt", "--check", "--data", data)
    assert (code, out) == (1, f"{path}: not in canonical form; run `python -m seed fmt`\n16 files, 1 to rewrite\n")
    code, out, _ = run("fmt", "--data", data)
    assert (code, out) == (0, f"{path}: rewritten\n16 files, 1 rewritten\n")
    assert path.read_bytes() == (corpus / "alder-papers" / "places.yaml").read_bytes()
    assert run("fmt", "--check", "--data", data)[0] == 0


def test_fmt_keeps_its_hands_off_what_it_cannot_read(run: Run, data: Path) -> None:
    path = edit(data, "places.yaml", "  name: Alder\n", "  name: 5 # five\n")
    before = path.read_bytes()
    code, out, _ = run("fmt", "--data", data)
    assert code == 1
    assert "a comment inside the file; move it" in out
    assert path.read_bytes() == before


def test_pin(run: Run, data: Path, text: Path, corpus: Path) -> None:
    edit(data, "places.yaml", '[[820, 830, "f2d2"]]', "[{find: left Alder}]")
    assert run("pin", "--source", text, "--data", data) == (0, "1 record pinned\n", "")
    assert (data / "alder-papers" / "places.yaml").read_bytes() == (
        corpus / "alder-papers" / "places.yaml"
    ).read_bytes()
    edit(data, "places.yaml", '[[820, 830, "f2d2"]]', "[{find: Alder}]")
    code, out, _ = run("pin", "--source", text, "--data", data)
    assert code == 1
    assert "places.yaml:2: alder: these words occur" in out
    assert run("pin", "--first", "--source", text, "--data", data)[0] == 0


@pytest.mark.parametrize("command", ["pin", "verify"])
def test_files_that_cannot_be_read_come_first(run: Run, data: Path, text: Path, command: str) -> None:
    edit(data, "places.yaml", "name_now: Alder", "name_new: Alder")
    code, out, _ = run(command, "--source", text, "--data", data)
    assert code == 1
    assert out.count("\n") == 1


def test_verify(run: Run, data: Path, text: Path) -> None:
    fine = (0, "7 quotations and all citations verified\n", "")
    assert run("verify", "--check", "--source", text, "--data", data) == fine
    receipts = data / "verified.yaml"
    before = receipts.read_bytes()
    assert run("verify", "--source", text, "--data", data) == fine
    assert receipts.read_bytes() == before


def test_verify_makes_receipts(run: Run, data: Path, text: Path) -> None:
    receipts = data / "verified.yaml"
    receipts.unlink()
    code, out, _ = run("verify", "--check", "--source", text, "--data", data)
    assert code == 1
    assert out.count("is not what the text gives; run `python -m seed verify --source FILE`") == 7
    assert not receipts.exists()
    assert run("verify", "--source", text, "--data", data)[0] == 0
    assert len(read(data)[0].receipts) == 7


def test_verify_writes_bad_receipts_too(run: Run, data: Path, text: Path) -> None:
    edit(data, "quotations.yaml", "door shut", "door closed")
    code, out, _ = run("verify", "--source", text, "--data", data)
    assert code == 1
    assert "clerk-keep-door-shut: not-found: " in out
    assert read(data)[0].receipts["clerk-keep-door-shut"].state == "not-found"


def test_verify_finds_words_of_the_text(run: Run, data: Path, text: Path) -> None:
    edit(data, "events.yaml", "Search of the cellar", "The council searched the cellar. In 1931")
    code, out, _ = run("verify", "--source", text, "--data", data)
    assert code == 1
    assert "cellar-search: 6 words in a row are those of `alder-papers` (the council searched the …)" in out


def test_file_that_cannot_be_written(run: Run, data: Path, text: Path) -> None:
    receipts = data / "verified.yaml"
    receipts.unlink()
    receipts.mkdir()
    code, _, err = run("verify", "--source", text, "--data", data)
    assert (code, err) == (3, f"{receipts}: Is a directory; mend that and try again\n")


def test_source_that_is_no_source(run: Run, data: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("another text", "utf-8")
    code, out, err = run("verify", "--source", other, "--data", data)
    assert (code, out) == (3, "")
    assert f"{other} is the text of no source: its SHA-256 begins" in err


def test_show(run: Run, data: Path, text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    code, out, _ = run("show", "weir-shelves-damp", "--source", text, "--data", data)
    assert code == 0
    shown = " ".join(out.split())
    assert "addressees: [otto-brandt]" in shown
    assert "parts.0.cite: halden-reeve-ledger-moved 398-419" in shown
    assert 'a copy to the council. "The shelves are damp," Weir wrote, "and' in shown
    assert "not the characters that were cited" not in shown


def test_show_says_where_a_citation_is_wrong(run: Run, data: Path, text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    edit(data, "places.yaml", '[[820, 830, "f2d2"]]', '[[821, 831, "f2d2"], {find: Alder}]')
    _, out, _ = run("show", "alder", "--source", text, "--data", data)
    assert "cite.0: halden-reeve-ledger-moved 821-831 - not the characters that were cited" in out
    assert "cite.1: not pinned yet: Alder" in out


def test_show_of_no_record(run: Run, data: Path, text: Path) -> None:
    code, _, err = run("show", "weir-shelf-damp", "--source", text, "--data", data)
    assert (code, err) == (2, "there is no record `weir-shelf-damp`; did you mean `weir-shelves-damp`?\n")


def test_pin_raises_the_expected_counts_and_never_lowers_them(run: Run, data: Path, text: Path) -> None:
    path = next(data.rglob("places.yaml"))
    before = (data / "counts.yaml").read_text()
    written = path.read_text()
    path.write_text(f"{written}\nreading-table:\n  cite:\n    - find: the reading room\n  name: Reading table\n")
    assert run("pin", "--first", "--source", text, "--data", data)[0] == 0
    assert (data / "counts.yaml").read_text() == before.replace("place: 3", "place: 4")
    path.write_text(written)
    assert run("pin", "--source", text, "--data", data)[0] == 0
    assert "place: 4" in (data / "counts.yaml").read_text()
    assert "4 expected, 3 there" in run("check", "--data", data)[1]


def test_a_file_that_cannot_be_read_is_told_with_what_waits_for_it(run: Run, data: Path) -> None:
    path = edit(data, "actors.yaml", "anna-weir:\n", "anna-weir: [\n")
    code, out, err = run("check", "--data", data)
    first, second = out.splitlines()
    assert first.startswith(f"{path}:")
    assert ": not YAML: " in first
    assert second == f"{path}: 6 rules about other records wait until this file can be read"
    assert (code, err) == (1, "1 problem\n")
