"""The texts of sources, which stay outside the repository: found again by their SHA-256."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from seed.reading.files import Dataset
from seed.records import Source
from seed.text.passages import Normal, normal


class TextError(Exception):
    """A text that cannot be read or is not the one meant; the message says what to do."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a source: its slug, and the text as it is and normalised for searching."""

    slug: str
    sha256: str
    text: str
    normal: Normal


def load(dataset: Dataset, files: Iterable[Path]) -> dict[str, SourceText]:
    """The texts by the slug of their source. Offsets are code points of strict UTF-8, line ends as they are."""
    known = {source.text.sha256: entry.slug for entry, source in dataset.of(Source) if source.text}
    return {text.slug: text for text in (one(path, known) for path in files)}


def one(path: Path, known: dict[str, str]) -> SourceText:
    try:
        content = path.read_bytes()
        text = content.decode("utf-8")
    except OSError as error:
        raise TextError(f"cannot read {path}: {error.strerror}; give the file of a source's text") from None
    except UnicodeDecodeError:
        raise TextError(f"{path} is not UTF-8; give the file as it was when its SHA-256 was recorded") from None
    sha256 = hashlib.sha256(content).hexdigest()
    if sha256 not in known:
        expected = ", ".join(f"{slug} ({digest[:8]}…)" for digest, slug in known.items()) or "none is recorded"
        raise TextError(f"{path} is the text of no source: its SHA-256 begins {sha256[:8]}; expected {expected}")
    return SourceText(known[sha256], sha256, text, normal(text))
