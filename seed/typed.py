"""Plain values to Structs; what msgspec refuses is told with its line, and with what to write instead."""

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from seed.strict import Path

T = TypeVar("T")

UNKNOWN = re.compile(r"Object contains unknown field `(?P<field>.*)`$", re.DOTALL)
MISSING = re.compile(r"Object missing required field `(?P<field>.*)`$")
VOCABULARY = re.compile(r"Invalid enum value '?(?P<value>.*?)'?$", re.DOTALL)
LENGTH = re.compile(r"Expected `array` of length (?P<length>\d+)")
EXPECTED = re.compile(r"Expected `(?P<wanted>[^`]*)`, got `(?P<found>[^`]*)`$")
PLACE = re.compile(r"(?P<what>.*) - at (?:`key` in )?`\$(?P<path>.*)`$", re.DOTALL)
STEP = re.compile(r"\.(?P<key>[^.\[\]]+)|\[(?P<item>\d+)\]")
SOMEWHERE = "[...]"  # how msgspec names a place in a mapping of any keys
NAMES = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "fields (`key: value`)",
    "null": "nothing",
}


def convert(
    value: object, wanted: type[T], lines: Mapping[Path, int], unquoted: Mapping[Path, str]
) -> T | tuple[int, str]:
    """The Struct, or line and message of its first fault. `lines` and `unquoted` go by path within the value."""
    try:
        return msgspec.convert(value, wanted)
    except msgspec.ValidationError as error:
        return explained(str(error), wanted, lines, unquoted)


def explained(error: str, wanted: Any, lines: Mapping[Path, int], unquoted: Mapping[Path, str]) -> tuple[int, str]:
    placed = PLACE.match(error)
    what, path = (placed["what"], steps(placed["path"])) if placed else (error, ())
    if placed and placed["path"].endswith(SOMEWHERE):
        path = next(iter(unquoted), path)
    kind = type_at(inspect.type_info(wanted), path)
    if unknown := UNKNOWN.match(what):
        name = unknown["field"]
        return line_of((*path, name), lines), f"unknown field `{name}`; {choice(name, field_names(kind))}"
    if missing := MISSING.match(what):
        return line_of(path, lines), f"the field `{missing['field']}` is missing; write `{missing['field']}: …`"
    if vocabulary := VOCABULARY.match(what):
        value = vocabulary["value"]
        return line_of(path, lines), f"`{value}` is not in the vocabulary; {choice(value, enum_values(kind))}"
    return line_of(path, lines), wrong_type(what, ".".join(map(str, path)), unquoted.get(path))


def wrong_type(what: str, name: str, letters: str | None) -> str:
    subject = f"`{name}`" if name else "the record"
    if length := LENGTH.match(what):
        shape = "start, end, check digest" if length["length"] == "3" else f"{length['length']} values"
        return f"{subject} has the wrong number of values; write [{shape}]"
    if not (expected := EXPECTED.match(what)):
        return f"{subject}: {what[:1].lower()}{what[1:]}"
    wanted, found = expected["wanted"].split(" | "), expected["found"]
    if "str" in wanted and letters is not None:
        return f'{subject} must be text, and {letters} without quotes is not; write "{letters}"'
    names = " or ".join(NAMES.get(one, one) for one in wanted if one != "null")
    empty = "; leave the field out where there is nothing" if "null" in wanted else ""
    return f"{subject} is {NAMES.get(found, found)}; write {names}{empty}"


def steps(path: str) -> Path:
    return tuple(step["key"] or int(step["item"]) for step in STEP.finditer(path))


def line_of(path: Path, lines: Mapping[Path, int]) -> int:
    """The line of a path, or of what is nearest around it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def type_at(kind: Any, path: Path) -> Any:
    for step in path:
        kind = inner(kind, step)
    return kind


def inner(kind: Any, step: str | int) -> Any:
    for option in options(kind):
        if isinstance(option, inspect.StructType) and isinstance(step, str):
            return next((field.type for field in option.fields if field.encode_name == step), None)
        if isinstance(option, inspect.DictType) and isinstance(step, str):
            return option.value_type
        if isinstance(option, inspect.ListType) and isinstance(step, int):
            return option.item_type
    return None


def options(kind: Any) -> tuple[Any, ...]:
    return kind.types if isinstance(kind, inspect.UnionType) else (kind,)


def field_names(kind: Any) -> list[str]:
    structs = (option for option in options(kind) if isinstance(option, inspect.StructType))
    return [field.encode_name for struct in structs for field in struct.fields]


def enum_values(kind: Any) -> list[str]:
    enums = (option for option in options(kind) if isinstance(option, inspect.EnumType))
    return [str(member.value) for enum in enums for member in enum.cls]


def choice(value: str, known: Iterable[str]) -> str:
    """Advice for a mistyped word: the nearest valid one, else all of them."""
    valid = list(known)
    if near := difflib.get_close_matches(value, valid, n=1):
        return f"did you mean `{near[0]}`?"
    return f"write one of {', '.join(valid)}"
