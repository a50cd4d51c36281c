"""Who may be meant by the words of a text."""

import pytest

from seed.people.candidates import Candidates, surfaces

LISTED = {
    1: "Acheson, Dean G.",
    2: "Matthews, H. Freeman",
    3: "Matthews, Francis P.",
    4: "MacArthur, Douglas, II",
    5: "King, Admiral Edwin",
    6: "Brandeck, Otto von",
    7: "Marlow, Mrs. Edwin T.",
    8: "Chang Myong (John M. Chang)",
    9: "Velez Alvaro, General Juan",
    10: "Collier, General J. Lawson",
    11: "Ladd, James S., Jr.",
    12: "Marlow, Nora",
    13: "Smith, Robert",
    14: "Smith, Robert H.",
}
CURATED = {
    100: ["Dean Acheson", "Acheson"],
    101: ["Harry Truman", "Truman", "the president"],
    102: ["Kim Il Sung", "Kim", "Korean leader"],
    103: ["Syngman Rhee"],
    104: ["Joseph Stalin", "Stalin", "Generalissimo", "Comrade Filippov", "the pontiff of world revolution"],
    105: ["N. V. Roshchin"],
    106: ["Gao Gang"],
    107: ["Chiang Kai-shek", "Chiang"],
    108: ["Omar Bradley", "Bradley"],
}
CANDIDATES = Candidates(LISTED, CURATED)


@pytest.mark.parametrize(
    ("surface", "actors"),
    [
        ("Mr. Acheson", [1]),
        ("Secretary Acheson", [1]),
        ("Secretary of State Acheson", [1]),
        ("ACHESON", [1]),
        ("Mr. Acheson\u2019s", [1]),
        ("D. G. Acheson", [1]),
        ("Robert Acheson", []),
        ("Mr. Matthews", [2, 3]),
        ("Secretary Matthews", [2, 3]),
        ("Francis P. Matthews", [3]),
        ("Freeman Matthews", [2]),
        ("Mr. MacArthur", [4]),
        ("Douglas MacArthur II", [4]),
        ("Douglas MacArthur", []),
        ("Admiral King", [5]),
        ("King", [5]),
        ("The King", []),
        ("Herr von Brandeck", [6]),
        ("Otto Brandeck", [6]),
        ("Mrs. Marlow", [7]),
        ("Mr. Marlow", [12]),
        ("Nora Marlow", [12]),
        ("Premier Chang", [8]),
        ("Chang Myong", [8]),
        ("John Chang", [8]),
        ("President Velez", [9]),
        ("Lawson Collier", [10]),
        ("Admiral Collier", [10]),
        ("Ladd, Jr.", [11]),
        ("Mr. Robert Smith", [13]),
        ("Mr. Robert H. Smith", [14]),
        ("Mr. Smith", [13, 14]),
        ("M. Brandeck", [6]),
        ("President Truman", [101]),
        ("Kim Il-sung", [102]),
        ("Premier Kim", [102]),
        ("President Rhee", [103]),
        ("Rhee Syngman", [103]),
        ("Generalissimo Stalin", [104]),
        ("Filippov", [104]),
        ("Ambassador Roshchin", [105]),
        ("Alexei Roshchin", []),
        ("Mr. Gao", [106]),
        ("Mr. Gang", []),
        ("Generalissimo Chiang Kai-shek", [107]),
        ("Gen. Omar N. Bradley", [108]),
        ("General of the Army Omar Bradley", [108]),
        ("The President", []),
        ("The Presidint", []),
        ("Mr. President", []),
        ("Foreign Secretary", []),
        ("Generalissimo", []),
        ("The", []),
        ("Mr.", []),
        ("", []),
    ],
)
def test_of(surface: str, actors: list[int]) -> None:
    assert CANDIDATES.of(surface) == actors


def test_the_volumes_own_list_goes_before_curated_persons() -> None:
    assert Candidates({}, CURATED).of("Mr. Acheson") == [100]
    assert CANDIDATES.of("Mr. Acheson") == [1]
    assert Candidates({1: "Acheson, David C."}, CURATED).of("Dean Acheson") == [100]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mr. Webb, Mr. Jessup, Mr. Rusk", ["Mr. Webb", "Mr. Jessup", "Mr. Rusk"]),
        ("Messrs. Webb and Rusk", ["Messrs. Webb", "Rusk"]),
        ("Mr. Webb Mr. Rusk", ["Mr. Webb", "Mr. Rusk"]),
        ("Ladd, Jr.", ["Ladd, Jr."]),
        ("Mr. James S. Ladd, Jr., Assistant Secretary", ["Mr. James S. Ladd, Jr.", "Assistant Secretary"]),
        ("Mr. Rusk, FE", ["Mr. Rusk", "FE"]),
        ("FE—Mr. Dean Rusk", ["FE", "Mr. Dean Rusk"]),
        ("Brig. Gen. Edwin Marlow of Mr. Rusk\u2019s staff;", ["Brig. Gen. Edwin Marlow", "Mr. Rusk\u2019s"]),
        ("(Secretary Matthews arrived later)", ["Secretary Matthews"]),
        ("General of the Army Douglas MacArthur", ["General of the Army Douglas MacArthur"]),
        ("Dr. Otto von Brandeck, of the Embassy", ["Dr. Otto von Brandeck"]),
        ("Mr. Rusk.", ["Mr. Rusk"]),
        ("at 6:40 p. m.", []),
        ("", []),
    ],
)
def test_surfaces(text: str, found: list[str]) -> None:
    cut = surfaces(text)
    assert [words for _, _, words in cut] == found
    assert all(text[start:end] == words for start, end, words in cut)
