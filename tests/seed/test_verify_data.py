"""The corpus verified against its text, and what is found in it once something was changed."""

import datetime
from pathlib import Path

import pytest

from api.models.vocabulary import VerificationState as State
from seed.reading.files import Dataset, read, write
from seed.text.citations import check_digest
from seed.text.texts import SourceText, TextError, load
from seed.text.verify import verify

TODAY = datetime.date(2025, 6, 1)


@pytest.fixture
def data(corpus: Path, tmp_path: Path) -> Dataset:
    """The corpus in a folder of its own."""
    for path in corpus.rglob("*.yaml"):
        target = tmp_path / path.relative_to(corpus)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return read(tmp_path)[0]


@pytest.fixture
def texts(data: Dataset, corpus: Path) -> dict[str, SourceText]:
    return load(data, [corpus.parent / "text.txt"])


def test_corpus_is_verified(data: Dataset, texts: dict[str, SourceText]) -> None:
    found = verify(data, texts, TODAY)
    assert [str(problem) for problem in found.problems] == []
    assert found.receipts == data.receipts
    states = {slug: receipt.state for slug, receipt in found.receipts.items()}
    assert states["weir-ledgers-safe"] == State.LACUNA
    assert states["brandt-until-roof-mended"] == State.EMENDED
    write(data.folder / "verified.yaml", found.receipts)
    assert (data.folder / "verified.yaml").read_text("utf-8") == data.files[data.folder / "verified.yaml"]


def altered(data: Dataset, name: str, old: str, new: str) -> Dataset:
    path = next(data.folder.rglob(name))
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), "utf-8")
    found, problems = read(data.folder)
    assert problems == []
    return found


def test_one_changed_word(data: Dataset, texts: dict[str, SourceText]) -> None:
    found = verify(altered(data, "quotations.yaml", "door shut", "door closed"), texts, TODAY)
    (problem,) = found.problems
    assert problem.message == (
        "clerk-keep-door-shut: not-found: 1 of its 1 parts not in the text letter by letter; "
        "correct it by the text, or withdraw it"
    )
    assert problem.path.read_text("utf-8").splitlines()[problem.line - 1] == "  parts:"
    assert found.receipts["clerk-keep-door-shut"].state == State.NOT_FOUND
    assert found.receipts["clerk-keep-door-shut"].date == TODAY.isoformat()


def test_words_of_an_author_make_no_quotation(data: Dataset, texts: dict[str, SourceText]) -> None:
    """They stand in the text, are cited where they stand, have a speaker, and are refused."""
    old = 'We must keep the door shut.\n      cite: [178, 205, "cf9f"]'
    content = texts["alder-papers"].text
    start = content.index("The registrar proposed")
    end = start + len("The registrar proposed it and the council agreed.")
    new = f'{content[start:end]}\n      cite: [{start}, {end}, "{check_digest(content[start:end])}"]'
    found = verify(altered(data, "quotations.yaml", old, new), texts, TODAY)
    (problem,) = found.problems
    assert problem.message == (
        "clerk-keep-door-shut: not-found: its words stand in the text but not as a quotation: no marks around them; "
        "correct it by the text, or withdraw it"
    )
    assert found.receipts["clerk-keep-door-shut"].state == State.NOT_FOUND


def test_altered_citation(data: Dataset, texts: dict[str, SourceText]) -> None:
    found = verify(altered(data, "places.yaml", '  cite: [[820, 830, "', '  cite: [[821, 831, "'), texts, TODAY)
    (problem,) = found.problems
    assert problem.message == (
        "alder: the characters 821-831 are not those that were cited; "
        "write the passage's words as find: again, and pin them"
    )


def test_text_that_was_not_given(data: Dataset) -> None:
    with pytest.raises(TextError, match=r"the text of `alder-papers` \(SHA-256 75ca1683…\) was not given; give its"):
        verify(data, {}, TODAY)


def test_source_that_is_not_held(data: Dataset) -> None:
    source = data.files[data.folder / "alder-papers" / "sources.yaml"]
    held = source[source.index("  text:\n") : source.index("  csl:")]
    found = verify(altered(data, "sources.yaml", held, ""), {}, TODAY)
    assert {one.state for one in found.receipts.values()} == {State.SOURCE_NOT_HELD}
    assert {one.sha256 for one in found.receipts.values()} == {None}
    assert list(found.problems) == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("documents.yaml", "printed: early April 1931", "printed: early in April 1931"),
        ("documents.yaml", "printed: the registrar Otto Brandt", "printed: the registrar O. Brandt"),
        ("interpretations.yaml", "words: [must have]", "words: [must surely have]"),
    ],
)
def test_words_that_are_not_printed(data: Dataset, texts: dict[str, SourceText], name: str, old: str, new: str) -> None:
    (problem,) = verify(altered(data, name, old, new), texts, TODAY).problems
    assert "does not stand in the text; write it as the text prints it" in problem.message
