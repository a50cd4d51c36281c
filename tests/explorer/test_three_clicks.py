"""The thirteen questions: the page of each is reached from the first in at most three clicks, and tells a fact.

A click follows a link that stands on the page, or sends a form that does; nothing is typed into the address.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode, urljoin

import pytest

from tests.conftest import loaded
from tests.databases import ROOT, Databases
from tests.explorer.conftest import Pages, in_process
from tests.explorer.html import Page

MOST = 3


@dataclass(frozen=True)
class Link:
    """A link to this address, the part after `#` aside."""

    to: str


@dataclass(frozen=True)
class Form:
    """The form of this address with these values in its fields; the others are sent as they stand."""

    action: str
    values: dict[str, str] = field(default_factory=dict)


Click = Link | Form
STALIN, OCTOBER = "joseph-stalin", "1950-10-01/1950-10-15"


def known(at: str) -> list[Click]:
    return [
        Form("/knowledge", {"actor": STALIN, "at": at}),
        Form(f"/actors/{STALIN}/knowledge", {"about": "united-states"}),
    ]


def searched(words: str, found: str) -> list[Click]:
    return [Form("/search", {"q": words}), Link(found)]


EVENTS: list[Click] = [Link("/events"), Form("/events", {"date": OCTOBER})]
CERTAINLY = f"/events?date={OCTOBER}&date_match=within"
WAYS: dict[str, tuple[list[Click], list[str]]] = {
    "1 what Stalin wrote to Mao": (
        [
            Link("/correspondence"),
            Form("/correspondence", {"date": "1950-10"}),
            Link("/correspondence/joseph-stalin/mao-zedong?date=1950-10"),
        ],
        ["at least five or six divisions to the 38th parallel", "received", "[… words lost at the page break …]"],
    ),
    "2 what had reached Stalin by 1 February": (known("1950-02-01"), ["28 January 1950", "atomic", "infer"]),
    "2 and by 1 October": (known("1950-10-01"), ["28 January 1950", "approval", "infer"]),
    "3 who objected at Blair House": (
        [Link("/search?q=Blair%20House"), Link("/events/blair-house-meeting-1")],
        ["Objected", "Omar Bradley", "Frank Pace", "Louis Johnson", "“the advisability”"],
    ),
    "4 what happened at Sochi": (
        [Link("/search?q=Sochi"), Link("/events/sochi-talks")],
        ["Who drew back at Sochi", "Soviet records", "Chinese sources", "Why did Zhou bring a refusal"],
    ),
    "5 why Stalin backed the invasion": (
        searched("support for the invasion plan", "/events/stalin-support-for-invasion-plan"),
        ["Said to have led here", "Sino-Soviet treaty", "“must have been”", "End of the American atomic monopoly"],
    ),
    "6 what would have happened": (
        [
            Link("/interpretations"),
            Form("/interpretations", {"kind": "counterfactual", "author": "thomas-j-christensen"}),
        ],
        ["Argued, not an event", "Thomas J. Christensen", "argues"],
    ),
    "7 what followed from the war": (
        [*searched("Korean War", "/events/korean-war"), Link("/events/korean-war?reach=all")],
        [
            "Rearmament of West Germany",
            "American military budget",
            "Setback for the Soviet Union",
            "friendship between",
        ],
    ),
    "8 possibly in early October": (EVENTS, ["possibly within", "Soviet boycott of the United Nations"]),
    "8 certainly in early October": (
        [*EVENTS, Link(CERTAINLY)],
        ["certainly within", "Talks between Stalin and Zhou Enlai at Sochi"],
    ),
    "9 everything on 13 October 1950": (
        [Link("/days/1950-06-25"), Form("/days", {"on": "1950-10-13"})],
        ["Mao to Stalin, 13 October 1950", "Stalin to Kim Il Sung, 13 October 1950", "May have been that day"],
    ),
    "9 on this day of any year": (
        [Link("/days/1950-06-25"), Form("/days", {"on": "10-13"})],
        ["13 October, in any year", "Mao to Stalin, 13 October 1950"],
    ),
    "10 where a quotation stands": (
        searched("reckon with the fact", "/quotations/stalin-let-war-happen-now"),
        ["characters 13291\u201313719", "In the same source", "Who uses these words", "logic of power politics"],
    ),
    "11 who wrote to whom": (
        [Link("/correspondence")],
        ["to Joseph Stalin", "through N. V. Roshchin", "Zhou Enlai", "day"],
    ),
    "12 what rests on the cable of 5 October": (
        searched("Stalin to Mao 5 October 1950", "/documents/stalin-to-mao-1950-10-05"),
        ["Claims that rest on it", "logic of power politics", "Mao appeared to give way"],
    ),
    "13 what rests on nothing": (
        [Link("/interpretations"), Form("/interpretations", {"evidence": "none"})],
        ["Rests on (or none): none", "names no evidence"],
    ),
}


@pytest.fixture(scope="module")
def site(databases: Databases) -> Iterator[Pages]:
    """The curated data, which needs no source at hand to be shown."""
    with in_process(loaded(databases, "sqlite", ROOT / "seed" / "data")) as (pages, _):
        yield pages


def follow(site: Pages, page: Page, here: str, click: Click) -> tuple[str, Page]:
    """Where the click leads; it must be there to be made."""
    target = linked(page, click) if isinstance(click, Link) else sent(page, click)
    address = urljoin(here, target)
    answer = site.get(address)
    for _ in range(3):
        if not answer.is_redirect:
            break
        address = urljoin(address, answer.headers["location"])
        answer = site.get(address)
    assert answer.status_code == 200, address
    return address, Page(answer.text)


def linked(page: Page, click: Link) -> str:
    there = {link.partition("#")[0] for link in page.links()}
    assert click.to in there, f"{click.to} is not among the links: {sorted(there)}"
    return click.to


def sent(page: Page, click: Form) -> str:
    """The address that a browser would make of the form: what is filled in, and what stands in it."""
    page.one("form", action=click.action)
    fields = fields_of(page, click.action)
    assert set(click.values) <= set(fields), f"{click.action} has no such fields: {sorted(fields)}"
    filled = fields | click.values
    return f"{click.action}?{urlencode(filled)}"


def fields_of(page: Page, action: str) -> dict[str, str]:
    """Names and values of the fields between the form's tag and the next one's."""
    inside, found, select = False, dict[str, str](), ""
    for element in page.elements:
        told = element.attributes
        if element.name in ("form", "footer"):
            inside = element.name == "form" and told.get("action") == action
        elif inside and element.name == "input" and told.get("type") != "radio":
            found[told["name"] or ""] = told.get("value") or ""
        elif inside and element.name == "select":
            select = told["name"] or ""
            found[select] = ""
        elif inside and element.name == "option" and "selected" in told:
            found[select] = told.get("value") or ""
    return found


@pytest.mark.parametrize("question", WAYS)
def test_a_question_is_answered_within_three_clicks(site: Pages, question: str) -> None:
    clicks, facts = WAYS[question]
    assert 1 <= len(clicks) <= MOST
    here, page = "/", Page(site.text("/"))
    for click in clicks:
        here, page = follow(site, page, here, click)
    main = " ".join(page.one("main").text.split())
    assert [fact for fact in facts if fact not in main] == [], here


def test_every_question_has_its_way() -> None:
    assert {question.split()[0] for question in WAYS} == {str(number) for number in range(1, 14)}
