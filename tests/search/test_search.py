"""`/v1/search`, the same cases on both databases."""

from urllib.parse import quote, quote_from_bytes

import pytest

from tests.api.conftest import Api
from tests.search.asking import found, search

FOUND = [
    ("pyolgang", ["alder1931v01-d1", "alder1931v01-d1#1"]),
    ("P'yŏlgang", ["alder1931v01-d1", "alder1931v01-d1#1"]),
    ("USSR envoys", ["alder1931v01-d1#1"]),
    ("envoys -ussr", ["alder1931v01-d1#2"]),
    ('"stood in the cellar"', ["alder1931v01-d1#2"]),
    ('"in the cellar stood"', []),
    ("ferrym*", ["alder1931v01-d1#3"]),
    ("ferrym", []),
    ('"the envoys sa*"', []),
    ('"them and sai*"', ["alder1931v01-d1#2"]),
    ('-"saw them" envoys', ["alder1931v01-d1#1"]),
    ("lanterns", ["alder1931v01-d1^1", "alder1931v01-d1#3"]),
    ("lanterns -elsewhere", ["alder1931v01-d1#3"]),
    ("flood 1887", ["flood-of-1887", "removal-like-flood-1887"]),
    ("nosuchword", []),
]


@pytest.mark.parametrize(("q", "expected"), FOUND, ids=[q for q, _ in FOUND])
def test_finds(archive: Api, q: str, expected: list[str]) -> None:
    page = search(archive, q)
    assert found(page) == expected
    assert (page["total"], page["total_exact"], page["ranking"], page["next"]) == (len(expected), True, "exact", None)


def test_curated_records_come_before_documents_before_paragraphs(archive: Api) -> None:
    results = search(archive, "cellar", "&limit=100")["results"]
    assert results[-1]["paragraph"] == 2
    assert all(result["paragraph"] is None for result in results[:-1])
    assert results[0]["record"]["id"] == "cellar-search"


def test_what_is_referred_to_finds_a_record(archive: Api) -> None:
    """Neither the words of the quotation nor the text of the claim name them both."""
    page = search(archive, "weir brandt", "&type=quotation,document&limit=100")
    assert {"weir-shelves-damp", "weir-to-brandt-1931-04"} <= set(found(page))


def test_a_result_says_what_and_where_it_is(archive: Api) -> None:
    (result,) = search(archive, "ussr")["results"]
    assert result["record"]["href"] == "/v1/documents/alder1931v01-d1"
    assert result["title"] == result["record"]["label"] == "Telegram of the Warden at P\u2019yŏlgang"
    assert (result["kind"], result["date"]["edtf"], result["source"]["id"]) == (
        *("telegram", "1931-04-20"),
        "alder-papers",
    )
    assert result["snippet"] == (
        "The warden at P\u2019yŏlgang reports &lt;that&gt; the <mark>U.S.S.R.</mark> &amp; its envoys did not come."
    )


def test_a_snippet_is_of_the_text_itself(archive: Api) -> None:
    (result,) = search(archive, "damp", "&type=quotation")["results"][:1]
    text = archive.json(result["record"]["href"])["text"]
    assert "<mark>damp</mark>" in result["snippet"]
    assert result["snippet"].replace("<mark>", "").replace("</mark>", "").split(" …")[0].split(" · ")[0] in text


def test_a_name_finds_the_actors_other_names(archive: Api) -> None:
    """Anna Weir is Anna Vaer in the archive's list of persons."""
    page = search(archive, "Anna Weir", "&type=document&limit=100")
    assert "alder1931v01-d1#2" in found(page)
    assert [actor["id"] for actor in page["also"]] == ["anna-weir"]
    assert "<mark>Anna Vaer\u2019s</mark>" in next(r["snippet"] for r in page["results"] if r["paragraph"] == 2)
    assert "anna-weir" in found(search(archive, "Anna M. Vaer"))
    assert "alder1931v01-d1#2" in found(search(archive, "anna weir cellar"))


def test_quotation_marks_mean_these_words_and_no_others(archive: Api) -> None:
    page = search(archive, '"Anna Weir"', "&limit=100")
    assert "alder1931v01-d1#2" not in found(page)
    assert page["also"] == []


