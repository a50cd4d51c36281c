"""Cursors: bound to their list, their filters and their release."""

import base64
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from seed.loading.load import load
from seed.reading.files import read
from tests.api.conftest import Api, serving

Cursor = list[Any]


def cursor_of(api: Api, path: str) -> str:
    following: str = api.json(path)["next"]
    return following.partition("cursor=")[2]


def unpack(cursor: str) -> Cursor:
    unpacked: Cursor = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    return unpacked


def pack(fields: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(fields).encode()).decode().rstrip("=")


def test_another_lists_cursor_is_refused(api: Api) -> None:
    cursor = cursor_of(api, "/v1/events?limit=1")
    assert api.get(f"/v1/documents?limit=1&cursor={cursor}").status_code == 400
    assert api.get(f"/v1/events?limit=1&date=1931&cursor={cursor}").status_code == 400
    assert api.get(f"/v1/events?limit=7&cursor={cursor}").status_code == 200


FORGERIES: dict[str, Callable[[Cursor], Any]] = {
    "three fields": lambda c: c[:-1],
    "another version": lambda c: [2, *c[1:]],
    "a release in text": lambda c: [c[0], "1", *c[2:]],
    "another fingerprint": lambda c: [*c[:2], "000000000000", c[3]],
    "no key": lambda c: [*c[:3], []],
    "a short key": lambda c: [*c[:3], c[3][:-1]],
    "a long key": lambda c: [*c[:3], [*c[3], 1]],
    "text for a number": lambda c: [*c[:3], ["x", *c[3][1:]]],
    "2^63": lambda c: [*c[:3], [2**63, *c[3][1:]]],
    "a negative number": lambda c: [*c[:3], [-1, *c[3][1:]]],
    "a boolean": lambda c: [*c[:3], [True, *c[3][1:]]],
    "a float": lambda c: [*c[:3], [1.5, *c[3][1:]]],
    "a long text": lambda c: [*c[:3], [*c[3][:-1], "x" * 201]],
    "NUL": lambda c: [*c[:3], [*c[3][:-1], "\x00"]],
    "null": lambda c: [*c[:3], [*c[3][:-1], None]],
    "a mapping": lambda c: {"version": 1},
    "a text": lambda c: "cursor",
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_cursor_is_refused(api: Api, forgery: str) -> None:
    forged = pack(FORGERIES[forgery](unpack(cursor_of(api, "/v1/events?limit=1"))))
    answer = api.get(f"/v1/events?limit=1&cursor={forged}")
    assert answer.status_code == 400, answer.text
    assert answer.json()["errors"][0]["parameter"] == "cursor"


def test_truncated_cursors_are_refused(api: Api) -> None:
    cursor = cursor_of(api, "/v1/events?limit=1")
    for length in range(1, len(cursor)):
        assert api.get(f"/v1/events?limit=1&cursor={cursor[:length]}").status_code == 400


def retitled(corpus: Path, folder: Path) -> Path:
    """A copy of the corpus in which one event has another title."""
    copied = Path(shutil.copytree(corpus, folder / "data"))
    path = next(copied.rglob("events.yaml"))
    before = path.read_text()
    path.write_text(before.replace("title: ", "title: Newly named ", 1))
    return copied


def test_another_releases_cursor_is_gone(own_loaded_url: str, corpus: Path, tmp_path: Path) -> None:
    with serving(own_loaded_url) as api:
        first = api.json("/v1/events?limit=1")
        tag = api.get("/v1/events?limit=1").headers["etag"]
        dataset, problems = read(retitled(corpus, tmp_path))
        assert not problems
        loaded = load(dataset, own_loaded_url)
        assert (loaded.release, loaded.updated) == (int(first["release"]) + 1, 1)
        answer = api.get(first["next"])
        assert answer.status_code == 410
        assert answer.json()["type"] == "/problems/release-changed"
        assert "/v1/events?limit=1" in answer.json()["detail"]
        again = api.get("/v1/events?limit=1", if_none_match=tag)
        assert again.status_code == 200
        assert again.json()["release"] == str(loaded.release)
        changed = api.all(f"/v1/events?changed_since={first['release']}")
        assert [record["title"].startswith("Newly named") for record in changed] == [True]
