"""The files of curated data: read strictly, written in one canonical form.

`<text>/[<passage>/]<kind>.yaml` holds records; beside the folders stand `verified.yaml`, `counts.yaml`, `moved.yaml`,
`sentences.yaml`, `same-as.yaml`, `notes.yaml`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from api.models.vocabulary import RecordType
from seed.loading.current import digest
from seed.reading import emit, strict, typed
from seed.records import KINDS
from seed.text.receipts import Receipt

KEY = strict.Path
Held = RecordType | str  # what a file holds: records of a kind, or what its name says
R = TypeVar("R")
FILE_NAMES = {f"{kind}s.yaml": kind for kind in RecordType}
NOTES = "notes.yaml"
BESIDE: dict[str, Any] = {
    "verified.yaml": Receipt,
    "counts.yaml": int,
    "moved.yaml": dict[str, str],
    "sentences.yaml": list[tuple[int, int]],
    "same-as.yaml": str,
    NOTES: str,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at a line of a file, and what to write instead."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{shown(self.path)}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A record with its place: the text that it cites, its file, and its lines by key path, () for the slug's own."""

    kind: RecordType
    slug: str
    record: msgspec.Struct
    text: str
    path: Path
    lines: Mapping[KEY, int]

    def where(self) -> str:
        return f"{shown(self.path)}:{self.lines[()]}"

    def problem(self, path: KEY, message: str) -> Problem:
        return Problem(self.path, typed.line_of(path, self.lines), f"{self.slug}: {message}")


@dataclass(frozen=True, slots=True)
class Dataset:
    """All curated records.

    `files`: the text of every file without a fault. `unread`: the slugs of records that could not be read. `sha256`:
    over the paths and bytes of all files, in the order of their paths. `unreadable`: files of which something is not
    known, not even by its slug, with what they hold.
    """

    folder: Path
    entries: Mapping[str, Entry]
    moved: Mapping[RecordType, Mapping[str, str]]
    receipts: Mapping[str, Receipt]
    counts: Mapping[RecordType, int]
    sentences: Mapping[str, Sequence[tuple[int, int]]]  # of each text, as `seed.text.coverage` divides it
    notes: Mapping[str, str]  # of records, what an editor says of their last correction
    same_as: Mapping[str, str]  # of entries of volumes, the entry or curated person that each is, by an editor's word
    sha256: str
    files: Mapping[Path, str]
    unread: Mapping[str, RecordType]
    lines: Mapping[tuple[str, KEY], int]  # of the files beside the folders, by name and key path
    unreadable: Mapping[Path, Held]

    def missing(self, *, by_slug: bool = True) -> set[Held]:
        """The kinds of record, and the files beside the folders, of which some are not read; or not known by slug."""
        return {*self.unreadable.values(), *(self.unread.values() if by_slug else ())}

    def of(self, record: type[R]) -> Iterator[tuple[Entry, R]]:
        """The records of one Struct, each with its entry."""
        for entry in self.entries.values():
            if isinstance(entry.record, record):
                yield entry, entry.record

    def find(self, slug: str | None, record: type[R]) -> R | None:
        """The record of that slug, or None if it is not there or of another kind."""
        entry = self.entries.get(slug or "")
        return entry.record if entry and isinstance(entry.record, record) else None

    def beside(self, name: str, path: KEY, message: str) -> Problem:
        """A problem in one of the files beside the folders."""
        lines = {key: line for (file, key), line in self.lines.items() if file == name}
        return Problem(self.folder / name, typed.line_of(path, lines), message)


