"""How pages are found, followed and passed on: sitemaps, feeds, what search engines and reference managers read."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element
from xml.etree.ElementTree import fromstring as parsed

import httpx
import pytest

from explorer import sitemaps
from explorer.assets import BUILT, Assets
from explorer.linked import linked_data
from tests.databases import absent
from tests.explorer.conftest import Pages, exploring, fixed
from tests.explorer.html import Page
from tests.explorer.test_pages import RECORDS, VIEWS

SITE = "https://example.org"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", re.ASCII)


def xml(answer: httpx.Response) -> Element:
    return parsed(answer.content)  # noqa: S314  (our own)


def text_of(element: Element, name: str) -> str:
    found = element.findall(ATOM + name)
    assert len(found) == 1, name
    assert found[0].text
    return found[0].text


def atom(answer: httpx.Response) -> list[Element]:
    """The entries of a feed that has what RFC 4287 asks for."""
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = xml(answer)
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert len({text_of(one, "id") for one in entries}) == len(entries)
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    own = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own == [text_of(feed, "id")]
    for one in (feed, *entries):
        assert text_of(one, "title")
        assert INSTANT.fullmatch(text_of(one, "updated"))
        addresses = [text_of(one, "id"), *(link.get("href") or "" for link in one.findall(f"{ATOM}link"))]
        assert all(address.startswith(f"{SITE}/") for address in addresses)
    assert text_of(feed, "updated") >= max((text_of(one, "updated") for one in entries), default="")
    return entries


def inside(entry: Element) -> Page:
    content = entry.find(f"{ATOM}content")
    assert content is not None
    assert content.get("type") == "html"
    page = Page(content.text or "")
    assert page.faults == []
    assert all((link.attributes["href"] or "").startswith(f"{SITE}/") for link in page.all("a"))
    return page


def test_the_feed_of_changes_has_an_entry_for_each_release(pages: Pages) -> None:
    entries = atom(httpx_of(pages.get("/changes.atom")))
    assert [text_of(one, "title") for one in entries] == ["Release 1: 60 added"]


def httpx_of(answer: httpx.Response) -> httpx.Response:
    """With the addresses of the process as those of the site: a process of its own has another PUBLIC_URL."""
    own = re.search(rb"<id>(https?://[^/<]+)/", answer.content)
    assert own
    body = answer.content.replace(own[1], SITE.encode())
    return httpx.Response(answer.status_code, headers={"content-type": answer.headers["content-type"]}, content=body)


def change(release: int, action: str, note: str | None = None) -> dict[str, Any]:
    record = {"id": "a", "type": "event", "label": "A <b> & c", "href": "/v1/events/a"}
    moved = {**record, "href": "/v1/events/b"} if action == "moved" else None
    at = f"2026-01-{release:02}T00:00:00Z"
    return {"release": f"{release}", "at": at, "action": action, "record": record, "moved_to": moved, "note": note}


def log(*releases: int, most: int = 100) -> Callable[[httpx.Request], httpx.Response]:
    """An API of that many changes of each release."""
    made = [change(release + 1, "updated", f"Note {n}.") for release, many in enumerate(releases) for n in range(many)]

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/meta":
            newest = len(releases)
            body: Any = {"release": f"{newest}", "released_at": f"2026-01-{newest:02}T00:00:00Z"}
        else:
            found = [one for one in made if int(one["release"]) > int(request.url.params["since"])]
            following = "/v1/changes?cursor=1" if len(found) > most else None
            body = {
                "results": found[:most],
                "total": len(found),
                "total_exact": len(found) <= 10_000,
                "next": following,
            }
        return httpx.Response(200, json=body, headers={"Parallel38-Release": f"{len(releases)}"})

    return answer


@pytest.mark.parametrize(
    ("releases", "titles"),
    [
        ((3, 2), ["Release 2: 2 changed", "Release 1: 3 changed"]),
        ((1, 0, 150), ["Release 3: 150 changes", "Release 1: 1 changed"]),
        ((150, 40), ["Release 2: 40 changed", "Release 1: 150 changes"]),
        ((1,) * 7, [f"Release {number}: 1 changed" for number in (7, 6, 5, 4, 3)]),
        ((10_001,), ["Release 1: more than 100 changes"]),
    ],
)
def test_a_release_is_told_whole_or_counted(releases: tuple[int, ...], titles: list[str]) -> None:
    with exploring(httpx.MockTransport(log(*releases))) as pages:
        entries = atom(pages.get("/changes.atom"))
    assert [text_of(one, "title") for one in entries] == titles
    first = inside(entries[0])
    assert "Note 0." in first.text
    assert "A <b> & c" in first.text
    whole = "changed" in titles[0]
    assert ("/changes?since=" in first.all("a")[-1].attributes["href"]) is not whole  # type: ignore[operator]


def days_of(request: httpx.Request) -> httpx.Response:
    on = request.url.params["on"]
    record = {"id": "a", "type": "event", "label": "A", "href": "/v1/events/a"}
    certain = [{"record": record, "date": {"words": "28 February 1950", "edtf": "1950-02-28"}}] if on == "02-28" else []
    return httpx.Response(200, json={"certain": certain, "left_out": 2 * len(certain)})


def test_the_feed_of_days_has_the_last_week() -> None:
    with exploring(httpx.MockTransport(days_of), today=lambda: date(1952, 3, 5)) as pages:
        answer = pages.get("/on-this-day.atom")
        (entry,) = atom(answer)
    assert text_of(entry, "id") == f"{SITE}/days/02-28#in-1952"
    assert text_of(entry, "title") == "28 February: 3 records"
    assert text_of(entry, "updated") == "1952-02-28T00:00:00Z"
    assert inside(entry).text.split() == ["28", "February", "1950,", "event:", "A", "2", "more"]
    assert answer.headers["cache-control"] == "public, max-age=3600"


def test_today_is_a_day_of_the_calendar() -> None:
    with exploring(fixed({}), today=lambda: date(1952, 2, 29)) as pages:
        assert pages.get("/on-this-day").headers["location"] == "/days/02-29"
        assert pages.get("/on-this-day.json").headers["location"] == "/v1/on-this-day"


@pytest.mark.parametrize("path", ["/changes.atom", "/on-this-day.atom", "/sitemap.xml", "/sitemaps/events-1.xml"])
def test_nothing_is_half_told(path: str) -> None:
    """A feed or a sitemap that lacks a part would be taken for whole."""
    with exploring(fixed({"/v1/meta": (200, {"release": "2"}), "/v1/disputes": (200, {"total": 1})})) as pages:
        assert pages.get(path).status_code == 404


def listed(answer: httpx.Response, name: str) -> list[str]:
    assert answer.headers["content-type"] == "application/xml; charset=utf-8"
    return [found.text or "" for found in xml(answer).findall(f"{MAP}{name}/{MAP}loc")]


def test_sitemaps_lead_to_every_page(site: Pages) -> None:
    files = listed(site.get("/sitemap.xml"), "sitemap")
    found = [address for file in files for address in listed(site.get(file.removeprefix(SITE)), "url")]
    assert len(found) == len({*found})
    paths = {address.removeprefix(SITE) for address in found}
    assert {*RECORDS, *sitemaps.PLACES} <= paths
    assert sum(path.count("/") == 2 and not path.startswith("/about/") for path in paths) == 60
    for path in sorted(paths):
        assert site.get(path).status_code == 200, path
    assert xml(site.get("/sitemaps/events-1.xml")).findall(f"{MAP}url/{MAP}lastmod")


def fifteen(request: httpx.Request) -> httpx.Response:
    """An API that lists fifteen records, two at a time."""
    start = int(request.url.params.get("cursor", 0))
    records = [{"href": f"/v1/actors/a{n}", "updated_at": "2026-01-01T00:00:00Z"} for n in range(15)]
    following = f"/v1/actors?cursor={start + 2}" if start + 2 < 15 else None
    return httpx.Response(200, json={"results": records[start : start + 2], "total": 15, "next": following})


def test_a_sitemap_with_a_query_is_the_one_without(site: Pages) -> None:
    """What takes many calls is made once for a release, whatever stands behind its address."""
    answer = site.get("/sitemaps/events-1.xml?a=1")
    assert (answer.status_code, answer.headers["location"]) == (302, "/sitemaps/events-1.xml")


def test_a_sitemap_has_so_many_addresses_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MOST", 4)
    with exploring(httpx.MockTransport(fifteen)) as pages:
        found = [listed(pages.get(f"/sitemaps/actors-{number}.xml"), "url") for number in range(1, 5)]
        assert pages.get("/sitemaps/actors-5.xml").status_code == 404
        assert pages.get("/sitemaps/actors-0.xml").status_code == 404
        assert len(listed(pages.get("/sitemap.xml"), "sitemap")) == 1 + 10 * 4
    assert [len(addresses) for addresses in found] == [4, 4, 4, 3]
    assert [address for addresses in found for address in addresses] == [f"{SITE}/actors/a{n}" for n in range(15)]


def test_crawlers_are_told(pages: Pages) -> None:
    answer = pages.get("/robots.txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert {"User-agent: *", "Disallow: /_f/"} <= {*answer.text.splitlines()}
    assert re.search(r"^Sitemap: https?://[^/]+/sitemap\.xml$", answer.text, re.M)


@pytest.mark.parametrize("path", ["/", "/events?kind=war", "/events/ledger-removal", "/about", "/changes"])
def test_what_is_shown_where_a_page_is_passed_on(site: Pages, path: str) -> None:
    page = Page(site.text(path))
    shared = {
        one.attributes["property"]: one.attributes["content"]
        for one in page.all("meta")
        if "property" in one.attributes
    }
    assert f"{shared['og:title']} · Parallel 38" == page.one("title").text
    assert shared["og:description"] == page.one("meta", name="description").attributes["content"]
    assert shared["og:url"] == page.one("link", rel="canonical").attributes["href"] == SITE + path
    feeds = [link.attributes["href"] for link in page.all("link", rel="alternate", type="application/atom+xml")]
    assert feeds == ["/changes.atom", "/on-this-day.atom"]


def test_the_picture_that_is_shown_then() -> None:
    """Our own, of the size that such pictures have."""
    if not (BUILT / "manifest.json").is_file():
        absent("the browser assets are not built; run `python -m explorer.build`")
    assets = Assets()
    with exploring(fixed({}), assets) as pages:
        page = Page(pages.text("/about"))
        address = page.one("meta", property="og:image").attributes["content"] or ""
        answer = pages.get(urlsplit(address).path)
    assert address == f"{SITE}{assets.url('share.png')}"
    assert answer.headers["content-type"] == "image/png"
    assert answer.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert [int.from_bytes(answer.content[at : at + 4], "big") for at in (16, 20)] == [1200, 630]
    assert len(answer.content) <= 20 * 1024


def test_no_picture_without_a_build(tmp_path: Path) -> None:
    with exploring(fixed({}), Assets(built=tmp_path)) as pages:
        assert Page(pages.text("/about")).all("meta", property="og:image") == []


@pytest.mark.parametrize("path", RECORDS)
def test_reference_managers_and_machines_know_the_record(site: Pages, path: str) -> None:
    page = Page(site.text(path))
    record = json.loads(site.text(f"/v1{path}"))
    assert page.one("link", rel="cite-as").attributes["href"] == SITE + path
    assert page.one("meta", name="citation_title").attributes["content"] == record["label"]
    assert page.one("meta", name="citation_public_url").attributes["content"] == SITE + path
    assert site.get(page.one("link", rel="describedby").attributes["href"] or "").status_code == 200
    data = json.loads(page.one("script", type="application/ld+json").text)
    assert (data["@context"], data["@id"], data["name"]) == ("https://schema.org", SITE + path, record["label"])


FOREIGN = "utm_source=x&utm_campaign=%C3%A9&fbclid=abc"


@pytest.mark.parametrize("path", ["/", "/about", "/events?kind=war", "/events/ledger-removal", "/search?q=a+b"])
def test_marks_of_others_are_taken_off_an_address(pages: Pages, path: str) -> None:
    """A list would refuse them as filters, and each would be another page to search engines."""
    answer = pages.get(f"{path}{'&' if '?' in path else '?'}{FOREIGN}")
    assert (answer.status_code, answer.headers["location"]) == (302, path)
    assert pages.get(path).status_code == 200


def test_what_only_looks_like_a_mark_is_refused_as_before(site: Pages) -> None:
    assert site.get("/events?utm=x").status_code == 400


@pytest.mark.parametrize("path", ["/events?limit=2", "/actors?limit=2", "/timeline?limit=2"])
def test_a_page_that_ends_with_its_release_is_not_found(site: Pages, path: str) -> None:
    """Whoever came to it by a search engine would be told to start again."""
    first = Page(site.text(path))
    assert first.all("meta", name="robots") == []
    following = next(link for link in first.links() if "cursor=" in link)
    page = Page(site.text(following))
    assert [one.attributes["content"] for one in page.all("meta", name="robots")] == ["noindex"]
    assert page.all("link", rel="canonical") == []


def test_what_is_no_record_is_not_cited_as_one(site: Pages) -> None:
    for path in VIEWS:
        assert Page(site.text(path)).all("link", rel="cite-as") == []


BASE: dict[str, Any] = {"id": "a", "label": "A </script>", "href": "/v1/x/a", "updated_at": "2026-01-01T00:00:00Z",
                        "citations": []}  # fmt: skip


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ({"type": "actor", "kind": "person"}, {"@type": "Person"}),
        ({"type": "actor", "kind": "unnamed-voice"}, {"@type": "Thing"}),
        ({"type": "place", "latitude": None, "longitude": None}, {"@type": "Place"}),
        (
            {"type": "document", "date": {"edtf": "1950-04~", "earliest": "1950-03-16", "latest": None}},
            {"temporalCoverage": "1950-03-16/.."},
        ),
        ({"type": "document", "date": {"edtf": "1950-06-25", "earliest": "1950-06-25", "latest": "1950-06-25"}},
         {"dateCreated": "1950-06-25"}),
        ({"type": "event", "summary": None, "place": None,
          "date": {"edtf": "1950-06?", "earliest": "1950-06-01", "latest": "1950-06-30"}}, {"@type": "Event"}),
    ],
)  # fmt: skip
def test_nothing_is_told_to_machines_that_is_not_certain(record: dict[str, Any], told: dict[str, Any]) -> None:
    written = str(linked_data(SITE, BASE | record))
    assert "<" not in written
    found = json.loads(written)
    assert found["name"] == "A </script>"
    assert {name: found[name] for name in told} == told
    dates = {name for name in found if name in ("startDate", "dateCreated", "temporalCoverage", "geo")}
    assert dates == {*told} - {"@type"}
