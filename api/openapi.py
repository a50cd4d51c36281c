"""The OpenAPI document: what Litestar cannot say about the contract by itself."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import msgspec
from litestar import Litestar, Router
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.spec import Contact, License, Server, Tag
from litestar.routes import HTTPRoute

from api import examples, fields
from api.errors import BY_STATUS
from api.offers import offers_of

DESCRIPTION = """\
A public, read-only record of who said, wrote and claimed what about how the Korean War began: actors, events,
documents, quotations and interpretations, each with the characters of the source it rests on.

Lists take the filters described with them and answer `results`, `total`, `next` and the `release` of the data; follow
`next` to the end for exactly the records of one release. Filters take ids: `/v1/suggest?q=` finds them by names, and
`filters` in the answer names them. Views (`/v1/correspondence`, `/v1/on-this-day`, accounts, knowledge and others) have
shapes of their own. Every error is an RFC 9457 problem; its `detail` says what to do. Each client has 600 requests a
minute; beyond that it gets 429 with the seconds to wait.
"""
HEADERS = {
    "ETag": {"description": "Strong validator; send it back in If-None-Match.", "schema": {"type": "string"}},
    "Last-Modified": {
        "description": "When the release was loaded, or the code put in place, if that was later.",
        "schema": {"type": "string"},
    },
    "Parallel38-Release": {
        "description": "The release of the data that the answer shows.",
        "schema": {"type": "string", "pattern": r"^\d+$"},
    },
    "Cache-Control": {"description": "How long the answer may be shown without asking.", "schema": {"type": "string"}},
    "Vary": {"description": "The request headers on which the answer depends.", "schema": {"type": "string"}},
    "Parallel38-Total": {
        "description": "How many there are on all pages together, `total` of the JSON; 10001: more than 10,000.",
        "schema": {"type": "integer", "minimum": 0},
    },
    "Link": {"description": 'The next page, rel="next"; absent on the last.', "schema": {"type": "string"}},
    "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 0}},
    "RateLimit-Policy": {
        "description": 'The quota of each client: `"default";q=600;w=60` is 600 requests in 60 seconds.',
        "schema": {"type": "string"},
    },
    "Allow": {"description": "The methods that the address takes.", "schema": {"type": "string"}},
    "Accept-Ranges": {"description": "That parts may be asked for: `bytes`.", "schema": {"type": "string"}},
    "Content-Range": {
        "description": "Which bytes of how many these are, or how many there are.",
        "schema": {"type": "string"},
    },
    "Content-Disposition": {"description": "A name to keep the file under.", "schema": {"type": "string"}},
    "Location": {"description": "The address to go on to.", "schema": {"type": "string"}},
}
IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The ETag of an answer you hold; 304 if it still stands.",
    "schema": {"type": "string"},
    "example": '"5f2a90c1d3e4b6a7f8091a2b"',
}
RANGE = {
    "name": "Range",
    "in": "header",
    "required": False,
    "description": "Which bytes of the file; several parts at once give the whole.",
    "schema": {"type": "string"},
    "example": "bytes=0-1023",
}
IF_RANGE = {
    "name": "If-Range",
    "in": "header",
    "required": False,
    "description": "The ETag of the part you hold; if the file is another now, the whole is answered.",
    "schema": {"type": "string"},
    "example": '"c4bd3c8a0f7f5a8e2b8e0f0c0a4c2d11"',
}
PARAMETERS = {"IfNoneMatch": IF_NONE_MATCH, "Range": RANGE, "IfRange": IF_RANGE}
OF_ANSWERS = ("ETag", "Last-Modified", "Cache-Control", "Vary", "Parallel38-Release")
OF_REFUSALS = ("Cache-Control", "Vary", "Parallel38-Release")
OF_FILES = ("ETag", "Last-Modified", "Cache-Control", "Parallel38-Release", "Accept-Ranges", "Content-Disposition")
REFUSED = {"405": ("Allow",), "429": ("Retry-After", "RateLimit-Policy"), "503": ("Retry-After",)}
NAMES = {
    "places_Place": "Place",
    "document_views_Place": "PlaceInText",
    "v1_volumes_Section": "Section",
    "printed_Section": "SectionOfDocument",
}
"""Of schemas that share a name; clients are generated with them."""
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
    "search": "Everything by its words.",
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


def finalize(schema: dict[str, Any], handlers: Mapping[str, HTTPRouteHandler]) -> dict[str, Any]:
    """The whole document as it is served; pure."""
    document: dict[str, Any] = renamed(tidy(deepcopy(schema)))
    document["security"] = []
    components = document["components"]
    components["schemas"] = {name: titled(name, found) for name, found in components["schemas"].items()}
    components["headers"] = HEADERS
    components.setdefault("parameters", {}).update(PARAMETERS)
    components["responses"] = {}
    for path, item in document["paths"].items():
        for operation in item.values():
            finish(operation)
            fields.describe(operation, components["schemas"])
            offer(operation, handlers[operation["operationId"]])
            examples.add(path, operation)
            share(operation["responses"], components["responses"])
    return document


def renamed(value: Any) -> Any:
    """With names of schemas that say nothing of modules."""
    if isinstance(value, dict):
        return {NAMES.get(key, key): renamed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [renamed(item) for item in value]
    if isinstance(value, str) and value.startswith("#/components/schemas/"):
        folder, _, name = value.rpartition("/")
        return f"{folder}/{NAMES.get(name, name)}"
    return value


def titled(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "title": name} if "title" in schema else schema


def share(answers: dict[str, Any], shared: dict[str, Any]) -> None:
    """A refusal that is the same everywhere is described once."""
    for status in [found for found in answers if int(found) >= 400]:
        problems, name = answers[status]["content"], BY_STATUS[int(status)].title.title().replace(" ", "")
        problems["application/problem+json"]["examples"] = examples.of_status(int(status))
        if shared.setdefault(name, answers[status]) == answers[status]:
            answers[status] = {"$ref": f"#/components/responses/{name}"}


def offer(operation: dict[str, Any], handler: HTTPRouteHandler) -> None:
    """The media types of an operation beside JSON; or, where it serves files, in place of it."""
    answers = operation["responses"]
    for one in offers_of(handler):
        described = {**open_schema(one.schema), "description": one.description}
        answers["200"]["content"][one.media_type] = {"schema": described}
    if files := handler.opt.get("files"):
        answers["200"]["content"] = {one: {"schema": {"type": "string", "format": "binary"}} for one in files}
        headers = refs(*OF_FILES, "Content-Range")
        answers["206"] = {**answers["200"], "description": "The part that Range asks for.", "headers": headers}
        answers["200"]["headers"] = refs(*OF_FILES)
        answers["416"]["headers"] |= refs("Accept-Ranges", "Content-Range")
        operation["parameters"] += [
            {"$ref": "#/components/parameters/Range"},
            {"$ref": "#/components/parameters/IfRange"},
        ]


def open_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """An object of a format that others describe has members that are not described here."""
    if schema.get("type") == "object" and "additionalProperties" not in schema:
        return {**schema, "additionalProperties": True}
    return dict(schema)


def handlers_of(app: Litestar) -> dict[str, HTTPRouteHandler]:
    """By operation."""
    routes = [route for route in app.routes if isinstance(route, HTTPRoute)]
    return {str(handler.operation_id): handler for route in routes for handler in route.route_handlers}


def finish(operation: dict[str, Any]) -> None:
    operation.pop("deprecated", None)
    for parameter in operation.setdefault("parameters", []):
        parameter["schema"] = not_null(parameter["schema"])
        for name in ("deprecated", "allowEmptyValue", "allowReserved"):
            parameter.pop(name, None)
    operation["parameters"].append({"$ref": "#/components/parameters/IfNoneMatch"})
    answers = operation["responses"]
    of_lists = ("Link", "Parallel38-Total") if operation["operationId"].startswith("list_") else ()
    answers["200"]["headers"] = refs(*OF_ANSWERS, *of_lists)
    answers["304"] = {"description": "What you hold still stands.", "headers": refs(*OF_ANSWERS, *of_lists)}
    if any(one.get("name") == "id" for one in operation["parameters"]):
        answers["308"] = {"description": "The record has a new id."}
    for status in {"307", "308"} & answers.keys():
        answers[status] |= {"headers": refs("Location", *OF_REFUSALS), "content": redirects(status)}
    for status in [found for found in answers if int(found) >= 400]:
        answers[status]["headers"] = refs(*OF_REFUSALS, *REFUSED.get(status, ()))


def redirects(status: str) -> dict[str, Any]:
    """The bodies of redirects."""
    schema = {"$ref": "#/components/schemas/Redirection"}
    return {"application/json": {"schema": schema, "examples": {"answer": {"value": examples.redirection(status)}}}}


def encoded(router: Router, dependencies: dict[str, Provide], public_url: str, version: str) -> bytes:
    """The finished document as JSON; Litestar describes an application of the same router, which serves nothing."""
    described = Litestar(
        [router], dependencies=dependencies, openapi_config=config(public_url, version), logging_config=None
    )
    finished = finalize(described.openapi_schema.to_schema(), handlers_of(described))
    return msgspec.json.format(msgspec.json.encode(finished), indent=1)


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
