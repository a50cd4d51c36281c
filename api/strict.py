"""Refuses what Litestar would let pass: unknown, repeated and undecodable parameters, NUL, `null`."""

import difflib
from collections import Counter
from typing import Any
from urllib.parse import parse_qsl, unquote_to_bytes

from litestar.connection import ASGIConnection
from litestar.enums import ParamType
from litestar.handlers.base import BaseRouteHandler
from litestar.params import ParameterKwarg

from api.errors import FieldError, ProblemError

MOST = 100  # parameters of one address


def declared_query(handler: BaseRouteHandler) -> frozenset[str]:
    """The query parameters of a handler and of its direct dependencies."""
    fields = dict(handler.parsed_fn_signature.parameters)
    for name, provider in handler.resolve_dependencies().items():
        if name in fields:
            fields.update(provider.parsed_fn_signature.parameters)
    return frozenset(
        kwarg.name or name
        for name, field in fields.items()
        if not field.is_di_field
        and isinstance(kwarg := field.kwarg_definition, ParameterKwarg)
        and kwarg.param_type == ParamType.QUERY
    )


def decoded(scope: Any, any_text: str | None = None) -> list[tuple[str, str]]:
    """The query's pairs, but for the parameter that takes any text; the path is decoded for its errors alone."""
    try:
        path = unquote_to_bytes(scope.get("raw_path") or b"").decode("utf-8")
        query = scope["query_string"].decode("ascii")
        if query.count("&") >= MOST:
            raise ProblemError("bad-request", f"The address has more than {MOST} parameters; send fewer.")
        sent = parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
        pairs = [(name, "any text" if name == any_text else value) for name, value in sent]
        "".join(name + value for name, value in pairs).encode("utf-8")  # fails for what was not UTF-8
    except ValueError:  # UnicodeError is one
        raise ProblemError("bad-request", "The address is not valid UTF-8, percent-encoded.") from None
    if "\x00" in path or any("\x00" in name + value for name, value in pairs):
        raise ProblemError("bad-request", "The address holds a NUL character; leave it out.")
    return pairs


def strict_query(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """A guard for every route: all faults of the query at once."""
    one_spelling(connection.scope.get("raw_path") or b"")
    text: str | None = handler.opt.get("any_text")
    pairs = decoded(connection.scope, text)
    if (declared := handler.opt.get("query_names")) is None:
        declared = handler.opt["query_names"] = declared_query(handler)
    errors = [
        FieldError(parameter=name, reason="unknown parameter", allowed=suggestions(name, declared))
        if name not in declared
        else FieldError(
            parameter=name,
            reason="repeated; send it once, several values of a filter with commas between them",
            allowed=[],
        )
        for name, count in Counter(name for name, _ in pairs).items()
        if name not in declared or count > 1
    ]
    errors += [
        FieldError(parameter=name, reason="has no value; leave the parameter out", allowed=[])
        for name, value in pairs
        if name in declared and value in {"", "null"}
    ]
    if text is not None and text not in dict(pairs):
        errors.append(FieldError(parameter=text, reason="is missing; send it, even if it is empty", allowed=[]))
    if errors:
        detail = "; ".join(f"{error.parameter}: {error.reason}{meant(error)}" for error in errors)
        raise ProblemError("bad-request", detail, errors)


def suggestions(name: str, declared: frozenset[str]) -> list[str]:
    """The nearest valid names first, then all others."""
    near = difflib.get_close_matches(name, declared, n=3)
    return near + sorted(declared - set(near))


def meant(error: FieldError) -> str:
    near = difflib.get_close_matches(error.parameter or "", error.allowed, n=1)
    return f", did you mean {near[0]}?" if near else ""


def one_spelling(raw_path: bytes) -> None:
    """An address has one spelling: no doubled, trailing or encoded slash, which Litestar takes for the same."""
    path = raw_path.partition(b"?")[0]
    if b"//" in path or b"%2f" in path.lower() or (path.endswith(b"/") and path != b"/"):
        raise ProblemError("not-found", "Write the address without doubled, trailing or encoded slashes.")
