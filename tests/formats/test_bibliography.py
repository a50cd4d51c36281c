"""How works of each kind are cited, in every form: one essay, one volume, one record; and what a work does not say."""

from collections.abc import Callable

import pytest

from api.formats import exchange
from api.formats.bibliography import Item, apa, chicago, chicago_note, mla

ESSAY = {
    "id": "ledgers",
    "type": "chapter",
    "title": "The Ledgers Removed",
    "author": [{"family": "Alder", "given": "Ann B."}, {"family": "Birk", "given": "Carl"}],
    "editor": [{"family": "Cole", "given": "Dora"}],
    "container-title": "Papers on Ledgers",
    "publisher": "Elm Press",
    "publisher-place": "Oslo",
    "issued": {"date-parts": [[1999]]},
}
VOLUME = {
    "id": "v1",
    "type": "book",
    "title": "Papers, 1950, Volume I",
    "editor": [{"family": "Dorn", "given": "Eva"}],
    "publisher": "State Press",
    "publisher-place": "Berne",
    "issued": {"date-parts": [[1976]]},
    "URL": "https://archive.example/v1/d2",
}
RECORD = {
    "id": "who-drew-back",
    "type": "webpage",
    "title": "Who drew back?",
    "container-title": "Parallel 38",
    "version": "release 42",
    "issued": {"date-parts": [[2026, 9, 4]]},
    "URL": "https://p38.example/disputes/who-drew-back",
}
LOST = {"id": "lost", "type": "chapter", "title": "[An essay (excerpt)]", "container-title": "Papers on Ledgers"}


@pytest.mark.parametrize(
    ("form", "item", "expected"),
    [
        (chicago_note, ESSAY, "Ann B. Alder and Carl Birk, “The Ledgers Removed,” in Papers on Ledgers, ed. Dora Cole "
         "(Oslo: Elm Press, 1999)."),
        (chicago, ESSAY, "Alder, Ann B., and Carl Birk. “The Ledgers Removed.” In Papers on Ledgers, edited by "
         "Dora Cole. Oslo: Elm Press, 1999."),
        (mla, ESSAY, "Alder, Ann B., and Carl Birk. “The Ledgers Removed.” Papers on Ledgers, edited by Dora Cole, "
         "Elm Press, 1999."),
        (apa, ESSAY, "Alder, A. B., & Birk, C. (1999). The Ledgers Removed. In D. Cole (Ed.), Papers on Ledgers. "
         "Elm Press."),
        (chicago_note, VOLUME, "Papers, 1950, Volume I, ed. Eva Dorn (Berne: State Press, 1976), "
         "https://archive.example/v1/d2."),
        (chicago, VOLUME, "Papers, 1950, Volume I. Edited by Eva Dorn. Berne: State Press, 1976. "
         "https://archive.example/v1/d2."),
        (apa, VOLUME, "Dorn, E. (Ed.). (1976). Papers, 1950, Volume I. State Press. https://archive.example/v1/d2"),
        (chicago_note, RECORD, "“Who drew back?” Parallel 38, release 42, September 4, 2026, "
         "https://p38.example/disputes/who-drew-back."),
        (mla, RECORD, "“Who drew back?” Parallel 38, release 42, 4 Sept. 2026, "
         "https://p38.example/disputes/who-drew-back."),
        (apa, RECORD, "Who drew back? (Release 42). (2026, September 4). Parallel 38. "
         "https://p38.example/disputes/who-drew-back"),
        (chicago, LOST, "“[An essay (excerpt)].” In Papers on Ledgers."),
        (apa, LOST, "[An essay (excerpt)]. (n.d.). In Papers on Ledgers."),
    ],
)  # fmt: skip
def test_a_work_in_a_form(form: Callable[[Item], str], item: Item, expected: str) -> None:
    assert form(item) == expected


def test_a_note_says_where_in_the_work() -> None:
    assert chicago_note(VOLUME, "Document 2, p. 7").endswith("1976), Document 2, p. 7, https://archive.example/v1/d2.")


def test_many_authors_are_shortened_where_the_style_does() -> None:
    many = ESSAY | {"author": [{"family": name, "given": "X."} for name in ("One", "Two", "Three", "Four")]}
    assert chicago_note(many).startswith("X. One et al., ")
    assert chicago(many).startswith("One, X., X. Two, X. Three, and X. Four. ")
    assert mla(many).startswith("One, X., et al. ")


def test_marks_within_a_title_are_single() -> None:
    assert chicago(LOST | {"title": "On “ledgers”"}) == "“On \u2018ledgers\u2019.” In Papers on Ledgers."


def test_a_full_stop_of_its_own_is_not_doubled() -> None:
    assert chicago(LOST | {"title": "The ledgers go."}) == "“The ledgers go.” In Papers on Ledgers."
    assert chicago_note(LOST | {"title": "The ledgers go."}) == "“The ledgers go,” in Papers on Ledgers."


def test_a_suffix_stands_where_each_form_has_it() -> None:
    name = {"family": "Fenn", "given": "William F.", "suffix": "Jr."}
    book = {"id": "b", "type": "book", "title": "Ledgers", "author": [name]}
    assert chicago_note(book) == "William F. Fenn Jr., Ledgers."
    assert mla(book) == "Fenn, William F., Jr. Ledgers."
    assert apa(book) == "Fenn, W. F., Jr. (n.d.). Ledgers."
    part = {"id": "c", "type": "chapter", "title": "One", "container-title": "Ledgers", "editor": [name]}
    assert "In W. F. Fenn Jr. (Ed.), Ledgers." in apa(part)
    assert "author = {Fenn, Jr., William F.}" in exchange.bibtex([book])
    assert "AU  - Fenn, William F., Jr.\r\n" in exchange.ris([book])
