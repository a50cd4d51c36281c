"""Runs of words shared with a source's text: in records from six words, in other files from eight."""

import hashlib
import subprocess
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from api.models.vocabulary import VerificationState
from seed.reading.files import Dataset, Problem, read
from seed.records import Quotation
from seed.text.citations import spans
from seed.text.overlap import IN_FILE, in_file, in_tracked, original, outside, shared, tracked
from seed.text.passages import normal
from seed.text.texts import SourceText, load
from seed.text.words import readings, words_of

# Words of the corpus' text that are in no quotation.
EIGHT = "the council searched the cellar. In an undated"
NINE = "About June 1931 the council searched the cellar. In"


@pytest.fixture
def text(corpus: Path) -> SourceText:
    data, _ = read(corpus)
    return load(data, [corpus.parent / "text.txt"])["alder-papers"]


@pytest.fixture
def data(corpus: Path) -> Dataset:
    return read(corpus)[0]


def found(data: Dataset, text: SourceText, content: str) -> list[Problem]:
    return list(in_file(Path("notes.md"), content, [original(data, text)]))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("It's Mao's, U.S. 38th-parallel", ["it's", "mao's", "u", "s", "38th", "parallel"]),
        ("it\u2019s the Soviets\u2019 \u2018own\u2019", ["it's", "the", "soviets", "own"]),
        ("snake_case caf\u00e9", ["snake", "case", "caf\u00e9"]),
        ("' - '", []),
        ("led\u00adgers led\u00ad\n  gers led&shy;gers led&#173;gers l\u200bedgers", ["ledgers"] * 5),
        ("a-slug-of-five_words", ["a", "slug", "of", "five", "words"]),
    ],
)
def test_words(content: str, words: list[str]) -> None:
    assert words_of(content).words == words


def test_run_of_eight(data: Dataset, text: SourceText) -> None:
    (problem,) = found(data, text, f"First line.\nSecond {EIGHT} line.\n")
    assert str(problem) == (
        "notes.md:2: 8 words in a row are those of `alder-papers` (the council searched the …); say it in other words"
    )


@pytest.mark.parametrize(
    "content",
    [
        "THE COUNCIL, searched: the-cellar; in an 'undated'",
        "the council\nsearched\n\nthe cellar in an undated",
        "'the council', # searched the\n# cellar in an undated",
    ],
)
def test_letters_that_do_not_count(data: Dataset, text: SourceText, content: str) -> None:
    assert len(found(data, text, content)) == 1


def test_seven_are_no_run(data: Dataset, text: SourceText) -> None:
    assert found(data, text, EIGHT.rsplit(" ", 1)[0]) == []
    assert found(data, text, EIGHT.replace("cellar", "attic")) == []


def test_a_run_is_told_once_and_whole(data: Dataset, text: SourceText) -> None:
    (problem,) = found(data, text, NINE)
    assert problem.message.startswith("9 words in a row")
    assert len(found(data, text, f"{NINE}\n\n{EIGHT}")) == 2


def test_quotations_may_be_repeated(data: Dataset, text: SourceText) -> None:
    assert found(data, text, "and the ledgers must go before the rains.") == []
    assert found(data, text, "should be postnoned until the roof is mended.") == []


def test_a_run_beside_a_quotation_counts_without_it(data: Dataset, text: SourceText) -> None:
    beside = '"The ledgers are safe where no'
    assert found(data, text, f"cellar. In an undated note Weir said, {beside}") == []
    assert len(found(data, text, f"the cellar. In an undated note Weir said, {beside}")) == 1


def test_a_short_quotation_hides_nothing(data: Dataset, text: SourceText, tmp_path: Path) -> None:
    """Three words or more in quotation marks are not counted; one or two are."""
    content = 'us the archive seemed a "house without keys" by'
    assert found(data, text, content) == []
    entry = next(entry for entry, _ in data.of(Quotation) if entry.slug == "archive-house-without-keys")
    ((_, (start, end, check)),) = spans(entry.record)
    old = f'house without keys\n      cite: [{start}, {end}, "{check}"]'
    made = changed(data, tmp_path, "quotations.yaml", old, f'keys\n      cite: [{end - 4}, {end}, "{check}"]')
    assert len(found(made, text, content)) == 1


def test_names_and_titles_may_be_repeated(data: Dataset, text: SourceText) -> None:
    assert found(data, text, "The Ledger That Moved\n\nMIRA HALDEN AND JONAS REEVE\n\nIn") == []


