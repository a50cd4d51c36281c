"""`fields=`: the parts of a record that a request wants; who the record is, is always among them."""

import difflib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec
from litestar.openapi.spec import Example
from litestar.params import QueryParameter

from api.errors import bad_parameter

ALWAYS = ("id", "type", "label", "href")
SHARED = (*ALWAYS, "updated_at", "citations")  # by all kinds of records
Shape = type[msgspec.Struct]


@cache
def names(shape: Shape) -> Mapping[str, str]:
    """The attributes of a shape by the names that JSON has for them."""
    return {field.encode_name: field.name for field in msgspec.structs.fields(shape)}


def parameter(shape: Shape) -> Any:
    """`fields=` of one kind of records."""
    known = list(names(shape))
    one, example = "|".join(known), next(name for name in known if name not in SHARED)
    return QueryParameter(
        name="fields",
        description="Which fields to answer, with commas between them; `id`, `type`, `label` and `href` always are. "
        f"Of: {', '.join(known)}.",
        examples=[Example(value=f"id,{example}")],
        schema_extra={"pattern": f"^({one})(,({one}))*$"},
        max_length=1000,
    )


def describe(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Says in the OpenAPI document that an operation with `fields` answers whole records, or parts of them."""
    if all(one.get("name") != "fields" for one in operation["parameters"]):
        return
    content = operation["responses"]["200"]["content"]["application/json"]
    page = schemas[name_of(content["schema"])] if "anyOf" not in content["schema"] else {}
    if "results" not in page.get("properties", {}):
        content["schema"] = either(content["schema"], schemas)
    elif "anyOf" not in (results := page["properties"]["results"])["items"]:
        results["items"] = either(results["items"], schemas)


def name_of(schema: Mapping[str, Any]) -> str:
    return str(schema["$ref"]).rpartition("/")[2]


def either(schema: Mapping[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """The whole record, or one of which all but `ALWAYS` may be left out."""
    name = name_of(schema)
    sparse = f"{name}Sparse"
    told = f"What `fields` leaves of a record that is whole as {name}."
    schemas[sparse] = {**schemas[name], "title": sparse, "description": told, "required": list(ALWAYS)}
    return {"anyOf": [schema, {"$ref": f"#/components/schemas/{sparse}"}]}


@dataclass(frozen=True, slots=True)
class Parts:
    """What is shown of records of a shape; `only` are attributes, all of them where it is None."""

    shape: Shape
    only: Collection[str] | None

    def of(self, record: Any) -> Any:
        """The record, or the wanted parts of it in its order."""
        if self.only is None:
            return record
        return {name: getattr(record, own) for name, own in names(self.shape).items() if own in self.only}


def wanted(value: str | None, shape: Shape) -> Parts:
    """The fields that `fields=` names; a 400 for one that there is not, with the nearest that there is."""
    if value is None:
        return Parts(shape, None)
    known = names(shape)
    for name in value.split(","):
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            meant = f"; did you mean {near[0]}?" if near else ""
            reason = f"{name!r} is not a field of what is listed here{meant}"
            raise bad_parameter("fields", reason, near + [one for one in known if one not in near])
    return Parts(shape, {known[name] for name in (*ALWAYS, *value.split(","))})
