"""What an OpenAPI document promises, and whether a later one keeps it: things may be added, nothing may go or turn."""

import re
from collections.abc import Callable, Iterator
from typing import Any

WORDS = {"description", "summary", "title", "info", "tags", "servers", "externalDocs"}  # may be put better
LISTED = re.compile(r"\^\((?P<words>[\w|-]+)\)\(,\((?P=words)\)\)\*\$", re.ASCII)  # some of a few words
LOWEST, HIGHEST = {"minimum", "minLength", "minItems"}, {"maximum", "maxLength", "maxItems"}


def broken(promised: Any, now: Any, at: str = "") -> Iterator[str]:
    """Each promise that is not kept, by its place in the document."""
    name = at.rpartition("/")[2]
    if name in RULES:
        yield from RULES[name](promised, now, at)
    elif isinstance(promised, dict) and isinstance(now, dict):
        yield from broken_members(promised, now, at)
    elif name in LOWEST | HIGHEST:
        if (now > promised) if name in LOWEST else (now < promised):
            yield f"{at}: {promised} became {now}"
    elif promised != now:
        yield f"{at}: {promised!r} became {now!r}"


def broken_members(promised: dict[str, Any], now: dict[str, Any], at: str) -> Iterator[str]:
    for name, value in promised.items():
        if name in WORDS and not isinstance(value, dict):
            continue
        here = f"{at}/{name.replace('/', '~')}"
        if name in now:
            yield from broken(value, now[name], here)
        elif name not in LOWEST | HIGHEST:
            yield f"{here} is gone"


def broken_set(promised: Any, now: Any, at: str) -> Iterator[str]:
    """Vocabularies may grow, and fields that are always there stay so."""
    if not isinstance(promised, list):  # a field or a parameter of that name, or `required` of one
        yield from broken_members(promised, now, at) if isinstance(promised, dict) else changed(promised, now, at)
        return
    yield from (f"{at}: {one!r} is gone" for one in promised if one not in now)


def broken_pattern(promised: Any, now: Any, at: str) -> Iterator[str]:
    """The words that a parameter takes may grow; any other pattern stays."""
    before, after = LISTED.fullmatch(str(promised)), LISTED.fullmatch(str(now))
    if before and after:
        yield from broken_set(before["words"].split("|"), after["words"].split("|"), at)
    else:
        yield from changed(promised, now, at)


def broken_version(promised: Any, now: Any, at: str) -> Iterator[str]:
    """It rises; another great version would be another promise."""
    if isinstance(promised, dict):  # a field that is called so
        yield from broken_members(promised, now, at)
        return
    before, after = ([int(part) for part in version.split(".")] for version in (promised, now))
    if after[0] != before[0] or after < before:
        yield f"{at}: {promised} became {now}"


def changed(promised: Any, now: Any, at: str) -> Iterator[str]:
    if promised != now:
        yield f"{at}: {promised!r} became {now!r}"


def broken_type(promised: Any, now: Any, at: str) -> Iterator[str]:
    if isinstance(promised, dict):  # a field that is called so
        yield from broken_members(promised, now, at)
    elif {*as_list(promised)} != {*as_list(now)}:
        yield f"{at}: {promised!r} became {now!r}"


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def broken_parameters(promised: Any, now: Any, at: str) -> Iterator[str]:
    """They stay, and no new one is required."""
    if not isinstance(promised, list):
        yield from broken_members(promised, now, at)
        return
    before, after = ({parameter_name(one): one for one in found} for found in (promised, now))
    yield from broken_members(before, after, at)
    yield from (f"{at}/{name} is required" for name in after.keys() - before.keys() if after[name].get("required"))


def parameter_name(parameter: Any) -> str:
    return str(parameter.get("$ref") or f"{parameter['in']}:{parameter['name']}")


def broken_alternatives(promised: Any, now: Any, at: str) -> Iterator[str]:
    """As many as before, each of them kept: one more would be another type."""
    if len(promised) != len(now):
        yield f"{at}: {len(promised)} alternatives became {len(now)}"
    for one in promised:
        if all(any(broken(one, other)) for other in now):
            yield f"{at}: {one!r} is gone"


Rule = Callable[[Any, Any, str], Iterator[str]]
RULES: dict[str, Rule] = {
    "enum": broken_set,
    "required": broken_set,
    "pattern": broken_pattern,
    "version": broken_version,
    "type": broken_type,
    "parameters": broken_parameters,
    "anyOf": broken_alternatives,
    "oneOf": broken_alternatives,
    "allOf": broken_alternatives,
}
