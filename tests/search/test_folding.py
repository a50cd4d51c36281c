"""Folding: what counts as the same word."""

import pytest

from api.folding import fold

ALIKE = {
    "pyolgang": ["P'yŏlgang", "P\u2019yŏlgang", "P\u2018yo\u0306lgang", "pyŏlgang's", "PYOLGANG"],
    "chou en lai": ["Chou En-lai", "chou  en\u2013lai", "CHOU EN-LAI\u2019S"],
    "ussr": ["U.S.S.R.", "U. S. S. R.", "U.S.S.R", "USSR"],
    "us troops": ["U.S. troops", "U. S. troops", "US troops"],
    "jv halden": ["J. V. Halden", "J.V. Halden"],
    "dean g halden": ["Dean G. Halden"],
    "section a i went": ["Section A. I went"],
    "10 pm": ["10 p. m.", "10 p.m.", "10\u00a0pm"],
    "workers party": ["workers\u2019 party", "Workers' Party"],
    "strasse": ["Straße", "STRASSE"],
    "lodz sorensen": ["Łódź Sørensen"],
    "795 00 6 2550": ["795.00/6\u20132550"],
    "softened": ["soft\u00adened"],
    "": ["", " ", "…", '"\u2019\u201d', "\ud800", "\x00"],
}


@pytest.mark.parametrize(("folded", "written"), [(folded, one) for folded, all_ in ALIKE.items() for one in all_])
def test_folds(folded: str, written: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize("first", range(0, 0x30000, 0x1000))
def test_folding_twice_changes_nothing(first: int) -> None:
    """Every character, in all three places of a word."""
    text = " ".join(f"a{chr(code)}b {chr(code)}s{chr(code)}" for code in range(first, first + 0x1000))
    folded = fold(text)
    assert fold(folded) == folded
    assert all(sign.isalnum() or sign == " " for sign in folded)
