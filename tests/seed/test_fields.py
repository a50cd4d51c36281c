"""Every text field of a record is known to be a reference, prose of ours, or something else."""

from typing import Any

import msgspec
from msgspec import inspect

from seed.reading.fields import OTHER, PROSE, REFERENCES, Field
from seed.records import KINDS, Find

ENUMS_AND_CODES = (inspect.EnumType, inspect.IntType, inspect.FloatType, inspect.BoolType, inspect.TupleType)


def text_fields(kind: Any) -> set[Field]:
    """The fields of a Struct, and of those it holds, that hold text."""
    found: set[Field] = set()
    for field in inspect.type_info(kind).fields:  # type: ignore[attr-defined]
        for inner in flat(field.type):
            if isinstance(inner, inspect.StructType):
                found |= text_fields(inner.cls)
            elif isinstance(inner, inspect.StrType | inspect.DictType):
                found.add((kind, field.name))
            else:
                assert isinstance(inner, (*ENUMS_AND_CODES, inspect.NoneType))
    return found


def flat(kind: Any) -> list[Any]:
    if isinstance(kind, inspect.UnionType):
        return [inner for option in kind.types for inner in flat(option)]
    return flat(kind.item_type) if isinstance(kind, inspect.ListType) else [kind]


def test_each_text_field_is_of_one_class() -> None:
    declared = set().union(*(text_fields(kind) for kind in KINDS.values()))
    assert (Find, "find") in declared
    assert declared == REFERENCES.keys() | PROSE | OTHER
    assert len(declared) == len(REFERENCES) + len(PROSE) + len(OTHER)


def test_every_kind_has_a_struct() -> None:
    assert all(issubclass(kind, msgspec.Struct) for kind in KINDS.values())
