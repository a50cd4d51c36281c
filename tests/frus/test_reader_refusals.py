"""Files that are refused: each with what is wrong, where, and what to do; nothing that they name is opened."""

import os
from pathlib import Path

import pytest

from seed.frus.reader import Limits, Refused, read
from seed.frus.tei.safe import Guard
from seed.frus.volume import Document, Findings
from tests.frus.volumes import FIRST, HEADER, SPACES, parts, tei, written

DOCUMENT = '<div type="document" n="1" xml:id="d1"><p>Text</p></div>'
BOMB = '<!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>\n'


def refusal(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(Refused) as refused:
        parts(path, limits=limits)
    message = str(refused.value)
    assert str(path) in message
    assert "; " in message  # what is wrong; what to do
    return message


@pytest.mark.parametrize(
    ("content", "wrong", "line"),
    [
        (b"", "is empty", None),
        (b"\x00\x01\x02 nothing", "not well-formed XML", 1),
        (b"%PDF-1.4\n...", "not well-formed XML", 1),
        (b"just words\n", "not well-formed XML", 1),
        (b"<html><body/></html>", "the root element is <html>, not <TEI>", 1),
        (b"\n<TEI.2><text/></TEI.2>", "the root element <TEI.2> is TEI P4, not TEI P5", 2),
        (b"<TEI/>", "the root element <TEI> is TEI of another namespace", 1),
        (b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"/>', "<teiCorpus> is a collection of TEI texts", 1),
        (f"<TEI {SPACES}>{HEADER}</TEI>".encode(), "<TEI> lacks the xml:id of a FRUS volume", 1),
        (tei(DOCUMENT, identity="letters-7").encode(), "the xml:id 'letters-7' of <TEI> is not that of a FRUS", 1),
        (tei(DOCUMENT, identity="frus" + "x" * 37).encode(), "at most 40 characters", 1),
        (tei('<div type="chapter"><p>Text</p></div>').encode(), "has no document", None),
        (tei('\n<div type="document"><p>Text</p></div>').encode(), "a document has no xml:id", 2),
        (tei(DOCUMENT + "\n" + DOCUMENT).encode(), "two parts of the volume have the xml:id 'd1'", 2),
        (tei("<p>&undefined;</p>").encode(), "undefined entity", 1),
        (tei(DOCUMENT).replace("</p>", "").encode(), "mismatched tag", 1),
        (tei(DOCUMENT).encode("utf-8").replace(b"Text", b"\xff\xfe"), "not well-formed XML", 1),
        (f'<TEI {SPACES} xml:id="frus1949v01"><text><body>{DOCUMENT}</body></text></TEI>'.encode(), "<teiHeader>", 1),
    ],
)
def test_what_is_no_volume(tmp_path: Path, content: bytes, wrong: str, line: int | None) -> None:
    message = refusal(written(tmp_path, content))
    assert wrong in message
    assert (f"line {line}: " in message) == (line is not None)


@pytest.mark.parametrize(
    "declared",
    ["UTF-7", "rot13", "base64", "nonsense", "idna", "undefined", "punycode", "shift_jis", "big5", "UTF-32", "hex"],
)
def test_an_encoding_that_cannot_be_read(tmp_path: Path, declared: str) -> None:
    message = refusal(written(tmp_path, f'<?xml version="1.0" encoding="{declared}"?>\n{tei(DOCUMENT)}'))
    assert "line 1: its encoding cannot be read; save it as UTF-8" in message


def test_a_mistake_of_ours_is_not_taken_for_an_encoding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(self: Guard, depth: int) -> None:
        raise ValueError("not the file's fault")

    monkeypatch.setattr(Guard, "depth", wrong)
    with pytest.raises(ValueError, match="not the file's fault"):
        parts(written(tmp_path, tei(DOCUMENT)))


def test_what_is_repeated_of_the_file_is_short(tmp_path: Path) -> None:
    assert len(refusal(written(tmp_path, tei(DOCUMENT, identity="x" * 5000)))) < 400
    assert len(refusal(written(tmp_path, f"<{'x' * 5000}/>"))) < 400


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_a_document_type_is_refused_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    mark = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}.get(encoding, "")
    path = written(tmp_path, (mark + "<!-- before -->\n" + BOMB + tei(DOCUMENT)).encode(encoding))
    message = refusal(path)
    assert "a document type is declared" in message
    assert "line 2" in message


def test_an_external_document_type_is_not_fetched(tmp_path: Path) -> None:
    declared = f'<!DOCTYPE TEI SYSTEM "file://{tmp_path}/other.dtd">'
    assert "a document type is declared" in refusal(written(tmp_path, declared + tei(DOCUMENT)))


def test_utf_16_is_read_as_any_other(tmp_path: Path) -> None:
    assert len(parts(written(tmp_path, tei(DOCUMENT).encode("utf-16")))) == 2


def test_inclusions_are_never_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("what nobody may read")
    include = f'<xi:include href="file://{tmp_path}/secret.txt" parse="text"/>'
    findings = Findings()
    body = f'<div type="document" n="1" xml:id="d1"><p>Text{include}</p></div>'
    found = parts(written(tmp_path, tei(body).replace("</fileDesc>", f"</fileDesc>{include}")), findings)
    document = found[-1]
    assert isinstance(document, Document)
    assert [block.text for block in document.blocks] == ["Text"]
    assert findings.unknown_elements == {"xi:include": 1}


def test_a_file_that_is_cut_off(tmp_path: Path) -> None:
    whole = FIRST.read_bytes()
    for length in range(400, len(whole) - 10, 1999):
        path = written(tmp_path, whole[:length])
        assert "it was cut off" in refusal(path)


def test_what_is_no_file(tmp_path: Path) -> None:
    assert "is a directory" in refusal(tmp_path)
    assert "No such file" in refusal(tmp_path / "missing.xml")
    os.mkfifo(tmp_path / "pipe")
    assert "is no regular file" in refusal(tmp_path / "pipe")


def test_a_file_over_the_limit(tmp_path: Path) -> None:
    path = written(tmp_path, tei(DOCUMENT))
    size = path.stat().st_size
    assert "--max-size" in refusal(path, Limits(max_size=size - 1))
    assert parts(path, limits=Limits(max_size=size))


def test_nesting_over_the_limit(tmp_path: Path) -> None:
    def nested(depth: int) -> Path:
        around = depth - 4  # TEI, text, body, the document
        return written(tmp_path, tei(f'<div type="document" xml:id="d1">{"<p>" * around}Text{"</p>" * around}</div>'))

    assert parts(nested(64))
    assert "nested more than 64 deep" in refusal(nested(65))


def test_depth_without_end_is_stopped_early(tmp_path: Path) -> None:
    assert "nested more than 64 deep" in refusal(written(tmp_path, f"<TEI {SPACES}>" + "<a>" * 1_000_000))


@pytest.mark.parametrize(
    "around",
    [
        '<div type="document" xml:id="d1"><p>{}</p></div>',
        '<div type="chapter"><p>{}</p></div>',
        '<div type="chapter"><head>{}</head></div>',
    ],
)
def test_text_over_the_limit(tmp_path: Path, around: str) -> None:
    limits = Limits(document_text=1000)
    last = '<div type="document" xml:id="d2"/>'
    assert parts(written(tmp_path, tei(around.format("x" * 1000) + last)), limits=limits)
    assert "more than 1,000 characters" in refusal(written(tmp_path, tei(around.format("x" * 1001) + last)), limits)


def test_a_header_over_the_limit_is_called_one(tmp_path: Path) -> None:
    path = written(tmp_path, tei(DOCUMENT).replace("A Made-up Volume", "x" * 1001))
    assert "the header has more than 1,000 characters" in refusal(path, Limits(document_text=1000))


def test_many_paragraphs_of_a_section_over_the_limit(tmp_path: Path) -> None:
    content = f'<div type="chapter">{"<p>xxxxxxxxxx</p>" * 101}</div>{DOCUMENT}'
    assert "a section has more than 1,000 characters" in refusal(
        written(tmp_path, tei(content)), Limits(document_text=1000)
    )


@pytest.mark.parametrize("content", ["<lb/>" * 63, f'<lb n="{"x" * 3900}"/>'])
def test_markup_over_the_limit(tmp_path: Path, content: str) -> None:
    body = '<div type="document" xml:id="d1">{}</div>'
    limits = Limits(document_text=1000)
    assert "more markup" in refusal(written(tmp_path, tei(body.format(content))), limits)
    assert parts(written(tmp_path, tei(body.format("<lb/>" * 50))), limits=limits)


def test_what_stood_before_is_handed_on_first(tmp_path: Path) -> None:
    second = DOCUMENT.replace("d1", "d2").replace("Text", "x" * 100_000)  # in a later chunk of the file
    path = written(tmp_path, tei(DOCUMENT + second + "<p></div>"))
    seen = []

    def kept() -> None:
        for part in read(path, Limits(), Findings()):
            seen.append(type(part).__name__)

    with pytest.raises(Refused, match="mismatched tag"):
        kept()
    assert seen == ["Head", "Document"]
