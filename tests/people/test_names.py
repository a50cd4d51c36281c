"""A printed name taken to pieces, and written in full."""

import pytest

from seed.people.names import Name, fits, forms, key, names_somebody, parse


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Marlow, Edwin T.", Name("Marlow", ("Edwin", "T."), inverted=True)),
        ("Marlow,  Edwin\n T.", Name("Marlow", ("Edwin", "T."), inverted=True)),
        (
            "Marlow, Major General Edwin T., Jr.",
            Name("Marlow", ("Edwin", "T."), "jr", ("major", "general"), inverted=True),
        ),
        ("Marlow, E.T.H., III", Name("Marlow", ("E.", "T.", "H."), "iii", inverted=True)),
        ("MacArthur, Douglas, II", Name("MacArthur", ("Douglas",), "ii", inverted=True)),
        ("Truman, Sergeant Harry", Name("Truman", ("Harry",), "", ("sergeant",), inverted=True)),
        ("Marlow, Edwin, Lieutenant Colonel", Name("Marlow", ("Edwin",), "", ("lieutenant", "colonel"), inverted=True)),
        ("Marlow, Sir Edwin, Bart.", Name("Marlow", ("Edwin",), "", ("sir",), inverted=True)),
        ("Marlow, Edwin (Ned)", Name("Marlow", ("Edwin",), others=("Ned",), inverted=True)),
        ("Marlow, Edwin (“Ned”), Jr.", Name("Marlow", ("Edwin",), "jr", others=("Ned",), inverted=True)),
        ("Brandeck, Otto von", Name("von Brandeck", ("Otto",), inverted=True)),
        ("Sahir, Omar al-", Name("al-Sahir", ("Omar",), inverted=True)),
        (
            "Orlov, Marshal of the Soviet Union Pavel I.",
            Name("Orlov", ("Pavel", "I."), "", ("marshal", "of", "the", "soviet", "union"), inverted=True),
        ),
        ("Prince Norodam", Name("Norodam", titles=("prince",))),
        ("Kim Il Sung", Name("Kim Il Sung")),
        ("Souphan Keo, Prince", Name("Souphan Keo", titles=("prince",))),
        ("Krishna Varma.", Name("Krishna Varma")),
        ("Marlow", Name("Marlow")),
        ("", Name("")),
        ("(?)", Name("(?)")),
    ],
)
def test_parse(printed: str, name: Name) -> None:
    assert parse(printed) == name


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("Acheson, Dean G.", ["Dean G. Acheson", "Dean Acheson"]),
        ("Marlow, J. Edwin", ["J. Edwin Marlow", "Edwin Marlow"]),
        ("Marlow, Edwin T., Jr.", ["Edwin T. Marlow Jr.", "Edwin T. Marlow", "Edwin Marlow"]),
        ("Marlow, Edwin, II", ["Edwin Marlow II", "Edwin Marlow"]),
        ("Marlow, Edwin (“Ned”)", ["Edwin Marlow", "Ned Marlow"]),
        ("Marlow, Mrs. Edwin T.", ["Mrs. Edwin T. Marlow", "Mrs. Edwin Marlow"]),
        ("Chang Myong (John M. Chang)", ["Chang Myong", "John M. Chang"]),
        ("Brandeck, Otto von", ["Otto von Brandeck"]),
        ("Norodam", ["Norodam"]),
    ],
)
def test_forms(printed: str, written: list[str]) -> None:
    assert forms(printed) == written


def test_key_is_blind_to_marks_and_to_what_parts_words() -> None:
    assert key("P\u2019y\u014fng-yang") == key("Pyongyang") == "pyongyang"
    assert key("al\u2013Sa\u2018ud") == key("Al-Saud")


@pytest.mark.parametrize(
    ("some", "full", "do"),
    [
        (("dean",), ("dean", "g"), True),
        (("d", "g"), ("dean", "gooderham"), True),
        (("lawton",), ("j", "lawton"), True),
        (("g", "dean"), ("dean", "g"), False),
        (("deane",), ("dean",), False),
        (("il", "sung"), ("ilsung",), True),
        ((), ("dean",), True),
    ],
)
def test_fits(some: tuple[str, ...], full: tuple[str, ...], do: bool) -> None:
    assert fits(some, full) is do


def test_what_only_describes_is_no_name() -> None:
    assert names_somebody("Otto von Brandeck")
    assert not names_somebody("the president")
    assert not names_somebody("Generalissimo")
    assert not names_somebody("Comrade in arms")
