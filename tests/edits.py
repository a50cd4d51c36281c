"""The corpus, changed as a curator would change it: a copy of its files that stays in canonical form."""

import re
import shutil
from collections import Counter
from pathlib import Path

from api.models.vocabulary import RecordType
from seed.reading.files import Dataset, read


class Edited:
    """A copy of the corpus. Files are named without their folders; records are the blocks between empty lines."""

    def __init__(self, corpus: Path, folder: Path) -> None:
        shutil.copytree(corpus, folder)
        self.folder = folder

    def file(self, name: str) -> Path:
        return next(self.folder.rglob(name))

    def replace(self, name: str, old: str, new: str) -> None:
        text = self.file(name).read_text("utf-8")
        assert old in text, f"{name} has no {old!r}"
        self.file(name).write_text(text.replace(old, new), "utf-8")

    def rename(self, kind: RecordType, old: str, new: str) -> None:
        """Another slug for a record, wherever it is named, and a line in `moved.yaml`."""
        for path in self.folder.rglob("*.yaml"):
            path.write_text(re.sub(rf"(?<![\w-]){old}(?![\w-])", new, path.read_text("utf-8")), "utf-8")
        self.moved(kind, old, new)

    def moved(self, kind: RecordType, old: str, new: str) -> None:
        text = self.file("moved.yaml").read_text("utf-8")
        head = f"{kind}:\n"
        line = f"  {old}: {new}\n"
        changed = text.replace(head, head + line) if head in text else f"{text}\n{head}{line}"
        self.file("moved.yaml").write_text(changed, "utf-8")

    def remove(self, name: str, slug: str) -> str:
        """Takes a record out, and returns it."""
        blocks = self.file(name).read_text("utf-8").rstrip("\n").split("\n\n")
        gone = [block for block in blocks if block.startswith(f"{slug}:\n")]
        assert len(gone) == 1, f"{name} has no {slug}"
        self.file(name).write_text("\n\n".join(block for block in blocks if block not in gone) + "\n", "utf-8")
        return gone[0]

    def add(self, name: str, block: str) -> None:
        text = self.file(name).read_text("utf-8")
        self.file(name).write_text(f"{text}\n{block.rstrip()}\n", "utf-8")

    def read(self) -> Dataset:
        """The records, counted anew."""
        counted = Counter(entry.kind for entry in read(self.folder)[0].entries.values())
        lines = [f"{kind}: {counted[kind]}\n" for kind in RecordType if counted[kind]]
        self.file("counts.yaml").write_text("".join(lines), "utf-8")
        dataset, problems = read(self.folder)
        assert not problems, "\n".join(map(str, problems))
        return dataset