def shown(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_absolute() and path.is_relative_to(Path.cwd()) else str(path)


def read(folder: Path) -> tuple[Dataset, list[Problem]]:
    """All records of a folder and every problem in reading them; raises OSError only where a file cannot be opened."""
    reading = Reading(folder)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        reading.file(path, path.read_bytes())
    return reading.dataset(digest(folder)), reading.problems


def place(path: Path, folder: Path) -> Held | None:
    """What a file may hold by its name and place: records of a kind, what stands beside the folders, or nothing."""
    parts = path.relative_to(folder).parts
    if len(parts) == 1:
        return path.name if path.name in BESIDE else None
    return FILE_NAMES.get(path.name) if len(parts) in (2, 3) else None


@dataclass(slots=True)
class Reading:
    """What has been read so far."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    unread: dict[str, RecordType] = field(default_factory=dict)
    beside: dict[str, dict[str, Any]] = field(default_factory=lambda: {name: {} for name in BESIDE})
    files: dict[Path, str] = field(default_factory=dict)
    lines: dict[tuple[str, KEY], int] = field(default_factory=dict)
    unreadable: dict[Path, Held] = field(default_factory=dict)

    def dataset(self, sha256: str) -> Dataset:
        return Dataset(
            folder=self.folder,
            entries=self.entries,
            moved=self.by_kind("moved.yaml"),
            receipts=self.beside["verified.yaml"],
            counts=self.by_kind("counts.yaml"),
            sentences=self.beside["sentences.yaml"],
            notes=self.beside[NOTES],
            same_as=self.beside["same-as.yaml"],
            sha256=sha256,
            files={path: text for path, text in self.files.items() if path not in self.faulty()},
            unread=self.unread,
            lines=self.lines,
            unreadable=self.unreadable,
        )

    def faulty(self) -> set[Path]:
        return {problem.path for problem in self.problems}

    def by_kind(self, name: str) -> dict[RecordType, Any]:
        kinds = set(RecordType)
        for word in self.beside[name].keys() - kinds:
            line = self.lines[name, (word,)]
            what = f"`{word}` is no kind of record; {typed.choice(word, RecordType)}"
            self.problems.append(Problem(self.folder / name, line, what))
            self.unreadable[self.folder / name] = name
        return {RecordType(word): value for word, value in self.beside[name].items() if word in kinds}

    def file(self, path: Path, content: bytes) -> None:
        what = place(path, self.folder)
        if what is None:
            names = f"<text>/<kind>.yaml or <text>/<passage>/<kind>.yaml, with {', '.join(FILE_NAMES)}"
            self.problems.append(Problem(path, 1, f"not a file of curated data; remove it, or name it {names}"))
            return
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            self.problems.append(Problem(path, line, "not UTF-8; save the file as UTF-8"))
            self.unreadable[path] = what
            return
        self.files[path] = text
        self.records(path, what, strict.parse(text))

    def records(self, path: Path, what: Held, parsed: strict.Parsed) -> None:
        self.problems += [Problem(path, line, message) for line, message in parsed.faults]
        if not isinstance(parsed.value, dict):
            self.unreadable[path] = what
            if not parsed.faults:
                message = "not a mapping of slugs to records; write `slug:` and its fields, or remove the file"
                self.problems.append(Problem(path, 1, message))
            return
        for item in items(path, parsed):
            if isinstance(what, RecordType):
                self.record(what, item)
            else:
                self.item_beside(item)

    def record(self, kind: RecordType, item: "Item") -> None:
        if item.key in self.entries or item.key in self.unread:
            where = f" at {self.entries[item.key].where()}" if item.key in self.entries else ""
            self.refuse(item, item.lines[()], f"the slug is in use{where}; give this record another")
            return
        made, faults = typed.convert(item.value, KINDS[kind], item.lines, item.unquoted)
        if made is None:
            self.unread[item.key] = kind
            self.refuse_all(item, faults)
        else:
            text = item.path.relative_to(self.folder).parts[0]
            self.entries[item.key] = Entry(kind, item.key, made, text, item.path, item.lines)

    def item_beside(self, item: "Item") -> None:
        name = item.path.name
        self.lines.update({(name, (item.key, *inner)): line for inner, line in item.lines.items()})
        made, faults = typed.convert(item.value, BESIDE[name], item.lines, item.unquoted)
        if made is None:
            self.unreadable[item.path] = name
            self.refuse_all(item, faults)
        else:
            self.beside[name][item.key] = made

    def refuse_all(self, item: "Item", faults: Sequence[typed.Fault]) -> None:
        for line, message in faults:
            self.refuse(item, line, message)

    def refuse(self, item: "Item", line: int, message: str) -> None:
        self.problems.append(Problem(item.path, line, f"{item.key}: {message}"))


@dataclass(frozen=True, slots=True)
class Item:
    """One key of a file and its value, with lines and unquoted letters by path within the value."""

    path: Path
    key: str
    value: object
    lines: Mapping[KEY, int]
    unquoted: Mapping[KEY, str]


def items(path: Path, parsed: strict.Parsed) -> Iterator[Item]:
    lines: dict[str | int, dict[KEY, int]] = {}
    unquoted: dict[str | int, dict[KEY, str]] = {}
    for key, line in parsed.lines.items():
        if key:
            lines.setdefault(key[0], {})[key[1:]] = line
    for key, letters in parsed.unquoted.items():
        unquoted.setdefault(key[0], {})[key[1:]] = letters
    for slug, value in parsed.value.items():
        yield Item(path, slug, value, lines[slug], unquoted.get(slug, {}))


def canonical(records: Mapping[str, Any], heading: str = "") -> str:
    """The one text of a file that holds these records in this order; `heading`: the comment at its top."""
    return emit.document({slug: msgspec.to_builtins(record) for slug, record in records.items()}, heading)


def canonical_file(dataset: Dataset, path: Path) -> str:
    """The text that a file of the data should have."""
    beside: dict[str, Mapping[Any, Any]] = {
        "verified.yaml": dataset.receipts,
        "counts.yaml": dataset.counts,
        "moved.yaml": dataset.moved,
        "sentences.yaml": dataset.sentences,
        "same-as.yaml": dataset.same_as,
        NOTES: dataset.notes,
    }
    records = {entry.slug: entry.record for entry in dataset.entries.values() if entry.path == path}
    return canonical(records or beside.get(path.name, {}), strict.header(dataset.files[path]))


def write(path: Path, records: Mapping[str, Any]) -> None:
    """Writes the canonical text, keeping the comment at the top of a file that is there."""
    heading = strict.header(path.read_text("utf-8")) if path.exists() else ""
    path.write_text(canonical(records, heading), "utf-8")
