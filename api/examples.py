"""Examples in the OpenAPI document: ids of the curated record, answers as they were given, and every problem.

`answers.json` holds the answers to one request of each operation, by media type. The tests ask again and compare.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec

from api.errors import MOVED, PROBLEMS, TODAY, FieldError, ProblemError, ProblemType, render
from api.refusals import DETAILS, refusal

ANSWERS = Path(__file__).resolve().parent / "answers.json"
IDS = {
    "sources": "zubok-pleshakov-stalins-gamble",
    "actors": "joseph-stalin",
    "places": "38th-parallel",
    "events": "north-korean-pleas-for-peace",
    "documents": "stalin-to-kim-1950-10-13",
    "quotations": "stalin-move-divisions",
    "interpretations": "stalin-lacked-control-of-war",
    "disputes": "sochi-who-drew-back",
    "causal-links": "changed-situation-to-support",
    "transmissions": "stalin-learns-of-kims-vow",
}
"""A record of each kind, for the addresses that take an id."""
OF_PATHS = {
    "/v1/events/{id}/documents": "un-ratification-of-us-decisions",
    "/v1/events/{id}/quotations": "sochi-talks",
    "/v1/events/{id}/consequences": "korean-war-continuation",
}
"""Where that record has nothing to show."""


class Answered(msgspec.Struct):
    """A request and its answers by media type: JSON as it is, all else as text."""

    request: str
    answers: dict[str, Any]


@cache
def answers() -> Mapping[str, Answered]:
    """By operation."""
    return msgspec.json.decode(ANSWERS.read_bytes(), type=dict[str, Answered])


def add(path: str, operation: dict[str, Any]) -> None:
    """The examples of one operation."""
    found = answers().get(operation["operationId"])
    for parameter in operation["parameters"]:
        if "$ref" not in parameter:
            parameter["examples"] = named(values(path, parameter, found))
    for media_type, content in operation["responses"]["200"].get("content", {}).items():
        if found is not None and media_type in found.answers:
            shown = {"summary": f"GET {found.request}", "value": found.answers[media_type]}
            content["examples"] = {"answer": shown}


def values(path: str, parameter: dict[str, Any], found: Answered | None) -> Iterator[Any]:
    """An id is one of the kind that the address is of; a cursor is the one that the answer shown gave out."""
    if parameter["name"] == "id":
        yield OF_PATHS.get(path) or IDS[path.split("/")[2]]
    elif parameter["name"] == "cursor":
        given = following(found) or following(answers().get("list_events"))
        yield from [given] if given else []
    else:
        yield from (example["value"] for example in parameter["examples"].values())


def following(found: Answered | None) -> str | None:
    """The cursor of the page after the answer shown."""
    address = found.answers.get("application/json", {}).get("next") if found is not None else None
    return parse_qs(urlsplit(address).query)["cursor"][0] if isinstance(address, str) else None


def named(values: Iterator[Any]) -> dict[str, Any]:
    return {f"example{number}": {"value": value} for number, value in enumerate(values, start=1)}


def of_status(status: int) -> dict[str, Any]:
    """What each problem of a status looks like."""
    found = [problem for problem in PROBLEMS.values() if problem.status == status]
    return {problem.name: {"summary": problem.title, "value": problem_example(problem)} for problem in found}


AT = {
    "bad-request": "/v1/quotations",
    "not-found": "/v1/events/no-such-event",
    "not-acceptable": "/v1/meta",
    "range-not-satisfiable": "/v1/exports/1/quotations.ndjson",
    "too-slow": "/v1/search",
}
SAID = {
    "bad-request": "limit: '500' is not a whole number from 1 to 100",
    "not-found": "There is no event 'no-such-event'; GET /v1/events lists those there are, "
    "GET /v1/suggest?q= finds one by its name.",
    "not-acceptable": "Accept: ask for application/json, or send no Accept.",
    "gone": "Talks at the lake was withdrawn in release 41; its id is not used again.",
    "release-changed": "The data changed since the first page; start again at /v1/events",
    "range-not-satisfiable": "Range: the file has 1024 bytes; ask within them.",
    "too-slow": "This would take too long; ask for less: more or rarer words, a filter, whole words instead of "
    "beginnings.",
}
FAULTS = {
    "bad-request": FieldError("limit", "'500' is not a whole number from 1 to 100", []),
    "not-acceptable": FieldError("Accept", "leaves out what there is", ["application/json"]),
}


REDIRECTED = {
    "307": (TODAY, "/v1/on-this-day?on=06-25"),
    "308": (MOVED, "/v1/events/kim-in-moscow-1949?fields=title"),
}


def redirection(status: str) -> Any:
    """What stands in the body of a redirect."""
    detail, location = REDIRECTED[status]
    return {"status": int(status), "detail": detail, "location": location}


def problem_example(problem: ProblemType) -> Any:
    """In the words of what refuses: the edge, or the application."""
    at, name = AT.get(problem.name, "/v1/events"), problem.name
    if name not in SAID and problem.status in DETAILS:
        scope = {"path": at, "raw_path": at.encode()}
        return msgspec.json.decode(refusal(scope, problem.status, 5 if problem.status == 503 else 17)[1])
    faults, restart = [FAULTS[name]] if name in FAULTS else [], at if name == "release-changed" else None
    error = ProblemError(name, SAID.get(name, problem.advice), faults, restart=restart)
    return msgspec.to_builtins(render(at, error).content)