def test_names_count_as_nothing(data: Dataset, text: SourceText) -> None:
    """Seventeen words, ten of them in the title and in names, seven that count."""
    content = "The Ledger That Moved Mira Halden and Jonas Reeve In early April 1931 the archivist"
    assert found(data, text, f"{content} Anna Weir") == []
    assert len(found(data, text, f"{content} Anna Weir wrote")) == 1


def test_names_of_one_word_count(data: Dataset, text: SourceText) -> None:
    assert len(found(data, text, "The damp had made up Weir's mind though")) == 1
    assert len(found(data, text, "ledgers left Alder on April 20 the town")) == 1


def changed(data: Dataset, folder: Path, name: str, old: str, new: str) -> Dataset:
    for path, content in data.files.items():
        target = folder / path.relative_to(data.folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content.replace(old, new) if path.name == name else content, "utf-8")
    made, problems = read(folder)
    assert problems == []
    assert made.sha256 != data.sha256
    return made


def problems(data: Dataset, text: SourceText, *files: Path) -> list[str]:
    return [f"{problem.path.name}:{problem.line}: {problem.message}" for problem in shared(data, {"x": text}, files)]


def test_corpus_repeats_nothing(data: Dataset, text: SourceText) -> None:
    assert problems(data, text) == []


def test_prose_of_records_from_six_words(data: Dataset, text: SourceText, tmp_path: Path) -> None:
    six = "the council searched the cellar. In"
    made = changed(data, tmp_path, "events.yaml", "Search of the cellar", six)
    (problem,) = problems(made, text)
    assert problem.endswith(": cellar-search: 6 words in a row are those of `alder-papers` "
                            "(the council searched the …); say it in other words")  # fmt: skip
    made = changed(data, tmp_path, "events.yaml", "Search of the cellar", six.removesuffix(" In"))
    assert problems(made, text) == []


def test_quotations_in_prose_count(data: Dataset, text: SourceText, tmp_path: Path) -> None:
    statement = "The ledgers must go before the rains."
    made = changed(data, tmp_path, "interpretations.yaml", "The removal was concealed.", statement)
    assert ["7 words in a row" in problem for problem in problems(made, text)] == [True]


def test_other_fields_of_records_from_eight_words(data: Dataset, text: SourceText, tmp_path: Path) -> None:
    made = changed(data, tmp_path, "interpretations.yaml", "[must have]", f'["{EIGHT}"]')
    (problem,) = problems(made, text)
    assert "weir-expected-refusal: 8 words in a row" in problem
    made = changed(data, tmp_path, "interpretations.yaml", "[must have]", f'["{EIGHT.rsplit(" ", 1)[0]}"]')
    assert problems(made, text) == []


def test_comments_above_records(data: Dataset, text: SourceText, tmp_path: Path) -> None:
    made = changed(data, tmp_path, "actors.yaml", "# Persons", f"# {EIGHT}\n# Persons")
    assert [problem.split(" ")[0] for problem in problems(made, text)] == ["actors.yaml:1:"]


def test_other_files(data: Dataset, text: SourceText, tmp_path: Path, corpus: Path) -> None:
    """Not those that are no text; none, if the text itself is among them."""
    notes, binary = tmp_path / "notes.md", tmp_path / "image.png"
    notes.write_text(f"\n{EIGHT}", "utf-8")
    binary.write_bytes(f"\0{EIGHT}".encode())
    files = (notes, binary, *data.files)
    assert [problem.split(" ")[0] for problem in problems(data, text, *files)] == ["notes.md:2:"]
    assert problems(data, text, *files, corpus.parent / "text.txt") == []


