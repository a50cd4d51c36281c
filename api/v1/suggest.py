"""Suggestions for what is being typed."""

from typing import Annotated

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.openapi.spec import Example
from litestar.params import QueryParameter
from msgspec import Meta

from api import params
from api.db import Database, Snapshot
from api.errors import PLAIN_RESPONSES
from api.models.vocabulary import RecordType
from api.paging import RELEASE_HEADER
from api.records import ref_of
from api.refs import Ref
from api.search.suggesting import suggest

DEADLINE = 1.0  # seconds


class Suggested(msgspec.Struct):
    record: Annotated[Ref, Meta(description="What may be meant; of an actor's entries in volumes, the actor.")]
    matched: Annotated[str, Meta(description="The name or label that fits what was typed.")]
    kind: Annotated[str | None, Meta(description="The record's kind, where its type has kinds.")]


class Suggestions(msgspec.Struct):
    results: Annotated[list[Suggested], Meta(description="The likeliest first.")]
    release: Annotated[str, Meta(description="The release of the data that this shows.")]


@get(
    "/suggest",
    operation_id="get_suggestions",
    summary="Suggest records while typing",
    tags=["search"],
    responses=PLAIN_RESPONSES,
    opt={"any_text": "q"},
)
async def get_suggestions(
    database: NamedDependency[Database],
    q: Annotated[
        str,
        QueryParameter(
            description="What has been typed so far; any text is allowed. Of one or two letters, names of actors that "
            "begin with them are suggested; of more, titles of all records too.",
            examples=[Example(value="joseph st")],
        ),
    ],
    type: Annotated[str | None, params.choice("What kind of record it is.", RecordType, "actor")] = None,
    limit: Annotated[
        int, QueryParameter(ge=1, le=20, description="Suggestions at most.", examples=[Example(value=10)])
    ] = 10,
) -> Response[Suggestions]:
    """Records by the beginning of their names: actors by all their names, the others by the words of their titles."""
    types = None if type is None else params.chosen("type", type, RecordType)

    def read(snapshot: Snapshot) -> Suggestions:
        found = suggest(snapshot, q, types, limit)
        results = [Suggested(ref_of(one.record), one.matched, one.kind) for one in found]
        return Suggestions(results, str(snapshot.release))

    answer = await database.read(read, heavy=True, deadline=DEADLINE)
    return Response(answer, headers={RELEASE_HEADER: answer.release})


HANDLERS = (get_suggestions,)
