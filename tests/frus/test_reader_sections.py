"""What stands around documents: the prose of sections, the lists of persons and terms, and text in no part at all."""

from pathlib import Path

import pytest

from seed.frus.volume import Findings, Person, Section, SectionProse, Term
from tests.frus.volumes import documents, parts, tei, written

DOCUMENT = '<div type="document" n="{0}" xml:id="d{0}"><p>Text</p></div>'
FIRST = DOCUMENT.format(1)


def prose(path: Path) -> list[tuple[int, str | None]]:
    """Of the sections, by their number, in the order of the file."""
    read = parts(path)
    found = [part for part in read if isinstance(part, Section | SectionProse)]
    return [(part.seq, part.prose if isinstance(part, Section) else part.text) for part in found]


def test_prose_behind_the_first_document_of_a_section(tmp_path: Path) -> None:
    inner = f"<div type='chapter'><head>Inner</head>{DOCUMENT.format(2)}<p>In the inner.</p></div>"
    body = (
        f"<div type='compilation'><p>Before.</p>{FIRST}<p>Between.</p>{inner}<p>After.</p><note n='1'>N.</note></div>"
    )
    assert prose(written(tmp_path, tei(body))) == [
        (1, "Before."),
        (2, None),
        (2, "In the inner."),
        (1, "Between.\nAfter.\nN."),
    ]


def test_a_head_behind_the_first_document_is_no_title(tmp_path: Path) -> None:
    path = written(tmp_path, tei(f"<div type='chapter'><head>All</head>{FIRST}<head>The rest</head></div>"))
    assert [part.title for part in parts(path) if isinstance(part, Section)] == ["All"]
    assert prose(path) == [(1, None), (1, "The rest")]


def test_a_section_with_nothing_more_has_no_more_prose(tmp_path: Path) -> None:
    path = written(tmp_path, tei(f"<div type='chapter'><head>All</head><p>Before.</p>{FIRST}</div>"))
    assert prose(path) == [(1, "Before.")]


def test_text_in_no_part_is_counted(tmp_path: Path) -> None:
    findings = Findings()
    body = f"bare <p>In a <hi>body</hi>.</p><div type='chapter'>loose{FIRST}<p>Prose.</p></div>"
    documents(written(tmp_path, tei(body, front="<titlePage>No stray</titlePage>", back="<p>Nor this</p>")), findings)
    assert findings.stray_text == len("bareInabody.loose")


def test_where_all_text_has_its_part_none_is_stray(tmp_path: Path) -> None:
    findings = Findings()
    documents(written(tmp_path, tei(f"\n<div type='chapter'>\n<p>Prose.</p>\n{FIRST}\n</div>\n")), findings)
    assert findings.stray_text == 0


PERSON = '<persName xml:id="p_{0}">{0}</persName>, clerk'
LISTED = [("A", "clerk"), ("B", "clerk")]


@pytest.mark.parametrize(
    "content",
    [
        f"<p>{PERSON.format('A')}</p><p>{PERSON.format('B')}</p>",
        f"<table><row><cell>{PERSON.format('A')}</cell></row><row><cell>{PERSON.format('B')}</cell></row></table>",
        '<table><row><cell><persName xml:id="p_A">A</persName></cell><cell>clerk</cell></row>'
        '<row><cell><persName xml:id="p_B">B</persName></cell><cell>clerk</cell></row></table>',
        f"<div><head>A to B</head><p>{PERSON.format('A')}</p><list><item>{PERSON.format('B')}</item></list></div>",
    ],
)
@pytest.mark.parametrize("place", ["front", "body", "back"])
def test_lists_of_other_forms_and_in_other_places(content: str, place: str, tmp_path: Path) -> None:
    division = f"<div type='section' xml:id='persons'><head>Persons</head>{content}</div>"
    around = {"front": "", "body": FIRST, "back": ""}
    around[place] += division
    findings = Findings()
    read = parts(written(tmp_path, tei(around["body"], front=around["front"], back=around["back"])), findings)
    assert [(part.name, part.role) for part in read if isinstance(part, Person)] == LISTED
    assert (findings.empty_lists, findings.nameless) == ([], 0)


def test_a_list_in_the_body_is_prose_as_well(tmp_path: Path) -> None:
    content = f"<div type='section' xml:id='persons'><list><item>{PERSON.format('A')}</item></list></div>"
    path = written(tmp_path, tei(content + FIRST))
    assert prose(path) == [(1, "A, clerk")]


def test_terms_of_other_forms(tmp_path: Path) -> None:
    content = '<div xml:id="terms"><p><term xml:id="t_A">A</term>, Army</p></div>'
    read = parts(written(tmp_path, tei(FIRST, front=content)))
    assert [(part.name, part.expansion) for part in read if isinstance(part, Term)] == [("A", "Army")]


def test_a_paragraph_in_front_that_is_in_no_list_is_no_entry(tmp_path: Path) -> None:
    content = f'<div xml:id="preface"><p>{PERSON.format("A")}</p></div>'
    assert not [part for part in parts(written(tmp_path, tei(FIRST, front=content))) if isinstance(part, Person)]


def test_lists_without_entries_are_reported(tmp_path: Path) -> None:
    findings = Findings()
    front = "<div xml:id='persons'><list><label>A</label></list></div><div xml:id='terms'/><div xml:id='preface'/>"
    parts(written(tmp_path, tei(FIRST, front=front)), findings)
    assert findings.empty_lists == ["persons", "terms"]


def test_entries_without_a_name_or_an_id_are_counted(tmp_path: Path) -> None:
    findings = Findings()
    items = ("<persName xml:id='p_A'/>, clerk", "<persName>B</persName>, clerk", "", PERSON.format("C"))
    listed = "".join(f"<item>{item}</item>" for item in items)
    index = "<div xml:id='index'><list><item>Lamps, 3</item></list></div>"
    parts(
        written(tmp_path, tei(FIRST, front=f"<div xml:id='persons'><list>{listed}</list></div>", back=index)), findings
    )
    assert (findings.nameless, findings.empty_lists) == (2, [])


def test_what_a_warning_repeats_is_short(tmp_path: Path) -> None:
    findings = Findings()
    long = "1" * 5000
    content = (
        f'<div type="document" n="{long}" xml:id="d1"><head>{long}. Letter</head><dateline><date when="{long}">{long}'
        f'</date></dateline><p><persName corresp="#{long}">A</persName> <gloss target="#{long}">B</gloss>'
        f'<x{long}/><note xml:id="{long}">n</note></p></div>'
    )
    documents(written(tmp_path, tei(content)), findings)
    lists = (findings.misnumbered, findings.footnote_ids, findings.doubled_ids, *findings.unlike_dates)
    repeated = [text for found in lists for text in found]
    repeated += [*findings.unknown_elements, *findings.dangling_persons, *findings.dangling_terms]
    assert len(repeated) == 9
    assert max(map(len, repeated)) < 250
