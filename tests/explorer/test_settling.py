"""What a dispute turns on, and how the works that a record is cited from are told to reference managers."""

from typing import Any

from explorer.accounts import groundless, hinges
from explorer.citing import works
from tests.explorer.conftest import Pages
from tests.explorer.html import Page


def claim(id: str, *evidence: tuple[str, str]) -> dict[str, Any]:
    return {"id": id, "evidence": [{"record": {"href": href}, "stance": stance} for href, stance in evidence]}


POSITIONS = [{"interpretations": [{"id": id} for id in ids]} for ids in ("ab", "c", "d")]
CLAIMS = [
    claim("a", ("/x", "for"), ("/y", "for")),
    claim("b", ("/x", "for")),
    claim("c", ("/x", "against")),
    claim("d"),
]


def test_what_most_answers_turn_on_comes_first() -> None:
    found = [(one.record["href"], one.uses) for one in hinges(POSITIONS, CLAIMS)]
    assert found == [("/x", [("A", "for"), ("B", "against")]), ("/y", [("A", "for")])]
    assert groundless(POSITIONS, CLAIMS) == ["C"]


def test_a_claim_that_answers_none_of_them_is_left_out() -> None:
    assert hinges(POSITIONS, [*CLAIMS, claim("of a later release", ("/z", "for"))]) == hinges(POSITIONS, CLAIMS)


def test_a_dispute_says_what_its_answers_turn_on(site: Pages) -> None:
    page = Page(site.text("/disputes/who-ordered-removal"))
    said = " ".join(page.one("section", aria_labelledby="settle").text.split())
    assert said.startswith("What would settle it Nobody on record says what would.")
    assert "document Minutes of the council for answer B" in said


def test_works_are_told_with_their_authors() -> None:
    chapter = {"title": "T", "author": [{"family": "A", "given": "B"}, {"literal": "C"}], "container-title": "In"}
    told = "citation_title=T; citation_author=A, B; citation_author=C; citation_inbook_title=In"
    assert works([chapter, {"title": "the record itself"}]) == [told]


def test_reference_managers_read_who_made_the_page_and_what_it_cites(site: Pages) -> None:
    page = Page(site.text("/quotations/weir-ledgers-safe"))
    assert page.one("meta", name="citation_author").attributes["content"] == "Parallel 38"
    cited = page.one("meta", name="citation_reference").attributes["content"] or ""
    assert cited.startswith("citation_title=The Ledger That Moved; citation_author=Halden, Mira")
    assert page.classed("cited")[0].endswith("/quotations/weir-ledgers-safe.")
