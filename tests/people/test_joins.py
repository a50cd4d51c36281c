"""Which entries are one person's for certain, which possibly, and which not."""

from collections.abc import Sequence

import pytest

from seed.people.entries import Curated, Entry, Identity, Key, shown_years, years
from seed.people.grouping import EDITOR, NAME, Grouping, group

LIST = ["frus1950v01", "frus1951v02", "frus1952-54v03", "frus1955-57v04", "frus1958-60v05"]
TRUMAN = Curated("harry-truman", ("Harry Truman",), ("President",), (1949, 1951))
RHEE = Curated("syngman-rhee", ("Syngman Rhee",), (), (1948, 1951))
KIM = Curated("kim-il-sung", ("Kim Il Sung",), (), (1949, 1951))
MACARTHUR = Curated("douglas-macarthur", ("Douglas MacArthur",), ("General",), (1950, 1951))
ROSHCHIN = Curated("n-v-roshchin", ("N. V. Roshchin",), ("Soviet ambassador",), (1950, 1950))
PLESHAKOV = Curated("constantine-pleshakov", ("Constantine Pleshakov",))


def listed(*names: str, volumes: Sequence[str] = LIST) -> list[Entry]:
    """One entry in each of the volumes, in turn."""
    return [Entry(volume, "p_A1", name) for volume, name in zip(volumes, names, strict=False)]


def sets(found: Grouping, entries: Sequence[Entry]) -> list[set[str]]:
    """The printed names of each identity, in the order of their first entries."""
    made: dict[Identity, set[str]] = {}
    for entry in entries:
        join = found.joined.get(entry.key)
        made.setdefault(join.identity if join else entry.key, set()).add(entry.printed)
    return list(made.values())


@pytest.mark.parametrize(
    "names",
    [
        ("Marlow, Edwin T.", "Marlow, Edwin T."),
        ("Marlow, Edwin T.", "Marlow, Edwin"),
        ("Marlow, Edwin T.", "Marlow, Edwin Thomas", "Marlow, General Edwin"),
        ("Marlow, E. T.", "Marlow, Edwin T."),
        ("Marlow, J. Edwin", "Marlow, Edwin"),
        ("Marlow, Sir Edwin", "Marlow, Dr. Edwin"),
        ("Brandeck, Otto von", "von Brandeck, Otto"),
        ("al-Sahir, Omar", "Sahir, Omar al-"),
        ("Orlov, Sergei", "Orlov, Sergey"),
        ("Pak Song-ho", "Pak Song Ho"),
        ("Pak, Song-ho", "Pak Song Ho"),
        ("Marlow, Edwin T., Jr.", "Marlow, Edwin T.", "Marlow, Edwin T., Jr."),
    ],
)
def test_one_person(names: tuple[str, ...]) -> None:
    volumes = ["frus1952-54v01", "frus1952-54v02", "frus1952-54v03"]
    entries = listed(*names, volumes=volumes)
    assert sets(group(entries), entries) == [set(names)]


@pytest.mark.parametrize(
    "names",
    [
        ("Marlow, Edwin T.", "Marlow, Edwin S."),
        ("Marlow, Edwin", "Marlow, Edgar"),
        ("Marlow, Edwin", "Marlowe, Edwin"),
        ("Marlow, Edwin", "Marlow, E."),
        ("Marlow, J. Edwin", "Marlow, James E."),
        ("Marlow, Edwin", "Marlow, James Edwin"),
        ("Marlow, Edwin", "Marlow, Edwin, Jr."),
        ("Marlow, Edwin T., Jr.", "Marlow, Edwin T., Sr."),
        ("MacArthur, General Douglas", "MacArthur, Douglas, II"),
        ("Truman, Harry", "Truman, Sergeant Harry"),
        ("Marlow, General Edwin", "Marlow, Admiral Edwin"),
        ("Marlow, Edwin", "Marlow, Mrs. Edwin"),
        ("Marlow", "Marlow"),
        ("Marlow", "Marlow, Edwin"),
        ("Saud, Ibn", "Saud, Ibn Omar"),
        ("Truman, Harry S.", "Truman, Habby S."),
    ],
)
def test_not_for_certain(names: tuple[str, str]) -> None:
    entries = listed(*names)
    assert group(entries).joined == {}


