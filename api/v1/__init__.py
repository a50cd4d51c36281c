"""The router of /v1: the API's table of contents."""

from typing import Annotated

import msgspec
from litestar import Response, Router, get
from litestar.di import NamedDependency
from msgspec import Meta

from api.db import Database
from api.errors import PLAIN_RESPONSES
from api.inline import checked
from api.paging import RELEASE_HEADER
from api.params import DEPENDENCIES
from api.v1 import (
    accounts,
    actors,
    arguments,
    causal_links,
    changes,
    citations,
    correspondence,
    coverage,
    disputes,
    document_views,
    documents,
    events,
    exports,
    interpretations,
    knowledge,
    meta,
    places,
    quotation_views,
    quotations,
    search,
    sources,
    suggest,
    texts,
    threads,
    timeline,
    transmissions,
    verifications,
    volumes,
)

RESOURCES = (
    sources, actors, places, events, documents, quotations, interpretations, disputes, causal_links, transmissions
)  # fmt: skip
VIEWS = (
    accounts, arguments, correspondence, coverage, document_views, knowledge, quotation_views, verifications, search,
    suggest, texts, threads, timeline, volumes, citations, changes, exports, meta,
)  # fmt: skip


class Entry(msgspec.Struct):
    name: Annotated[str, Meta(description="What it lists or shows.")]
    href: Annotated[str, Meta(description="Where; `{id}` stands for a record's id.")]
    summary: Annotated[str, Meta(description="What one finds there.")]


class Contents(msgspec.Struct):
    resources: Annotated[
        list[Entry], Meta(description="The lists of records; each record is at the list's address and its id.")
    ]
    views: Annotated[list[Entry], Meta(description="What else there is.")]
    documentation: Annotated[str, Meta(description="The OpenAPI document.")]
    release: Annotated[str, Meta(description="The release of the data.")]


def entries() -> list[Entry]:
    """One for each address that is not a record's own."""
    found = [
        Entry(path.strip("/"), f"/v1{path}", handler.summary)
        for module in (*RESOURCES, *VIEWS)
        for handler in module.HANDLERS
        for path in (min(handler.paths).replace(":str}", "}"),)
    ]
    return [entry for entry in found if not entry.href.endswith("{id}")]


@get("/", operation_id="get_contents", summary="Get the table of contents", tags=["about"], responses=PLAIN_RESPONSES)
async def get_contents(database: NamedDependency[Database]) -> Response[Contents]:
    """Where everything is: start here."""
    release = await database.read(lambda snapshot: str(snapshot.release))
    lists = {f"{module.KIND}s" for module in RESOURCES}
    resources = [entry for entry in entries() if entry.name in lists]
    views = [entry for entry in entries() if entry.name not in lists]
    found = Contents(resources, views, "/v1/openapi.json", release)
    return Response(found, headers={RELEASE_HEADER: release})


def router() -> Router:
    handlers = [handler for module in (*RESOURCES, *VIEWS) for handler in module.HANDLERS]
    return Router("/v1", route_handlers=[get_contents, *handlers], before_request=checked, dependencies=DEPENDENCIES)
