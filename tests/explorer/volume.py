"""An API with one made-up volume, answered by hand: what pages make of text does not wait for an import."""

from typing import Any

import httpx

Json = dict[str, Any]
RELEASE = "7"
RIGHTS = "The files in this repository are in the public domain and may be copied and distributed without permission."
PUBLISHER = "https://history.state.gov/historicaldocuments/frus1949v77"


def ref(kind: str, id: str, label: str) -> Json:
    return {"id": id, "type": kind, "label": label, "href": f"/v1/{kind}s/{id}"}


VOLUME = ref("source", "frus1949v77", "FRUS 1949, The Reeds, Volume LXXVII")
WREN = ref("actor", "frus1949v77-p-wa1", "Wren, Ada")
WREN_HERSELF = ref("actor", "ada-wren", "Ada Wren")
MOSS, OTHER_MOSS = ref("actor", "frus1949v77-p-mj1", "Moss, Jory"), ref("actor", "frus1949v77-p-ml1", "Moss, Lil")
FIRST = ref("document", "frus1949v77-d1", "The Keeper of the Reeds (Wren) to the Council")
LONG_TITLE = "Memorandum of Conversation, by the Clerk of the Water Board " + "& so on " * 20
SECOND = ref("document", "frus1949v77-d2", LONG_TITLE.strip())
ANNEX = ref("document", "frus1949v77-d2-at1", "[Annex] The Soundings")
SOUNDINGS = "Depth as taken on 3 May"


def page(results: list[Json], total: int | None = None, following: str | None = None) -> Json:
    total = len(results) if total is None else total
    return {
        "results": results, "total": total, "total_exact": True, "next": following, "facets": {}, "filters": {},
        "release": RELEASE
    }  # fmt: skip


def date(edtf: str, words: str, basis: str = "encoded") -> Json:
    return {
        "edtf": edtf, "printed": words, "earliest": edtf[:10], "latest": edtf[-10:], "earliest_is": "known",
        "latest_is": "known", "words": words, "basis": basis, "quality": "exact", "calendar_place": None,
    }  # fmt: skip


def record(one: Json, **fields: Any) -> Json:
    cited = {"source": VOLUME, "document": None, "paragraph": None, "start": None, "end": None, "locator": "Document 1"}
    return {**one, "updated_at": "1970-01-01T00:00:00Z", "citations": [cited], **fields}


def document(one: Json, **fields: Any) -> Json:
    empty: Json = {
        "title": one["label"], "kind": None, "knowledge": "held", "summary": None, "from": [], "to": [], "via": [],
        "copies": [], "date": None, "received": None, "language": None, "signed_as": None, "channel": None,
        "occasion": None, "answers": [], "answered_by": [], "forwards": [], "number": None, "volume": VOLUME,
        "section": {"id": "ch1", "kind": "chapter", "title": "I. High water"}, "part_of": None, "attachments": [],
        "source_note": None, "classification": None, "printed_place": None, "pages": None, "timing": None,
        "url": f"{PUBLISHER}/{one['id'].partition('-')[2]}", "licence": RIGHTS,
        "paragraph_count": 1, "footnote_count": 0,
        "recorded_in": [], "records": [],
    }  # fmt: skip
    return record(one, **{**empty, **fields})


def paragraph(number: int, text: str, kind: str = "paragraph", **fields: Any) -> Json:
    empty: Json = {
        "number": number, "id": None, "kind": kind, "page": "12", "text": text, "grid": None, "footnotes": [],
        "mentions": [], "terms": [], "references": [],
    }  # fmt: skip
    return {**empty, **fields}


def footnote(number: int, text: str, **fields: Any) -> Json:
    empty: Json = {
        "number": number, "id": f"d2fn{number}", "kind": "footnote", "mark": str(number), "page": "12",
        "paragraph": None, "offset": None, "text": text, "mentions": [], "terms": [], "references": [],
    }  # fmt: skip
    return {**empty, **fields}


def span(text: str, words: str, **fields: Any) -> Json:
    start = text.index(words)
    return {"start": start, "end": start + len(words), **fields}


