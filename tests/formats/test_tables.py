"""Records as rows: which columns a shape has, and what stands in a cell."""

import csv
import io

import msgspec
import pytest

from api.formats.tables import as_csv, as_ndjson, guarded, header, plain_rows
from api.models.vocabulary import RecordType
from api.refs import Ref


class Day(msgspec.Struct):
    earliest: str | None
    words: list[str]


class Party(msgspec.Struct):
    actor: Ref | None
    printed: str | None


class Letter(msgspec.Struct, rename={"from_": "from"}):
    id: str
    title: str
    from_: list[Party]
    day: Day | None
    copies: int
    lost: bool | None
    about: list[Ref]


ANNA = Ref("anna", RecordType.ACTOR, "Anna, the clerk", "/v1/actors/anna")
LETTER = Letter(
    id="one",
    title='=HYPERLINK("x")',
    from_=[Party(ANNA, None), Party(None, "A. Other")],
    day=Day("1950-10-05", ["early", "doubted"]),
    copies=-3,
    lost=True,
    about=[ANNA, ANNA],
)
EMPTY = Letter("two", "Line\nbreak", [], None, 0, None, [])


def test_references_and_shapes_within_become_columns() -> None:
    names = ["id", "title", "from_actor_id", "from_actor_label", "from_printed", "day_earliest", "day_words", "copies"]
    assert header(Letter) == [*names, "lost", "about_id", "about_label"]


def test_what_is_several_stands_in_one_cell_in_one_order() -> None:
    (row,) = plain_rows(Letter, [LETTER])
    assert row[2:5] == ["anna | ", "Anna, the clerk | ", " | A. Other"]
    assert row[6:] == ["early | doubted", "-3", "true", "anna | anna", "Anna, the clerk | Anna, the clerk"]


def test_what_is_not_said_is_empty() -> None:
    (row,) = plain_rows(Letter, [EMPTY])
    assert row == ["two", "Line\nbreak", "", "", "", "", "", "0", "", "", ""]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-x", "@SUM(A1)", "\tx", "\rx", "-1+2", "--5", "'=1", "''-x"])
def test_a_formula_is_escaped(text: str) -> None:
    """And comes back by dropping one apostrophe from what begins with some and one of the marks."""
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-3", "-122.41942", "1=1", "a-b", "", "'x", "x\n=1"])
def test_what_is_none_is_left_alone(text: str) -> None:
    assert guarded(text) == text


def test_files_can_be_read_again() -> None:
    rows = list(csv.reader(io.StringIO(as_csv(Letter, [LETTER, EMPTY]).decode(), newline="")))
    assert rows[0] == header(Letter)
    assert rows[1][1] == '\'=HYPERLINK("x")'
    assert rows[2][1] == "Line\nbreak"
    lines = as_ndjson([LETTER, EMPTY]).splitlines()
    assert [msgspec.json.decode(line, type=Letter) for line in lines] == [LETTER, EMPTY]
