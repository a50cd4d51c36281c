"""The curated data: canonical, without a problem, and verified against the sources' texts again."""

import datetime
from pathlib import Path

import pytest

from seed.check import check
from seed.commands import ROOT
from seed.reading.files import Dataset, read
from seed.text.overlap import shared, tracked
from seed.text.texts import SourceText, load
from seed.text.verify import verify

DATA = ROOT / "seed" / "data"


@pytest.fixture(scope="module")
def data() -> Dataset:
    found, problems = read(DATA)
    assert [str(problem) for problem in problems] == []
    return found


@pytest.fixture(scope="module")
def texts(data: Dataset, sources: Path) -> dict[str, SourceText]:
    """Whichever files under the folder of the sources are the texts of a source."""
    return load(data, sorted((sources / "source").glob("*.txt")))


def test_no_problem(data: Dataset) -> None:
    assert data.entries
    assert [str(problem) for problem in check(data)] == []


def test_verified_again(data: Dataset, texts: dict[str, SourceText]) -> None:
    """Every quotation and citation stands in the text, and no receipt would change."""
    found = verify(data, texts, datetime.date.today())
    assert [str(problem) for problem in found.problems] == []
    assert found.receipts == data.receipts


def test_no_words_of_the_texts_outside_quotations(data: Dataset, texts: dict[str, SourceText]) -> None:
    assert [str(problem) for problem in shared(data, texts, tracked(ROOT))] == []
