"""Refuses what Litestar would let pass: unknown, repeated and undecodable parameters, NUL, `null`."""

import difflib
import re
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote_to_bytes

from litestar.connection import ASGIConnection
from litestar.enums import ParamType
from litestar.handlers.base import BaseRouteHandler
from litestar.params import ParameterKwarg

from api.errors import FieldError, ProblemError

MOST = 100  # parameters of one address
SHOWN = 40  # characters of a value that a message repeats


def declared_query(handler: BaseRouteHandler) -> Mapping[str, ParameterKwarg]:
    """The query parameters of a handler and of its direct dependencies, by name."""
    fields = dict(handler.parsed_fn_signature.parameters)
    for name, provider in handler.resolve_dependencies().items():
        if name in fields:
            fields.update(provider.parsed_fn_signature.parameters)
    return {
        kwarg.name or name: kwarg
        for name, field in fields.items()
        if not field.is_di_field
        and isinstance(kwarg := field.kwarg_definition, ParameterKwarg)
        and kwarg.param_type == ParamType.QUERY
    }


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


async def strict_query(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """A guard for every route: all faults of the query at once."""
    raw_path = connection.scope.get("raw_path") or b""
    one_spelling(raw_path)
    text: str | None = handler.opt.get("any_text")
    if text is None and not connection.scope["query_string"] and is_plain(raw_path):
        return
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
        FieldError(parameter=name, reason=reason, allowed=[])
        for name, value in pairs
        if name in declared and (reason := fault(value, declared[name]))
    ]
    if text is not None and text not in dict(pairs):
        errors.append(FieldError(parameter=text, reason="is missing; send it, even if it is empty", allowed=[]))
    if errors:
        detail = "; ".join(f"{error.parameter}: {error.reason}{meant(error)}" for error in errors)
        raise ProblemError("bad-request", detail, errors)


def is_plain(raw_path: bytes) -> bool:
    """Whether there is nothing to decode."""
    return b"%" not in raw_path and raw_path.isascii() and b"\x00" not in raw_path


def fault(value: str, declared: ParameterKwarg) -> str | None:
    """What is wrong with how a value is written, if its parameter says so itself: the framework would be less clear,
    and takes 5.0 for a whole number.
    """
    if value in {"", "null"}:
        return "has no value; leave the parameter out"
    if declared.le is not None:
        whole = re.fullmatch("[0-9]{1,9}", value, re.ASCII)
        if whole is None or not (declared.ge or 0) <= int(value) <= declared.le:
            return f"{value[:SHOWN]!r} is not a whole number from {declared.ge or 0:.0f} to {declared.le:.0f}"
    if declared.max_length is not None and len(value) > declared.max_length:
        return f"has {len(value)} characters; send at most {declared.max_length}"
    return None


def suggestions(name: str, declared: Collection[str]) -> list[str]:
    """The nearest valid names first, then all others."""
    near = difflib.get_close_matches(name, declared, n=3)
    return near + sorted(set(declared) - set(near))


def meant(error: FieldError) -> str:
    near = difflib.get_close_matches(error.parameter or "", error.allowed, n=1)
    return f", did you mean {near[0]}?" if near else ""


def one_spelling(raw_path: bytes) -> None:
    """An address has one spelling: no doubled, trailing or encoded slash, which Litestar takes for the same."""
    path = raw_path.partition(b"?")[0]
    if b"//" in path or b"%2f" in path.lower() or (path.endswith(b"/") and path != b"/"):
        raise ProblemError("not-found", "Write the address without doubled, trailing or encoded slashes.")
