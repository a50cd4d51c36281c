"""YAML read strictly: only what a record needs, every fault with its line, nothing taken for something else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

import yaml
from yaml import events

Path = tuple[str | int, ...]

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
RESOLVERS: dict[str, list[tuple[str, re.Pattern[str]]]] = yaml.SafeLoader.yaml_implicit_resolvers
TEXT = "tag:yaml.org,2002:str"
TIMESTAMP = "tag:yaml.org,2002:timestamp"  # read as text: the canonical form puts dates in quotes
MERGE = "tag:yaml.org,2002:merge"
TRUE = {"true", "yes", "on"}
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
UNSEEN = {"\t": "a tab; write spaces", "\r": "a carriage return; end lines with a line feed alone"}
REPEATED = "(repeated)"  # where the value of a repeated key is read to, and forgotten


@dataclass(slots=True)
class Parsed:
    """A file's value; the line of each key path; the letters of unquoted values that are not text; faults by line."""

    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    unquoted: dict[Path, str] = field(default_factory=dict)
    faults: list[tuple[int, str]] = field(default_factory=list)


def parse(text: str) -> Parsed:
    """Never raises: what cannot be read is a fault, and reading goes on where it can."""
    builder = Builder()
    builder.parsed.faults += unprintable(text)
    if builder.parsed.faults:
        return builder.parsed
    scalars: list[events.ScalarEvent] = []
    try:
        builder.document(keeping(scalars, yaml.parse(text, Loader=LOADER)))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = f"not YAML: {error.problem or error.context}; correct the indentation or quotes here or just above"
        builder.parsed.faults.append((mark.line + 1 if mark else 1, what))
    else:
        builder.parsed.faults += misplaced_comments(text, scalars)
    builder.parsed.faults.sort()
    return builder.parsed


def keeping(scalars: list[events.ScalarEvent], stream: Iterator[events.Event]) -> Iterator[events.Event]:
    for event in stream:
        if isinstance(event, events.ScalarEvent):
            scalars.append(event)
        yield event


def unprintable(text: str) -> Iterator[tuple[int, str]]:
    """Characters an editor does not show: each would be mistaken for nothing, or for a space."""
    for number, line in enumerate(text.split("\n"), 1):
        if bad := next((character for character in line if not character.isprintable()), None):
            yield number, UNSEEN.get(bad) or f'the character U+{ord(bad):04X}; write "{escaped(bad)}" in double quotes'


def escaped(character: str) -> str:
    """The escape of one character in a double-quoted scalar."""
    code = ord(character)
    short = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
    return short.get(character) or (f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")


def header(text: str) -> str:
    """The comment lines before anything else, without the blank lines after them."""
    return "\n".join(takewhile(is_heading, text.split("\n"))).strip("\n")


def is_heading(line: str) -> bool:
    return not line or line.startswith("#")


def misplaced_comments(text: str, scalars: list[events.ScalarEvent]) -> Iterator[tuple[int, str]]:
    """Comments elsewhere than at the top: the canonical form would lose them."""
    extents = [(position(scalar.start_mark), position(scalar.end_mark)) for scalar in scalars]
    blocks = {position(scalar.start_mark)[0] for scalar in scalars if scalar.style in ("|", ">")}
    lines = text.split("\n")
    top = len(list(takewhile(is_heading, lines)))
    for number, line in enumerate(lines):
        for column in (place for place, character in enumerate(line) if character == "#"):
            inside = any(start <= (number, column) < end for start, end in extents)
            if number >= top and (number in blocks or not inside):
                yield number + 1, "a comment inside the file; move it to the top of the file, or into `remark:`"
                break


def position(mark: Any) -> tuple[int, int]:
    """Line and column, from 0; events made from a text always have their marks."""
    return (mark.line, mark.column) if mark else (0, 0)


class Builder:
    """Builds plain values from the events of one document."""

    def __init__(self) -> None:
        self.parsed = Parsed()
        self.stream: Iterator[events.Event] = iter(())

    def fault(self, event: events.Event, message: str) -> None:
        self.parsed.faults.append((position(event.start_mark)[0] + 1, message))

    def document(self, stream: Iterator[events.Event]) -> None:
        self.stream = stream
        for event in stream:
            if isinstance(event, events.NodeEvent):
                self.parsed.value = self.node(event, ())
                break
        for event in stream:
            if isinstance(event, events.DocumentStartEvent):
                self.fault(event, "a second document; keep one in each file, without `---`")

    def node(self, event: Any, path: Path) -> Any:
        self.parsed.lines.setdefault(path, position(event.start_mark)[0] + 1)
        if isinstance(event, events.AliasEvent):
            self.fault(event, f"an alias (*{event.anchor}); write the value out")
            return None
        if event.anchor:
            self.fault(event, f"an anchor (&{event.anchor}); write the value out where it is used")
        if event.tag:
            self.fault(event, f"a tag ({event.tag}); leave it out")
        if isinstance(event, events.ScalarEvent):
            return self.scalar(event, path)
        return self.sequence(path) if isinstance(event, events.SequenceStartEvent) else self.mapping(path)

    def sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.stream), events.SequenceEndEvent):
            items.append(self.node(event, (*path, len(items))))
        return items

    def mapping(self, path: Path) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        while not isinstance(event := next(self.stream), events.MappingEndEvent):
            key = self.key(event, path)
            if repeated := key in entries:
                before = self.parsed.lines[(*path, key)]
                self.fault(event, f"the key `{key}` stands on line {before} already; keep one of the two")
            inner = (*path, f"{key} {REPEATED}" if repeated else key)
            self.parsed.lines[inner] = position(event.start_mark)[0] + 1
            value = self.node(next(self.stream), inner)
            if not repeated:
                entries[key] = value
        return entries

    def key(self, event: events.Event, path: Path) -> str:
        if not isinstance(event, events.ScalarEvent):
            self.node(event, (*path, REPEATED))
            self.fault(event, "a key that is not a word; write `key: value`")
            return REPEATED
        tag = resolved(event)
        if tag == MERGE:
            self.fault(event, "a merge key (<<); write the fields out")
        elif event.anchor or event.tag:
            self.fault(event, "a key with an anchor or a tag; leave that out")
        elif tag not in (TEXT, TIMESTAMP):
            self.fault(event, f'the key {event.value} is not read as text; write "{event.value}" in double quotes')
        return str(event.value)

    def scalar(self, event: events.ScalarEvent, path: Path) -> Any:
        tag = resolved(event)
        if tag in (TEXT, TIMESTAMP):
            return event.value
        kind = tag.rpartition(":")[2]
        if kind == "null":
            return None
        self.parsed.unquoted[path] = event.value
        if kind == "bool":
            return event.value.lower() in TRUE
        if kind in ("int", "float") and NUMBER.fullmatch(event.value):
            return int(event.value) if kind == "int" else float(event.value)
        self.fault(event, f'{event.value} is read as something else ({kind}); write "{event.value}" in double quotes')
        return event.value


def resolved(event: events.ScalarEvent) -> str:
    """The type YAML gives to an unquoted scalar by its letters; quoted ones are text."""
    if not event.implicit[0]:
        return TEXT
    return resolve(event.value)


def resolve(value: str) -> str:
    for tag, pattern in RESOLVERS.get(value[:1], ()):
        if pattern.match(value):
            return tag
    return TEXT