def test_the_identity_is_the_first_by_volume_and_id() -> None:
    entries = listed("Marlow, Edwin T.", "Marlow, Edwin", "Marlow, Edwin Thomas")
    joined = group(entries).joined
    assert {join.identity for join in joined.values()} == {Key("frus1950v01", "p_A1")}
    assert [join.method for join in joined.values()] == [NAME, NAME]
    assert joined[Key("frus1952-54v03", "p_A1")].reason == (
        "the names \u201cMarlow, Edwin Thomas\u201d and \u201cMarlow, Edwin T.\u201d agree,"
        " in volumes of 1950 and 1952-54"
    )


def test_the_same_id_in_two_volumes_says_nothing() -> None:
    assert group(listed("Raab, Julius", "Reston, James")) == Grouping({}, [])


def test_a_name_that_fits_two_people_is_neither_for_certain() -> None:
    entries = listed("Smith, Robert H.", "Smith, Robert", "Smith, Robert C.")
    found = group(entries)
    assert found.joined == {}
    assert {pair[:2] for pair in found.possibly} == {
        (entries[1].key, entries[0].key),
        (entries[2].key, entries[1].key),
    }
    assert all(pair.reason.startswith("the names agree, but they fit another person too") for pair in found.possibly)


def test_a_rare_misprint_does_not_part_what_stands_many_times() -> None:
    volumes = [f"frus1955-57v{number:02}" for number in range(1, 15)]
    entries = listed(*["Smith, Robert H."] * 11, "Smith, Robert", "Smith, Robert", "Smith, Robert B.", volumes=volumes)
    assert sets(group(entries), entries) == [{"Smith, Robert H.", "Smith, Robert"}, {"Smith, Robert B."}]


def test_who_stand_in_one_volume_are_two() -> None:
    volume = "frus1950v01"
    entries = [Entry(volume, "p_SR1", "Smith, Robert H."), Entry(volume, "p_SR2", "Smith, Robert")]
    assert group(entries) == Grouping({}, [])
    later = Entry("frus1951v02", "p_SR1", "Smith, Robert")
    assert group([*entries, later]).joined[later.key].identity == entries[1].key


def test_a_name_that_stands_twice_in_a_volume_is_proposed() -> None:
    entries = [Entry("frus1950v01", "p_SR1", "Smith, Robert"), Entry("frus1950v01", "p_SR2", "Smith, Robert")]
    found = group([*entries, Entry("frus1951v02", "p_SR1", "Smith, Robert")])
    assert found.joined == {}
    assert found.possibly[0].reason == "the same name stands twice in one volume (\u201cSmith, Robert\u201d, 1950)"
    assert len(found.possibly) == 3


def test_years_apart_are_told() -> None:
    entries = listed("Marlow, Edwin T.", "Marlow, Edwin T.", volumes=["frus1914Supp", "frus1950v01"])
    found = group(entries)
    assert found.joined == {}
    assert [pair.reason for pair in found.possibly] == [
        "the names agree, but their volumes are 36 years apart (\u201cMarlow, Edwin T.\u201d, 1914 to 1950)"
    ]


def test_volumes_between_bridge_the_years() -> None:
    entries = listed(*["Marlow, Edwin T."] * 3, volumes=["frus1943China", "frus1955-57v02", "frus1969-76v03"])
    assert len(group(entries).joined) == 2


