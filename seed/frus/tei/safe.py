"""What is refused: files that are no FRUS volume, that declare a document type, or that go beyond a limit."""

import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

MIB = 1024 * 1024
ONE_VOLUME = "give the TEI P5 file of one FRUS volume"
NEW_COPY = "take a new copy of the volume from its publisher"
ECHOED = 80  # characters of the file that a message repeats


class Refused(Exception):
    """The file is not taken; the message says what is wrong, where, and what to do."""


def echoed(said: str) -> str:
    """What the file says, short enough to be repeated in a message."""
    return said if len(said) <= ECHOED else said[: ECHOED - 1] + "…"


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest file (bytes), the deepest nesting (elements) and the longest document (characters) that are read."""

    max_size: int = 64 * MIB
    depth: int = 64
    document_text: int = 4 * MIB


def opened(path: Path, limits: Limits) -> BinaryIO:
    """The file, if it is one and not too large; nothing that it names is ever opened."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            kind = "a directory" if stat.S_ISDIR(found.st_mode) else "no regular file"
            raise Refused(f"{path} is {kind}; {ONE_VOLUME}")
        checked_size(path, found.st_size, limits)
        return path.open("rb")
    except OSError as error:
        raise Refused(f"cannot read {path}: {error.strerror}; {ONE_VOLUME}") from None


def checked_size(path: Path, size: int, limits: Limits) -> None:
    if size == 0:
        raise Refused(f"{path} is empty; {NEW_COPY}")
    if size > limits.max_size:
        raise Refused(
            f"{path} has {size:,} bytes, more than the limit of {limits.max_size:,}; "
            "if it is a volume you trust, allow more with --max-size"
        )


@dataclass(slots=True)
class Guard:
    """Says where in which file something is wrong. `line` gives the line being read, `part` what stands there."""

    path: Path
    limits: Limits
    line: Callable[[], int] = lambda: 1
    part: str = "one document"

    def refusal(self, wrong: str, remedy: str = NEW_COPY) -> Refused:
        return Refused(f"{self.path}, line {self.line()}: {wrong}; {remedy}")

    def doctype(self, *_: object) -> None:
        """Called by the parser for a declaration; without one there are no entities to expand or to fetch."""
        raise self.refusal("a document type is declared (<!DOCTYPE …>), which no FRUS file has")

    def depth(self, depth: int) -> None:
        if depth > self.limits.depth:
            raise self.refusal(f"elements are nested more than {self.limits.depth} deep, which no volume needs")

    def text(self, size: int) -> None:
        if size > self.limits.document_text:
            raise self.refusal(
                f"{self.part} has more than {self.limits.document_text:,} characters, far more than any volume prints"
            )

    def markup(self, weight: int) -> None:
        """Elements and attributes take memory as text does: what a document of the longest text may need fourfold."""
        if weight > 4 * self.limits.document_text:
            raise self.refusal(f"{self.part} has more markup than any volume needs")
