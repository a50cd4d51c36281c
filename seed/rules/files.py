"""The files as a whole: their canonical form, their folders, the number of records expected."""

from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from api.models.vocabulary import RecordType
from seed.reading.files import Dataset, Problem, canonical_file
from seed.records import Source


def canonical(data: Dataset) -> Iterator[Problem]:
    for path in data.files:
        if found := first_difference(data, path):
            yield Problem(path, *found)


def first_difference(data: Dataset, path: Path) -> tuple[int, str] | None:
    """The first line that is not in canonical form, and what should stand there."""
    text, wanted = data.files[path], canonical_file(data, path)
    if text == wanted:
        return None
    pairs = zip_longest(text.split("\n"), wanted.split("\n"))
    line, (_, right) = next((line, pair) for line, pair in enumerate(pairs, 1) if pair[0] != pair[1])
    shape = "nothing stands here" if right is None else f"this line is `{right}`"
    return line, f"not the canonical form, where {shape}; run `python -m seed fmt`"


def text_folder(data: Dataset) -> Iterator[Problem]:
    for text in dict.fromkeys(entry.text for entry in data.entries.values()):
        source = data.find(text, Source)
        if (source is None and text not in data.unread) or (source and source.span):
            path = next(entry.path for entry in data.entries.values() if entry.text == text)
            message = f"the folder `{text}` is named after no source with a text of its own; name it after one"
            yield Problem(path, 1, message)


def counts(data: Dataset) -> Iterator[Problem]:
    """Records that cannot be read are there; those of a file that cannot be read are not known."""
    found = Counter([*(entry.kind for entry in data.entries.values()), *data.unread.values()])
    for kind in (kind for kind in RecordType if kind not in data.missing(by_slug=False)):
        if found[kind] != (expected := data.counts.get(kind, 0)):
            message = f"{expected} expected, {found[kind]} there; write `{kind}: {found[kind]}` if that is meant"
            yield data.beside("counts.yaml", (kind.value,), message)


RULES = {"canonical": canonical, "text-folder": text_folder, "counts": counts}
