"""What holds for every page, whichever way it is served."""

from html import unescape
from urllib.parse import urlsplit

import pytest

from api.errors import PROBLEMS
from tests.explorer.conftest import CONTACT, Pages, Recorded
from tests.explorer.html import Page, banned

LISTS = [
    "disputes", "events", "actors", "documents", "quotations", "interpretations", "causal-links", "transmissions",
    "places", "sources",
]  # fmt: skip
RECORDS = [
    "/disputes/who-ordered-removal",
    "/disputes/why-removal-quiet",
    "/events/ledger-removal",
    "/events/closing-vote",
    "/events/room-closure",
    "/events/archive-disorder",
    "/actors/anna-weir",
    "/actors/otto-brandt",
    "/documents/weir-to-brandt-1931-04",
    "/documents/weir-note",
    "/quotations/weir-ledgers-safe",
    "/quotations/brandt-until-roof-mended",
    "/interpretations/roof-mended-no-removal",
    "/interpretations/closure-warned-weir",
    "/causal-links/damp-to-removal",
    "/transmissions/council-not-told-of-reply",
    "/places/alder",
    "/sources/halden-reeve-ledger-moved",
]
VIEWS = [
    "/",
    *(f"/{name}" for name in LISTS),
    "/events?date=1931-04&date_match=within",
    "/events?kind=war",
    "/interpretations?kind=counterfactual",
    "/quotations?speaker=anna-weir&limit=1",
    *(f"/problems/{name}" for name in PROBLEMS),
    "/developers",
    "/developers/conventions",
    "/developers/lists",
    "/developers/following",
    "/developers/reference",
    "/developers/reference/events",
    "/developers/try",
    "/timeline",
    "/timeline?date=1931-04&date_match=within&capital=moscow",
    "/days/04-09",
    "/days/1931-04-09",
    "/correspondence",
    "/correspondence?date=1931-04",
    "/map",
    "/map?date=1931-04",
    "/compare",
    "/compare?dispute=who-ordered-removal",
    "/compare?a=removal-by-weir-alone&b=removal-ordered-by-brandt",
    "/correspondence/anna-weir/otto-brandt",
    "/actors/anna-weir/knowledge?at=1931-04-12",
    "/actors/otto-brandt/knowledge?about=damp-shelves",
    "/search",
    "/search?q=ledgers",
    "/search?q=xyzzy",
    "/about",
    "/about/method",
    "/about/uncertainty",
    "/about/rights",
    "/about/accessibility",
    "/changes",
    "/changes?since=0&action=created&type=event&limit=2",
    "/changes?since=1",
    "/quotations/weir-ledgers-safe/cite",
    "/causal-links/damp-to-removal/cite",
    "/places/alder/changes",
    "/places/alder/changes?since=1",
]
# Of whole volumes, and of our licence: linked, never loaded from.
PUBLISHERS = {"history.state.gov", "github.com", "creativecommons.org"}
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
MISSING = [
    "/nothing",
    "/events/nothing",
    "/events/No_id",
    "/problems/nothing",
    "/events?kind=nonsense",
    "/timeline?kind=nonsense",
    "/days/13",
    "/days/1931-02-30",
    "/correspondence/anna-weir/nobody",
    "/correspondence/anna-weir/No_id",
    "/actors/nobody/knowledge",
    "/actors/anna-weir/knowledge?at=yesterday",
    "/actors/anna-weir/knowledge?at=1931-04-31",
    "/knowledge?actor=",
    "/about/nothing",
    "/changes?since=yesterday",
    "/events/nothing/cite",
    "/events/nothing/cite.bib",
    "/events/nothing/changes",
    "/places/alder/changes?since=x",
    "/sitemaps/nothing-1.xml",
    "/sitemaps/events-2.xml",
]


@pytest.mark.parametrize("path", [*VIEWS, *RECORDS])
def test_a_page(pages: Pages, path: str) -> None:
    answer = pages.get(path)
    assert answer.status_code == 200, answer.text[:500]
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"] == CSP
    assert "max-age=60" in answer.headers["cache-control"]
    assert answer.headers["etag"]
    check_markup(Page(answer.text))


@pytest.mark.parametrize("path", MISSING)
def test_a_page_that_is_not_there(pages: Pages, path: str) -> None:
    answer = pages.get(path)
    assert answer.status_code in {400, 404}
    assert answer.headers["content-security-policy"] == CSP
    assert answer.headers["cache-control"] == "public, max-age=0, must-revalidate"
    page = Page(answer.text)
    check_markup(page)
    assert page.one("meta", name="robots").attributes["content"] == "noindex"


def check_markup(page: Page) -> None:
    assert page.faults == []
    assert banned(page) == []
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert sorted(ids, key=str) == sorted(set(ids), key=str)
    assert len(page.all("h1")) == len(page.all("main")) == len(page.all("header", class_="site")) == 1
    assert page.one("title").text.endswith(" · Parallel 38")
    assert page.one("meta", name="description").attributes["content"]
    assert page.all("a")[0].attributes == {"class": "skip", "href": "#main"}
    assert [link for link in outside(page) if link.startswith(f"{CONTACT}?title=Error%20in%20")]
    assert {urlsplit(link).hostname for link in outside(page)} <= {"example.org", "127.0.0.1", *PUBLISHERS}
    assert {a.attributes["href"] for a in page.all("a", rel="external")} <= {*outside(page)}


