"""Plain values to Structs; what msgspec refuses is told with its line, and with what to write instead."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from seed.reading.strict import Path

T = TypeVar("T")
Fault = tuple[int, str]  # line and message

VOCABULARY = re.compile(r"Invalid enum value '?(?P<value>.*?)'?$", re.DOTALL)
LENGTH = re.compile(r"Expected `array` of length (?P<length>\d+)")
EXPECTED = re.compile(r"Expected `(?P<wanted>[^`]*)`, got `(?P<found>[^`]*)`$")
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
) -> tuple[T | None, list[Fault]]:
    """The Struct, or None and every fault of the value. `lines` and `unquoted` go by path within the value."""
    try:
        return msgspec.convert(value, wanted), []
    except msgspec.ValidationError:
        if found := list(Reading(lines, unquoted).faults(value, wanted, ())):
            return None, found
        raise


@dataclass(frozen=True, slots=True)
class Reading:
    """Goes through a value that msgspec refuses, field by field, to tell all that it would tell one by one."""

    lines: Mapping[Path, int]
    unquoted: Mapping[Path, str]

    def faults(self, value: object, wanted: Any, path: Path) -> Iterator[Fault]:
        for option in options(wanted):
            if isinstance(value, dict) and is_struct(option):
                yield from self.struct(value, option, path)
                return
            if (inner := items(value, option)) is not None:
                for step, item, kind in inner:
                    yield from self.faults(item, kind, (*path, step))
                return
        yield from self.leaf(value, wanted, path)

    def struct(self, value: dict[str, object], wanted: type, path: Path) -> Iterator[Fault]:
        kinds = field_kinds(wanted)
        unknown = [name for name in value if name not in kinds]
        for name in unknown:
            line = line_of((*path, name), self.lines)
            yield line, f"unknown field `{name}`; {choice(name, kinds)}"
        meant = {near for name in unknown for near in nearest(name, kinds)}
        required = {field.encode_name for field in msgspec.structs.fields(wanted) if field.required}
        for name, kind in kinds.items():
            if name in value:
                yield from self.faults(value[name], kind, (*path, name))
            elif name in required - meant:
                yield line_of(path, self.lines), f"the field `{name}` is missing; write `{name}: …`"

    def leaf(self, value: object, wanted: Any, path: Path) -> Iterator[Fault]:
        try:
            msgspec.convert(value, wanted)
        except msgspec.ValidationError as error:
            yield line_of(path, self.lines), self.explained(str(error), wanted, path)

    def explained(self, error: str, wanted: Any, path: Path) -> str:
        if vocabulary := VOCABULARY.match(error):
            value = vocabulary["value"]
            return f"`{value}` is not in the vocabulary; {choice(value, enum_values(wanted))}"
        return wrong_type(error, ".".join(map(str, path)), self.unquoted.get(path))


def options(wanted: Any) -> tuple[Any, ...]:
    return get_args(wanted) if get_origin(wanted) in (Union, UnionType) else (wanted,)


def is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def items(value: object, wanted: Any) -> list[tuple[str | int, object, Any]] | None:
    """What a list or mapping holds, each with its step and type; None if the value is not one as it is wanted."""
    origin, kinds = get_origin(wanted), get_args(wanted)
    if isinstance(value, dict) and origin is dict:
        return [(key, item, kinds[1]) for key, item in value.items()]
    if isinstance(value, list) and origin is list:
        return [(place, item, kinds[0]) for place, item in enumerate(value)]
    if isinstance(value, list) and origin is tuple and len(value) == len(kinds):
        return [(place, item, kind) for place, (item, kind) in enumerate(zip(value, kinds, strict=True))]
    return None


@cache
def field_kinds(struct: type[Any]) -> Mapping[str, Any]:
    """The types of a Struct's fields by their names in YAML."""
    hints = get_type_hints(struct)
    return {field.encode_name: hints[field.name] for field in msgspec.structs.fields(struct)}


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


def line_of(path: Path, lines: Mapping[Path, int]) -> int:
    """The line of a path, or of what is nearest around it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def enum_values(wanted: Any) -> list[str]:
    enums = (option for option in options(wanted) if isinstance(option, type) and issubclass(option, Enum))
    return [str(member.value) for enum in enums for member in enum]


def nearest(value: str, known: Iterable[str]) -> list[str]:
    """The word that a mistyped one was probably meant to be, if there is one like it."""
    return difflib.get_close_matches(value, list(known), n=1)


def choice(value: str, known: Iterable[str]) -> str:
    """Advice for a mistyped word: the nearest valid one, else all of them."""
    valid = list(known)
    if near := nearest(value, valid):
        return f"did you mean `{near[0]}`?"
    return f"write one of {', '.join(valid)}"
