"""Who is named, and what is pointed at: by markup, in the head, in lists of those present, in small capitals."""

from pathlib import Path

import pytest

from api.models.vocabulary import MentionMethod, ReferenceKind
from seed.frus.tei.references import reference
from seed.frus.volume import Document, Findings, Mention, Party, Span
from tests.frus.volumes import FIRST, documents, named, one

HEAD, MARKUP = MentionMethod.HEAD, MentionMethod.MARKUP
ROLL, SMALL = MentionMethod.PARTICIPANTS, MentionMethod.SMALL_CAPITALS


def test_senders_and_recipients() -> None:
    first, eighth = named(FIRST, "d1"), named(FIRST, "d8")
    assert (first.senders, first.recipients) == ([Party("Harwick", None)], [Party("Secretary of State", None)])
    assert (eighth.senders, eighth.recipients) == (
        [Party("Ambassador Harwick", "p_HA1")],
        [Party("Dov Tamsin", "p_TD1")],
    )


def seen(document: Document) -> list[tuple[str, str | None, MentionMethod]]:
    return [(mention.surface, mention.xml_id, mention.method) for mention in document.mentions]


def test_mentions() -> None:
    assert seen(named(FIRST, "d1")) == [
        ("Harwick", None, HEAD),
        ("Secretary of State", None, HEAD),
        ("Harwick", None, SMALL),
    ]
    assert seen(named(FIRST, "d2")) == [
        ("General Orsk", "p_OB1", MARKUP),
        ("the Ambassador", "p_HA1", MARKUP),
        ("Mr. Nemo", "p_NOBODY", MARKUP),
        ("Harwick", "p_HA1", MARKUP),
        ("Edith Vale", "p_VE1", MARKUP),
    ]
    assert seen(named(FIRST, "d4")) == [
        *((name, None, ROLL) for name in ("Secretary Vale", "General Orsk", "Mr. Tamsin", "Miss Harwick", "Mr. Vale")),
        ("Admiral Nemo", None, ROLL),
        *((name, None, SMALL) for name in ("Mr. Tamsin", "Mr. Vale", "General Orsk", "Miss Harwick", "Dov Tamsin")),
    ]
    assert named(FIRST, "d2").mentions[0] == Mention(Span(False, 3, 0, 12), "General Orsk", "p_OB1", MARKUP)


def test_markup_that_points_at_several_or_at_nobody(tmp_path: Path) -> None:
    document = one(
        tmp_path,
        '<p><persName corresp="#p_A #p_B">they</persName> <persName corresp="#p_al Husayni">he</persName> '
        '<persName corresp="#">who</persName> <persName>she</persName></p>',
    )
    assert [(surface, target) for surface, target, _ in seen(document)] == [
        ("they", "p_A"),
        ("they", "p_B"),
        ("he", "p_al Husayni"),
        ("who", None),
        ("she", None),
    ]


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("<p>[Mr. Webb, Mr. Jessup] and [Mr. Rusk]</p>", "Mr. Webb|Mr. Jessup|Mr. Rusk"),
        ("<p>S[tanley] K. H[ornbeck]</p>", "Stanley K. Hornbeck"),
        ("<p>[Washington], [top secret]</p>", ""),
        ("<p>[The President] and [Mr. Secretary]</p>", ""),
        ("<p>[My Dear Mr. Lawton]:</p>", "Mr. Lawton"),
        ("<p>[Position of the Army in Larnia]</p>", ""),
        ("<p><hi rend='italic'>Mr. Webb</hi></p>", ""),
        ("<closer><signed>[Webb]</signed></closer>", "Webb"),
        ("<dateline><placeName>[New Delhi]</placeName></dateline>", ""),
    ],
)
def test_small_capitals(tmp_path: Path, content: str, names: str) -> None:
    """Brackets stand for small capitals here."""
    content = content.replace("[", "<hi rend='smallcaps'>").replace("]", "</hi>")
    assert "|".join(name for name, _, _ in seen(one(tmp_path, content))) == names


@pytest.mark.parametrize(
    ("content", "names"),
    [
        (
            "<list type='participants'><item>Count Orm, Rome</item><item>Dov Chu of Oslo</item></list>",
            "Count Orm|Dov Chu",
        ),
        (
            "<list><head>PRESENT</head><item>M. G. L. Joy, Rome</item><item>Minister of War</item></list>",
            "M. G. L. Joy",
        ),
        ("<p>Participants:</p><list><item>Mr. Webb, Under Secretary</item></list>", "Mr. Webb"),
        ("<p>Two ways:</p><list><item>Mr. Webb, Under Secretary</item></list>", ""),
        ("<table><row><cell>Present:</cell><cell>Mr. <persName>Allen</persName></cell></row></table>", "Allen"),
    ],
)
def test_lists_of_those_present(tmp_path: Path, content: str, names: str) -> None:
    assert "|".join(name for name, _, _ in seen(one(tmp_path, content))) == names


def test_references() -> None:
    assert [(found.kind.value, found.volume, found.xml_id) for found in named(FIRST, "d6").references] == [
        ("page", "frus1949v99", "pg_5"),
        ("document", "frus1949v99", "d4"),
        ("footnote", "frus1949v99", "d2fn2"),
        ("page", "frus1950v98", "pg_2"),
        ("document", "frus1950v98", "d1"),
        ("volume", "frus1950v98", None),
        ("page", "frus1944v77", "pg_256"),
        ("document", "frus1949v99", "d400"),
        ("other", "frus1949v99", "in1"),
    ]


@pytest.mark.parametrize(
    ("target", "kind", "volume", "identity"),
    [
        ("https://history.state.gov/historicaldocuments/frus1950v07/d59", "document", "frus1950v07", "d59"),
        ("https://history.state.gov/historicaldocuments/frus1950v07", "volume", "frus1950v07", None),
        ("https://example.org/a#b", "other", None, None),
        ("#", "other", None, None),
        ("#" + "x" * 200, "other", None, None),
        ("#d12a", "document", "frus1949v01", "d12a"),
    ],
)
def test_odd_references(target: str, kind: str, volume: str | None, identity: str | None) -> None:
    found = reference(target, Span(False, 1, 0, 1), "frus1949v01")
    assert (found.kind, found.volume, found.xml_id, found.target) == (ReferenceKind(kind), volume, identity, target)


def test_what_points_nowhere_is_counted() -> None:
    findings = Findings()
    documents(FIRST, findings)
    assert (findings.dangling_persons, findings.dangling_terms) == ({"p_NOBODY": 1}, {})
    assert findings.footnote_ids == ["d8fn9 in d7"]
    assert findings.misnumbered == ["d9a (number 9, printed 9)"]


def test_terms() -> None:
    document = named(FIRST, "d1")
    texts = {(block.is_note, block.number): block.text for block in document.blocks}
    uses = [(use.xml_id, texts[use.at.is_note, use.at.number][use.at.start : use.at.end]) for use in document.terms]
    assert uses == [("t_niact1", "niact"), ("t_LSC1", "LSC")]
