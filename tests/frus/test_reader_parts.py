"""The parts of a volume, and what is read of each."""

from pathlib import Path

import pytest

from api.models.vocabulary import DocumentKind, SectionKind
from seed.frus.storing.volume_rows import editor
from seed.frus.tei import heads
from seed.frus.volume import Document, Findings, Head, Party, Person, Section, Term
from tests.frus.volumes import FIRST, SECOND, documents, named, one, parts, tei, written


def test_the_header() -> None:
    assert parts(FIRST)[0] == Head(
        volume="frus1949v99",
        title="Foreign Relations of the United States, 1949, The Strait of Larn, Volume XCIX",
        series="Foreign Relations of the United States",
        subseries="1949",
        number="Volume XCIX",
        subject="The Strait of Larn",
        editors=["Ambrose Quill", "Ida M. Fenn"],
        general_editors=["Petra Lund"],
        publisher="Printing Office of the Tests",
        place="Harbourton",
        year=1977,
        isbn="978-0-00-000000-2",
    )
    second = parts(SECOND)[0]
    assert isinstance(second, Head)
    assert second.subseries == "1950"


def test_a_poor_header(tmp_path: Path) -> None:
    content = tei('<div type="document" xml:id="d1"/>').replace(' type="complete">A Made-up Volume', ">")
    head = parts(written(tmp_path, content))[0]
    assert isinstance(head, Head)
    assert (head.title, head.publisher, head.year, head.editors) == ("1949", None, None, [])


def test_persons_and_terms() -> None:
    read = parts(FIRST)
    persons = {part.xml_id: (part.name, part.role) for part in read if isinstance(part, Person)}
    assert persons["p_HA1"] == ("Harwick, Alma T.", "Ambassador in Larnia, from March 1948")
    assert persons["p_ZM1"] == ("Zorin-Maat, Ilse", None)
    assert len(persons) == 6
    assert [(part.xml_id, part.expansion) for part in read if isinstance(part, Term)] == [
        ("t_LSC1", "Larn Strait Commission"),
        ("t_niact1", "communications indicator requiring attention by night"),
        ("t_Embtel1", "Embassy telegram"),
        ("t_Alone1", None),
    ]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ('<persName xml:id="p_A">A, B.</persName>—clerk', [("A, B.", "clerk")]),
        ('<persName xml:id="p_A">A, B.,</persName> clerk', [("A, B.", "clerk")]),
        ('<p><persName xml:id="p_A">A</persName></p><p>clerk</p>', [("A", "clerk")]),
        ('† <persName xml:id="p_A">A</persName>, clerk', [("A", "† , clerk")]),
        (
            'Clerks: <list><item><persName xml:id="p_A">A</persName>, one</item>'
            '<item><persName xml:id="p_B">B</persName>, two</item></list>',
            [("A", "one"), ("B", "two")],
        ),
        ('<persName xml:id="p_A">A</persName>, one; <persName xml:id="p_B">B</persName>', [("A", "one"), ("B", None)]),
        ('<persName corresp="#p_A">A</persName>, no entry', []),
    ],
)
def test_entries_in_odd_forms(tmp_path: Path, item: str, expected: list[tuple[str, str | None]]) -> None:
    front = f'<div type="section" xml:id="persons"><list type="names"><item>{item}</item></list></div>'
    read = parts(written(tmp_path, tei('<div type="document" xml:id="d1"/>', front=front)))
    assert [(part.name, part.role) for part in read if isinstance(part, Person)] == expected


def test_an_id_used_twice_is_reported(tmp_path: Path) -> None:
    entry = '<list><item><persName xml:id="p_A">{}</persName></item></list>'
    front = f'<div type="section">{entry.format("A")}{entry.format("B")}</div>'
    body = (
        '<div type="document" n="1" xml:id="d1"><p><note xml:id="d1fn1">a</note><note xml:id="d1fn1">b</note></p></div>'
    )
    findings = Findings()
    read = parts(written(tmp_path, tei(body, front=front)), findings)
    assert [part.name for part in read if isinstance(part, Person)] == ["A"]
    assert isinstance(read[-1], Document)
    assert [block.xml_id for block in read[-1].blocks] == ["d1fn1", None]
    assert findings.doubled_ids == ["p_A", "d1fn1"]


