"""What is asked for where ten times as much may not be ten times the work: every list, sub-list and view.

Braces stand for days that many documents are of (`tests.test_growth`).
"""

OF_DOCUMENT = (
    *("", "/thread", "/quotations", "/interpretations", "/paragraphs", "/footnotes", "/people", "/terms"),
    *("/neighbours", "/citation", "/changes"),
)
OF_ACTOR = ("", "/events", "/quotations", "/interpretations", "/correspondents", "/citation", "/changes")
ARCHIVE = (
    "/v1/sources",
    "/v1/actors",
    "/v1/actors?level=any",
    "/v1/documents",
    "/v1/documents?party=bench0001-p-9",
    "/v1/documents?from=bench0001-p-16",
    "/v1/documents?mentions=bench0001-p-9",
    "/v1/documents?source=bench0001",
    "/v1/documents?date={month}",
    "/v1/documents?date={month}&kind=telegram",
    "/v1/actors/bench0001-p-9/documents",
    "/v1/sources/bench0001/documents",
    "/v1/timeline",
    "/v1/timeline?source=bench0001",
    "/v1/documents?source=bench0001&sort=position",
    "/v1/sources/bench0001/sections",
    "/v1/sources/bench0001/terms",
    "/v1/sources/bench0001/coverage",
    "/v1/sources/bench0001/changes",
    *(f"/v1/documents/bench0001-d1{view}" for view in OF_DOCUMENT),
    *(f"/v1/actors/bench0001-p-9{view}" for view in OF_ACTOR),
    "/v1/actors/bench0001-p-1/correspondents",
    "/v1/actors/bench0001-p-1/knowledge",
    "/v1/correspondence",
    "/v1/changes",
    "/v1/on-this-day?on=10-13",
    "/v1/suggest?q=ma",
    "/v1/suggest?q=john",
    "/v1/vocabularies",
    "/v1/exports",
    "/v1",
)
MANY_OF_ARCHIVE = (
    "/v1/sources/bench0001/people",
    "/v1/documents?party=bench0001-p-1",
    "/v1/documents?party=bench0001-p-1,bench0001-p-2",
    "/v1/documents?mentions=bench0001-p-1",
    "/v1/documents?kind=telegram",
    "/v1/documents?kind=telegram,letter",
    "/v1/documents?date={year}",
    "/v1/documents?knowledge=held",
    "/v1/actors?kind=person",
    "/v1/actors?kind=body",
    "/v1/timeline?kind=letter",
    "/v1/timeline?date={month}",
    "/v1/timeline?date={year}",
    "/v1/on-this-day?on={day}",
)
CURATED = (
    "/v1/sources",
    "/v1/actors",
    "/v1/places",
    "/v1/events",
    "/v1/documents",
    "/v1/quotations",
    "/v1/quotations?sort=position",
    "/v1/interpretations",
    "/v1/disputes",
    "/v1/causal-links",
    "/v1/transmissions",
    "/v1/timeline",
    "/v1/events?participant=actor-000050",
    "/v1/quotations?speaker=actor-000050",
    "/v1/interpretations?author=actor-000050",
    "/v1/transmissions?to=actor-000010",
    "/v1/documents?from=actor-000050",
    "/v1/correspondence",
    "/v1/actors/actor-000000/correspondents",
    "/v1/changes",
    "/v1/suggest?q=ma",
    *(f"/v1/documents/document-000000{view}" for view in ("", "/thread", "/neighbours", "/citation", "/changes")),
    *(f"/v1/events/event-000000{view}" for view in ("", "/causes", "/consequences", "/citation", "/changes")),
    *(f"/v1/quotations/quotation-000000{view}" for view in ("", "/context", "/verification", "/citation", "/changes")),
    *(f"/v1/interpretations/interpretation-000000{view}" for view in ("", "/evidence", "/graph", "/citation")),
    *(f"/v1/disputes/dispute-000000{view}" for view in ("", "/interpretations", "/citation")),
    *(f"/v1/{kind}s/{kind}-000000{view}" for kind in ("actor", "place", "source") for view in ("", "/citation")),
    *(f"/v1/{kind}s/{kind}-000000{view}" for kind in ("causal-link", "transmission") for view in ("", "/citation")),
)
MANY_OF_CURATED = (
    "/v1/events?participant=actor-000000",
    "/v1/events?place=place-000002",
    "/v1/events?kind=war",
    "/v1/events?capital=seoul",
    "/v1/quotations?speaker=actor-000000",
    "/v1/quotations?fidelity=translation",
    "/v1/quotations?document=document-000000",
    "/v1/interpretations?author=actor-000000",
    "/v1/interpretations?kind=motive",
    "/v1/transmissions?to=actor-000000",
    "/v1/transmissions?mode=told",
    "/v1/actors/actor-000000/events",
    "/v1/actors/actor-000000/documents",
    "/v1/actors/actor-000000/quotations",
    "/v1/events/event-000000/documents",
    "/v1/documents/document-000000/quotations",
    "/v1/on-this-day?on={day}",
)
# What is counted or chosen from when it is asked for: as much as a total is counted of, whatever there is.
BOUNDED = (
    "/v1/correspondence?date={month}",
    "/v1/correspondence?date={year}",
    "/v1/actors/actor-000000/correspondents?date={year}",
    "/v1/actors/actor-000000/knowledge",
    "/v1/actors/actor-000000/knowledge?at=1950-10-01",
    "/v1/actors/actor-000000/knowledge?at=1950-10-01&about=event-000000",
)
STEPS_LOOKED_AT = 400  # for each record that is looked at: what belongs to it is joined, put together and sorted
# Curated claims on one matter, which volumes do not add to: all of them are looked at, and no others.
OF_ONE_MATTER = (
    "/v1/actors/actor-000000/interpretations",
    "/v1/events/event-000000/interpretations",
    "/v1/events/event-000000/quotations",
    "/v1/documents/document-000000/interpretations",
)


# Of what lasts longer than a month all that began before is looked at, and there is ten times as much of it: these two
# do not reach the twofold that the others keep.
DAYS_OF_CURATED = ("/v1/events?date={month}", "/v1/quotations?date={month}")
