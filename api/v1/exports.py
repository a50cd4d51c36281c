"""`exports`: the files that hold a whole release, listed with their digests and served, also in parts."""

import re
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import anyio
import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.openapi.spec import Example
from litestar.params import PathParameter
from litestar.response import Stream
from msgspec import Meta

from api.build import BUILT
from api.db import Database, Snapshot
from api.edge.cache import HEAD
from api.edge.conditional import FRESH, holds, http_date
from api.errors import DETAIL_RESPONSES, PLAIN_RESPONSES, ProblemError, responses
from api.exports.manifest import KEPT, MANIFEST, Export, File
from api.exports.stored import exports
from api.licences import Licence
from api.paging import RELEASE_HEADER

CHUNK = 256 * 1024  # bytes


class ExportFile(msgspec.Struct):
    name: Annotated[str, Meta(description="The file's name.")]
    href: Annotated[str, Meta(description="Where it is, relative to this server; ranges of bytes may be asked for.")]
    resource: Annotated[str | None, Meta(description="The list it holds; null for the file that holds all.")]
    media_type: Annotated[str, Meta(description="NDJSON (one record a line), CSV, or SQLite.")]
    size: Annotated[int, Meta(ge=0, description="Its length in bytes.")]
    sha256: Annotated[str, Meta(description="SHA-256 of its bytes.")]
    record_count: Annotated[int, Meta(ge=0, description="How many records are in it.")]


class ExportedRelease(msgspec.Struct):
    release: Annotated[str, Meta(description="The release that the files hold.")]
    released_at: Annotated[str, Meta(description="When it was loaded (RFC 3339, UTC).")]
    licences: Annotated[list[Licence], Meta(description="Under which terms what is in the files stands.")]
    files: Annotated[list[ExportFile], Meta(description="The files.")]


class Exports(msgspec.Struct):
    exports: Annotated[list[ExportedRelease], Meta(description="The releases there are files of, the newest first.")]
    release: Annotated[str, Meta(description="The release of the data that is served; its files may still be coming.")]


def listed(found: Export) -> ExportedRelease:
    files = [
        ExportFile(
            name=file.name,
            href=f"/v1/exports/{found.release}/{file.name}",
            resource=file.resource,
            media_type=file.media_type,
            size=file.size,
            sha256=file.sha256,
            record_count=file.record_count,
        )
        for file in found.files
    ]
    return ExportedRelease(found.release, found.released_at, found.licences, files)


@get(
    "/exports",
    operation_id="get_exports",
    summary="List the exported files",
    tags=["about"],
    responses=PLAIN_RESPONSES,
)
async def get_exports(database: NamedDependency[Database], export_dir: NamedDependency[Path]) -> Response[Exports]:
    """The whole record as files: NDJSON and CSV for each resource, and one SQLite file, of the last three releases.

    A line of an NDJSON file is the record as the API answers it.
    """

    def read(snapshot: Snapshot) -> tuple[Exports, list[Path]]:
        found = exports(snapshot, export_dir)[:KEPT]
        return Exports([listed(one) for _, one in found], str(snapshot.release)), [path for path, _ in found]

    found, folders = await database.read(read)
    headers = {RELEASE_HEADER: found.release, "Cache-Control": FRESH}
    if folders:
        headers["Last-Modified"] = http_date(max([BUILT, *(written(path / MANIFEST) for path in folders)]))
    return Response(found, headers=headers)