def test_sections() -> None:
    sections = [part for part in parts(FIRST) if isinstance(part, Section)]
    assert [(section.seq, section.parent, section.xml_id, section.kind.value) for section in sections] == [
        (1, None, "comp1", "compilation"),
        (2, 1, "ch1", "chapter"),
        (3, 2, "ch1subch1", "subchapter"),
        (4, 2, "ch1subch2", "subchapter"),
        (5, 1, "comp2", "compilation"),
        (6, None, "ch9", "chapter"),
    ]
    assert sections[0].title == "The strait and its keepers"
    assert (sections[0].prose or "").split("\n") == [
        "For what came before, see the volume for 1948.",
        "Ships of eleven flags passed the strait in 1949.",
        "Nobody counted the boats.",
    ]


def test_documents_stand_in_the_innermost_section() -> None:
    read = parts(FIRST)
    titles = {part.seq: part.xml_id for part in read if isinstance(part, Section)}
    stand = {part.xml_id: titles[part.section] for part in read if isinstance(part, Document) and part.section}
    assert (stand["d1"], stand["d3"], stand["d5"]) == ("ch1subch1", "ch1subch2", "comp2")
    assert (stand["d8"], stand["d9a"]) == ("comp1", "ch9")


def test_sections_without_documents_and_documents_without_sections(tmp_path: Path) -> None:
    front = '<div type="section" xml:id="intro"><div type="document" n="1" xml:id="d1"/></div><div type="section"/>'
    body = '<div type="document" n="2" xml:id="d2"/><div type="toc"/><div type="annex"><p>All there is.</p></div>'
    read = parts(written(tmp_path, tei(body, front=front)))[1:]
    kinds = [
        (part.kind, part.prose) if isinstance(part, Section) else part.xml_id
        for part in read
        if isinstance(part, Section | Document)
    ]
    assert kinds == [(SectionKind.SECTION, None), "d1", "d2", (SectionKind.SECTION, "All there is.")]
    (second,) = [part for part in read if isinstance(part, Document) and part.xml_id == "d2"]
    assert second.section is None


def test_openings() -> None:
    document = named(FIRST, "d1")
    assert (document.classification, document.source_notes) == ("confidential niact", ["795L.00/6\u20132149: Telegram"])
    assert named(FIRST, "d2").place == "Port Larn [Upper Larn]"


def test_the_number_of_a_despatch_is_no_classification(tmp_path: Path) -> None:
    opener = '<opener><seg rendition="#left">No. 921</seg><seg rendition="#center">[Extract]</seg></opener>'
    assert one(tmp_path, opener).classification is None


@pytest.mark.parametrize(
    ("head", "encoded", "number", "title"),
    [
        ("23. Telegram From Oslo", "23", "23", "Telegram From Oslo"),
        ("[23] Editorial Note", "[23]", "[23]", "Editorial Note"),
        ("23 Letter", "23", "23", "Letter"),
        ("1949 Review of Policy", "23", "23", "1949 Review of Policy"),
        ("Letter", "[23]", "[23]", "Letter"),
        ("24. Letter", "23", "24", "Letter"),
        ("462a. Letter", "462a", "462a", "Letter"),
        ("23", "23", "23", ""),
        ("24.", None, "24", ""),
        ("[24]", "24", "[24]", ""),
        ("1949", "23", "23", "1949"),
        ("Letter", None, None, "Letter"),
    ],
)
def test_numbers_are_kept_apart(head: str, encoded: str | None, number: str | None, title: str) -> None:
    assert heads.split(head, encoded) == (number, title)


