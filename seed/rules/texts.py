"""Text fields of every record."""

from collections.abc import Iterator

from seed.reading.fields import leaves
from seed.reading.files import Dataset, Problem

# Written in two, so that a search of the repository for the mark finds only what is unfinished.
MARK = "TO" + "DO"


def empty(data: Dataset) -> Iterator[Problem]:
    for entry in data.entries.values():
        for leaf in leaves(entry.record):
            if not leaf.text.strip():
                yield entry.problem(leaf.path, "empty text; write it, or leave the field out")


def spaces(data: Dataset) -> Iterator[Problem]:
    for entry in data.entries.values():
        for leaf in leaves(entry.record):
            if leaf.text.strip() and leaf.text != leaf.text.strip():
                yield entry.problem(leaf.path, "space at the beginning or the end of the text; remove it")


def unfinished(data: Dataset) -> Iterator[Problem]:
    for entry in data.entries.values():
        for leaf in leaves(entry.record):
            if MARK in leaf.text:
                yield entry.problem(leaf.path, f"the text says {MARK}; finish it, or take the record out")


RULES = {"text-empty": empty, "text-spaces": spaces, "text-unfinished": unfinished}
