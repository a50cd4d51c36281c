"""Page numbers that a fuller file of a volume told, for documents before which this file leaves others out."""

from dataclasses import replace

from sqlalchemy import Connection, select

from api.models.corpus import Paragraph, VolumeDocument
from api.models.record import table
from seed.frus.volume import Document

paragraph, printed = table(Paragraph), table(VolumeDocument)
BLOCKS = select(paragraph.c.is_note, paragraph.c.number, paragraph.c.text, paragraph.c.page)


def with_stored(connection: Connection, document: Document, number: int) -> Document:
    """What is unknown of pages as it is stored, for paragraphs whose text is still the same; the rest stays unknown."""
    rows = connection.execute(BLOCKS.where(paragraph.c.document_id == number))
    stored = {(row.is_note, row.number, row.text): row.page for row in rows}
    places = [(block.is_note, block.number, block.text) for block in document.blocks]
    blocks = [
        replace(block, page=block.page or stored.get(place))
        for block, place in zip(document.blocks, places, strict=True)
    ]
    last = document.last_page
    if last is None and stored.keys() == {*places}:
        last = connection.execute(select(printed.c.last_page).where(printed.c.document_id == number)).scalar()
    return replace(document, blocks=blocks, first_page=blocks[0].page if blocks else None, last_page=last)