@pytest.mark.parametrize("name", ["notes.md", "NOTES.TXT", "page.html", "run.sh", "Makefile", ".gitignore"])
@pytest.mark.parametrize("content", [b"one\n\xff two", b"one\n\0two", "one\n\u00e9".encode("latin-1")])
def test_text_that_cannot_be_read(data: Dataset, text: SourceText, tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert [str(problem) for problem in in_tracked(path, [original(data, text)])] == [
        f"{path}:2: not UTF-8 text, so its words cannot be compared; save the file as UTF-8"
    ]
    assert problems(data, text, path)[0].startswith(f"{name}:2: not UTF-8 text")


@pytest.mark.parametrize("name", ["image.png", "font.woff2", "data.db"])
def test_files_that_are_no_text(data: Dataset, text: SourceText, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(f"\0{EIGHT}".encode())
    assert list(in_tracked(path, [original(data, text)])) == []
    path.write_bytes(EIGHT.encode())
    assert len(list(in_tracked(path, [original(data, text)]))) == 1


@pytest.mark.parametrize(
    "content",
    [
        EIGHT.replace("cellar", "<em class='x'>cel</em>lar"),
        EIGHT.replace(" searched ", "<br>searched</p>\n<p class='a b c'>"),
        EIGHT.replace(" searched ", " searched <!-- not so --> "),
        EIGHT.replace(" searched ", " {% if it %}searched{% endif %} "),
        EIGHT.replace("cellar", "cel\u00adlar"),
        EIGHT.replace("cellar", "cel&shy;lar"),
        f'<p title="{EIGHT}">',
        f"<!-- {EIGHT} -->",
        f"a < b {EIGHT} c > d",
    ],
)
def test_words_that_tags_and_soft_hyphens_part(data: Dataset, text: SourceText, content: str) -> None:
    (problem,) = found(data, text, f"first line\n{content}")
    assert problem.line == 2
    assert problem.message.startswith("8 words in a row")


def test_a_run_is_told_once_though_it_is_read_twice(data: Dataset, text: SourceText) -> None:
    content = f"<p>\n{EIGHT}\n</p>"
    assert len(list(readings(content))) == 2
    assert len(found(data, text, content)) == 1


def test_slugs_are_words(data: Dataset, text: SourceText, tmp_path: Path) -> None:
    slug = "council-searched-the-cellar-in-an"
    made = changed(data, tmp_path, "events.yaml", "cellar-search:", f"{slug}:")
    assert problems(made, text)[0].endswith(
        f": {slug}: 6 words in a row are those of `alder-papers` (council searched the cellar …); say it in other words"
    )
    made = changed(data, tmp_path, "events.yaml", "cellar-search:", f"{slug.removesuffix('-an')}:")
    assert problems(made, text) == []
    made = changed(data, tmp_path, "moved.yaml", "removal-of-ledgers:", f"{slug}:")
    assert [problem.split(" ")[0] for problem in problems(made, text)] == ["moved.yaml:2:"]


def test_only_verified_quotations_may_be_repeated(data: Dataset, text: SourceText) -> None:
    """Else a quotation would be a way to take an author's words, into its record and into any other file."""
    words = "and the ledgers must go before the rains."
    for state in (VerificationState.NOT_FOUND, VerificationState.SOURCE_NOT_HELD, None):
        receipts = dict(data.receipts)
        before = receipts.pop("weir-shelves-damp")
        if state:
            receipts["weir-shelves-damp"] = msgspec.structs.replace(before, state=state)
        made = replace(data, receipts=receipts)
        assert len(found(made, text, words)) == 1
        (problem,) = problems(made, text)
        assert "weir-shelves-damp: 8 words in a row" in problem
    assert found(data, text, words) == []


def test_emendations_carry_no_words(data: Dataset, text: SourceText, tmp_path: Path) -> None:
    made = changed(data, tmp_path, "quotations.yaml", "reading: postponed", f"reading: {EIGHT}")
    assert ["brandt-until-roof-mended: 8 words in a row" in problem for problem in problems(made, text)] == [True]


def test_tracked(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        tracked(tmp_path)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    for name in ("kept.md", "gone.md", "other.md"):
        (tmp_path / name).write_text("x", "utf-8")
    subprocess.run(["git", "add", "kept.md", "gone.md"], cwd=tmp_path, check=True)
    (tmp_path / "gone.md").unlink()
    assert tracked(tmp_path) == [tmp_path / "kept.md"]


def test_a_run_that_occurs_again_is_taken_where_it_is_longest(data: Dataset) -> None:
    content = "one two three four five six seven nine. One two three four five six seven eight nine ten."
    other = SourceText("other", hashlib.sha256(content.encode()).hexdigest(), content, normal(content))
    (problem,) = found(data, other, "So one two three four five six seven eight nine it is.")
    assert problem.message.startswith("9 words in a row are those of `other`")
    assert len(words_of(EIGHT).words) == IN_FILE


def test_a_text_that_stands_in_the_repo_is_not_kept_out_of_it(corpus: Path, text: SourceText, tmp_path: Path) -> None:
    assert outside({"x": text}, [corpus.parent / "text.txt"]) == {}
    assert outside({"x": text}, [corpus / "counts.yaml"]) == {"x": text}
