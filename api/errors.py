"""One error family, one handler, one problem body (RFC 9457). The closed list of problem types is `PROBLEMS`."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.openapi.datastructures import ResponseSpec
from msgspec import Meta
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from api.faults import Sparing, fault_of, reason

logger = logging.getLogger("parallel38.api")
sparing = Sparing(logger)

PROBLEM_JSON = "application/problem+json"
RETRY_AFTER = "5"
TODAY = "Without `on` it is today's; the address of the day is in `location`."
MOVED = "The record has a new id; its address is in `location`."
BRIEFLY = "public, max-age=60"  # of redirects, and of refusals that stand until the next release


@dataclass(frozen=True, slots=True)
class ProblemType:
    """`lasting`: the same request gets the same answer until the next release, so that caches may keep it a while."""

    name: str
    title: str
    status: int
    advice: str
    lasting: bool = False


PROBLEMS = {
    problem.name: problem
    for problem in (
        ProblemType("bad-request", "Bad request", 400, "Correct the request as `errors` says, and send it again."),
        ProblemType("not-found", "Not found", 404, "Check the address; GET /v1 lists what there is.", lasting=True),
        ProblemType("method-not-allowed", "Method not allowed", 405, "The API is read-only: use GET or HEAD."),
        ProblemType("not-acceptable", "Not acceptable", 406, "Ask for one of the media types that `errors` lists."),
        ProblemType("gone", "Gone", 410, "The record was withdrawn; its id will not be used again.", lasting=True),
        ProblemType(
            "release-changed",
            "Release changed",
            410,
            "The data changed since the first page; start the list again, at `restart`.",
        ),
        ProblemType("address-too-long", "Address too long", 414, "Send fewer or shorter parameters."),
        ProblemType(
            "range-not-satisfiable",
            "Range not satisfiable",
            416,
            "Ask for bytes within the size that Content-Range tells.",
        ),
        ProblemType("too-many-requests", "Too many requests", 429, "Go on after the seconds that Retry-After says."),
        ProblemType("headers-too-large", "Headers too large", 431, "Send fewer or shorter headers."),
        ProblemType("internal-error", "Internal error", 500, "The fault is ours and has been logged; try again later."),
        ProblemType("unavailable", "Service unavailable", 503, "Try again after the seconds that Retry-After says."),
        ProblemType("too-slow", "Too slow", 503, "Ask for less: the request would take longer than one may."),
    )
}
BY_STATUS = {problem.status: problem for problem in reversed(PROBLEMS.values())}


class FieldError(msgspec.Struct):
    parameter: Annotated[
        str | None, Meta(description="The parameter at fault, or null if it is the request as a whole.")
    ]
    reason: Annotated[str, Meta(description="What is wrong with it.")]
    allowed: Annotated[list[str], Meta(description="What may be sent instead, where that can be listed.")]


class Problem(msgspec.Struct):
    """What every error looks like."""

    type: Annotated[str, Meta(description="Address of the page that explains this kind of problem.")]
    title: Annotated[str, Meta(description="The kind of problem, in a few words.")]
    status: Annotated[int, Meta(ge=400, le=599, description="The HTTP status.")]
    detail: Annotated[str, Meta(description="What went wrong here and what to do.")]
    instance: Annotated[str, Meta(description="The path that was asked for.")]
    errors: Annotated[list[FieldError], Meta(description="The parameters at fault.")]
    restart: Annotated[
        str | None, Meta(description="Of `release-changed`: the address at which the list begins anew; else null.")
    ]


class Redirection(msgspec.Struct):
    """What stands in the body of a redirect, for readers; programs go by the header `Location`."""

    status: Annotated[int, Meta(ge=300, le=399, description="The HTTP status.")]
    detail: Annotated[str, Meta(description="Why.")]
    location: Annotated[str, Meta(description="The address to go on to, as in `Location`.")]


class ProblemError(Exception):
    """A refusal with its problem type; `detail` says what to do."""

    def __init__(
        self,
        name: str,
        detail: str,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
        restart: str | None = None,
    ) -> None:
        super().__init__(detail)
        self.problem, self.detail, self.errors, self.headers = PROBLEMS[name], detail, list(errors), dict(headers or {})
        self.restart = restart


class MovedError(Exception):
    """The record has a new id; answered with a 308 to its address."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


