"""The one canonical way to write values as YAML: what `seed fmt` writes and `seed check` compares with, byte for byte.

Lists of values that fit on a line stand in brackets, other lists and all mappings in lines. Text is plain where it
begins with a letter and can be taken for nothing else, otherwise, and if it is a code, in double quotes; where it is
longer than the line it is folded at spaces.
"""

import re
from collections.abc import Mapping
from typing import Any

from seed.reading.strict import TEXT, escaped, resolve

WIDTH = 110
# Besides what YAML itself resolves: words that other YAML readers take for booleans.
SHY = {"y", "n"}
PLAIN_IN_BRACKETS = re.compile(r"[^\W\d_][\w '.()/;-]*")
SPACE = re.compile(r"(?<=[^ ]) (?=[^ ])")


def is_plain(text: str) -> bool:
    return (
        text[:1].isalpha()
        and text.isprintable()
        and not text.endswith((" ", ":"))
        and ": " not in text
        and " #" not in text
        and resolve(text) == TEXT
        and text.lower() not in SHY
    )


def is_code(text: str) -> bool:
    """A digest or an identifier: one word of letters and digits."""
    return text.isalnum() and any(map(str.isdigit, text))


def quoted(text: str) -> str:
    letters = (escaped(c) if c in '"\\' or not c.isprintable() else c for c in text)
    return f'"{"".join(letters)}"'


def scalar(value: object) -> str:
    """One value on one line, as it stands outside brackets."""
    if isinstance(value, str):
        return value if is_plain(value) and not is_code(value) else quoted(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)


def bracketed(value: object, *, beside_number: bool = False) -> str:
    """A value as it stands in brackets; text beside numbers, a check digest, is always quoted."""
    if isinstance(value, list | tuple):
        numbers = any(isinstance(item, int | float) for item in value)
        return f"[{', '.join(bracketed(item, beside_number=numbers) for item in value)}]"
    if isinstance(value, str) and (beside_number or not PLAIN_IN_BRACKETS.fullmatch(value)):
        return quoted(value)
    return scalar(value)


def holds_mapping(value: object) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, list | tuple) and any(map(holds_mapping, value)))


def folded(text: str, used: int, indent: int) -> str:
    """Text after `used` columns of its first line, continued at `indent`; each line as full as it can be."""
    lines, room = [""], WIDTH - used
    for word in SPACE.split(text):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > room:
            lines.append(word)
            room = WIDTH - indent
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return f"\n{' ' * indent}".join(lines)


def field(key: str, value: Any, indent: int, *, dash: bool = False) -> str:
    """`key: value` at `indent`; with `dash` as the first key of a list's item, two columns further left."""
    start = f"{' ' * (indent - 2)}- " if dash else " " * indent
    start += f"{key if is_plain(key) else quoted(key)}:"
    if isinstance(value, Mapping) and value:
        return f"{start}\n{mapping(value, indent + 2)}"
    if isinstance(value, Mapping):
        return f"{start} {{}}\n"
    if isinstance(value, list | tuple):
        if not holds_mapping(value) and len(line := f"{start} {bracketed(value)}") <= WIDTH:
            return f"{line}\n"
        return f"{start}\n{sequence(value, indent + 2)}"
    return f"{start} {folded(scalar(value), len(start) + 1, indent + 2)}\n"


def mapping(value: Mapping[str, Any], indent: int, *, dash: bool = False) -> str:
    items = enumerate(value.items())
    return "".join(field(key, item, indent, dash=dash and place == 0) for place, (key, item) in items)


def sequence(value: list[Any] | tuple[Any, ...], indent: int) -> str:
    start = f"{' ' * indent}- "
    parts = []
    for item in value:
        if isinstance(item, Mapping) and item:
            parts.append(mapping(item, indent + 2, dash=True))
        elif isinstance(item, Mapping | list | tuple):
            parts.append(f"{start}{'{}' if isinstance(item, Mapping) else bracketed(item)}\n")
        else:
            parts.append(f"{start}{folded(scalar(item), indent + 2, indent + 2)}\n")
    return "".join(parts)


def document(records: Mapping[str, Any], heading: str = "") -> str:
    """A whole file: the heading's comment, then one mapping, a blank line between records that take several lines."""
    top = f"{heading}\n\n" if heading else ""
    gap = "\n" if any(isinstance(value, Mapping) for value in records.values()) else ""
    return top + gap.join(field(key, value, 0) for key, value in records.items())
