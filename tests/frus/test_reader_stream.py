"""Memory is that of the largest document, not of the file."""

import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest

from seed.frus.reader import Limits, read
from seed.frus.tei.safe import Guard
from seed.frus.tei.stream import Scan, Tree
from seed.frus.volume import Document, Findings
from tests.frus.volumes import tei, written

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


class Counted(BytesIO):
    """A file that counts how often it is read."""

    reads = 0

    def read(self, size: int | None = -1) -> bytes:
        self.reads += 1
        return super().read(size)


@pytest.mark.parametrize("token", ["<!--{}-->", '<lb n="{}"/>', "<?odd {}?>"])
def test_a_long_token_is_read_in_growing_pieces(token: str, tmp_path: Path) -> None:
    content = f"<p>before{token.format('x' * 4_000_000)}after</p>{PARAGRAPH * 2000}"
    file = Counted(tei(f'<div type="document" xml:id="d1">{content}</div>').encode())
    found = [event for event in Scan(Guard(tmp_path, Limits())).run(file) if isinstance(event, Tree)]
    assert "".join(found[-1].element[0].itertext()) == "beforeafter"
    assert file.reads < 25  # 256 of one size would each have the parser begin the token anew