def bad_parameter(parameter: str, reason: str, allowed: Sequence[str] = ()) -> ProblemError:
    error = FieldError(parameter=parameter, reason=reason, allowed=list(allowed))
    return ProblemError("bad-request", f"{parameter}: {reason}", [error])


def render(path: str, error: ProblemError) -> Response[Problem]:
    kind = error.problem
    body = Problem(
        type=f"/problems/{kind.name}",
        title=kind.title,
        status=kind.status,
        detail=error.detail,
        instance=path,
        errors=error.errors,
        restart=error.restart,
    )
    headers = {"Cache-Control": BRIEFLY if kind.lasting else "no-store", **error.headers}
    return Response(body, status_code=kind.status, media_type=PROBLEM_JSON, headers=headers)


def redirection(status: int, location: str, detail: str, cache_control: str) -> Response[Redirection]:
    headers = {"Location": location, "Cache-Control": cache_control}
    return Response(Redirection(status, detail, location), status_code=status, headers=headers)


def asked_path(request: Request[Any, Any, Any]) -> str:
    """The path as it was sent, percent-encoded."""
    raw: bytes = request.scope.get("raw_path") or b""
    return raw.partition(b"?")[0].decode("latin-1")


def on_problem(request: Request[Any, Any, Any], error: ProblemError) -> Response[Problem]:
    return render(asked_path(request), error)


def on_moved(request: Request[Any, Any, Any], error: MovedError) -> Response[Redirection]:
    """Sub-resources move with their record: what follows the id, and the query, are kept."""
    rest = "/".join([error.location, *request.url.path.split("/")[4:]])
    query = request.scope["query_string"].decode("ascii")
    return redirection(308, f"{rest}?{query}" if query else rest, MOVED, BRIEFLY)


def on_http_exception(request: Request[Any, Any, Any], error: HTTPException) -> Response[Problem]:
    """What Litestar itself refuses: unknown paths, other methods, parameters of the wrong form."""
    headers = dict(error.headers or {})
    name = BY_STATUS[error.status_code].name if error.status_code in BY_STATUS else "bad-request"
    if error.status_code >= 500:
        name = "internal-error"
    fields = field_errors(error) if isinstance(error, ValidationException) else []
    detail = "; ".join(f"{e.parameter or 'request'}: {e.reason}" for e in fields) or PROBLEMS[name].advice
    return render(asked_path(request), ProblemError(name, detail, fields, headers))


def field_errors(error: ValidationException) -> list[FieldError]:
    extra = error.extra if isinstance(error.extra, list) else []
    return [
        FieldError(
            parameter=str(item["key"]) if item.get("key") else None,
            reason=str(item.get("message") or "not valid"),
            allowed=list(item.get("allowed") or []),
        )
        for item in extra
        if isinstance(item, dict)
    ]


def on_unavailable(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    """The database is away, too slow, damaged or another: a 503, never a 500. Other faults of the database are ours."""
    if not (fault := fault_of(error)):
        return on_unhandled(request, error)
    sparing.error(f"the database cannot be read: {fault}: {reason(error)}")
    detail = f"The database does not answer. Try again in {RETRY_AFTER} seconds."
    return render(asked_path(request), ProblemError("unavailable", detail, headers={"Retry-After": RETRY_AFTER}))


def on_unhandled(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    logger.error("unhandled %s", type(error).__name__, exc_info=error)
    return render(asked_path(request), ProblemError("internal-error", PROBLEMS["internal-error"].advice))


HANDLERS: dict[Any, Any] = {
    ProblemError: on_problem,
    MovedError: on_moved,
    HTTPException: on_http_exception,
    DBAPIError: on_unavailable,
    PoolTimeout: on_unavailable,
    Exception: on_unhandled,
}


def responses(*statuses: int) -> dict[int, ResponseSpec]:
    """The refusals of an operation, for the OpenAPI document."""
    return {
        status: ResponseSpec(
            Problem,
            media_type=PROBLEM_JSON,
            generate_examples=False,
            description=" ".join(p.advice for p in PROBLEMS.values() if p.status == status),
        )
        for status in statuses
    }


LIST_RESPONSES = responses(400, 404, 405, 406, 410, 414, 429, 431, 500, 503)
DETAIL_RESPONSES = responses(400, 404, 405, 406, 410, 414, 429, 431, 500, 503)
PLAIN_RESPONSES = responses(400, 404, 405, 406, 414, 429, 431, 500, 503)
