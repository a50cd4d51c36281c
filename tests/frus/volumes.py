"""Volumes of our own, whole or made up on the spot, and what is read of them."""

from pathlib import Path

from seed.frus.reader import Limits, read
from seed.frus.volume import Document, Findings, Part

HERE = Path(__file__).parent
FIRST = HERE / "frus1949v99.xml"
SECOND = HERE / "frus1950v98.xml"
SPACES = (
    'xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0" '
    'xmlns:xi="http://www.w3.org/2001/XInclude"'
)
HEADER = (
    '<teiHeader><fileDesc><titleStmt><title type="complete">A Made-up Volume</title>'
    '<title type="sub-series">1949</title></titleStmt></fileDesc></teiHeader>'
)


def parts(path: Path, findings: Findings | None = None, limits: Limits | None = None) -> list[Part]:
    return list(read(path, limits or Limits(), findings or Findings()))


def documents(path: Path, findings: Findings | None = None) -> list[Document]:
    return [part for part in parts(path, findings) if isinstance(part, Document)]


def named(path: Path, identity: str) -> Document:
    return next(document for document in documents(path) if document.xml_id == identity)


def tei(body: str, *, front: str = "", back: str = "", identity: str = "frus1949v01") -> str:
    text = f"<text><front>{front}</front><body>{body}</body><back>{back}</back></text>"
    return f'<TEI {SPACES} xml:id="{identity}">{HEADER}{text}</TEI>'


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "volume.xml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def one(folder: Path, content: str, attributes: str = "", findings: Findings | None = None) -> Document:
    """The document that has this content, read."""
    document = f'<div type="document" n="1" xml:id="d1" {attributes}>{content}</div>'
    (found,) = documents(written(folder, tei(document)), findings)
    return found
