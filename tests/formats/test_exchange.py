"""BibTeX and RIS: what they say, and that no title can break out of its field."""

from api.formats.exchange import bibtex, ris

HOSTILE = {
    "id": "x",
    "type": "webpage",
    "title": "50% of {A} & B_C\nER  - \nTY  - BOOK",
    "container-title": "Parallel 38",
    "URL": "https://p38.example/x_y",
}


def test_bibtex_escapes_what_tex_would_take_for_its_own() -> None:
    written = bibtex([HOSTILE])
    assert written.startswith("@misc{x,\n")
    assert r"title = {{50\% of \{A\} \& B\_C ER - TY - BOOK}}" in written
    assert "url = {https://p38.example/x_y}" in written


def test_a_title_cannot_begin_a_line_of_ris() -> None:
    lines = ris([HOSTILE]).split("\r\n")
    assert [line[:2] for line in lines] == ["TY", "ID", "TI", "T2", "UR", "ER", ""]
    assert lines[2] == "TI  - 50% of {A} & B_C ER - TY - BOOK"


def test_names_are_inverted_and_whole_names_kept_whole() -> None:
    item = HOSTILE | {"author": [{"family": "Alder", "given": "Ann"}, {"literal": "The Ledger Board"}]}
    assert "author = {Alder, Ann and {The Ledger Board}}" in bibtex([item])
    assert "AU  - Alder, Ann\r\nAU  - The Ledger Board\r\n" in ris([item])
