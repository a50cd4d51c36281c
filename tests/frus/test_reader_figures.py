"""The figures that are known of three published volumes."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.models.vocabulary import DatePrecision, DateRule, ParagraphKind, SectionKind
from seed.frus.volume import Document, Findings, Person, Section, Term
from tests.frus.volumes import documents, parts

EXPECTED = {
    "frus1950v07-excerpt-5docs": {
        "documents": 5, "first": "d59", "last": "d119", "sections": 1, "editorial notes": 0, "persons": 0, "terms": 0,
        "with a source note": 4, "footnotes": 25, "dateline": 0, "range": 5, "undated": 0, "place": 5,
        "from": 2, "to": 2, "attachments": 1, "corresp": 0, "references": 3, "dangling references": 1, "Acheson": 3,
        "characters": 34_507,
    },
    "frus1949v07p2": {
        "documents": 386, "first": "d1", "last": "d386", "sections": 7, "editorial notes": 10, "persons": 0,
        "terms": 203, "with a source note": 376, "footnotes": 738, "dateline": 373, "range": 0, "undated": 13,
        "place": 373, "from": 330, "to": 330, "attachments": 32, "corresp": 0, "references": 250,
        "dangling references": 0, "Acheson": 95, "characters": 1_344_400,
    },
    "frus1955-57v23p2": {
        "documents": 265, "first": "d1", "last": "d265", "sections": 2, "editorial notes": 14, "persons": 68,
        "terms": 132, "with a source note": 249, "footnotes": 866, "dateline": 250, "range": 0, "undated": 15,
        "place": 250, "from": 194, "to": 194, "attachments": 0, "corresp": 3_081, "references": 334,
        "dangling references": 3, "Acheson": 0, "characters": 1_114_085,
    },
}  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_figures(name: str, sources: Path) -> None:
    assert figures(sources / "frus" / f"{name}.xml") == EXPECTED[name]


def figures(path: Path) -> dict[str, int | str]:
    read = parts(path)
    whole = [part for part in read if isinstance(part, Document)]
    each = [part for document in whole for part in (document, *document.attachments)]
    blocks = [block for part in each for block in part.blocks]
    rules = Counter(document.sent.rule for document in whole if document.sent and document.sent.edtf)
    return {
        "documents": len(whole),
        "first": whole[0].xml_id,
        "last": whole[-1].xml_id,
        "sections": sum(isinstance(part, Section) and part.kind is not SectionKind.SECTION for part in read),
        "editorial notes": sum(document.is_editorial_note for document in whole),
        "persons": sum(isinstance(part, Person) for part in read),
        "terms": sum(isinstance(part, Term) for part in read),
        "with a source note": sum(bool(document.source_notes) for document in whole),
        "footnotes": sum(block.is_note and block.kind is not ParagraphKind.SOURCE_NOTE for block in blocks),
        "dateline": rules[DateRule.DATELINE],
        "range": rules[DateRule.RANGE],
        "undated": len(whole) - rules.total(),
        "place": sum(document.place is not None for document in whole),
        "from": sum(bool(document.senders) for document in whole),
        "to": sum(bool(document.recipients) for document in whole),
        "attachments": sum(len(document.attachments) for document in whole),
        "corresp": sum(mention.xml_id is not None for part in each for mention in part.mentions),
        "references": sum(len(part.references) for part in each),
        "dangling references": sum(1 for _ in dangling(path, whole)),
        "Acheson": sum(
            any("Acheson" in block.text for part in (document, *document.attachments) for block in part.blocks)
            for document in whole
        ),
        "characters": sum(len("".join(block.text.split())) for block in blocks),
    }


def dangling(path: Path, whole: list[Document]) -> Iterator[str]:
    """References within the volume to what is in no document of the file."""
    each = [part for document in whole for part in (document, *document.attachments)]
    there = {document.xml_id for document in whole} | {page for part in each for page in part.pages}
    there |= {block.xml_id for part in each for block in part.blocks if block.xml_id}
    for reference in (reference for part in each for reference in part.references):
        if reference.target.startswith("#") and reference.xml_id not in there:
            yield reference.target


def test_two_source_notes(sources: Path) -> None:
    found = {document.xml_id: document for document in documents(sources / "frus" / "frus1949v07p2.xml")}
    assert len(found["d138"].source_notes) == 2


def test_precision_of_datelines(sources: Path) -> None:
    for name, days, times in (("frus1949v07p2", 229, 144), ("frus1955-57v23p2", 152, 98)):
        found = [document.sent for document in documents(sources / "frus" / f"{name}.xml") if document.sent]
        precisions = Counter(sent.precision for sent in found if sent.edtf)
        assert precisions == {DatePrecision.DAY: days, DatePrecision.MINUTE: times}
        assert all(sent.instant_lo is None for sent in found)


def test_odd_dates_are_reported(sources: Path) -> None:
    findings = Findings()
    documents(sources / "frus" / "frus1949v07p2.xml", findings)
    assert ("d214", "April 9, 1949.", "1949-04-19") in findings.unlike_dates
    assert not findings.far_dates


def test_a_korean_morning_is_a_washington_evening(sources: Path) -> None:
    found = {document.xml_id: document for document in documents(sources / "frus" / "frus1950v07-excerpt-5docs.xml")}
    sent, received = found["d59"].sent, found["d59"].received
    assert sent
    assert received
    assert (sent.edtf, sent.local_time, sent.printed) == ("1950-06-25", "10:00", "June 25, 1950—10 a. m.")
    assert (sent.instant_lo, sent.instant_hi) == (-616_032_000, -616_032_000)
    assert (received.edtf, received.local_time) == ("1950-06-24", "21:26")
    whole_day = found["d86"].sent
    assert whole_day
    assert (whole_day.edtf, whole_day.precision) == ("1950-06-25", DatePrecision.DAY)
    assert found["d86"].attachments[0].sent != whole_day
