"""Memory is that of the largest document, not of the file."""

import tracemalloc
from pathlib import Path
from xml.parsers import expat

import pytest

from seed.frus.reader import Limits, read
from seed.frus.tei import stream
from seed.frus.volume import Document, Findings
from tests.frus.volumes import documents, tei, written

PARAGRAPH = "<p>Some <hi rend='italic'>words</hi> and <gloss target='#t_X'>X</gloss> stand here.</p>"


def volume(folder: Path, *, documents: int, index: int = 0) -> Path:
    document = '<div type="document" n="{0}" xml:id="d{0}"><head>{0}. Letter</head>' + PARAGRAPH * 60 + "</div>"
    body = "".join(document.format(number) for number in range(1, documents + 1))
    listed = f"<div type='section'><list>{'<item>page</item>' * index}</list></div>"
    return written(folder, tei(f"<div type='chapter' xml:id='ch1'><head>All</head>{body}</div>", back=listed))


def peak(path: Path) -> tuple[int, int]:
    """The most memory that reading took at once, and how many documents were read."""
    count = 0
    tracemalloc.start()
    try:
        for part in read(path, Limits(), Findings()):
            count += isinstance(part, Document)
        return tracemalloc.get_traced_memory()[1], count
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_documents(tmp_path: Path) -> None:
    peak(volume(tmp_path, documents=1))  # what is set up once is set up
    few, read_of_few = peak(volume(tmp_path, documents=30))
    many, read_of_many = peak(volume(tmp_path, documents=300))
    assert (read_of_few, read_of_many) == (30, 300)
    assert many < few * 1.2


def test_memory_does_not_grow_with_what_is_no_document(tmp_path: Path) -> None:
    peak(volume(tmp_path, documents=1))
    little, _ = peak(volume(tmp_path, documents=10))
    much, _ = peak(volume(tmp_path, documents=10, index=20_000))
    assert much < little * 1.2


class Counted:
    """A parser that counts the pieces it is given, and what is unread of the token under way each time."""

    def __init__(self) -> None:
        object.__setattr__(self, "parser", expat.ParserCreate(namespace_separator="}"))
        object.__setattr__(self, "read", [0, 0])

    def __getattr__(self, name: str) -> object:
        return getattr(self.parser, name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self.parser, name, value)

    def Parse(self, data: bytes, last: bool) -> int:
        self.read[0] += len(data)
        self.read[1] += self.read[0] - max(self.parser.CurrentByteIndex, 0)
        return int(self.parser.Parse(data, last))


@pytest.mark.parametrize("token", ["<!--{}-->", '<lb n="{}"/>', "<?odd {}?>"])
def test_a_long_token_is_not_read_again_with_every_chunk(
    token: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parser = Counted()
    monkeypatch.setattr(stream.expat, "ParserCreate", lambda **_: parser)
    size = 4_000_000
    content = f"<p>before{token.format('x' * size)}after</p>"
    (document,) = documents(written(tmp_path, tei(f'<div type="document" xml:id="d1">{content}</div>')))
    assert "".join(document.blocks[0].text.split()) == ("beforeafter")
    assert size < parser.read[1] < 4 * size