@pytest.mark.parametrize(
    ("title", "source", "kind"),
    [
        ("Telegram From the Embassy in Larnia to the Department of State", "", "telegram"),
        ("Circular Telegram From the Department of State", "", "telegram"),
        ("Memorandum of a Telephone Conversation, Washington, May 3", "", "memorandum-of-conversation"),
        ("Memorandum of Conversation, by the Secretary", "", "memorandum-of-conversation"),
        ("Memorandum of Discussion at the 5th Meeting of the Council", "", "memorandum-of-conversation"),
        ("Memorandum on the Substance of Discussions at a Meeting", "", "memorandum-of-conversation"),
        ("Minutes of a Meeting", "", "memorandum-of-conversation"),
        ("Record of the Minister's Staff Meeting", "", "memorandum-of-conversation"),
        ("Memorandum From A to B Regarding a Letter", "", "memorandum"),
        ("Draft Memorandum by A", "", "memorandum"),
        ("Letter From A to B", "", "letter"),
        ("Extract From a Letter by A", "", "letter"),
        ("National Intelligence Estimate", "", "report"),
        ("Report by the Council", "", "report"),
        ("Note From A to B", "", "message"),
        ("Airgram From the Embassy", "", "message"),
        ("Press Release Issued in Larnia", "", "statement"),
        ("Resolution Adopted by the Council", "", "resolution"),
        ("The Ambassador in Larnia (A) to the Secretary of State", "795.00/6-2549: Telegram", "telegram"),
        ("The Director of the Office of Reports and Estimates to B", "795.00/6-2549", None),
        ("The Ambassador in Larnia (A) to the Secretary of State", "Telegram 925 is in the files.", None),
        ("President A to President B", "", None),
    ],
)  # fmt: skip
def test_kinds(title: str, source: str, kind: str | None) -> None:
    assert heads.kind(title, [source]) == (kind and DocumentKind(kind))


def test_editorial_notes(tmp_path: Path) -> None:
    for head in ("Editorial Note", "[Editorial Note]", "185. Editorial Note"):
        document = one(tmp_path, f"<head>{head}</head>")
        assert (document.is_editorial_note, document.kind) == (True, DocumentKind.EDITORIAL_NOTE)
    assert one(tmp_path, "<head>Letter</head>", 'subtype="editorial-note"').is_editorial_note
    assert not one(tmp_path, "<head>Editorial Note on a Letter</head>").is_editorial_note


def test_titles(tmp_path: Path) -> None:
    head = '<head>A <hi>title</hi><note n="1">no part of it</note></head>'
    assert one(tmp_path, head + "<head>in two heads</head><p/><head>later</head>").title == "A title in two heads"
    document = one(tmp_path, "<p>Text</p><frus:attachment><p>Text</p></frus:attachment>")
    assert (document.title, document.attachments[0].title) == ("Document 1", "Attachment 1")
    numbered = one(tmp_path, '<head>24.<note n="1">no part of it</note></head><p>Text</p>')
    assert (numbered.number, numbered.title) == ("24", "Document 24")
    bare = documents(written(tmp_path, tei('<div type="document" xml:id="d1"><p>Text</p></div>')))
    assert [document.title for document in bare] == ["Document d1"]


def test_attachments_are_documents_of_their_own() -> None:
    first, second = named(FIRST, "d4").attachments
    assert (first.xml_id, first.attachment, first.title, first.number) == ("d4", 1, "[Annex 1]", None)
    assert (second.attachment, second.kind, second.senders) == (
        2,
        DocumentKind.LETTER,
        [Party("General Orsk", "p_OB1")],
    )
    assert [block.text for block in first.blocks if not block.is_note][-2:] == ["I am, Sir,", "A Keeper"]
    assert not any("oil" in block.text for block in named(FIRST, "d4").blocks)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("S. Everett Gleason", {"given": "S. Everett", "family": "Gleason"}),
        ("Glenn W. LaFantasie", {"given": "Glenn W.", "family": "LaFantasie"}),
        ("William F. Fenn, Jr.", {"given": "William F.", "family": "Fenn", "suffix": "Jr."}),
        ("Ida van der Quill", {"given": "Ida", "family": "van der Quill"}),
        ("Quill", {"literal": "Quill"}),
        ("Office of the Historian", {"literal": "Office of the Historian"}),
        ("A. Quill and I. Fenn", {"literal": "A. Quill and I. Fenn"}),
        ("Fenn, Ida", {"literal": "Fenn, Ida"}),
    ],
)
def test_names_of_editors_are_taken_apart(printed: str, name: dict[str, str]) -> None:
    assert editor(printed) == name
