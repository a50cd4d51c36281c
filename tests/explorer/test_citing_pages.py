"""How to cite a record, what changed since it was cited, and where an error in it is reported."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from api.models.vocabulary import RecordType
from explorer.assets import Assets
from explorer.reporting import record_page, report
from explorer.settings import Settings
from explorer.site import environment
from seed.loading.load import load
from tests.conftest import loaded
from tests.databases import Databases
from tests.edits import Edited
from tests.explorer.conftest import CONTACT, Pages, in_process
from tests.explorer.html import Page

WORDS = "/quotations/weir-ledgers-safe"
SITE = "https://example.org"


@pytest.fixture(scope="module")
def changed(databases: Databases, corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """Two releases: the corpus; then one record corrected with a note, one renamed and one withdrawn."""
    url = loaded(databases, "sqlite", corpus)
    edited = Edited(corpus, tmp_path_factory.mktemp("edited") / "data")
    edited.replace("places.yaml", "name_now: Alder-on-the-Hill", "name_now: Alder-on-the-Water")
    edited.replace("notes.yaml", "The name of today was missing.", "The hill was a misreading.")
    edited.remove("events.yaml", "cellar-search")
    edited.rename(RecordType.EVENT, "flood-of-1887", "flood-in-1887")
    load(edited.read(), url)
    with in_process(url) as (pages, _):
        yield pages


def test_a_citation_is_there_in_every_form(site: Pages) -> None:
    """Word for word what the API says: the source first, then the record with its release."""
    page = Page(site.text(f"{WORDS}/cite"))
    cited = json.loads(site.text(f"/v1{WORDS}/citation"))
    shown = [element.text for element in page.all("pre", tabindex="0") if not element.text.startswith("curl")]
    assert shown[:6] == [
        cited["chicago"]["note"],
        "\n".join(cited["chicago"]["bibliography"]),
        "\n".join(cited["mla"]),
        "\n".join(cited["apa"]),
        cited["bibtex"],
        cited["ris"].replace("\r\n", "\n"),
    ]
    assert json.loads(shown[6]) == cited["csl_json"]
    assert len(shown) == 7
    assert cited["chicago"]["note"].index("The Ledger That Moved") < cited["chicago"]["note"].index("release 1")
    assert page.one("link", rel="alternate", type="application/json").attributes["href"] == f"/v1{WORDS}/citation"
    assert f"{WORDS}/changes" in {form.attributes["action"] for form in page.all("form")}


@pytest.mark.parametrize(
    ("ending", "media_type", "begins"),
    [
        ("bib", "application/x-bibtex", "@incollection{"),
        ("ris", "application/x-research-info-systems", "TY  - CHAP\r\n"),
        ("csl.json", "application/vnd.citationstyles.csl+json", "[\n"),
    ],
)
def test_a_citation_can_be_saved(site: Pages, ending: str, media_type: str, begins: str) -> None:
    answer = site.get(f"{WORDS}/cite.{ending}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    name = f"parallel38-weir-ledgers-safe.{ending}"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["parallel38-release"] == "1"
    assert answer.text.startswith(begins)
    assert f"{WORDS}/cite.{ending}" in Page(site.text(f"{WORDS}/cite")).links()


def test_a_record_leads_to_its_citation_and_its_changes(site: Pages) -> None:
    for path in (WORDS, f"{WORDS}/cite", "/actors/anna-weir/knowledge?at=1931-04-12"):
        links = Page(site.text(path)).links()
        record = record_page(path)
        assert {f"{record}/cite", f"{record}/changes"} <= {*links}
    assert not [link for link in Page(site.text("/events")).links() if link.endswith(("/cite", "/changes/"))]


VIEWED = ["/events?kind=war", "/timeline?date=1931-04", "/correspondence", "/search?q=ledgers", "/map", "/about", "/",
          "/actors/anna-weir/knowledge?at=1931-04-12", "/days/04-09", "/changes?since=0"]  # fmt: skip


@pytest.mark.parametrize("path", VIEWED)
def test_a_view_can_be_cited_as_it_is_shown(site: Pages, path: str) -> None:
    page = Page(site.text(path))
    title = page.one("title").text.removesuffix(" · Parallel 38")
    ended = title if title.endswith("?") else f"{title}."
    assert page.classed("cited") == [f"“{ended}” Parallel 38, release 1. https://example.org{path}"]
    assert page.classed("permalink")[0].startswith(page.classed("cited")[0])


def test_what_cannot_be_shown_cannot_be_cited(site: Pages) -> None:
    assert Page(site.get("/events/nothing").text).classed("cited") == []


@pytest.mark.parametrize(("ending", "twin"), [("cite", "citation"), ("changes", "changes")])
def test_json_twins(site: Pages, ending: str, twin: str) -> None:
    answer = site.get(f"{WORDS}/{ending}.json")
    assert (answer.status_code, answer.headers["location"]) == (302, f"/v1{WORDS}/{twin}")


def test_who_cited_a_release_sees_what_changed_since(changed: Pages) -> None:
    page = Page(changed.text("/places/alder/changes?since=1"))
    assert page.one("h1").text == "What changed since release 1"
    assert page.classed("correction") == ["Editor\u2019s note: The hill was a misreading."]
    assert "name_now" in {element.text for element in page.all("code")}
    assert page.one("input", id="since").attributes["value"] == "1"
    nothing = Page(changed.text("/places/alder/changes?since=2"))
    assert "Nothing changed in it since release 2" in nothing.text
    whole = Page(changed.text("/places/alder/changes"))
    assert len(whole.classed("correction")) == 2
    assert [heading.attributes["id"] for heading in whole.all("h2") if heading.attributes.get("id", "") != "more"] == [
        "release-1",
        "release-2",
    ]


def test_what_the_newest_release_changed(changed: Pages) -> None:
    page = Page(changed.text("/changes"))
    assert page.one("h1").text == "What release 2 changed"
    assert page.classed("correction") == ["Editor\u2019s note: The hill was a misreading."]
    assert sorted(page.classed("when")) == [
        "Changed: compared_with",
        "Changed: name_now",
        "Renamed from flood-of-1887 to flood-in-1887",
        "Withdrawn",
    ]
    assert {"/places/alder", "/events/flood-in-1887", "/events/cellar-search/changes"} <= {*page.links()}
    everything = Page(changed.text("/changes?since=0"))
    assert everything.one("h1").text == "What changed since the beginning"
    following = next(link for link in everything.links() if "cursor=" in link)
    assert Page(changed.text(following)).classed("total") == ["64 changes, continued"]
    assert changed.get("/changes?since=&type=").headers["location"] == "/changes"


def test_a_withdrawn_record_tells_what_became_of_it(changed: Pages) -> None:
    gone = changed.get("/events/cellar-search")
    assert gone.status_code == 410
    assert "/events/cellar-search/changes" in Page(gone.text).links()
    page = Page(changed.text("/events/cellar-search/changes"))
    assert "Search of the cellar" in page.text
    assert "This record was withdrawn" in page.text
    assert page.classed("item") == ["Added", "Withdrawn"]
    assert not [link for link in page.links() if link in ("/events/cellar-search", "/events/cellar-search/cite")]


def test_a_history_goes_on_under_another_id(changed: Pages) -> None:
    answer = changed.get("/events/flood-of-1887/changes?since=1")
    assert (answer.status_code, answer.headers["location"]) == (308, "/events/flood-in-1887/changes?since=1")
    for ending in ("/cite", "/cite.bib", "?a=b"):
        location = changed.get(f"/events/flood-of-1887{ending}").headers["location"]
        assert location == f"/events/flood-in-1887{ending}"


def reported(page: Page) -> dict[str, str]:
    """What the link to report an error fills in."""
    links = [one.attributes["href"] or "" for one in page.all("a") if one.text == "Report an error"]
    assert len(links) == 1
    return {name: values[0] for name, values in parse_qs(urlsplit(links[0]).query).items()}


@pytest.mark.parametrize("path", [WORDS, f"{WORDS}/cite", f"{WORDS}/changes?since=1"])
def test_an_error_of_a_record_is_reported_with_its_id_and_release(site: Pages, path: str) -> None:
    filled = reported(Page(site.text(path)))
    assert filled["record"] == WORDS.removeprefix("/")
    assert (filled["release"], filled["page"]) == ("1", SITE + path)
    assert filled["title"] == "Error in quotations/weir-ledgers-safe (release 1)"
    assert filled["body"].splitlines()[:3] == [f"Page: {SITE}{path}", f"Record: {WORDS[1:]}", "Release: 1"]


def test_an_error_elsewhere_is_reported_with_its_address(site: Pages) -> None:
    filled = reported(Page(site.text("/events?kind=war")))
    assert filled["page"] == f"{SITE}/events?kind=war"
    assert "record" not in filled


@pytest.mark.parametrize("path", ["/nothing", "/events/no-such-event", "/developers", "/developers/lists", "/about"])
def test_pages_that_show_no_records_name_the_release_too(site: Pages, path: str) -> None:
    answer = site.get(path)
    filled = reported(Page(answer.text))
    assert (filled["page"], filled["release"]) == (SITE + path, "1")
    assert answer.headers["parallel38-release"] == "1"


def test_a_withdrawn_record_is_reported_with_the_release(changed: Pages) -> None:
    answer = changed.get("/events/cellar-search")
    assert answer.status_code == 410
    assert reported(Page(answer.text))["release"] == answer.headers["parallel38-release"]


@pytest.mark.parametrize(
    ("contact", "sent"),
    [
        ("mailto:a@example.org", {"subject", "body"}),
        ("mailto:a@example.org?subject=Ours&cc=b@example.org", {"subject", "cc", "body"}),
        (CONTACT, {"title", "body", "page", "record", "release"}),
        (f"{CONTACT}?title=Ours", {"title", "body", "page", "record", "release"}),
    ],
)
def test_what_the_contact_says_already_stays(contact: str, sent: set[str]) -> None:
    found = report(contact, SITE, "/events/a-b/cite", "40")
    assert found.startswith(contact.partition("?")[0] + "?")
    query = parse_qs(urlsplit(found).query)
    assert {*query} == sent
    title = query.get("subject", query.get("title"))
    assert title == ["Ours" if "Ours" in contact else "Error in events/a-b (release 40)"]
    assert "Record: events/a-b" in query["body"][0]
    assert "+" not in found  # what reads mailto: takes it for a plus
    assert "\n" not in found


@pytest.mark.parametrize(
    ("address", "record"),
    [
        ("/events/a-b", "/events/a-b"),
        ("/causal-links/a/cite.bib", "/causal-links/a"),
        ("/actors/a/knowledge?at=1950-10-01", "/actors/a"),
        ("/quotations/a?paragraphs=1", "/quotations/a"),
        ("/events", None),
        ("/events?kind=war", None),
        ("/events/No", None),
        ("/days/06-25", None),
        ("", None),
    ],
)
def test_which_record_an_address_belongs_to(address: str, record: str | None) -> None:
    assert record_page(address) == record


def test_nobody_to_report_to() -> None:
    """Nothing is shown where no address is set."""
    page = environment(Settings.from_env({}), Assets()).get_template("about_method.html")
    text = page.render(path="/about/method", address="/about/method", calls=[], release=None, chapters={})
    assert "Report an error" not in text
    assert "report an error" not in text