@pytest.mark.parametrize(
    ("names", "doubt"),
    [
        (("Truman, Harry S.", "Truman, Habby S."), "the names are alike, and one may be a misprint"),
        (("Vandenburg, Hoyt S.", "Vandenberg, Hoyt S."), "the names are alike, and one may be a misprint"),
        (
            ("MacArthur, General Douglas", "MacArthur, Douglas, II"),
            "the names agree, but not what tells father and son",
        ),
        (("Marlow, Edwin", "Marlow, E."), "the names agree, but one has only an initial"),
        (("Marlow", "Marlow, Edwin"), "one has only the family name of the other"),
        (("Marlow", "Marlow"), "the names agree, but no given name is there to tell"),
    ],
)
def test_proposed(names: tuple[str, str], doubt: str) -> None:
    (pair,) = group(listed(*names)).possibly
    assert (pair.one, pair.other) == (Key(LIST[1], "p_A1"), Key(LIST[0], "p_A1"))
    assert pair.reason.startswith(doubt)


@pytest.mark.parametrize(
    "names",
    [
        ("Truman, Harry", "Truman, Sergeant Harry"),
        ("Marlow, Edwin", "Marlow, Mrs. Edwin"),
        ("Marlow, General Edwin", "Marlow, Admiral Edwin"),
        ("Marlow, Edwin", "Marlow, Robert"),
    ],
)
def test_not_even_proposed(names: tuple[str, str]) -> None:
    assert group(listed(*names)) == Grouping({}, [])


def test_a_family_name_alone_is_not_proposed_as_everybody() -> None:
    given = ["Adam", "Bruno", "Carl", "Dora"]
    entries = [Entry(LIST[0], f"p_{name}", f"Marlow, {name}") for name in given]
    assert group([*entries, Entry(LIST[1], "p_M1", "Marlow")]).possibly == []


@pytest.mark.parametrize(
    ("printed", "role", "person"),
    [
        ("Truman, Harry S.", "President of the United States", TRUMAN),
        ("Truman, President Harry S.", None, TRUMAN),
        ("Truman, Harry S.", None, TRUMAN),
        ("Rhee, Syngman", "President of the Republic of Korea", RHEE),
        ("Syngman Rhee", None, RHEE),
        ("Kim Il-sung", "Premier", KIM),
        ("MacArthur, General of the Army Douglas", "Commander in Chief, Far East", MACARTHUR),
        ("Roshchin, Nikolai V.", "Soviet Ambassador in China", ROSHCHIN),
    ],
)
def test_a_curated_person_is_the_identity(printed: str, role: str | None, person: Curated) -> None:
    entry = Entry("frus1950v07", "p_A1", printed, role)
    others = [TRUMAN, RHEE, KIM, MACARTHUR, ROSHCHIN, PLESHAKOV]
    assert group([entry], others).joined[entry.key].identity == person.slug


@pytest.mark.parametrize(
    ("printed", "role"),
    [
        ("Roshchin, Alexei", "Soviet representative"),
        ("Pleshakov, Petr", "Minister of the Radio Industry"),
        ("Pleshakov, Constantine", None),  # nothing says when the curated one lives
        ("Truman, Sergeant Harry", "Military Police"),
        ("Truman, Habby S.", "President of the United States"),
        ("Truman, Harry", "Grocer in Ohio"),
        ("MacArthur, Douglas, II", "Counselor of the Department of State"),
        ("Rhee", "President"),
    ],
)
def test_a_curated_person_is_not_taken_for_another(printed: str, role: str | None) -> None:
    entry = Entry("frus1950v07", "p_A1", printed, role)
    others = [TRUMAN, RHEE, KIM, MACARTHUR, ROSHCHIN, PLESHAKOV]
    assert group([entry], others).joined == {}


def test_two_curated_persons_of_the_name_decide_nothing() -> None:
    entry = Entry("frus1950v07", "p_A1", "Truman, Harry S.")
    other = Curated("harry-a-truman", ("Harry A. Truman",), (), (1950, 1950))
    assert group([entry], [TRUMAN, other]).joined[entry.key].identity == "harry-truman"
    entry = Entry("frus1950v07", "p_A1", "Truman, Harry")
    found = group([entry], [TRUMAN, other])
    assert found.joined == {}
    assert [pair.other for pair in found.possibly] == ["harry-a-truman", "harry-truman"]