def mention(text: str, words: str, certainty: str, *actors: Json, method: str = "markup") -> Json:
    return span(text, words, surface=words, method=method, certainty=certainty, actors=list(actors))


def reference(text: str, words: str, **fields: Any) -> Json:
    nowhere: Json = {"kind": "document", "target": "#d1", "record": None, "paragraph": None, "footnote": None}
    return span(text, words, **{**nowhere, "url": None, **fields})


SPOKEN = "Mr. Moss said to Ada Wren of the RWB that 1 < 2, as in telegram 4 and on page 300; see 🜁 also."
PARAGRAPHS: list[Json] = [
    paragraph(1, "2. Memorandum of Conversation, by the Clerk", "head", footnotes=[{"number": 1, "offset": 43}]),
    paragraph(2, "secret", "opener"),
    paragraph(3, "Reedham, May 3, 1949.", "dateline"),
    paragraph(4, "Subject:", "cell", grid=[1, 1, 1]),
    paragraph(5, SOUNDINGS, "cell", grid=[1, 1, 2], footnotes=[{"number": 2, "offset": len(SOUNDINGS)}]),
    paragraph(6, "north", "cell", grid=[2, 1, 1]),
    paragraph(7, "four feet", "cell", grid=[2, 1, 2]),
    paragraph(8, "Present", "cell", grid=[1, 2, 3]),
    paragraph(
        9,
        SPOKEN,
        page="13",
        footnotes=[{"number": 3, "offset": SPOKEN.index("Wren")}, {"number": 4, "offset": len(SPOKEN)}],
        mentions=[
            mention(SPOKEN, "Mr. Moss", "ambiguous", MOSS, OTHER_MOSS, method="small-capitals"),
            mention(SPOKEN, "Ada Wren", "certain", WREN),
        ],
        terms=[span(SPOKEN, "RWB", name="RWB", expansion="Reed & Water Board")],
        references=[
            reference(SPOKEN, "telegram 4", record=FIRST, paragraph=250),
            reference(SPOKEN, "page 300", kind="page", target="frus1948v01#pg_300", url=f"{PUBLISHER}/pg_300"),
        ],
    ),
    paragraph(10, "(a)", "label", page="13"),
    paragraph(11, "The reeds were cut.", "item", page="13", footnotes=[{"number": 5, "offset": 3}]),
    paragraph(12, "(b)", "label", page="13"),
    paragraph(13, "The water rose.", "item", page="13"),
    paragraph(14, "“No reed is straight.”", "quote", page="13"),
    paragraph(15, "Moss", "signed", page="14", mentions=[mention("Moss", "Moss", "suggested", MOSS)]),
]
FOOTNOTES: list[Json] = [
    footnote(1, "Source: Reed Files, 12.", kind="source-note", mark="1", paragraph=1, offset=43),
    footnote(2, "Not found.", mark="1", paragraph=5, offset=23),
    footnote(3, "The keeper.", mark="*", paragraph=9, offset=SPOKEN.index("Wren")),
    footnote(4, "See footnote 2.", paragraph=9, references=[span("See footnote 2.", "footnote 2", kind="footnote",
        target="#d2fn2", record=SECOND, paragraph=None, footnote=2, url=None)]),
    footnote(5, "With a sickle.", mark=None, paragraph=11, offset=3),
    footnote(6, "A note that hangs on nothing.", kind="note", mark=None),
]  # fmt: skip
PEOPLE: list[Json] = [
    {"actor": WREN, "identity": WREN_HERSELF, "printed": "Ada Wren", "role": "Keeper of the Reeds, 1940-1951",
     "certainty": "certain", "methods": ["markup"], "mention_count": 1, "first": {"paragraph": 9, "footnote": None}},
    {"actor": MOSS, "identity": None, "printed": "Mr. Moss", "role": None, "certainty": "suggested",
     "methods": ["markup", "small-capitals"], "mention_count": 2, "first": {"paragraph": 9, "footnote": None}},
    {"actor": OTHER_MOSS, "identity": None, "printed": "Mr. Moss", "role": "Clerk", "certainty": "ambiguous",
     "methods": ["small-capitals"], "mention_count": 1, "first": {"paragraph": None, "footnote": 3}},
    {"actor": None, "identity": None, "printed": "The Council", "role": None, "certainty": "printed",
     "methods": ["head"], "mention_count": 1, "first": {"paragraph": 1, "footnote": None}},
]  # fmt: skip
TERMS: list[Json] = [
    {"id": "t_RWB1", "name": "RWB", "expansion": "Reed & Water Board", "use_count": 1},
    {"id": "t_X1", "name": "X", "expansion": None, "use_count": 0},
]
SECTIONS: list[Json] = [
    {"id": "comp1", "kind": "compilation", "title": "The reeds & the water", "level": 1, "parent": None,
     "prose": "Reeds grow.", "document_count": 0, "attachment_count": 0, "first": None,
     "href": "/v1/documents?section=comp1&sort=position&source=frus1949v77"},
    {"id": "ch1", "kind": "chapter", "title": None, "level": 2, "parent": "comp1", "prose": None, "document_count": 2,
     "attachment_count": 1, "first": FIRST, "href": "/v1/documents?section=ch1&sort=position&source=frus1949v77"},
]  # fmt: skip
SOURCE = record(
    VOLUME,
    title="Foreign Relations of the United States, 1949, The Reeds, Volume LXXVII", short_title=VOLUME["label"],
    kind="archival-volume", authors=[], part_of=None, parts=[], licence=RIGHTS, text_shown=True, text_held=True,
    text=None, url=PUBLISHER, file={"sha256": "ab" * 32, "size": 1234567, "imported_at": "2026-01-02T03:04:05Z"},
)  # fmt: skip
LISTED: list[Json] = [
    {"actor": WREN, "identity": WREN_HERSELF, "name": "Wren, Ada", "role": "Keeper of the Reeds", "mention_count": 1},
    {"actor": MOSS, "identity": None, "name": "Moss, Jory", "role": None, "mention_count": 0},
]
LONG = 250  # paragraphs of the first document
NOBODY: Json = {"speakers": [], "authors": [], "held_by": [], "modality": None, "certainty": None}  # says a document
HITS: list[Json] = [{**hit, **NOBODY} for hit in (
    {"record": SECOND, "paragraph": 9, "footnote": None, "title": SECOND["label"], "kind": "memorandum-of-conversation",
     "snippet": "that 1 &lt; 2, as in <mark>telegram</mark> <b>4</b>", "date": date("1949-05-03", "3 May 1949"),
     "source": VOLUME},
    {"record": WREN_HERSELF, "paragraph": None, "footnote": None, "title": "Ada Wren", "kind": "person",
     "snippet": "", "date": None, "source": None},
    {"record": FIRST, "paragraph": None, "footnote": 2, "title": FIRST["label"], "kind": None,
     "snippet": "<mark>telegram", "date": None, "source": VOLUME},
    {"record": FIRST, "paragraph": 12, "footnote": None, "title": FIRST["label"], "kind": None,
     "snippet": "By <mark>telegram</mark>.", "date": None, "source": VOLUME},
)]  # fmt: skip
FACET = {"value": "document", "label": "document", "count": 2, "selected": False,
         "href": "/v1/search?q=telegram&type=document&facets=type"}  # fmt: skip


