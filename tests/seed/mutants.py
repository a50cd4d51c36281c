"""The corpus as plain values, to be changed in one place, written, and read again."""

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from api.models.vocabulary import RecordType
from seed.reading import emit
from seed.reading.files import Dataset, read
from seed.records import KINDS, Quotation
from seed.text.receipts import digest

Values = dict[str, Any]


@cache
def intact(corpus: Path) -> Dataset:
    data, problems = read(corpus)
    assert problems == []
    return data


class Mutant:
    """`records` by slug and `beside` by file name may be changed; counts and receipts follow, if `counted`."""

    def __init__(self, corpus: Path) -> None:
        data = intact(corpus)
        self.records: Values = {slug: msgspec.to_builtins(entry.record) for slug, entry in data.entries.items()}
        self.homes = {slug: entry.path.relative_to(corpus) for slug, entry in data.entries.items()}
        self.kinds = {slug: entry.kind for slug, entry in data.entries.items()}
        self.beside: Values = {
            "verified.yaml": {slug: msgspec.to_builtins(receipt) for slug, receipt in data.receipts.items()},
            "moved.yaml": {kind.value: dict(moves) for kind, moves in data.moved.items()},
            "counts.yaml": {kind.value: count for kind, count in data.counts.items()},
            "sentences.yaml": {slug: [list(pair) for pair in pairs] for slug, pairs in data.sentences.items()},
            "same-as.yaml": dict(data.same_as),
            "notes.yaml": dict(data.notes),
        }
        self.after: list[Callable[[Path], None]] = []
        self.counted = True

    def add(self, slug: str, like: str, **changes: Any) -> None:
        """One more record, with the fields of another but for the changes."""
        self.records[slug] = {**msgspec.json.decode(msgspec.json.encode(self.records[like])), **changes}
        self.homes[slug], self.kinds[slug] = self.homes[like], self.kinds[like]
        if like in self.beside["verified.yaml"]:
            self.beside["verified.yaml"][slug] = dict(self.beside["verified.yaml"][like])

    def rename(self, old: str, new: str) -> None:
        """A record that nothing refers to gets another slug."""
        self.records[new] = self.records.pop(old)
        self.homes[new] = self.homes.pop(old)
        self.kinds[new] = self.kinds.pop(old)

    def edit(self, name: str, old: str, new: str) -> None:
        """Changes the text of a file after it is written."""

        def change(folder: Path) -> None:
            path = next(folder.rglob(name))
            text = path.read_text("utf-8")
            assert old in text
            path.write_text(text.replace(old, new, 1), "utf-8")

        self.after.append(change)

    def write(self, folder: Path) -> Dataset:
        if self.counted:
            counts = Counter(self.kinds.values())
            self.beside["counts.yaml"] = {kind.value: counts[kind] for kind in RecordType}
            self.follow()
        for path in dict.fromkeys(self.homes.values()):
            records = {slug: record for slug, record in self.records.items() if self.homes[slug] == path}
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(self.canonical(records), "utf-8")
        for name, values in self.beside.items():
            (folder / name).write_text(emit.document(values), "utf-8")
        for change in self.after:
            change(folder)
        data, problems = read(folder)
        assert [str(problem) for problem in problems] == []
        return data

    def canonical(self, records: Values) -> str:
        structs = {slug: msgspec.convert(record, KINDS[self.kinds[slug]]) for slug, record in records.items()}
        return emit.document({slug: msgspec.to_builtins(record) for slug, record in structs.items()})

    def follow(self) -> None:
        """The receipts of quotations that changed are made good again."""
        for slug, receipt in self.beside["verified.yaml"].items():
            if self.kinds.get(slug) == RecordType.QUOTATION:
                receipt["digest"] = digest(msgspec.convert(self.records[slug], Quotation))
