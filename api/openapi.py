"""The OpenAPI document: what Litestar cannot say about the contract by itself."""

from copy import deepcopy
from typing import Any

import msgspec
from litestar import Litestar, Router
from litestar.di import Provide
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.spec import Contact, License, Server, Tag

DESCRIPTION = """\
A public, read-only record of who said, wrote and claimed what about how the Korean War began: actors, events,
documents, quotations and interpretations, each with the characters of the source it rests on.

Lists take the filters described with them and answer `results`, `total`, `next` and the `release` of the data; follow
`next` to the end for exactly the records of one release. Every error is an RFC 9457 problem; its `detail` says what to
do.
"""
HEADERS = {
    "ETag": {"description": "Strong validator; send it back in If-None-Match.", "schema": {"type": "string"}},
    "Parallel38-Release": {
        "description": "The release of the data that the answer shows.",
        "schema": {"type": "string", "pattern": r"^\d+$"},
    },
    "Link": {"description": 'The next page, rel="next"; absent on the last.', "schema": {"type": "string"}},
    "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 0}},
    "Allow": {"description": "The methods that the address takes.", "schema": {"type": "string"}},
    "Location": {"description": "The address of the record under its new id.", "schema": {"type": "string"}},
}
IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The ETag of an answer you hold; 304 if it still stands.",
    "schema": {"type": "string"},
    "example": '"5f2a90c1d3e4b6a7f8091a2b"',
}
TAGS = {
    "sources": "Works that are cited.",
    "actors": "Persons, states, bodies, groups and unnamed voices.",
    "places": "Where things happened.",
    "events": "What happened or was the case.",
    "documents": "What somebody wrote or sent.",
    "quotations": "Words as they stand in a source.",
    "interpretations": "Claims, with who holds them.",
    "disputes": "Questions on which accounts differ.",
    "causal-links": "Causes and effects that somebody asserts.",
    "transmissions": "What reached whom.",
    "about": "The API itself.",
}


def not_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter is left out, never null; its description stands on the parameter itself."""
    options = [option for option in schema.get("oneOf", []) if option != {"type": "null"}]
    base = options[0] if len(options) == 1 else {}
    return {
        **base,
        **{k: v for k, v in schema.items() if k not in {"description", "examples"} and not (base and k == "oneOf")},
    }


def tidy(value: Any) -> Any:
    """Whole floats, which is how Litestar writes bounds, become integers."""
    if isinstance(value, dict):
        return {key: tidy(item) for key, item in value.items()}
    if isinstance(value, list):
        return [tidy(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def refs(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def finalize(schema: dict[str, Any]) -> dict[str, Any]:
    """The whole document as it is served; pure."""
    document: dict[str, Any] = tidy(deepcopy(schema))
    document["security"] = []
    document["components"]["headers"] = HEADERS
    document["components"].setdefault("parameters", {})["IfNoneMatch"] = IF_NONE_MATCH
    for item in document["paths"].values():
        for operation in item.values():
            finish(operation)
    return document


def finish(operation: dict[str, Any]) -> None:
    operation.pop("deprecated", None)
    for parameter in operation.setdefault("parameters", []):
        parameter["schema"] = not_null(parameter["schema"])
        for name in ("deprecated", "allowEmptyValue", "allowReserved"):
            parameter.pop(name, None)
    operation["parameters"].append({"$ref": "#/components/parameters/IfNoneMatch"})
    answers = operation["responses"]
    linked = ("Link",) if operation["operationId"].startswith("list_") else ()
    answers["200"]["headers"] = refs("ETag", "Parallel38-Release", *linked)
    answers["304"] = {"description": "What you hold still stands.", "headers": refs("ETag")}
    if "{id}" in str(operation.get("parameters")) or any(p.get("in") == "path" for p in operation["parameters"]):
        answers["308"] = {"description": "The record has a new id.", "headers": refs("Location")}
    for status, name in (("405", "Allow"), ("503", "Retry-After")):
        if status in answers:
            answers[status]["headers"] = refs(name)


def encoded(router: Router, dependencies: dict[str, Provide], public_url: str, version: str) -> bytes:
    """The finished document as JSON; Litestar describes an application of the same router, which serves nothing."""
    described = Litestar(
        [router], dependencies=dependencies, openapi_config=config(public_url, version), logging_config=None
    )
    return msgspec.json.format(msgspec.json.encode(finalize(described.openapi_schema.to_schema())), indent=1)


def config(public_url: str, version: str) -> OpenAPIConfig:
    return OpenAPIConfig(
        title="Parallel 38",
        version=version,
        summary="Parallel accounts of how the Korean War began",
        description=DESCRIPTION,
        contact=Contact(name="Parallel 38", url=public_url),
        license=License(name="Apache-2.0 (code), CC BY 4.0 (records)", identifier="Apache-2.0"),
        servers=[Server(url=public_url, description="This server")],
        tags=[Tag(name=name, description=text) for name, text in TAGS.items()],
        use_handler_docstrings=True,
    )