def thousands(first: int) -> list[Json]:
    return [paragraph(n, f"Paragraph number {n}.", page=str(n // 10)) for n in range(first, min(first + 100, LONG + 1))]


def neighbours(previous: Json | None, following: Json | None) -> Json:
    return {"previous": previous, "next": following, "volume": VOLUME, "position": 1, "release": RELEASE}


ANSWERS: Json = {
    "/v1/documents/frus1949v77-d1": document(FIRST, kind="telegram", number="1", paragraph_count=LONG, footnote_count=1,
        source_note="12.1/4: Telegram"),
    "/v1/documents/frus1949v77-d1/footnotes": page([footnote(2, "Far down.", paragraph=140, offset=0)]),
    "/v1/documents/frus1949v77-d1/neighbours": neighbours(None, SECOND),
    "/v1/documents/frus1949v77-d2": document(SECOND, kind="memorandum-of-conversation", number="2", paragraph_count=15,
        footnotes=6, attachments=[ANNEX], printed_place="Reedham",
        classification="secret", pages={"first": "12", "last": "14"},
        date=date("1949-05-03", "3 May 1949"), timing={"rule": "dateline", "precision": "minute",
        "local_time": "10:00", "earliest": "1949-05-03T14:00:00Z", "latest": "1949-05-03T14:00:00Z"},
        **{"from": [{"actor": WREN, "printed": "Wren"}]}, to=[{"actor": None, "printed": "the Council"}],
        records=[ref("event", "the-flood", "The flood")]),
    "/v1/documents/frus1949v77-d2/paragraphs": page(PARAGRAPHS),
    "/v1/documents/frus1949v77-d2/footnotes": page(FOOTNOTES),
    "/v1/documents/frus1949v77-d2/people": page(PEOPLE),
    "/v1/documents/frus1949v77-d2/terms": page(TERMS),
    "/v1/documents/frus1949v77-d2/neighbours": neighbours(FIRST, None),
    "/v1/documents/frus1949v77-d2/interpretations": page([]),
    "/v1/documents/frus1949v77-d2-at1": document(ANNEX, part_of=SECOND, kind="editorial-note"),
    "/v1/documents/frus1949v77-d2-at1/paragraphs": page([paragraph(1, "Four feet.")]),
    "/v1/documents/frus1949v77-d2-at1/footnotes": page([]),
    "/v1/documents/frus1949v77-d2-at1/people": page([]),
    "/v1/documents/frus1949v77-d2-at1/terms": page([]),
    "/v1/documents/frus1949v77-d2-at1/neighbours": neighbours(None, None),
    "/v1/documents/frus1949v77-d2-at1/interpretations": page([]),
    "/v1/sources/frus1949v77": SOURCE,
    "/v1/sources/frus1949v77/sections": page(SECTIONS),
    "/v1/sources/frus1949v77/people": page(LISTED, 120, "/v1/sources/frus1949v77/people?limit=100&cursor=abc"),
    "/v1/sources/frus1949v77/terms": page(TERMS),
    "/v1/documents": page([]),
    "/v1/quotations": page([]),
    "/v1/interpretations": page([]),
    "/v1/events": page([]),
    "/v1/vocabularies": {"vocabularies": {"document-kind": [], "knowledge": [], "date-quality": []}},
    "/v1/suggest": {
        "results": [{"record": WREN_HERSELF, "matched": "The Heron", "kind": "person"}], "release": RELEASE
    },
}  # fmt: skip


def answer(request: httpx.Request) -> httpx.Response:
    """Long texts come in pages of a hundred paragraphs; a search for `nothing` finds nothing."""
    path, sent = request.url.path, request.url.params
    body = ANSWERS.get(path)
    if path == "/v1/documents/frus1949v77-d1/paragraphs":
        first = int(sent.get("cursor", "1"))
        following = f"{path}?limit=100&cursor={first + 100}" if first + 100 <= LONG else None
        body = page(thousands(first), LONG, following)
    if path == "/v1/search" and "facets" in sent:
        hits = [] if sent["q"] == "nothing" else HITS
        following = None if "cursor" in sent else "/v1/search?q=telegram&facets=type&cursor=xyz"
        found = page(hits, following=following if hits else None)
        told = {"ranking": "bounded", "also": [WREN_HERSELF], "ignored": ["seventeenth"]}
        body = {**found, **told, "facets": {"type": [FACET]} if hits else {}}
    if body is None:
        return httpx.Response(404, json={"type": "/problems/not-found", "detail": "", "errors": []})
    return httpx.Response(200, json=body, headers={"Parallel38-Release": RELEASE})