FILTERED = [
    ("envoys", "&type=event", []),
    ("envoys", "&type=event,document", ["alder1931v01-d1#1", "alder1931v01-d1#2"]),
    ("envoys", "&kind=telegram", ["alder1931v01-d1#1", "alder1931v01-d1#2"]),
    ("envoys", "&kind=letter", []),
    ("envoys", "&source=alder-papers", ["alder1931v01-d1#1", "alder1931v01-d1#2"]),
    ("envoys", "&source=no-such-source", []),
    ("envoys", "&actor=anna-weir", ["alder1931v01-d1#2"]),
    ("envoys", "&actor=alder1931v01-p-va1", ["alder1931v01-d1#2"]),
    ("envoys", "&actor=otto-brandt", []),
    ("envoys", "&date=1931", ["alder1931v01-d1#1", "alder1931v01-d1#2"]),
    ("envoys", "&date=1931-04", ["alder1931v01-d1#1", "alder1931v01-d1#2"]),
    ("envoys", "&date=1931-04-20", ["alder1931v01-d1#1", "alder1931v01-d1#2"]),
    ("envoys", "&date=1931-04-21/..", []),
    ("envoys", "&date=../1931-04-19", []),
    ("envoys", "&date=1931-04-21", []),
    ("envoys", "&date=1900/1990&date_match=within", ["alder1931v01-d1#1", "alder1931v01-d1#2"]),
    ("envoys -ussr", "&type=document&kind=telegram&actor=anna-weir&date=1931-04", ["alder1931v01-d1#2"]),
]


@pytest.mark.parametrize(("q", "more", "expected"), FILTERED, ids=[more for _, more, _ in FILTERED])
def test_filters(archive: Api, q: str, more: str, expected: list[str]) -> None:
    assert found(search(archive, q, more)) == expected


def test_filters_by_date_as_lists_do(archive: Api) -> None:
    """Both readings, open ends and doubted dates included: every list of dated records says the same."""
    for kind in ("event", "document", "quotation", "transmission"):
        for date in ("1931", "1931-04", "1931-04-05", "1900/1930", "1887/..", "../1931-04-10", "1800/1999"):
            for match in ("overlaps", "within"):
                more = f"date={date}&date_match={match}"
                listed = {record["id"] for record in archive.all(f"/v1/{kind}s?{more}")}
                known = {record["id"] for record in archive.all(f"/v1/{kind}s")}
                sought: set[str] = set()
                for word in ("the", "of", "weir", "brandt", "removal", "damp", "council", "envoys", "room", "warden"):
                    sought |= set(found(search(archive, word, f"&type={kind}&limit=100&{more}"))) & known
                assert sought <= listed, more
                assert len(sought) >= len(listed) / 2, more


@pytest.mark.parametrize("q", ["type*", "sour*", "-mont* envoys", "envoys -type*"])
def test_a_beginning_is_of_words_not_of_what_filters_look_for(archive: Api, q: str) -> None:
    """Every entry is marked with its type, its source and its months."""
    envoys = ["alder1931v01-d1#1", "alder1931v01-d1#2"]
    assert [place for place in found(search(archive, q, "&limit=100")) if place in envoys] == (
        envoys if "envoys" in q else []
    )


ANY_TEXT = [
    "", " ", '"', '""', '"unbalanced', "-", "--", "-only", "-only -these", "*", "a*", "'", "%", "\\", ";", "(", ")",
    "{title} : x", "NEAR(a b, 2)", "a AND", "OR", "NOT", "a <-> b", "!a", "a:*", "&|!", "null", "true", "0", "1e5",
    "title:weir", "^weir", "weir + brandt", "x" * 7_000, "\u00e9" * 1_200, "a " * 1_900, '"' * 2_000, "-a " * 1_400,
    "\u5317\u4eac", "\uc11c\uc6b8*", "\U0001f600", "\u202e", "'; DROP TABLE record; --", "a\tb\nc", "\ufffe\uffff",
]  # fmt: skip


@pytest.mark.parametrize("path", ["search", "suggest"])
def test_no_text_is_an_error(archive: Api, path: str) -> None:
    for q in ANY_TEXT:
        answer = archive.get(f"/v1/{path}?q={quote(q, safe='')}")
        assert answer.status_code == 200, (ascii(q)[:60], answer.text)
        assert isinstance(answer.json()["results"], list)


@pytest.mark.parametrize("path", ["search", "suggest"])
@pytest.mark.parametrize("sent", [b"\x00", b"weir\x00", b"\xed\xa0\x80", b"\xff\xfe", b"\xc3", b"weir \xe9"])
def test_not_even_bytes_that_are_no_text(archive: Api, path: str, sent: bytes) -> None:
    answer = archive.get(f"/v1/{path}?q={quote_from_bytes(sent, safe='')}")
    assert answer.status_code == 200
    assert bool(answer.json()["results"]) == sent.startswith(b"weir")