def test_reasons_with_curated_persons() -> None:
    entry = Entry("frus1950v07", "p_A1", "Truman, Harry S.", "President of the United States")
    reason = group([entry], [TRUMAN]).joined[entry.key].reason
    assert reason == "the name agrees with \u201cHarry Truman\u201d, and the offices do too"
    grocer = Entry("frus1950v07", "p_A1", "Truman, Harry", "Grocer in Ohio")
    (pair,) = group([grocer], [TRUMAN]).possibly
    assert pair.reason == "the names agree, but not the offices (\u201cTruman, Harry\u201d, 1950)"


def test_entries_of_a_curated_person_are_joined_across_the_years() -> None:
    entries = listed("Rhee, Syngman", "Rhee, Dr. Syngman", volumes=["frus1946v08", "frus1952-54v15p1"])
    assert {join.identity for join in group(entries, [RHEE]).joined.values()} == {"syngman-rhee"}


def test_an_editor_goes_before_names() -> None:
    """What he says of one entry is true of all that names join with it, unless they are another curated person's."""
    entries = listed("Truman, Habby S.", "Truman, Habby S.", "Rhee, Syngman", "Marlow, Edwin")
    confirmed: dict[Key, Identity] = {
        entries[1].key: "harry-truman",
        entries[2].key: "harry-truman",
        entries[3].key: entries[0].key,
    }
    joined = group(entries, [TRUMAN, RHEE], confirmed).joined
    assert {key: (join.identity, join.method) for key, join in joined.items()} == {
        entries[0].key: ("harry-truman", EDITOR),
        entries[1].key: ("harry-truman", EDITOR),
        entries[2].key: ("harry-truman", EDITOR),
        entries[3].key: ("harry-truman", EDITOR),
    }
    assert joined[entries[1].key].reason == "confirmed by an editor"
    assert joined[entries[0].key].reason == "has the name of an entry that an editor has joined"


def test_an_editors_word_of_one_volume_twice_holds() -> None:
    one, other = Entry("frus1950v01", "p_A1", "Marlow, Edwin"), Entry("frus1950v01", "p_A2", "Marlowe, Edwin")
    joined = group([one, other], (), {one.key: other.key}).joined
    assert joined == {other.key: (one.key, EDITOR, "confirmed by an editor")}


def test_what_an_editor_says_of_others_is_passed_over() -> None:
    entries = listed("Marlow, Edwin")
    unknown: dict[Key, Identity] = {Key("frus1861", "p_X1"): entries[0].key, entries[0].key: "nobody"}
    assert group(entries, [TRUMAN], unknown) == Grouping({}, [])


def test_the_order_of_entries_does_not_matter() -> None:
    names = ["Smith, Robert H.", "Smith, Robert", "Smith, Robert C.", "Smith, R. H.", "Smith", "Smith, Robert, Jr."]
    entries = [Entry(volume, f"p_{place}", name) for volume in LIST for place, name in enumerate(names, len(volume))]
    entries = [entry for place, entry in enumerate(entries) if place % 4] + listed("Truman, Harry S.", "Truman, Harry")
    wanted = group(entries, [TRUMAN, RHEE])
    assert wanted.joined
    assert wanted.possibly
    for step in (5, 7, 11, 13):  # none divides the number of entries
        assert len(entries) % step
        turned = [entries[place * step % len(entries)] for place in range(len(entries))]
        assert group(turned, [RHEE, TRUMAN]) == wanted


@pytest.mark.parametrize(
    ("volume", "span", "shown"),
    [
        ("frus1950v07", (1950, 1950), "1950"),
        ("frus1955-57v23p2", (1955, 1957), "1955-57"),
        ("frus1969-76ve05p1", (1969, 1976), "1969-76"),
        ("frus1917-72PubDip", (1917, 1972), "1917-72"),
        ("frus1899-1902x", (1899, 1902), "1899 to 1902"),
        ("frus1943China", (1943, 1943), "1943"),
    ],
)
def test_years(volume: str, span: tuple[int, int], shown: str) -> None:
    assert years(volume) == span
    assert shown_years([volume]) == shown