def written(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


ReleaseNumber = Annotated[
    str,
    PathParameter(
        description="The release that the file holds.",
        schema_extra={"pattern": "^[1-9][0-9]{0,8}$"},
        examples=[Example(value="1")],
    ),
]
Name = Annotated[
    str,
    PathParameter(
        description="The file's name, as `exports` lists it.",
        schema_extra={"pattern": "^[a-z0-9-]+\\.(ndjson|csv|sqlite)$"},
        examples=[Example(value="quotations.ndjson")],
    ),
]


@get(
    "/exports/{release:str}/{name:str}",
    operation_id="get_export",
    summary="Get an exported file",
    tags=["about"],
    responses={**DETAIL_RESPONSES, **responses(416)},
    opt={"files": ("application/x-ndjson", "text/csv", "application/vnd.sqlite3")},
)
async def get_export(
    request: Request[Any, Any, Any],
    database: NamedDependency[Database],
    export_dir: NamedDependency[Path],
    release: ReleaseNumber,
    name: Name,
) -> Response[Any]:
    """One file, whole or, with `Range: bytes=a-b`, a part of it.

    `If-Range` with the ETag of the part before makes sure that the parts are of one file. HEAD tells the size.
    """
    path, found = await database.read(lambda snapshot: named(snapshot, export_dir, release, name))
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": FRESH,
        "Content-Disposition": f'attachment; filename="parallel38-{release}-{name}"',
        "ETag": f'"{found.sha256[:32]}"',
        "Last-Modified": http_date(written(path)),
        RELEASE_HEADER: release,
    }
    media_type = found.media_type.partition(";")[0]  # the framework tells the charset itself
    if is_held(request, headers):
        return Response(b"", status_code=304, headers=headers, media_type=media_type)
    whole = HEAD in (request.scope.get("extensions") or {})  # ranges are for GET alone
    asked = not whole and request.headers.get("if-range") in {None, headers["ETag"]}
    range_of = request.headers.get("range") if asked else None
    start, end = asked_range(range_of, found.size, headers) or (0, found.size)
    if end - start < found.size:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{found.size}"
    headers["Content-Length"] = str(end - start)
    return part(request.scope, path, media_type, Span(start, end), headers)


class Span(NamedTuple):
    """Bytes from `start` to before `end`."""

    start: int
    end: int


def is_held(request: Request[Any, Any, Any], headers: Mapping[str, str]) -> bool:
    """Whether the client has the file already, by its conditions."""
    tags, since = (request.headers.get(name, "").encode("latin-1") for name in ("if-none-match", "if-modified-since"))
    return holds(tags, since, headers["ETag"].encode(), headers["Last-Modified"].encode())


def named(snapshot: Snapshot, folder: Path, release: str, name: str) -> tuple[Path, File]:
    """The file and what is known of it; what the manifests do not name is not there, whatever the disk has."""
    for path, one in exports(snapshot, folder)[:KEPT]:
        for file in one.files if one.release == release else []:
            if file.name == name and (path / name).is_file():
                return path / name, file
    raise ProblemError("not-found", f"There is no export {release}/{name}; GET /v1/exports lists those there are.")


def asked_range(header: str | None, size: int, headers: dict[str, str]) -> tuple[int, int] | None:
    """First byte and the byte after the last (RFC 9110, 14.2); None for the whole: several parts give it too."""
    found = re.fullmatch(r"bytes=[ \t]*(\d{0,18})-(\d{0,18})[ \t]*", header or "", re.ASCII)
    if found is None or not (found[1] or found[2]) or (found[1] and found[2] and int(found[2]) < int(found[1])):
        return None
    first = int(found[1]) if found[1] else max(0, size - int(found[2]))
    last = min(int(found[2]), size - 1) if found[1] and found[2] else size - 1
    if first > last:
        told = {"Accept-Ranges": "bytes", RELEASE_HEADER: headers[RELEASE_HEADER], "Content-Range": f"bytes */{size}"}
        raise ProblemError("range-not-satisfiable", f"Range: the file has {size} bytes; ask within them.", headers=told)
    return first, last + 1


def part(scope: Any, path: Path, media_type: str, span: Span, headers: dict[str, str]) -> Response[Any]:
    """The bytes as a stream; of a HEAD request nothing is read."""
    status = 206 if "Content-Range" in headers else 200
    if HEAD in (scope.get("extensions") or {}):
        return Response(b"", status_code=status, media_type=media_type, headers=headers)
    return Stream(chunks(path, *span), status_code=status, media_type=media_type, headers=headers)


async def chunks(path: Path, start: int, end: int) -> AsyncIterator[bytes]:
    async with await anyio.open_file(path, "rb") as file:
        await file.seek(start)
        left = end - start
        while left > 0 and (chunk := await file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


HANDLERS = (get_exports, get_export)
