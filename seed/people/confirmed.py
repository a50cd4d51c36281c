"""`same-as.yaml`: what an editor has found of entries, whatever their names say."""

import re
from collections.abc import Mapping
from pathlib import Path

from seed.people.entries import Identity, Key
from seed.reading.files import Reading
from seed.text.texts import TextError

FILE = "same-as.yaml"
ADDRESS = re.compile(r"(frus\d[A-Za-z0-9-]*)/([^\s/]+)")


def address(text: str) -> Key | None:
    """The entry that `frus1955-57v23p2/p_RS1` names."""
    match = ADDRESS.fullmatch(text)
    return Key(match[1], match[2]) if match else None


def confirmed(same_as: Mapping[str, str]) -> dict[Key, Identity]:
    """The joins that the file's lines say: an entry's identity is another entry, or a curated person by slug."""
    return {key: address(target) or target for entry, target in same_as.items() if (key := address(entry))}


def read(folder: Path) -> dict[Key, Identity]:
    """The joins of a folder of curated data; raises TextError where its file cannot be read whole."""
    path = folder / FILE
    if not path.is_file():
        return {}
    reading = Reading(folder)
    reading.file(path, path.read_bytes())
    if reading.problems:
        lines = "\n".join(map(str, reading.problems))
        raise TextError(f"{lines}\nMend {FILE}, then run `python -m seed check`")
    return confirmed(reading.beside[FILE])
