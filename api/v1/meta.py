"""`meta` and `vocabularies`: which data this is, under which terms, and what the closed lists hold."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from msgspec import Meta as Described
from sqlalchemy import bindparam, func, select

from api.build import BUILD
from api.coverage import Covered, coverage
from api.db import Database, Snapshot, utc
from api.errors import PLAIN_RESPONSES
from api.licences import LICENCES, Licence
from api.models import vocabulary
from api.models.corpus import Volume
from api.models.record import Release, table
from api.models.vocabulary import RecordType
from api.paging import RELEASE_HEADER

release, volume = table(Release), table(Volume)
COUNTS = select(release.c.counts).where(release.c.id == bindparam("number"))
VOLUMES = select(func.count().label("number"), func.max(volume.c.imported_at).label("last"))


class Archive(msgspec.Struct):
    volume_count: Annotated[int, Described(ge=0, description="Volumes that were imported whole.")]
    imported_at: Annotated[str | None, Described(description="When the last of them was (RFC 3339, UTC).")]


class Meta(msgspec.Struct):
    release: Annotated[str, Described(description="The release of the data.")]
    released_at: Annotated[str | None, Described(description="When it was loaded (RFC 3339, UTC).")]
    build: Annotated[str, Described(description="A digest of the code that serves it.")]
    counts: Annotated[dict[str, int], Described(description="Records of each type.")]
    coverage: Annotated[
        list[Covered],
        Described(description="How much of the texts of curated works is recorded; of a whole work and of its parts."),
    ]
    archive: Annotated[Archive, Described(description="What of archives is here beside the curated record.")]
    licences: Annotated[
        list[Licence], Described(description="The terms of the code, the records, coordinates, quotations and texts.")
    ]


class Term(msgspec.Struct):
    value: Annotated[str, Described(description="The value as it stands in JSON and in filters.")]


class Vocabularies(msgspec.Struct):
    vocabularies: Annotated[
        dict[str, list[Term]], Described(description="Each closed list with its values; lists may grow.")
    ]
    release: Annotated[str, Described(description="The release of the data.")]


def kebab(name: str) -> str:
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")


VOCABULARIES = {
    kebab(name): [Term(member.value) for member in found]
    for name, found in sorted(vars(vocabulary).items())
    if isinstance(found, type) and issubclass(found, StrEnum) and found is not StrEnum
}


def read_meta(snapshot: Snapshot) -> Meta:
    counted: dict[str, int] = snapshot.scalar(COUNTS, number=snapshot.release) or {}
    counts = {kind.value: counted.get(kind.value, 0) for kind in RecordType}
    found = snapshot.all(VOLUMES)[0]
    archive = Archive(found.number, instant(found.last))
    return Meta(
        release=str(snapshot.release),
        released_at=instant(snapshot.released_at),
        build=BUILD,
        counts=counts,
        coverage=coverage(snapshot),
        archive=archive,
        licences=LICENCES,
    )


def instant(stored: datetime | None) -> str | None:
    return None if stored is None else utc(stored).isoformat().replace("+00:00", "Z")


@get(
    "/meta",
    operation_id="get_meta",
    summary="Get release, counts, coverage and licences",
    tags=["about"],
    responses=PLAIN_RESPONSES,
)
async def get_meta(database: NamedDependency[Database]) -> Response[Meta]:
    """Which release of the data this is, how much is in it, how much of its sources, and under which terms."""
    found = await database.read(read_meta)
    return Response(found, headers={RELEASE_HEADER: found.release})


@get(
    "/vocabularies",
    operation_id="get_vocabularies",
    summary="Get the vocabularies",
    tags=["about"],
    responses=PLAIN_RESPONSES,
)
async def get_vocabularies(database: NamedDependency[Database]) -> Response[Vocabularies]:
    """The closed lists of values that fields and filters use."""
    release = await database.read(lambda snapshot: str(snapshot.release))
    return Response(Vocabularies(VOCABULARIES, release), headers={RELEASE_HEADER: release})


HANDLERS = (get_meta, get_vocabularies)
