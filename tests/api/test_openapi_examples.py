"""Every example of the OpenAPI document is true: asked again, the API answers what is shown."""

import json
import os
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
import schemathesis
from sqlalchemy import NullPool, create_engine

from api import examples
from api.exports.write import export
from tests.api.conftest import Api, serving
from tests.conftest import loaded
from tests.databases import ROOT, Databases

LOADED = "2026-05-01 12:00:00.000000"
UPDATE = "UPDATE_EXAMPLES=1 writes them anew"
MORE = {
    "get_on_this_day": {"on": "1950-10-13"},
    "list_search": {"q": "yugoslav albanians", "limit": "5"},  # all hits: cursors differ by database
    "get_actor_knowledge": {"at": "1949-12-31"},
}
GO_TOGETHER = {"date_match": {"date": "1950"}}  # what one parameter is nothing without
# Of whole volumes of an archive, of which the curated record has none; and a day on which nothing was said.
OF_VOLUMES = re.compile(r"/(sections|people|terms|paragraphs|footnotes)$")
FIND_NOTHING = {("list_documents", name) for name in ("mentions", "section", "number")} | {
    ("list_event_quotations", "on")
}
FILES = {"application/x-ndjson": ".ndjson", "text/csv": ".csv"}
SQLITE = "application/vnd.sqlite3"


