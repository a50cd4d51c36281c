"""What a kind of record looks like, for curators: a commented YAML skeleton, and JSON Schema for their editors."""

from collections.abc import Iterator
from inspect import cleandoc
from typing import Any

import msgspec
from msgspec import inspect

from api.models.vocabulary import RecordType
from seed.reading.fields import REFERENCES
from seed.records import KINDS, Cite, Find, Part
from seed.rules.slugs import LONGEST, PATTERN

HEADING = "Fill in what the source says; delete the other fields and all comments; then `python -m seed pin`, `verify`."
NAMES: dict[Any, str] = {
    inspect.IntType: "whole number",
    inspect.FloatType: "number",
    inspect.BoolType: "true | false",
}


def skeleton(kind: RecordType, slug: str) -> str:
    record = KINDS[kind]
    above = f"{kind}: {cleandoc(record.__doc__ or '')}".splitlines()
    heading = "".join(f"# {line}".rstrip() + "\n" for line in [*above, "", HEADING])
    return f"{heading}\n{slug}:\n" + "".join(f"{line}\n" for line in fields(record, 2))


def fields(record: type[Any], indent: int) -> Iterator[str]:
    """A line for each field, and the lines of what it holds; what may be left out stands behind `#`."""
    for field in inspect.type_info(record).fields:  # type: ignore[attr-defined]
        fits = REFERENCES.get((record, field.name), ())
        named = "any record" if len(fits) == len(RecordType) else " or ".join(fits)
        first, *more = value(field.type, f"slug of {named}" if fits else "text")
        lines = [f"{field.encode_name}:{first}", *more]
        start = " " * indent + ("" if field.required else "# ")
        yield from (start + line for line in lines)


def value(kind: Any, text: str) -> Iterator[str]:
    """What stands behind a field's colon, then the lines below it; `text` describes its text, if it is one."""
    kind = without_null(kind)
    if is_cite(kind):
        yield '  # [start, end, "digest"], once pinned'
        yield from (f"  {line}" for line in fields(Find, 0))
    elif isinstance(kind, inspect.ListType) and holds_fields(without_null(kind.item_type)):
        yield "  # a list of"
        item = without_null(kind.item_type)
        lines = list(fields(Find if is_cite(item) else item.cls, 0))
        yield from (f"  {'-' if not place else ' '} {line}" for place, line in enumerate(lines))
    elif isinstance(kind, inspect.StructType):
        yield ""
        yield from (f"  {line}" for line in fields(kind.cls, 0))
    elif isinstance(kind, inspect.ListType):
        yield f" []  # a list of: {described(without_null(kind.item_type), text)}"
    else:
        yield f"  # {described(kind, text)}"


def described(kind: Any, text: str = "text") -> str:
    if isinstance(kind, inspect.StrType):
        return text
    if isinstance(kind, inspect.EnumType):
        return " | ".join(str(member.value) for member in kind.cls)
    if isinstance(kind, inspect.TupleType):
        return f"[{', '.join(described(item) for item in kind.item_types)}]"
    return NAMES.get(type(kind), "fields")


def without_null(kind: Any) -> Any:
    """The type itself where null is the only other choice."""
    if not isinstance(kind, inspect.UnionType):
        return kind
    others = [option for option in kind.types if not isinstance(option, inspect.NoneType)]
    return others[0] if len(others) == 1 else inspect.UnionType(tuple(others))


def is_cite(kind: Any) -> bool:
    return bool(kind == inspect.type_info(Cite))


def holds_fields(kind: Any) -> bool:
    return isinstance(kind, inspect.StructType) or is_cite(kind)


def schema(kinds: dict[RecordType, type[Part]]) -> dict[str, Any]:
    """JSON Schema of a file that holds records of one of these kinds, by slug."""
    refs, components = msgspec.json.schema_components(kinds.values(), ref_template="#/$defs/{name}")
    files = [
        {
            "title": f"{kind}s.yaml",
            "type": "object",
            "propertyNames": {"pattern": f"^{PATTERN.pattern}$", "maxLength": LONGEST},
            "additionalProperties": ref,
        }
        for kind, ref in zip(kinds, refs, strict=True)
    ]
    content = files[0] if len(files) == 1 else {"title": "Curated records", "anyOf": files}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **content, "$defs": components}
