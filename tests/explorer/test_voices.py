"""Who is talking: what the pages make of words, claims and facts."""

import pytest

from tests.explorer.conftest import Pages
from tests.explorer.html import Page


def page(site: Pages, path: str) -> Page:
    return Page(site.text(path))


def test_a_lacuna_is_shown_and_never_filled_in(site: Pages) -> None:
    found = page(site, "/quotations/weir-ledgers-safe")
    lost = "“The ledgers are safe where no [… words lost at the page break …] will find them before winter.”"
    assert found.one("blockquote").text.strip() == lost
    assert "A page break swallowed words between the two parts. They are not filled in." in found.text
    assert "verified on both sides of the gap, 2025-01-02" in found.text


def test_an_emendation_shows_what_was_printed_and_why(site: Pages) -> None:
    found = page(site, "/quotations/brandt-until-roof-mended")
    assert found.one("blockquote").text.strip() == "“should be postponed until the roof is mended.”"
    assert "printed “postnoned” read “postponed”: error of the scan" in " ".join(found.text.split())
    assert "“should be postnoned until the roof is mended.”" in found.text


def test_a_quotation_says_where_it_stands(site: Pages) -> None:
    found = page(site, "/quotations/weir-shelves-damp")
    assert "characters 398\u2013419, 434\u2013475" in found.text
    assert "quotation weir-shelves-damp" in found.classed("chain")[0]
    assert [side.split()[0] for side in found.classed("neighbours")] == ["before"]
    assert {"/sources/halden-reeve-ledger-moved", "/documents/weir-to-brandt-1931-04"} <= set(found.links())


def test_a_neighbour_in_two_parts_is_named_once(site: Pages) -> None:
    found = page(site, "/quotations/brandt-until-roof-mended")
    assert found.classed("neighbours")[0].count("The shelves are damp") == 1


def test_doubt_about_a_speaker_stays_with_the_name(site: Pages) -> None:
    assert "(so one party claims)" in page(site, "/quotations/brandt-paper-does-not-drown").text
    assert "(no speaker is named)" in page(site, "/quotations/clerk-keep-door-shut").text


@pytest.mark.parametrize(
    ("path", "who"),
    [
        ("/interpretations/weir-expected-refusal", "Mira Halden and Jonas Reeve infer “must have”"),
        ("/interpretations/removal-by-weir-alone", "Mira Halden and Jonas Reeve report"),
        ("/interpretations/damp-played-no-part", "Mira Halden and Jonas Reeve reject"),
    ],
)
def test_a_claim_begins_with_who_and_how_firmly(site: Pages, path: str, who: str) -> None:
    assert page(site, path).classed("who")[0] == who


def test_who_holds_a_reported_claim_and_how_firmly(site: Pages) -> None:
    held = page(site, "/interpretations/removal-ordered-by-brandt").classed("about-claim")[0]
    assert held.startswith("held by some readers (Halden and Reeve), as an assertion")


def test_a_statement_is_never_between_quotation_marks(site: Pages) -> None:
    found = page(site, "/events/ledger-removal")
    assert found.classed("statement")
    assert [text for text in found.classed("statement") if "“" in text] == []


def test_a_stance_is_a_word_and_a_sign(site: Pages) -> None:
    found = page(site, "/causal-links/damp-to-removal")
    assert found.classed("stance") == ["asserts", "disputes"]
    assert len(found.all("svg", aria_hidden="true")) == 2
    assert "1 says so, 1 disputes it" in found.text


def test_no_evidence_is_a_finding(site: Pages) -> None:
    found = page(site, "/interpretations/removal-kept-quiet")
    assert "The author names no evidence for it. That is a finding, not a gap in our record." in found.text


def test_the_accounts_of_an_event_stand_side_by_side(site: Pages) -> None:
    found = page(site, "/events/ledger-removal")
    assert found.classed("holder")[:3] == [
        "some readers (Halden and Reeve)",
        "the minutes of the council (Halden and Reeve)",
        "Mira Halden and Jonas Reeve",
    ]
    assert "All of them as told by Mira Halden and Jonas Reeve." in found.classed("intro")[0]
    assert [given.split()[:3] for given in found.classed("given")] == [
        ["answer", "A", "reported"],
        ["answer", "B", "reported"],
        ["answer", "A", "reported"],
        ["answer", "B", "infer"],
    ]
    assert "All agree: The ledgers left the town." in found.text
    assert "Every answer takes for granted: The removal was concealed." in found.text


