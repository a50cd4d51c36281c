"""What the generator makes: the same on every run, legal on both databases, and alike as rows and as files."""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.engine import make_url

from seed.frus.reader import read
from seed.frus.tei.safe import Limits
from seed.frus.volume import Document, Findings, Person
from tests.bench.generate import generate
from tests.bench.load import drive, request
from tests.bench.multiply import multiply
from tests.bench.raw import write_answers
from tests.bench.servers import running
from tests.bench.tei import copies, write_volume
from tests.bench.volumes import Volume, volumes
from tests.bench.words import pool, vocabulary
from tests.databases import Databases

PARAGRAPHS = 400


def size(found: list[Volume]) -> int:
    return sum(len(document.blocks) for volume in found for document in volume.documents)


def test_the_same_seed_makes_the_same() -> None:
    once, again, other = (list(volumes(PARAGRAPHS, seed=seed)) for seed in (1, 1, 2))
    assert once == again
    assert once != other
    assert size(once) == size(other) == PARAGRAPHS


def test_a_larger_run_begins_with_a_smaller() -> None:
    small, large = list(volumes(PARAGRAPHS)), list(volumes(2 * PARAGRAPHS))
    assert large[0].documents[: len(small[0].documents) - 1] == small[0].documents[:-1]


def test_words_are_as_frequent_as_words_are() -> None:
    counts = Counter(pool())
    first, tenth, thousandth = (counts[vocabulary()[rank - 1]] for rank in (1, 10, 1000))
    assert 2 * tenth < first < 10 * tenth
    assert 50 * thousandth < first < 1000 * thousandth


def test_rows_are_legal(databases: Databases, dialect: str) -> None:
    """Every key points at something: SQLite looks at the end, PostgreSQL at the commit."""
    url = databases.migrated(dialect)
    generate(url, PARAGRAPHS, curated=20)
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        found = {
            table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608
            for table in ("paragraph", "search_entry", "quotation", "mention", "record")
        }
        counted = connection.execute(text("SELECT counts FROM release ORDER BY id DESC LIMIT 1")).scalar_one()
    assert found["paragraph"] == PARAGRAPHS
    assert found["quotation"] == 20
    assert found["search_entry"] == found["record"] + PARAGRAPHS
    assert found["mention"] > PARAGRAPHS / 4
    assert str(counted).count("quotation") == 1
    databases.drop(url)


def test_multiplied_rows_are_legal(databases: Databases, tmp_path: Path) -> None:
    url = databases.migrated("sqlite")
    generate(url, 30, curated=5)
    small, large = Path(make_url(url).database or ""), tmp_path / "large.db"
    multiply(small, large, 4)
    with closing(sqlite3.connect(small)) as one, closing(sqlite3.connect(large)) as other:
        assert other.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in ("record", "paragraph", "document_party", "search_entry", "citation"):
            count = f"SELECT count(*) FROM {table}"  # noqa: S608
            assert other.execute(count).fetchone()[0] == 4 * one.execute(count).fetchone()[0], table


def test_files_say_what_the_rows_say(tmp_path: Path) -> None:
    (volume,) = volumes(PARAGRAPHS)
    parts = list(read(write_volume(volume, tmp_path), Limits(), Findings()))
    documents = [part for part in parts if isinstance(part, Document)]
    assert len([part for part in parts if isinstance(part, Person)]) == len(volume.persons)
    assert [document.number for document in documents] == [str(made.number) for made in volume.documents]
    texts = {block.text for document in documents for block in document.blocks}
    assert {block.text for made in volume.documents for block in made.blocks} <= texts


def test_copies_have_ids_of_their_own(tmp_path: Path) -> None:
    (volume,) = volumes(30)
    file = write_volume(volume, tmp_path)
    made = list(copies([file], tmp_path, 5 * file.stat().st_size // 2))
    assert len({path.stem for path in made}) == len(made) == 3
    for path in made:
        assert f'xml:id="{path.stem}"' in path.read_text(encoding="utf-8")[:400]


def test_load_is_counted(tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    write_answers(answers, {"/x": (200, [(b"content-length", b"5")], b"bytes")})
    with running("tests.bench.raw", "{port}", str(answers)) as server:
        before = server.processor()
        found = drive(server.port, [request("/x")], status=200, seconds=0.2, connections=2)
        assert len(found.seconds) > 2
        assert server.processor() > before
        assert 0 < found.percentile(0.5) <= found.percentile(0.99)
