"""Fixtures for tests of the commands."""

import shutil
from pathlib import Path

import pytest

from seed.cli import main
from tests.seed.commands import Run


@pytest.fixture
def data(corpus: Path, tmp_path: Path) -> Path:
    """The corpus in a folder of its own."""
    return shutil.copytree(corpus, tmp_path / "data")


@pytest.fixture
def text(corpus: Path) -> Path:
    return corpus.parent / "text.txt"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Exit code, output and error output of a command."""

    def command(*words: object) -> tuple[int, str, str]:
        try:
            code = main([str(word) for word in words])
        except SystemExit as end:  # argparse's own way out
            code = int(end.code or 0)
        return (code, *capsys.readouterr())

    return command
