"""No text is lost, doubled or moved: what is read is held against the whole tree, gone through by other code."""

import random
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from api.models.vocabulary import ParagraphKind
from seed.frus.storing.slugs import pages
from seed.frus.volume import Block, Document, Findings
from tests.frus.volumes import FIRST, SECOND, documents, named, one, tei, written

TEI = "{http://www.tei-c.org/ns/1.0}"
ATTACHMENT = "{http://history.state.gov/frus/ns/1.0}attachment"
ID = "{http://www.w3.org/XML/1998/namespace}id"
SAMPLES = (
    *("frus1943China", "frus1949v07p2", "frus1950v07-excerpt-5docs", "frus1951v07p2"),
    *("frus1955-57v23p2", "frus1958-60v02"),
)


def bare(text: str) -> str:
    return "".join(text.split())


def running(element: ElementTree.Element) -> Iterator[str | ElementTree.Element]:
    """Text and notes in order, without attachments."""
    yield element.text or ""
    for child in element:
        if child.tag == TEI + "note":
            yield child
        elif child.tag != ATTACHMENT:
            yield from running(child)
        yield child.tail or ""


def compare(element: ElementTree.Element, read: Document) -> None:
    """Paragraphs, notes and the places of the notes, each against the element."""
    paragraphs = [block for block in read.blocks if not block.is_note]
    notes = [block for block in read.blocks if block.is_note]
    expected = list(running(element))
    texts = [part for part in expected if isinstance(part, str)]
    assert bare("".join(block.text for block in paragraphs)) == bare("".join(texts)), read.xml_id
    found = [part for part in expected if not isinstance(part, str) and bare("".join(part.itertext()))]
    assert [bare(note.text) for note in notes] == [bare("".join(part.itertext())) for part in found], read.xml_id
    before = ""
    places = []
    for part in expected:
        if isinstance(part, str):
            before += bare(part)
        elif bare("".join(part.itertext())):
            places.append(len(before))
    for note, place in zip(notes, places, strict=True):
        if note.anchor_number is not None:
            assert standing(paragraphs, note) == place, (read.xml_id, note)
        else:
            assert note.kind is ParagraphKind.SOURCE_NOTE


def standing(paragraphs: list[Block], note: Block) -> int:
    """How many characters stand before the note's place."""
    assert note.anchor_number is not None
    earlier = "".join(block.text for block in paragraphs[: note.anchor_number - 1])
    return len(bare(earlier + paragraphs[note.anchor_number - 1].text[: note.anchor_offset]))


def check(path: Path) -> int:
    """Compares every document of a file; gives the number of characters compared."""
    root = ElementTree.parse(path).getroot()  # noqa: S314 - files of ours or of the samples
    elements = {div.get(ID): div for div in root.iter(TEI + "div") if div.get("type") == "document"}
    read = documents(path)
    assert [document.xml_id for document in read] == list(elements)
    total = 0
    for document in read:
        element = elements[document.xml_id]
        attachments = list(element.iter(ATTACHMENT))
        assert [attachment.attachment for attachment in document.attachments] == list(range(1, len(attachments) + 1))
        compare(element, document)
        for within, attachment in zip(attachments, document.attachments, strict=True):
            compare(within, attachment)
        whole = [block.text for part in (document, *document.attachments) for block in part.blocks]
        count = len(bare("".join(whole)))
        assert count == len(bare("".join(element.itertext())))
        assert all(text and text == " ".join(text.split()) for text in whole)
        total += count
    return total


@pytest.mark.parametrize("path", [FIRST, SECOND], ids=["first", "second"])
def test_own_volumes(path: Path) -> None:
    assert check(path) > 300


INNER = (
    "p",
    "list",
    "item",
    "label",
    "table",
    "row",
    "cell",
    "quote",
    "hi",
    "persName",
    "seg",
    "div",
    "closer",
    "signed",
)
OUTER = (
    *INNER,
    *("signed", "opener", "dateline", "head", "lb", "pb", "unheard-of", "figure", "postscript", "note"),
    "frus:attachment",
)


def thicket(chance: random.Random, depth: int, tags: tuple[str, ...]) -> str:
    """Elements of any sort in any other, with text before, between and after them."""
    words = chance.choice(["", " ", "a", " b", "c ", " d e\n "])
    if depth == 0 or chance.random() < 0.2:
        return words
    found = [words]
    for _ in range(chance.randrange(1, 5)):
        tag = chance.choice(tags)
        inner = tuple(name for name in INNER if name != "table") if tag == "note" else tags
        content = "" if tag in {"lb", "pb"} else thicket(chance, depth - 1, inner)
        found.append(f"<{tag}>{content}</{tag}>{thicket(chance, 0, tags)}")
    return "".join(found)