def test_rival_dates_name_who_gives_them(site: Pages) -> None:
    rivals = page(site, "/events/ledger-removal").classed("rivals")[0]
    assert "summer 1931 1931-22 as printed: “the summer of 1931”" in rivals
    assert "town newspaper of Alder, Halden and Reeve, Ledger, characters 844\u2013887" in rivals


DATES = [
    ("/events/ledger-removal", "20 April 1931 1931-04-20 as printed: “April 20”", "The year follows"),
    ("/events/cellar-search", "about June 1931 1931-06~ as printed: “About June 1931”", "approximate"),
    ("/events/room-closure", "from March 1931, end unknown 1931-03/", "last day unknown"),
    ("/events/room-stands-empty", "from May 1931, going on 1931-05/..", "no last day: it goes on"),
    ("/events/closing-vote", "3 March 1931 1931-03-03", "by the calendar of Alder"),
    ("/events/damp-shelves", "date not recorded", ""),
    ("/documents/weir-note", "no date as printed: “undated”", "The source gives none"),
    ("/documents/weir-to-brandt-1931-04", "1 to 10 April 1931 1931-04-01/1931-04-10", "not after 1931-04-09"),
]


@pytest.mark.parametrize(("path", "when", "basis"), DATES, ids=[path for path, _, _ in DATES])
def test_a_date_is_never_more_precise_than_the_record(site: Pages, path: str, when: str, basis: str) -> None:
    block = page(site, path).classed("date")[0]
    assert block.startswith(when)
    assert basis in block


def test_only_plain_dates_are_marked_up_for_machines(site: Pages) -> None:
    found = page(site, "/events").all("time")
    assert {element.attributes["datetime"] for element in found} == {"1887", "1931-03-03", "1931-04-20"}


def test_a_condition_by_judgement_says_whose(site: Pages) -> None:
    notice = page(site, "/events/archive-disorder").classed("notice")[0]
    assert notice == "That this was so is a judgement: Nobody was in charge of the archive any longer."


def test_what_a_page_break_took_from_an_event_or_a_claim(site: Pages) -> None:
    assert "stood on a page that is missing" in page(site, "/events/cellar-search").classed("lost-note")[0]
    lost = page(site, "/interpretations/closure-warned-weir").classed("lost-note")[0]
    assert "The sentence ends on a page that is missing. What Weir made of the warning." in lost


def test_a_counterfactual_is_argued_not_an_event(site: Pages) -> None:
    found = page(site, "/interpretations/roof-mended-no-removal")
    assert "Argued, not an event" in found.classed("counterfactual")[0]
    listed = page(site, "/interpretations?kind=counterfactual")
    assert "Argued, not an event: none of this happened." in listed.classed("notice")


def test_what_was_withheld_is_not_told_as_received(site: Pages) -> None:
    found = page(site, "/transmissions/council-not-told-of-reply")
    assert "Kept from council of Alder" in " ".join(found.classed("strip")[0].split())
    assert "That it was kept from them is stated in the source." in found.classed("summary")[0]


def test_every_answer_to_a_dispute_shows_who_on_what(site: Pages) -> None:
    found = page(site, "/disputes/who-ordered-removal")
    rows = [" ".join(row.text.split()) for row in found.all("tr")][1:]
    assert rows[0].startswith("A Brandt gave the order. Held by some readers (Halden and Reeve), as an assertion")
    assert rows[0].endswith("no evidence named")
    assert rows[1].endswith("for document Minutes of the council")


def test_editor_sentences_carry_their_notes(site: Pages) -> None:
    found = page(site, "/events/ledger-removal")
    assert found.one("a", href="#note-1").attributes["aria-label"] == "note 1"
    assert found.one("li", id="note-1").text.split()[-2:] == ["characters", "808\u2013842"]