def outside(page: Page) -> list[str]:
    """Every address with a host."""
    values = [value or "" for element in page.elements for value in element.attributes.values()]
    return [value for value in values if value.startswith(("http:", "https:", "//"))]


@pytest.mark.parametrize("path", RECORDS)
def test_a_record_names_its_json_and_its_calls(pages: Pages, path: str) -> None:
    answer = pages.get(path)
    page = Page(answer.text)
    assert page.one("link", rel="alternate", type="application/json").attributes["href"] == f"/v1{path}"
    lines = [element.text for element in page.all("code") if element.text.startswith("curl")]
    assert lines[0].endswith(f"/v1{path}'")
    assert 1 <= len(lines) <= (9 if path.startswith(("/actors/", "/documents/")) else 7)
    assert answer.headers["parallel38-release"] == "1"
    assert "Release 1 of the data" in page.text
    twin = pages.get(f"{path}.json")
    assert (twin.status_code, twin.headers["location"]) == (302, f"/v1{path}")


def crawl(pages: Pages) -> dict[str, str]:
    """Every page that links lead to from the first, by address; every link resolves.

    Beyond a link with `nofollow`, such as that to a week later, there is no end: its page is seen, not followed.
    """
    seen: dict[str, str] = {}
    waiting, no_further = ["/"], set[str]()
    while waiting or no_further:
        last = not waiting
        path = no_further.pop() if last else waiting.pop()
        if path in seen:
            continue
        answer = pages.get(path)
        seen[path] = answer.text if "text/html" in answer.headers.get("content-type", "") else ""
        if answer.is_redirect:
            follow = answer.headers["location"]
            waiting += [follow] if follow.startswith("/") else []
            continue
        assert answer.status_code < 400, f"{path}: {answer.status_code}"
        if seen[path] and not last:
            page = Page(seen[path])
            no_further |= {address_of(link) for link in page.links(nofollow=True)}
            waiting += [address_of(link) for link in page.links(nofollow=False)]
    return seen


def address_of(link: str) -> str:
    return unescape(link).partition("#")[0]


def test_every_link_resolves_and_titles_are_unique(pages: Pages) -> None:
    found = crawl(pages)
    shown = {path: Page(text).one("title").text for path, text in found.items() if text}
    assert len(shown) > 150
    assert {path.split("?")[0] for path in shown} >= {"/", *RECORDS, *(f"/{name}" for name in LISTS)}
    titles = list(shown.values())
    twice = {title: [path for path in shown if shown[path] == title] for title in titles if titles.count(title) > 1}
    assert twice == {}


def test_the_explorer_only_reads_the_public_api(together: tuple[Pages, Recorded]) -> None:
    pages, recorded = together
    recorded.requests.clear()
    for path in [*VIEWS, *RECORDS, *MISSING]:
        pages.get(path)
    assert len(recorded.requests) > len(RECORDS)
    assert {request.method for request in recorded.requests} == {"GET"}
    assert all(request.url.path.startswith("/v1/") for request in recorded.requests)


@pytest.mark.parametrize(
    "path", ["/events/A-b", "/events/a%3Fb", "/events/..%2fmeta", "/events/a%00", f"/events/{'a' * 121}"]
)
def test_nothing_but_an_id_reaches_the_api(together: tuple[Pages, Recorded], path: str) -> None:
    pages, recorded = together
    recorded.requests.clear()
    assert pages.get(path).status_code == 404
    assert recorded.requests == []


def test_a_renamed_record_leads_to_its_new_page(pages: Pages) -> None:
    answer = pages.get("/events/removal-of-ledgers")
    assert (answer.status_code, answer.headers["location"]) == (308, "/events/ledger-removal")


def test_a_page_is_not_sent_twice(pages: Pages) -> None:
    first = pages.get("/events/ledger-removal")
    again = pages.get("/events/ledger-removal", if_none_match=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")


def test_json_twins_of_lists(site: Pages) -> None:
    assert site.get("/events.json?kind=war").headers["location"] == "/v1/events?kind=war"
    assert site.get("/index.json").headers["location"] == "/v1"


@pytest.mark.parametrize("path", [path for path in VIEWS if not path.startswith(("/problems/", "/search", "/_f/"))])
def test_the_twin_of_a_page_is_where_it_says(site: Pages, path: str) -> None:
    """`.json` behind the path of whatever the API was asked for leads to an answer of the API."""
    named = Page(site.text(path)).all("link", rel="alternate", type="application/json")
    bare, _, query = path.partition("?")
    twin = site.get(f"{'/index' if bare == '/' else bare}.json{'?' + query if query else ''}")
    if not named:
        assert twin.status_code == 404
        return
    assert twin.status_code == 302
    answer = site.get(twin.headers["location"])
    assert answer.status_code in {200, 307}
    assert answer.headers["content-type"] == "application/json"


def test_every_problem_of_the_api_is_explained(site: Pages) -> None:
    for name, problem in PROBLEMS.items():
        page = Page(site.text(f"/problems/{name}"))
        assert page.one("h1").text == problem.title
        assert f"Status {problem.status}" in page.text
