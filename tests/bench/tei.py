"""Made volumes as TEI files, and copies of a file under other volume ids."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from tests.bench.volumes import Block, Document, Person, Volume

HEADER = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0" xml:id="{id}">
<teiHeader><fileDesc><titleStmt>
<title type="complete">Foreign Relations of the United States, {year}, {title}</title>
<title type="series">Foreign Relations of the United States</title><title type="subseries">{year}</title>
<title type="volumenumber">Volume I</title><title type="volume">{title}</title>
</titleStmt><publicationStmt><publisher>Nobody</publisher><pubPlace>Nowhere</pubPlace><date>{year}</date>
<idno type="frus">{id}</idno></publicationStmt><sourceDesc><p>Made up</p></sourceDesc></fileDesc></teiHeader>
<text><front><div type="section" xml:id="persons"><head>Persons</head><list type="names">
"""
LISTED = '<item><hi rend="strong"><persName xml:id="{id}">{name}</persName>,</hi> {role}</item>\n'
BODY = '</list></div></front><body><div type="compilation" xml:id="comp1"><head>{title}</head>\n'
END = "</div></div></body></text></TEI>\n"


def volume_id(volume: Volume) -> str:
    """An id such as the importer takes for a volume's."""
    return f"frus{volume.year}v{volume.id.removeprefix('bench')}"


def write_volume(volume: Volume, folder: Path) -> Path:
    """The file of a made volume."""
    path = folder / f"{volume_id(volume)}.xml"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(lines(volume))
    return path


def lines(volume: Volume) -> Iterator[str]:
    yield HEADER.format(id=volume_id(volume), year=volume.year, title=escape(volume.title))
    for person in volume.persons:
        yield LISTED.format(id=person.xml_id, name=escape(person.printed), role=escape(person.role))
    yield BODY.format(title=escape(volume.title))
    section, page = -1, 0
    for document in volume.documents:
        while section < document.section:
            section += 1
            closing = "</div>\n" if section else ""
            yield f'{closing}<div type="chapter" xml:id="ch{section + 1}"><head>{volume.sections[section]}</head>\n'
        if document.page != page:
            yield page_break(document.page)
        yield from of_document(document)
        page = document.blocks[-1].page
    yield END


def of_document(document: Document) -> Iterator[str]:
    yield f'<div type="document" xml:id="{document.xml_id}" n="{document.number}">\n'
    yield f"<head>{document.number}. {heading(document)}</head>\n"
    if document.days:
        yield f"<dateline><placeName>{document.place}</placeName>, {dated(*document.days)}</dateline>\n"
    page, notes = document.page, [block for block in document.blocks if block.is_note]
    for block in document.blocks:
        if not block.is_note:
            broken = page_break(block.page) if block.page != page else ""
            page = block.page
            hanging = "".join(note(document, one) for one in notes if one.anchor == block.number)
            yield f"<p>{broken}{marked(block)}{hanging}</p>\n"
    yield "</div>\n"


def heading(document: Document) -> str:
    if document.kind == "editorial-note":
        return "Editorial Note"
    named = zip(("from", "to"), (document.sender, document.recipient), document.offices, strict=True)
    ends = [party(role, person, office) for role, person, office in named]
    return f"{document.kind.replace('-', ' ').capitalize()} From {ends[0]} to {ends[1]}"


def party(role: str, person: Person | None, office: str) -> str:
    if person is None:
        return f'<gloss type="{role}">{office}</gloss>'
    return f'<persName type="{role}" corresp="#{person.xml_id}">{person.surname}</persName>'


def dated(first: int, last: int) -> str:
    begins, ends = date.fromordinal(first), date.fromordinal(last)
    span = f'when="{begins}"' if first == last else f'from="{begins}" to="{ends}"'
    return f"<date {span}>{begins:%B} {begins.day}, {begins.year}</date>"


def marked(block: Block) -> str:
    """The text with everybody who is named in it marked."""
    found, place = [], 0
    for mention in block.mentions:
        named = block.text[mention.start : mention.end]
        found += [block.text[place : mention.start], f'<persName corresp="#{mention.person.xml_id}">{named}</persName>']
        place = mention.end
    return "".join(found) + block.text[place:]


def note(document: Document, block: Block) -> str:
    return f'<note n="{block.number}" xml:id="{document.xml_id}fn{block.number}">{marked(block)}</note>'


def page_break(page: int) -> str:
    return f'<pb n="{page}" xml:id="pg_{page}"/>'


def copies(files: list[Path], folder: Path, size: int) -> Iterator[Path]:
    """Copies of volumes under ids of their own, until they are so many bytes together."""
    number = 0
    while size > 0:
        source = files[number % len(files)]
        number += 1
        text = source.read_text(encoding="utf-8")
        path = folder / f"frus{1800 + number}v01.xml"
        text = re.sub(r'(<TEI\b[^>]*\bxml:id=")[^"]+', rf"\g<1>{path.stem}", text, count=1)
        path.write_text(text, encoding="utf-8")
        size -= path.stat().st_size
        yield path