@pytest.mark.parametrize("seed", range(5))
def test_any_nesting(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same thickets every time
    body = "".join(f'<div type="document" xml:id="d{n}">{thicket(chance, 6, OUTER)}</div>' for n in range(60))
    assert check(written(tmp_path, tei(body))) > 1000


@pytest.mark.parametrize("name", SAMPLES)
def test_samples(name: str, sources: Path) -> None:
    assert check(sources / "frus" / f"{name}.xml") > 30_000


def lines(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in document.blocks if not block.is_note]


def test_text_belongs_to_its_innermost_block() -> None:
    assert lines(named(FIRST, "d5"))[2:17] == [
        ("paragraph", "Of the fog three things are said:"),
        ("quote", "It comes from the south."),
        ("quote", "“It comes,” wrote one, “from nowhere.”"),
        ("paragraph", "and none is known."),
        ("head", "Lamps"),
        ("item", "North,"),
        ("head", "Oil"),
        ("cell", "May"),
        ("cell", "12"),
        ("cell", "June"),
        ("cell", "9"),
        ("item", "counted twice"),
        ("item", "South,"),
        ("item", "not counted"),
        ("paragraph", "The word lamf stands so in the tipescript."),
    ]


def test_cells_have_table_row_and_column() -> None:
    cells = {block.text: block.grid for block in named(FIRST, "d4").blocks if block.grid}
    assert cells["Participants:"] == [1, 1, 1]
    assert cells["General Orsk"] == [1, 2, 3]
    assert cells["}"] == [2, 1, 2]
    assert cells["Miss Harwick, Mr. Vale"] == [2, 2, 1]
    assert cells["Admiral Nemo"] == [1, 3, 3]


def test_a_wide_cell_counts_as_its_columns(tmp_path: Path) -> None:
    row = '<table><row><cell cols="2">a</cell><cell cols="x">b</cell><cell>c</cell></row></table>'
    assert [block.grid for block in one(tmp_path, row).blocks] == [[1, 1, 1], [1, 1, 3], [1, 1, 4]]


def test_line_breaks_part_words_and_page_breaks_do_not(tmp_path: Path) -> None:
    document = one(tmp_path, '<p>top<lb/>secret, inter<pb n="2"/>national, <hi>Kae</hi>song</p>')
    assert lines(document) == [("paragraph", "top secret, international, Kaesong")]


def test_blocks_within_a_note_part_words() -> None:
    assert next(block for block in named(FIRST, "d2").blocks if block.xml_id == "d2fn2").text == (
        "The tide was late. So was he."
    )


def test_a_note_hangs_where_it_stood() -> None:
    document = named(FIRST, "d1")
    (note,) = [block for block in document.blocks if block.kind is ParagraphKind.FOOTNOTE]
    assert note.anchor_number is not None
    text = document.blocks[note.anchor_number - 1].text
    assert text[: note.anchor_offset].endswith("that a storm did it")
    assert text[note.anchor_offset :].startswith(", and the pilots")


def test_a_note_before_and_after_all_text(tmp_path: Path) -> None:
    document = one(
        tmp_path, '<note n="1">a</note><p><note n="2">b</note>Text</p><note n="3">c</note><p><note n="4">d</note></p>'
    )
    places = [(block.mark, block.anchor_number, block.anchor_offset) for block in document.blocks if block.is_note]
    assert places == [("1", 1, 0), ("2", 1, 0), ("3", 1, 4), ("4", 1, 4)]


def test_a_document_of_notes_alone_has_nothing_they_hang_on(tmp_path: Path) -> None:
    (note,) = one(tmp_path, '<note n="1">a</note>').blocks
    assert (note.text, note.anchor_number, note.anchor_offset) == ("a", None, None)


def test_a_note_within_a_note_stays_in_it(tmp_path: Path) -> None:
    document = one(tmp_path, '<p>Text<note n="1">outer<note n="2">inner</note>end</note></p>')
    assert [block.text for block in document.blocks] == ["Text", "outer inner end"]


def test_notes_by_kind(tmp_path: Path) -> None:
    document = one(tmp_path, '<note type="source">a</note><p>b<note>c</note><note xml:id="d1fn1">d</note></p>')
    kinds = [block.kind for block in document.blocks if block.is_note]
    assert kinds == [ParagraphKind.SOURCE_NOTE, ParagraphKind.NOTE, ParagraphKind.FOOTNOTE]


def test_spans_hold_their_surfaces() -> None:
    for path in (FIRST, SECOND):
        for whole in documents(path):
            for document in (whole, *whole.attachments):
                texts = {(block.is_note, block.number): block.text for block in document.blocks}
                for mention in document.mentions:
                    at = mention.at
                    assert texts[at.is_note, at.number][at.start : at.end] == mention.surface != ""
                places = [*(use.at for use in document.terms), *(use.at for use in document.references)]
                for at in places:
                    span = texts[at.is_note, at.number][at.start : at.end]
                    assert span == span.strip() != ""


def test_a_name_that_a_block_cuts_is_in_both(tmp_path: Path) -> None:
    document = one(tmp_path, '<p><persName corresp="#p_A"> Alma <list><item>Harwick</item></list> T.</persName></p>')
    assert [(mention.at.number, mention.surface) for mention in document.mentions] == [
        (1, "Alma"),
        (2, "Harwick"),
        (3, "T."),
    ]


def test_pages_begin_in_the_document_that_follows_them() -> None:
    found = {document.xml_id: document for document in documents(FIRST)}
    assert found["d1"].pages == ["pg_1", "pg_2", "pg_3"]  # pg_III stands in front
    assert (found["d1"].first_page, found["d1"].last_page) == ("1", "3")
    assert found["d2"].pages == ["pg_4"]
    assert (found["d4"].pages, found["d4"].attachments[0].pages) == ([], ["pg_5"])
    assert (found["d4"].attachments[0].first_page, found["d4"].attachments[0].last_page) == ("4", "5")


def test_behind_documents_that_are_left_out_the_page_is_not_known_until_one_begins(tmp_path: Path) -> None:
    """The page breaks in them are missing too: what is known is where the next page begins."""
    texts = {
        "d1": '<pb n="1"/><p>one</p>',
        "d2": "<p>two</p>",
        "d5": '<p>five</p><p>goes <pb n="9"/>on</p><p>and ends</p>',
        "d7": "<p>seven</p>",
        "d8": "<p>eight</p>",
        "d11": "<p>eleven</p>",
    }
    found = [f'<div type="document" xml:id="{name}" n="{name[1:]}">{text}</div>' for name, text in texts.items()]
    whole = documents(written(tmp_path, tei("".join([*found[:-1], '<pb n="20"/>', found[-1]]))))
    assert {document.xml_id: [block.page for block in document.blocks] for document in whole} == {
        "d1": ["1"], "d2": ["1"], "d5": [None, None, "9"], "d7": [None], "d8": [None], "d11": ["20"],
    }  # fmt: skip
    assert [pages(document) for document in whole] == ["p. 1", "p. 1", None, None, None, "p. 20"]


def test_unknown_elements_keep_their_text_and_are_counted() -> None:
    findings = Findings()
    documents(FIRST, findings)
    assert findings.unknown_elements == {"uh-oh": 1, "frus:problem": 1, "xhtml:div": 1, "xhtml:param": 1}
    texts = [block.text for block in named(FIRST, "d5").blocks]
    assert "A drawing of the lamp." in texts
    assert not any("<" in text for text in texts)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("in Japan (<hi>\n sebald\n </hi>) to", "in Japan (sebald) to"),
        ("<placeName>Tokyo\n</placeName>, <date>January 3</date>", "Tokyo, January 3"),
        ("[<hi>\n Washington\n</hi>\n,]\n <date>June 3\n</date>.", "[Washington,] June 3."),
        ("See <hi>ibid\n</hi>.", "See ibid."),
        ("<hi>one</hi>\n; <hi>two</hi>\n: <hi>three</hi>\n]", "one; two: three]"),
        ("one<note>n</note>\n, two", "one, two"),
        ("one<pb n='2'/>\n, two", "one, two"),
        ("a ( <hi>\n sebald\n </hi> ) b", "a ( sebald ) b"),
        ("<hi>Tokyo </hi>, then", "Tokyo , then"),
        ("<hi>Tokyo</hi> , then", "Tokyo , then"),
        ("in ( Japan\n , as printed )", "in ( Japan , as printed )"),
        ("<hi>he said\n</hi>. . . and went", "he said . . . and went"),
        ("<hi>some\n</hi>.38 of it", "some .38 of it"),
        ("top<lb/>\n, secret", "top , secret"),
        ("<hi>one\n</hi>and <hi>\n two</hi>", "one and two"),
    ],
)
def test_the_layout_of_the_markup_makes_no_space(content: str, text: str, tmp_path: Path) -> None:
    assert [found for _, found in lines(one(tmp_path, f"<p>{content}</p>"))] == [text]


def test_places_are_right_where_a_space_is_left_out(tmp_path: Path) -> None:
    name = '<persName corresp="#p_S">\n Sebald\n </persName>'
    document = one(tmp_path, f'<p>Adviser ({name}<note n="1">a</note>\n), <gloss target="#t_X">\nX</gloss>\n.</p>')
    assert document.blocks[0].text == "Adviser (Sebald), X."
    (mention,) = document.mentions
    assert (mention.at.start, mention.at.end, mention.surface) == (9, 15, "Sebald")
    assert (document.blocks[1].anchor_number, document.blocks[1].anchor_offset) == (1, 15)
    (use,) = document.terms
    assert (use.at.start, use.at.end) == (18, 19)
