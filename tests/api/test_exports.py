"""Exports: the same records as the API's, in every file; written once, whole, of one release; served in parts."""

import csv
import fcntl
import hashlib
import io
import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from api.db import Database
from api.exports import write
from api.exports.manifest import Export
from api.formats import tables
from api.v1 import RESOURCES
from seed.loading.load import load
from tests.api.conftest import Api, serving
from tests.databases import ROOT
from tests.edits import Edited

LISTS = [write.plural(module) for module in RESOURCES]


def exported(url: str, folder: Path) -> Export:
    database = Database(url)
    try:
        made = write.export(database, folder)
    finally:
        database.engine.dispose()
    assert made
    return made[1]


@pytest.fixture(scope="module")
def archived(archive: Api, tmp_path_factory: pytest.TempPathFactory) -> tuple[Api, Path]:
    """The corpus and two volumes, and the folder of their export."""
    folder = tmp_path_factory.mktemp("exports")
    made = write.export(archive.database, folder)
    assert made
    return archive, made[0]


@pytest.fixture(scope="module")
def files(loaded_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """The corpus with its files, for tests that leave both alone."""
    folder = tmp_path_factory.mktemp("exports")
    exported(loaded_url, folder)
    (folder / "secret").write_text("x")
    with serving(loaded_url, EXPORT_DIR=str(folder)) as api:
        yield api


@pytest.fixture
def served(own_loaded_url: str, tmp_path: Path) -> Iterator[Api]:
    exported(own_loaded_url, tmp_path)
    with serving(own_loaded_url, EXPORT_DIR=str(tmp_path)) as api:
        yield api


def answered(api: Api, name: str) -> list[dict[str, Any]]:
    return api.all(f"/v1/{name}{'?level=any' if name == 'actors' else ''}")


@pytest.mark.parametrize("name", LISTS)
def test_api_ndjson_and_sqlite_hold_the_same(archived: tuple[Api, Path], name: str) -> None:
    api, folder = archived
    records = answered(api, name)
    assert records
    lines = [json.loads(line) for line in (folder / f"{name}.ndjson").read_text("utf-8").splitlines()]
    assert lines == records
    with closing(sqlite3.connect(folder / "parallel38.sqlite")) as whole:
        rows = whole.execute(f'SELECT id, label, json FROM "{name.replace("-", "_")}" ORDER BY rowid').fetchall()  # noqa: S608
    assert [json.loads(row[2]) for row in rows] == records
    assert [row[:2] for row in rows] == [(one["id"], one["label"]) for one in records]


@pytest.mark.parametrize("name", LISTS)
def test_csv_holds_the_same_in_cells(archived: tuple[Api, Path], name: str) -> None:
    api, folder = archived
    records = answered(api, name)
    rows = list(csv.DictReader(io.StringIO((folder / f"{name}.csv").read_text("utf-8"), newline="")))
    assert [row["id"] for row in rows] == [one["id"] for one in records]
    for row, one in zip(rows, records, strict=True):
        for column, value in row.items():
            assert value == tables.guarded(cell(one, column)), (one["id"], column)


def cell(value: Any, column: str, divider: str = " | ") -> str:
    """What stands in a column, read from JSON alone: `date_earliest` is the field `earliest` of `date`."""
    if value is None:
        return ""
    if isinstance(value, list):
        return divider.join(cell(one, column, "; ") for one in value)
    if column in value:
        return written(value[column], divider)
    field = max((name for name in value if column.startswith(f"{name}_")), key=len)
    return cell(value[field], column.removeprefix(f"{field}_"), divider)


def written(value: Any, divider: str) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return divider.join(written(one, "; ") for one in value)
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def test_the_manifest_names_every_file_with_its_digest(archived: tuple[Api, Path]) -> None:
    _, folder = archived
    manifest = json.loads((folder / "index.json").read_text("utf-8"))
    files = {file["name"]: file for file in manifest["files"]}
    assert {path.name for path in folder.iterdir()} == {*files, "index.json"}
    assert len(files) == 2 * len(LISTS) + 1
    for name, file in files.items():
        content = (folder / name).read_bytes()
        assert (file["size"], file["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    whole = files["parallel38.sqlite"]
    assert whole["record_count"] == sum(
        file["record_count"] for name, file in files.items() if name.endswith(".ndjson")
    )


def test_files_are_listed_and_served(files: Api) -> None:
    (one,) = files.json("/v1/exports")["exports"]
    assert one["release"] == "1"
    assert one["licences"] == [found for found in files.json("/v1/meta")["licences"] if found["applies_to"] != "code"]
    for file in one["files"]:
        answer = files.get(file["href"])
        assert answer.status_code == 200
        assert hashlib.sha256(answer.content).hexdigest() == file["sha256"]
        assert answer.headers["content-length"] == str(file["size"])
        assert answer.headers["content-type"] == file["media_type"]
        assert answer.headers["parallel38-release"] == "1"
        assert answer.headers["access-control-allow-origin"] == "*"
        assert {"Content-Range", "Accept-Ranges"} <= set(answer.headers["access-control-expose-headers"].split(", "))
        assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [("0-9", 0, 10), ("5-", 5, None), ("-7", -7, None), ("3-99999999", 3, None), ("0-0", 0, 1)],
)
def test_a_part(files: Api, asked: str, start: int, end: int | None) -> None:
    path = "/v1/exports/1/places.ndjson"
    whole = files.get(path).content
    answer = files.get(path, range=f"bytes={asked}")
    assert (answer.status_code, answer.content) == (206, whole[start:end])
    first = start % len(whole)
    assert answer.headers["content-range"] == f"bytes {first}-{first + len(answer.content) - 1}/{len(whole)}"


@pytest.mark.parametrize("asked", ["bytes=9-5", "bytes=0-1,4-5", "lines=0-1", "bytes=-", "bytes=x-2"])
def test_what_is_no_part_is_the_whole(files: Api, asked: str) -> None:
    path = "/v1/exports/1/places.ndjson"
    answer = files.get(path, range=asked.encode().decode("latin-1"))
    assert (answer.status_code, answer.content) == (200, files.get(path).content)


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0"])
def test_a_part_beyond_the_end(files: Api, asked: str) -> None:
    answer = files.get("/v1/exports/1/places.ndjson", range=asked)
    assert (answer.status_code, answer.json()["type"]) == (416, "/problems/range-not-satisfiable")
    assert answer.headers["content-range"].startswith("bytes */")


def test_a_part_only_of_the_same_file(files: Api) -> None:
    path = "/v1/exports/1/places.csv"
    tag = files.get(path).headers["etag"]
    assert files.get(path, range="bytes=0-4", if_range=tag).status_code == 206
    assert files.get(path, range="bytes=0-4", if_range='"another"').status_code == 200
    held = files.get(path, if_none_match=tag)
    assert (held.status_code, held.content, held.headers["etag"]) == (304, b"", tag)


def test_dates_of_files_and_of_their_list(files: Api) -> None:
    """Of the list, the newest file's: files come after the release that they are of."""
    path = "/v1/exports/1/places.csv"
    for address, vary in ((path, None), ("/v1/exports", "Accept, Accept-Encoding")):
        whole = files.get(address)
        assert whole.headers.get("vary") == vary
        date = whole.headers["last-modified"]
        assert files.get(address, if_modified_since=date).status_code == 304
        assert files.get(address, if_modified_since="Fri, 01 May 2020 12:00:00 GMT").status_code == 200
        assert files.get(address, if_modified_since=date, if_none_match='"another"').status_code == 200
    assert "link" not in files.get("/v1/exports").headers
    assert files.get("/v1/exports", accept="text/html").status_code == 406


def test_head_tells_the_size(files: Api) -> None:
    path = "/v1/exports/1/parallel38.sqlite"
    head, whole = files.request("HEAD", path), files.get(path)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-length", "etag", "accept-ranges", "content-type"):
        assert head.headers[name] == whole.headers[name]


@pytest.mark.parametrize(
    "path",
    ["1/index.json", "1/..%2f..%2fsecret", "..%2f1/places.csv", "1/%2e%2e", "2/places.csv", "01/places.csv",
     "1/places.csv%00", "1/places.csv/..", "1.partial/places.csv", "1/state"],
)  # fmt: skip
def test_nothing_but_what_is_listed_is_served(files: Api, path: str) -> None:
    assert files.get(f"/v1/exports/{path}").status_code in {400, 404}


def test_files_of_another_database_are_not_shown(served: Api, tmp_path: Path, own_loaded_url: str) -> None:
    """A folder outlives a database that is made anew, whose releases count from 1 again."""
    index = tmp_path / "1" / "index.json"
    index.write_text(index.read_text().replace('"released_at": "2', '"released_at": "1'))
    assert served.json("/v1/exports")["exports"] == []
    assert served.get("/v1/exports/1/places.csv").status_code == 404
    exported(own_loaded_url, tmp_path)
    assert len(served.json("/v1/exports")["exports"]) == 1


@pytest.mark.parametrize("content", ["", "{", '{"release": "1"}'])
def test_an_export_without_its_manifest_is_none(served: Api, tmp_path: Path, own_loaded_url: str, content: str) -> None:
    (tmp_path / "1" / "index.json").write_text(content)
    assert served.json("/v1/exports")["exports"] == []
    exported(own_loaded_url, tmp_path)
    assert served.get("/v1/exports/1/places.csv").status_code == 200


def run(url: str, folder: Path, *last: str) -> int:
    """The exit code of an export in a process of its own, which dies in the list that is named."""
    words = [sys.executable, "-m", "tests.killed_export", url, str(folder), *last]
    return subprocess.run(words, cwd=ROOT, capture_output=True, timeout=60, check=False).returncode


def test_killed_and_run_again(own_loaded_url: str, tmp_path: Path) -> None:
    assert run(own_loaded_url, tmp_path, "events") == -signal.SIGKILL
    unfinished = tmp_path / "1.partial"
    finished = {path.name: path.stat().st_ino for path in unfinished.iterdir() if path.suffix in {".ndjson", ".csv"}}
    assert sorted(finished) == sorted(f"{name}.{end}" for name in LISTS[:3] for end in ("ndjson", "csv"))
    assert run(own_loaded_url, tmp_path) == 0
    assert not unfinished.exists()
    again = {path.name: path.stat().st_ino for path in (tmp_path / "1").iterdir()}
    assert {name: again[name] for name in finished} == finished
    with serving(own_loaded_url, EXPORT_DIR=str(tmp_path)) as api:
        lines = (tmp_path / "1" / "events.ndjson").read_text("utf-8").splitlines()
        assert [json.loads(line) for line in lines] == api.all("/v1/events")


@pytest.mark.parametrize("state", [None, "of something else\n"])
def test_what_is_begun_of_something_else_is_not_used(own_loaded_url: str, tmp_path: Path, state: str | None) -> None:
    unfinished = tmp_path / "1.partial"
    unfinished.mkdir()
    for name in ("sources.ndjson", "sources.csv"):
        (unfinished / name).write_text("of other code\n")
    if state:
        (unfinished / "state").write_text(state)
    exported(own_loaded_url, tmp_path)
    assert "of other code" not in (tmp_path / "1" / "sources.ndjson").read_text()


def test_releases_do_not_mix_and_three_are_kept(own_loaded_url: str, tmp_path: Path, edited: Edited) -> None:
    folder = tmp_path / "exports"
    assert run(own_loaded_url, folder, "events") == -signal.SIGKILL
    name = "Alder-on-the-Hill"
    for release in (2, 3, 4, 5):
        edited.replace("places.yaml", f"name_now: {name}", f"name_now: {name}{release}")
        name += str(release)
        load(edited.read(), own_loaded_url)
        assert exported(own_loaded_url, folder).release == str(release)
        assert f'{name}"' in (folder / str(release) / "places.ndjson").read_text()
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == ["3", "4", "5"]
    with serving(own_loaded_url, EXPORT_DIR=str(folder)) as api:
        assert [one["release"] for one in api.json("/v1/exports")["exports"]] == ["5", "4", "3"]


def test_nothing_is_written_twice(own_loaded_url: str, tmp_path: Path) -> None:
    first = exported(own_loaded_url, tmp_path)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "1").iterdir()}
    assert exported(own_loaded_url, tmp_path) == first
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "1").iterdir()} == before


def test_one_export_at_a_time(own_loaded_url: str, tmp_path: Path) -> None:
    with (tmp_path / ".lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(write.Busy, match="another export is writing"):
            exported(own_loaded_url, tmp_path)
    assert exported(own_loaded_url, tmp_path).release == "1"


def test_nothing_loaded_nothing_exported(database_url: str, tmp_path: Path) -> None:
    database = Database(database_url)
    assert write.export(database, tmp_path) is None
    database.engine.dispose()
    assert list(tmp_path.iterdir()) == []
    with serving(database_url, EXPORT_DIR=str(tmp_path / "none")) as api:
        assert api.json("/v1/exports") == {"exports": [], "release": "0"}
