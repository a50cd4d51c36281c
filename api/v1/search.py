"""Search over everything: curated records, documents of volumes, their paragraphs and footnotes."""

from typing import Annotated, Literal

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.openapi.spec import Example
from litestar.params import QueryParameter
from msgspec import Meta

from api import facets, params
from api.db import Database, Snapshot
from api.errors import LIST_RESPONSES
from api.models.vocabulary import RecordType
from api.named import named
from api.paging import Asked, Facet, Filters, decode_cursor, encode_cursor, headers
from api.refs import Links, Ref
from api.search import counting, names, query, ranking
from api.search.filters import KINDS, Chosen, resolved
from api.search.results import Result, assemble

DEADLINE = 2.0  # seconds
SHARE = 0.25  # of them for comparing what matches, and for counting it: what takes longer is left out
TOLD = 20  # stretches of the query that were left out

Words = Annotated[
    str,
    QueryParameter(
        description='What to look for: words, "words that follow each other", one beginning* of at least three '
        "letters, -what must not be there. Case, accents, apostrophes and possessive 's do not matter. Any text is "
        "allowed; of its words the first 16 are looked for.",
        examples=[Example(value="stalin mao"), Example(value='"united nations" -congress')],
    ),
]


class SearchPage(msgspec.Struct):
    results: Annotated[list[Result], Meta(description="What was found on this page, the best first.")]
    total: Annotated[int, Meta(ge=0, description="How many records and paragraphs match.")]
    total_exact: Annotated[bool, Meta(description="False where more match than the total says.")]
    ranking: Annotated[
        Literal["exact", "bounded"],
        Meta(
            description="`exact`: all that match were compared. `bounded`: too many match; they are compared in "
            "portions, curated records before documents before paragraphs; or, where there is no time for that, not "
            "at all."
        ),
    ]
    next: Annotated[str | None, Meta(description="Address of the next page; null on the last.")]
    facets: Annotated[
        dict[str, list[Facet]],
        Meta(
            description="Counts by the values of a field, where asked for; all empty where there is no time for "
            "counting, though something was found."
        ),
    ]
    filters: Filters
    also: Annotated[
        list[Ref], Meta(description="Actors whom the query names, and whose other names were looked for as well.")
    ]
    ignored: Annotated[list[str], Meta(description="What of the query was not looked for, having too many words.")]
    release: Annotated[str, Meta(description="The release of the data that this page shows.")]


def read(
    snapshot: Snapshot, asked: Asked, text: str, chosen: Chosen, counting_by: list[str]
) -> tuple[SearchPage, bool]:
    """The page, and whether it is all that there would be with more time."""
    last = decode_cursor(asked, snapshot.release, ranking.KEY)
    expanded = names.expand(snapshot, query.parse(text))
    sought, filters = expanded.query, resolved(snapshot, chosen)
    found = ranking.rank(snapshot, sought, filters, asked.limit, last, SHARE)
    cursor = encode_cursor(snapshot.release, asked.fingerprint(), found.places[-1]) if found.more else None
    results = assemble(snapshot, found.ids, sought)
    also = Links(snapshot, expanded.actors).many(expanded.actors) if expanded.actors else []
    counted = (
        {}
        if found.hurried
        else snapshot.attempt(lambda: counting.facets(snapshot, asked, sought, filters, chosen, counting_by), SHARE)
    )
    page = SearchPage(
        results=results,
        total=found.total,
        total_exact=found.exact,
        ranking="exact" if found.compared else "bounded",
        next=asked.address(cursor) if cursor else None,
        facets=counted or {name: [] for name in counting_by},
        filters=named(snapshot, asked.query),
        also=also,
        ignored=list(sought.ignored[:TOLD]),
        release=str(snapshot.release),
    )
    return page, counted is not None and not found.hurried


@get(
    "/search",
    operation_id="list_search",
    summary="Search everything",
    tags=["search"],
    responses=LIST_RESPONSES,
    opt={"any_text": "q"},
)
async def list_search(
    database: NamedDependency[Database],
    asked: NamedDependency[Asked],
    q: Words,
    type: Annotated[str | None, params.choice("What kind of record it is.", RecordType, "quotation")] = None,
    source: params.Source = None,
    actor: Annotated[
        str | None, params.refs("Who takes part in it, speaks, writes or is mentioned.", "joseph-stalin")
    ] = None,
    kind: Annotated[str | None, params.choice("The record's kind.", KINDS, "telegram")] = None,
    date: params.Date = None,
    date_match: params.DateMatch = None,
    facets_of: Annotated[
        str | None,
        QueryParameter(
            name="facets",
            description="What to count the results by: one or several of type, source, actor, year, kind, with commas "
            "between them.",
            examples=[Example(value="type,year")],
            schema_extra={"pattern": f"^({'|'.join(counting.FACETS)})(,({'|'.join(counting.FACETS)}))*$"},
            max_length=200,
        ),
    ] = None,
) -> Response[SearchPage]:
    """Everything that has the words, curated records first, then documents of volumes, then their paragraphs; within
    each the best match first. A query that names an actor finds the actor's other names too. Comparing and counting
    may take a quarter of a second each; what takes longer is left out, and such an answer is not to be kept. Where
    nothing is found within two seconds it is a 503 that says how to ask for less.
    """
    chosen = Chosen(type, source, actor, kind, date, params.reading(date, date_match)).checked()
    counting_by = facets.wanted(facets_of, counting.FACETS)
    page, whole = await database.read(
        lambda snapshot: read(snapshot, asked, q, chosen, counting_by), heavy=True, deadline=DEADLINE
    )
    kept = {} if whole else {"Cache-Control": "no-store"}
    return Response(page, headers=headers(page) | kept)


HANDLERS = (list_search,)