@pytest.fixture(scope="module")
def curated(databases: Databases, dialect: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """The curated record and its export, loaded at the moment that the answers shown tell of."""
    url = loaded(databases, dialect, ROOT / "seed" / "data")
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE release SET created_at = '{LOADED}'")  # noqa: S608
    engine.dispose()
    folder = tmp_path_factory.mktemp("exports")
    with serving(url, EXPORT_DIR=str(folder)) as api:
        export(api.database, folder)
        yield api


@pytest.fixture(scope="module")
def document(curated: Api) -> Any:
    return curated.json("/v1/openapi.json")


def operations(document: Any) -> list[tuple[str, Any]]:
    return [(path, item["get"]) for path, item in document["paths"].items()]


def parameters(document: Any, operation: Any) -> list[Any]:
    shared = document["components"]["parameters"]
    return [shared[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in operation["parameters"]]


def shown(parameter: Any) -> list[str]:
    """The examples of a parameter."""
    if "example" in parameter:
        return [str(parameter["example"])]
    return [str(example["value"]) for example in parameter["examples"].values()]


def request_of(document: Any, path: str, operation: Any, sent: dict[str, str]) -> str:
    """The address with these parameters and the examples of those that there must be."""
    query = {}
    for parameter in parameters(document, operation):
        name = parameter["name"]
        if parameter["in"] == "path":
            path = path.replace(f"{{{name}}}", sent.get(name) or shown(parameter)[0])
        elif parameter["in"] == "query" and (name in sent or parameter["required"]):
            query[name] = sent.get(name) or shown(parameter)[0]
    return f"{path}?{urlencode(query, safe='/:,')}" if query else path


def short(document: Any, operation: Any) -> dict[str, str]:
    """What makes an answer short enough to be shown."""
    limited = any(one["name"] == "limit" for one in parameters(document, operation))
    return MORE.get(operation["operationId"], {"limit": "1"} if limited else {})


def body(answer: httpx.Response) -> Any:
    is_json = re.fullmatch(r"application/([a-z.-]+\+)?json(;.*)?", answer.headers["content-type"])
    return answer.json() if is_json else answer.text


def asked(api: Api, document: Any, path: str, operation: Any) -> examples.Answered:
    """What the API answers to the request of an operation, in each of its media types that are text."""
    request = request_of(document, path, operation, short(document, operation))
    if operation["operationId"] == "get_export":
        return examples.Answered(request, {kind: first_lines(api, request, end) for kind, end in FILES.items()})
    answers = {}
    for media_type in operation["responses"]["200"]["content"]:
        answer = patiently(api, request, Accept=media_type)
        assert answer.status_code == 200, (request, media_type, answer.text)
        assert answer.headers["content-type"].startswith(media_type.partition(";")[0])
        answers[media_type] = body(answer)
    return examples.Answered(request, answers)


def first_lines(api: Api, request: str, end: str) -> str:
    """The beginning of a file; a whole one is too long to be shown."""
    return "".join(api.get(request.replace(".ndjson", end)).text.splitlines(keepends=True)[:2])


def unbuilt(answers: dict[str, Any]) -> dict[str, Any]:
    """Without what tells which code answered."""
    found: dict[str, Any] = json.loads(json.dumps(answers), object_hook=lambda one: {**one, "build": ""})
    return found


def test_answers_shown_are_what_the_api_answers(curated: Api, document: Any) -> None:
    found = {
        operation["operationId"]: asked(curated, document, path, operation) for path, operation in operations(document)
    }
    if os.environ.get("UPDATE_EXAMPLES"):
        write(found)
    for name, answered in found.items():
        there = examples.answers()[name]
        assert there.request == answered.request, UPDATE
        assert unbuilt(there.answers) == unbuilt(answered.answers), (name, UPDATE)


def write(found: dict[str, examples.Answered]) -> None:
    plain = {name: {"request": one.request, "answers": one.answers} for name, one in sorted(found.items())}
    examples.ANSWERS.write_text(json.dumps(plain, indent=1, ensure_ascii=False) + "\n")
    examples.answers.cache_clear()


def test_every_answer_has_an_example(document: Any) -> None:
    for path, operation in operations(document):
        for status, answer in operation["responses"].items():
            answer = (
                document["components"]["responses"][answer["$ref"].rpartition("/")[2]] if "$ref" in answer else answer
            )
            for media_type, content in answer.get("content", {}).items():
                assert content.get("examples") or media_type == SQLITE, (path, status, media_type)


def test_examples_of_parameters_are_answered_as_described(curated: Api, document: Any) -> None:
    """Each by itself. Where the record has no second page, the cursor shown is another list's, and refused."""
    schema = schemathesis.openapi.from_dict(document)
    for path, operation in operations(document):
        paged = examples.following(examples.answers()[operation["operationId"]])
        for parameter in parameters(document, operation):
            for example in shown(parameter):
                sent = {parameter["name"]: example, **GO_TOGETHER.get(parameter["name"], {})}
                answer = ask(curated, request_of(document, path, operation, sent), parameter, example)
                schema[path]["GET"].validate_response(answer)
                refused = parameter["name"] == "cursor" and not paged
                assert answer.status_code in expected(path, parameter["name"], refused), (
                    path,
                    parameter["name"],
                    answer.text,
                )
                if answer.status_code == 200 and not nothing_is_right(path, operation, parameter):
                    assert found_something(answer), answer.url


def nothing_is_right(path: str, operation: Any, parameter: Any) -> bool:
    return bool(OF_VOLUMES.search(path)) or (operation["operationId"], parameter["name"]) in FIND_NOTHING


def found_something(answer: httpx.Response) -> bool:
    """Of a list; what is none has always something to show."""
    page = answer.json() if answer.headers["content-type"] == "application/json" else {}
    return "results" not in page or bool(page["results"])


def expected(path: str, name: str, refused: bool) -> tuple[int, ...]:
    if refused:
        return (400,)
    return (307,) if path == "/v1/on-this-day" and name != "on" else (200, 206)


def ask(api: Api, request: str, parameter: Any, example: str) -> httpx.Response:
    return patiently(api, request, **({parameter["name"]: example} if parameter["in"] == "header" else {}))


def patiently(api: Api, request: str, **headers: str) -> httpx.Response:
    """As the contract says: who is told that it would take too long asks again; tests share their machine."""
    answer = api.get(request, **headers)
    for _ in range(20):
        if answer.status_code != 503:
            break
        answer = api.get(request, **headers)
    return answer