@pytest.mark.parametrize("path", ["search", "suggest"])
@pytest.mark.parametrize(
    "query", ["", "?type=event", "?q=a&q=b", "?q=a&nosuch=1", "?q=a&type=%ED%A0%80", "?q=a&type=", "?q=a&ty%FFpe=event"]
)
def test_all_else_must_be_right(archive: Api, path: str, query: str) -> None:
    assert archive.get(f"/v1/{path}{query}").status_code == 400


@pytest.mark.parametrize("path", ["search", "suggest"])
def test_a_text_that_is_missing_is_named(archive: Api, path: str) -> None:
    assert [error["parameter"] for error in archive.get(f"/v1/{path}").json()["errors"]] == ["q"]


@pytest.mark.parametrize("more", ["facets=nosuch", "date=1950~", "kind=nosuch", "source=A", "date_match=x", "limit=0"])
def test_a_parameter_that_is_wrong_is_named(archive: Api, more: str) -> None:
    answer = archive.get(f"/v1/search?q=weir&{more}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == more.partition("=")[0]


def test_says_what_it_left_out(archive: Api) -> None:
    page = search(archive, " ".join(["weir"] * 16 + ["and", "more"]))
    assert page["ignored"] == ["and", "more"]
    assert page["total"] > 0


def test_facets_count_under_every_filter_but_their_own(archive: Api) -> None:
    page = search(archive, "weir", "&type=quotation&facets=type,actor,year,source,kind&limit=1")
    types = {facet["value"]: facet for facet in page["facets"]["type"]}
    assert types["quotation"]["selected"]
    assert types["quotation"]["count"] == page["total"]
    for value, facet in types.items():
        assert facet["exact"]
        assert search(archive, "weir", f"&type={value}")["total"] == facet["count"]
    people = {facet["value"]: facet for facet in page["facets"]["actor"]}
    assert people["anna-weir"]["label"] == "Anna Weir"
    for value, facet in people.items():
        assert search(archive, "weir", f"&type=quotation&actor={value}")["total"] == facet["count"]
    for facet in page["facets"]["year"]:
        assert search(archive, "weir", f"&type=quotation&date={facet['value']}")["total"] == facet["count"]


@pytest.mark.parametrize("words", ["weir", "alder", "council"])
def test_a_year_that_more_may_be_of_is_not_exact(archive: Api, words: str) -> None:
    """What has no first or no last day is found by every year and counted in none."""
    for facet in search(archive, words, "&facets=year")["facets"]["year"]:
        total = archive.json(facet["href"])["total"]
        assert total >= facet["count"]
        assert total == facet["count"] or not facet["exact"]


def test_a_facet_leads_to_its_value_and_back(archive: Api) -> None:
    page = search(archive, "weir", "&type=quotation&facets=type,year&limit=2")
    (other,) = [facet for facet in page["facets"]["type"] if facet["value"] == "document"]
    both = archive.json(other["href"])
    assert {result["record"]["type"] for result in both["results"]} <= {"document", "quotation"}
    assert both["total"] == page["total"] + other["count"]
    (own,) = [facet for facet in both["facets"]["type"] if facet["value"] == "document"]
    assert archive.json(own["href"])["total"] == page["total"]
    year = page["facets"]["year"][0]
    (back,) = [f for f in archive.json(year["href"])["facets"]["year"] if f["selected"]]
    assert archive.json(back["href"])["total"] == page["total"]


def test_entries_of_a_list_count_for_the_actor_whose_they_are(archive: Api) -> None:
    page = search(archive, "envoys", "&facets=actor")
    assert [(facet["value"], facet["count"]) for facet in page["facets"]["actor"]] == [("anna-weir", 1)]


def test_a_selected_value_is_shown_with_nothing_to_count(archive: Api) -> None:
    page = search(archive, "envoys", "&kind=letter&actor=otto-brandt&facets=kind,actor")
    assert [(facet["value"], facet["count"], facet["selected"]) for facet in page["facets"]["actor"]] == [
        ("otto-brandt", 0, True)
    ]
    assert ("letter", 0, True) in [(f["value"], f["count"], f["selected"]) for f in page["facets"]["kind"]]


def test_statements_do_not_grow_with_the_page(archive: Api) -> None:
    with archive.statements() as few:
        archive.json("/v1/search?q=of&limit=2&type=event")
    with archive.statements() as many:
        archive.json("/v1/search?q=of&limit=50&type=event")
    assert len(few) == len(many)
